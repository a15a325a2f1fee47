// Splits a page that was scraped as plain text.
//
// Signs, none of them of one site: stamps (page/stamp.h), which stand in every record of a list of articles at the same
// place, under the title or between outlet and title; headings such as "Related articles"; rules, numbers and bullets
// that set off the items of a digest; what the records of one page repeat.
#ifndef COPYDESK_PAGE_TEXT_BLOCKS_H_
#define COPYDESK_PAGE_TEXT_BLOCKS_H_

#include <string_view>

#include "page/record.h"

namespace copydesk {

// A text that shows no such structure is one block, the whole text. Linear in texts as people write them.
[[nodiscard]] PageParts SplitTextBlocks(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_TEXT_BLOCKS_H_
