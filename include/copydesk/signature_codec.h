// Signature format 1: one signature as bytes that mean the same on every machine and in every later version of the
// library. docs/signature-format.md has every byte, and defines every hash that is in it. Linear. Thread-safe.
#ifndef COPYDESK_SIGNATURE_CODEC_H_
#define COPYDESK_SIGNATURE_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/config.h"
#include "copydesk/signature.h"

namespace copydesk {

// Equal signatures of one configuration have equal bytes. Error: InvalidArgument for a configuration out of range or a
// signature that no text has under it.
[[nodiscard]] absl::StatusOr<std::string> EncodeSignature(const Signature& signature, const SketchConfig& config = {});

// The signature that was encoded; encoding it again gives `bytes`. Time and memory are linear in `bytes`, whatever they
// hold. Errors: FailedPrecondition, naming both, for another version of the format and for another configuration;
// DataLoss for bytes that EncodeSignature cannot have made; InvalidArgument for a configuration out of range.
[[nodiscard]] absl::StatusOr<Signature> DecodeSignature(std::string_view bytes, const SketchConfig& config = {});

}  // namespace copydesk

#endif  // COPYDESK_SIGNATURE_CODEC_H_
