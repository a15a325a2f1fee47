#include "copydesk/signature.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "sketch/content_hash.h"
#include "sketch/sketch.h"
#include "sketch/weighted_simhash.h"
#include "sketch/winnow.h"
#include "text/shingles.h"

namespace copydesk {

Signature Sketch(const Tokens& tokens, const SketchConfig& config) {
  Signature signature;
  signature.content = HashContent(tokens.hash);
  signature.tokens = static_cast<std::uint32_t>(tokens.size());
  signature.simhash = ComputeSimHash(tokens.hash);
  if (tokens.size() >= static_cast<std::size_t>(config.shingle)) {
    signature.minhash = ComputeMinHash(ShingleHashes(tokens.hash, config.shingle), config.bins);
    const std::vector<std::uint64_t> runs = ShingleHashes(tokens.hash, config.fingerprint_shingle);
    signature.fingerprints = Winnow(runs, WindowFor(runs.size(), config.max_window));
  }
  return signature;
}

absl::StatusOr<Signature> ComputeSignature(std::string_view text, const SketchConfig& config) {
  COPYDESK_RETURN_IF_ERROR(config.Validate());
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
    return absl::InvalidArgumentError(
        absl::StrCat("a text of ", text.size(), " bytes is too long; the limit is 4 GiB"));
  }
  return Sketch(Tokenize(text), config);
}

}  // namespace copydesk
