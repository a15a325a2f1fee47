#include "page/html_tree.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/utf8.h"
#include "page/html_feed.h"
#include "page/html_markup.h"
#include "page/html_tags.h"
#include "page/words.h"
#include "read/charset.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxTreeDepth = 256;
constexpr std::size_t kMaxElements = 1'000'000;
constexpr std::size_t kMaxAttribute = 1024;
constexpr std::size_t kLittleText = 2000;  // bytes: a page with less may be hidden as a whole
constexpr std::size_t kMaxKey = 512;       // bytes of a line
constexpr std::size_t kMaxStamp = 200;     // longer lines are no stamps

class Builder {
 public:
  Builder(std::string_view page, HtmlFeed* feed, HtmlTree* tree, bool keep_hidden)
      : page_(page), feed_(feed), tree_(tree), markup_(&tree->markup), keep_hidden_(keep_hidden) {}

  void set_parser(htmlParserCtxtPtr parser) { parser_ = parser; }

  void Start(std::string_view tag, const xmlChar** attributes) {
    const std::uint32_t end = Position();
    const std::uint64_t packed = PackedTag(tag);
    const bool is_inline = IsInlineElement(packed);
    const bool is_void = IsVoidElement(packed);
    Open open{.element = element_, .time = packed == kTime, .inline_element = is_inline || is_void};
    if (packed == PackedTag("title") && title_depth_ == 0 && tree_->title.empty()) title_depth_ = stack_depth_ + 1;
    Attributes read = ReadAttributes(attributes);
    if (packed == PackedTag("base") && tree_->base.empty()) tree_->base = read.href;
    open.skips = IsSkippedElement(packed) || (read.hidden && !keep_hidden_);
    if (packed == PackedTag("body") && skip_depth_ > 0) skip_depth_ = 0;  // a head that never ended
    if (skip_depth_ == 0 && title_depth_ == 0) {
      if (packed == PackedTag("br")) {
        EndLine();
      } else if (!is_inline) {
        EndLine();
        if (!is_void) AddElement(tag, std::move(read.classes));
      } else {
        // Two inline elements side by side are as good as a separator to a stamp.
        if (inline_ended_ && !line_.empty()) stamp_line_ += " | ";
        inline_ended_ = false;
      }
      if (packed == PackedTag("a")) {
        open.link = true;
        StartLink(std::move(read.href));
      } else if (open.time) {
        in_time_ = true;
        published_ = std::move(read.datetime);
      }
    }
    ++stack_depth_;
    if (read.microdata || packed == PackedTag("meta") || packed == PackedTag("link") || packed == PackedTag("html")) {
      markup_.Start(tag, attributes, stack_depth_, tree_->lines.size());
    }
    if (open.skips && skip_depth_ == 0) skip_depth_ = stack_depth_;
    if (stack_.size() < kMaxTreeDepth) stack_.push_back(open);
    last_ = end;
  }

  void End(std::string_view tag) {
    const std::uint32_t end = Position();
    if (stack_depth_ > 0) {
      if (stack_depth_ <= stack_.size()) {
        const Open open = stack_.back();
        stack_.pop_back();
        if (skip_depth_ == stack_depth_) skip_depth_ = 0;
        if (skip_depth_ == 0 && title_depth_ == 0) Close(open);
      } else if (skip_depth_ == 0 && !IsInlineElement(PackedTag(tag))) {
        EndLine();
      }
      markup_.End(stack_depth_, tree_->lines.size());
      if (skip_depth_ == stack_depth_) skip_depth_ = 0;
      if (title_depth_ == stack_depth_) title_depth_ = 0;
      --stack_depth_;
    }
    last_ = end;
  }

  void Characters(std::string_view text) {
    std::uint32_t begin = last_;
    if (begin < page_.size() && page_[begin] == '>') ++begin;  // a tag is reported before its end is read
    last_ = Position();
    if (title_depth_ > 0) {
      if (tree_->title.size() < kMaxAttribute) tree_->title += text;
      return;
    }
    if (skip_depth_ > 0) return;
    markup_.Characters(text);
    Append(text, begin);
  }

