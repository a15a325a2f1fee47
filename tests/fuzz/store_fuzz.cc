// The values of a disk store: whatever bytes a decoder accepts, it gives something that has an encoding, which decodes
// to the same again. The first byte chooses the decoder.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "store/document_codec.h"
#include "store/meta_codec.h"
#include "store/signature_codec.h"

namespace copydesk {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

void TrySignatures(std::string_view bytes, int bins) {
  const auto decoded = DecodeSignatures(bytes, bins);
  if (!decoded.ok()) return;
  for (const Signature& signature : *decoded) Require(CheckSignature(signature, bins).ok());
  const auto again = DecodeSignatures(EncodeSignatures(*decoded, bins), bins);
  Require(again.ok() && *again == *decoded);
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

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
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
    default:
      copydesk::TryCounter(bytes);
      break;
  }
  return 0;
}
