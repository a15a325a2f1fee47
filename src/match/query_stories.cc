#include "match/query_stories.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/status.h"
#include "match/kept_terms.h"
#include "match/term_model.h"
#include "sketch/block_time.h"
#include "sketch/story_identity.h"

namespace copydesk {
namespace {

std::optional<TimeRange> RangeOf(std::optional<std::int64_t> time) {
  if (!time.has_value()) return std::nullopt;
  return TimeRange{.earliest = *time, .latest = *time};
}

// Blocks that share posted terms with the question, each once, ascending.
absl::StatusOr<std::vector<BlockNumber>> PostedBlocks(const Store& store, const StoryQuestion& question,
                                                      const StoryOptions& options, StoryAnswers* answers) {
  const StoryLimits& limits = options.limits;
  bool are_all_bounded = false;
  const std::vector<TermPeriod> periods =
      PeriodsWithin(store, question.time, options.window, limits.period_cap, &are_all_bounded);
  std::vector<std::uint64_t> hashes(periods.size());
  absl::flat_hash_map<std::pair<DocumentNumber, std::uint32_t>, double> shared;  // squares of weights
  for (const WeightedTerm& term : question.candidate_terms) {
    if (!term.posted) continue;
    std::transform(periods.begin(), periods.end(), hashes.begin(),
                   [&](const TermPeriod& period) { return TermHash(term.hash, period); });
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::vector<Posting>> lists,
                              store.GetManyPostings(PostingKind::kTerm, hashes, limits.term_cap + 1));
    bool is_bounded = are_all_bounded;
    for (const std::vector<Posting>& postings : lists) {
      is_bounded = is_bounded || postings.size() > limits.term_cap;
      for (std::size_t i = 0; i < std::min(limits.term_cap, postings.size()); ++i) {
        shared[{postings[i].block.document, postings[i].block.block}] += term.weight * term.weight;
      }
    }
    answers->stop_terms += is_bounded ? 1 : 0;
  }
  std::vector<std::pair<double, BlockNumber>> heaviest;
  heaviest.reserve(shared.size());
  for (const auto& [block, weight] : shared) {
    heaviest.emplace_back(-weight, BlockNumber{.document = block.first, .block = block.second});
  }
  if (heaviest.size() > limits.read_cap) {
    answers->is_bounded = true;
    std::sort(heaviest.begin(), heaviest.end());
    heaviest.resize(limits.read_cap);
  }
  std::vector<BlockNumber> blocks;
  blocks.reserve(heaviest.size());
  for (const auto& [weight, block] : heaviest) blocks.push_back(block);
  std::sort(blocks.begin(), blocks.end());
  return blocks;
}

}  // namespace

std::vector<TermPeriod> PeriodsWithin(const Store& store, std::optional<std::int64_t> time,
                                      std::optional<std::int64_t> window, std::size_t cap, bool* is_bounded) {
  std::vector<std::int64_t> known = store.TermPeriods();
  if (time.has_value() && window.has_value()) {
    const std::int64_t first = *TermPeriodOf(*time - *window);
    const std::int64_t last = *TermPeriodOf(*time + *window);
    std::erase_if(known, [&](std::int64_t period) { return period < first || period > last; });
  }
  *is_bounded = known.size() > cap;
  std::vector<TermPeriod> periods = {std::nullopt};
  periods.insert(periods.end(), known.end() - static_cast<std::ptrdiff_t>(std::min(known.size(), cap)), known.end());
  return periods;
}