  void Finish() {
    EndLine();
    for (const std::string_view script : feed_->json_ld()) markup_.AddJsonLd(script);
    markup_.Finish(tree_->lines.size());
    for (std::size_t i = tree_->elements.size(); i > 0; --i) {  // what was never closed
      HtmlElement& element = tree_->elements[i - 1];
      if (element.last_line == kOpen) element.last_line = tree_->lines.size();
    }
    tree_->title = Collapse(tree_->title);
  }

 private:
  static constexpr std::size_t kOpen = std::numeric_limits<std::size_t>::max();

  static constexpr std::uint64_t kTime = PackedTag("time");

  struct Open {
    int element = -1;  // the one around it
    bool skips = false;
    bool link = false;
    bool time = false;
    bool inline_element = false;
  };

  struct Attributes {
    std::string classes;
    std::string href;
    std::string datetime;
    bool hidden = false;
    bool microdata = false;
  };

  // Bytes of the page that were read. In pages that are no HTML, libxml2 may lose count: it never goes back here.
  std::uint32_t Position() const {
    const long consumed = xmlByteConsumed(parser_);
    if (consumed < 0) return last_;
    const std::size_t position = feed_->PageOffset(static_cast<std::size_t>(consumed));
    return position > page_.size() ? last_ : std::max(last_, static_cast<std::uint32_t>(position));
  }

