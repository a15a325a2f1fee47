#include "match/story_score.h"

#include <algorithm>
#include <cmath>

#include "sketch/short_terms.h"

namespace copydesk {
namespace {

// The score of two texts that are not both short.
constexpr double kAllTerms = 0.70;  // weights of the cosines
constexpr double kNames = 0.20;
constexpr double kNumbers = 0.12;
constexpr double kEvidence = 0.10;  // at most; of rare shared names and numbers
constexpr double kCaselessEvidence = 0.20;
constexpr double kOtherWeekday = 0.07;  // conflicts
constexpr double kOtherMonth = 0.05;
constexpr double kOtherYear = 0.03;
constexpr double kOtherNumber = 0.07;

// A shared term of an idf above kCommonIdf (in fewer than one text in 150) is evidence, up to 1 each; about
// kEnoughEvidence of them make most of what evidence can.
constexpr double kCommonIdf = 5;
constexpr double kEnoughEvidence = 3;

// A probability is 1 / (1 + exp(-slope * (score - threshold))).
struct Calibration {
  double slope = 0;
  double balanced = 0;
  double strict = 0;
};
constexpr Calibration kLong = {.slope = 22.4, .balanced = 0.22, .strict = 0.345};
constexpr Calibration kShort = {.slope = 15, .balanced = 0.30, .strict = 0.5};

struct Shared {
  double all = 0;  // dot products
  double names = 0;
  double numbers = 0;
  double evidence = 0;           // rare names and numbers
  double caseless_evidence = 0;  // rare terms of any kind
};

// Calls `visit` with each pair of terms that has one hash.
template <typename Visit>
void ForEachShared(const StoryVector& a, const StoryVector& b, Visit visit) {
  for (auto x = a.terms.begin(), y = b.terms.begin(); x != a.terms.end() && y != b.terms.end();) {
    if (x->hash == y->hash) {
      visit(*x++, *y++);
    } else if (x->hash < y->hash) {
      ++x;
    } else {
      ++y;
    }
  }
}

double Cosine(double dot, float norm_a, float norm_b) {
  const double product = static_cast<double>(norm_a) * static_cast<double>(norm_b);
  return product > 0 ? std::min(dot / product, 1.0) : 0;
}

bool Intersects(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) return true;
    ++(*x < *y ? x : y);
  }
  return false;
}

// What both sides say of time and numbers, and do not agree on.
double Conflicts(const StoryVector& a, const StoryVector& b) {
  double sum = 0;
  if (a.weekdays != 0 && b.weekdays != 0 && (a.weekdays & b.weekdays) == 0) sum += kOtherWeekday;
  if (a.months != 0 && b.months != 0 && (a.months & b.months) == 0) sum += kOtherMonth;
  if (a.year != 0 && b.year != 0 && a.year != b.year) sum += kOtherYear;
  if (!a.numbers.empty() && !b.numbers.empty() && !Intersects(a.numbers, b.numbers)) sum += kOtherNumber;
  return sum;
}

Shared Compare(const StoryVector& a, const StoryVector& b) {
  Shared shared;
  ForEachShared(a, b, [&](const WeightedTerm& x, const WeightedTerm& y) {
    const double product = static_cast<double>(x.weight) * static_cast<double>(y.weight);
    const bool both_names = x.kind == TermKind::kName && y.kind == TermKind::kName;
    const bool is_number = x.kind == TermKind::kNumber;
    shared.all += product;
    if (both_names) shared.names += product;
    if (is_number) shared.numbers += product;
    const double rarity = std::clamp(static_cast<double>(x.idf) - kCommonIdf, 0.0, 1.0);
    if (is_number || x.kind == TermKind::kName || y.kind == TermKind::kName) shared.evidence += rarity;
    shared.caseless_evidence += rarity;
  });
  return shared;
}

double ScoreLong(const StoryVector& a, const StoryVector& b) {
  const Shared shared = Compare(a, b);
  const double all = Cosine(shared.all, a.norm, b.norm);
  double score = kAllTerms * all + kNumbers * Cosine(shared.numbers, a.number_norm, b.number_norm);
  if (a.name_norm > 0 && b.name_norm > 0) {
    score += kNames * Cosine(shared.names, a.name_norm, b.name_norm);
    score += kEvidence * -std::expm1(-shared.evidence / kEnoughEvidence);
  } else {
    // Where a script has no capitals, all terms stand in for names.
    score += kNames * all + kCaselessEvidence * -std::expm1(-shared.caseless_evidence / kEnoughEvidence);
  }
  return std::max(0.0, score - Conflicts(a, b));
}

