// What a scan would have found at other thresholds, from its results alone: no text is read, nothing is compared again.
//
// A row says what is left when one text of each group is kept. Groups are made by the same code as those of a scan, of
// the relations that the stored figures give at the row's threshold, so that the row of the scan's own threshold has
// the scan's own clusters. Stored figures have four decimals; at other thresholds a pair that lies closer than that may
// fall on the other side.
//
// A scan stores no pair without a relation. Where such pairs could count, below `Sweep::complete_from`, rows are marked
// and their figures are lower bounds.
#ifndef COPYDESK_SWEEP_H_
#define COPYDESK_SWEEP_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/document.h"
#include "copydesk/match.h"
#include "copydesk/results.h"

namespace copydesk {

enum class SweepBy : std::uint8_t {
  kNear,         // Jaccard of shingles; shared of the longer text counts as in RulesAtNear
  kContains,     // share of the shorter text that is in a longer one that is kept; clusters stay as the scan has them
  kStory,        // same_story; clusters stay as the scan has them, and count as one text each
  kEquivalence,  // equivalence, in place of near
};

// "near", "contains", "story", "equivalence".
[[nodiscard]] std::string_view SweepByName(SweepBy by);
[[nodiscard]] std::optional<SweepBy> SweepByFromName(std::string_view name);

// The rules at another threshold of near: its two forms move together, as far apart as they are in `rules`.
[[nodiscard]] RelationRules RulesAtNear(const RelationRules& rules, double near);

struct SweepOptions {
  SweepBy by = SweepBy::kNear;

  // Above 0 and up to 1; at most 1,000. The scan's own threshold is added. Empty: 0.5, 0.55 and so on up to 0.95.
  std::vector<double> thresholds;

  // Thresholds to show pairs at; added to `thresholds`. Empty: the scan's own.
  std::vector<double> at;

  // So many pairs are shown at each: half of them above it and half below, as far as there are.
  std::size_t pairs = 10;
};

// A pair near a threshold. Of pairs between copies of two texts only the first is shown.
struct SweptPair {
  BlockName a;
  BlockName b;
  std::string title_a;
  std::string title_b;
  double score = 0;  // what the sweep compares with thresholds
  Comparison comparison;

  friend bool operator==(const SweptPair&, const SweptPair&) = default;
};

struct SweepRow {
  double threshold = 0;
  bool complete = true;                 // false: at least so many
  std::uint64_t pairs = 0;              // that reach the threshold; exact ones among them
  std::uint64_t clusters = 0;           // groups of at least two texts
  std::uint64_t clustered = 0;          // texts in them
  std::uint64_t largest = 0;            // texts in the largest
  std::uint64_t removed = 0;            // texts, when one of each group is kept
  std::uint64_t removed_documents = 0;  // documents of which nothing is left but furniture
  std::uint64_t removed_bytes = 0;      // of the texts removed, each byte once
  std::vector<SweptPair> borderline;    // by falling score, then by name

  friend bool operator==(const SweepRow&, const SweepRow&) = default;
};

struct Sweep {
  SweepBy by = SweepBy::kNear;
  std::uint64_t texts = 0;  // without furniture
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;     // of all texts, furniture among them, each byte once
  double own = 0;              // the scan's threshold; of equivalence, which has none, 0.5
  double complete_from = 0;    // rows from here on are complete
  std::vector<SweepRow> rows;  // ascending
  std::vector<double> at;      // the rows that show pairs
  ResultSettings settings;
};

// O(t · m log m) in thresholds and matches. Errors: InvalidArgument for options out of range, or matches that name a
// text that `results.texts` does not have; FailedPrecondition when the scan left out what the sweep needs.
[[nodiscard]] absl::StatusOr<Sweep> SweepThresholds(ScanResults results, const SweepOptions& options = {});

// A table, then the pairs; at most 80 columns wide, ending with a line end. Text from input is made harmless.
[[nodiscard]] std::string TerminalSweep(const Sweep& sweep);

// The same as one JSON object without a line end.
[[nodiscard]] std::string SweepJson(const Sweep& sweep);

}  // namespace copydesk

#endif  // COPYDESK_SWEEP_H_
