// The matches of one document that is not in the store.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/seconds_since.h"
#include "base/status.h"
#include "match/collection.h"
#include "match/compare_prepared.h"
#include "match/match_names.h"
#include "match/text_source.h"

namespace copydesk {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{64} << 20;

// The stored document with the id and the text of `document`; none when there is no such document or its text is
// not kept and the content differs.
absl::StatusOr<std::vector<DocumentNumber>> FindSame(const Store& store, const StoredDocument& document) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<DocumentNumber> numbers, store.FindId(document.metadata.id));
  std::vector<DocumentNumber> same;
  for (const DocumentNumber number : numbers) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(number));
    if (signatures != document.signatures) continue;
    const absl::StatusOr<std::string> text = store.GetText(number);
    if (absl::IsNotFound(text.status()) || (text.ok() && *text == document.text)) same.push_back(number);
    if (!text.ok() && !absl::IsNotFound(text.status())) return text.status();
  }
  return same;
}

// Every block that shares a fingerprint, a band or its content with the signature, copies of one content included as
// far as the cap allows.
absl::StatusOr<std::vector<BlockNumber>> FindBlocks(const Store& store, const Signature& signature,
                                                    const CollectionOptions& options, MatchNames* names,
                                                    CollectionStatistics* statistics) {
  COPYDESK_ASSIGN_OR_RETURN(const CandidateBlocks contents, FindCandidates(store, signature, options.candidates));
  statistics->candidates += contents.blocks.size();
  statistics->stop_postings += contents.stop_postings;
  statistics->incomplete_buckets += contents.incomplete_buckets;
  std::vector<BlockNumber> blocks;
  for (const BlockNumber content : contents.blocks) {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(content.document));
    COPYDESK_ASSIGN_OR_RETURN(std::vector<BlockNumber> copies, FindCopies(store, signatures[content.block]));
    if (copies.size() > options.copy_cap) {
      ++statistics->large_groups;
      const auto by_name = [&](BlockNumber x, BlockNumber y) { return names->Get(x) < names->Get(y); };
      copies = {*std::min_element(copies.begin(), copies.end(), by_name)};
    }
    blocks.insert(blocks.end(), copies.begin(), copies.end());
  }
  return blocks;
}

// The name that the document has in results: its id, numbered when the store has other texts under it.
absl::StatusOr<std::string> QueryName(const Store& store, const std::string& id) {
  COPYDESK_ASSIGN_OR_RETURN(std::vector<DocumentNumber> known, store.FindId(id));
  std::string name = id;
  for (std::size_t number = known.size() + 1; !known.empty(); ++number) {
    name = absl::StrCat(id, "#", number);
    COPYDESK_ASSIGN_OR_RETURN(known, store.FindId(name));
  }
  return name;
}

}  // namespace

absl::StatusOr<std::vector<Match>> FindMatchesOf(const Store& store, const StoredDocument& document,
                                                 const CollectionOptions& options, CollectionStatistics* statistics) {
  const auto start = std::chrono::steady_clock::now();
  MatchNames names(store);
  TextSource texts(store, options.verify.rules, kCacheBytes);
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<DocumentNumber> same, FindSame(store, document));
  std::string name = document.metadata.id;
  if (same.empty()) {
    COPYDESK_ASSIGN_OR_RETURN(name, QueryName(store, document.metadata.id));
  }
  std::vector<Match> matches;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    const Signature& signature = document.signatures[i];
    const PreparedText prepared = PrepareText(document.text, block.parts, options.verify.rules);
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<BlockNumber> blocks,
                              FindBlocks(store, signature, options, &names, statistics));
    for (const BlockNumber other : blocks) {
      if (std::find(same.begin(), same.end(), other.document) != same.end()) continue;
      const std::atomic<bool>* const cancel = options.verify.cancel;
      if (cancel != nullptr && cancel->load(std::memory_order_relaxed)) return absl::CancelledError("interrupted");
      const auto text = texts.Get(other);
      if (absl::IsNotFound(text.status())) {
        ++statistics->unverified;
        COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(other.document));
        COPYDESK_ASSIGN_OR_RETURN(const Estimate estimate,
                                  EstimateJaccard(signature.minhash, signatures[other.block].minhash));
        Match match = MakeMatch({.document = name, .block = block.name}, names.Get(other), {});
        match.verified = false;
        match.estimated_jaccard = estimate;
        matches.push_back(std::move(match));
        continue;
      }
      COPYDESK_RETURN_IF_ERROR(text.status());
      ++statistics->verified;
      Comparison comparison = ComparePrepared(prepared, **text, options.verify.rules, options.verify.spans);
      if (comparison.relation == Relation::kNone) continue;
      matches.push_back(MakeMatch({.document = name, .block = block.name}, names.Get(other), std::move(comparison)));
    }
  }
  COPYDESK_RETURN_IF_ERROR(names.status());
  std::sort(matches.begin(), matches.end(),
            [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  statistics->verify_seconds += SecondsSince(start);
  return matches;
}

}  // namespace copydesk
