// Embedded posts and photo captions among the paragraphs of a text (see text/quotation.h).
#ifndef COPYDESK_TEXT_POSTS_AND_CAPTIONS_H_
#define COPYDESK_TEXT_POSTS_AND_CAPTIONS_H_

#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

// The paragraphs of `text`, given as ranges, that are posts or captions, in order.
[[nodiscard]] std::vector<TextRange> FindPostsAndCaptions(std::string_view text, std::span<const TextRange> paragraphs);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_POSTS_AND_CAPTIONS_H_
