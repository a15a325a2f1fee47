#include "sketch/term_words.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>

namespace copydesk {
namespace {

// As a map gives, also for hashes that share the bits that choose their places, and beyond the room that was made.
TEST(TermVocabulary, IsAMap) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    TermVocabulary words;
    for (int round = 0; round < 3; ++round) {
      words.Reset(random() % 50);
      std::map<std::pair<std::uint64_t, unsigned>, std::uint32_t> expected;
      const int shift = seed % 3 == 0 ? 50 : 0;  // all low bits alike
      const std::uint64_t vocabulary = 1 + random() % 2000;
      for (std::uint32_t i = 0; i < 3000; ++i) {
        if (i % 100 == 0) words.Reserve(100);
        const std::uint64_t hash = random() % vocabulary << shift;
        const unsigned kind = random() % 50 == 0 ? kNoKind : kIsWord;
        const auto [entry, is_new] =
            expected.try_emplace({hash, kind}, static_cast<std::uint32_t>(expected.size()) + 1);
        const std::uint32_t number = words.Find(hash, kind, i);
        ASSERT_EQ(number, entry->second);
        if (is_new) {
          ASSERT_EQ(words[number].first, i);
          ASSERT_EQ(words[number].counts, 0);
          ASSERT_EQ(words[number].cases, 0);
        }
        words[number].counts += kOneOccurrence;
      }
      ASSERT_EQ(words.size(), expected.size());
      bool twins = false;
      std::uint32_t occurrences = 0;
      for (const auto& [key, number] : expected) {
        EXPECT_EQ(words[number].hash, key.first);
        EXPECT_EQ(words[number].kind, key.second);
        occurrences += words[number].occurrences();
        twins = twins || (key.second == kIsWord && expected.contains({key.first, kNoKind}));
      }
      EXPECT_EQ(occurrences, 3000);
      EXPECT_TRUE(!twins || words.has_twins());
    }
  }
}

}  // namespace
}  // namespace copydesk
