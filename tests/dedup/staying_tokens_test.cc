#include "dedup/staying_tokens.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace copydesk {
namespace {

constexpr std::uint32_t kNoEnd = std::numeric_limits<std::uint32_t>::max();

TEST(StretchAround, EndsWhereTokensAreGone) {
  const std::vector<TokenRange> gone = {{0, 2}, {5, 6}, {9, 12}};
  EXPECT_EQ(StretchAround(gone, 0).size(), 0u);
  EXPECT_EQ(StretchAround(gone, 2), (TokenRange{2, 5}));
  EXPECT_EQ(StretchAround(gone, 4), (TokenRange{2, 5}));
  EXPECT_EQ(StretchAround(gone, 5).size(), 0u);
  EXPECT_EQ(StretchAround(gone, 8), (TokenRange{6, 9}));
  EXPECT_EQ(StretchAround(gone, 11).size(), 0u);
  EXPECT_EQ(StretchAround(gone, 12), (TokenRange{12, kNoEnd}));
  EXPECT_EQ(StretchAround({}, 7), (TokenRange{0, kNoEnd}));
}

TEST(StayingTokens, KnowWhatIsGoneOfEachDocument) {
  StayingTokens staying;
  EXPECT_TRUE(staying.GoneOf(0).empty());
  const std::vector<TokenRange> first = {{1, 2}, {4, 8}};
  const std::vector<TokenRange> second = {{0, 3}};
  staying.Remove(3, first);
  staying.Remove(7, second);
  EXPECT_TRUE(staying.GoneOf(2).empty());
  EXPECT_EQ(std::vector(staying.GoneOf(3).begin(), staying.GoneOf(3).end()), first);
  EXPECT_TRUE(staying.GoneOf(5).empty());
  EXPECT_EQ(std::vector(staying.GoneOf(7).begin(), staying.GoneOf(7).end()), second);
  EXPECT_TRUE(staying.GoneOf(8).empty());
}

}  // namespace
}  // namespace copydesk
