// Which copy stays: numbers by which the records of a group are ordered.
#ifndef COPYDESK_DEDUP_KEEP_ORDER_H_
#define COPYDESK_DEDUP_KEEP_ORDER_H_

#include <cstdint>
#include <string_view>

#include "copydesk/dedup.h"
#include "copydesk/document.h"

namespace copydesk {

// The smaller, the sooner a record stays; equal ones are ordered by the input. `field` is what the member of
// KeepPolicy::kField holds, as printed.
[[nodiscard]] std::uint64_t KeepOrder(const DedupOptions& options, const Document& document, std::string_view field);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_KEEP_ORDER_H_
