// Do two blocks tell one story? A probability, from the terms that they share and the dates and numbers that they do
// not. docs/tuning.md says what the constants rest on.
#ifndef COPYDESK_MATCH_STORY_SCORE_H_
#define COPYDESK_MATCH_STORY_SCORE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "copydesk/explanation.h"
#include "copydesk/terms.h"
#include "match/term_model.h"

namespace copydesk {

struct WeightedTerm {
  std::uint64_t hash = 0;
  float weight = 0;  // log2(1 + count) * idf
  float idf = 0;
  float headline_idf = 0;  // see TermModel
  TermKind kind = TermKind::kWord;
  std::uint8_t few = 0;  // of one, two or three counted blocks: how many; 0: of none, or more
  bool posted = false;   // one of PostedTerms

  friend bool operator==(const WeightedTerm&, const WeightedTerm&) = default;
};

// A stem of a short text.
struct WeightedStem {
  std::uint32_t hash = 0;
  float idf = 0;
  float headline_idf = 0;  // see TermModel

  friend bool operator==(const WeightedStem&, const WeightedStem&) = default;
};

// One of the heaviest names of a block that other blocks of the collection have too.
struct CentralName {
  std::uint64_t hash = 0;
  float share = 0;  // of the weight of the block's heaviest name, known or not
  float weight = 0;
  float idf = 0;

  friend bool operator==(const CentralName&, const CentralName&) = default;
};

// The terms of a block made ready to be scored against many, under one model.
struct StoryVector {
  std::vector<WeightedTerm> terms;  // by hash
  float norm = 0;                   // of all terms, of names, of numbers
  float name_norm = 0;
  float number_norm = 0;
  float headline_norm = 0;  // of all terms, weighed by headline_idf
  std::uint32_t words = 0;
  std::vector<CentralName> central;  // by descending share, then by hash; empty under the background model

  std::uint8_t weekdays = 0;
  std::uint16_t months = 0;
  std::uint16_t year = 0;
  std::vector<std::uint64_t> numbers;
  bool has_known_number = false;  // one of `numbers` is in other blocks too

  std::vector<WeightedStem> stems;  // by hash
  std::vector<std::uint32_t> grams;
  float stem_norm = 0;
  bool is_of_headlines = false;  // what the model says of itself
};

struct StoryScore {
  double probability = 0;  // at least 0.5: one story
  double score = 0;        // what it was made from; of use beside other scores only

  friend bool operator==(const StoryScore&, const StoryScore&) = default;
};

// What is left of a probability when the texts are copies but for their numbers (Comparison::numbers_differ): a report
// that recurs, of which each issue is a story of its own.
inline constexpr double kTemplateShare = 0.4;

// Which threshold a probability of 0.5 stands for.
enum class StoryRule : std::uint8_t { kBalanced, kStrict };

// A strict threshold is for large collections without a time window.
[[nodiscard]] StoryRule StoryRuleFor(const TermModel& model, bool windowed);

[[nodiscard]] StoryVector PrepareStory(const BlockTerms& block, const TermModel& model);

// Symmetric. Both vectors are of one model. Linear in the terms.
[[nodiscard]] StoryScore ScoreStory(const StoryVector& a, const StoryVector& b, StoryRule rule = StoryRule::kBalanced);

// Names of parts that have details.
inline constexpr std::string_view kWeekdayPart = "other weekdays";
inline constexpr std::string_view kMonthPart = "other months";
inline constexpr std::string_view kYearPart = "another year";
inline constexpr std::string_view kMissingNamePart = "central names of one side alone";

// What a score was made of. The parts add up to it, unless they are below 0.
struct StoryReasons {
  StoryScore score;
  double needed = 0;                       // a score of so much is a probability of 0.5
  std::vector<StoryPart> parts;            // those that are not 0; without details
  std::optional<std::uint64_t> only_in_a;  // the most central known name that the other side lacks
  std::optional<std::uint64_t> only_in_b;
};
[[nodiscard]] StoryReasons ExplainScore(const StoryVector& a, const StoryVector& b, StoryRule rule);

struct SharedWeight {
  std::uint64_t hash = 0;
  double weight = 0;  // the geometric mean of its weights in both

  friend bool operator==(const SharedWeight&, const SharedWeight&) = default;
};

// Terms of both, by descending weight, then by hash; without those that nearly every text has.
[[nodiscard]] std::vector<SharedWeight> SharedTerms(const StoryVector& a, const StoryVector& b);

// What candidates are found by, by hash, weights divided by the norm of all: the kMaxCandidateTerms heaviest terms but
// for those of one counted block, and of these the posted ones. (Where the model was learned of the blocks that are
// compared, no other block has them; of a store's model that is not known, and they are the most telling of all.)
// CandidateProduct of each shared term, added up, is what is left of the cosine and of the evidence. Pairs below
// kMinCandidate never score, nor those that share no term that is posted for both, so that the postings of a store
// lead to all that a scan finds.
inline constexpr std::size_t kMaxCandidateTerms = 32;
inline constexpr double kMinCandidate = 0.05;
[[nodiscard]] std::vector<WeightedTerm> CandidateTerms(const StoryVector& story);

// What a shared term adds to the product of its weights: two rare ones make a candidate.
[[nodiscard]] constexpr float CandidateBonus(float idf) { return idf > 5 ? 0.025F : 0; }

[[nodiscard]] bool AreCandidates(std::span<const WeightedTerm> a, std::span<const WeightedTerm> b);

[[nodiscard]] inline double CandidateProduct(const WeightedTerm& a, const WeightedTerm& b) {
  return static_cast<double>(a.weight) * static_cast<double>(b.weight) + static_cast<double>(CandidateBonus(a.idf));
}

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORY_SCORE_H_
