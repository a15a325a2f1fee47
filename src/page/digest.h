// Digests: one block that tells several stories, "five stories you might have missed".
#ifndef COPYDESK_PAGE_DIGEST_H_
#define COPYDESK_PAGE_DIGEST_H_

#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "page/lines.h"
#include "page/title_end.h"

namespace copydesk {

struct DigestItem {
  TextRange title;  // empty when none is printed, or none can be told from the text
  TextRange body;   // furniture inside it included
};

// The items of a block's body, when it is a digest; else nothing. Items are set off by, in this order: lines of marks
// ("***"); headings; numbers "1." "2." "3."; bullets; `invitations`, the "read more" phrases that end all items but
// perhaps the last. `lines` are those of the body, whose text begins at `begin`; `invitations` are ascending
// ranges inside them. Linear.
[[nodiscard]] std::vector<DigestItem> FindDigestItems(std::string_view text, std::span<const PageLine> lines,
                                                      std::uint32_t begin, std::span<const TextRange> invitations,
                                                      const PageVocabulary& vocabulary);

// The line begins with a bullet; where the text after it begins.
[[nodiscard]] bool IsBullet(std::string_view text, const PageLine& line, std::uint32_t* after = nullptr);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_DIGEST_H_
