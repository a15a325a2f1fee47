#include "match/equivalence.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace copydesk {
namespace {

// Weights of the logistic model.
constexpr double kBias = -7.3;
constexpr double kAligned = 5.0;      // of the Dice coefficient of aligned tokens
constexpr double kLongest = 5.3;      // of the longest passage, as a share of the shorter text, ...
constexpr double kTimes = 2;          // ... in full up to this many times its length in the longer one, then by length
constexpr double kBeginning = 2.8;    // of how near to both beginnings the first passage is
constexpr double kHalfway = 20;       // tokens before the first passage that halve that
constexpr double kTemplate = 0.4;     // factor for issues of a recurring report:
constexpr double kOfTemplate = 0.01;  // of the aligned tokens at least so many are numbers that differ

}  // namespace

VersionSigns FindVersionSigns(std::span<const AlignedTokens> passages, std::size_t size_a, std::size_t size_b) {
  std::size_t aligned = 0;
  std::size_t longest = 0;
  std::uint32_t first_a = passages.front().front().first;
  std::uint32_t first_b = passages.front().front().second;
  for (const AlignedTokens& passage : passages) {
    aligned += passage.size();
    longest = std::max(longest, passage.size());
    first_a = std::min(first_a, passage.front().first);
    first_b = std::min(first_b, passage.front().second);
  }
  const std::uint32_t before_first = std::max(first_a, first_b);
  const auto [shorter, longer] = std::minmax({static_cast<double>(size_a), static_cast<double>(size_b)});
  return {.aligned = 2 * static_cast<double>(aligned) / (shorter + longer),
          .longest = static_cast<double>(longest) / shorter * std::min(1.0, kTimes * shorter / longer),
          .beginning = 1 / (1 + static_cast<double>(before_first) / kHalfway),
          .before_first = before_first};
}

double Equivalence(std::span<const AlignedTokens> passages, std::size_t size_a, std::size_t size_b,
                   std::uint32_t other_numbers) {
  if (passages.empty()) return 0;
  const VersionSigns signs = FindVersionSigns(passages, size_a, size_b);
  const double odds = kBias + kAligned * signs.aligned + kLongest * signs.longest + kBeginning * signs.beginning;
  const double aligned = signs.aligned * static_cast<double>(size_a + size_b) / 2;
  const bool is_template = other_numbers > 0 && other_numbers >= kOfTemplate * aligned;
  return (is_template ? kTemplate : 1) / (1 + std::exp(-odds));
}

}  // namespace copydesk
