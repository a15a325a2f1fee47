#include "base/utf8.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

std::vector<char32_t> Forward(std::string_view text) {
  std::vector<char32_t> characters;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = DecodeUtf8(text, i);
    characters.push_back(character.code_point);
    i += character.length;
  }
  return characters;
}

std::vector<char32_t> Backward(std::string_view text) {
  std::vector<char32_t> characters;
  for (std::size_t i = text.size(); i > 0;) {
    const Utf8Character character = DecodeUtf8Before(text, i);
    characters.push_back(character.code_point);
    i -= character.length;
  }
  std::reverse(characters.begin(), characters.end());
  return characters;
}

// UTF-8 by its definition, without ICU.
std::string Encode(char32_t code_point) {
  const auto tail = [code_point](int shift) { return static_cast<char>(0x80 | ((code_point >> shift) & 0x3f)); };
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  if (code_point < 0x800) return {static_cast<char>(0xc0 | (code_point >> 6)), tail(0)};
  if (code_point < 0x10000) return {static_cast<char>(0xe0 | (code_point >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | (code_point >> 18)), tail(12), tail(6), tail(0)};
}

TEST(Utf8, EveryCodePointComesBackInBothDirections) {
  for (char32_t code_point = 0; code_point <= 0x10ffff; ++code_point) {
    if (code_point >= 0xd800 && code_point < 0xe000) continue;
    const std::string text = Encode(code_point);
    const Utf8Character first = DecodeUtf8(text, 0);
    const Utf8Character last = DecodeUtf8Before(text, text.size());
    ASSERT_EQ(first.code_point, code_point);
    ASSERT_EQ(first.length, text.size());
    ASSERT_EQ(last.code_point, code_point);
    ASSERT_EQ(last.length, text.size());
  }
}

TEST(Utf8, StartOfTheTextHasNothingBefore) {
  for (const std::string_view text : {"", "a"}) {
    EXPECT_EQ(DecodeUtf8Before(text, 0).length, 0u);
    EXPECT_EQ(DecodeUtf8Before(text, 0).code_point, U'\0');
  }
}

TEST(Utf8, EachInvalidByteIsOneReplacementCharacter) {
  constexpr char32_t kBad = 0xfffd;
  const std::vector<std::pair<std::string, std::vector<char32_t>>> cases = {
      {"\xff\xfe", {kBad, kBad}},                      // never in UTF-8
      {"\xc0\xaf", {kBad, kBad}},                      // overlong
      {"\xed\xa0\x80", {kBad, kBad, kBad}},            // surrogate
      {"\xf4\x90\x80\x80", {kBad, kBad, kBad, kBad}},  // above U+10FFFF
      {"\xe2\x82", {kBad, kBad}},                      // cut off at the end
      {"\xe2\x82x", {kBad, kBad, U'x'}},               // cut off by another character
      {"\x80\x80\x80\x80\x80", {kBad, kBad, kBad, kBad, kBad}},
      {"a\xc3\xa9\xa9z", {U'a', 0xe9, kBad, U'z'}},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_THAT(Forward(text), ElementsAreArray(expected));
    EXPECT_THAT(Backward(text), ElementsAreArray(expected));
  }
}

TEST(Utf8, TextAfterThePositionDoesNotMatter) {
  const std::string text = "é東🚀";
  EXPECT_THAT(Backward(std::string_view(text).substr(0, 2)), ElementsAre(U'é'));
  EXPECT_EQ(DecodeUtf8Before(text, 5).code_point, U'東');
  EXPECT_EQ(DecodeUtf8Before(text, 4).code_point, 0xfffdu) << "in the middle of a character";
}

TEST(Utf8, BothDirectionsSeeTheSameCharactersInRandomBytes) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  // Few distinct bytes, so that valid, cut and overlong sequences all come up.
  const std::string bytes = "az\x80\x90\xa0\xbf\xc2\xc3\xe0\xe2\xed\xf0\xf4\xff";
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 24, '\0');
    for (char& byte : text) byte = bytes[random() % bytes.size()];
    ASSERT_EQ(Forward(text), Backward(text)) << ::testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace copydesk
