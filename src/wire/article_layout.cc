#include "wire/article_layout.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/paragraphs.h"
#include "text/posts_and_captions.h"
#include "wire/candidate.h"

namespace copydesk {
namespace {

// A line of running text is a sentence of this many bytes, or longer than any label.
constexpr std::uint32_t kSentence = 70;
constexpr std::uint32_t kNoLabel = 200;

bool IsClosing(char32_t c) {
  constexpr std::u32string_view kClosing = U"\"')]}»”’“」』）］】〕› \t\r\n\u00a0";
  return kClosing.find(c) != std::u32string_view::npos;
}

bool IsRunningText(std::string_view line) {
  if (line.size() >= kNoLabel) return true;
  return line.size() >= kSentence && (EndsSentence(line) || FirstSentence(line).size() < line.size());
}

}  // namespace

bool EndsSentence(std::string_view text) {
  constexpr std::u32string_view kEnds = U".!?…。！？．।۔؟։";
  for (std::size_t at = text.size(); at > 0;) {
    const Utf8Character last = DecodeUtf8Before(text, at);
    if (!IsClosing(last.code_point)) return kEnds.find(last.code_point) != std::u32string_view::npos;
    at -= last.length;
  }
  return false;
}

ArticleLayout LayOut(std::string_view text, std::span<const TextRange> parts) {
  ArticleLayout layout;
  for (const TextRange part : parts) {
    const std::string_view piece = text.substr(part.begin, part.end - part.begin);
    const std::vector<TextRange> paragraphs = FindParagraphs(piece);
    const std::vector<TextRange> captions = FindPostsAndCaptions(piece, paragraphs);
    auto caption = captions.begin();
    for (const TextRange paragraph : paragraphs) {
      while (caption != captions.end() && caption->begin < paragraph.begin) ++caption;
      layout.lines.push_back({.range = {.begin = part.begin + paragraph.begin, .end = part.begin + paragraph.end},
                              .before = layout.bytes,
                              .caption = caption != captions.end() && *caption == paragraph});
      layout.bytes += paragraph.end - paragraph.begin;
    }
  }
  bool captions_too = false;
  const auto is_body = [&](const ArticleLine& line) {
    return (captions_too || !line.caption) &&
           IsRunningText(text.substr(line.range.begin, line.range.end - line.range.begin));
  };
  auto first = std::find_if(layout.lines.begin(), layout.lines.end(), is_body);
  if (first == layout.lines.end()) {
    captions_too = true;
    first = std::find_if(layout.lines.begin(), layout.lines.end(), is_body);
  }
  layout.first_body = static_cast<std::size_t>(first - layout.lines.begin());
  layout.last_body = layout.first_body;
  for (std::size_t i = layout.lines.size(); i > layout.first_body + 1; --i) {
    if (!is_body(layout.lines[i - 1])) continue;
    layout.last_body = i - 1;
    break;
  }
  return layout;
}

}  // namespace copydesk
