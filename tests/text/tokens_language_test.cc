// What becomes of words in several languages, with what is told apart and what is not.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <vector>

#include "text/tokens.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

void ExpectTokens(std::string_view text, std::initializer_list<std::string_view> words) {
  UninitializedVector<std::uint64_t> hashes;
  for (const std::string_view word : words) hashes.push_back(HashWord(word));
  EXPECT_EQ(Tokenize(text).hash, hashes) << text;
}

TEST(TokensLanguage, German) {
  ExpectTokens("Die STRASSE, die Straße: Übergröße!", {"die", "strasse", "die", "strasse", "übergrösse"});
  ExpectTokens("„Wie geht’s?“ 1.234,56 €", {"wie", "geht's", "1.234,56"});
}

TEST(TokensLanguage, Russian) {
  ExpectTokens("Съезд в Москве — 5-й ЁЖ.", {"съезд", "в", "москве", "5", "й", "ёж"});
  ExpectTokens("и\u0306", {"й"});
}

TEST(TokensLanguage, GreekFinalSigma) {
  ExpectTokens("ΟΔΟΣ οδός ὈΔΥΣΣΕΎΣ", {"οδοσ", "οδόσ", "ὀδυσσεύσ"});
  EXPECT_EQ(Tokenize("ΛΌΓΟΣ").hash, Tokenize("λόγος").hash);
}

// Folding is the same in every language: capital dotted I keeps its dot, and dotless i stays apart from i.
TEST(TokensLanguage, TurkishI) {
  ExpectTokens("İstanbul ISPARTA ısı", {"i\u0307stanbul", "isparta", "ısı"});
  EXPECT_NE(Tokenize("İstanbul").hash, Tokenize("istanbul").hash);
}

// Vowel signs and tatweel go, for a text is printed with and without them; hamza, madda and the dots of letters stay.
TEST(TokensLanguage, Arabic) {
  ExpectTokens("كتاب كِتَاب كتـــاب كِـتَّابٌ", {"كتاب", "كتاب", "كتاب", "كتاب"});
  ExpectTokens("أحمد احمد إسلام آمن مدرسة مدرسه على علي",
               {"أحمد", "احمد", "إسلام", "آمن", "مدرسة", "مدرسه", "على", "علي"});
  ExpectTokens("ا\u0654حمد", {"أحمد"});
  ExpectTokens("ـــ", {"ـــ"});
  ExpectTokens("بِسْمِ ٱللَّهِ هٰذا", {"بسم", "ٱلله", "هذا"});
  EXPECT_EQ(Tokenize("\ufe91\ufee2 \ufb8e").hash, Tokenize("بم ک").hash);
  EXPECT_EQ(Tokenize("\ufefb").hash, Tokenize("لا").hash);
  ExpectTokens("قال، نعم؟ ١٢٬٣٤٥٫٦", {"قال", "نعم", "12,345.6"});
  EXPECT_EQ(Tokenize("١٢").number, UninitializedVector<std::uint8_t>{1});
  // A zero-width non-joiner inside a Persian word is removed.
  EXPECT_EQ(Tokenize("می\u200cخواهم").hash, Tokenize("میخواهم").hash);
}

// Both spellings of gershayim separate; geresh stays a part of its word; points go.
TEST(TokensLanguage, Hebrew) {
  ExpectTokens("צה״ל צה\"ל", {"צה", "ל", "צה", "ל"});
  ExpectTokens("ג׳ורג׳ ג'ורג'", {"ג׳ורג׳", "ג'ורג"});
  ExpectTokens("שָׁלוֹם שלום", {"שלום", "שלום"});
}

TEST(TokensLanguage, Hindi) {
  ExpectTokens("प्रधानमंत्री ने कहा। २०१६", {"प्रधानमंत्री", "ने", "कहा", "2016"});
  EXPECT_EQ(Tokenize("\u0958").hash, Tokenize("\u0915\u093c").hash);
}

TEST(TokensLanguage, Thai) {
  ExpectTokens("น้ำไทย", {"น\u0e49\u0e4dา", "าไ", "ไท", "ทย"});
  EXPECT_EQ(Tokenize("ไทย\u200bนะ").hash, Tokenize("ไทยนะ").hash);
  ExpectTokens("ปี ๒๕๕๙", {"ปี", "2559"});
}

