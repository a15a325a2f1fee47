#include "match/story_matches.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/status.h"
#include "match/relatives.h"
#include "match/story_score.h"

namespace copydesk {
namespace {

bool ByBlocks(const VerifiedPair& x, const VerifiedPair& y) { return x.blocks < y.blocks; }

// The pairs of both, ascending, each once.
std::vector<BlockPair> AllPairs(const std::vector<StoryPair>& stories, const std::vector<BlockPair>& linked) {
  std::vector<BlockPair> by_terms;
  by_terms.reserve(stories.size());
  for (const StoryPair& story : stories) by_terms.push_back(story.blocks);
  std::vector<BlockPair> all;
  all.reserve(by_terms.size() + linked.size());
  std::set_union(by_terms.begin(), by_terms.end(), linked.begin(), linked.end(), std::back_inserter(all));
  return all;
}

// Those of `stories` that are not among `pairs`. Both ascend.
absl::StatusOr<std::vector<BlockPair>> NewPairs(const Store& store, const std::vector<BlockPair>& stories,
                                                const std::vector<VerifiedPair>& pairs) {
  Relatives relatives(store);
  std::vector<BlockPair> missing;
  auto known = pairs.begin();
  for (const BlockPair& story : stories) {
    while (known != pairs.end() && known->blocks < story) ++known;
    const bool is_known = known != pairs.end() && known->blocks == story;
    if (!is_known && !relatives.Contains(story)) missing.push_back(story);
  }
  COPYDESK_RETURN_IF_ERROR(relatives.status());
  return missing;
}

absl::Status AddTerms(const StorySearch& search, std::vector<VerifiedPair>* pairs) {
  std::vector<BlockPair> blocks;
  std::vector<VerifiedPair*> wanted;
  for (VerifiedPair& pair : *pairs) {
    if (pair.same_story.value_or(0) < kMinStory) continue;
    blocks.push_back(pair.blocks);
    wanted.push_back(&pair);
  }
  COPYDESK_ASSIGN_OR_RETURN(std::vector<std::vector<SharedTerm>> terms, search.Terms(blocks));
  for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i]->terms = std::move(terms[i]);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<StoryReport> AddStories(const Store& store, const StoryOptions& stories, const PairVerifyOptions& verify,
                                       const std::function<bool(BlockNumber)>& takes_part, const FirstOf& first_of,
                                       std::vector<VerifiedPair>* pairs) {
  COPYDESK_ASSIGN_OR_RETURN(const StorySearch search, StorySearch::Open(store, stories, verify.threads, verify.cancel));
  COPYDESK_ASSIGN_OR_RETURN(StoryPairs found, search.FindPairs(takes_part));
  const StoryLinks::Found linked = search.links().FindPairs(takes_part, first_of, stories.link_limits);
  StoryReport report{.model = search.model(),
                     .bounds = std::move(found.bounds),
                     .candidates = found.candidates,
                     .stop_terms = found.stop_terms,
                     .large_links = linked.large_links};
  report.bounds.blocks.insert(report.bounds.blocks.end(), linked.bounded.begin(), linked.bounded.end());
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<BlockPair> missing,
                            NewPairs(store, AllPairs(found.pairs, linked.pairs), *pairs));
  PairVerifyOptions all = verify;
  all.keep_unrelated = true;
  COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> more, VerifyPairs(store, missing, all));
  report.verified = more.size() - CountUnverified(more);
  const auto middle = static_cast<std::ptrdiff_t>(pairs->size());
  pairs->insert(pairs->end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  std::inplace_merge(pairs->begin(), pairs->begin() + middle, pairs->end(), ByBlocks);

  std::vector<BlockPair> blocks;
  blocks.reserve(pairs->size());
  for (const VerifiedPair& pair : *pairs) blocks.push_back(pair.blocks);
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::optional<double>> scores, search.Score(blocks));
  for (std::size_t i = 0; i < scores.size(); ++i) {
    VerifiedPair& pair = (*pairs)[i];
    pair.same_story = scores[i];
    if (pair.same_story.has_value() && pair.comparison.numbers_differ) *pair.same_story *= kTemplateShare;
    pair.evidence.link = search.links().Share(pair.blocks.first, pair.blocks.second);
    if (pair.evidence.link) pair.same_story = WithLink(pair.same_story);
  }
  COPYDESK_RETURN_IF_ERROR(AddTerms(search, pairs));
  return report;
}

}  // namespace copydesk
