#include "dedup/token_cache.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dedup/memory_texts.h"

namespace copydesk {
namespace {

TEST(TokenCache, KeepsWhatWasUsedLast) {
  std::vector<std::string> all;
  for (int i = 0; i < 10; ++i) all.push_back("text number " + std::to_string(i));
  const MemoryTexts texts(all);
  TokenCache large(texts, 1'000'000);
  for (int round = 0; round < 3; ++round) {
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
      const auto tokens = large.Get(i).value();
      EXPECT_EQ(tokens->hash, Tokenize(all[i]).hash);
      EXPECT_EQ(tokens->begin, Tokenize(all[i]).begin);
    }
  }
  EXPECT_EQ(texts.readings, 10u);

  TokenCache small(texts, 500);  // two or three texts
  texts.readings = 0;
  for (int round = 0; round < 5; ++round) {
    EXPECT_TRUE(small.Get(0).ok());
    EXPECT_TRUE(small.Get(static_cast<std::uint32_t>(round + 1)).ok());
  }
  EXPECT_EQ(texts.readings, 6u);
}

TEST(TokenCache, WithoutABudgetStillGivesTokens) {
  const MemoryTexts texts({"one two three"});
  TokenCache cache(texts, 0);
  const auto tokens = cache.Get(0).value();
  EXPECT_EQ(tokens->size(), 3u);
  EXPECT_TRUE(cache.Get(0).ok());
  EXPECT_EQ(tokens->size(), 3u);
  EXPECT_EQ(texts.readings, 2u);
}

}  // namespace
}  // namespace copydesk
