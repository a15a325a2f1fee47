// The bytes of a document's signatures; docs/store-format.md has them one by one.
#ifndef COPYDESK_STORE_SIGNATURE_CODEC_H_
#define COPYDESK_STORE_SIGNATURE_CODEC_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/signature.h"

namespace copydesk {

// What every signature made with `bins` bins fulfils, and what the encoding relies on: a sketch that is empty or has
// `bins` values, at least one of them occupied and zero where it is not; fingerprints of ascending positions below
// `tokens`; terms without fault (terms_codec.h); nothing at all without tokens. InvalidArgument otherwise.
[[nodiscard]] absl::Status CheckSignature(const Signature& signature, int bins);

// Each signature must pass CheckSignature. Equal signatures have equal bytes. Linear.
[[nodiscard]] std::string EncodeSignatures(std::span<const Signature> signatures, int bins);

// The signatures that were encoded, exactly; each passes CheckSignature. DataLoss for bytes that EncodeSignatures
// cannot have written with this number of bins. Linear in `bytes`, in time and memory, whatever they hold.
[[nodiscard]] absl::StatusOr<std::vector<Signature>> DecodeSignatures(std::string_view bytes, int bins);

}  // namespace copydesk

#endif  // COPYDESK_STORE_SIGNATURE_CODEC_H_
