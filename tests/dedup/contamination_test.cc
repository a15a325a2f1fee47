#include "dedup/contamination.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "dedup/random_corpus.h"
#include "testing/random_text.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

std::vector<BenchmarkItem> Items(const std::vector<std::string>& texts) {
  std::vector<BenchmarkItem> items;
  for (const std::string& text : texts) items.push_back({.id = "item " + std::to_string(items.size()), .text = text});
  return items;
}

Contamination Make(const std::vector<std::string>& texts, const ContaminationOptions& options = {}) {
  return Contamination::Create(Items(texts), options).value();
}

std::string Shown(const std::string& text, TextRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

TEST(Contamination, FindsTheLongestRun) {
  const std::string question = JoinWords(DistinctWords(100, 40));
  const Words words = DistinctWords(100, 40);
  const Contamination benchmark = Make({JoinWords(DistinctWords(500, 30)), question});
  const std::string text = "Before it, " + JoinWords(Slice(words, 3, 17)) + " between; " +
                           JoinWords(Slice(words, 20, 40), ", ") + " and behind it.";
  const std::optional<ContaminationFound> found = benchmark.Find(text);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->item, 1u);
  EXPECT_EQ(benchmark.id(found->item), "item 1");
  EXPECT_EQ(found->tokens, 20u);
  EXPECT_EQ(Shown(question, found->in_item), JoinWords(Slice(words, 20, 40)));
  EXPECT_EQ(Shown(text, found->in_text), JoinWords(Slice(words, 20, 40), ", "));
}

TEST(Contamination, ARunHasThirteenTokens) {
  const Words words = DistinctWords(100, 40);
  const Contamination benchmark = Make({JoinWords(words)});
  EXPECT_FALSE(benchmark.Find("x " + JoinWords(Slice(words, 5, 17)) + " y").has_value());
  EXPECT_TRUE(benchmark.Find("x " + JoinWords(Slice(words, 5, 18)) + " y").has_value());
  EXPECT_FALSE(benchmark.Find("").has_value());
}

TEST(Contamination, AShortItemCountsWhenItIsWhole) {
  const Words words = DistinctWords(100, 10);
  const Contamination benchmark = Make({JoinWords(words), JoinWords(DistinctWords(200, 7)), ""});
  EXPECT_EQ(benchmark.ignored_items(), 2u);
  EXPECT_FALSE(benchmark.Find("x " + JoinWords(Slice(words, 0, 9)) + " y").has_value());
  EXPECT_FALSE(benchmark.Find("x " + JoinWords(Slice(words, 1, 10)) + " y").has_value());
  EXPECT_FALSE(benchmark.Find("x " + JoinWords(DistinctWords(200, 7)) + " y").has_value());
  const std::string text = "x " + JoinWords(words) + " y";
  const std::optional<ContaminationFound> found = benchmark.Find(text);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->tokens, 10u);
  EXPECT_EQ(Shown(text, found->in_text), JoinWords(words));
}

TEST(Contamination, ARunGoesOverNoBorderOfItems) {
  const Words words = DistinctWords(100, 40);
  const Contamination benchmark = Make({JoinWords(Slice(words, 0, 20)), JoinWords(Slice(words, 20, 40))});
  const std::optional<ContaminationFound> found = benchmark.Find(JoinWords(words));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->item, 0u);
  EXPECT_EQ(found->tokens, 20u);
}

TEST(Contamination, OptionsHaveRanges) {
  const auto code = [](ContaminationOptions options) { return Contamination::Create({}, options).status().code(); };
  EXPECT_EQ(code({}), absl::StatusCode::kOk);
  EXPECT_EQ(code({.run = 7, .min_item = 7}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.run = 1001}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.min_item = 0}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.min_item = 14}), absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(Contamination::Create({}, {})->Find("any text").has_value());
}

// The longest of all pairs of places, by comparing every token with every other.
std::optional<ContaminationFound> FindByBruteForce(const std::vector<std::string>& items, const std::string& text,
                                                   const ContaminationOptions& options) {
  const Tokens own = Tokenize(text);
  std::optional<ContaminationFound> best;
  std::uint32_t best_begin = 0;
  for (std::uint32_t item = 0; item < items.size(); ++item) {
    const Tokens tokens = Tokenize(items[item]);
    const bool is_short = tokens.size() < static_cast<std::size_t>(options.run);
    const std::size_t least = is_short ? tokens.size() : static_cast<std::size_t>(options.run);
    if (tokens.size() < static_cast<std::size_t>(options.min_item)) continue;
    for (std::uint32_t i = 0; i < own.size(); ++i) {
      for (std::uint32_t j = 0; j < tokens.size(); ++j) {
        std::uint32_t length = 0;
        while (i + length < own.size() && j + length < tokens.size() &&
               own.hash[i + length] == tokens.hash[j + length]) {
          ++length;
        }
        if (length < least) continue;
        if (best.has_value() && (length < best->tokens || (length == best->tokens && i >= best_begin))) continue;
        best_begin = i;
        best = {.item = item,
                .in_item = {tokens.begin[j], tokens.end[j + length - 1]},
                .in_text = {own.begin[i], own.end[i + length - 1]},
                .tokens = length};
      }
    }
  }
  return best;
}

TEST(Contamination, EqualsBruteForce) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    CorpusKind kind;
    kind.documents = 10;
    kind.pool = 8;
    kind.most_words = 25;
    kind.vocabulary = seed % 2 == 0 ? 6 : 200;
    kind.has_other_scripts = seed % 5 == 0;
    kind.has_stretches = seed % 7 == 0;
    std::vector<std::string> texts = MakeCorpus(random, kind);
    for (std::string& text : texts) {
      if (RandomChance(random, 0.5)) text = text.substr(0, RandomBelow(random, 90));  // short ones
    }
    const std::string text = texts.back() + " " + texts[0].substr(0, RandomBelow(random, 300));
    texts.pop_back();
    ContaminationOptions options;
    options.run = 8 + static_cast<int>(seed % 10);
    options.min_item = 1 + static_cast<int>(seed % 8);
    const auto expected = FindByBruteForce(texts, text, options);
    const auto got = Make(texts, options).Find(text);
    ASSERT_EQ(got.has_value(), expected.has_value());
    if (!got.has_value()) continue;
    EXPECT_EQ(*got, *expected);
    ++found;
  }
  EXPECT_GT(found, 100);
}

TEST(Contamination, OfOneWordOverAndOverTakesLinearTime) {
  std::string item;
  for (int i = 0; i < 100'000; ++i) item += "a ";
  const Contamination benchmark = Make({item});
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "a ";
  const auto found = benchmark.Find(text);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->tokens, 100'000u);
}

}  // namespace
}  // namespace copydesk
