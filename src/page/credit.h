// The credit that ends a story: "REUTERS", "(Meridian Wire)", "【鹭洲社供稿】".
#ifndef COPYDESK_PAGE_CREDIT_H_
#define COPYDESK_PAGE_CREDIT_H_

#include <string_view>

#include "copydesk/block.h"

namespace copydesk {

// The credit at the end of a story's last line, which is text[line]: a few words after the last sentence, in capitals,
// in brackets, or with a word that agencies' names have. `own_line`: the line stands where credits do and holds nothing
// else, so that any short label is taken. Empty when there is none; never the credit of a photo.
[[nodiscard]] TextRange FindCredit(std::string_view text, TextRange line, bool own_line);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_CREDIT_H_
