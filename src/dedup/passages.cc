#include "dedup/passages.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/status.h"
#include "dedup/passage_cuts.h"
#include "dedup/run_fingerprints.h"
#include "dedup/seed_join.h"
#include "dedup/sentences.h"
#include "dedup/staying_tokens.h"
#include "dedup/text_units.h"
#include "dedup/token_cache.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

constexpr int kMinRun = 16;
constexpr int kMaxRun = 1000;
constexpr int kMaxPostingCap = 1000;

absl::Status CheckRange(absl::string_view name, int value, int least, int most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(name, " is ", value, "; it goes from ", least, " to ", most));
}

// One search: the fingerprints of all texts, then document after document.
class PassageSearch {
 public:
  PassageSearch(const CollectionTexts& texts, const PassageOptions& options, PassageStatistics* statistics)
      : texts_(texts),
        options_(options),
        sizes_(RunSizesFor(options.min_tokens)),
        statistics_(statistics),
        join_(static_cast<std::uint32_t>(options.posting_cap), options.memory - options.memory / 4,
              options.temporary_folder, options.cancel),
        cache_(texts, options.memory == 0 ? kDefaultTokenCache : options.memory / 4) {}

  // Calls visit(seeds, text, tokens) for each document with seeds.
  template <typename Visit>
  [[nodiscard]] absl::Status Run(const Visit& visit) {
    COPYDESK_RETURN_IF_ERROR(Fingerprint());
    while (true) {
      if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
      COPYDESK_ASSIGN_OR_RETURN(const std::optional<DocumentSeeds> seeds, join_.Next());
      const SeedCounts& counts = join_.counts();
      statistics_->fingerprints = counts.fingerprints;
      statistics_->repeated_fingerprints = counts.repeated;
      statistics_->capped_fingerprints = counts.capped;
      statistics_->temporary_bytes = counts.temporary_bytes;
      if (!seeds.has_value()) return absl::OkStatus();
      COPYDESK_ASSIGN_OR_RETURN(const std::string text, LoadText(texts_, seeds->document));
      const std::shared_ptr<const Tokens> tokens = TokensOf(text);
      WorkLimit work(tokens->size(), static_cast<std::uint64_t>(options_.posting_cap));
      COPYDESK_RETURN_IF_ERROR(visit(*seeds, text, *tokens, &work));
      if (work.IsSpent()) ++statistics_->limited_documents;
      cache_.Put(seeds->document, tokens);
    }
  }

  // The runs of rule 1, and what is cut for them and by rule 3.
  [[nodiscard]] absl::StatusOr<std::vector<Cut>> CutDocument(const DocumentSeeds& seeds, const std::string& text,
                                                             const Tokens& tokens, WorkLimit* work);

  [[nodiscard]] absl::StatusOr<std::vector<RepeatedRun>> AllRuns(const DocumentSeeds& seeds, const Tokens& tokens,
                                                                 WorkLimit* work);

 private:
  [[nodiscard]] absl::Status Fingerprint();
  [[nodiscard]] absl::StatusOr<std::vector<PassageCut>> VerifiedCuts(const std::vector<PassageCut>& cuts,
                                                                     const Tokens& tokens, std::uint32_t document,
                                                                     std::vector<TextRange>* kept);

  const CollectionTexts& texts_;
  const PassageOptions& options_;
  const RunSizes sizes_;
  PassageStatistics* const statistics_;
  SeedJoin join_;
  TokenCache cache_;
  StayingTokens staying_;
};

absl::Status PassageSearch::Fingerprint() {
  Tokens tokens;
  std::vector<RunFingerprint> fingerprints;
  for (std::uint32_t document = 0; document < texts_.size(); ++document) {
    if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
    COPYDESK_ASSIGN_OR_RETURN(const std::string text, LoadText(texts_, document));
    tokens.Clear();
    AppendTokens(text, 0, &tokens);
    FingerprintRuns(tokens.hash, sizes_, &fingerprints);
    COPYDESK_RETURN_IF_ERROR(join_.Add(document, fingerprints));
    ++statistics_->documents;
    statistics_->bytes += text.size();
    statistics_->tokens += tokens.size();
  }
  return absl::OkStatus();
}

// Those whose tokens are equal, each with the bytes that are kept. A cut is left out where the bytes hold a token that
// is not part of it: both tokens of U+00BD have the same bytes.
absl::StatusOr<std::vector<PassageCut>> PassageSearch::VerifiedCuts(const std::vector<PassageCut>& cuts,
                                                                    const Tokens& tokens, std::uint32_t document,
                                                                    std::vector<TextRange>* kept) {
  std::vector<PassageCut> verified;
  for (const PassageCut& cut : cuts) {
    std::shared_ptr<const Tokens> other;
    if (cut.kept_document != document) {
      COPYDESK_ASSIGN_OR_RETURN(other, cache_.Get(cut.kept_document));
    }
    const Tokens& kept_tokens = other == nullptr ? tokens : *other;
    const std::size_t end = std::size_t{cut.kept_begin} + cut.tokens.size();
    if (end > kept_tokens.size()) continue;
    const std::span<const std::uint64_t> removed_hashes =
        std::span(tokens.hash).subspan(cut.tokens.begin, cut.tokens.size());
    const std::span<const std::uint64_t> kept_hashes =
        std::span(kept_tokens.hash).subspan(cut.kept_begin, cut.tokens.size());
    const TextRange bytes{.begin = kept_tokens.begin[cut.kept_begin], .end = kept_tokens.end[end - 1]};
    if (!std::equal(removed_hashes.begin(), removed_hashes.end(), kept_hashes.begin()) ||
        TokensInside(bytes, kept_tokens).size() != cut.tokens.size()) {
      continue;
    }
    verified.push_back(cut);
    kept->push_back(bytes);
  }
  return verified;
}

