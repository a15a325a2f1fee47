// The signatures of a document as a value of a store: the bodies of signature format 1 under one header.
// docs/store-format.md and docs/signature-format.md have every byte.
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

// InvalidArgument for a signature with a fault (sketch/signature_body.h).
[[nodiscard]] absl::Status CheckSignature(const Signature& signature, int bins);

// Each signature must pass CheckSignature. Equal signatures have equal bytes. Linear.
[[nodiscard]] std::string EncodeSignatures(std::span<const Signature> signatures, int bins);

// The signatures that were encoded, exactly; each passes CheckSignature. DataLoss for bytes that EncodeSignatures
// cannot have written with this number of bins: encoding the signatures again gives `bytes`. Linear in `bytes`, in time
// and memory, whatever they hold.
[[nodiscard]] absl::StatusOr<std::vector<Signature>> DecodeSignatures(std::string_view bytes, int bins);

}  // namespace copydesk

#endif  // COPYDESK_STORE_SIGNATURE_CODEC_H_
