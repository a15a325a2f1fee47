#include "copydesk/signature_codec.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/status.h"
#include "sketch/signature_body.h"

namespace copydesk {
namespace {

constexpr std::string_view kMagic = "CDSG";
constexpr std::uint32_t kFormat = 1;
constexpr std::size_t kChecksumSize = sizeof(std::uint64_t);

// What a body cannot say because it does not know the configuration: a text has a sketch and fingerprints from one
// shingle on, and every fingerprint is of tokens that it has. Returns what is wrong, or null.
const char* FaultUnder(const SketchConfig& config, const Signature& signature) {
  const bool is_long = signature.tokens >= static_cast<std::uint32_t>(config.shingle);
  if (signature.minhash.empty() == is_long) return "a sketch is missing, or there is one of a text too short for it";
  if (signature.fingerprints.empty() == is_long) {
    return "fingerprints are missing, or there are some of a text too short for them";
  }
  const std::uint32_t run = std::min(signature.tokens, static_cast<std::uint32_t>(config.fingerprint_shingle));
  if (is_long && signature.fingerprints.back().position > signature.tokens - run) {
    return "a fingerprint runs beyond the last token";
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<std::string> EncodeSignature(const Signature& signature, const SketchConfig& config) {
  COPYDESK_RETURN_IF_ERROR(config.Validate());
  const char* fault = SignatureFault(signature, config.bins);
  if (fault == nullptr) fault = FaultUnder(config, signature);
  if (fault != nullptr) return absl::InvalidArgumentError(fault);
  std::string out(kMagic);
  PutFixed32(&out, kFormat);
  PutFixed64(&out, config.Fingerprint());
  PutSignatureBody(&out, signature);
  PutFixed64(&out, Hash64(out));
  return out;
}

absl::StatusOr<Signature> DecodeSignature(std::string_view bytes, const SketchConfig& config) {
  COPYDESK_RETURN_IF_ERROR(config.Validate());
  Decoder header(bytes);
  std::string_view magic;
  std::uint32_t format = 0;
  std::uint64_t fingerprint = 0;
  if (!header.Bytes(kMagic.size(), &magic) || magic != kMagic) {
    return absl::DataLossError("no signature: it does not start with its magic number");
  }
  if (!header.Fixed32(&format)) return absl::DataLossError("the header of the signature is cut short");
  if (format != kFormat) {
    return absl::FailedPreconditionError(
        absl::StrCat("the signature has format ", format, "; this version reads format ", kFormat));
  }
  if (!header.Fixed64(&fingerprint) || header.remaining() < kChecksumSize) {
    return absl::DataLossError("the header of the signature is cut short");
  }
  if (fingerprint != config.Fingerprint()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the signature was made under the configuration ", absl::Hex(fingerprint, absl::kZeroPad16),
                     ", not under ", absl::Hex(config.Fingerprint(), absl::kZeroPad16), " (", config.Describe(), ")"));
  }
  const std::size_t body_size = header.remaining() - kChecksumSize;
  Decoder body(bytes.substr(bytes.size() - kChecksumSize - body_size, body_size));
  Decoder end(bytes.substr(bytes.size() - kChecksumSize));
  std::uint64_t checksum = 0;
  if (!end.Fixed64(&checksum) || checksum != Hash64(bytes.substr(0, bytes.size() - kChecksumSize))) {
    return absl::DataLossError("the signature is damaged: its checksum does not agree");
  }
  Signature signature;
  const char* fault = GetSignatureBody(&body, config.bins, &signature);
  if (fault == nullptr && !body.Finished()) fault = "bytes follow the last field";
  if (fault == nullptr) fault = FaultUnder(config, signature);
  if (fault != nullptr) return absl::DataLossError(absl::StrCat("the signature is damaged: ", fault));
  return signature;
}

}  // namespace copydesk
