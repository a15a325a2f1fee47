// Do two blocks tell one story? A probability, from the terms that they share and the dates and numbers that they do
// not. docs/tuning.md says what the constants rest on.
#ifndef COPYDESK_MATCH_STORY_SCORE_H_
#define COPYDESK_MATCH_STORY_SCORE_H_

#include <cstdint>
#include <vector>

#include "copydesk/terms.h"
#include "match/term_model.h"

namespace copydesk {

struct WeightedTerm {
  std::uint64_t hash = 0;
  float weight = 0;  // log2(1 + count) * idf
  float idf = 0;
  TermKind kind = TermKind::kWord;

  friend bool operator==(const WeightedTerm&, const WeightedTerm&) = default;
};

// The terms of a block made ready to be scored against many, under one model.
struct StoryVector {
  std::vector<WeightedTerm> terms;  // by hash
  float norm = 0;                   // of all terms, of names, of numbers
  float name_norm = 0;
  float number_norm = 0;
  std::uint32_t words = 0;

  std::uint8_t weekdays = 0;
  std::uint16_t months = 0;
  std::uint16_t year = 0;
  std::vector<std::uint64_t> numbers;

  std::vector<std::uint32_t> stems;  // with their idf, as in BlockTerms
  std::vector<std::uint32_t> grams;
  float stem_norm = 0;
};

struct StoryScore {
  double probability = 0;  // at least 0.5: one story
  double score = 0;        // what it was made from; of use beside other scores only

  friend bool operator==(const StoryScore&, const StoryScore&) = default;
};

// Which threshold a probability of 0.5 stands for.
enum class StoryRule : std::uint8_t { kBalanced, kStrict };

// A strict threshold is for large collections without a time window.
[[nodiscard]] StoryRule StoryRuleFor(const TermModel& model, bool windowed);

[[nodiscard]] StoryVector PrepareStory(const BlockTerms& block, const TermModel& model);

// Symmetric. Both vectors are of one model. Linear in the terms.
[[nodiscard]] StoryScore ScoreStory(const StoryVector& a, const StoryVector& b, StoryRule rule = StoryRule::kBalanced);

struct SharedWeight {
  std::uint64_t hash = 0;
  double weight = 0;  // what the term adds to the cosine of all terms

  friend bool operator==(const SharedWeight&, const SharedWeight&) = default;
};

// Terms of both, by descending weight, then by hash.
[[nodiscard]] std::vector<SharedWeight> SharedTerms(const StoryVector& a, const StoryVector& b);

// What candidates are found by: the heaviest terms, at most kMaxCandidateTerms, by hash, weights divided by the norm of
// all. The dot product of two such lists is what is left of the cosine. Pairs below kMinCandidateDot never score.
inline constexpr std::size_t kMaxCandidateTerms = 32;
inline constexpr double kMinCandidateDot = 0.05;
[[nodiscard]] std::vector<WeightedTerm> CandidateTerms(const StoryVector& story);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORY_SCORE_H_
