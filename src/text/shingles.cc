#include "text/shingles.h"

#include <algorithm>
#include <bit>

namespace copydesk {
namespace {

constexpr int kRotation = 21;

std::uint64_t HashRun(std::span<const std::uint64_t> tokens) {
  std::uint64_t sum = 0;
  int rotation = 0;
  for (const std::uint64_t token : tokens) {
    sum += std::rotl(token, rotation);
    rotation = (rotation + kRotation) % 64;
  }
  const std::uint64_t mixed = (sum ^ (sum >> 32)) * 0x9fb21c651e98df25u;
  return mixed ^ (mixed >> 29);
}

}  // namespace

std::vector<std::uint64_t> ShingleHashes(std::span<const std::uint64_t> tokens, int k) {
  std::vector<std::uint64_t> hashes;
  if (tokens.empty()) return hashes;
  const std::size_t length = std::min(tokens.size(), static_cast<std::size_t>(k));
  hashes.reserve(tokens.size() - length + 1);
  for (std::size_t i = 0; i + length <= tokens.size(); ++i) hashes.push_back(HashRun(tokens.subspan(i, length)));
  return hashes;
}

std::vector<std::uint64_t> SortedSet(std::vector<std::uint64_t> hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

}  // namespace copydesk
