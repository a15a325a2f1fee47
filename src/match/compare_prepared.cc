#include "match/compare_prepared.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "match/alignment.h"
#include "match/equivalence.h"
#include "match/shared_runs.h"
#include "match/shared_shingles.h"
#include "match/short_texts.h"
#include "match/slots.h"

namespace copydesk {
namespace {

// Of texts with tokens.
void SetShingles(const SharedShingles& shingles, Comparison* comparison) {
  const auto shared = static_cast<double>(shingles.in_both);
  const auto in_a = static_cast<double>(shingles.in_a);
  const auto in_b = static_cast<double>(shingles.in_b);
  comparison->jaccard = shared / (in_a + in_b - shared);
  comparison->containment = {shared / in_a, shared / in_b};
}

bool HaveEqualTokens(const PreparedText& a, const PreparedText& b) {
  return a.content == b.content && a.tokens.hash == b.tokens.hash;
}

std::vector<Span> ToSpans(const PreparedText& a, const PreparedText& b, std::span<const AlignedTokens> passages) {
  std::vector<Span> spans;
  spans.reserve(passages.size());
  for (const AlignedTokens& passage : passages) {
    const auto [first_a, first_b] = passage.front();
    const auto [last_a, last_b] = passage.back();
    spans.push_back({.a = {.begin = a.tokens.begin[first_a], .end = a.tokens.end[last_a]},
                     .b = {.begin = b.tokens.begin[first_b], .end = b.tokens.end[last_b]},
                     .tokens = static_cast<std::uint32_t>(passage.size())});
  }
  return spans;
}

// The tokens of a run that are outside quotations, posts and captions in both texts.
std::uint32_t CountOwn(const PreparedText& a, const PreparedText& b, const SharedRun& run) {
  const std::uint8_t* const in_a = a.quoted.data() + run.a;
  const std::uint8_t* const in_b = b.quoted.data() + run.b;
  std::uint32_t quoted = 0;
  for (std::uint32_t t = 0; t < run.length; ++t) quoted += in_a[t] | in_b[t];
  return run.length - quoted;
}

// Words' worth of shared tokens: all, and those outside quotations, posts and captions in both texts.
SharedExtent MeasureShared(const PreparedText& a, const PreparedText& b, std::span<const SharedRun> runs) {
  std::uint64_t all = 0;
  std::uint64_t own = 0;
  for (const SharedRun& run : runs) {
    all += a.Extent(run.a, run.length);
    if (a.extents.empty()) {
      own += std::uint64_t{CountOwn(a, b, run)} * kWordExtent;
      continue;
    }
    for (std::uint32_t t = 0; t < run.length; ++t) {
      if (a.quoted[run.a + t] == 0 && b.quoted[run.b + t] == 0) own += a.Extent(run.a + t, 1);
    }
  }
  return {.all = static_cast<double>(all) / kWordExtent, .own = static_cast<double>(own) / kWordExtent};
}

Relation Decide(const Comparison& comparison, const SharedExtent& shared, const RelationRules& rules) {
  const auto [low, high] = std::minmax(comparison.share[0], comparison.share[1]);
  // What is left of a page of furniture is like many others, unless it is enough to speak for itself.
  const bool is_rest = comparison.furniture[0] + comparison.furniture[1] > 0;
  const bool may_be_near = !is_rest || shared.all >= rules.min_shared;
  if (may_be_near && (comparison.jaccard >= rules.near_jaccard || low >= rules.near_share)) return Relation::kNear;
  if (shared.all < rules.min_shared) return shared.own >= rules.min_own_alone ? Relation::kOverlap : Relation::kNone;
  if (shared.own < rules.min_own) return Relation::kQuote;
  return high >= rules.contains_share && !comparison.numbers_differ ? Relation::kContains : Relation::kOverlap;
}

// The text with the larger share is the one contained; shares that are nearly equal, both at the threshold, are mutual.
Direction DecideDirection(const Comparison& comparison, const RelationRules& rules) {
  constexpr double kNearlyEqual = 0.8;  // docs/tuning.md: direction
  const auto [low, high] = std::minmax(comparison.share[0], comparison.share[1]);
  if (low >= rules.contains_share && low >= kNearlyEqual * high) return Direction::kMutual;
  return comparison.share[0] > comparison.share[1] ? Direction::kAInB : Direction::kBInA;
}

// Sets what the shared tokens are, and returns their words' worth.
SharedExtent SetShared(const PreparedText& a, const PreparedText& b, std::span<const SharedRun> runs,
                       Comparison* comparison) {
  std::uint32_t own = 0;  // tokens that are outside quotations, posts and captions in both texts
  for (const SharedRun& run : runs) {
    comparison->shared_tokens += run.length;
    own += CountOwn(a, b, run);
  }
  const double shared = comparison->shared_tokens;
  comparison->share = {shared / static_cast<double>(a.size()), shared / static_cast<double>(b.size())};
  if (shared > 0) comparison->quoted = 1 - own / shared;
  const SharedExtent extent = MeasureShared(a, b, runs);
  if (extent.all < shared) comparison->shared_words = std::max(1U, static_cast<std::uint32_t>(extent.all));
  return extent;
}

// Two short texts that are not equal.
void CompareShort(const PreparedText& a, const PreparedText& b, const RelationRules& rules, SpansOf spans,
                  Comparison* comparison) {
  const ShortAlignment alignment = AlignShort(a, b);
  SetShared(a, b, alignment.runs, comparison);
  comparison->relation = DecideShort(alignment, a, b, comparison->jaccard, rules);
  comparison->numbers_differ =
      alignment.numbers_differ && std::min(comparison->share[0], comparison->share[1]) >= rules.short_near;
  if (comparison->relation == Relation::kContains) comparison->direction = DecideDirection(*comparison, rules);
  if (comparison->relation == Relation::kNone && spans != SpansOf::kAll) return;
  const std::vector<AlignedTokens> passages = AlignPassages(a, b, alignment.runs);
  comparison->equivalence = Equivalence(passages, a.size(), b.size(), comparison->numbers_differ ? 1 : 0);
  if (spans != SpansOf::kNone) comparison->spans = ToSpans(a, b, passages);
}

Comparison CompareOrdered(const PreparedText& a, const PreparedText& b, const RelationRules& rules, SpansOf spans) {
  Comparison comparison;
  comparison.furniture = {a.furniture, b.furniture};
  if (a.size() == 0 || b.size() == 0) return comparison;
  const bool is_exact = HaveEqualTokens(a, b);
  SharedShingles shingles{.in_a = 1, .in_b = 1, .in_both = 1, .runs = {}};  // of equal texts
  if (!is_exact) {
    shingles = CompareShingles(a.tokens.hash, a.Shingles(rules.shingle), b.tokens.hash, b.Shingles(rules.shingle),
                               static_cast<std::uint32_t>(rules.run));
  }
  SetShingles(shingles, &comparison);
  const auto shingle = static_cast<std::size_t>(rules.shingle);
  if (!is_exact && (a.size() < shingle || b.size() < shingle)) return comparison;

  const bool is_rest = a.furniture + b.furniture > 0;  // short only because most of it was set aside
  if (!is_exact && !is_rest && AreShort(a, b, rules)) {
    CompareShort(a, b, rules, spans, &comparison);
    return comparison;
  }

  std::vector<SharedRun> runs;
  if (is_exact) {
    runs.push_back({.a = 0, .b = 0, .length = static_cast<std::uint32_t>(a.size())});
  } else if (rules.shingle <= rules.run && !shingles.is_bounded) {
    runs = ChooseRuns(a, b, std::move(shingles.runs), rules.run);
  } else {
    runs = FindSharedRuns(a, b, rules.run);
  }
  const SharedExtent shared = SetShared(a, b, runs, &comparison);

  comparison.relation = is_exact ? Relation::kExact : Decide(comparison, shared, rules);
  if (comparison.relation == Relation::kNone && spans != SpansOf::kAll) return comparison;
  const std::vector<AlignedTokens> passages = AlignPassages(a, b, runs);
  const SlotAgreement slots = is_exact ? SlotAgreement() : CompareSlots(a, b, passages);
  comparison.numbers_differ = IsTemplate(slots);
  if (!is_exact) comparison.relation = Decide(comparison, shared, rules);  // a recurring report contains no other
  const std::uint32_t filled_in = slots.numbers.substituted + slots.names.substituted;
  comparison.equivalence = Equivalence(passages, a.size(), b.size(), comparison.numbers_differ ? filled_in : 0);
  comparison.identical = is_exact && a.bytes == b.bytes;
  if (comparison.relation == Relation::kContains) comparison.direction = DecideDirection(comparison, rules);
  if (spans != SpansOf::kNone) comparison.spans = ToSpans(a, b, passages);
  return comparison;
}

// The least number of tokens in equal runs with which two texts can be `weakest` or stronger, unless it is by their
// Jaccard. A token is a word's worth at most.
double LeastShared(std::size_t shorter, std::size_t longer, const RelationRules& rules, Relation weakest) {
  double least = rules.near_share * static_cast<double>(longer);
  if (weakest <= Relation::kContains) least = std::min(least, rules.contains_share * static_cast<double>(shorter));
  const int for_overlap = std::min(rules.min_shared, rules.min_own_alone);
  return weakest <= Relation::kOverlap ? std::min<double>(least, for_overlap) : least;
}

}  // namespace

bool MayBeRelated(const PreparedText& a, const PreparedText& b, const RelationRules& rules, Relation weakest) {
  if (a.size() > b.size()) return MayBeRelated(b, a, rules, weakest);
  const auto shingle = static_cast<std::size_t>(rules.shingle);
  if (rules.run < rules.shingle || a.size() < shingle || AreShort(a, b, rules) || HaveEqualTokens(a, b)) return true;
  const SharedBounds bounds =
      ShingleSample::Bound(a.Sample(rules.shingle, rules.run), b.Sample(rules.shingle, rules.run));
  return bounds.jaccard >= rules.near_jaccard ||
         static_cast<double>(bounds.in_runs) >= LeastShared(a.size(), b.size(), rules, weakest);
}

SharedExtent MeasureShared(const PreparedText& a, const PreparedText& b, const RelationRules& rules) {
  if (!AreInOrder(a, b)) return MeasureShared(b, a, rules);
  const bool is_exact = HaveEqualTokens(a, b);
  const SharedRun whole{.length = static_cast<std::uint32_t>(a.size())};
  return MeasureShared(a, b, is_exact ? std::vector{whole} : FindSharedRuns(a, b, rules.run));
}

void SwapSides(Comparison* comparison) {
  std::swap(comparison->containment[0], comparison->containment[1]);
  std::swap(comparison->share[0], comparison->share[1]);
  std::swap(comparison->furniture[0], comparison->furniture[1]);
  if (comparison->direction == Direction::kAInB) {
    comparison->direction = Direction::kBInA;
  } else if (comparison->direction == Direction::kBInA) {
    comparison->direction = Direction::kAInB;
  }
  for (Span& span : comparison->spans) std::swap(span.a, span.b);
  std::sort(comparison->spans.begin(), comparison->spans.end(),
            [](const Span& x, const Span& y) { return x.a.begin < y.a.begin; });
}

bool AreInOrder(const PreparedText& a, const PreparedText& b) {
  return std::pair(a.size(), a.content) <= std::pair(b.size(), b.content);
}

Comparison ComparePrepared(const PreparedText& a, const PreparedText& b, const RelationRules& rules, SpansOf spans) {
  if (AreInOrder(a, b)) return CompareOrdered(a, b, rules, spans);
  Comparison comparison = CompareOrdered(b, a, rules, spans);
  SwapSides(&comparison);
  return comparison;
}

bool WasShort(const Comparison& stored, const RelationRules& rules) {
  if (stored.shared_tokens == 0 || stored.furniture[0] + stored.furniture[1] > 0) return false;
  const double shared = stored.shared_words.value_or(stored.shared_tokens);
  const auto is_short = [&](double share) { return std::round(shared / share) < rules.short_tokens; };
  return is_short(stored.share[0]) && is_short(stored.share[1]);
}

Relation RelationUnder(const Comparison& stored, const RelationRules& rules) {
  if (stored.relation == Relation::kExact) return Relation::kExact;
  if (!WasShort(stored, rules)) {
    const double shared = stored.shared_words.value_or(stored.shared_tokens);
    return Decide(stored, {.all = shared, .own = std::round((1 - stored.quoted) * shared)}, rules);
  }
  if (stored.relation == Relation::kNone) return Relation::kNone;
  const double low = std::min(stored.share[0], stored.share[1]);
  if (stored.jaccard >= rules.near_jaccard || low >= rules.short_near) return Relation::kNear;
  return stored.relation == Relation::kContains ? Relation::kContains : Relation::kNone;
}

}  // namespace copydesk
