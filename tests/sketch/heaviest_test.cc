#include "sketch/heaviest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>
#include <tuple>
#include <vector>

namespace copydesk {
namespace {

TEST(KeepHeaviest, IsASortCutOff) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    SCOPED_TRACE(round);
    const int bits = static_cast<int>(random() % 42);
    std::vector<HeavyWord> words(random() % (round % 10 == 0 ? 3000 : 200));
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      words[i] = {.weight = random() >> (63 - bits) >> 1, .hash = random() % 1000, .word = i};
      if (round % 3 == 0) words[i].weight = std::uint64_t{1} << bits;
    }
    const auto key = [](const HeavyWord& word) { return std::tuple(~word.weight, word.hash); };
    std::vector<HeavyWord> sorted = words;
    std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    sorted.resize(std::min<std::size_t>(sorted.size(), 64));
    const std::span<const HeavyWord> heaviest = KeepHeaviest(64, words);
    ASSERT_EQ(heaviest.size(), sorted.size());
    for (std::size_t i = 0; i < heaviest.size(); ++i) EXPECT_EQ(key(heaviest[i]), key(sorted[i]));
  }
}

}  // namespace
}  // namespace copydesk
