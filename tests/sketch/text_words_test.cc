#include "sketch/text_words.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace copydesk {
namespace {

// As a map gives, also for hashes that share the bits that choose their places, and when the table grows.
TEST(TextWords, IsAMap) {
  TextWords words;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const int shift = seed % 3 == 0 ? 50 : 0;  // all low bits alike
    const std::uint64_t vocabulary = 1 + random() % (seed % 10 == 1 ? 20000 : 2000);
    const std::size_t size = random() % (seed % 10 == 1 ? 50000 : 3000);
    std::map<std::uint64_t, std::uint32_t> expected;
    std::map<std::uint64_t, std::uint32_t> counts;
    std::vector<std::uint64_t> tokens(size);
    for (std::uint64_t& token : tokens) token = random() % vocabulary << shift;
    words.Read(tokens);
    for (std::size_t i = 0; i < size; ++i) {
      expected.try_emplace(tokens[i], static_cast<std::uint32_t>(expected.size()) + 1);
      ++counts[tokens[i]];
      ASSERT_EQ(words.of_tokens()[i], expected[tokens[i]]);
    }
    ASSERT_EQ(words.size(), expected.size());
    ASSERT_EQ(words.num_of_tokens(), expected.size());
    for (int i = 0; i < 3000; ++i) {
      const std::uint64_t hash = random() % (2 * vocabulary) << shift;
      const auto found = expected.try_emplace(hash, static_cast<std::uint32_t>(words.size()) + 1).first;
      ASSERT_EQ(words.Find(hash), found->second);
      if (i % 500 == 0) {
        const std::uint32_t twin = words.AddTwin(hash);
        EXPECT_EQ(twin, words.size());
        EXPECT_EQ(words.hashes()[twin], hash);
        EXPECT_EQ(words.Find(hash), found->second);
      }
      if (i % 700 == 0) {
        ASSERT_EQ(words.Facts()[words.size()], FactsOf(words.hashes()[words.size()]));
      }
    }
    EXPECT_EQ(words.num_of_tokens(), counts.size());
    const WordFacts* const facts = words.Facts();
    for (const auto& [hash, number] : expected) {
      ASSERT_EQ(words.hashes()[number], hash);
      ASSERT_EQ(words.counts()[number], counts.contains(hash) ? counts[hash] : 0u);
      ASSERT_EQ(facts[number], FactsOf(hash));
    }
  }
}

}  // namespace
}  // namespace copydesk
