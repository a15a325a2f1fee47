#include "sketch/term_words.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

// Of words and kinds, as a map gives.
TEST(TermVocabulary, IsAMap) {
  TextWords text_words;
  TermVocabulary words;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::uint64_t vocabulary = 1 + random() % 2000;
    std::vector<std::uint64_t> tokens(random() % 1000);
    for (std::uint64_t& token : tokens) token = random() % vocabulary;
    text_words.Read(tokens);
    words.Reset(&text_words);
    std::map<std::pair<std::uint64_t, unsigned>, std::uint32_t> numbers;
    std::map<std::uint32_t, std::uint32_t> counts;
    bool twins = false;
    for (std::uint32_t i = 0; i < 3000; ++i) {
      const bool is_token = i < tokens.size();
      const std::uint64_t hash = is_token ? tokens[i] : random() % vocabulary;
      const unsigned kind = random() % 50 == 0 ? kNoKind : kIsWord;
      const std::uint32_t number = is_token ? words.OfKind(text_words.of_tokens()[i], kind) : words.Find(hash, kind);
      const auto [entry, is_new] = numbers.try_emplace({hash, kind}, number);
      ASSERT_EQ(number, entry->second);
      if (is_new) {
        ASSERT_EQ(words[number].counts, 0);
        ASSERT_EQ(words[number].cases, 0);
      }
      ASSERT_EQ(words[number].kind(), kind | TermWord::kIsSeen);
      ASSERT_EQ(words.HashOf(number), hash);
      words[number].counts += kOneOccurrence;
      ++counts[number];
      twins = twins || (numbers.contains({hash, kNoKind}) && numbers.contains({hash, kIsWord}));
      ASSERT_EQ(words.has_twins(), twins);
    }
    for (const auto& [number, count] : counts) EXPECT_EQ(words[number].occurrences(), count);
    EXPECT_EQ(counts.size(), numbers.size());
  }
}

TEST(TermVocabulary, TellsWhetherPlainWordsAreOfTheKindOfOthers) {
  const std::vector<std::uint64_t> tokens = {1, 2, 3};
  TextWords text_words;
  text_words.Read(tokens);
  TermVocabulary words;
  words.Reset(&text_words);
  words[1].plain_kind = TermWord::kIsSeen | kIsWord;
  EXPECT_EQ(words.OfKind(1, kIsWord), 1u);
  EXPECT_EQ(words.OfKind(2, kIsNumber), 2u);
  words[3].plain_kind = TermWord::kIsSeen | kNoKind;
  for (std::uint32_t i = 1; i <= 3; ++i) EXPECT_FALSE(words[i].HasMixedKinds());
  EXPECT_EQ(words.OfKind(3, kIsWord), 3u);
  EXPECT_TRUE(words[3].HasMixedKinds());
}

}  // namespace
}  // namespace copydesk