  static Attributes ReadAttributes(const xmlChar** attributes) {
    Attributes result;
    if (attributes == nullptr) return result;
    for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
      const std::string_view name(reinterpret_cast<const char*>(attributes[i]));
      const char* const given = reinterpret_cast<const char*>(attributes[i + 1]);
      const std::string_view value = std::string_view(given == nullptr ? "" : given).substr(0, kMaxAttribute);
      if (name == "class" || name == "id" || name == "role" || name == "itemprop") {
        absl::StrAppend(&result.classes, result.classes.empty() ? "" : " ", absl::AsciiStrToLower(ToAbsl(value)));
        result.microdata = result.microdata || name == "itemprop";
      } else if (name == "href") {
        result.href = value;
      } else if (name == "datetime") {
        result.datetime = value;
      } else if (name == "itemtype") {
        if (value.ends_with("/Comment")) result.classes += " comment";
      } else if (name == "itemscope") {
        result.microdata = true;
      } else if (name == "hidden") {
        result.hidden = true;
      } else if (name == "style") {
        const std::string style = absl::AsciiStrToLower(ToAbsl(value));
        result.hidden =
            result.hidden || absl::StrContains(style, "display:none") || absl::StrContains(style, "display: none");
      }
    }
    return result;
  }

  void AddElement(std::string_view tag, std::string classes) {
    if (stack_.size() >= kMaxTreeDepth || tree_->elements.size() >= kMaxElements) return;
    HtmlElement element;
    element.parent = element_;
    element.tag = tag;
    element.classes = std::move(classes);
    element.first_line = tree_->lines.size();
    element.last_line = kOpen;
    element_ = static_cast<int>(tree_->elements.size());
    tree_->elements.push_back(std::move(element));
  }

  void Close(const Open& open) {
    if (open.link) EndLink();
    if (open.time) in_time_ = false;
    inline_ended_ = open.inline_element;
    if (!open.inline_element) EndLine();
    while (element_ != open.element && element_ >= 0) {
      HtmlElement& closed = tree_->elements[static_cast<std::size_t>(element_)];
      closed.last_line = tree_->lines.size();
      element_ = closed.parent;
    }
  }

  void StartLink(std::string href) {
    in_link_ = true;
    link_begin_ = line_.size();
    href_ = std::move(href);
    ++links_;
  }

  // A link that begins a line outside a paragraph is a line of its own: a headline, with a summary after it perhaps.
  void EndLink() {
    in_link_ = false;
    const bool paragraph = element_ >= 0 && tree_->elements[static_cast<std::size_t>(element_)].tag == "p";
    if (link_begin_ == 0 && !paragraph && CountWords(line_) >= 3) EndLine();
  }

  void Append(std::string_view text, std::uint32_t begin) {
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;  // of what is printed, in one go, and ASCII
      while (end < text.size() && text[end] > ' ' && text[end] < 0x7f) ++end;
      if (end > at) {
        Print(text.substr(at, end - at), begin);
        at = end;
        continue;
      }
      const Utf8Character c = DecodeUtf8(text, at);
      if (IsSpace(c.code_point)) {
        space_ = !line_.empty();
      } else {
        const bool replaced = c.code_point == 0xFFFD;
        Print(replaced ? std::string_view("\xef\xbf\xbd") : text.substr(at, c.length), begin);
      }
      at += c.length;
    }
  }

  // Characters without white space.
  void Print(std::string_view text, std::uint32_t begin) {
    if (line_.empty()) source_begin_ = begin;
    if (space_) line_ += ' ';
    if (space_ && stamp_line_.size() < kMaxStamp) stamp_line_ += ' ';
    space_ = inline_ended_ = false;
    if (stamp_line_.size() < kMaxStamp) {
      const bool one = static_cast<unsigned char>(text.front()) >= 0x80;  // character
      stamp_line_ += one ? text : text.substr(0, kMaxStamp - stamp_line_.size());
    }
    const std::size_t place = line_.size();
    line_ += text;
    if (in_link_) link_bytes_ = line_.size() - std::min(link_begin_, line_.size());
    if (in_time_) {
      if (time_end_ == 0) time_begin_ = place;
      time_end_ = line_.size();
      if (time_published_.empty()) time_published_ = published_;
    }
    source_end_ = std::max(last_, source_begin_);
  }

  int HeadingLevel() const {
    for (int at = element_, up = 0; at >= 0 && up < 3; ++up) {
      const HtmlElement& element = tree_->elements[static_cast<std::size_t>(at)];
      if (element.tag.size() == 2 && element.tag[0] == 'h' && element.tag[1] >= '1' && element.tag[1] <= '6') {
        return element.tag[1] - '0';
      }
      at = element.parent;
    }
    return 0;
  }

  void EndLine() {
    if (!line_.empty()) {
      HtmlLine line;
      const auto begin = static_cast<std::uint32_t>(tree_->text.size());
      tree_->text += line_;
      line.line.range = {.begin = begin, .end = static_cast<std::uint32_t>(tree_->text.size())};
      tree_->text += '\n';
      line.key = LineKey(std::string_view(line_).substr(0, kMaxKey));
      line.line.words = CountWords(line_);
      line.line.sentence = EndsLikeSentence(line_);
      line.line.stamp = line_.size() < kMaxStamp ? FindStamp(stamp_line_) : std::nullopt;
      line.line.heading = HeadingLevel();
      line.line.link = link_begin_ == 0 && link_bytes_ > 0 && link_bytes_ + 3 >= line_.size();
      if (line.line.link) line.href = href_;
      line.source = {.begin = source_begin_, .end = source_end_};
      line.element = element_;
      line.links = links_;
      line.time.begin = begin + static_cast<std::uint32_t>(time_begin_);
      line.time.end = begin + static_cast<std::uint32_t>(time_end_);
      line.published = std::move(time_published_);
      tree_->lines.push_back(std::move(line));
    }
    line_.clear();
    stamp_line_.clear();
    space_ = inline_ended_ = false;
    links_ = in_link_ ? 1 : 0;
    link_begin_ = in_link_ ? 0 : std::numeric_limits<std::size_t>::max();
    link_bytes_ = 0;
    time_begin_ = time_end_ = 0;
    time_published_.clear();
  }

  std::string_view page_;
  HtmlFeed* feed_;
  HtmlTree* tree_;
  MarkupCollector markup_;
  bool keep_hidden_;
  htmlParserCtxtPtr parser_ = nullptr;
  std::vector<Open> stack_;  // at most kMaxTreeDepth; stack_depth_ counts the others too
  std::size_t stack_depth_ = 0;
  std::size_t skip_depth_ = 0;   // depth of the outermost skipped element; 0: none
  std::size_t title_depth_ = 0;  // depth of the head's title while inside it
  int element_ = -1;
  std::uint32_t last_ = 0;  // where the last event ended
  std::string line_;
  std::string stamp_line_;     // the start of line_ with separators
  bool inline_ended_ = false;  // an inline element, and nothing but spaces since
  bool space_ = false;
  bool in_link_ = false;
  bool in_time_ = false;
  std::size_t time_begin_ = 0;  // of the line; equal: no time
  std::size_t time_end_ = 0;
  int links_ = 0;
  std::size_t link_begin_ = std::numeric_limits<std::size_t>::max();
  std::size_t link_bytes_ = 0;
  std::uint32_t source_begin_ = 0;
  std::uint32_t source_end_ = 0;
  std::string href_;
  std::string published_;
  std::string time_published_;
};

