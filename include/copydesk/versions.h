// Versions: texts that are versions of one text (a story, its update, its correction, a cut of it), in order of time.
#ifndef COPYDESK_VERSIONS_H_
#define COPYDESK_VERSIONS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/document.h"
#include "copydesk/match_list.h"

namespace copydesk {

struct TextVersion {
  BlockName block;
  std::uint32_t number = 0;          // from 1; blocks of equal content have one number; 0: no time is known
  std::optional<std::int64_t> time;  // seconds since 1970-01-01T00:00:00Z
  double equivalence = 1;            // with the centre; of a block of the centre's content 1

  friend bool operator==(const TextVersion&, const TextVersion&) = default;
};

struct VersionGroup {
  std::string name;                  // "v-" and 16 hexadecimal digits that depend on the members alone
  BlockName centre;                  // the block that most of the others are versions of
  std::vector<TextVersion> members;  // by number, time and name; those without a number last

  friend bool operator==(const VersionGroup&, const VersionGroup&) = default;
};

using VersionGroups = std::vector<VersionGroup>;

// When a block appeared; none where nobody knows. Called by several threads at once.
using TimeOfBlock = std::function<absl::StatusOr<std::optional<std::int64_t>>(const BlockName&)>;

// The least Comparison::equivalence of two versions of one text.
inline constexpr double kMinEquivalence = 0.5;

// The blocks that `matches` name, joined around centres as duplicate clusters are, by Comparison::equivalence of
// kMinEquivalence and more instead of by `near`: an update that doubles a story is not near it. Issues of a recurring
// report are below that; a correction of two numbers is not. A match without a text relation joins nothing. A content
// is as old as its oldest block. Only groups of which two contents have different times are given: without times there
// is no order, and Clusters say what belongs together. Sorted by name; independent of the order of `matches`. O(m log
// m) in the matches, and one call of `time_of` a block of a group. Errors: those of `time_of`.
[[nodiscard]] absl::StatusOr<VersionGroups> GroupVersions(const MatchList& matches, const TimeOfBlock& time_of,
                                                          int threads = 1);

}  // namespace copydesk

#endif  // COPYDESK_VERSIONS_H_