TEST(TokensLanguage, LaoKhmerBurmese) {
  ExpectTokens("ລາວ", {"ລາ", "າວ"});
  ExpectTokens("ខ្មែរ", {"ខ្ម\u17c2", "ម\u17c2រ"});
  ExpectTokens("မြန်မာ", {"မြန်", "န်မာ"});
}

TEST(TokensLanguage, Japanese) {
  ExpectTokens("東京タワーへ行く。", {"東京", "京タ", "タワ", "ワー", "ーへ", "へ行", "行く"});
  EXPECT_EQ(Tokenize("ｶﾞｲﾄﾞ").hash, Tokenize("ガイド").hash);
  EXPECT_EQ(Tokenize("か\u3099").hash, Tokenize("が").hash);
  ExpectTokens("時々ＮＨＫ２", {"時々", "nhk2"});
}

TEST(TokensLanguage, Korean) {
  ExpectTokens("대통령이 말했다.", {"대통령이", "말했다"});
  EXPECT_EQ(Tokenize("\u1112\u1161\u11ab\u1100\u116e\u11a8").hash, Tokenize("한국").hash);
}

TEST(TokensLanguage, Chinese) {
  ExpectTokens("习近平会见，普京", {"习近", "近平", "平会", "会见", "见普", "普京"});
  ExpectTokens("新冠COVID-19疫情", {"新冠", "covid", "19", "疫情"});
  ExpectTokens("一", {"一"});
}

// Scripts without spaces: punctuation, spaces and line ends do not change the tokens, as in other scripts.
TEST(TokensLanguage, RunsGoOnOverSeparators) {
  const Tokens plain = Tokenize("习近平会见普京");
  for (const std::string_view text :
       {"习近平会见，普京", "习近平 会见\n普京", "「习近平」……会见。“普京”", "习\r\n近\r\n平会见普京",
        "习近平会见------------------------------------------------------------普京"}) {
    EXPECT_EQ(Tokenize(text).hash, plain.hash) << text;
  }
  EXPECT_EQ(Tokenize("น้ำ ไทย").hash, Tokenize("น้ำไทย").hash);
  EXPECT_EQ(Tokenize("ジョン・スミス").hash, Tokenize("ジョンスミス").hash);
  const Tokens parted = Tokenize("见，普");
  ASSERT_EQ(parted.size(), 1u);
  EXPECT_EQ(parted.begin[0], 0u);
  EXPECT_EQ(parted.end[0], 9u);
  // A word ends a run; what is alone between words is a token of its own.
  ExpectTokens("一 ok 二、三 5 四", {"一", "ok", "二三", "5", "四"});
  ExpectTokens("一 this is a long stretch of ASCII text, longer than the mixed path takes 二",
               {"一", "this", "is", "a", "long", "stretch", "of", "ascii", "text", "longer", "than", "the", "mixed",
                "path", "takes", "二"});
}

TEST(TokensLanguage, DigitsOfAnyScript) {
  for (const std::string_view number : {"١٩٦٢", "۱۹۶۲", "१९६२", "১৯৬২", "๑๙๖๒", "１９６２"}) {
    ExpectTokens(number, {"1962"});
    EXPECT_EQ(Tokenize(number).number, UninitializedVector<std::uint8_t>{1}) << number;
  }
  ExpectTokens("७वें", {"7वें"});
}

TEST(TokensLanguage, Vietnamese) {
  ExpectTokens("Việt Nam", {"việt", "nam"});
  EXPECT_EQ(Tokenize("Vie\u0302\u0323t").hash, Tokenize("Việt").hash);
  EXPECT_EQ(Tokenize("Vie\u0323\u0302t").hash, Tokenize("Việt").hash);
  const Tokens tokens = Tokenize("Vie\u0302\u0323t Nam");
  EXPECT_EQ(tokens.end, (UninitializedVector<std::uint32_t>{8, 12}));
}

}  // namespace
}  // namespace copydesk
