// When a version of a text appeared.
#ifndef COPYDESK_MATCH_VERSION_TIME_H_
#define COPYDESK_MATCH_VERSION_TIME_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "copydesk/document.h"
#include "copydesk/store.h"

namespace copydesk {

// Seconds since 1970-01-01T00:00:00Z: the block's own time, else the first of its document's `modified` (an update
// keeps the `published` of the text that it replaces), `published` and `seen` that can be read; none where none can.
// NotFound when there is no such block.
[[nodiscard]] absl::StatusOr<std::optional<std::int64_t>> VersionTime(const Store& store, const BlockName& name);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_VERSION_TIME_H_
