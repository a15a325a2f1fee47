// When a block was published, as far as a machine can tell.
#ifndef COPYDESK_SKETCH_BLOCK_TIME_H_
#define COPYDESK_SKETCH_BLOCK_TIME_H_

#include <cstdint>
#include <optional>

#include "base/printed_time.h"
#include "copydesk/block.h"
#include "copydesk/document.h"

namespace copydesk {

// The first of the block's own time and its document's `published`, `modified` and `seen` that can be read.
[[nodiscard]] std::optional<std::int64_t> BlockTime(const Metadata& metadata, const Block& block);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_BLOCK_TIME_H_
