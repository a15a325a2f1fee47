#include "sketch/word_facts.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <iterator>
#include <random>
#include <vector>

#include "sketch/background_lines.h"
#include "sketch/calendar_words.h"
#include "testing/vector_targets.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

#include "sketch/background_table.inc"

TEST(WordFacts, SayWhatTheTablesSay) {
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> hashes = CalendarHashes();
  ASSERT_GT(hashes.size(), 300u);
  for (const char* const word : {"the", "mr", "frau", "war", "Helsinki", "helsinki", "minister", "der", "march"}) {
    hashes.push_back(HashWord(word));
  }
  for (int i = 0; i < 1000; ++i) hashes.push_back(random());
  for (const std::uint64_t hash : hashes) {
    const WordFacts facts = FactsOf(hash);
    EXPECT_EQ(facts.weight(), static_cast<std::uint32_t>(BackgroundWeight(hash)));
    EXPECT_EQ(facts.idf(), BackgroundIdf(hash));
    EXPECT_EQ(facts.usual_case(), BackgroundCase(hash));
    EXPECT_EQ(BackgroundLanguageSets()[facts.language_set()], FunctionLanguages(hash));
    EXPECT_EQ(facts.may_be_date(), FindCalendarWord(hash).has_value());
  }
  EXPECT_TRUE(FactsOf(HashWord("mr")).is_address());
  EXPECT_TRUE(FactsOf(HashWord("mlle")).is_address());
  EXPECT_FALSE(FactsOf(HashWord("minister")).is_address());
}

// Every word of the tables, and hashes that differ from those in a bit that counts or does not.
TEST(WordFacts, AreThePlainFormOnEveryTarget) {
  OnEveryTarget([] {
    std::mt19937_64 random(2);
    std::vector<std::uint64_t> hashes = CalendarHashes();
    std::size_t entry = 0;
    for (std::uint64_t bucket = 0; bucket < std::size(kBucketSizes); ++bucket) {
      for (int i = 0; i < kBucketSizes[bucket]; ++i, ++entry) {
        hashes.push_back(bucket << 49 | std::uint64_t{kEntries[entry] >> 8} << 25 | random() >> 39);
        if (entry % 4 == 0) hashes.push_back(hashes.back() ^ std::uint64_t{1} << (20 + random() % 44));
      }
    }
    for (const std::uint64_t function : kFunctionHashes) hashes.push_back(function << 32 | random() >> 32);
    for (const char* const word : {"mr", "mrs", "ms", "herr", "mme", "mlle"}) hashes.push_back(HashWord(word));
    for (std::size_t size = 0; size < 300; ++size) {  // the second time some are kept
      std::vector<WordFacts> facts(size + 1);
      LookUpFacts(hashes.data(), size, facts.data());
      for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(facts[i], FactsOf(hashes[i])) << i << " of " << size;
      ASSERT_EQ(facts[size], WordFacts());
    }
    std::vector<WordFacts> facts(hashes.size());
    LookUpFacts(hashes.data(), hashes.size(), facts.data());
    for (std::size_t i = 0; i < hashes.size(); ++i) ASSERT_EQ(facts[i], FactsOf(hashes[i])) << hashes[i];
  });
}

}  // namespace
}  // namespace copydesk
