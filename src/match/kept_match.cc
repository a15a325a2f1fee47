#include "match/kept_match.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "match/block_search.h"
#include "match/compare_prepared.h"
#include "match/match_codec.h"
#include "match/match_names.h"
#include "match/match_sorter.h"
#include "match/relatives.h"

namespace copydesk {
namespace {

// One thread's part of a search.
class Worker {
 public:
  Worker(const Store& store, const CollectionOptions& options) : store_(store), search_(store, options, &stories_) {}

  absl::Status Search(DocumentNumber number) {
    StoredDocument document;
    COPYDESK_ASSIGN_OR_RETURN(document.metadata, store_.GetMetadata(number));
    COPYDESK_ASSIGN_OR_RETURN(document.blocks, store_.GetBlocks(number));
    COPYDESK_ASSIGN_OR_RETURN(document.signatures, store_.GetSignatures(number));
    absl::StatusOr<std::string> text = store_.GetText(number);
    if (!text.ok() && !absl::IsNotFound(text.status())) return text.status();
    const bool has_text = text.ok();
    if (has_text) document.text = *std::move(text);
    // Of two documents the later one finds the match.
    const auto is_left_out = [&](std::uint32_t own, BlockNumber other) {
      if (other.document != number) return other.document > number;
      return other.block >= own || AreRelatives(document.blocks, own, other.block);
    };
    COPYDESK_ASSIGN_OR_RETURN(
        std::vector<BlockSearch::Found> found,
        search_.Find({.document = &document, .has_text = has_text, .is_left_out = is_left_out}, &statistics_));
    for (BlockSearch::Found& one : found) {
      SwapSides(&one.comparison);  // the other one is the earlier one
      pairs_.push_back({.blocks = {one.other, {.document = number, .block = one.own}},
                        .comparison = std::move(one.comparison),
                        .verified = one.verified,
                        .same_story = one.same_story,
                        .terms = std::move(one.terms),
                        .evidence = one.evidence});
    }
    return absl::OkStatus();
  }

  std::vector<VerifiedPair>& pairs() { return pairs_; }
  [[nodiscard]] const CollectionStatistics& statistics() const { return statistics_; }

 private:
  const Store& store_;
  StoryCache stories_;
  BlockSearch search_;
  std::vector<VerifiedPair> pairs_;
  CollectionStatistics statistics_;
};

void AddUp(const CollectionStatistics& part, CollectionStatistics* sum) {
  sum->candidates += part.candidates;
  sum->verified += part.verified;
  sum->unverified += part.unverified;
  sum->incomplete_buckets += part.incomplete_buckets;
  sum->stop_postings += part.stop_postings;
  sum->large_groups += part.large_groups;
  sum->story_candidates += part.story_candidates;
  sum->stop_terms += part.stop_terms;
  sum->bounded_stories += part.bounded_stories;
  sum->large_links += part.large_links;
}

}  // namespace

KeptMatch EncodeKeptMatch(const VerifiedPair& pair) {
  KeptMatch kept{.first = pair.blocks.first, .second = pair.blocks.second, .value = {}};
  Match match;
  match.comparison = pair.comparison;
  match.verified = pair.verified;
  match.same_story = pair.same_story;
  match.terms = pair.terms;
  match.evidence = pair.evidence;
  EncodeMatchValue(match, &kept.value);
  return kept;
}

absl::StatusOr<VerifiedPair> DecodeKeptMatch(const KeptMatch& match) {
  COPYDESK_ASSIGN_OR_RETURN(Match decoded, DecodeMatchValue(match.value));
  return VerifiedPair{.blocks = {match.first, match.second},
                      .comparison = std::move(decoded.comparison),
                      .verified = decoded.verified,
                      .same_story = decoded.same_story,
                      .terms = std::move(decoded.terms),
                      .evidence = decoded.evidence};
}

std::string MatchSettings(const CollectionOptions& options) {
  const RelationRules& rules = options.verify.rules;
  std::string line =
      absl::StrCat("rules ", rules.shingle, " ", rules.run, " ", rules.near_jaccard, " ", rules.near_share, " ",
                   rules.contains_share, " ", rules.min_shared, " ", rules.min_own, " ", rules.min_own_alone, " ",
                   rules.short_tokens, " ", rules.short_near, " ", rules.short_contains, "; caps ",
                   options.candidates.posting_cap, " ");
  absl::StrAppend(&line, options.candidates.bucket_cap, " ", options.copy_cap, "; spans ",
                  options.verify.spans ? 1 : 0);
  if (options.stories.enabled) {
    const StoryLimits& limits = options.stories.limits;
    absl::StrAppend(&line, "; stories ", limits.term_cap, " ", limits.partner_cap, " ", limits.kept_partners, " ",
                    limits.read_cap, " ", limits.period_cap);
    absl::StrAppend(&line, "; window ",
                    options.stories.window.has_value() ? absl::StrCat(*options.stories.window) : "no");
    absl::StrAppend(&line, "; links ",
                    options.stories.links ? absl::StrCat(options.stories.link_limits.link_cap) : "no");
  }
  absl::StrAppend(&line, "; model ", options.ModelName(options.stories.model->name()));
  return line;
}

absl::StatusOr<std::vector<VerifiedPair>> FindMatchesWithin(const Store& store, DocumentNumber begin,
                                                            DocumentNumber end, const CollectionOptions& options,
                                                            CollectionStatistics* statistics) {
  statistics->model = options.ModelName(options.stories.model->name());
  const auto threads = static_cast<std::size_t>(std::max(1, options.verify.threads));
  std::vector<std::unique_ptr<Worker>> workers(threads);
  std::vector<absl::Status> errors(threads);
  ParallelFor(threads, options.verify.threads, [&](std::size_t thread) {
    workers[thread] = std::make_unique<Worker>(store, options);
    // In turns: neighbours take about the same time.
    for (DocumentNumber number = begin + thread; number < end && errors[thread].ok(); number += threads) {
      if (IsCancelled(options.verify.cancel)) {
        errors[thread] = absl::CancelledError("interrupted");
      } else if (store.Contains(number)) {
        errors[thread] = workers[thread]->Search(number);
      }
    }
  });
  for (const absl::Status& error : errors) COPYDESK_RETURN_IF_ERROR(error);
  std::vector<VerifiedPair> pairs;
  for (const std::unique_ptr<Worker>& worker : workers) {
    std::move(worker->pairs().begin(), worker->pairs().end(), std::back_inserter(pairs));
    AddUp(worker->statistics(), statistics);
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const VerifiedPair& x, const VerifiedPair& y) { return x.blocks < y.blocks; });
  return pairs;
}

