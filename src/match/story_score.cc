#include "match/story_score.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "copydesk/store.h"
#include "sketch/short_terms.h"

namespace copydesk {
namespace {

// The score of two texts that are not both short, nor brief among headlines.
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

// Where both share a rare name and a rare number that few blocks of the collection have: for each pair of that kind.
constexpr double kNameAndNumber = 0.12;
constexpr double kCommonNumberIdf = 3;

// A number of such an idf in both, wherever it stands: they do not disagree on numbers.
constexpr double kTellingNumberIdf = 5;

// What a collection says of central names and numbers. A name or number is known when at least kKnownBlocks of its
// blocks have it, and no more than one in kTopicShare: it belongs to an event that is told more than once, and is not
// what the whole collection is about. Two reports of one event rarely each have a central known name
// that the other lacks (two boxers whom one champion beat); of unknown ones every report has its own (its agency, a
// witness). Likewise for numbers at the beginning.
constexpr std::uint32_t kKnownBlocks = 3;
constexpr std::uint64_t kTopicShare = 10;
constexpr std::size_t kCentralNames = 8;
constexpr double kOtherCentralName = 0.08;  // at most
constexpr double kMinorName = 0.5;  // of the heaviest in both: names whose shares multiply to this are side issues
constexpr double kSharedCentralName = 0.12;  // at most; of an idf above kTopicIdf by 1
constexpr double kEnoughOtherTerms = 0.15;   // a cosine; of less, as much less
constexpr double kTopicIdf = 4;
constexpr double kOtherKnownNumber = 0.05;

// The score of two short texts. Evidence are stems of an idf above kCommonStemIdf, by how much they are; kEnoughStems
// make most of what it can.
constexpr double kStems = 0.2;
constexpr double kGrams = 0.2;
constexpr double kStemEvidence = 0.6;
constexpr double kCommonStemIdf = 2;
constexpr int kManyStems = 3;  // of fewer that are shared, the rarest counts for less: it is a topic
constexpr double kRarestStem = 0.4;
constexpr double kRareName = 0.1;  // when they share one; as much as its idf is above 2, all of it at 5
constexpr double kEnoughStems = 6;

// The score of two texts of fewer terms than these among headlines: teasers with a summary.
constexpr double kBriefTerms = 0.7;
constexpr double kBriefEvidence = 0.3;
constexpr double kCommonBriefIdf = 3;

// Terms of a lower idf are no evidence that a reader would take for one.
constexpr double kSharedIdf = 1.5;

// A probability is 1 / (1 + exp(-slope * (score - threshold))).
struct Calibration {
  double slope = 0;
  double balanced = 0;
  double strict = 0;
};
constexpr Calibration kLong = {.slope = 18, .balanced = 0.22, .strict = 0.345};
constexpr Calibration kShort = {.slope = 16, .balanced = 0.66, .strict = 0.8};
constexpr Calibration kHeadlines = {.slope = 16, .balanced = 0.64, .strict = 0.75};
constexpr Calibration kBrief = {.slope = 20, .balanced = 0.44, .strict = 0.55};

struct Shared {
  double all = 0;  // dot products
  double names = 0;
  double numbers = 0;
  double evidence = 0;           // rare names and numbers
  double caseless_evidence = 0;  // rare terms of any kind
  double few_names = 0;          // the rarest name or word, and number, of those that few blocks have: 0 to 1
  double few_numbers = 0;
  bool telling_number = false;
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

double HeadlineWeight(const WeightedTerm& term) {
  return term.idf > 0 ? static_cast<double>(term.weight) * static_cast<double>(term.headline_idf / term.idf) : 0;
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

// Every summand of a score passes through one of these, with what it is. Scoring needs the points alone.
struct PointsAlone {
  double operator()(std::string_view, double points) const { return points; }
};

// What both sides say of time and numbers, and do not agree on.
template <typename Part>
double Conflicts(const StoryVector& a, const StoryVector& b, const Part& part, bool telling_number = false) {
  double sum = 0;
  if (a.weekdays != 0 && b.weekdays != 0 && (a.weekdays & b.weekdays) == 0) sum -= part(kWeekdayPart, -kOtherWeekday);
  if (a.months != 0 && b.months != 0 && (a.months & b.months) == 0) sum -= part(kMonthPart, -kOtherMonth);
  if (a.year != 0 && b.year != 0 && a.year != b.year) sum -= part(kYearPart, -kOtherYear);
  if (!telling_number && !a.numbers.empty() && !b.numbers.empty() && !Intersects(a.numbers, b.numbers)) {
    const bool both_known = a.has_known_number && b.has_known_number;
    sum -= part("no number of the beginning in common", both_known ? -kOtherNumber - kOtherKnownNumber : -kOtherNumber);
  }
  return sum;
}

bool HasTerm(const StoryVector& story, std::uint64_t hash) {
  const auto term = std::lower_bound(story.terms.begin(), story.terms.end(), hash,
                                     [](const WeightedTerm& t, std::uint64_t value) { return t.hash < value; });
  return term != story.terms.end() && term->hash == hash;
}

// The most central known name of `a` that `b` does not have; null when it has all.
const CentralName* MissingName(const StoryVector& a, const StoryVector& b) {
  const auto missing =
      std::find_if(a.central.begin(), a.central.end(), [&](const CentralName& name) { return !HasTerm(b, name.hash); });
  return missing == a.central.end() ? nullptr : &*missing;
}

double MissingShare(const StoryVector& a, const StoryVector& b) {
  const CentralName* const name = MissingName(a, b);
  return name == nullptr ? 0 : static_cast<double>(name->share);
}

// How central the known name is that is most central in both, 0 to 1, as far as they share other terms too: a place
// alone tells no story. `dot` is the product of all terms.
double SharedCentralName(const StoryVector& a, const StoryVector& b, double dot) {
  double most = 0;
  double rest = 0;
  for (const CentralName& x : a.central) {
    for (const CentralName& y : b.central) {
      if (x.hash != y.hash) continue;
      const double rarity = std::clamp(static_cast<double>(x.idf) - kTopicIdf, 0.0, 1.0);
      const double name = static_cast<double>(x.share) * static_cast<double>(y.share) * rarity;
      if (name <= most) continue;
      most = name;
      rest = Cosine(dot - static_cast<double>(x.weight) * static_cast<double>(y.weight), a.norm, b.norm);
    }
  }
  return most * std::clamp(rest / kEnoughOtherTerms, 0.0, 1.0);
}

// What central names say, for or against.
template <typename Part>
double CentralNames(const StoryVector& a, const StoryVector& b, double dot, const Part& part) {
  const double missing = MissingShare(a, b) * MissingShare(b, a);
  const double shared = part("a central name in common", kSharedCentralName * SharedCentralName(a, b, dot));
  return shared + part(kMissingNamePart, -(kOtherCentralName * std::max(0.0, missing - kMinorName) / (1 - kMinorName)));
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
    const bool is_name = !is_number && (x.kind == TermKind::kName || y.kind == TermKind::kName);
    if (is_number || is_name) shared.evidence += rarity;
    shared.caseless_evidence += rarity;
    if (is_number && static_cast<double>(x.idf) >= kTellingNumberIdf) shared.telling_number = true;
    if (x.few == 0) return;  // one: of the two blocks one was not counted
    if (is_name) shared.few_names = std::max(shared.few_names, rarity);
    if (is_number) {
      const double number = std::clamp(static_cast<double>(x.idf) - kCommonNumberIdf, 0.0, 1.0);
      shared.few_numbers = std::max(shared.few_numbers, number);
    }
  });
  return shared;
}

template <typename Part>
double ScoreLong(const StoryVector& a, const StoryVector& b, const Part& part) {
  const Shared shared = Compare(a, b);
  const double all = Cosine(shared.all, a.norm, b.norm);
  double score = part("all terms", kAllTerms * all);
  score += part("numbers", kNumbers * Cosine(shared.numbers, a.number_norm, b.number_norm));
  if (a.name_norm > 0 && b.name_norm > 0) {
    score += part("names", kNames * Cosine(shared.names, a.name_norm, b.name_norm));
    score += part("rare names and numbers", kEvidence * -std::expm1(-shared.evidence / kEnoughEvidence));
  } else {
    // Where a script has no capitals, all terms stand in for names.
    score += part("all terms, in place of names", kNames * all);
    score += part("rare terms", kCaselessEvidence * -std::expm1(-shared.caseless_evidence / kEnoughEvidence));
  }
  const double few =
      part("a name and a number that few texts have", kNameAndNumber * shared.few_names * shared.few_numbers);
  score += few + CentralNames(a, b, shared.all, part);
  return std::max(0.0, score - Conflicts(a, b, part, shared.telling_number));
}

// What a sum of what terms are rarer than the common ones is worth, 0 to 1.
double Evidence(double sum) { return -std::expm1(-sum / kEnoughStems); }

template <typename Part>
double ScoreBrief(const StoryVector& a, const StoryVector& b, const Part& part) {
  double dot = 0;
  double rare = 0;
  ForEachShared(a, b, [&](const WeightedTerm& x, const WeightedTerm& y) {
    dot += HeadlineWeight(x) * HeadlineWeight(y);
    rare += std::max(0.0, static_cast<double>(x.headline_idf) - kCommonBriefIdf);
  });
  double score = part("all terms", kBriefTerms * Cosine(dot, a.headline_norm, b.headline_norm));
  score += part("rare terms", kBriefEvidence * Evidence(rare));
  return std::max(0.0, score - Conflicts(a, b, part));
}

struct SharedStems {
  double dot = 0;
  double headline_dot = 0;
  double rare = 0;
};

SharedStems CompareStems(const StoryVector& a, const StoryVector& b) {
  SharedStems shared;
  double rarest = 0;
  int count = 0;
  for (auto x = a.stems.begin(), y = b.stems.begin(); x != a.stems.end() && y != b.stems.end();) {
    if (x->hash == y->hash) {
      // The idf is that of the commonest form, which may differ.
      shared.dot += static_cast<double>(x->idf) * static_cast<double>(y->idf);
      shared.headline_dot += static_cast<double>(x->headline_idf) * static_cast<double>(y->headline_idf);
      const double rarity = static_cast<double>(std::min(x->headline_idf, y->headline_idf)) - kCommonStemIdf;
      shared.rare += std::max(0.0, rarity);
      rarest = std::max(rarest, rarity);
      ++count;
      ++x;
      ++y;
    } else {
      ++(x->hash < y->hash ? x : y);
    }
  }
  if (count < kManyStems) shared.rare -= kRarestStem * rarest;
  return shared;
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

double RarestName(const StoryVector& a, const StoryVector& b) {
  double rarest = 0;
  ForEachShared(a, b, [&](const WeightedTerm& x, const WeightedTerm& y) {
    if (x.kind != TermKind::kName && y.kind != TermKind::kName) return;
    rarest = std::max(rarest, std::clamp((static_cast<double>(x.headline_idf) - 2) / 3, 0.0, 1.0));
  });
  return rarest;
}

// Of words that are common on this page, less of the stems and of the characters counts.
template <typename Part>
double ScoreShort(const StoryVector& a, const StoryVector& b, const Part& part) {
  const SharedStems shared = CompareStems(a, b);
  const double telling = shared.dot > 0 ? shared.headline_dot / shared.dot : 0;
  double score = part("stems", kStems * Cosine(shared.headline_dot, a.stem_norm, b.stem_norm));
  score += part("groups of four characters", kGrams * telling * GramCosine(a.grams, b.grams));
  score += part("rare stems", kStemEvidence * Evidence(shared.rare));
  score += part("a rare name", kRareName * RarestName(a, b));
  return std::max(0.0, score - Conflicts(a, b, part));
}

bool IsKnown(std::uint64_t term, const TermModel& model) {
  const std::uint32_t blocks = model.Blocks(term);
  return blocks >= kKnownBlocks && blocks * kTopicShare <= model.blocks();
}

// The known ones among the heaviest names, by descending weight.
std::vector<CentralName> FindCentralNames(const StoryVector& story, const TermModel& model) {
  std::vector<const WeightedTerm*> names;
  for (const WeightedTerm& term : story.terms) {
    if (term.kind == TermKind::kName) names.push_back(&term);
  }
  std::sort(names.begin(), names.end(), [](const WeightedTerm* a, const WeightedTerm* b) {
    return a->weight != b->weight ? a->weight > b->weight : a->hash < b->hash;
  });
  names.resize(std::min(names.size(), kCentralNames));
  std::vector<CentralName> central;
  for (const WeightedTerm* const name : names) {
    if (!IsKnown(name->hash, model)) continue;
    central.push_back(
        {.hash = name->hash, .share = name->weight / names.front()->weight, .weight = name->weight, .idf = name->idf});
  }
  return central;
}

bool IsShort(const StoryVector& story) { return story.words < kShortWords; }
bool IsBrief(const StoryVector& story) { return story.is_of_headlines && story.words < kBriefWords; }

// The score, and the one that makes a probability of 0.5.
template <typename Part>
std::pair<StoryScore, double> Score(const StoryVector& a, const StoryVector& b, StoryRule rule, const Part& part) {
  const auto result = [&](double score, const Calibration& calibration) {
    const double threshold = rule == StoryRule::kStrict ? calibration.strict : calibration.balanced;
    const double probability = 1 / (1 + std::exp(-calibration.slope * (score - threshold)));
    return std::pair(StoryScore{.probability = probability, .score = score}, threshold);
  };
  if (IsShort(a) && IsShort(b)) return result(ScoreShort(a, b, part), a.is_of_headlines ? kHeadlines : kShort);
  if (IsBrief(a) && IsBrief(b)) return result(ScoreBrief(a, b, part), kBrief);
  return result(ScoreLong(a, b, part), kLong);
}

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
                    .stems = {},
                    .grams = block.grams,
                    .is_of_headlines = model.is_headlines()};
  double all = 0;
  double names = 0;
  double numbers = 0;
  double headlines = 0;
  story.terms.reserve(block.terms.size());
  const std::size_t posted = PostedTerms(block).size();
  for (const Term& term : block.terms) {
    const auto [idf, headline_idf, blocks] = model.Rarity(term.hash);
    const double weight = std::log2(1 + static_cast<double>(term.count) / Term::kCountUnit) * idf;
    story.terms.push_back({.hash = term.hash,
                           .weight = static_cast<float>(weight),
                           .idf = static_cast<float>(idf),
                           .headline_idf = static_cast<float>(headline_idf),
                           .kind = term.kind,
                           .few = static_cast<std::uint8_t>(blocks <= 3 ? blocks : 0),
                           .posted = story.terms.size() < posted});
    headlines += HeadlineWeight(story.terms.back()) * HeadlineWeight(story.terms.back());
    all += weight * weight;
    if (term.kind == TermKind::kName) names += weight * weight;
    if (term.kind == TermKind::kNumber) numbers += weight * weight;
  }
  std::sort(story.terms.begin(), story.terms.end(),
            [](const WeightedTerm& a, const WeightedTerm& b) { return a.hash < b.hash; });
  story.central = FindCentralNames(story, model);
  story.has_known_number = std::any_of(story.numbers.begin(), story.numbers.end(),
                                       [&](std::uint64_t number) { return IsKnown(number, model); });
  story.norm = static_cast<float>(std::sqrt(all));
  story.name_norm = static_cast<float>(std::sqrt(names));
  story.number_norm = static_cast<float>(std::sqrt(numbers));
  story.headline_norm = static_cast<float>(std::sqrt(headlines));
  double stems = 0;
  story.stems.reserve(block.stems.size());
  for (const std::uint32_t stem : block.stems) {
    const double idf = StemIdf(stem);
    story.stems.push_back({.hash = StemHash(stem),
                           .idf = static_cast<float>(idf),
                           .headline_idf = static_cast<float>(model.HeadlineStemIdf(stem))});
    stems += idf * idf;
  }
  story.stem_norm = static_cast<float>(std::sqrt(stems));
  return story;
}

StoryScore ScoreStory(const StoryVector& a, const StoryVector& b, StoryRule rule) {
  return Score(a, b, rule, PointsAlone()).first;
}

StoryReasons ExplainScore(const StoryVector& a, const StoryVector& b, StoryRule rule) {
  StoryReasons reasons;
  const auto part = [&](std::string_view what, double points) {
    if (points != 0) reasons.parts.push_back({.what = what, .points = points, .detail = ""});
    return points;
  };
  const auto [score, needed] = Score(a, b, rule, part);
  reasons.score = score;
  reasons.needed = needed;
  if (const CentralName* const name = MissingName(a, b); name != nullptr) reasons.only_in_a = name->hash;
  if (const CentralName* const name = MissingName(b, a); name != nullptr) reasons.only_in_b = name->hash;
  return reasons;
}

std::vector<SharedWeight> SharedTerms(const StoryVector& a, const StoryVector& b) {
  std::vector<SharedWeight> shared;
  ForEachShared(a, b, [&](const WeightedTerm& x, const WeightedTerm& y) {
    if (static_cast<double>(x.idf) < kSharedIdf) return;
    const double product = static_cast<double>(x.weight) * static_cast<double>(y.weight);
    shared.push_back({.hash = x.hash, .weight = std::sqrt(product)});
  });
  std::sort(shared.begin(), shared.end(), [](const SharedWeight& x, const SharedWeight& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.hash < y.hash;
  });
  return shared;
}

std::vector<WeightedTerm> CandidateTerms(const StoryVector& story) {
  std::vector<WeightedTerm> heaviest;
  std::copy_if(story.terms.begin(), story.terms.end(), std::back_inserter(heaviest),
               [](const WeightedTerm& term) { return term.few != 1; });
  std::sort(heaviest.begin(), heaviest.end(), [](const WeightedTerm& a, const WeightedTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
  });
  heaviest.resize(std::min(heaviest.size(), kMaxCandidateTerms));
  std::copy_if(story.terms.begin(), story.terms.end(), std::back_inserter(heaviest),
               [](const WeightedTerm& term) { return term.few == 1 && term.posted; });
  std::sort(heaviest.begin(), heaviest.end(),
            [](const WeightedTerm& a, const WeightedTerm& b) { return a.hash < b.hash; });
  for (WeightedTerm& term : heaviest) term.weight = story.norm > 0 ? term.weight / story.norm : 0;
  return heaviest;
}

// Products in the order of the hashes, as StoryIndex adds them: the sums are the same to the last bit.
bool AreCandidates(std::span<const WeightedTerm> a, std::span<const WeightedTerm> b) {
  double dot = 0;
  bool has_posted = false;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->hash == y->hash) {
      has_posted = has_posted || (x->posted && y->posted);
      dot += CandidateProduct(*x++, *y++);
    } else {
      ++(x->hash < y->hash ? x : y);
    }
  }
  return has_posted && dot >= kMinCandidate;
}

}  // namespace copydesk
