#include "base/utf8_reader.h"

#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <string>

namespace copydesk {
namespace {

// ICU's macro is the oracle: U8_NEXT skips maximal subparts too.
void ExpectAsIcu(const std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    char32_t c = 0;
    const std::size_t length = ReadUtf8(text, at, &c);
    auto next = static_cast<std::int32_t>(at);
    UChar32 expected = 0;
    U8_NEXT(text.data(), next, static_cast<std::int32_t>(text.size()), expected);
    ASSERT_EQ(length, static_cast<std::size_t>(next) - at) << testing::PrintToString(text) << " at " << at;
    ASSERT_EQ(c, expected < 0 ? kIllFormed : static_cast<char32_t>(expected)) << testing::PrintToString(text);
  }
}

TEST(Utf8Reader, ReadsEveryCodePoint) {
  for (UChar32 expected = 0; expected < 0x110000; ++expected) {
    if (U_IS_SURROGATE(expected)) continue;
    char bytes[4];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, expected);
    char32_t c = 0;
    ASSERT_EQ(ReadUtf8({bytes, static_cast<std::size_t>(size)}, 0, &c), static_cast<std::size_t>(size));
    ASSERT_EQ(c, static_cast<char32_t>(expected));
  }
}

// Bytes at the edges of the ranges of table 3-7, in all combinations of up to four.
TEST(Utf8Reader, AgreesWithIcuOnBadBytes) {
  constexpr unsigned char kBytes[] = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf,
                                      0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff};
  for (const unsigned char a : kBytes) {
    for (const unsigned char b : kBytes) {
      for (const unsigned char c : kBytes) {
        for (const unsigned char d : kBytes) {
          ExpectAsIcu({static_cast<char>(a), static_cast<char>(b), static_cast<char>(c), static_cast<char>(d)});
        }
      }
    }
  }
}

TEST(Utf8Reader, StopsAtTheEnd) {
  char32_t c = 0;
  for (const std::string text : {"\xe2", "\xe2\x80", "\xf0\x9f\x98"}) {
    EXPECT_EQ(ReadUtf8(text, 0, &c), text.size());
    EXPECT_EQ(c, kIllFormed);
  }
}

}  // namespace
}  // namespace copydesk
