// What becomes of the records of each file, as certificate lines say it.
#ifndef COPYDESK_DEDUP_REMOVAL_PLAN_H_
#define COPYDESK_DEDUP_REMOVAL_PLAN_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dedup/certificate.h"
#include "dedup/copy_shard.h"

namespace copydesk {

// A record, by its file's number and its place there.
struct RecordPlace {
  std::uint32_t file = 0;
  std::uint64_t offset = 0;

  friend auto operator<=>(const RecordPlace&, const RecordPlace&) = default;
};

// A record and those that went for it.
struct RemovalGroup {
  std::string name;  // "d-" and 16 hexadecimal digits that depend on the members' ids
  std::uint64_t size = 0;
};

class RemovalPlan {
 public:
  // `files` are the paths of the inputs; lines are read from JSON. With `groups`, what Group says is kept, which takes
  // the ids of all records that have copies.
  RemovalPlan(const std::vector<std::string>& files, bool groups);

  // Lines come in the order of the input. InvalidArgument for a file that is none of the inputs, or another order.
  [[nodiscard]] absl::Status Add(const CertificateLine& line);

  // Of a file, ascending. About 48 bytes each.
  [[nodiscard]] const std::vector<RecordEdit>& Edits(std::uint32_t file) const { return edits_[file]; }

  // What becomes of a record; null for one that stays as it is. O(log n).
  [[nodiscard]] const RecordEdit* EditOf(const RecordPlace& place) const;

  // Whether something went for the record.
  [[nodiscard]] bool IsKeptFor(const RecordPlace& place) const { return kept_.contains(place); }

  // How many kept records others of the same collection went for.
  [[nodiscard]] std::uint64_t KeptWithCopies() const { return kept_.size(); }

  // The group of a record; null for one alone. Only for a plan with groups, after the last Add.
  void FinishGroups();
  [[nodiscard]] const RemovalGroup* Group(const RecordPlace& place) const;
  [[nodiscard]] bool IsRemoved(const RecordPlace& place) const;

 private:
  const bool with_groups_;
  std::map<std::string, std::uint32_t> numbers_;  // of files, by path
  std::vector<std::vector<RecordEdit>> edits_;
  struct Members {
    std::vector<std::string> ids;
    RemovalGroup group;
  };
  std::map<RecordPlace, Members> kept_;
  std::map<RecordPlace, RecordPlace> removed_;  // and the record it went for
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_REMOVAL_PLAN_H_
