#include "match/explain.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/status.h"
#include "match/block_time.h"
#include "match/compare_prepared.h"
#include "match/furniture_passages.h"
#include "match/prepared_text.h"
#include "match/relatives.h"
#include "match/shared_runs.h"
#include "match/short_texts.h"
#include "match/story_score.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

// One side of the pair, as the store has it.
struct Side {
  Metadata metadata;
  std::vector<Block> blocks;
  Signature signature;
  std::size_t block = 0;
};

absl::StatusOr<Side> LoadSide(const Store& store, BlockNumber number) {
  Side side{.metadata = {}, .blocks = {}, .signature = {}, .block = number.block};
  COPYDESK_ASSIGN_OR_RETURN(side.metadata, store.GetMetadata(number.document));
  COPYDESK_ASSIGN_OR_RETURN(side.blocks, store.GetBlocks(number.document));
  COPYDESK_ASSIGN_OR_RETURN(std::vector<Signature> signatures, store.GetSignatures(number.document));
  if (number.block >= side.blocks.size() || number.block >= signatures.size()) {
    return absl::NotFoundError("the document has no such block");
  }
  side.signature = std::move(signatures[number.block]);
  return side;
}

ExplainedBlock Describe(const Side& side) {
  const Block& block = side.blocks[side.block];
  ExplainedBlock result;
  result.name.block = block.name;
  result.role = block.role;
  result.title = block.title;
  result.tokens = side.signature.tokens;
  result.disguised = block.disguised;
  result.fingerprints = static_cast<std::uint32_t>(side.signature.fingerprints.size());
  for (const Block& other : side.blocks) result.furniture += other.role == BlockRole::kFurniture ? other.words : 0;
  return result;
}

std::string WhyNever(const Side& a, const Side& b, BlockNumber number_a, BlockNumber number_b) {
  if (number_a == number_b) return "they are the same block";
  for (const Side* const side : {&a, &b}) {
    if (side->blocks[side->block].role == BlockRole::kFurniture) return "furniture is never compared";
    if (side->signature.tokens == 0) return "a block without words is never compared";
  }
  if (number_a.document == number_b.document && AreRelatives(a.blocks, a.block, b.block)) {
    return "a digest is never compared with its own items";
  }
  return {};
}

std::vector<std::uint64_t> FingerprintSet(const Signature& signature) {
  std::vector<std::uint64_t> hashes;
  for (const PassageFingerprint& fingerprint : signature.fingerprints) hashes.push_back(fingerprint.hash);
  return SortedSet(std::move(hashes));
}

template <typename T>
std::vector<T> Common(const std::vector<T>& x, const std::vector<T>& y) {
  std::vector<T> both;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  return both;
}

absl::Status ExplainCandidates(const Store& store, const Side& a, const Side& b, const CollectionOptions& options,
                               Explanation* result) {
  result->equal_content = a.signature.content == b.signature.content;
  result->bands = store.bands();
  COPYDESK_ASSIGN_OR_RETURN(result->estimated_jaccard, EstimateJaccard(a.signature.minhash, b.signature.minhash));
  std::vector<std::uint64_t> bands_a = SortedSet(BandHashes(a.signature.minhash, store.bands()));
  result->shared_bands =
      static_cast<std::uint32_t>(Common(bands_a, SortedSet(BandHashes(b.signature.minhash, store.bands()))).size());
  const std::vector<std::uint64_t> shared = Common(FingerprintSet(a.signature), FingerprintSet(b.signature));
  result->shared_fingerprints = static_cast<std::uint32_t>(shared.size());
  const std::size_t cap = options.candidates.posting_cap;
  for (const std::uint64_t hash : shared) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Posting> list,
                              store.GetPostings(PostingKind::kFingerprint, hash, cap + 1));
    result->capped_fingerprints += list.size() > cap ? 1 : 0;
  }
  result->sure_run = static_cast<std::uint32_t>(store.config().max_window + store.config().fingerprint_shingle - 1);
  result->is_text_candidate =
      result->equal_content || result->shared_bands > 0 || result->shared_fingerprints > result->capped_fingerprints;
  return absl::OkStatus();
}

std::vector<Condition> ShortConditions(const Comparison& comparison, const ShortAlignment& alignment, double shorter,
                                       const RelationRules& rules) {
  const double same = alignment.names_differ || alignment.numbers_differ ? 0 : 1;
  return {
      {Relation::kNear, "Jaccard of shingles", comparison.jaccard, rules.near_jaccard, false},
      {Relation::kNear, "or in order, of the longer text", std::min(comparison.share[0], comparison.share[1]),
       rules.short_near, false},
      {Relation::kNear, "and no other name or number", same, 1, false},
      {Relation::kContains, "in one run, of the shorter text", alignment.longest / shorter, rules.short_contains,
       false},
      {Relation::kContains, "and tokens in it", static_cast<double>(alignment.longest),
       static_cast<double>(rules.shingle), true},
      {Relation::kContains, "and no other name or number", same, 1, false},
  };
}

