#include "sketch/heaviest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <tuple>
#include <vector>

namespace copydesk {
namespace {

TEST(FindHeaviest, IsASortCutOff) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    SCOPED_TRACE(round);
    const int bits = static_cast<int>(random() % 42);
    std::vector<HeavyWord> sorted(random() % (round % 10 == 0 ? 3000 : 200));
    std::vector<std::uint64_t> weights;
    std::vector<std::uint32_t> words;
    std::vector<std::uint64_t> hashes(2 * sorted.size());
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
      sorted[i] = {.weight = random() >> (63 - bits) >> 1, .hash = random() % 1000, .word = 2 * i + 1};
      if (round % 3 == 0) sorted[i].weight = std::uint64_t{1} << bits;
      weights.push_back(sorted[i].weight);
      words.push_back(sorted[i].word);
      hashes[sorted[i].word] = sorted[i].hash;
    }
    const auto key = [](const HeavyWord& word) { return std::tuple(~word.weight, word.hash); };
    std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    sorted.resize(std::min<std::size_t>(sorted.size(), 64));
    std::vector<HeavyWord> heaviest(random() % 100);
    FindHeaviest(64, {.weights = weights, .words = words.data(), .hashes = hashes.data()}, &heaviest);
    ASSERT_EQ(heaviest.size(), sorted.size());
    for (std::size_t i = 0; i < heaviest.size(); ++i) {
      EXPECT_EQ(key(heaviest[i]), key(sorted[i]));
      EXPECT_EQ(weights[heaviest[i].word / 2], heaviest[i].weight);
    }
  }
}

}  // namespace
}  // namespace copydesk
