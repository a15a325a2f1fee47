#include "copydesk/signature.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "sketch/content_hash.h"
#include "sketch/shingle_minima.h"
#include "sketch/sketch.h"
#include "sketch/weighted_simhash.h"
#include "sketch/winnow.h"

namespace copydesk {

namespace {

// Scratch for the hashes of shingles: one for each thread, so that no text allocates it anew, given back after a long
// one.
class ShingleScratch {
 public:
  explicit ShingleScratch(std::size_t size) {
    if (hashes_.size() < size) hashes_.resize(size);
  }
  ~ShingleScratch() {
    if (hashes_.size() > kMostKept) hashes_ = {};
  }
  ShingleScratch(const ShingleScratch&) = delete;
  ShingleScratch& operator=(const ShingleScratch&) = delete;

  [[nodiscard]] std::uint64_t* data() const { return hashes_.data(); }

 private:
  static constexpr std::size_t kMostKept = std::size_t{1} << 16;
  static thread_local std::vector<std::uint64_t> hashes_;
};

thread_local std::vector<std::uint64_t> ShingleScratch::hashes_;

}  // namespace

void Sketch(const Tokens& tokens, const SketchConfig& config, Signature* signature) {
  thread_local TextWords words;  // so that a text allocates nothing
  words.Read(tokens.hash);
  Sketch(tokens, config, &words, signature);
}

void Sketch(const Tokens& tokens, const SketchConfig& config, TextWords* words, Signature* signature) {
  signature->content = HashContent(tokens.hash);
  signature->tokens = static_cast<std::uint32_t>(tokens.size());
  signature->simhash = words != nullptr ? SimHashOfWords(words) : 0;
  signature->minhash.values.clear();
  signature->minhash.occupancy.clear();
  signature->fingerprints.clear();
  signature->terms = {};
  if (tokens.size() < static_cast<std::size_t>(config.shingle)) return;
  const auto bins = static_cast<std::size_t>(config.bins);
  std::array<std::uint64_t, kMaxBins> all_minima;
  const std::span<std::uint64_t> minima = std::span(all_minima).first(bins);
  std::fill(minima.begin(), minima.end(), kNoMinimum);
  const ShingleScratch runs(tokens.size());
  const std::size_t count =
      LowerMinimaAndHash(tokens.hash, config.shingle, minima, config.fingerprint_shingle, runs.data());
  signature->minhash.values.resize(bins);
  signature->minhash.occupancy.resize(bins / 64);
  StoreMinima(minima, signature->minhash.values.data(), signature->minhash.occupancy.data());
  Winnow({runs.data(), count}, WindowFor(count, config.max_window), &signature->fingerprints);
}

Signature Sketch(const Tokens& tokens, const SketchConfig& config) {
  Signature signature;
  Sketch(tokens, config, &signature);
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
