#include "match/candidates.h"

#include <algorithm>
#include <limits>
#include <span>

#include "base/cancel.h"
#include "base/status.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

template <typename T>
void SortUnique(std::vector<T>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

std::vector<BlockNumber> Blocks(std::span<const Posting> postings) {
  std::vector<BlockNumber> blocks;
  blocks.reserve(postings.size());
  for (const Posting& posting : postings) blocks.push_back(posting.block);
  return blocks;
}

absl::Status CheckCancelled(const std::atomic<bool>* cancel) {
  if (!IsCancelled(cancel)) return absl::OkStatus();
  return absl::CancelledError("interrupted");
}

// Splits the postings of one kContent list, whose `order` tells contents apart, by content.
std::vector<std::vector<BlockNumber>> SplitByContent(std::span<const Posting> postings) {
  std::vector<std::vector<BlockNumber>> groups;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (i == 0 || postings[i].order != postings[i - 1].order) groups.emplace_back();
    groups.back().push_back(postings[i].block);
  }
  return groups;
}

}  // namespace

absl::StatusOr<CandidatePairs> FindAllCandidates(const Store& store, const CandidateLimits& limits,
                                                 const std::atomic<bool>* cancel,
                                                 const RepresentativeOf& representative) {
  CandidatePairs result{
      .pairs = PairSorter(limits.memory, limits.temporary_folder), .large_buckets = {}, .stop_postings = 0};
  std::vector<BlockNumber> blocks;
  const auto read_blocks = [&](std::span<const Posting> postings) {
    blocks.clear();
    for (const Posting& posting : postings) blocks.push_back(representative(posting.block));
  };
  const auto add_all = [&]() -> absl::Status {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      for (std::size_t j = i + 1; j < blocks.size(); ++j) {
        COPYDESK_RETURN_IF_ERROR(result.pairs.Add(blocks[i], blocks[j]));
      }
    }
    return CheckCancelled(cancel);
  };
  const auto fingerprints = [&](std::uint64_t, std::span<const Posting> postings, std::uint64_t length) {
    if (length > limits.posting_cap) ++result.stop_postings;
    read_blocks(postings);
    return add_all();
  };
  COPYDESK_RETURN_IF_ERROR(store.ForEachList(PostingKind::kFingerprint, limits.posting_cap, fingerprints));
  const auto bands = [&](std::uint64_t, std::span<const Posting> postings, std::uint64_t) {
    read_blocks(postings);
    if (postings.size() <= limits.bucket_cap) return add_all();
    result.large_buckets.push_back(blocks);
    return CheckCancelled(cancel);
  };
  COPYDESK_RETURN_IF_ERROR(store.ForEachList(PostingKind::kBand, kNoLimit, bands));
  SortUnique(&result.large_buckets);
  return result;
}

absl::StatusOr<CandidateBlocks> FindCandidates(const Store& store, const Signature& signature,
                                               const CandidateLimits& limits) {
  CandidateBlocks result;
  if (signature.tokens == 0) return result;
  // Appends the first `cap` blocks of each list, and counts those that have more.
  const auto append = [&](PostingKind kind, const std::vector<std::uint64_t>& hashes, std::size_t cap,
                          std::uint64_t* longer) -> absl::Status {
    const std::size_t limit = cap == kNoLimit ? cap : cap + 1;
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::vector<Posting>> lists,
                              store.GetManyPostings(kind, hashes, limit));
    for (const std::vector<Posting>& postings : lists) {
      if (postings.size() > cap) ++*longer;
      for (std::size_t i = 0; i < std::min(cap, postings.size()); ++i) result.blocks.push_back(postings[i].block);
    }
    return absl::OkStatus();
  };
  std::vector<std::uint64_t> hashes;
  hashes.reserve(signature.fingerprints.size());
  for (const PassageFingerprint& fingerprint : signature.fingerprints) hashes.push_back(fingerprint.hash);
  COPYDESK_RETURN_IF_ERROR(
      append(PostingKind::kFingerprint, SortedSet(std::move(hashes)), limits.posting_cap, &result.stop_postings));
  COPYDESK_RETURN_IF_ERROR(append(PostingKind::kBand, BandHashes(signature.minhash, store.bands()), limits.bucket_cap,
                                  &result.incomplete_buckets));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<BlockNumber> copies, FindCopies(store, signature, 1));
  if (!copies.empty()) result.blocks.push_back(copies.front());
  SortUnique(&result.blocks);
  return result;
}

absl::StatusOr<std::vector<std::vector<BlockNumber>>> FindEqualContents(const Store& store,
                                                                        const std::atomic<bool>* cancel) {
  std::vector<std::vector<BlockNumber>> groups;
  const auto visit = [&](std::uint64_t, std::span<const Posting> postings, std::uint64_t) {
    for (std::vector<BlockNumber>& group : SplitByContent(postings)) {
      if (group.size() > 1) groups.push_back(std::move(group));
    }
    return CheckCancelled(cancel);
  };
  COPYDESK_RETURN_IF_ERROR(store.ForEachList(PostingKind::kContent, kNoLimit, visit));
  return groups;
}

absl::StatusOr<std::vector<BlockNumber>> FindCopies(const Store& store, const Signature& signature, std::size_t limit) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<Posting> postings,
                            store.GetPostings(PostingKind::kContent, signature.content.low, limit));
  std::erase_if(postings, [&](const Posting& posting) { return posting.order != ListOrder(signature.content.high); });
  return Blocks(postings);
}

}  // namespace copydesk