std::string_view View(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

void StartElement(void* builder, const xmlChar* name, const xmlChar** attributes) {
  static_cast<Builder*>(builder)->Start(View(name), attributes);
}
void EndElement(void* builder, const xmlChar* name) { static_cast<Builder*>(builder)->End(View(name)); }
void Characters(void* builder, const xmlChar* text, int size) {
  static_cast<Builder*>(builder)->Characters(View(text).substr(0, static_cast<std::size_t>(size)));
}

absl::StatusOr<HtmlTree> ParseUtf8(std::string_view page, bool keep_hidden) {
  HtmlTree tree;
  htmlSAXHandler handler = {};
  handler.startElement = StartElement;
  handler.endElement = EndElement;
  handler.characters = Characters;
  handler.ignorableWhitespace = Characters;
  HtmlFeed feed(page);
  Builder builder(page, &feed, &tree, keep_hidden);
  const std::unique_ptr<xmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreatePushParserCtxt(&handler, &builder, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8), &htmlFreeParserCtxt);
  if (parser == nullptr) return absl::ResourceExhaustedError("no memory for an HTML parser");
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                       HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
  builder.set_parser(parser.get());
  // In pieces, as a stream: libxml2 grows its buffers by what it is given.
  std::string piece;
  while (feed.Next(static_cast<std::size_t>(std::max(0, parser->nameNr)), &piece)) {
    htmlParseChunk(parser.get(), piece.data(), static_cast<int>(piece.size()), 0);
  }
  htmlParseChunk(parser.get(), nullptr, 0, 1);
  builder.Finish();
  return tree;
}

}  // namespace

absl::StatusOr<HtmlTree> ParseHtml(std::string_view html) {
  std::string converted;
  const std::string_view page = ToUtf8(html, /*declared=*/{}, ContentType::kHtml, &converted);
  COPYDESK_ASSIGN_OR_RETURN(HtmlTree tree, ParseUtf8(page, /*keep_hidden=*/false));
  if (tree.text.size() < kLittleText) {
    COPYDESK_ASSIGN_OR_RETURN(HtmlTree whole, ParseUtf8(page, /*keep_hidden=*/true));
    if (whole.text.size() > 3 * tree.text.size()) tree = std::move(whole);
  }
  tree.has_source = converted.empty();
  const auto mark = static_cast<std::uint32_t>(tree.has_source ? html.size() - page.size() : 0);
  for (HtmlLine& line : tree.lines) {
    line.source.begin += mark;
    line.source.end += mark;
  }
  return tree;
}

}  // namespace copydesk
