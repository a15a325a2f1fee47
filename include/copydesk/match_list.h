// Matches that are read one at a time: those of a large collection do not fit in memory.
#ifndef COPYDESK_MATCH_LIST_H_
#define COPYDESK_MATCH_LIST_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/match.h"

namespace copydesk {

// Sorted by a, then b; each pair once. Any number of threads may read at once. Errors: those of reading a file.
class MatchList {
 public:
  virtual ~MatchList() = default;

  [[nodiscard]] virtual std::uint64_t size() const = 0;

  // `place` is below size(). O(1).
  [[nodiscard]] virtual absl::StatusOr<Match> At(std::uint64_t place) const = 0;

  // In order, until an error, which is returned. Faster than At of each.
  [[nodiscard]] virtual absl::Status ForEach(const std::function<absl::Status(const Match&)>& visit) const = 0;

  // All of them in memory.
  [[nodiscard]] absl::StatusOr<std::vector<Match>> All() const;

  // The place of the first match that is not before the pair. O(log n).
  [[nodiscard]] absl::StatusOr<std::uint64_t> LowerBound(const BlockName& a, const BlockName& b) const;

  // The match of two blocks, of which `a` sorts first; none where there is none. O(log n).
  [[nodiscard]] absl::StatusOr<std::optional<Match>> Find(const BlockName& a, const BlockName& b) const;
};

// Of matches in memory, which must stay live. Has no errors of its own.
class MatchSpan final : public MatchList {
 public:
  explicit MatchSpan(std::span<const Match> matches) : matches_(matches) {}

  [[nodiscard]] std::uint64_t size() const override { return matches_.size(); }
  [[nodiscard]] absl::StatusOr<Match> At(std::uint64_t place) const override { return matches_[place]; }
  [[nodiscard]] absl::Status ForEach(const std::function<absl::Status(const Match&)>& visit) const override;

 private:
  std::span<const Match> matches_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_LIST_H_
