#include "match/query_stories.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/status.h"
#include "match/block_time.h"
#include "match/kept_terms.h"
#include "match/term_model.h"
#include "sketch/story_identity.h"

namespace copydesk {
namespace {

std::optional<TimeRange> RangeOf(std::optional<std::int64_t> time) {
  if (!time.has_value()) return std::nullopt;
  return TimeRange{.earliest = *time, .latest = *time};
}

}  // namespace

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
  std::shared_ptr<KnownStory> known;
  const Signature& signature = signatures[block.block];
  if (!signature.terms.terms.empty()) {
    known = std::make_shared<KnownStory>();
    known->vector = PrepareStory(signature.terms, *model_);
    if (furniture_ != nullptr) {
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
  std::vector<BlockNumber> blocks;
  for (const WeightedTerm& term : question.candidate_terms) {
    if (!term.posted) continue;
    COPYDESK_ASSIGN_OR_RETURN(std::vector<Posting> postings,
                              store.GetPostings(PostingKind::kTerm, term.hash, options.limits.term_cap + 1));
    if (postings.size() > options.limits.term_cap) {
      ++answers.stop_terms;
      postings.resize(options.limits.term_cap);
    }
    for (const Posting& posting : postings) blocks.push_back(posting.block);
  }
  std::sort(blocks.begin(), blocks.end());
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());

  struct Candidate {
    BlockNumber block;
    std::shared_ptr<const KnownStory> known;
  };
  std::vector<Candidate> candidates;
  for (const BlockNumber block : blocks) {
    if (IsCancelled(cancel)) return absl::CancelledError("interrupted");
    COPYDESK_ASSIGN_OR_RETURN(std::shared_ptr<const KnownStory> known, cache->Get(store, block, options));
    // The posted block stands for others of its content and terms, whose times may differ: no window yet.
    if (known != nullptr && AreCandidates(question.candidate_terms, known->candidate_terms)) {
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
