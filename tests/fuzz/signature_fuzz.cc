// Signature format 1. A signature has one encoding: whatever bytes decode encode to the same bytes again, and what they
// decode to can be compared, banded and kept. The first byte chooses a configuration, and whether the rest is a whole
// encoding or a body that is given a header and a checksum here, so that mutations get behind them.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/coding.h"
#include "base/hash.h"
#include "copydesk/minhash.h"
#include "copydesk/signature_codec.h"
#include "sketch/signature_body.h"
#include "sketch/story_identity.h"

namespace copydesk {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

SketchConfig ConfigOf(unsigned choice) {
  SketchConfig config;
  if ((choice & 2) != 0) {
    config.bins = 64;
    config.shingle = 2;
    config.fingerprint_shingle = 3;
  }
  return config;
}

std::string WithHeader(std::string_view body, const SketchConfig& config) {
  std::string bytes = "CDSG";
  PutFixed32(&bytes, 1);
  PutFixed64(&bytes, config.Fingerprint());
  bytes.append(body);
  PutFixed64(&bytes, Hash64(bytes));
  return bytes;
}

void TrySignature(std::string_view bytes, const SketchConfig& config) {
  const absl::StatusOr<Signature> decoded = DecodeSignature(bytes, config);
  if (!decoded.ok()) return;
  Require(SignatureFault(*decoded, config.bins) == nullptr);
  const absl::StatusOr<std::string> encoded = EncodeSignature(*decoded, config);
  Require(encoded.ok() && *encoded == bytes);
  const absl::StatusOr<Estimate> self = EstimateJaccard(decoded->minhash, decoded->minhash);
  Require(self.ok() && self->value == (decoded->minhash.empty() ? 0 : 1));
  const BandPlan plan{.bands = config.bins / 8, .rows = 8};
  Require(BandHashes(decoded->minhash, plan).size() == (decoded->minhash.empty() ? 0u : config.bins / 8u));
  Require(IdentifyStory(*decoded) == IdentifyStory(*decoded));
}

// A body in a row of bodies, as in a store.
void TryBodies(std::string_view bytes, const SketchConfig& config) {
  Decoder decoder(bytes);
  std::string again;
  while (decoder.remaining() > 0) {
    Signature signature;
    if (GetSignatureBody(&decoder, config.bins, &signature) != nullptr) return;
    Require(SignatureFault(signature, config.bins) == nullptr);
    PutSignatureBody(&again, signature);
    Require(bytes.substr(0, again.size()) == again);
  }
}

}  // namespace
}  // namespace copydesk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const copydesk::SketchConfig config = copydesk::ConfigOf(data[0]);
  if ((data[0] & 1) != 0) {
    copydesk::TrySignature(bytes, config);
  } else {
    copydesk::TrySignature(copydesk::WithHeader(bytes, config), config);
    copydesk::TryBodies(bytes, config);
  }
  return 0;
}
