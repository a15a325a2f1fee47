// A block's name as a key of hash tables, which does not copy it.
#ifndef COPYDESK_REPORT_BLOCK_KEY_H_
#define COPYDESK_REPORT_BLOCK_KEY_H_

#include <utility>

#include "absl/strings/string_view.h"
#include "base/status.h"
#include "copydesk/document.h"

namespace copydesk {

// Valid as long as the name is.
using BlockKey = std::pair<absl::string_view, absl::string_view>;

[[nodiscard]] inline BlockKey KeyOf(const BlockName& block) { return {ToAbsl(block.document), ToAbsl(block.block)}; }

}  // namespace copydesk

#endif  // COPYDESK_REPORT_BLOCK_KEY_H_
