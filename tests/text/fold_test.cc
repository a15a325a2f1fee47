#include "text/fold.h"

#include <gtest/gtest.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8_reader.h"
#include "text/random_text.h"

namespace copydesk {
namespace {

FoldedText FoldAll(std::string_view text) {
  FoldedText folded;
  if (!text.empty()) {
    EXPECT_EQ(Fold(text, text.size(), &folded), text.size());
  }
  return folded;
}

// The header's three steps, one after the other on the whole text.
std::string FoldBySteps(std::string_view text) {
  std::string valid;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    const std::size_t length = ReadUtf8(text, at, &c);
    valid += c == kIllFormed ? kReplacementCharacter : text.substr(at, length);
    at += length;
  }
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString folded =
      icu::Normalizer2::getNFKCCasefoldInstance(error)->normalize(icu::UnicodeString::fromUTF8(valid), error);
  EXPECT_TRUE(U_SUCCESS(error));
  for (const char16_t apostrophe : {u'\u2018', u'\u2019', u'\u201b', u'\u02bc'}) {
    folded.findAndReplace(icu::UnicodeString(apostrophe), icu::UnicodeString(u'\''));
  }
  std::string result;
  return folded.toUTF8String(result);
}

TEST(Fold, EveryCodePoint) {
  for (UChar32 c = 0; c < 0x110000; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    std::string text;
    icu::UnicodeString(c).toUTF8String(text);
    const std::string folded = FoldAll(text).text;
    ASSERT_EQ(folded, FoldBySteps(text)) << std::hex << c;
    ASSERT_EQ(FoldAll(folded).text, folded) << std::hex << c;
  }
}

TEST(Fold, DoesTheThreeSteps) {
  for (unsigned seed = 0; seed < 30000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = RandomText(random, 30, true);
    const FoldedText folded = FoldAll(text);
    ASSERT_EQ(folded.text, FoldBySteps(text)) << "seed " << seed;
  }
}

// Folding is local: what a change says became its folded bytes does, and nothing else changed its length.
TEST(Fold, ChangesTellWhatBecameWhat) {
  for (unsigned seed = 0; seed < 10000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = RandomText(random, 30, true);
    const FoldedText folded = FoldAll(text);
    std::size_t original = 0;
    std::size_t at = 0;
    for (const FoldChange& change : folded.changes) {
      ASSERT_GE(change.begin, at) << "seed " << seed;
      ASSERT_EQ(change.begin - at, change.original_begin - original) << "seed " << seed;
      ASSERT_EQ(FoldBySteps(std::string_view(text).substr(original, change.original_begin - original)),
                folded.text.substr(at, change.begin - at))
          << "seed " << seed;
      ASSERT_EQ(FoldBySteps(std::string_view(text).substr(change.original_begin, change.original_size)),
                folded.text.substr(change.begin, change.size))
          << "seed " << seed;
      at = change.begin + change.size;
      original = change.original_begin + change.original_size;
    }
    ASSERT_EQ(text.size() - original, folded.text.size() - at) << "seed " << seed;
  }
}

TEST(Fold, PiecesMakeTheWhole) {
  for (unsigned seed = 0; seed < 10000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = RandomText(random, 60, true);
    const FoldedText whole = FoldAll(text);
    const std::size_t at_least = 1 + random() % 40;
    std::string joined;
    std::size_t replaced = 0;
    FoldedText piece;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t size = Fold(std::string_view(text).substr(at), at_least, &piece);
      ASSERT_GE(size, std::min(at_least, text.size() - at)) << "seed " << seed;
      joined += piece.text;
      replaced += piece.replaced_bytes;
      at += size;
    }
    ASSERT_EQ(joined, whole.text) << "seed " << seed;
    ASSERT_EQ(replaced, whole.replaced_bytes) << "seed " << seed;
  }
}

TEST(Fold, CutsWhereNoWordGoesOn) {
  FoldedText folded;
  EXPECT_EQ(Fold("abc def", 1, &folded), 3u);
  EXPECT_EQ(Fold("don't 3.5, x", 1, &folded), 5u);
  EXPECT_EQ(Fold("3.5, x", 1, &folded), 4u);  // a comma may join, a space may not
  EXPECT_EQ(Fold("漢字。漢字", 1, &folded), 6u);
  EXPECT_EQ(Fold("a™b c", 1, &folded), 5u);  // becomes letters
  EXPECT_EQ(Fold("a\u00adb\u2019c\u2014d", 4, &folded), 8u);
  EXPECT_EQ(Fold("ab\xff", 1, &folded), 2u);
}

TEST(Fold, CountsReplacedBytes) {
  const FoldedText folded = FoldAll("a\xff\xe2\x80z\xf0\x9f\x98");
  EXPECT_EQ(folded.text, "a\ufffd\ufffdz\ufffd");
  EXPECT_EQ(folded.replaced_bytes, 6u);
  EXPECT_EQ(FoldAll("a\ufffd").replaced_bytes, 0u);
}

TEST(OffsetCursor, CoversOriginals) {
  // Folded: "s s f i 1 U+2044 2 k g ' é a b", from ß, U+FB01, U+00BD, U+338F, U+2019, e + U+0301, a + U+00AD + b.
  const std::string text = "ß\ufb01½\u338f\u2019e\u0301a\u00adb";
  const FoldedText folded = FoldAll(text);
  ASSERT_EQ(folded.text, "ssfi1\u20442kg'éab");
  OffsetCursor cursor(folded);
  const auto span = [&](std::size_t begin, std::size_t end) { return std::pair(cursor.Begin(begin), cursor.End(end)); };
  using Span = std::pair<std::size_t, std::size_t>;
  EXPECT_EQ(span(0, 1), Span(0, 2));    // a part of ß
  EXPECT_EQ(span(1, 3), Span(0, 5));    // s and f
  EXPECT_EQ(span(4, 5), Span(5, 7));    // 1 of ½
  EXPECT_EQ(span(8, 9), Span(5, 7));    // 2 of it
  EXPECT_EQ(span(9, 11), Span(7, 10));  // kg
  EXPECT_EQ(span(11, 12), Span(10, 13));
  EXPECT_EQ(span(12, 14), Span(13, 16));
  EXPECT_EQ(span(15, 16), Span(19, 20));  // b, without the soft hyphen before it
}

}  // namespace
}  // namespace copydesk
