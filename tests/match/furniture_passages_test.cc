#include "match/furniture_passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace copydesk {
namespace {

using Ranges = std::vector<TextRange>;

TEST(FurniturePassages, AreParagraphsWithTokens) {
  const std::string text = "Sign up now!\n\n* * *\n\nSIGN UP, now\nThe mayor resigned.\n";
  const std::vector<Passage> passages = FindPassages(text);
  ASSERT_EQ(passages.size(), 3u);
  EXPECT_EQ(passages[0].tokens, 3u);
  EXPECT_EQ(passages[0].hash, passages[1].hash);  // but for case and punctuation
  EXPECT_NE(passages[0].hash, passages[2].hash);
  EXPECT_EQ(text.substr(passages[2].range.begin, passages[2].range.end - passages[2].range.begin),
            "The mayor resigned.");
  EXPECT_TRUE(FindPassages("").empty());
}

TEST(FurniturePassages, BelongToASourceOrAHost) {
  EXPECT_EQ(FurnitureSource({}), 0u);
  EXPECT_EQ(FurnitureSource({.url = "not a url"}), 0u);
  Metadata named;
  named.source = "Tolvane Post";
  named.url = "https://elsewhere.example/1";
  EXPECT_EQ(FurnitureSourceName(named), "Tolvane Post");
  Metadata page;
  page.url = "https://user@www.tolvane.example:8080/news?id=1#top";
  EXPECT_EQ(FurnitureSourceName(page), "tolvane.example");
  Metadata other = page;
  other.url = "http://tolvane.example";
  EXPECT_EQ(FurnitureSource(page), FurnitureSource(other));
  EXPECT_NE(FurnitureSource(page), 0u);
}

TEST(FurniturePassages, AreFoundByTheirTokens) {
  const std::string text = "Read more.\nThe mayor resigned.\nread MORE\n";
  const std::vector<Passage> passages = FindPassages(text);
  const FurnitureModel model({{.source = 7, .passage = passages[0].hash, .contexts = 3}});
  EXPECT_EQ(FindFurniture(text, model.OfSource(7)), (Ranges{passages[0].range, passages[2].range}));
  EXPECT_TRUE(FindFurniture(text, model.OfSource(8)).empty());
}

// Byte by byte.
TEST(FurniturePassages, RangesAgreeWithMarkedBytes) {
  std::mt19937_64 random(5);
  const auto draw = [&] {
    Ranges ranges;
    std::uint32_t at = 0;
    while (at < 60) {
      const auto begin = static_cast<std::uint32_t>(at + random() % 8);
      const auto end = static_cast<std::uint32_t>(begin + 1 + random() % 12);
      ranges.push_back({.begin = begin, .end = end});
      at = end;
    }
    return ranges;
  };
  const auto mark = [](const Ranges& ranges) {
    std::vector<bool> marks(128);
    for (const TextRange& range : ranges) {
      EXPECT_LT(range.begin, range.end);
      for (std::uint32_t i = range.begin; i < range.end; ++i) marks[i] = true;
    }
    return marks;
  };
  for (int round = 0; round < 200; ++round) {
    const Ranges parts = draw();
    const Ranges removed = draw();
    const std::vector<bool> in = mark(parts);
    const std::vector<bool> out = mark(removed);
    const std::vector<bool> kept = mark(WithoutRanges(parts, removed));
    const std::vector<bool> within = mark(WithinRanges(parts, removed));
    for (std::size_t i = 0; i < in.size(); ++i) {
      ASSERT_EQ(kept[i], in[i] && !out[i]) << i << ", round " << round;
      ASSERT_EQ(within[i], in[i] && out[i]) << i << ", round " << round;
    }
  }
}

}  // namespace
}  // namespace copydesk
