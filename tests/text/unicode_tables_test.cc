#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

#include <cstdint>

#include "text/fold.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

class UnicodeTables : public testing::Test {
 protected:
  void SetUp() override {
    UVersionInfo version;
    u_getUnicodeVersion(version);
    if (version[0] != 15 || version[1] != 0) {
      GTEST_SKIP() << "the linked ICU has Unicode " << int{version[0]} << "." << int{version[1]} << ", the tables have "
                   << kUnicodeVersion;
    }
  }

  static icu::UnicodeSet Set(const char16_t* pattern) {
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeSet set(icu::UnicodeString(pattern), error);
    EXPECT_TRUE(U_SUCCESS(error)) << u_errorName(error);
    return set;
  }
};

// The classes once more, as sets of properties.
TEST_F(UnicodeTables, AgreeWithIcu) {
  const icu::UnicodeSet apostrophe = Set(u"['\u02bc\u2018\u2019\u201b\uff07]");
  const icu::UnicodeSet point = Set(u"[.,\u066b\u066c]");
  const icu::UnicodeSet mark =
      Set(u"[[:DI:][:Cf:][[:WB=Extend:]-[:Emoji_Modifier:]][:WB=ZWJ:][:WB=Format:]"
          u"[[[:WB=ALetter:][:WB=Hebrew_Letter:]]&[[:P:][:Sk:]]]-['\u02bc]]");
  const icu::UnicodeSet digit = Set(u"[[:WB=Numeric:]&[:Nd:]]");
  const icu::UnicodeSet no_space =
      Set(u"[[[:L:][:Nl:]]&[[:WB=Other:][:WB=Katakana:][:Han:][:Hiragana:][:Katakana:][:Thai:][:Lao:][:Khmer:]"
          u"[:Myanmar:][:Tai_Le:][:New_Tai_Lue:][:Tai_Tham:][:Tai_Viet:][:Ahom:][:Tangut:][:Nushu:][:Khitan_Small_"
          u"Script:]]]");
  const icu::UnicodeSet letter = Set(u"[[[:WB=ALetter:][:WB=Hebrew_Letter:]]&[[:L:][:Nl:][:So:]]]");
  for (UChar32 c = 0; c < 0x110000; ++c) {
    const CharClass expected = apostrophe.contains(c) ? CharClass::kApostrophe
                               : point.contains(c)    ? CharClass::kPoint
                               : mark.contains(c)     ? CharClass::kMark
                               : digit.contains(c)    ? CharClass::kDigit
                               : no_space.contains(c) ? CharClass::kNoSpace
                               : letter.contains(c)   ? CharClass::kLetter
                                                      : CharClass::kOther;
    ASSERT_EQ(ClassOf(static_cast<char32_t>(c)), expected) << std::hex << c;
  }
}

TEST_F(UnicodeTables, CapitalsAgreeWithIcu) {
  const icu::UnicodeSet capital = Set(u"[[:Lu:][:Lt:]]");
  for (UChar32 c = 0; c < 0x110000; ++c) {
    ASSERT_EQ(IsCapital(static_cast<char32_t>(c)), capital.contains(c)) << std::hex << c;
  }
  EXPECT_FALSE(IsCapital(0x110000));
  EXPECT_FALSE(IsCapital(0xffffffff));
}

TEST_F(UnicodeTables, ScriptsWithoutSpacesAreThoseNamed) {
  const icu::UnicodeSet named =
      Set(u"[[:Han:][:Hiragana:][:Katakana:][:Thai:][:Lao:][:Khmer:][:Myanmar:][:Tai_Le:][:New_Tai_Lue:][:Tai_Tham:]"
          u"[:Tai_Viet:][:Ahom:][:Tangut:][:Nushu:][:Khitan_Small_Script:]]");
  // Common: the prolonged sound mark and its kin, and an ideographic closing mark.
  const icu::UnicodeSet common = Set(u"[\u3006\u3031-\u3035\u30fc\uff70]");
  const icu::UnicodeSet letters = Set(u"[[:L:][:Nl:]]");
  const icu::UnicodeSet marks = Set(u"[[:WB=Extend:]]");
  for (UChar32 c = 0; c < 0x110000; ++c) {
    const bool expected = (named.contains(c) || common.contains(c)) && letters.contains(c) && !marks.contains(c);
    ASSERT_EQ(ClassOf(static_cast<char32_t>(c)) == CharClass::kNoSpace, expected) << std::hex << c;
  }
}

// Every letter and digit is in some word, whatever its language.
TEST_F(UnicodeTables, NoLetterIsLost) {
  const icu::UnicodeSet kept = Set(u"[[:L:][:Nl:][:Nd:]-[:DI:]-[:WB=Extend:]-[\u02bc]]");
  for (UChar32 c = 0; c < 0x110000; ++c) {
    if (!kept.contains(c)) continue;
    const CharClass c_class = ClassOf(static_cast<char32_t>(c));
    ASSERT_TRUE(c_class == CharClass::kLetter || c_class == CharClass::kDigit || c_class == CharClass::kNoSpace)
        << std::hex << c;
  }
}

// What long runs of marks and cuts between pieces rest on.
TEST_F(UnicodeTables, WhatReordersOrVanishesIsAMark) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  for (UChar32 c = 0; c < 0x110000; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    const bool vanishes = folding->normalize(icu::UnicodeString(c), error).isEmpty() != 0;
    if (folding->getCombiningClass(c) != 0 || vanishes) {
      ASSERT_EQ(ClassOf(static_cast<char32_t>(c)), CharClass::kMark) << std::hex << c;
    }
  }
}

// A newer ICU folds through this filter; with this one it changes nothing.
TEST_F(UnicodeTables, FilterOfFoldingKeepsAllOfUnicode15) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::UnicodeSet folded(icu::UnicodeString(kFoldedCodePoints, -1, US_INV), error);
  ASSERT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  const icu::FilteredNormalizer2 filter(*folding, folded);
  const icu::Normalizer2& filtered = filter;
  for (UChar32 c = 0; c < 0x110000; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    ASSERT_EQ(filtered.normalize(icu::UnicodeString(c), error), folding->normalize(icu::UnicodeString(c), error))
        << std::hex << c;
  }
}

TEST_F(UnicodeTables, NothingIsAssignedAboveUnicode) {
  EXPECT_EQ(ClassOf(0x110000), CharClass::kOther);
  EXPECT_EQ(ClassOf(0xffffffff), CharClass::kOther);
}

}  // namespace
}  // namespace copydesk
