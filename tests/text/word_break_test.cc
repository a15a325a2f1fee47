#include "text/word_break.h"

#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/rbbi.h>
#include <unicode/ubrk.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/random_text.h"

namespace copydesk {

void PrintTo(const Word& word, std::ostream* out) {
  *out << "[" << word.begin << ", " << word.end << ") " << int{static_cast<unsigned char>(word.first)};
}

namespace {

std::vector<Word> Words(std::string_view text) {
  std::vector<Word> words;
  std::size_t position = 0;
  Word word;
  while (NextWord(text, &position, &word)) words.push_back(word);
  return words;
}

std::vector<std::string> WordTexts(std::string_view text) {
  std::vector<std::string> words;
  for (const Word& word : Words(text)) words.emplace_back(text.substr(word.begin, word.end - word.begin));
  return words;
}

using Strings = std::vector<std::string>;

TEST(WordBreak, LettersAndDigitsJoin) {
  EXPECT_EQ(WordTexts("covid19 3rd b2b"), (Strings{"covid19", "3rd", "b2b"}));
  EXPECT_EQ(WordTexts("q\u0663\u0664x"), Strings{"q\u0663\u0664x"});
}

TEST(WordBreak, ApostropheJoinsLettersOnly) {
  EXPECT_EQ(WordTexts("don't rock'n'roll"), (Strings{"don't", "rock'n'roll"}));
  EXPECT_EQ(WordTexts("'quoted' dogs' o''clock"), (Strings{"quoted", "dogs", "o", "clock"}));
  EXPECT_EQ(WordTexts("1'000 a'1 1'a"), (Strings{"1", "000", "a", "1", "1", "a"}));
  EXPECT_EQ(WordTexts("日'本"), (Strings{"日", "本"}));
}

TEST(WordBreak, PointJoinsDigitsOnly) {
  EXPECT_EQ(WordTexts("1,000,000.50 v2.0 1.1.1.1."), (Strings{"1,000,000.50", "v2.0", "1.1.1.1"}));
  EXPECT_EQ(WordTexts("1..2 1.,2 .5 5."), (Strings{"1", "2", "1", "2", "5", "5"}));
  EXPECT_EQ(WordTexts("u.s. end.next a,b 3.a a.3"), (Strings{"u", "s", "end", "next", "a", "b", "3", "a", "a", "3"}));
  EXPECT_EQ(WordTexts("\u0661\u066b\u0662 \u0661\u066c\u0662"), (Strings{"\u0661\u066b\u0662", "\u0661\u066c\u0662"}));
}

TEST(WordBreak, TheRestSeparates) {
  EXPECT_EQ(WordTexts("snake_case a@b-c:d·e/f;g"), (Strings{"snake", "case", "a", "b", "c", "d", "e", "f", "g"}));
  EXPECT_EQ(WordTexts("12:30 1;2 1_2"), (Strings{"12", "30", "1", "2", "1", "2"}));
  EXPECT_EQ(WordTexts("צה\"ל צה״ל"), (Strings{"צה", "ל", "צה", "ל"}));
  EXPECT_EQ(WordTexts("a🇦b a👍🏽b"), (Strings{"a", "b", "a", "b"}));
}

// As in the annex: they are letters by another look, and emoji by accident.
TEST(WordBreak, EnclosedLettersAreLetters) { EXPECT_EQ(WordTexts("ⓐⓑ 🅰🅱c 🄰 ⒜"), (Strings{"ⓐⓑ", "🅰🅱c", "🄰"})); }

TEST(WordBreak, MarksBelongToWhatTheyFollow) {
  EXPECT_EQ(WordTexts("\u0301a\u0301b\u0301 \u0301c"), (Strings{"a\u0301b\u0301", "c"}));
  EXPECT_EQ(WordTexts("n\u0303'\u0301t 1\u20e3.\u03012"), (Strings{"n\u0303'\u0301t", "1\u20e3.\u03012"}));
  EXPECT_EQ(WordTexts("a'\u0301 b"), (Strings{"a", "b"}));
  EXPECT_EQ(WordTexts("a\u200bb"), Strings{"a\u200bb"});
}

TEST(WordBreak, UnspacedRunsStandApart) {
  const std::string text = "iphone手机15号ไทย";
  EXPECT_EQ(Words(text), (std::vector<Word>{{0, 6, CharClass::kLetter},
                                            {6, 12, CharClass::kNoSpace},
                                            {12, 14, CharClass::kDigit},
                                            {14, 26, CharClass::kNoSpace}}));
}

TEST(WordBreak, NoWords) {
  for (const std::string_view text :
       {"", " ", "'.,", "\u0301\u200b", "😀👍🏽🇺🇸", "。、！", "\xff\x80\xe2\x80", "՛ ˂ ׳"}) {
    EXPECT_EQ(Words(text), std::vector<Word>()) << testing::PrintToString(text);
  }
}

TEST(WordBreak, BadBytesSeparate) {
  EXPECT_EQ(WordTexts("a\xff"
                      "b\xe2\x80 c"),
            (Strings{"a", "b", "c"}));
}

// Words found by an ICU break iterator, those whose rule status is at least `min_status`.
std::vector<std::string> IcuWords(icu::BreakIterator* iterator, const std::string& utf8, int min_status) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::vector<std::string> words;
  iterator->setText(text);
  std::int32_t begin = iterator->first();
  for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    if (iterator->getRuleStatus() >= min_status) {
      words.emplace_back();
      text.tempSubStringBetween(begin, end).toUTF8String(words.back());
    }
    begin = end;
  }
  return words;
}

