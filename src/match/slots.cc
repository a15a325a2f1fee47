#include "match/slots.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "sketch/background.h"
#include "sketch/background_lines.h"

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

// Tokens of both texts between two neighbouring aligned ones.
struct Slot {
  std::uint32_t begin_a = 0;
  std::uint32_t end_a = 0;
  std::uint32_t begin_b = 0;
  std::uint32_t end_b = 0;

  [[nodiscard]] std::uint32_t Shorter() const { return std::min(end_a - begin_a, end_b - begin_b); }
  [[nodiscard]] std::uint32_t Longer() const { return std::max(end_a - begin_a, end_b - begin_b); }
};

// Asks for the lines of the background table in which words will be looked up: most are rare, and far away.
void FetchWords(const PreparedText& text, std::uint32_t begin, std::uint32_t end) {
  const BackgroundLine* const lines = BackgroundLines();
  for (std::uint32_t i = begin; i < end; ++i) __builtin_prefetch(lines + BackgroundLineOf(text.tokens.hash[i]));
}

// The slots with tokens in both texts; counts them all, and the aligned tokens.
std::vector<Slot> FindSlots(const PreparedText& a, const PreparedText& b, std::span<const AlignedTokens> passages,
                            SlotAgreement* agreement) {
  std::vector<Slot> slots;
  std::uint32_t places = 0;
  std::uint32_t numbers = 0;
  for (const AlignedTokens& passage : passages) {
    agreement->equal += static_cast<std::uint32_t>(passage.size());
    auto [next_a, next_b] = passage.front();
    for (const auto& [in_a, in_b] : passage) {
      numbers += a.tokens.number[in_a];
      const Slot slot{.begin_a = next_a, .end_a = in_a, .begin_b = next_b, .end_b = in_b};
      next_a = in_a + 1;
      next_b = in_b + 1;
      if (slot.Longer() == 0 || slot.Longer() > kMaxNameGap) continue;
      ++places;
      if (slot.Shorter() == 0) continue;
      FetchWords(a, slot.begin_a, slot.end_a);
      FetchWords(b, slot.begin_b, slot.end_b);
      slots.push_back(slot);
    }
  }
  agreement->places = places;
  agreement->numbers.kept = numbers;
  return slots;
}

// How the names that texts keep can still decide whether they are a template.
struct NamesToCount {
  std::int64_t most = -1;        // names, ...
  std::uint32_t most_equal = 0;  // ... or equal tokens that are names; from one more on neither says yes
};

NamesToCount NamesThatDecide(const SlotAgreement& agreement) {
  const std::int64_t substituted = std::int64_t{agreement.numbers.substituted} + agreement.names.substituted;
  NamesToCount names{.most = substituted - agreement.numbers.kept};
  if (agreement.filled >= kFilledSlots * agreement.places) {
    names.most_equal = static_cast<std::uint32_t>(kMostNames * agreement.equal);
  }
  return names;
}

// Counts the names among the equal tokens, until they decide.
void CountKeptNames(const PreparedText& a, std::span<const AlignedTokens> passages, SlotAgreement* agreement) {
  const NamesToCount names = NamesThatDecide(*agreement);
  absl::flat_hash_set<std::uint64_t> kept;
  for (const AlignedTokens& passage : passages) {
    for (const auto& [in_a, in_b] : passage) {
      if (static_cast<std::int64_t>(kept.size()) > names.most && agreement->equal_names > names.most_equal) break;
      if (a.tokens.number[in_a] != 0 || !MayBeName(a.tokens.hash[in_a])) continue;
      ++agreement->equal_names;
      kept.insert(a.tokens.hash[in_a]);
    }
  }
  agreement->names.kept = static_cast<std::uint32_t>(kept.size());
}

}  // namespace

SlotAgreement CompareSlots(const PreparedText& a, const PreparedText& b, std::span<const AlignedTokens> passages) {
  SlotAgreement agreement;
  const std::vector<Slot> slots = FindSlots(a, b, passages, &agreement);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> substituted;
  std::vector<std::uint64_t> names_a;
  std::vector<std::uint64_t> names_b;
  for (const Slot& slot : slots) {
    FindNames(a, slot.begin_a, slot.end_a, &names_a);
    FindNames(b, slot.begin_b, slot.end_b, &names_b);
    const std::uint32_t numbers =
        std::min(CountNumbers(a, slot.begin_a, slot.end_a), CountNumbers(b, slot.begin_b, slot.end_b));
    const std::size_t names = std::min(names_a.size(), names_b.size());
    if (slot.Longer() <= kMaxNumberGap) agreement.numbers.substituted += numbers;
    agreement.filled += numbers + names > 0 ? 1 : 0;
    for (std::size_t n = 0; n < names; ++n) substituted.emplace_back(names_a[n], names_b[n]);
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
