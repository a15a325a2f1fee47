#include "match/collection.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/seconds_since.h"
#include "base/status.h"
#include "match/large_buckets.h"
#include "match/match_names.h"
#include "match/relatives.h"
#include "match/story_matches.h"

namespace copydesk {
namespace {

// Copies of each content that has several, by name; the first one stands for all.
class CopyGroups {
 public:
  CopyGroups(std::vector<std::vector<BlockNumber>> groups, MatchNames* names, std::size_t cap)
      : groups_(std::move(groups)), cap_(cap) {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      for (const BlockNumber block : groups_[i]) group_of_[Key(block)] = i;
      std::sort(groups_[i].begin(), groups_[i].end(),
                [&](BlockNumber x, BlockNumber y) { return names->Get(x) < names->Get(y); });
    }
  }

  BlockNumber Representative(BlockNumber block) const {
    const auto found = group_of_.find(Key(block));
    return found == group_of_.end() ? block : groups_[found->second].front();
  }

  bool HasCopies(BlockNumber block) const { return group_of_.contains(Key(block)); }

  // The block is matched with other contents: it is not one of too many copies, or it is the representative.
  bool TakesPart(BlockNumber block) const {
    const auto found = group_of_.find(Key(block));
    return found == group_of_.end() || groups_[found->second].size() <= cap_ || groups_[found->second].front() == block;
  }

  // All copies of a block's content, or the representative alone where there are too many.
  std::vector<BlockNumber> Copies(BlockNumber block) const {
    const auto found = group_of_.find(Key(block));
    if (found == group_of_.end()) return {block};
    const std::vector<BlockNumber>& group = groups_[found->second];
    return group.size() <= cap_ ? group : std::vector<BlockNumber>{group.front()};
  }

  // Pairs of copies of one content: all of them, or each copy with the representative where there are too many.
  void AppendPairsWithin(std::vector<BlockPair>* pairs) const {
    for (const std::vector<BlockNumber>& group : groups_) {
      const std::size_t centres = group.size() <= cap_ ? group.size() : 1;
      for (std::size_t i = 0; i < centres; ++i) {
        for (std::size_t j = i + 1; j < group.size(); ++j) pairs->emplace_back(std::minmax(group[i], group[j]));
      }
    }
  }

  std::uint64_t CountLarge() const {
    return static_cast<std::uint64_t>(
        std::count_if(groups_.begin(), groups_.end(), [&](const auto& group) { return group.size() > cap_; }));
  }

 private:
  static std::pair<DocumentNumber, std::uint32_t> Key(BlockNumber block) { return {block.document, block.block}; }

