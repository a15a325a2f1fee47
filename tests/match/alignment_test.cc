#include "match/alignment.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "match/match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

struct Aligned {
  PreparedText a;
  PreparedText b;
  std::vector<SharedRun> runs;
  std::vector<AlignedTokens> passages;
};

Aligned Align(const Words& a, const Words& b) {
  Aligned aligned{.a = Prepare(JoinWords(a)), .b = Prepare(JoinWords(b)), .runs = {}, .passages = {}};
  aligned.runs = FindSharedRuns(aligned.a, aligned.b, RelationRules().run);
  aligned.passages = AlignPassages(aligned.a, aligned.b, aligned.runs);
  return aligned;
}

void ExpectSound(const Aligned& aligned, std::uint64_t seed) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::set<std::pair<std::uint32_t, std::uint32_t>> ranges_in_b;
  std::uint32_t end_a = 0;
  for (const AlignedTokens& passage : aligned.passages) {
    ASSERT_FALSE(passage.empty()) << "seed " << seed;
    ASSERT_GE(passage.front().first, end_a) << "passages overlap in a, seed " << seed;
    end_a = passage.back().first + 1;
    ranges_in_b.emplace(passage.front().second, passage.back().second + 1);
    for (std::size_t i = 0; i < passage.size(); ++i) {
      const auto [in_a, in_b] = passage[i];
      ASSERT_EQ(aligned.a.tokens.hash[in_a], aligned.b.tokens.hash[in_b]) << "seed " << seed;
      if (i > 0) {
        ASSERT_LT(passage[i - 1].first, in_a) << "seed " << seed;
        ASSERT_LT(passage[i - 1].second, in_b) << "seed " << seed;
      }
      pairs.insert(passage[i]);
    }
  }
  ASSERT_LE(end_a, aligned.a.size()) << "seed " << seed;
  ASSERT_EQ(ranges_in_b.size(), aligned.passages.size()) << "seed " << seed;
  std::uint32_t end_b = 0;
  for (const auto& [begin, end] : ranges_in_b) {
    ASSERT_GE(begin, end_b) << "passages overlap in b, seed " << seed;
    end_b = end;
  }
  ASSERT_LE(end_b, aligned.b.size()) << "seed " << seed;
  for (const SharedRun& run : aligned.runs) {
    for (std::uint32_t t = 0; t < run.length; ++t) {
      ASSERT_TRUE(pairs.contains({run.a + t, run.b + t})) << "a token of a run is missing, seed " << seed;
    }
  }
}

TEST(AlignPassages, SoundForRandomEditsAndMoves) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t vocabulary = seed % 3 == 0 ? 3 : 1 + random() % 3000;
    std::vector<Words> paragraphs(1 + random() % 6);
    for (Words& paragraph : paragraphs) paragraph = RandomWords(random, random() % 80, vocabulary);
    const Words a = Concatenate(paragraphs);
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
      std::swap(paragraphs[i], paragraphs[RandomBelow(random, paragraphs.size())]);
    }
    const double rate = static_cast<double>(random() % 40) / 100;
    ExpectSound(Align(a, EditWords(random, Concatenate(paragraphs), rate, vocabulary)), seed);
  }
}

TEST(AlignPassages, NothingShared) {
  EXPECT_TRUE(Align(DistinctWords(0, 50), DistinctWords(100, 50)).passages.empty());
  EXPECT_TRUE(Align({}, {}).passages.empty());
}

TEST(AlignPassages, MovedParagraphsAreTwoPassages) {
  const Words one = DistinctWords(0, 30);
  const Words two = DistinctWords(100, 40);
  const Aligned aligned = Align(Concatenate(std::vector<Words>{one, two}), Concatenate(std::vector<Words>{two, one}));
  ASSERT_EQ(aligned.passages.size(), 2u);
  EXPECT_EQ(aligned.passages[0].size(), 30u);
  EXPECT_EQ(aligned.passages[0].front(), (std::pair<std::uint32_t, std::uint32_t>(0, 40)));
  EXPECT_EQ(aligned.passages[1].size(), 40u);
}

// Runs with up to 24 other tokens between them are one passage; with more they are two.
TEST(AlignPassages, GapsUpTo24AreChained) {
  for (const std::size_t gap : {1u, 23u, 24u, 25u, 40u}) {
    const Words one = DistinctWords(0, 20);
    const Words two = DistinctWords(100, 20);
    const Aligned aligned = Align(Concatenate(std::vector<Words>{one, DistinctWords(1000, gap), two}),
                                  Concatenate(std::vector<Words>{one, DistinctWords(2000, gap), two}));
    EXPECT_EQ(aligned.passages.size(), gap <= 24 ? 1u : 2u) << "gap " << gap;
    ExpectSound(aligned, gap);
  }
}

TEST(AlignPassages, GapsAreFilledWithTheLongestCommonSubsequence) {
  Words a = DistinctWords(0, 30);
  Words b = a;
  a[10] = "onlya";
  b[12] = "onlyb";  // token 11 is a run of one
  const Aligned aligned = Align(a, b);
  ASSERT_EQ(aligned.passages.size(), 1u);
  EXPECT_EQ(aligned.passages[0].size(), 28u);
}

TEST(AlignPassages, EndsAreExtendedOverEdits) {
  const Words common = DistinctWords(0, 60);
  Words b = common;
  for (const std::size_t i : {5u, 11u, 48u, 54u}) b[i] = MakeWord(5000 + i);  // runs of five and six are no seeds
  const Aligned aligned = Align(common, b);
  ASSERT_EQ(aligned.runs.size(), 1u);
  ASSERT_EQ(aligned.passages.size(), 1u);
  EXPECT_EQ(aligned.passages[0].front().first, 0u);
  EXPECT_EQ(aligned.passages[0].back().first, 59u);
  EXPECT_EQ(aligned.passages[0].size(), 56u);
}

TEST(AlignPassages, HostileRepetition) {
  Words a(50'000, "na");
  Words b(40'000, "na");
  a[25'000] = "stop";
  const Aligned aligned = Align(a, b);
  ExpectSound(aligned, 0);
  EXPECT_LE(aligned.passages.size(), 4u);
}

TEST(ForEachNumber, SaysWhichOnes) {
  const std::string a = "Barley closed at 120 crowns a ton on the exchange of Dunmarsh, oats at 90 and wheat at 200.";
  const std::string b = "Barley closed at 135 crowns a ton on the exchange of Dunmarsh, oats at 90 and wheat at 210.";
  const PreparedText x = Prepare(a);
  const PreparedText y = Prepare(b);
  const auto word = [](const std::string& text, const PreparedText& prepared, std::uint32_t token) {
    return text.substr(prepared.tokens.begin[token], prepared.tokens.end[token] - prepared.tokens.begin[token]);
  };
  std::string found;
  const auto passages = AlignPassages(x, y, FindSharedRuns(x, y, RelationRules().run));
  ForEachNumber(
      x, y, passages, [&](std::uint32_t i, std::uint32_t j) { found += word(a, x, i) + "=" + word(b, y, j) + " "; },
      [&](std::uint32_t i, std::uint32_t j) { found += word(a, x, i) + ">" + word(b, y, j) + " "; });
  EXPECT_EQ(found, "120>135 90=90 ");
}

}  // namespace
}  // namespace copydesk
