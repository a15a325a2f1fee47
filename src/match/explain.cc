#include "match/explain.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "match/candidates.h"
#include "match/compare_prepared.h"
#include "match/explain_alignment.h"
#include "match/explain_story.h"
#include "match/furniture_passages.h"
#include "match/prepared_text.h"
#include "match/relatives.h"
#include "match/short_texts.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

constexpr std::size_t kExcerptBytes = 200;  // of a passage set aside

absl::StatusOr<ExplainedSide> LoadSide(const Store& store, BlockNumber number) {
  ExplainedSide side{.number = number, .metadata = {}, .blocks = {}, .signature = {}};
  COPYDESK_ASSIGN_OR_RETURN(side.metadata, store.GetMetadata(number.document));
  COPYDESK_ASSIGN_OR_RETURN(side.blocks, store.GetBlocks(number.document));
  COPYDESK_ASSIGN_OR_RETURN(std::vector<Signature> signatures, store.GetSignatures(number.document));
  if (number.block >= side.blocks.size() || number.block >= signatures.size()) {
    return absl::NotFoundError("the document has no such block");
  }
  side.signature = std::move(signatures[number.block]);
  return side;
}

absl::StatusOr<ExplainedBlock> Describe(const Store& store, const ExplainedSide& side) {
  const Block& block = side.block();
  ExplainedBlock result;
  result.name.block = block.name;
  result.role = block.role;
  result.title = block.title.empty() && side.blocks.size() == 1 ? side.metadata.title : block.title;
  result.tokens = side.signature.tokens;
  result.fingerprints = static_cast<std::uint32_t>(side.signature.fingerprints.size());
  result.disguised = block.disguised;
  for (const Block& other : side.blocks) result.furniture += other.role == BlockRole::kFurniture ? other.words : 0;
  if (side.signature.tokens > 0) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<BlockNumber> copies,
                              FindCopies(store, side.signature, std::numeric_limits<std::size_t>::max()));
    result.copies = static_cast<std::uint64_t>(
        std::count_if(copies.begin(), copies.end(), [&](BlockNumber copy) { return copy != side.number; }));
  }
  return result;
}

std::string WhyNever(const ExplainedSide& a, const ExplainedSide& b) {
  if (a.number == b.number) return "they are the same block";
  for (const ExplainedSide* const side : {&a, &b}) {
    if (side->block().role == BlockRole::kFurniture) return "furniture is never compared";
    if (side->signature.tokens == 0) return "a block without words is never compared";
  }
  if (a.number.document == b.number.document && AreRelatives(a.blocks, a.number.block, b.number.block)) {
    return "a digest is never compared with its own items";
  }
  return {};
}

std::vector<std::uint64_t> FingerprintSet(const Signature& signature) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(signature.fingerprints.size());
  for (const PassageFingerprint& fingerprint : signature.fingerprints) hashes.push_back(fingerprint.hash);
  return SortedSet(std::move(hashes));
}

std::vector<std::uint64_t> Common(const std::vector<std::uint64_t>& x, const std::vector<std::uint64_t>& y) {
  std::vector<std::uint64_t> both;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  return both;
}

// How many of the lists are longer than `cap`.
absl::StatusOr<std::uint32_t> CountCapped(const Store& store, PostingKind kind,
                                          const std::vector<std::uint64_t>& hashes, std::size_t cap) {
  std::uint32_t capped = 0;
  for (const std::uint64_t hash : hashes) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Posting> list, store.GetPostings(kind, hash, cap + 1));
    capped += list.size() > cap ? 1 : 0;
  }
  return capped;
}

absl::Status ExplainCandidates(const Store& store, const ExplainedSide& a, const ExplainedSide& b,
                               const CollectionOptions& options, Explanation* result) {
  result->equal_content = a.signature.content == b.signature.content;
  result->bands = store.bands();
  result->bucket_cap = options.candidates.bucket_cap;
  result->posting_cap = options.candidates.posting_cap;
  result->copy_cap = options.copy_cap;
  COPYDESK_ASSIGN_OR_RETURN(result->estimated_jaccard, EstimateJaccard(a.signature.minhash, b.signature.minhash));
  const auto bands_of = [&](const Signature& s) { return SortedSet(BandHashes(s.minhash, store.bands())); };
  const std::vector<std::uint64_t> bands = Common(bands_of(a.signature), bands_of(b.signature));
  result->shared_bands = static_cast<std::uint32_t>(bands.size());
  COPYDESK_ASSIGN_OR_RETURN(result->capped_bands, CountCapped(store, PostingKind::kBand, bands, result->bucket_cap));
  const std::vector<std::uint64_t> shared = Common(FingerprintSet(a.signature), FingerprintSet(b.signature));
  result->shared_fingerprints = static_cast<std::uint32_t>(shared.size());
  COPYDESK_ASSIGN_OR_RETURN(result->capped_fingerprints,
                            CountCapped(store, PostingKind::kFingerprint, shared, result->posting_cap));
  result->sure_run = static_cast<std::uint32_t>(store.config().max_window + store.config().fingerprint_shingle - 1);
  result->is_text_candidate =
      result->equal_content || result->shared_bands > 0 || result->shared_fingerprints > result->capped_fingerprints;
  return absl::OkStatus();
}