  std::vector<std::vector<BlockNumber>> groups_;
  absl::flat_hash_map<std::pair<DocumentNumber, std::uint32_t>, std::size_t> group_of_;
  std::size_t cap_;
};

void Append(std::vector<VerifiedPair>&& more, std::vector<VerifiedPair>* all) {
  all->insert(all->end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void SortUnique(std::vector<BlockPair>* pairs) {
  std::sort(pairs->begin(), pairs->end());
  pairs->erase(std::unique(pairs->begin(), pairs->end()), pairs->end());
}

void RemoveRepeated(std::vector<VerifiedPair>* pairs) {
  std::sort(pairs->begin(), pairs->end(),
            [](const VerifiedPair& x, const VerifiedPair& y) { return x.blocks < y.blocks; });
  const auto same = [](const VerifiedPair& x, const VerifiedPair& y) { return x.blocks == y.blocks; };
  pairs->erase(std::unique(pairs->begin(), pairs->end(), same), pairs->end());
}

// Blocks never match their own ancestors. Where copies follow a pair, it is compared all the same.
absl::Status RemoveRelatives(const Store& store, const CopyGroups& groups, std::vector<BlockPair>* pairs) {
  Relatives relatives(store);
  std::erase_if(*pairs, [&](const BlockPair& pair) {
    return relatives.Contains(pair) && !groups.HasCopies(pair.first) && !groups.HasCopies(pair.second);
  });
  return relatives.status();
}

absl::Status RemoveRelatives(const Store& store, std::vector<BlockPair>* pairs) {
  Relatives relatives(store);
  std::erase_if(*pairs, [&](const BlockPair& pair) { return relatives.Contains(pair); });
  return relatives.status();
}

absl::Status RemoveRelatives(const Store& store, std::vector<VerifiedPair>* pairs) {
  Relatives relatives(store);
  std::erase_if(*pairs, [&](const VerifiedPair& pair) { return relatives.Contains(pair.blocks); });
  return relatives.status();
}

// The pairs that follow from `found` because other blocks have the same contents.
std::vector<BlockPair> OtherCopies(const std::vector<VerifiedPair>& found, const CopyGroups& groups) {
  std::vector<BlockPair> pairs;
  for (const VerifiedPair& pair : found) {
    for (const BlockNumber a : groups.Copies(pair.blocks.first)) {
      for (const BlockNumber b : groups.Copies(pair.blocks.second)) {
        if (const BlockPair other(std::minmax(a, b)); other != pair.blocks) pairs.push_back(other);
      }
    }
  }
  SortUnique(&pairs);
  return pairs;
}

// Verifies candidates of distinct contents, each named by the representatives of its contents, a batch at a time.
absl::StatusOr<std::vector<VerifiedPair>> VerifyCandidates(const Store& store, const CollectionOptions& options,
                                                           const CopyGroups& groups, PairSorter* candidates,
                                                           CollectionStatistics* statistics) {
  constexpr std::size_t kPairsAtOnce = std::size_t{1} << 18;
  std::vector<VerifiedPair> found;
  while (true) {
    COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockPair> pairs, candidates->Next(kPairsAtOnce));
    if (pairs.empty()) return found;
    COPYDESK_RETURN_IF_ERROR(RemoveRelatives(store, groups, &pairs));
    COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> more, VerifyPairs(store, pairs, options.verify));
    statistics->candidates += pairs.size();
    statistics->verified += pairs.size() - CountUnverified(more);
    Append(std::move(more), &found);
  }
}

StoryBounds NamedBounds(const ComparisonBounds& bounds, MatchNames* names) {
  StoryBounds named;
  named.blocks.reserve(bounds.blocks.size());
  named.below.reserve(bounds.below.size());
  for (const BlockNumber block : bounds.blocks) named.blocks.push_back(names->Get(block));
  for (const auto& [a, b] : bounds.below) named.below.emplace_back(std::minmax(names->Get(a), names->Get(b)));
  return named;
}

absl::Status AddStoriesTo(const Store& store, const CollectionOptions& options, const CopyGroups& groups,
                          std::vector<VerifiedPair>* found, MatchNames* names, CollectionStatistics* statistics) {
  const auto start = std::chrono::steady_clock::now();
  const auto takes_part = [&](BlockNumber block) { return groups.TakesPart(block); };
  COPYDESK_ASSIGN_OR_RETURN(const StoryReport report,
                            AddStories(store, options.stories, options.verify, takes_part, found));
  statistics->model = options.ModelName(report.model);
  statistics->story_candidates = report.candidates;
  statistics->stop_terms = report.stop_terms;
  statistics->bounded_stories = report.bounds.blocks.size();
  statistics->verified += report.verified;
  statistics->bounds = NamedBounds(report.bounds, names);
  statistics->story_seconds = SecondsSince(start);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Match>> ToMatches(std::vector<VerifiedPair> pairs, MatchNames* names,
                                             CollectionStatistics* statistics) {
  std::vector<Match> matches;
  matches.reserve(pairs.size());
  statistics->unverified = CountUnverified(pairs);
  for (VerifiedPair& pair : pairs) {
    matches.push_back(names->ToMatch(std::move(pair)));
    if (NamesModel(matches.back())) matches.back().model = statistics->model;
  }
  COPYDESK_RETURN_IF_ERROR(names->status());
  std::sort(matches.begin(), matches.end(),
            [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  return matches;
}

}  // namespace

absl::StatusOr<std::vector<Match>> FindAllMatches(const Store& store, const CollectionOptions& options,
                                                  CollectionStatistics* statistics) {
  const auto start = std::chrono::steady_clock::now();
  *statistics = CollectionStatistics();
  statistics->model = options.ModelName("");
  MatchNames names(store);
  COPYDESK_ASSIGN_OR_RETURN(auto equal, FindEqualContents(store, options.verify.cancel));
  const CopyGroups groups(std::move(equal), &names, options.copy_cap);
  COPYDESK_ASSIGN_OR_RETURN(CandidatePairs candidates,
                            FindAllCandidates(store, options.candidates, options.verify.cancel,
                                              [&](BlockNumber block) { return groups.Representative(block); }));
  statistics->stop_postings = candidates.stop_postings;
  statistics->incomplete_buckets = candidates.large_buckets.size();
  statistics->large_groups = groups.CountLarge();
  statistics->candidate_seconds = SecondsSince(start);

  const auto verify_start = std::chrono::steady_clock::now();
  COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> found,
                            VerifyCandidates(store, options, groups, &candidates.pairs, statistics));
  for (const std::vector<BlockNumber>& bucket : candidates.large_buckets) {
    COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> more,
                              VerifyLargeBucket(store, bucket, options.verify, &statistics->verified));
    Append(std::move(more), &found);
  }
  RemoveRepeated(&found);
  std::vector<BlockPair> copies = OtherCopies(found, groups);
  groups.AppendPairsWithin(&copies);
  SortUnique(&copies);
  COPYDESK_RETURN_IF_ERROR(RemoveRelatives(store, &copies));
  COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> more, VerifyPairs(store, copies, options.verify));
  statistics->verified += copies.size() - CountUnverified(more);
  Append(std::move(more), &found);
  COPYDESK_RETURN_IF_ERROR(RemoveRelatives(store, &found));
  statistics->verify_seconds = SecondsSince(verify_start);
  if (options.stories.enabled) {
    RemoveRepeated(&found);
    COPYDESK_RETURN_IF_ERROR(AddStoriesTo(store, options, groups, &found, &names, statistics));
  }
  const auto naming_start = std::chrono::steady_clock::now();
  COPYDESK_ASSIGN_OR_RETURN(std::vector<Match> matches, ToMatches(std::move(found), &names, statistics));
  statistics->verify_seconds += SecondsSince(naming_start);
  return matches;
}

}  // namespace copydesk
