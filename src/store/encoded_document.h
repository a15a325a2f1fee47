// A document as every kind of store keeps it.
#ifndef COPYDESK_STORE_ENCODED_DOCUMENT_H_
#define COPYDESK_STORE_ENCODED_DOCUMENT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "base/hash.h"
#include "copydesk/signature.h"
#include "copydesk/store.h"
#include "store/document_codec.h"

namespace copydesk {

// The hashes under which a block is posted: ascending, each once.
struct PostingHashes {
  std::vector<std::uint64_t> bands;
  std::vector<std::uint64_t> fingerprints;
  std::vector<std::uint64_t> terms;  // with the period
  std::vector<std::uint64_t> links;  // the same of the block's addresses (LinkTerm), which every block is posted for
  TermPeriod period;

  // Of content, terms and period: the first block of a story has the postings of terms. None where there are none.
  Hash128 story;
};

// Of each block of a document; as many signatures as blocks.
[[nodiscard]] std::vector<PostingHashes> MakePostingHashes(const Metadata& metadata, std::span<const Block> blocks,
                                                           std::span<const Signature> signatures,
                                                           const BandPlan& bands);

struct EncodedDocument {
  TextIdentity text;
  std::string record;                   // of EncodeDocument
  std::string signatures;               // of EncodeSignatures
  std::vector<PostingHashes> postings;  // one per block
  std::string packed_text;              // of PackText, for stores that keep texts so; else empty

  // `text` packed, if it is not yet.
  [[nodiscard]] std::string PackedText(std::string_view text) const;
};

// InvalidArgument for what the encodings cannot hold, and for another number of signatures than of blocks. Linear.
[[nodiscard]] absl::StatusOr<EncodedDocument> MakeEncodedDocument(const StoredDocument& document, int bins,
                                                                  const BandPlan& bands);

// The same of a document whose text is not at hand, only its length and hash.
[[nodiscard]] absl::StatusOr<EncodedDocument> MakeEncodedDocument(const StoredDocument& document,
                                                                  const TextIdentity& text, int bins,
                                                                  const BandPlan& bands);

}  // namespace copydesk

#endif  // COPYDESK_STORE_ENCODED_DOCUMENT_H_
