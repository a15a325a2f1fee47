#include "sketch/weighted_simhash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/simhash.h"
#include "sketch/background.h"
#include "testing/random_text.h"
#include "text/tokens.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

// By the definition, one bit after another.
std::uint64_t DirectSimHash(std::span<const std::uint64_t> tokens) {
  std::map<std::uint64_t, int> counts;
  for (const std::uint64_t token : tokens) ++counts[token];
  bool all_common = true;
  for (const auto& [token, count] : counts) all_common = all_common && BackgroundWeight(token) == 0;
  std::uint64_t simhash = 0;
  for (int bit = 0; bit < 64; ++bit) {
    double votes = 0;
    for (const auto& [token, count] : counts) {
      const double weight = (all_common ? 1 : BackgroundWeight(token)) * (1 + std::floor(std::log2(count)));
      votes += (token >> bit & 1) != 0 ? weight : -weight;
    }
    if (votes > 0) simhash |= std::uint64_t{1} << bit;
  }
  return simhash;
}

std::uint64_t SimHashOf(const Words& words) { return ComputeSimHash(Tokenize(JoinWords(words)).hash); }

TEST(SimHash, EqualsTheDirectComputation) {
  const Words common = {"the", "of", "and", "to", "in", "said", "president", "minister", "der", "и", "the", "the"};
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    Words words = RandomWords(random, random() % 100, 1 + random() % 60);
    for (std::size_t n = random() % 40; n > 0; --n) words.push_back(common[RandomBelow(random, common.size())]);
    const Tokens tokens = Tokenize(JoinWords(words));
    ASSERT_EQ(ComputeSimHash(tokens.hash), DirectSimHash(tokens.hash)) << "seed " << seed;
  }
}

TEST(SimHash, NoTokens) { EXPECT_EQ(ComputeSimHash({}), 0u); }

TEST(SimHash, CommonWordsAloneAreNotNothing) {
  const Hashes tokens = {HashWord("the"), HashWord("the")};
  ASSERT_EQ(BackgroundWeight(tokens[0]), 0) << "the commonest English word";
  EXPECT_EQ(ComputeSimHash(tokens), HashWord("the"));
}

TEST(SimHash, OrderDoesNotCount) {
  std::mt19937_64 random(1);
  Words words = RandomWords(random, 200, 100);
  const std::uint64_t simhash = SimHashOf(words);
  std::shuffle(words.begin(), words.end(), random);
  EXPECT_EQ(SimHashOf(words), simhash);
}

// Rules for ASCII alone would leave of these no words, or one and the same.
TEST(SimHash, TextsOfEveryScriptAreToldApart) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"قرر مجلس الميناء إغلاق الجسر القديم", "وصلت السفينة إلى المدينة بعد عاصفة طويلة"},
      {"港口委员会决定关闭这座旧桥", "渡轮在暴风雨之后抵达城市"},
      {"市議会は古い橋を閉鎖することを決めた", "嵐の後でフェリーが港に着いた"},
      {"คณะกรรมการท่าเรือลงมติปิดสะพานเก่า", "เรือข้ามฟากมาถึงเมืองหลังพายุ"},
      {"बंदरगाह बोर्ड ने पुराना पुल बंद किया", "तूफान के बाद नौका शहर पहुंची"},
      {"Городской совет решил закрыть старый мост", "Паром прибыл в город после шторма"},
  };
  std::vector<std::uint64_t> all;
  all.reserve(2 * pairs.size());
  for (const auto& [a, b] : pairs) {
    for (const std::string& text : {a, b}) all.push_back(ComputeSimHash(Tokenize(text).hash));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_NE(all[i], 0u) << i;
    for (std::size_t j = 0; j < i; ++j) EXPECT_GE(SimHashDistance(all[i], all[j]), 12) << i << " and " << j;
  }
}

// A word that stands a thousand times among a thousand others has the weight of ten: about one bit in eight may change.
// Counted a thousand times it would decide all bits.
TEST(SimHash, OneRepeatedWordDoesNotDominate) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    std::mt19937_64 random(seed);
    Words words = RandomWords(random, 1000, 1'000'000);
    const std::uint64_t without = SimHashOf(words);
    words.insert(words.end(), 1000, "spamspamspam");
    const std::uint64_t with = SimHashOf(words);
    EXPECT_LE(SimHashDistance(with, without), 20) << "seed " << seed;
    EXPECT_GE(SimHashDistance(with, HashWord("spamspamspam")), 12) << "seed " << seed;
  }
}

TEST(SimHash, SimilarTextsAreCloserThanUnrelatedOnes) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const Words text = RandomWords(random, 300, 5000);
    const std::uint64_t simhash = SimHashOf(text);
    const int similar = SimHashDistance(simhash, SimHashOf(EditWords(random, text, 0.1, 5000)));
    const int unrelated = SimHashDistance(simhash, SimHashOf(RandomWords(random, 300, 5000)));
    EXPECT_LT(similar, unrelated) << "seed " << seed;
    EXPECT_LE(similar, 20) << "seed " << seed;
    EXPECT_GE(unrelated, 14) << "seed " << seed;  // mean 32, standard deviation 4
  }
}

}  // namespace
}  // namespace copydesk
