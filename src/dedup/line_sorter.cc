#include "dedup/line_sorter.h"

#include "base/status.h"
#include "dedup/placed_id.h"

namespace copydesk {

absl::Status LineSorter::Add(const RecordPlace& removed, const CertificateLine& line) {
  const std::uint64_t part = line.removed.parts.empty() ? 0 : line.removed.parts.front().begin;
  const std::string key = FormatPlacedId({.file = removed.file, .offset = removed.offset, .order = part, .id = ""});
  ++counts_[{line.reason, line.relation}];
  return sorter_.Add(key, CertificateJson(line));
}

absl::StatusOr<std::optional<std::string_view>> LineSorter::Next() {
  COPYDESK_ASSIGN_OR_RETURN(const std::optional<RecordSorter::Record> record, sorter_.Next());
  if (!record.has_value()) return std::nullopt;
  return record->value;
}

}  // namespace copydesk
