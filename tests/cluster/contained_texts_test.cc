#include "cluster/contained_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(ContainedTextsTest, GoesIntoTheTextThatStays) {
  EXPECT_THAT(FindContainedTexts({{.inner = 1, .outer = 0, .share = 0.5}}, {false, false}), ElementsAre(Pair(1, 0)));
  EXPECT_THAT(FindContainedTexts({{.inner = 0, .outer = 1, .share = 0.5}}, {false, false}), IsEmpty())
      << "the longer one stays";
  EXPECT_THAT(FindContainedTexts({{.inner = 1, .outer = 0, .share = 0.5}}, {true, false}), IsEmpty())
      << "what goes holds nothing";
}

TEST(ContainedTextsTest, AChainNeedsEvidenceOfItsOwn) {
  const std::vector<ContainedText> chain = {{.inner = 2, .outer = 1, .share = 0.9},
                                            {.inner = 1, .outer = 0, .share = 0.9}};
  EXPECT_THAT(FindContainedTexts(chain, {false, false, false}), ElementsAre(Pair(1, 0)))
      << "2 is in 1, which goes; that 2 is in 0 nobody has seen";
}

TEST(ContainedTextsTest, OfSeveralTheLargestShareThenTheFirst) {
  const std::vector<ContainedText> pairs = {{.inner = 3, .outer = 0, .share = 0.6},
                                            {.inner = 3, .outer = 2, .share = 0.8},
                                            {.inner = 3, .outer = 1, .share = 0.8}};
  EXPECT_THAT(FindContainedTexts(pairs, std::vector<bool>(4)), ElementsAre(Pair(3, 1)));
}

// What goes is in what stays; what stays is in nothing earlier that stays.
TEST(ContainedTextsTest, RandomPairsLeaveNothingOut) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const std::size_t texts = 2 + random() % 12;
    std::vector<ContainedText> pairs;
    for (std::size_t i = 0; i < 2 * texts; ++i) {
      pairs.push_back({.inner = random() % texts, .outer = random() % texts, .share = (1 + random() % 8) / 8.0});
    }
    std::vector<bool> gone(texts);
    for (std::size_t i = 0; i < texts; ++i) gone[i] = random() % 5 == 0;
    const auto into = FindContainedTexts(pairs, gone);
    const auto stays = [&](std::size_t text) { return !gone[text] && !into.contains(text); };
    for (const auto& [inner, outer] : into) {
      EXPECT_TRUE(stays(outer) && outer < inner && !gone[inner]);
    }
    for (const ContainedText& pair : pairs) {
      if (pair.outer < pair.inner && stays(pair.outer)) {
        EXPECT_FALSE(stays(pair.inner));
      }
    }
  }
}

}  // namespace
}  // namespace copydesk