bool HasUnicode15() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return version[0] == 15 && version[1] == 0;
}

// The rules in ICU's language, over ICU's properties.
constexpr const char16_t* kRules =
    uR"(
    $Apostrophe = ['\u02bc\u2018\u2019\u201b\uff07];
    $Point = [.,\u066b\u066c];
    $Mark = [[:DI:][:Cf:][[:WB=Extend:]-[:Emoji_Modifier:]][[:WB=ALetter:]&[[:P:][:Sk:]]]-$Apostrophe];
    $Unspaced = [[:Han:][:Hiragana:][:Katakana:][:Thai:][:Lao:][:Khmer:][:Myanmar:]
                 [:Tai_Le:][:New_Tai_Lue:][:Tai_Tham:][:Tai_Viet:][:Ahom:][:Tangut:][:Nushu:][:Khitan_Small_Script:]];
    $Letter = [[[:WB=ALetter:][:WB=Hebrew_Letter:]]&[[:L:][:Nl:][:So:]]-$Unspaced-$Mark-$Apostrophe];
    $Digit = [:Nd:];
    $NoSpace = [[:L:][:Nl:]-$Letter-$Mark-$Apostrophe];
    $L = $Letter $Mark*;
    $D = $Digit $Mark*;
    (($L ($Apostrophe $Mark* $L)*) | ($D ($Point $Mark* $D)*))+ {200};
    ($NoSpace $Mark*)+ {300};
)";

TEST(WordBreak, AgreesWithTheRulesInIcu) {
  if (!HasUnicode15()) GTEST_SKIP() << "the linked ICU has another version of Unicode than the tables";
  UErrorCode error = U_ZERO_ERROR;
  UParseError where{};
  icu::RuleBasedBreakIterator iterator(kRules, where, error);
  ASSERT_TRUE(U_SUCCESS(error)) << u_errorName(error) << " in line " << where.line;
  for (unsigned seed = 0; seed < 20000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = RandomText(random, 30, false);
    ASSERT_EQ(WordTexts(text), IcuWords(&iterator, text, 200)) << "seed " << seed << ": " << text;
  }
}

// Where the rules are those of the annex, ICU's own word iterator gives the same words. (It parts Hangul from Latin
// letters, which neither does.)
TEST(WordBreak, AgreesWithTheAnnexWhereItMeansTo) {
  if (!HasUnicode15()) GTEST_SKIP() << "the linked ICU has another version of Unicode than the tables";
  constexpr std::string_view kParts[] = {"a", "bc",     "Z", "é", "e\u0301", "я", "Щ",     "ع", "م\u0651",
                                         "न", "\u093f", "א", "1", "23",      "٣", "९",     " ", "\n",
                                         "-", "/",      "(", "“", "—",       "😀", "\u00ad"};
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  ASSERT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  for (unsigned seed = 0; seed < 20000; ++seed) {
    std::mt19937 random(seed);
    std::string text = "x";  // so that no mark is first
    for (unsigned n = random() % 30; n > 0; --n) {
      const std::string_view part = PickFrom(kParts, random);
      // A joiner only where both agree that it joins; a mark only after a base.
      const bool separated = text.ends_with(' ') || text.ends_with('\n') || text.ends_with('-') ||
                             text.ends_with('/') || text.ends_with('(') || text.ends_with("“") || text.ends_with("—") ||
                             text.ends_with("😀");
      if (separated && (part == "\u00ad" || part == "\u093f")) continue;
      text += random() % 8 == 0 && !separated ? std::string("a'b") : random() % 8 == 0 ? "1.5" : "";
      text += part;
    }
    ASSERT_EQ(WordTexts(text), IcuWords(iterator.get(), text, UBRK_WORD_NUMBER)) << "seed " << seed << ": " << text;
  }
}

}  // namespace
}  // namespace copydesk
