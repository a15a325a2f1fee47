#include "page/html_tags.h"

namespace copydesk {

bool IsInlineElement(std::uint64_t tag) noexcept {
  switch (tag) {
    case PackedTag("a"):
    case PackedTag("abbr"):
    case PackedTag("acronym"):
    case PackedTag("b"):
    case PackedTag("bdi"):
    case PackedTag("bdo"):
    case PackedTag("big"):
    case PackedTag("cite"):
    case PackedTag("code"):
    case PackedTag("data"):
    case PackedTag("del"):
    case PackedTag("dfn"):
    case PackedTag("em"):
    case PackedTag("font"):
    case PackedTag("i"):
    case PackedTag("img"):
    case PackedTag("ins"):
    case PackedTag("kbd"):
    case PackedTag("mark"):
    case PackedTag("meter"):
    case PackedTag("q"):
    case PackedTag("s"):
    case PackedTag("samp"):
    case PackedTag("small"):
    case PackedTag("span"):
    case PackedTag("strike"):
    case PackedTag("strong"):
    case PackedTag("sub"):
    case PackedTag("sup"):
    case PackedTag("time"):
    case PackedTag("tt"):
    case PackedTag("u"):
    case PackedTag("var"):
    case PackedTag("wbr"):
      return true;
    default:
      return false;
  }
}

bool IsSkippedElement(std::uint64_t tag) noexcept {
  switch (tag) {
    case PackedTag("script"):
    case PackedTag("style"):
    case PackedTag("noscript"):
    case PackedTag("template"):
    case PackedTag("svg"):
    case PackedTag("iframe"):
    case PackedTag("object"):
    case PackedTag("select"):
    case PackedTag("option"):
    case PackedTag("textarea"):
    case PackedTag("canvas"):
    case PackedTag("audio"):
    case PackedTag("video"):
    case PackedTag("map"):
    case PackedTag("math"):
    case PackedTag("head"):
      return true;
    default:
      return false;
  }
}

bool IsVoidElement(std::uint64_t tag) noexcept {
  switch (tag) {
    case PackedTag("br"):
    case PackedTag("img"):
    case PackedTag("hr"):
    case PackedTag("input"):
    case PackedTag("meta"):
    case PackedTag("link"):
    case PackedTag("area"):
    case PackedTag("base"):
    case PackedTag("col"):
    case PackedTag("embed"):
    case PackedTag("param"):
    case PackedTag("source"):
      return true;
    default:
      return false;
  }
}

}  // namespace copydesk
