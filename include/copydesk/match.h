// What two texts have in common, and the evidence for it.
#ifndef COPYDESK_MATCH_H_
#define COPYDESK_MATCH_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/minhash.h"
#include "copydesk/terms.h"

namespace copydesk {

// Text relations from the weakest to the strongest. A pair has the strongest that holds; docs/architecture.md
// defines each. Shared tokens are those in equal runs of at least RelationRules::run tokens.
enum class Relation : std::uint8_t {
  kNone,
  kQuote,     // shared passages, but quotations, embedded posts and captions for the most part
  kOverlap,   // at least one shared passage of the writers' own words
  kContains,  // a good part of one text is in the other
  kNear,      // nearly the whole of both texts is shared
  kExact,     // all tokens are equal
};

// "none", "quote", "overlap", "contains", "near", "exact".
[[nodiscard]] std::string_view RelationName(Relation relation);
[[nodiscard]] std::optional<Relation> RelationFromName(std::string_view name);

// Which text is in which; for kContains only. The one with the larger share of shared tokens is in the other; kMutual
// when both shares reach the threshold and the smaller is at least 0.8 of the larger.
enum class Direction : std::uint8_t { kNone, kAInB, kBInA, kMutual };

// "", "a_in_b", "b_in_a", "mutual".
[[nodiscard]] std::string_view DirectionName(Direction direction);

// Thresholds of the relations. Shares are of 1, lengths in tokens. docs/tuning.md says what each default rests on.
struct RelationRules {
  int shingle = 5;              // tokens a shingle for Jaccard and containment
  int run = 8;                  // the shortest equal run that counts as shared; range 2 to 64
  double near_jaccard = 0.7;    // near: Jaccard of shingles is at least this, or ...
  double near_share = 0.68;     // ... shared tokens cover this much of the longer text
  double contains_share = 0.5;  // contains: shared tokens cover this much of the shorter text
  int min_shared = 25;          // contains, overlap, quote: at least so many shared tokens
  int min_own = 15;             // contains, overlap: so many of them outside quotations and captions
  int min_own_alone = 20;       // overlap: or so many outside quotations and captions, whatever else is shared

  // Two texts that are both shorter than short_tokens (range 0 to 256; 0: none are) are compared word for word: their
  // shared tokens are equal ones in the same order, and the rules above do not hold for them, but for near_jaccard.
  int short_tokens = 25;
  double short_near = 0.8;      // near: shared tokens cover this much of the longer text
  double short_contains = 0.9;  // contains: one equal run of a shingle or more covers this much of the shorter text

  friend bool operator==(const RelationRules&, const RelationRules&) = default;
};

// An aligned passage: bytes of each text, and how many of its tokens are equal.
struct Span {
  TextRange a;
  TextRange b;
  std::uint32_t tokens = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// The verified comparison of texts a and b. Every figure is exact.
struct Comparison {
  Relation relation = Relation::kNone;
  Direction direction = Direction::kNone;
  bool identical = false;                  // kExact: the bytes are equal too
  bool numbers_differ = false;             // aligned text that differs in its numbers or names: one form ("template")
  double jaccard = 0;                      // of the sets of shingles
  std::array<double, 2> containment = {};  // share of a's shingles that are in b, and of b's that are in a
  std::array<double, 2> share = {};        // shared tokens by the tokens of a, and by those of b
  std::uint32_t shared_tokens = 0;         // in equal runs; of two short texts, in the same order
  std::optional<std::uint32_t> shared_words;    // their worth in words, where it is less: scripts without spaces
  double quoted = 0;                            // share of the shared tokens inside quotations, posts and captions
  std::array<std::uint32_t, 2> furniture = {};  // tokens of a, and of b, set aside as furniture of their source
  // The probability that both are versions of one text; absent where the texts were not aligned, which without a
  // relation they are only when asked for.
  std::optional<double> equivalence;
  std::vector<Span> spans;  // ascending in a; empty when they were not asked for

  friend bool operator==(const Comparison&, const Comparison&) = default;
};

// What speaks for one story besides the texts.
struct MatchEvidence {
  bool link = false;  // both blocks lead to one address, or one leads to where the other stands

  friend bool operator==(const MatchEvidence&, const MatchEvidence&) = default;
};

// A pair of blocks with their comparison. `a` sorts before `b`.
struct Match {
  BlockName a;
  BlockName b;
  Comparison comparison;

  // false when a text was not at hand: the relation is kNone, no figure of the comparison was computed, and
  // `estimated_jaccard` says what the signatures tell. Such a match never enters a cluster.
  bool verified = true;
  std::optional<Estimate> estimated_jaccard;

  // The probability that both tell one story, at least 0.5 when they are taken to; absent when it was not computed.
  // `terms` are the shared terms that speak for it, by descending weight; `model` names the frequencies that weighed
  // them.
  std::optional<double> same_story;
  std::vector<SharedTerm> terms;
  MatchEvidence evidence;
  std::string model;

  friend bool operator==(const Match&, const Match&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_H_