// Ways of one relation are numbered from 0.
Condition Share(Relation relation, std::string_view what, double value, double needed, int way = 0) {
  return {.relation = relation, .what = what, .value = value, .needed = needed, .way = way};
}

Condition TokenCondition(Relation relation, std::string_view what, double value, int needed, int way = 0) {
  return {.relation = relation,
          .what = what,
          .value = value,
          .needed = static_cast<double>(needed),
          .is_count = true,
          .way = way};
}

Condition Flag(Relation relation, std::string_view what, bool holds, int way = Condition::kEveryWay) {
  return {.relation = relation, .what = what, .value = holds ? 1.0 : 0.0, .needed = 1, .is_flag = true, .way = way};
}

std::vector<Condition> ShortConditions(const Comparison& comparison, const ShortAlignment& alignment, double shorter,
                                       const RelationRules& rules) {
  const bool same = !alignment.names_differ && !alignment.numbers_differ;
  return {
      Share(Relation::kNear, "Jaccard of shingles", comparison.jaccard, rules.near_jaccard),
      Share(Relation::kNear, "or in order, of the longer text", std::min(comparison.share[0], comparison.share[1]),
            rules.short_near, 1),
      Flag(Relation::kNear, "and no other name or number", same),
      Share(Relation::kContains, "in one run, of the shorter text", alignment.longest / shorter, rules.short_contains),
      TokenCondition(Relation::kContains, "and tokens in it", alignment.longest, rules.shingle),
      Flag(Relation::kContains, "and no other name or number", same),
  };
}

std::vector<Condition> LongConditions(const Comparison& comparison, const SharedExtent& extent,
                                      const RelationRules& rules) {
  const auto [low, high] = std::minmax(comparison.share[0], comparison.share[1]);
  const double shared = std::floor(extent.all);
  const double own = std::floor(extent.own);
  std::vector<Condition> conditions = {
      Share(Relation::kNear, "Jaccard of shingles", comparison.jaccard, rules.near_jaccard),
      Share(Relation::kNear, "or shared of the longer text", low, rules.near_share, 1),
      Share(Relation::kContains, "shared of the shorter text", high, rules.contains_share),
      TokenCondition(Relation::kContains, "and shared tokens", shared, rules.min_shared),
      TokenCondition(Relation::kContains, "and not quoted", own, rules.min_own),
      Flag(Relation::kContains, "and no recurring report", !comparison.numbers_differ),
      TokenCondition(Relation::kOverlap, "shared tokens", shared, rules.min_shared),
      TokenCondition(Relation::kOverlap, "and not quoted", own, rules.min_own),
      TokenCondition(Relation::kOverlap, "or not quoted", own, rules.min_own_alone, 1),
      TokenCondition(Relation::kQuote, "shared tokens", shared, rules.min_shared),
  };
  if (comparison.furniture[0] + comparison.furniture[1] > 0) {
    conditions.insert(conditions.begin() + 2, TokenCondition(Relation::kNear, "and tokens, beside furniture", shared,
                                                             rules.min_shared, Condition::kEveryWay));
  }
  return conditions;
}

void ListSetAside(std::string_view text, const std::vector<TextRange>& ranges, ExplainedBlock* block) {
  for (const TextRange& range : ranges) {
    if (++block->set_aside > kExplainedExamples) continue;
    const std::string_view passage = text.substr(range.begin, range.end - range.begin);
    block->set_aside_texts.emplace_back(passage.substr(0, kExcerptBytes));
  }
}