absl::StatusOr<std::uint64_t> KeepMatchesOf(Store* store, const CollectionOptions& options,
                                            const std::function<void(DocumentNumber, DocumentNumber)>& progress,
                                            CollectionStatistics* statistics) {
  constexpr DocumentNumber kAtOnce = 10'000;
  const std::string settings = MatchSettings(options);
  COPYDESK_ASSIGN_OR_RETURN(const MatchedDocuments matched, store->GetMatched());
  const DocumentNumber end = store->EndNumber();
  std::uint64_t count = 0;
  for (DocumentNumber begin = matched.settings == settings ? matched.end : 0; begin < end;) {
    const DocumentNumber next = std::min(end, begin + kAtOnce);
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<VerifiedPair> pairs,
                              FindMatchesWithin(*store, begin, next, options, statistics));
    std::vector<KeptMatch> kept;
    kept.reserve(pairs.size());
    for (const VerifiedPair& pair : pairs) kept.push_back(EncodeKeptMatch(pair));
    COPYDESK_RETURN_IF_ERROR(store->KeepMatches(kept, {.end = next, .settings = settings}));
    count += kept.size();
    begin = next;
    progress(begin, end);
  }
  return count;
}

absl::StatusOr<bool> HasAllMatches(const Store& store, const CollectionOptions& options) {
  if (options.stories.learn) return false;
  COPYDESK_ASSIGN_OR_RETURN(const MatchedDocuments matched, store.GetMatched());
  return matched.end > 0 && matched.end == store.EndNumber() && matched.settings == MatchSettings(options);
}

absl::StatusOr<std::shared_ptr<const MatchList>> ListKeptMatches(const Store& store, const CollectionOptions& options,
                                                                 CollectionStatistics* statistics) {
  *statistics = CollectionStatistics();
  statistics->model = options.ModelName(options.stories.model->name());
  MatchNames names(store);
  MatchSorter sorter(options.candidates.memory, options.candidates.temporary_folder);
  COPYDESK_RETURN_IF_ERROR(store.ForEachMatch([&](const KeptMatch& kept) -> absl::Status {
    COPYDESK_ASSIGN_OR_RETURN(VerifiedPair pair, DecodeKeptMatch(kept));
    return sorter.Add(names.ToMatch(std::move(pair)));
  }));
  COPYDESK_RETURN_IF_ERROR(names.status());
  COPYDESK_ASSIGN_OR_RETURN(std::shared_ptr<const MatchList> matches, sorter.Finish(statistics->model));
  statistics->verified = matches->size() - sorter.unverified();
  statistics->unverified = sorter.unverified();
  return matches;
}

}  // namespace copydesk
