#include "match/shingle_sample.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

#include "text/shingles.h"

namespace copydesk {
namespace {

constexpr std::size_t kBitsPerShingle = 16;

}  // namespace

ShingleSample::ShingleSample(std::span<const std::uint64_t> tokens, int k, int run) : k_(k), run_(run) {
  const std::vector<std::uint64_t> hashes = ShingleHashes(tokens, k);
  shingles_ = hashes.size();
  bits_.resize(std::bit_ceil(std::max<std::size_t>(1, shingles_ * kBitsPerShingle / 64)) * 2);
  shift_ = 64 - std::countr_zero(bits_.size() * 64);
  for (const std::uint64_t hash : hashes) bits_[hash >> shift_ >> 6] |= std::uint64_t{1} << (hash >> shift_ & 63);
  distinct_ = std::transform_reduce(bits_.begin(), bits_.end(), std::size_t{0}, std::plus<>(),
                                    [](std::uint64_t word) { return static_cast<std::size_t>(std::popcount(word)); });

  std::vector<std::uint64_t> sampled;
  const auto stride = static_cast<std::size_t>(run - k + 1);
  for (std::size_t place = 0; place < hashes.size(); place += stride) sampled.push_back(hashes[place]);
  std::sort(sampled.begin(), sampled.end());
  for (const std::uint64_t hash : sampled) {
    if (sample_.empty() || sample_.back().hash != hash) sample_.push_back({.hash = hash});
    ++sample_.back().places;
  }
}

SharedBounds ShingleSample::Bound(const ShingleSample& shorter, const ShingleSample& longer) {
  std::size_t places = 0;
  std::size_t missing = 0;
  for (const Sampled& sampled : shorter.sample_) {
    const bool may_have = longer.MayHave(sampled.hash);
    places += may_have ? sampled.places : 0;
    missing += may_have ? 0 : 1;
  }
  // A run of r >= run tokens holds r - k + 1 shingles in a row, so of every stride-th one at least one, and h of them
  // only where r < stride * (h + 1) + k - 1.
  const auto stride = static_cast<std::size_t>(shorter.run_ - shorter.k_ + 1);
  const std::size_t in_runs = places * (2 * stride + static_cast<std::size_t>(shorter.k_) - 2);
  const auto in_both = static_cast<double>(shorter.shingles_ - missing);
  const auto in_either = static_cast<double>(std::max(longer.distinct_, shorter.shingles_ - missing) + missing);
  return {.in_runs = in_runs, .jaccard = in_both / in_either};
}

}  // namespace copydesk
