#include "page/html_encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

using std::string_literals::operator""s;

std::string Utf8(std::string_view html) {
  std::string converted;
  return std::string(ToUtf8(html, &converted));
}

TEST(HtmlEncoding, DeclaredAndNot) {
  EXPECT_EQ(Utf8("<meta charset=\"iso-8859-1\">caf\xe9"), "<meta charset=\"iso-8859-1\">café");
  EXPECT_EQ(Utf8("<meta charset='windows-1251'>\xcc\xe8\xf0"), "<meta charset='windows-1251'>Мир");
  EXPECT_EQ(Utf8("<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">\x93\xfa\x96\x7b"),
            "<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">日本");
  EXPECT_EQ(Utf8("\x93quoted\x94"), "“quoted”") << "Windows-1252 where nothing is declared";
  EXPECT_EQ(Utf8("\xef\xbb\xbf<p>x"), "<p>x");
  EXPECT_EQ(Utf8("\xff\xfe<\0p\0>\0"s), "<p>");
}

TEST(HtmlEncoding, ThePageIsBelievedMoreThanItsLabel) {
  EXPECT_EQ(Utf8("<meta charset=iso-8859-1>café"), "<meta charset=iso-8859-1>café");
}

TEST(HtmlEncoding, UnknownOnesAreLeftAlone) {
  const std::string page = "<meta charset=klingon-8>\xff";
  std::string converted;
  EXPECT_EQ(ToUtf8(page, &converted), page);
  EXPECT_TRUE(converted.empty());
  EXPECT_EQ(Utf8("<meta charset="), "<meta charset=");
}

}  // namespace
}  // namespace copydesk
