#include "store/encoded_document.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/minhash.h"
#include "sketch/block_links.h"
#include "sketch/block_time.h"
#include "sketch/story_identity.h"
#include "store/posting_entry.h"
#include "store/signature_codec.h"
#include "store/text_codec.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

absl::Status CheckDocument(const StoredDocument& document, std::uint64_t text_length, int bins) {
  if (text_length > std::numeric_limits<std::uint32_t>::max()) {
    return absl::InvalidArgumentError("the text has 4 GiB or more");
  }
  if (document.blocks.size() > kMaxBlocks) {
    return absl::InvalidArgumentError(absl::StrCat("more than ", kMaxBlocks, " blocks"));
  }
  if (document.signatures.size() != document.blocks.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat(document.signatures.size(), " signatures for ", document.blocks.size(), " blocks"));
  }
  for (std::size_t i = 0; i < document.signatures.size(); ++i) {
    if (const absl::Status status = CheckSignature(document.signatures[i], bins); !status.ok()) {
      return absl::InvalidArgumentError(absl::StrCat("signature ", i, ": ", status.message()));
    }
  }
  return CheckBlocks(document.blocks, text_length);
}

// Copies of one page over a year are one entry in each list of each period.
Hash128 IdentifyPosted(const Signature& signature, TermPeriod period) {
  const Hash128 identity = IdentifyStory(signature);
  if (!period.has_value()) return identity;
  return HashWords128(std::array{identity.high, identity.low, static_cast<std::uint64_t>(*period)});
}

PostingHashes HashesOf(const Signature& signature, const BandPlan& bands, std::optional<std::int64_t> time) {
  std::vector<std::uint64_t> fingerprints;
  fingerprints.reserve(signature.fingerprints.size());
  for (const PassageFingerprint& fingerprint : signature.fingerprints) fingerprints.push_back(fingerprint.hash);
  const std::span<const Term> posted = PostedTerms(signature.terms);
  std::vector<std::uint64_t> terms;
  terms.reserve(posted.size());
  const TermPeriod period = TermPeriodOf(time);
  for (const Term& term : posted) terms.push_back(TermHash(term.hash, period));
  const Hash128 story = posted.empty() ? Hash128() : IdentifyPosted(signature, period);
  return {.bands = SortedSet(BandHashes(signature.minhash, bands)),
          .fingerprints = SortedSet(std::move(fingerprints)),
          .terms = SortedSet(std::move(terms)),
          .links = {},
          .period = period,
          .story = story};
}

}  // namespace

std::vector<PostingHashes> MakePostingHashes(const Metadata& metadata, std::span<const Block> blocks,
                                             std::span<const Signature> signatures, const BandPlan& bands) {
  std::vector<PostingHashes> hashes;
  hashes.reserve(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    hashes.push_back(HashesOf(signatures[i], bands, BlockTime(metadata, blocks[i])));
  }
  for (const BlockLink& link : FindBlockLinks(metadata, blocks)) {
    PostingHashes& of_block = hashes[link.block];
    of_block.links.push_back(TermHash(LinkTerm(link.key, link.is_target), of_block.period));
  }
  for (PostingHashes& of_block : hashes) of_block.links = SortedSet(std::move(of_block.links));
  return hashes;
}

std::string EncodedDocument::PackedText(std::string_view text_of_document) const {
  return packed_text.empty() ? PackText(text_of_document) : packed_text;
}

absl::StatusOr<EncodedDocument> MakeEncodedDocument(const StoredDocument& document, int bins, const BandPlan& bands) {
  return MakeEncodedDocument(document, IdentifyText(document.text), bins, bands);
}

absl::StatusOr<EncodedDocument> MakeEncodedDocument(const StoredDocument& document, const TextIdentity& text, int bins,
                                                    const BandPlan& bands) {
  COPYDESK_RETURN_IF_ERROR(CheckDocument(document, text.length, bins));
  EncodedDocument encoded;
  encoded.text = text;
  encoded.record = EncodeDocument(document.metadata, encoded.text, document.blocks);
  encoded.signatures = EncodeSignatures(document.signatures, bins);
  encoded.postings = MakePostingHashes(document.metadata, document.blocks, document.signatures, bands);
  return encoded;
}

absl::StatusOr<std::vector<std::vector<Posting>>> Store::GetManyPostings(PostingKind kind,
                                                                         std::span<const std::uint64_t> hashes,
                                                                         std::size_t limit) const {
  std::vector<std::vector<Posting>> lists(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    COPYDESK_ASSIGN_OR_RETURN(lists[i], GetPostings(kind, hashes[i], limit));
  }
  return lists;
}

absl::Status Store::KeepMatches(std::span<const KeptMatch> matches, const MatchedDocuments& matched) {
  static_cast<void>(matches);
  static_cast<void>(matched);
  return absl::UnimplementedError("a store in memory keeps no matches");
}

absl::Status Store::Encode(StoredDocument* document) const {
  absl::StatusOr<EncodedDocument> encoded = MakeEncodedDocument(*document, config().bins, bands());
  if (!encoded.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(document->metadata.id, ": ", encoded.status().message()));
  }
  if (PacksTexts()) encoded->packed_text = PackText(document->text);
  document->encoded = std::make_shared<const EncodedDocument>(*std::move(encoded));
  return absl::OkStatus();
}

}  // namespace copydesk