absl::Status Verify(const Store& store, const ExplainedSide& a, const ExplainedSide& b,
                    const PairVerifyOptions& options, Explanation* result, bool* are_short) {
  const RelationRules& rules = options.rules;
  const absl::StatusOr<std::string> text_a = store.GetText(a.number.document);
  const absl::StatusOr<std::string> text_b = store.GetText(b.number.document);
  for (const absl::Status& status : {text_a.status(), text_b.status()}) {
    if (absl::IsNotFound(status)) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(status);
  }
  PreparedText prepared_a = PrepareText(*text_a, a.block().parts);
  PreparedText prepared_b = PrepareText(*text_b, b.block().parts);
  if (options.furniture != nullptr && prepared_a.content != prepared_b.content) {
    for (const auto& [side, text, prepared, described] :
         {std::tuple(&a, &*text_a, &prepared_a, &result->a), std::tuple(&b, &*text_b, &prepared_b, &result->b)}) {
      const std::vector<TextRange> furniture =
          FindFurniture(*text, options.furniture->OfSource(FurnitureSource(side->metadata)));
      *prepared = PrepareText(*text, side->block().parts, furniture);
      ListSetAside(*text, WithinRanges(side->block().parts, furniture), described);
    }
  }
  result->comparison = ComparePrepared(prepared_a, prepared_b, rules, SpansOf::kAll);
  const auto shorter = static_cast<double>(std::min(prepared_a.size(), prepared_b.size()));
  const bool is_rest = prepared_a.furniture + prepared_b.furniture > 0;
  const bool is_exact = result->comparison->relation == Relation::kExact;
  *are_short = AreShort(prepared_a, prepared_b, rules);
  if (!is_exact && !is_rest && shorter > 0 && *are_short) {
    result->conditions = ShortConditions(*result->comparison, AlignShort(prepared_a, prepared_b), shorter, rules);
  } else {
    const SharedExtent extent = MeasureShared(prepared_a, prepared_b, rules);
    result->conditions = LongConditions(*result->comparison, extent, rules);
  }
  result->nearest = NearestConditions(result->conditions, result->comparison->relation);
  const BandPlan bands = store.bands();
  result->band_probability = bands.Recall(result->comparison->jaccard);
  ExplainAlignment({.text = *text_a, .prepared = prepared_a}, {.text = *text_b, .prepared = prepared_b}, rules, result);
  return absl::OkStatus();
}

// How much of what is needed is there.
double Reached(const Condition& condition) {
  return condition.Holds() || condition.needed <= 0 ? 1 : condition.value / condition.needed;
}

}  // namespace

std::vector<Condition> NearestConditions(std::span<const Condition> conditions, Relation found) {
  std::vector<Condition> nearest;
  for (const Relation relation : {Relation::kNear, Relation::kContains, Relation::kOverlap, Relation::kQuote}) {
    if (relation <= found) continue;
    std::map<int, const Condition*> furthest;  // of each way
    for (const Condition& condition : conditions) {
      if (condition.relation == relation) furthest.try_emplace(condition.way, &condition);
    }
    for (auto& [way, worst] : furthest) {
      for (const Condition& condition : conditions) {
        const bool counts = condition.way == way || condition.way == Condition::kEveryWay;
        if (condition.relation == relation && counts && Reached(condition) < Reached(*worst)) worst = &condition;
      }
    }
    if (furthest.size() > 1) furthest.erase(Condition::kEveryWay);
    const auto best = std::max_element(furthest.begin(), furthest.end(), [](const auto& x, const auto& y) {
      return Reached(*x.second) < Reached(*y.second);
    });
    if (best != furthest.end() && !best->second->Holds()) nearest.push_back(*best->second);
  }
  return nearest;
}

absl::StatusOr<Explanation> ExplainPair(const Store& store, BlockNumber a, BlockNumber b,
                                        const CollectionOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(const ExplainedSide side_a, LoadSide(store, a));
  COPYDESK_ASSIGN_OR_RETURN(const ExplainedSide side_b, LoadSide(store, b));
  Explanation result;
  COPYDESK_ASSIGN_OR_RETURN(result.a, Describe(store, side_a));
  COPYDESK_ASSIGN_OR_RETURN(result.b, Describe(store, side_b));
  result.never_compared = WhyNever(side_a, side_b);
  if (a == b) return result;
  COPYDESK_RETURN_IF_ERROR(ExplainCandidates(store, side_a, side_b, options, &result));
  bool are_short = false;
  COPYDESK_RETURN_IF_ERROR(Verify(store, side_a, side_b, options.verify, &result, &are_short));
  COPYDESK_RETURN_IF_ERROR(ExplainStory(store, side_a, side_b, are_short, options, &result));
  return result;
}

}  // namespace copydesk
