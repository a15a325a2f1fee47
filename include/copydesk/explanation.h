// Why two blocks did or did not match: every stage of the comparison, replayed for one pair.
#ifndef COPYDESK_EXPLANATION_H_
#define COPYDESK_EXPLANATION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/match.h"
#include "copydesk/minhash.h"
#include "copydesk/terms.h"

namespace copydesk {

struct ExplainedBlock {
  BlockName name;
  BlockRole role = BlockRole::kMain;
  std::string title;
  std::uint32_t tokens = 0;
  std::uint32_t furniture = 0;  // tokens of its document that were set aside
  std::uint32_t fingerprints = 0;
  std::uint32_t disguised = 0;  // characters that hide words; they were seen through
};

// One condition of a relation: what it looks at, what the pair has, what it takes.
struct Condition {
  Relation relation = Relation::kNone;
  std::string_view what;
  double value = 0;
  double needed = 0;
  bool is_count = false;  // tokens; else a share of 1

  [[nodiscard]] bool Holds() const { return value >= needed; }
};

struct Explanation {
  ExplainedBlock a;
  ExplainedBlock b;

  // Why the pair is never compared, whatever the texts; empty: it may be.
  std::string never_compared;

  // How text candidates were looked for. The pair is a candidate when it shares a band or a fingerprint that no cap
  // left out, or its contents are equal.
  bool equal_content = false;
  Estimate estimated_jaccard;  // from the MinHash sketches
  BandPlan bands;
  std::uint32_t shared_bands = 0;
  double band_probability = 0;  // of sharing a band at the pair's exact Jaccard
  std::uint32_t shared_fingerprints = 0;
  std::uint32_t capped_fingerprints = 0;  // of these: in lists so long that not all of their pairs are proposed
  std::uint32_t longest_run = 0;          // equal tokens
  std::uint32_t sure_run = 0;             // a run of so many always shares a fingerprint
  bool is_text_candidate = false;

  // The verification. Absent when a text is not kept.
  std::optional<Comparison> comparison;
  std::vector<Condition> conditions;

  // The story. Absent when a block has no terms (furniture, a digest, no text) or the times are too far apart.
  std::optional<double> same_story;
  double story_threshold = 0;
  std::uint32_t shared_terms = 0;     // of those that candidates are found by
  std::optional<double> hours_apart;  // when both times are known
  double window_hours = 0;            // 0: no window
  std::vector<SharedTerm> terms;
  std::string model;
};

}  // namespace copydesk

#endif  // COPYDESK_EXPLANATION_H_
