// When a block was published, as far as a machine can tell.
#ifndef COPYDESK_SKETCH_BLOCK_TIME_H_
#define COPYDESK_SKETCH_BLOCK_TIME_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "copydesk/block.h"
#include "copydesk/document.h"

namespace copydesk {

// Seconds since 1970-01-01T00:00:00Z of a printed time; none for anything that is not wholly one of
//   ISO 8601: 2018-07-16, 2018-07-16T09:30, 2018-07-16 09:30:05.25+02:00, and the same without - and :
//   RFC 2822: Mon, 16 Jul 2018 09:30:05 +0200 (or GMT, UT, UTC, Z), the weekday and the seconds may be missing
// A time without a zone is taken to be UTC, a date to be its midnight. Years 1 to 9999. Linear.
[[nodiscard]] std::optional<std::int64_t> ParseTime(std::string_view text);

// The first of the block's own time and its document's `published`, `modified` and `seen` that can be read.
[[nodiscard]] std::optional<std::int64_t> BlockTime(const Metadata& metadata, const Block& block);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_BLOCK_TIME_H_
