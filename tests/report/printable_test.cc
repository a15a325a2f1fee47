#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/utf8.h"
#include "copydesk/report.h"
#include "report/display_width.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

TEST(PrintableTest, HarmlessTextStaysAsItIs) {
  EXPECT_EQ(Printable("", 10), "");
  EXPECT_EQ(Printable("", 0), "");
  EXPECT_EQ(Printable("Zwölf Boxkämpfer", 16), "Zwölf Boxkämpfer");
  EXPECT_EQ(Printable("澜汀晚报 مرسى", 100), "澜汀晚报 مرسى");
}

TEST(PrintableTest, ControlCharactersBecomeVisible) {
  EXPECT_EQ(Printable("\x1b[31mred\x1b[0m", 80), "<U+001B>[31mred<U+001B>[0m");
  EXPECT_EQ(Printable("a\x07\b\x7f", 80), "a<U+0007><U+0008><U+007F>");
  EXPECT_EQ(Printable(std::string(1, '\0'), 80), "<U+0000>");
  EXPECT_EQ(Printable("\xC2\x9B"
                      "2J",
                      80),
            "<U+009B>2J");  // the 8-bit form of ESC [
}

TEST(PrintableTest, LineEndsAndTabsAreSpaces) { EXPECT_EQ(Printable("a\nb\r\nc\td", 80), "a b  c d"); }

TEST(PrintableTest, DirectionsBecomeVisible) {
  EXPECT_EQ(Printable("\xE2\x80\xAE"
                      "evil",
                      80),
            "<U+202E>evil");
  EXPECT_EQ(Printable("\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\x8F\xD8\x9C", 80), "<U+2066><U+2069><U+200F><U+061C>");
  EXPECT_EQ(Printable("\xE2\x80\xA8\xE2\x80\xA9", 80), "<U+2028><U+2029>");
  EXPECT_EQ(Printable("\xEF\xBB\xBF", 80), "<U+FEFF>");
  EXPECT_EQ(Printable("\xF3\xA0\x81\x81", 80), "<U+E0041>");  // a tag
}

TEST(PrintableTest, BytesThatAreNotUtf8AreReplacedOneByOne) {
  EXPECT_EQ(Printable("a\xFF\xC3z", 80), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(Printable("\xC2", 80), "\xEF\xBF\xBD");
  EXPECT_EQ(Printable("\xEF\xBF\xBD", 80), "\xEF\xBF\xBD");
}

TEST(PrintableTest, CutsWithAnEllipsis) {
  EXPECT_EQ(Printable("abcdef", 6), "abcdef");
  EXPECT_EQ(Printable("abcdef", 5), "abcd…");
  EXPECT_EQ(Printable("abcdef", 1), "…");
  EXPECT_EQ(Printable("abcdef", 0), "");
}

TEST(PrintableTest, WideCharactersTakeTwoColumnsAndAreNeverHalved) {
  EXPECT_EQ(Printable("澜汀晚报", 8), "澜汀晚报");
  EXPECT_EQ(Printable("澜汀晚报", 7), "澜汀晚…");
  EXPECT_EQ(Printable("澜汀晚报", 6), "澜汀…");
  EXPECT_EQ(Printable("澜", 1), "…");
}

TEST(PrintableTest, EscapesAreNeverCutInTheMiddle) {
  EXPECT_EQ(Printable("ab\x1b", 10), "ab<U+001B>");
  EXPECT_EQ(Printable("ab\x1b", 9), "ab…");
}

TEST(PrintableTest, MarksTakeNoColumn) {
  EXPECT_EQ(Printable("e\xCC\x81"
                      "e\xCC\x81",
                      2),
            "e\xCC\x81"
            "e\xCC\x81");
  EXPECT_EQ(Printable("a\xE2\x80\x8D"
                      "b",
                      2),
            "a\xE2\x80\x8D"
            "b");
}

TEST(PrintableTest, EndlessMarksAreLeftOut) {
  std::string many = "e";
  for (int i = 0; i < 100'000; ++i) many += "\xCC\x81";
  const std::string printable = Printable(many + "nd", 10);
  EXPECT_EQ(printable.size(), 1U + 30 * 2 + 2);
  EXPECT_TRUE(printable.ends_with("nd"));
}

TEST(PrintableTest, IsHarmlessAndNeverTooWide) {
  constexpr unsigned kSeed = 4711;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 20'000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    const std::string text = HostileText(random, 30);
    const std::size_t columns = std::uniform_int_distribution<std::size_t>(0, 60)(random);
    const std::string printable = Printable(text, columns);
    ASSERT_EQ(FindHarm(printable), "") << printable;
    ASSERT_EQ(printable.find('\n'), std::string::npos);
    ASSERT_LE(ColumnsOf(printable), columns) << printable;
    // What is not cut is the start of what is: nothing depends on the width but the end.
    std::string whole = Printable(text, std::numeric_limits<std::size_t>::max());
    ASSERT_EQ(FindHarm(whole), "");
    std::string head = printable;
    if (head.ends_with("…") && !whole.starts_with(head)) head.resize(head.size() - std::string("…").size());
    ASSERT_TRUE(whole.starts_with(head)) << head;
    // Visible text is harmless: making it visible again changes nothing.
    ASSERT_EQ(Printable(whole, std::numeric_limits<std::size_t>::max()), whole);
  }
}

TEST(DisplayWidthTest, IsNeverLessThanTheTerminalCounts) {
  std::string narrower;
  for (char32_t c = 0x20; c < 0x110000; ++c) {
    if (c >= 0xd800 && c < 0xe000) continue;
    const std::string utf8 = Utf8Of(c);
    ASSERT_EQ(DecodeUtf8(utf8, 0).code_point, c);
    // What Printable makes of it is what counts.
    const std::string printable = Printable(utf8, 20);
    const std::size_t width = printable == utf8 ? CharacterWidth(c) : printable.size();
    if (ColumnsOf(printable) > width) narrower += absl::StrCat(absl::Hex(static_cast<std::uint32_t>(c)), " ");
  }
  EXPECT_EQ(narrower, "");
}

TEST(WithThousandsTest, SetsCommas) {
  EXPECT_EQ(WithThousands(0), "0");
  EXPECT_EQ(WithThousands(999), "999");
  EXPECT_EQ(WithThousands(1000), "1,000");
  EXPECT_EQ(WithThousands(123456), "123,456");
  EXPECT_EQ(WithThousands(1234567), "1,234,567");
  EXPECT_EQ(WithThousands(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

TEST(HumanBytesTest, RoundsToAUnit) {
  EXPECT_EQ(HumanBytes(0), "0 B");
  EXPECT_EQ(HumanBytes(999), "999 B");
  EXPECT_EQ(HumanBytes(1000), "1.0 kB");
  EXPECT_EQ(HumanBytes(1234567), "1.2 MB");
  EXPECT_EQ(HumanBytes(99'400), "99.4 kB");
  EXPECT_EQ(HumanBytes(99'960), "100 kB");
  EXPECT_EQ(HumanBytes(999'499), "999 kB");
  EXPECT_EQ(HumanBytes(999'500), "1.0 MB");
  EXPECT_EQ(HumanBytes(5'000'000'000), "5.0 GB");
  EXPECT_EQ(HumanBytes(std::numeric_limits<std::uint64_t>::max()), "18446744 TB");
}

}  // namespace
}  // namespace copydesk