std::vector<Condition> ConditionsOf(const Comparison& comparison, const SharedExtent& shared,
                                    const RelationRules& rules) {
  const auto [low, high] = std::minmax(comparison.share[0], comparison.share[1]);
  const double all = std::floor(shared.all);
  const double own = std::floor(shared.own);
  return {
      {Relation::kNear, "Jaccard of shingles", comparison.jaccard, rules.near_jaccard, false},
      {Relation::kNear, "or shared of the longer text", low, rules.near_share, false},
      {Relation::kContains, "shared of the shorter text", high, rules.contains_share, false},
      {Relation::kContains, "and shared tokens", all, static_cast<double>(rules.min_shared), true},
      {Relation::kContains, "and not quoted", own, static_cast<double>(rules.min_own), true},
      {Relation::kOverlap, "shared tokens", all, static_cast<double>(rules.min_shared), true},
      {Relation::kOverlap, "and not quoted", own, static_cast<double>(rules.min_own), true},
      {Relation::kOverlap, "or not quoted", own, static_cast<double>(rules.min_own_alone), true},
      {Relation::kQuote, "shared tokens", all, static_cast<double>(rules.min_shared), true},
  };
}

absl::Status Verify(const Store& store, const Side& a, const Side& b, BlockNumber number_a, BlockNumber number_b,
                    const VerifyOptions& options, Explanation* result, bool* are_short) {
  const RelationRules& rules = options.rules;
  const absl::StatusOr<std::string> text_a = store.GetText(number_a.document);
  const absl::StatusOr<std::string> text_b = store.GetText(number_b.document);
  for (const absl::Status& status : {text_a.status(), text_b.status()}) {
    if (absl::IsNotFound(status)) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(status);
  }
  PreparedText prepared_a = PrepareText(*text_a, a.blocks[a.block].parts, rules);
  PreparedText prepared_b = PrepareText(*text_b, b.blocks[b.block].parts, rules);
  if (options.furniture != nullptr && prepared_a.content != prepared_b.content) {
    for (const auto& [side, text, prepared] :
         {std::tuple(&a, &*text_a, &prepared_a), std::tuple(&b, &*text_b, &prepared_b)}) {
      const auto of_source = options.furniture->OfSource(FurnitureSource(side->metadata));
      *prepared = PrepareText(*text, side->blocks[side->block].parts, rules, FindFurniture(*text, of_source));
    }
  }
  result->comparison = ComparePrepared(prepared_a, prepared_b, rules, SpansOf::kAll);
  const auto shorter = static_cast<double>(std::min(prepared_a.size(), prepared_b.size()));
  *are_short = AreShort(prepared_a, prepared_b, rules);
  if (shorter > 0 && result->comparison->relation != Relation::kExact && *are_short) {
    result->conditions = ShortConditions(*result->comparison, AlignShort(prepared_a, prepared_b), shorter, rules);
  } else {
    const SharedExtent shared = MeasureShared(prepared_a, prepared_b, rules);
    result->conditions = ConditionsOf(*result->comparison, shared, rules);
  }
  const BandPlan bands = store.bands();
  result->band_probability = bands.Recall(result->comparison->jaccard);
  for (const SharedRun& run : FindSharedRuns(prepared_a, prepared_b, rules.run)) {
    result->longest_run = std::max(result->longest_run, run.length);
  }
  return absl::OkStatus();
}

absl::Status ExplainStory(const Store& store, const Side& a, const Side& b, BlockPair pair,
                          const CollectionOptions& options, bool are_short, Explanation* result) {
  constexpr double kSecondsPerHour = 3600;
  std::set<std::uint64_t> posted;
  for (const Term& term : PostedTerms(a.signature.terms)) posted.insert(term.hash);
  for (const Term& term : PostedTerms(b.signature.terms)) result->shared_terms += posted.contains(term.hash) ? 1 : 0;
  const auto time_a = BlockTime(a.metadata, a.blocks[a.block]);
  const auto time_b = BlockTime(b.metadata, b.blocks[b.block]);
  if (time_a.has_value() && time_b.has_value()) {
    result->hours_apart = std::abs(static_cast<double>(*time_a - *time_b)) / kSecondsPerHour;
  }
  if (options.stories.window.has_value()) {
    result->window_hours = static_cast<double>(*options.stories.window) / kSecondsPerHour;
  }
  if (!options.stories.enabled) return absl::OkStatus();
  COPYDESK_ASSIGN_OR_RETURN(const StorySearch search,
                            StorySearch::Open(store, options.stories, options.verify.threads, options.verify.cancel));
  result->model = options.ModelName(search.model());
  const std::vector<BlockPair> pairs = {pair};
  COPYDESK_ASSIGN_OR_RETURN(const auto scores, search.Score(pairs));
  result->same_story = scores.front();
  const bool is_template = result->comparison.has_value() && result->comparison->numbers_differ &&
                           (are_short || result->comparison->relation != Relation::kNone);
  if (result->same_story.has_value() && is_template) *result->same_story *= kTemplateShare;
  if (a.signature.terms.terms.empty() || b.signature.terms.terms.empty()) return absl::OkStatus();
  COPYDESK_ASSIGN_OR_RETURN(const auto terms, search.Terms(pairs));
  result->terms = terms.front();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Explanation> ExplainPair(const Store& store, BlockNumber a, BlockNumber b,
                                        const CollectionOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(const Side side_a, LoadSide(store, a));
  COPYDESK_ASSIGN_OR_RETURN(const Side side_b, LoadSide(store, b));
  Explanation result;
  result.a = Describe(side_a);
  result.b = Describe(side_b);
  result.never_compared = WhyNever(side_a, side_b, a, b);
  if (a == b) return result;
  COPYDESK_RETURN_IF_ERROR(ExplainCandidates(store, side_a, side_b, options, &result));
  bool are_short = false;
  COPYDESK_RETURN_IF_ERROR(Verify(store, side_a, side_b, a, b, options.verify, &result, &are_short));
  COPYDESK_RETURN_IF_ERROR(ExplainStory(store, side_a, side_b, std::minmax(a, b), options, are_short, &result));
  return result;
}

}  // namespace copydesk
