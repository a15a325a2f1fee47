// The values of a disk store: whatever bytes a decoder accepts, it gives something that has an encoding, which decodes
// to the same again. The first byte chooses the decoder.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "base/coding.h"
#include "match/kept_match.h"
#include "match/model_codec.h"
#include "store/document_codec.h"
#include "store/meta_codec.h"
#include "store/number_set.h"
#include "store/posting_bucket.h"
#include "store/signature_codec.h"
#include "store/text_codec.h"

namespace copydesk {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

void TrySignatures(std::string_view bytes, int bins) {
  const auto decoded = DecodeSignatures(bytes, bins);
  if (!decoded.ok()) return;
  for (const Signature& signature : *decoded) Require(CheckSignature(signature, bins).ok());
  Require(EncodeSignatures(*decoded, bins) == bytes);
}

void TryDocument(std::string_view bytes) {
  const auto decoded = DecodeDocument(bytes);
  if (!decoded.ok()) return;
  Require(CheckBlocks(decoded->blocks, decoded->text.length).ok());
  const auto again = DecodeDocument(EncodeDocument(decoded->metadata, decoded->text, decoded->blocks));
  Require(again.ok() && *again == *decoded);
}

void TryIdentity(std::string_view bytes) {
  const auto decoded = DecodeIdentity(bytes);
  if (!decoded.ok()) return;
  const std::string encoded = EncodeIdentity(*decoded);
  const auto again = DecodeIdentity(encoded);
  Require(again.ok() && again->line == decoded->line && again->identity.config == decoded->identity.config);
  Require(EncodeIdentity(*again) == encoded);
}

void TryCounter(std::string_view bytes) {
  const auto decoded = DecodeCounter(bytes);
  if (decoded.ok()) Require(EncodeCounter(*decoded) == bytes);
}

void TryMatched(std::string_view bytes) {
  const auto decoded = DecodeMatched(bytes);
  if (decoded.ok()) Require(EncodeMatched(*decoded) == bytes);
}

void TryMatch(std::string_view bytes) {
  const KeptMatch match{.first = {}, .second = {.document = 1, .block = 0}, .value = std::string(bytes)};
  const auto decoded = DecodeKeptMatch(match);
  if (!decoded.ok()) return;
  const KeptMatch encoded = EncodeKeptMatch(*decoded);
  const auto again = DecodeKeptMatch(encoded);
  Require(again.ok() && EncodeKeptMatch(*again) == encoded);
}

void TryModelRecord(std::string_view bytes) {
  const auto decoded = DecodeModelRecord(bytes);
  if (!decoded.ok()) return;
  for (const auto& [name, chunks] : decoded->sections) Require(CheckSectionName(name).ok());
  const auto again = DecodeModelRecord(EncodeModelRecord(*decoded));
  Require(again.ok() && *again == *decoded);
}

// All sections in turn, one chunk each, as length-prefixed strings.
void TryModel(std::string_view bytes) {
  StoredModel stored{.version = 1, .sections = {}};
  Decoder decoder(bytes);
  for (const std::string_view name : kModelSections) {
    ModelSection section{.name = std::string(name), .chunks = {""}};
    if (!decoder.String(&section.chunks.front())) return;
    stored.sections.push_back(std::move(section));
  }
  const auto info = DecodeModelInfo(stored);
  const auto decoded = DecodeModel(stored);
  if (!decoded.ok()) return;
  Require(info.ok() && info->name == decoded->name());
  const StoredModel again{.version = 1, .sections = EncodeModel(*decoded, info->documents)};
  Require(DecodeModel(again).ok() && DecodeModel(again)->name() == decoded->name());
  Require(DecodeModelInfo(again).ok() && *DecodeModelInfo(again) == *info);
}

// A change decodes to lists in order, of which each is found again, and has one encoding.
void TryChange(std::string_view bytes) {
  constexpr std::uint32_t kBucket = 7;
  const auto decoded = DecodeChange(kBucket, bytes);
  if (!decoded.has_value()) return;
  Require(EncodeChange(*decoded) == bytes);
  Require(std::is_sorted(decoded->added.begin(), decoded->added.end()));
  for (const PostingEntry& entry : decoded->added) Require(BucketOf(entry.list()) == kBucket);
  PostingChange settled = *decoded;
  Settle(&settled);
  if (settled.added.empty()) return;
  const std::uint64_t list = settled.added[settled.added.size() / 2].list();
  const auto found = FindList(kBucket, EncodeChange(settled), list, kMaxListed);
  Require(found.has_value() && found->length >= found->postings.size() && !found->postings.empty());
}

void TryText(std::string_view bytes) {
  const auto decoded = UnpackText(bytes);
  if (decoded.ok()) Require(UnpackText(PackText(*decoded)).value() == *decoded);
}

void TryNumbers(std::string_view bytes) {
  NumberSet numbers;
  if (numbers.DecodePiece(3, bytes)) Require(numbers.EncodePiece(3) == bytes && numbers.size() > 0);
}

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 12) {
    case 0:
      copydesk::TrySignatures(bytes, 64);
      break;
    case 1:
      copydesk::TrySignatures(bytes, 256);
      break;
    case 2:
      copydesk::TryDocument(bytes);
      break;
    case 3:
      copydesk::TryIdentity(bytes);
      break;
    case 4:
      copydesk::TryCounter(bytes);
      break;
    case 5:
      copydesk::TryModelRecord(bytes);
      break;
    case 6:
      copydesk::TryModel(bytes);
      break;
    case 7:
      copydesk::TryChange(bytes);
      break;
    case 8:
      copydesk::TryText(bytes);
      break;
    case 9:
      copydesk::TryMatched(bytes);
      break;
    case 10:
      copydesk::TryMatch(bytes);
      break;
    default:
      copydesk::TryNumbers(bytes);
      break;
  }
  return 0;
}
