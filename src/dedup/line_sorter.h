// Certificate lines in the order of the input.
#ifndef COPYDESK_DEDUP_LINE_SORTER_H_
#define COPYDESK_DEDUP_LINE_SORTER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/record_sorter.h"
#include "dedup/certificate.h"
#include "dedup/removal_plan.h"

namespace copydesk {

// Protocol: Add* Next*. Errors: those of RecordSorter.
class LineSorter {
 public:
  LineSorter(std::uint64_t memory, std::string folder) : sorter_(memory, std::move(folder)) {}

  [[nodiscard]] absl::Status Add(const RecordPlace& removed, const CertificateLine& line);

  // The next one as JSON; none at the end. Valid until the next call.
  [[nodiscard]] absl::StatusOr<std::optional<std::string_view>> Next();

  // Lines that were added, by reason and relation.
  using Counts = std::map<std::pair<RemovalReason, Relation>, std::uint64_t>;
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  RecordSorter sorter_;
  Counts counts_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_LINE_SORTER_H_
