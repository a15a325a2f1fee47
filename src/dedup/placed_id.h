// Ids that say where a record was read, so that the order of names is the order of the input and no two are equal.
#ifndef COPYDESK_DEDUP_PLACED_ID_H_
#define COPYDESK_DEDUP_PLACED_ID_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copydesk {

struct PlacedId {
  std::uint32_t file = 0;    // number of the input file
  std::uint64_t offset = 0;  // of the record in its decompressed bytes; below 2^48
  std::uint64_t order = 0;   // of preference among copies: the smallest stays
  std::string_view id;       // the record's own

  friend bool operator==(const PlacedId&, const PlacedId&) = default;
};

// 36 hexadecimal digits, a colon and the id. Ordered by file, then offset.
[[nodiscard]] std::string FormatPlacedId(const PlacedId& placed);

// Nothing unless `name` is such an id. Points into `name`.
[[nodiscard]] std::optional<PlacedId> ParsePlacedId(std::string_view name);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_PLACED_ID_H_
