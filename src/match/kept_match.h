// Matches that a store keeps: how they are found for documents that were just added, and read again.
#ifndef COPYDESK_MATCH_KEPT_MATCH_H_
#define COPYDESK_MATCH_KEPT_MATCH_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/match_list.h"
#include "copydesk/store.h"
#include "match/collection.h"
#include "match/verify.h"

namespace copydesk {

// Sides in order of their numbers: names may change with what is added later.
[[nodiscard]] KeptMatch EncodeKeptMatch(const VerifiedPair& pair);

// DataLoss for a value that EncodeKeptMatch did not write.
[[nodiscard]] absl::StatusOr<VerifiedPair> DecodeKeptMatch(const KeptMatch& match);

// All that decides which matches a store's documents have, but for the store's own configuration: two equal lines give
// equal matches. The model is that of StoryOptions::model and PairVerifyOptions::furniture.
[[nodiscard]] std::string MatchSettings(const CollectionOptions& options);

// The matches of documents [begin, end) of a store with those before them, and among themselves: what FindAllMatches
// has of them under the same model, as long as no cap acts. Numbers that are not there are left out. On
// PairVerifyOptions::threads. Errors: those of the store; Cancelled.
[[nodiscard]] absl::StatusOr<std::vector<VerifiedPair>> FindMatchesWithin(const Store& store, DocumentNumber begin,
                                                                          DocumentNumber end,
                                                                          const CollectionOptions& options,
                                                                          CollectionStatistics* statistics);

// Finds the matches of the documents of a store that has none of them under these options, 10,000 documents at a time,
// each time as one atomic write. Returns how many. Errors: those of the store; Cancelled, with some of it done.
[[nodiscard]] absl::StatusOr<std::uint64_t> KeepMatchesOf(
    Store* store, const CollectionOptions& options,
    const std::function<void(DocumentNumber done, DocumentNumber end)>& progress, CollectionStatistics* statistics);

// Whether the store keeps all matches that FindAllMatches has under these options. Never where it would learn.
[[nodiscard]] absl::StatusOr<bool> HasAllMatches(const Store& store, const CollectionOptions& options);

// What a store keeps, by name. Memory as of FindAllMatches.
[[nodiscard]] absl::StatusOr<std::shared_ptr<const MatchList>> ListKeptMatches(const Store& store,
                                                                               const CollectionOptions& options,
                                                                               CollectionStatistics* statistics);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_KEPT_MATCH_H_