double StemCosine(const StoryVector& a, const StoryVector& b) {
  double dot = 0;
  for (auto x = a.stems.begin(), y = b.stems.begin(); x != a.stems.end() && y != b.stems.end();) {
    const std::uint32_t hash_x = *x & kStemHashMask;
    const std::uint32_t hash_y = *y & kStemHashMask;
    if (hash_x == hash_y) {
      dot += StemIdf(*x++) * StemIdf(*y++);
    } else {
      ++(hash_x < hash_y ? x : y);
    }
  }
  return Cosine(dot, a.stem_norm, b.stem_norm);
}

double GramCosine(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  double shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) {
      shared += 1;
      ++x;
      ++y;
    } else {
      ++(*x < *y ? x : y);
    }
  }
  return shared / std::sqrt(static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

double ScoreShort(const StoryVector& a, const StoryVector& b) {
  return std::max(0.0, 0.5 * StemCosine(a, b) + 0.5 * GramCosine(a.grams, b.grams) - Conflicts(a, b));
}

bool IsShort(const StoryVector& story) { return story.words < kShortWords; }

}  // namespace

StoryRule StoryRuleFor(const TermModel& model, bool windowed) {
  return model.is_large() && !windowed ? StoryRule::kStrict : StoryRule::kBalanced;
}

StoryVector PrepareStory(const BlockTerms& block, const TermModel& model) {
  StoryVector story{.words = block.words,
                    .weekdays = block.weekdays,
                    .months = block.months,
                    .year = block.year,
                    .numbers = block.numbers,
                    .stems = block.stems,
                    .grams = block.grams};
  double all = 0;
  double names = 0;
  double numbers = 0;
  story.terms.reserve(block.terms.size());
  for (const Term& term : block.terms) {
    const double idf = model.Idf(term.hash);
    const double weight = std::log2(1 + static_cast<double>(term.count)) * idf;
    story.terms.push_back(
        {.hash = term.hash, .weight = static_cast<float>(weight), .idf = static_cast<float>(idf), .kind = term.kind});
    all += weight * weight;
    if (term.kind == TermKind::kName) names += weight * weight;
    if (term.kind == TermKind::kNumber) numbers += weight * weight;
  }
  std::sort(story.terms.begin(), story.terms.end(),
            [](const WeightedTerm& a, const WeightedTerm& b) { return a.hash < b.hash; });
  story.norm = static_cast<float>(std::sqrt(all));
  story.name_norm = static_cast<float>(std::sqrt(names));
  story.number_norm = static_cast<float>(std::sqrt(numbers));
  double stems = 0;
  for (const std::uint32_t stem : block.stems) stems += StemIdf(stem) * StemIdf(stem);
  story.stem_norm = static_cast<float>(std::sqrt(stems));
  return story;
}

StoryScore ScoreStory(const StoryVector& a, const StoryVector& b, StoryRule rule) {
  const bool both_short = IsShort(a) && IsShort(b);
  const Calibration& calibration = both_short ? kShort : kLong;
  const double score = both_short ? ScoreShort(a, b) : ScoreLong(a, b);
  const double threshold = rule == StoryRule::kStrict ? calibration.strict : calibration.balanced;
  return {.probability = 1 / (1 + std::exp(-calibration.slope * (score - threshold))), .score = score};
}

std::vector<SharedWeight> SharedTerms(const StoryVector& a, const StoryVector& b) {
  std::vector<SharedWeight> shared;
  const double norm = static_cast<double>(a.norm) * static_cast<double>(b.norm);
  if (norm <= 0) return shared;
  ForEachShared(a, b, [&](const WeightedTerm& x, const WeightedTerm& y) {
    shared.push_back({.hash = x.hash, .weight = static_cast<double>(x.weight) * static_cast<double>(y.weight) / norm});
  });
  std::sort(shared.begin(), shared.end(), [](const SharedWeight& x, const SharedWeight& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.hash < y.hash;
  });
  return shared;
}

std::vector<WeightedTerm> CandidateTerms(const StoryVector& story) {
  std::vector<WeightedTerm> heaviest = story.terms;
  std::sort(heaviest.begin(), heaviest.end(), [](const WeightedTerm& a, const WeightedTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
  });
  heaviest.resize(std::min(heaviest.size(), kMaxCandidateTerms));
  std::sort(heaviest.begin(), heaviest.end(),
            [](const WeightedTerm& a, const WeightedTerm& b) { return a.hash < b.hash; });
  for (WeightedTerm& term : heaviest) term.weight = story.norm > 0 ? term.weight / story.norm : 0;
  return heaviest;
}

}  // namespace copydesk
