// Why two blocks did or did not match: every stage of the comparison, replayed for one pair.
#ifndef COPYDESK_EXPLANATION_H_
#define COPYDESK_EXPLANATION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/match.h"
#include "copydesk/minhash.h"
#include "copydesk/terms.h"

namespace copydesk {

struct Cluster;

// Lists of examples in an explanation have at most so many entries.
inline constexpr std::size_t kExplainedExamples = 5;

struct ExplainedBlock {
  BlockName name;
  BlockRole role = BlockRole::kMain;
  std::string title;
  std::uint32_t tokens = 0;
  std::uint32_t furniture = 0;  // tokens of its document that were set aside
  std::uint32_t fingerprints = 0;
  std::uint32_t disguised = 0;  // characters that look like others or like nothing, inside words
  std::uint64_t copies = 0;     // other blocks of the same content

  // Its passages that are furniture of its source: how many, and the first of them, each cut to 200 bytes.
  std::uint32_t set_aside = 0;
  std::vector<std::string> set_aside_texts;
};

// One condition of a relation: what it looks at, what the pair has, what it takes.
struct Condition {
  Relation relation = Relation::kNone;
  std::string_view what;
  double value = 0;
  double needed = 0;
  bool is_count = false;  // tokens; else a share of 1
  bool is_flag = false;   // 1: so it is, 0: it is not

  // A relation holds when all conditions of one of its ways hold. One of the way kEveryWay is needed by each.
  int way = 0;

  static constexpr int kEveryWay = -1;
  [[nodiscard]] bool Holds() const { return value >= needed; }
  friend bool operator==(const Condition&, const Condition&) = default;
};

// For each relation stronger than `found`, strongest first: of the way that comes nearest to holding the condition that
// is furthest from it. Relations that hold have none.
[[nodiscard]] std::vector<Condition> NearestConditions(std::span<const Condition> conditions, Relation found);

// Numbers in aligned text (Comparison::numbers_differ): how many are kept and changed, and the first of each.
struct ExplainedNumbers {
  std::uint32_t kept = 0;
  std::uint32_t changed = 0;
  std::vector<std::string> kept_texts;
  std::vector<std::pair<std::string, std::string>> changed_texts;  // of a, of b
};

// What speaks for two versions of one text (Comparison::equivalence).
struct VersionSigns {
  double aligned = 0;              // Dice coefficient of the aligned tokens
  double longest = 0;              // longest aligned passage, as a share of the shorter text
  double beginning = 0;            // 1 when both begin with the first passage, less the later it begins
  std::uint32_t before_first = 0;  // tokens before it, in the text where they are more

  friend bool operator==(const VersionSigns&, const VersionSigns&) = default;
};

// One summand of a story's score.
struct StoryPart {
  std::string_view what;
  double points = 0;   // below 0 for what speaks against one story
  std::string detail;  // the values that differ, where they are known
};

// What became of the pair in the duplicate clusters of its collection.
struct ClusterOutcome {
  std::array<std::string, 2> clusters;  // of a and b; empty: in none
  std::array<BlockName, 2> centres;
  std::string why;
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
  std::uint32_t capped_bands = 0;  // of these: in buckets so large that they are paired by stars
  std::size_t bucket_cap = 0;
  double band_probability = 0;  // of sharing a band at the pair's exact Jaccard
  std::uint32_t shared_fingerprints = 0;
  std::uint32_t capped_fingerprints = 0;  // of these: in lists so long that not all of their pairs are proposed
  std::size_t posting_cap = 0;
  std::size_t copy_cap = 0;       // of larger groups of copies only the first by name is matched
  std::uint32_t longest_run = 0;  // equal tokens
  std::uint32_t sure_run = 0;     // a run of so many always shares a fingerprint
  bool is_text_candidate = false;

  // The verification. Absent when a text is not kept.
  std::optional<Comparison> comparison;
  std::vector<Condition> conditions;
  std::vector<Condition> nearest;  // as NearestConditions
  ExplainedNumbers numbers;
  std::optional<VersionSigns> versions;

  // The story. Absent when a block has no terms (furniture, a digest, no text) or the times are too far apart.
  std::optional<double> same_story;
  double story_threshold = 0;
  std::uint32_t shared_terms = 0;  // of those that candidates are found by
  std::uint32_t capped_terms = 0;  // of these: in more than term_cap blocks
  std::size_t term_cap = 0;
  bool is_story_candidate = false;    // they share enough of them
  std::optional<double> hours_apart;  // when both times are known
  double window_hours = 0;            // 0: no window
  double story_score = 0;             // the sum of the parts, but never below 0
  double story_score_needed = 0;      // a probability of 0.5
  std::vector<StoryPart> story_parts;
  std::vector<SharedTerm> terms;
  std::string shared_link;     // the address that both have, one of them as a link; empty: none, or not asked for
  bool link_evidence = false;  // it counts: the times are inside the window
  std::string model;

  std::optional<ClusterOutcome> clusters;  // when they were looked at
};

// `clusters` are those of the collection. Whether the pair alone would make a cluster is asked of ClusterMatches.
// O(members).
[[nodiscard]] ClusterOutcome ExplainClusters(std::span<const Cluster> clusters, const Explanation& explanation);

}  // namespace copydesk

#endif  // COPYDESK_EXPLANATION_H_
