// A page without what its tokens say.
#ifndef COPYDESK_PAGE_SPLIT_H_
#define COPYDESK_PAGE_SPLIT_H_

#include "absl/status/statusor.h"
#include "copydesk/page.h"

namespace copydesk {

// As SplitPage, but for Block::words and Block::disguised: whoever has the tokens of a block knows them.
[[nodiscard]] absl::StatusOr<Page> SplitIntoBlocks(const Document& document);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_SPLIT_H_