absl::StatusOr<std::vector<Cut>> PassageSearch::CutDocument(const DocumentSeeds& seeds, const std::string& text,
                                                            const Tokens& tokens, WorkLimit* work) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<RepeatedRun> runs,
                            FindRunsInEarlier(seeds, tokens.hash, sizes_, staying_, &cache_, work));
  statistics_->runs += runs.size();
  const bool repeats_itself = std::any_of(seeds.places.begin(), seeds.places.end(),
                                          [&](TokenPlace place) { return place.document == seeds.document; });
  if (runs.empty() && !repeats_itself) return std::vector<Cut>();
  const std::vector<TextUnit> units = MakeUnits(FindSentences(text), tokens);
  const auto min_cut = static_cast<std::uint32_t>(options_.min_cut);
  std::vector<TextRange> kept;
  COPYDESK_ASSIGN_OR_RETURN(std::vector<PassageCut> cuts,
                            VerifiedCuts(CutRuns(std::move(runs), units, min_cut), tokens, seeds.document, &kept));
  if (repeats_itself) {
    const std::vector<TokenRange> gone = GoneTokens(cuts, units, tokens);
    std::vector<TextRange> kept_in_itself;
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<PassageCut> own,
                              VerifiedCuts(CutRepeatsInItself(seeds, tokens, units, gone, sizes_, min_cut, work),
                                           tokens, seeds.document, &kept_in_itself));
    cuts.insert(cuts.end(), own.begin(), own.end());
    kept.insert(kept.end(), kept_in_itself.begin(), kept_in_itself.end());
    statistics_->cuts_in_itself += own.size();
  }
  if (cuts.empty()) return std::vector<Cut>();

  std::vector<std::size_t> order(cuts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t x, std::size_t y) { return cuts[x].units.first < cuts[y].units.first; });
  std::vector<PassageCut> ordered;
  std::vector<UnitRange> groups;
  for (const std::size_t i : order) {
    ordered.push_back(cuts[i]);
    groups.push_back(cuts[i].units);
  }
  staying_.Remove(seeds.document, GoneTokens(ordered, units, tokens));
  const std::vector<TextRange> removed = BytesToCut(text, units, groups);
  std::vector<Cut> result;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    result.push_back({.removed = removed[i],
                      .kept_document = ordered[i].kept_document,
                      .kept = kept[order[i]],
                      .tokens = ordered[i].tokens.size()});
    statistics_->cut_bytes += removed[i].end - removed[i].begin;
    statistics_->cut_tokens += ordered[i].tokens.size();
  }
  statistics_->cuts += result.size();
  ++statistics_->cut_documents;
  return result;
}

absl::StatusOr<std::vector<RepeatedRun>> PassageSearch::AllRuns(const DocumentSeeds& seeds, const Tokens& tokens,
                                                                WorkLimit* work) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<RepeatedRun> runs,
                            FindRunsInEarlier(seeds, tokens.hash, sizes_, staying_, &cache_, work));
  const std::vector<RepeatedRun> own = FindRunsInItself(seeds, tokens.hash, sizes_, work);
  runs.insert(runs.end(), own.begin(), own.end());
  statistics_->runs += runs.size();
  return runs;
}

absl::Status CheckOptions(const PassageOptions& options) {
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_tokens", options.min_tokens, kMinRun, kMaxRun));
  COPYDESK_RETURN_IF_ERROR(CheckRange("min_cut", options.min_cut, 1, options.min_tokens));
  return CheckRange("posting_cap", options.posting_cap, 1, kMaxPostingCap);
}

}  // namespace

absl::Status FindRepeatedPassages(const CollectionTexts& texts, const PassageOptions& options, const CutVisitor& visit,
                                  PassageStatistics* statistics) {
  COPYDESK_RETURN_IF_ERROR(CheckOptions(options));
  PassageStatistics unused;
  PassageSearch search(texts, options, statistics == nullptr ? &unused : statistics);
  return search.Run([&](const DocumentSeeds& seeds, const std::string& text, const Tokens& tokens, WorkLimit* work) {
    absl::StatusOr<std::vector<Cut>> cuts = search.CutDocument(seeds, text, tokens, work);
    if (!cuts.ok()) return cuts.status();
    return cuts->empty() ? absl::OkStatus() : visit(seeds.document, *std::move(cuts));
  });
}

absl::Status FindRepeatedRuns(const CollectionTexts& texts, const PassageOptions& options, const RunVisitor& visit,
                              PassageStatistics* statistics) {
  COPYDESK_RETURN_IF_ERROR(CheckOptions(options));
  PassageStatistics unused;
  PassageSearch search(texts, options, statistics == nullptr ? &unused : statistics);
  return search.Run([&](const DocumentSeeds& seeds, const std::string&, const Tokens& tokens, WorkLimit* work) {
    absl::StatusOr<std::vector<RepeatedRun>> runs = search.AllRuns(seeds, tokens, work);
    if (!runs.ok()) return runs.status();
    return runs->empty() ? absl::OkStatus() : visit(seeds.document, *std::move(runs));
  });
}

}  // namespace copydesk