absl::StatusOr<std::shared_ptr<const KnownStory>> StoryCache::Get(const Store& store, BlockNumber block,
                                                                  const StoryOptions& options) {
  constexpr std::size_t kMaxBlocks = 100'000;
  if (options.model != model_ || options.furniture != furniture_) known_.clear();
  model_ = options.model;
  furniture_ = options.furniture;
  const std::pair key(block.document, block.block);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(block.document));
  COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(block.document));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store.GetBlocks(block.document));
  if (block.block >= signatures.size() || block.block >= blocks.size()) {
    return absl::DataLossError(absl::StrCat("document ", block.document, " has no block ", block.block));
  }
  if (options.links && linked_ != block.document) {
    links_ = FindBlockLinks(metadata, blocks);
    linked_ = block.document;
  }
  std::vector<BlockLink> links;
  if (options.links) {
    std::copy_if(links_.begin(), links_.end(), std::back_inserter(links),
                 [&](const BlockLink& link) { return link.block == block.block; });
  }
  std::shared_ptr<KnownStory> known;
  const Signature& signature = signatures[block.block];
  if (!signature.terms.terms.empty() || !links.empty()) {
    known = std::make_shared<KnownStory>();
    known->links = std::move(links);
    known->vector = PrepareStory(signature.terms, *model_);
    if (furniture_ != nullptr && !signature.terms.terms.empty()) {
      COPYDESK_ASSIGN_OR_RETURN(const std::optional<BlockTerms> kept, KeptTerms(store, block, *furniture_));
      if (kept.has_value()) known->kept = std::make_shared<const StoryVector>(PrepareStory(*kept, *model_));
    }
    known->candidate_terms = CandidateTerms(known->vector);
    known->content = signature.content;
    known->identity = IdentifyStory(signature);
    known->time = BlockTime(metadata, blocks[block.block]);
  }
  if (known_.size() >= kMaxBlocks) known_.clear();
  known_[key] = known;
  return known;
}

StoryQuestion MakeQuestion(const Signature& signature, const std::optional<BlockTerms>& kept,
                           std::optional<std::int64_t> time, const TermModel& model) {
  StoryQuestion question{
      .vector = PrepareStory(signature.terms, model), .kept = {}, .candidate_terms = {}, .time = time};
  if (kept.has_value()) question.kept = PrepareStory(*kept, model);
  question.candidate_terms = CandidateTerms(question.vector);
  return question;
}

std::optional<double> ScoreAgainst(const StoryQuestion& question, const KnownStory& known,
                                   const StoryOptions& options) {
  if (!MayBeClose(RangeOf(question.time), RangeOf(known.time), options.window)) return std::nullopt;
  const StoryVector& a = question.scored();
  const StoryVector& b = known.scored();
  if (a.terms.empty() || b.terms.empty()) return std::nullopt;
  const bool windowed = options.window.has_value() && question.time.has_value() && known.time.has_value();
  return ScoreStory(a, b, StoryRuleFor(*options.model, windowed)).probability;
}

absl::StatusOr<StoryAnswers> FindStoriesOf(const Store& store, const StoryQuestion& question,
                                           const StoryOptions& options, StoryCache* cache,
                                           const std::atomic<bool>* cancel) {
  StoryAnswers answers;
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<BlockNumber> blocks, PostedBlocks(store, question, options, &answers));
  struct Candidate {
    BlockNumber block;
    std::shared_ptr<const KnownStory> known;
  };
  std::vector<Candidate> candidates;
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> seen;
  for (const BlockNumber block : blocks) {
    if (IsCancelled(cancel)) return absl::CancelledError("interrupted");
    COPYDESK_ASSIGN_OR_RETURN(std::shared_ptr<const KnownStory> known, cache->Get(store, block, options));
    // The posted block stands for others of its content and terms, whose times may differ: no window yet.
    if (known == nullptr || !seen.insert({known->identity.high, known->identity.low}).second) continue;
    if (AreCandidates(question.candidate_terms, known->candidate_terms)) {
      candidates.push_back({.block = block, .known = std::move(known)});
    }
  }
  if (candidates.size() > options.limits.partner_cap) {
    answers.is_bounded = true;
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
      const auto key = [](const Candidate& c) {
        return std::tie(c.known->content.low, c.known->content.high, c.known->identity.low, c.known->identity.high);
      };
      return key(x) < key(y);
    });
    candidates.resize(std::min(candidates.size(), options.limits.kept_partners));
  }
  answers.candidates = candidates.size();
  // Copies of a candidate in other sources may hold other furniture, and have other scores.
  const bool is_whole = options.furniture == nullptr || options.furniture->empty();
  for (const Candidate& candidate : candidates) {
    if (!is_whole || ScoreStory(question.vector, candidate.known->vector).probability >= kMinStory) {
      answers.blocks.push_back(candidate.block);
    }
  }
  std::sort(answers.blocks.begin(), answers.blocks.end());
  return answers;
}

}  // namespace copydesk
