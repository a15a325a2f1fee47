#include "match/collection.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/cancel.h"
#include "base/seconds_since.h"
#include "base/status.h"
#include "match/large_buckets.h"
#include "match/match_names.h"
#include "match/match_sorter.h"
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
      names->SortByName(&groups_[i]);
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
  absl::Status AddPairsWithin(PairSorter* pairs) const {
    for (const std::vector<BlockNumber>& group : groups_) {
      const std::size_t centres = group.size() <= cap_ ? group.size() : 1;
      for (std::size_t i = 0; i < centres; ++i) {
        for (std::size_t j = i + 1; j < group.size(); ++j) COPYDESK_RETURN_IF_ERROR(pairs->Add(group[i], group[j]));
      }
    }
    return absl::OkStatus();
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

// Verifies pairs, and passes on what is found: to the sorted results at once, or, when stories are to be added, into
// memory first.
class Verification {
 public:
  Verification(const Store& store, const CollectionOptions& options, const CopyGroups& groups, MatchNames* names,
               CollectionStatistics* statistics)
      : store_(store),
        options_(options),
        groups_(groups),
        names_(names),
        statistics_(statistics),
        copies_(options.candidates.memory, options.candidates.temporary_folder),
        matches_(options.candidates.memory, options.candidates.temporary_folder) {}

  // Candidates of distinct contents, each named by the representatives of its contents.
  absl::Status Candidates(PairSorter* candidates) {
    return InBatches(candidates, [&](std::vector<BlockPair> pairs) -> absl::Status {
      COPYDESK_RETURN_IF_ERROR(RemoveRelatives(store_, groups_, &pairs));
      statistics_->candidates += pairs.size();
      // Of a pair whose contents others have too, nothing in common may be known only of these two.
      const auto middle = std::stable_partition(pairs.begin(), pairs.end(), [&](const BlockPair& pair) {
        return groups_.HasCopies(pair.first) || groups_.HasCopies(pair.second);
      });
      PairVerifyOptions all = options_.verify;
      all.keep_unrelated = true;
      COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> copied, Verify({pairs.begin(), middle}, all));
      COPYDESK_RETURN_IF_ERROR(AddOtherCopies(copied));
      std::erase_if(copied, [](const VerifiedPair& pair) {
        return pair.verified && pair.comparison.relation == Relation::kNone;
      });
      COPYDESK_RETURN_IF_ERROR(Take(std::move(copied)));
      PairVerifyOptions others = options_.verify;
      others.weakest = options_.weakest;
      COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> found, Verify({middle, pairs.end()}, others));
      return Take(std::move(found));
    });
  }

  absl::Status LargeBucket(const std::vector<BlockNumber>& bucket) {
    COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> found,
                              VerifyLargeBucket(store_, bucket, options_.verify, &statistics_->verified));
    COPYDESK_RETURN_IF_ERROR(AddOtherCopies(found));
    return Take(std::move(found));
  }

  // What follows because blocks have the same contents; after all else.
  absl::Status Copies() {
    COPYDESK_RETURN_IF_ERROR(groups_.AddPairsWithin(&copies_));
    return InBatches(&copies_, [&](std::vector<BlockPair> pairs) -> absl::Status {
      COPYDESK_RETURN_IF_ERROR(RemoveRelatives(store_, &pairs));
      COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> found, Verify(pairs, options_.verify));
      return Take(std::move(found));
    });
  }

  // What was found, for stories to be added to it: ascending, each pair once.
  std::vector<VerifiedPair> TakeFound() {
    RemoveRepeated(&found_);
    return std::exchange(found_, {});
  }

  absl::Status AddMatches(std::vector<VerifiedPair> pairs) {
    for (VerifiedPair& pair : pairs) COPYDESK_RETURN_IF_ERROR(matches_.Add(names_->ToMatch(std::move(pair))));
    return names_->status();
  }

  absl::StatusOr<std::shared_ptr<const MatchList>> Finish() {
    COPYDESK_ASSIGN_OR_RETURN(std::shared_ptr<const MatchList> matches, matches_.Finish(statistics_->model));
    statistics_->unverified = matches_.unverified();
    return matches;
  }

 private:
  template <typename Visit>
  absl::Status InBatches(PairSorter* sorter, const Visit& visit) {
    constexpr std::size_t kPairsAtOnce = std::size_t{1} << 18;
    while (true) {
      if (IsCancelled(options_.verify.cancel)) return absl::CancelledError("interrupted");
      COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockPair> pairs, sorter->Next(kPairsAtOnce));
      if (pairs.empty()) return absl::OkStatus();
      COPYDESK_RETURN_IF_ERROR(visit(std::move(pairs)));
    }
  }

  absl::StatusOr<std::vector<VerifiedPair>> Verify(std::span<const BlockPair> pairs, const PairVerifyOptions& options) {
    COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> found, VerifyPairs(store_, pairs, options, &texts_));
    statistics_->verified += pairs.size() - CountUnverified(found);
    return found;
  }

  // Copies have the same tokens, and may differ in what stands in quotation marks and is furniture of their sources:
  // whether a copy of a pair may be related where the pair is not.
  [[nodiscard]] static bool MayBeRelated(const VerifiedPair& pair) {
    const Comparison& comparison = pair.comparison;
    return !pair.verified || comparison.relation != Relation::kNone || comparison.quoted > 0 ||
           comparison.furniture[0] + comparison.furniture[1] > 0;
  }

  // The pairs that follow from `found` because other blocks have the same contents.
  absl::Status AddOtherCopies(const std::vector<VerifiedPair>& found) {
    for (const VerifiedPair& pair : found) {
      if (!MayBeRelated(pair)) continue;
      if (!groups_.HasCopies(pair.blocks.first) && !groups_.HasCopies(pair.blocks.second)) continue;
      for (const BlockNumber a : groups_.Copies(pair.blocks.first)) {
        for (const BlockNumber b : groups_.Copies(pair.blocks.second)) {
          if (BlockPair(std::minmax(a, b)) != pair.blocks) COPYDESK_RETURN_IF_ERROR(copies_.Add(a, b));
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status Take(std::vector<VerifiedPair> found) {
    COPYDESK_RETURN_IF_ERROR(RemoveRelatives(store_, &found));
    if (!options_.stories.enabled) return AddMatches(std::move(found));
    found_.insert(found_.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return absl::OkStatus();
  }

  const Store& store_;
  const CollectionOptions& options_;
  const CopyGroups& groups_;
  MatchNames* const names_;
  CollectionStatistics* const statistics_;
  Pool<ComparedTexts> texts_;
  PairSorter copies_;
  MatchSorter matches_;
  std::vector<VerifiedPair> found_;  // when stories are to be added
};

StoryBounds NamedBounds(const ComparisonBounds& bounds, MatchNames* names) {
  StoryBounds named;
  named.blocks.reserve(bounds.blocks.size());
  named.below.reserve(bounds.below.size());
  for (const BlockNumber block : bounds.blocks) named.blocks.push_back(names->Get(block));
  for (const auto& [a, b] : bounds.below) {
    BlockName name_a = names->Get(a);
    BlockName name_b = names->Get(b);
    if (name_b < name_a) std::swap(name_a, name_b);
    named.below.emplace_back(std::move(name_a), std::move(name_b));
  }
  return named;
}

absl::Status AddStoriesTo(const Store& store, const CollectionOptions& options, const CopyGroups& groups,
                          std::vector<VerifiedPair>* found, MatchNames* names, CollectionStatistics* statistics) {
  const auto start = std::chrono::steady_clock::now();
  const auto takes_part = [&](BlockNumber block) { return groups.TakesPart(block); };
  const auto first_of = [&](const std::vector<BlockNumber>& copies) { return names->FirstByName(copies); };
  COPYDESK_ASSIGN_OR_RETURN(const StoryReport report,
                            AddStories(store, options.stories, options.verify, takes_part, first_of, found));
  statistics->model = options.ModelName(report.model);
  statistics->story_candidates = report.candidates;
  statistics->stop_terms = report.stop_terms;
  statistics->bounded_stories = report.bounds.blocks.size();
  statistics->large_links = report.large_links;
  statistics->verified += report.verified;
  statistics->bounds = NamedBounds(report.bounds, names);
  statistics->story_seconds = SecondsSince(start);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<const MatchList>> FindAllMatches(const Store& store, const CollectionOptions& options,
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
  Verification verification(store, options, groups, &names, statistics);
  COPYDESK_RETURN_IF_ERROR(verification.Candidates(&candidates.pairs));
  for (const std::vector<BlockNumber>& bucket : candidates.large_buckets) {
    COPYDESK_RETURN_IF_ERROR(verification.LargeBucket(bucket));
  }
  COPYDESK_RETURN_IF_ERROR(verification.Copies());
  statistics->verify_seconds = SecondsSince(verify_start);
  if (options.stories.enabled) {
    std::vector<VerifiedPair> found = verification.TakeFound();
    COPYDESK_RETURN_IF_ERROR(AddStoriesTo(store, options, groups, &found, &names, statistics));
    COPYDESK_RETURN_IF_ERROR(verification.AddMatches(std::move(found)));
  }
  const auto sort_start = std::chrono::steady_clock::now();
  COPYDESK_ASSIGN_OR_RETURN(std::shared_ptr<const MatchList> matches, verification.Finish());
  statistics->verify_seconds += SecondsSince(sort_start);
  return matches;
}

}  // namespace copydesk
