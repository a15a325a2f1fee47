#include "sketch/background.h"

#include <gtest/gtest.h>

#include <string_view>
#include <thread>
#include <vector>

#include "text/tokens.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

TEST(Background, CommonWordsWeighLittle) {
  for (const std::string_view word : {"the", "and", "of", "to", "der", "die", "und", "de", "que", "la", "και", "το"}) {
    EXPECT_LE(BackgroundWeight(HashWord(word)), 2) << word;
  }
}

TEST(Background, UnknownWordsWeighMost) {
  for (const std::string_view word : {"", "qzxvkjwq", "helsinki2018x", "ыыъъщщ", "\xff"}) {
    EXPECT_EQ(BackgroundWeight(HashWord(word)), kUnknownWordWeight) << word;
  }
}

// Words that only one of the languages has.
TEST(Background, HasWordsOfAllLanguages) {
  for (const std::string_view word :
       {"government", "through", "zwischen", "können", "también", "después", "σήμερα", "πρέπει"}) {
    EXPECT_LT(BackgroundWeight(HashWord(word)), kUnknownWordWeight) << word;
  }
}

TEST(Background, IsLookedUpByTheHashOfTokens) {
  const Tokens tokens = Tokenize("THE Government");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(BackgroundWeight(tokens.hash[0]), BackgroundWeight(HashWord("the")));
  EXPECT_LT(BackgroundWeight(tokens.hash[1]), kUnknownWordWeight);
}

TEST(Background, RarerWordsWeighMore) {
  EXPECT_LT(BackgroundWeight(HashWord("the")), BackgroundWeight(HashWord("government")));
  EXPECT_LE(BackgroundWeight(HashWord("government")), BackgroundWeight(HashWord("sovereignty")));
}

TEST(Background, ManyThreads) {
  std::vector<int> weights(8, -1);
  {
    std::vector<std::jthread> threads;
    threads.reserve(weights.size());
    for (int& weight : weights) threads.emplace_back([&weight] { weight = BackgroundWeight(HashWord("the")); });
  }
  for (const int weight : weights) EXPECT_EQ(weight, BackgroundWeight(HashWord("the")));
}

}  // namespace
}  // namespace copydesk
