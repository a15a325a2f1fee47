#include "sketch/background.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

constexpr std::string_view kLines[] = {
#include "sketch/background_words.inc"
};

using Table = absl::flat_hash_map<std::uint64_t, std::int8_t>;

// Removes and returns what stands before the next space.
std::string_view TakeWord(std::string_view* line) {
  const std::size_t end = std::min(line->find(' '), line->size());
  const std::string_view word = line->substr(0, end);
  line->remove_prefix(std::min(end + 1, line->size()));
  return word;
}

Table* BuildTable() {
  auto* table = new Table();
  table->reserve(50'000);
  for (std::string_view line : kLines) {
    TakeWord(&line);  // the language
    const std::string_view level = TakeWord(&line);
    int value = 0;
    std::from_chars(level.data(), level.data() + level.size(), value);
    const auto weight = static_cast<std::int8_t>(std::clamp(value - 3, 0, kUnknownWordWeight));
    while (!line.empty()) {
      const auto [entry, is_new] = table->try_emplace(HashWord(TakeWord(&line)), weight);
      if (!is_new) entry->second = std::min(entry->second, weight);
    }
  }
  return table;
}

}  // namespace

int BackgroundWeight(std::uint64_t word_hash) {
  static const Table* const kTable = BuildTable();  // never destroyed: other threads may still read it at exit
  const auto entry = kTable->find(word_hash);
  return entry == kTable->end() ? kUnknownWordWeight : entry->second;
}

double BackgroundFrequency(std::uint64_t word_hash) {
  const int weight = BackgroundWeight(word_hash);
  if (weight == kUnknownWordWeight) return 0;
  constexpr double kWordsPerText = 300;
  return kBackgroundTexts * (1 - std::exp(-kWordsPerText * std::exp(-(weight + 3.0))));
}

double BackgroundIdf(std::uint64_t word_hash) {
  return std::log((kBackgroundTexts + 1) / (BackgroundFrequency(word_hash) + 0.5));
}

bool IsFunctionWord(std::uint64_t word_hash) { return BackgroundWeight(word_hash) <= 4; }

bool IsUsuallyCapitalised(std::uint64_t word_hash) { return BackgroundWeight(word_hash) >= 7; }

}  // namespace copydesk
