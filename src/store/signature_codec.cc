#include "store/signature_codec.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "sketch/signature_body.h"

namespace copydesk {
namespace {

constexpr std::uint8_t kSignatureVersion = 2;

}  // namespace

absl::Status CheckSignature(const Signature& signature, int bins) {
  if (const char* fault = SignatureFault(signature, bins); fault != nullptr) {
    return absl::InvalidArgumentError(fault);
  }
  return absl::OkStatus();
}

std::string EncodeSignatures(std::span<const Signature> signatures, int bins) {
  std::string out;
  out.push_back(static_cast<char>(kSignatureVersion));
  PutVarint(&out, static_cast<std::uint64_t>(bins));
  PutVarint(&out, signatures.size());
  for (const Signature& signature : signatures) PutSignatureBody(&out, signature);
  return out;
}

absl::StatusOr<std::vector<Signature>> DecodeSignatures(std::string_view bytes, int bins) {
  Decoder decoder(bytes);
  std::uint8_t version = 0;
  std::uint64_t stored_bins = 0;
  std::uint64_t count = 0;
  if (!decoder.Byte(&version) || version != kSignatureVersion) {
    return absl::DataLossError(absl::StrCat("the signatures do not start with version ", kSignatureVersion));
  }
  if (!decoder.Varint(&stored_bins) || stored_bins != static_cast<std::uint64_t>(bins)) {
    return absl::DataLossError(absl::StrCat("the signatures do not have ", bins, " bins"));
  }
  if (!decoder.Varint(&count) || count > decoder.remaining()) {
    return absl::DataLossError("the signatures are fewer than their number says");
  }
  std::vector<Signature> signatures;  // not reserved: `count` may lie, and one entry takes far more than a byte
  for (std::uint64_t i = 0; i < count; ++i) {
    Signature signature;
    if (const char* fault = GetSignatureBody(&decoder, bins, &signature); fault != nullptr) {
      return absl::DataLossError(absl::StrCat("signature ", i, ": ", fault));
    }
    signatures.push_back(std::move(signature));
  }
  if (!decoder.Finished()) return absl::DataLossError("bytes follow the last signature");
  return signatures;
}

}  // namespace copydesk
