#include "sketch/background.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "testing/vector_targets.h"
#include "text/tokens.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

#include "sketch/background_table.inc"

// What the table has of a word, by looking at all words whose hashes begin alike.
struct Plain {
  int entry = -1;     // level and flags
  int function = -1;  // weight and set of languages

  explicit Plain(std::uint64_t hash) {
    static const std::vector<std::uint32_t> kBegins = [] {
      std::vector<std::uint32_t> begins = {0};
      for (const std::uint8_t size : kBucketSizes) begins.push_back(begins.back() + size);
      return begins;
    }();
    for (std::uint32_t i = kBegins[hash >> 49]; i < kBegins[(hash >> 49) + 1] && entry < 0; ++i) {
      if (kEntries[i] >> 8 == (hash >> 25 & 0xffffff)) entry = static_cast<int>(kEntries[i] & 0xff);
    }
    const auto* const found = std::lower_bound(std::begin(kFunctionHashes), std::end(kFunctionHashes), hash >> 32);
    if (found != std::end(kFunctionHashes) && *found == hash >> 32) {
      function = kFunctionValues[found - kFunctionHashes];
    }
  }
};

void ExpectAsInTheTable(std::uint64_t hash) {
  const Plain plain(hash);
  const int weight = plain.function >= 0 ? plain.function >> 11
                     : plain.entry < 0   ? kUnknownWordWeight
                                         : std::clamp(((plain.entry >> 2) + 2) / 4 - 3, 0, kUnknownWordWeight);
  ASSERT_EQ(BackgroundWeight(hash), weight) << hash;
  ASSERT_EQ(FunctionLanguages(hash), plain.function < 0 ? 0 : kLanguageSets[plain.function & 0x7ff]) << hash;
  constexpr UsualCase kCases[] = {UsualCase::kLower, UsualCase::kCapital, UsualCase::kLower, UsualCase::kGermanCapital};
  ASSERT_EQ(BackgroundCase(hash), plain.entry < 0 ? UsualCase::kUnknown : kCases[plain.entry & 3]) << hash;
  const double probability = std::exp(-(plain.entry >> 2) / 4.0);
  const double frequency = plain.entry < 0 ? 0 : kBackgroundTexts * (1 - std::exp(-300 * probability));
  ASSERT_NEAR(BackgroundFrequency(hash), frequency, 1e-9) << hash;
}

// Every word of the table, and hashes that differ from those in a bit that counts or does not.
TEST(Background, LinesHaveWhatTheTableHas) {
  std::mt19937_64 random(1);
  std::size_t entry = 0;
  for (std::uint64_t bucket = 0; bucket < std::size(kBucketSizes); ++bucket) {
    for (int i = 0; i < kBucketSizes[bucket]; ++i, ++entry) {
      const std::uint64_t hash = bucket << 49 | std::uint64_t{kEntries[entry] >> 8} << 25 | random() >> 39;
      ASSERT_NO_FATAL_FAILURE(ExpectAsInTheTable(hash));
      ASSERT_NO_FATAL_FAILURE(ExpectAsInTheTable(hash ^ std::uint64_t{1} << (20 + random() % 44)));
    }
  }
  EXPECT_EQ(entry, std::size(kEntries));
  for (const std::uint64_t function : kFunctionHashes) {
    ASSERT_NO_FATAL_FAILURE(ExpectAsInTheTable(function << 32 | random() >> 32));
    ASSERT_NO_FATAL_FAILURE(
        ExpectAsInTheTable((function << 32 | random() >> 32) ^ std::uint64_t{1} << (28 + random() % 36)));
  }
  for (int i = 0; i < 300000; ++i) ASSERT_NO_FATAL_FAILURE(ExpectAsInTheTable(random()));
}

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
