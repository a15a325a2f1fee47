#include "text/extent.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/tokens.h"

namespace copydesk {
namespace {

std::vector<std::uint32_t> Sums(std::string_view text) { return SumExtents(text, Tokenize(text)); }

TEST(Extent, WordsNeedNoSums) {
  for (const std::string_view text : {"", "two words", "Über слово كلمة शब्द 한국어 12", "…"}) {
    EXPECT_TRUE(Sums(text).empty()) << text;
  }
}

TEST(Extent, BigramsAreLessThanWords) {
  EXPECT_EQ(Sums("中国人"), (std::vector<std::uint32_t>{0, 20, 40}));
  EXPECT_EQ(Sums("カタカ"), (std::vector<std::uint32_t>{0, 12, 24}));
  EXPECT_EQ(Sums("ひら"), (std::vector<std::uint32_t>{0, 12}));
  EXPECT_EQ(Sums("ไทย"), (std::vector<std::uint32_t>{0, 9, 18}));
  EXPECT_EQ(Sums("ລາວ"), (std::vector<std::uint32_t>{0, 9, 18}));
  EXPECT_EQ(Sums("word 中国, 12 ไท"), (std::vector<std::uint32_t>{0, 30, 50, 80, 89}));
  EXPECT_EQ(Sums("ｶﾞｲﾄﾞ"), Sums("ガイド")) << "half-width letters are worth the same";
}

TEST(Extent, UnspacedAlphabets) {
  for (const char32_t c : {U'ก', U'ກ', U'ក', U'က'}) EXPECT_TRUE(IsUnspacedAlphabet(c));
  for (const char32_t c : {U'中', U'か', U'カ', U'a', U'ا', U'अ', U'1', U'।'}) EXPECT_FALSE(IsUnspacedAlphabet(c));
}

}  // namespace
}  // namespace copydesk
