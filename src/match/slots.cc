#include "match/slots.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "sketch/background.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kMaxNameGap = 8;
constexpr std::uint32_t kFewestNumbers = 2;
constexpr std::uint32_t kFewestNames = 3;  // and slots: three names in one are a byline
constexpr double kFilledSlots = 0.5;       // of the places that differ
constexpr double kMostNames = 0.5;         // of the equal words, where names are told from other words

std::uint32_t CountNumbers(const PreparedText& text, std::uint32_t begin, std::uint32_t end) {
  return static_cast<std::uint32_t>(
      std::count(text.tokens.number.begin() + begin, text.tokens.number.begin() + end, 1));
}

void FindNames(const PreparedText& text, std::uint32_t begin, std::uint32_t end, std::vector<std::uint64_t>* names) {
  names->clear();
  for (std::uint32_t i = begin; i < end; ++i) {
    if (text.tokens.number[i] == 0 && MayBeName(text.tokens.hash[i])) names->push_back(text.tokens.hash[i]);
  }
}

template <typename T>
std::uint32_t CountDistinct(std::vector<T>* values) {
  std::sort(values->begin(), values->end());
  return static_cast<std::uint32_t>(std::unique(values->begin(), values->end()) - values->begin());
}

}  // namespace

bool MayBeName(std::uint64_t word) { return BackgroundCase(word) != UsualCase::kLower && FunctionLanguages(word) == 0; }

namespace {

// The names among the equal tokens.
void CountKeptNames(const PreparedText& a, std::span<const AlignedTokens> passages, SlotAgreement* agreement) {
  std::vector<std::uint64_t> kept;
  for (const AlignedTokens& passage : passages) {
    for (const auto& [in_a, in_b] : passage) {
      if (a.tokens.number[in_a] == 0 && MayBeName(a.tokens.hash[in_a])) kept.push_back(a.tokens.hash[in_a]);
    }
  }
  agreement->equal_names = static_cast<std::uint32_t>(kept.size());
  agreement->names.kept = CountDistinct(&kept);
}

}  // namespace

SlotAgreement CompareSlots(const PreparedText& a, const PreparedText& b, std::span<const AlignedTokens> passages) {
  SlotAgreement agreement;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> substituted;
  std::vector<std::uint64_t> names_a;
  std::vector<std::uint64_t> names_b;
  for (const AlignedTokens& passage : passages) {
    for (std::size_t i = 0; i < passage.size(); ++i) {
      const auto [in_a, in_b] = passage[i];
      ++agreement.equal;
      agreement.numbers.kept += a.tokens.number[in_a] != 0 ? 1 : 0;
      if (i == 0) continue;
      const std::uint32_t begin_a = passage[i - 1].first + 1;
      const std::uint32_t begin_b = passage[i - 1].second + 1;
      const auto [shorter, longer] = std::minmax({in_a - begin_a, in_b - begin_b});
      if (longer == 0 || longer > kMaxNameGap) continue;
      ++agreement.places;
      if (shorter == 0) continue;
      FindNames(a, begin_a, in_a, &names_a);
      FindNames(b, begin_b, in_b, &names_b);
      const std::uint32_t numbers = std::min(CountNumbers(a, begin_a, in_a), CountNumbers(b, begin_b, in_b));
      const std::size_t names = std::min(names_a.size(), names_b.size());
      if (longer <= kMaxNumberGap) agreement.numbers.substituted += numbers;
      agreement.filled += numbers + names > 0 ? 1 : 0;
      for (std::size_t n = 0; n < names; ++n) substituted.emplace_back(names_a[n], names_b[n]);
    }
  }
  agreement.names.substituted = CountDistinct(&substituted);
  if (agreement.names.substituted >= kFewestNames && agreement.filled >= kFewestNames) {
    CountKeptNames(a, passages, &agreement);
  }
  return agreement;
}

bool IsTemplate(const SlotAgreement& agreement) {
  const Agreement& numbers = agreement.numbers;
  const Agreement& names = agreement.names;
  if (numbers.substituted >= kFewestNumbers && numbers.substituted >= numbers.kept) return true;
  if (names.substituted < kFewestNames || agreement.filled < kFewestNames) return false;
  if (numbers.substituted + names.substituted >= numbers.kept + names.kept) return true;
  return agreement.filled >= kFilledSlots * agreement.places && agreement.equal_names <= kMostNames * agreement.equal;
}

}  // namespace copydesk
