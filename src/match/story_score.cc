#include "match/story_score.h"

#include <algorithm>
#include <cmath>

#include "sketch/short_terms.h"

namespace copydesk {
namespace {

constexpr double kAllTerms = 0.70;
constexpr double kNames = 0.20;
constexpr double kNumbers = 0.10;
constexpr double kOtherWeekday = 0.06;
constexpr double kOtherMonth = 0.05;
constexpr double kOtherYear = 0.03;
constexpr double kOtherNumber = 0.04;
constexpr std::uint32_t kMinNumbers = 2;

// A probability is 1 / (1 + exp(-slope * (score - threshold))).
struct Calibration {
  double slope = 0;
  double balanced = 0;
  double strict = 0;
};
constexpr Calibration kLong = {.slope = 22.4, .balanced = 0.24, .strict = 0.345};
constexpr Calibration kShort = {.slope = 15, .balanced = 0.35, .strict = 0.5};

struct Dots {
  double all = 0;
  double names = 0;
  double numbers = 0;
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

double ScoreLong(const StoryVector& a, const StoryVector& b) {
  Dots dots;
  ForEachShared(a, b, [&](const WeightedTerm& x, const WeightedTerm& y) {
    const double product = static_cast<double>(x.weight) * static_cast<double>(y.weight);
    dots.all += product;
    if (x.kind == TermKind::kName && y.kind == TermKind::kName) dots.names += product;
    if (x.kind == TermKind::kNumber && y.kind == TermKind::kNumber) dots.numbers += product;
  });
  const double all = Cosine(dots.all, a.norm, b.norm);
  double score = kAllTerms * all;
  // Where a script has no capitals, all terms stand in for names.
  const bool have_names = a.name_norm > 0 && b.name_norm > 0;
  score += kNames * (have_names ? Cosine(dots.names, a.name_norm, b.name_norm) : all);
  if (a.number_terms >= kMinNumbers && b.number_terms >= kMinNumbers) {
    score += kNumbers * Cosine(dots.numbers, a.number_norm, b.number_norm);
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
    const double weight = std::log2(1 + static_cast<double>(term.count)) * model.Idf(term.hash);
    story.terms.push_back({.hash = term.hash, .weight = static_cast<float>(weight), .kind = term.kind});
    all += weight * weight;
    if (term.kind == TermKind::kName) names += weight * weight;
    if (term.kind == TermKind::kNumber) {
      numbers += weight * weight;
      ++story.number_terms;
    }
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
    shared.push_back(
        {.hash = x.hash, .weight = static_cast<double>(x.weight) * static_cast<double>(y.weight) / norm});
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
