#include "sketch/background.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <set>
#include <string>
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

TEST(Background, FrequenciesAreOfTexts) {
  EXPECT_GT(BackgroundFrequency(HashWord("and")), 0.9 * kBackgroundTexts);
  EXPECT_GT(BackgroundFrequency(HashWord("government")), 10);
  EXPECT_LT(BackgroundFrequency(HashWord("government")), 0.5 * kBackgroundTexts);
  EXPECT_EQ(BackgroundFrequency(HashWord("qzxvkjwq")), 0);
  EXPECT_LT(BackgroundIdf(HashWord("and")), BackgroundIdf(HashWord("government")));
  EXPECT_LT(BackgroundIdf(HashWord("government")), BackgroundIdf(HashWord("qzxvkjwq")));
}

// The table of integers against its formula, over all words of four letters: half a unit, and what a double may be off.
TEST(Background, IdfFollowsTheFrequencies) {
  std::set<std::uint32_t> values;
  for (int number = 0; number < 26 * 26 * 26 * 26; ++number) {
    std::string word;
    for (int left = number, i = 0; i < 4; ++i, left /= 26) word += static_cast<char>('a' + left % 26);
    const std::uint64_t hash = HashWord(word);
    const double expected = std::log((kBackgroundTexts + 1) / (BackgroundFrequency(hash) + 0.5)) * kIdfUnit;
    ASSERT_NEAR(BackgroundIdf(hash), expected, 0.501) << word;
    values.insert(BackgroundIdf(hash));
  }
  EXPECT_GE(values.size(), 30u) << "levels that were looked at";
}

// "war" is a function word in German, and common; in English it is none, and its frequency is that of English.
TEST(Background, AFunctionWordOfOneLanguageMayBeAWordOfAnother) {
  EXPECT_NE(FunctionLanguages(HashWord("war")) & kGerman, 0u);
  EXPECT_EQ(FunctionLanguages(HashWord("war")) & kEnglish, 0u);
  EXPECT_NE(FunctionLanguages(HashWord("the")) & kEnglish, 0u);
  EXPECT_LT(BackgroundFrequency(HashWord("war")), 0.2 * kBackgroundTexts);
  EXPECT_LT(BackgroundWeight(HashWord("war")), 4) << "for SimHash the commonest use counts";
}

TEST(Background, FunctionWordsOfManyLanguages) {
  for (const std::string_view word :
       {"the", "don't", "und", "avec",   "della", "não",  "het", "jest", "который", "також",
        "في",  "של",    "和",  "그리고", "için",  "yang", "है",   "και",  "och",     "hogy"}) {
    EXPECT_NE(FunctionLanguages(HashWord(word)), 0u) << word;
    EXPECT_LE(BackgroundWeight(HashWord(word)), 6) << word;
  }
  for (const std::string_view word : {"government", "putin", "", "qzxvkjwq", "fähre", "москва"}) {
    EXPECT_EQ(FunctionLanguages(HashWord(word)), 0u) << word;
  }
  EXPECT_NE(FunctionLanguages(HashWord("的")) & kChinese, 0u);
}

TEST(Background, KnowsWhatIsUsuallyCapitalised) {
  for (const std::string_view word : {"london", "putin", "microsoft", "madrid"}) {
    EXPECT_EQ(BackgroundCase(HashWord(word)), UsualCase::kCapital) << word;
  }
  for (const std::string_view word : {"government", "bread", "gobierno"}) {
    EXPECT_EQ(BackgroundCase(HashWord(word)), UsualCase::kLower) << word;
  }
  for (const std::string_view word : {"regierung", "schifffahrt"}) {
    EXPECT_EQ(BackgroundCase(HashWord(word)), UsualCase::kGermanCapital) << word;
  }
  EXPECT_EQ(BackgroundCase(HashWord("qzxvkjwq")), UsualCase::kUnknown);
}

// One in some millions is taken for another.
TEST(Background, UnknownWordsAreHardlyEverTakenForKnownOnes) {
  int known = 0;
  for (int i = 0; i < 200'000; ++i) {
    if (BackgroundCase(HashWord("#" + std::to_string(i))) != UsualCase::kUnknown) ++known;
  }
  EXPECT_LE(known, 2);
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
