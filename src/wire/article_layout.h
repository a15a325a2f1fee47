// Where an article's paragraphs are, and which of them is above, in and below its running text.
#ifndef COPYDESK_WIRE_ARTICLE_LAYOUT_H_
#define COPYDESK_WIRE_ARTICLE_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

struct ArticleLine {
  TextRange range;           // a paragraph (text/paragraphs.h)
  std::uint32_t before = 0;  // bytes of the article's paragraphs before it
  bool caption = false;      // an embedded post or the caption of a photo (text/posts_and_captions.h)
};

struct ArticleLayout {
  std::vector<ArticleLine> lines;
  std::uint32_t bytes = 0;     // of all of them
  std::size_t first_body = 0;  // the first line of running text; lines.size() where there is none
  std::size_t last_body = 0;   // the last one
};

// Linear in the parts.
[[nodiscard]] ArticleLayout LayOut(std::string_view text, std::span<const TextRange> parts);

// Ends as sentences do, closing marks and brackets set aside.
[[nodiscard]] bool EndsSentence(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_ARTICLE_LAYOUT_H_
