#include "text/unmask.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/look_alikes.h"
#include "text/tokens.h"
#include "text/word_break.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

std::string Plain(std::string_view word, std::uint32_t disguised = 0) {
  UnmaskedWord result;
  Unmask(word, &result);
  EXPECT_EQ(result.disguised, disguised) << word;
  const bool same = result.guise == Guise::kPlain || result.guise == Guise::kForeign;
  EXPECT_TRUE(same || MayBeMasked(word)) << word;
  return same ? std::string(word) : result.text;
}

Guise GuiseOf(std::string_view word) {
  UnmaskedWord result;
  Unmask(word, &result);
  return result.guise;
}

TEST(Unmask, LookAlikesInLatinWords) {
  EXPECT_EQ(Plain("pr\u0435sident", 1), "president");  // Cyrillic e
  EXPECT_EQ(Plain("\u0440r\u0435sid\u0435nt", 3), "president");
  EXPECT_EQ(Plain("gr\u03bfwth", 1), "growth");    // Greek o
  EXPECT_EQ(Plain("c\u0585llege", 1), "college");  // Armenian o
  EXPECT_EQ(Plain("\u13b7ayor", 1), "mayor");      // Cherokee lu
  EXPECT_EQ(Plain("\ua4d0ank", 1), "bank");        // Lisu ba
  EXPECT_EQ(Plain("stra\u0455se", 1), "strasse");
}

TEST(Unmask, LatinLettersInRussianAndGreekWords) {
  EXPECT_EQ(Plain("mосква", 1), "москва");
  EXPECT_EQ(Plain("пpeзидeнт", 3), "президент");
  EXPECT_EQ(Plain("ποvoς", 2), "πονος");
  EXPECT_EQ(GuiseOf("пpeзидeнт"), Guise::kReversed);
  EXPECT_EQ(GuiseOf("mосква"), Guise::kEither);
  EXPECT_EQ(Plain("m\u043ec\u043aba", 2), "mockba");
}

// Units, names and words that are meant to hold two scripts.
TEST(Unmask, RealWordsStay) {
  for (const std::string_view word :
       {"президент", "сор",    "\u03bcm", "\u03bcg",  "k\u03c9",        "ifn\u03b3",  "tnfα",
        "nfκb",      "apoeε4", "λx",      "itμ",      "smsки",          "übergrösse", "việt",
        "ελλαδα",    "naïve",  "мир",     "ёлка",     "україна",        "ı",          "日本",
        "प्रधानमंत्री", "น้ำ",     "أحمد",    "대통령이", "ẹ\u0300kọ\u0301"}) {
    UnmaskedWord result;
    Unmask(word, &result);
    if (result.guise == Guise::kLookAlike) continue;  // stays where no disguised word is near
    EXPECT_EQ(Plain(word), word);
  }
}

TEST(Unmask, NoiseOfMarks) {
  EXPECT_EQ(Plain("b\u0310\u0352\u035fa\u0306\u0330\u0347\u033fnk\u0321\u0322", 9), "bank");
  EXPECT_EQ(Plain("s\u0336t\u0336r\u0336i\u0336k\u0336e\u0336", 6), "strike");
  EXPECT_EQ(Plain("b\u20ddank", 1), "bank");
  EXPECT_EQ(Plain("1\u20e3"), "1");  // a keycap is an emoji
  EXPECT_EQ(Plain("ẹ\u0300kọ\u0301"), "ẹ\u0300kọ\u0301");
  EXPECT_EQ(Plain("é\u0310\u0352\u035f", 3), "e");  // noise composes too
}

TEST(Unmask, EnclosedLetters) {
  EXPECT_EQ(Plain("🅱🅰🅽🅺", 4), "bank");
  EXPECT_EQ(Plain("🅑ank"), "bank");
  EXPECT_EQ(Plain("🆉🅩🅿", 3), "zzp");
  EXPECT_EQ(Plain("🅐ж"), "аж");
}

TEST(Unmask, OptionalMarks) {
  EXPECT_EQ(Plain("كِتَاب"), "كتاب");
  EXPECT_EQ(Plain("ـ"), "ـ");
  EXPECT_EQ(Plain("שָׁלוֹם"), "שלום");
}

// A plain form is the plain form of itself, and bytes tell which words are looked at.
TEST(Unmask, IsIdempotentForEveryLetter) {
  for (char32_t c = 0x80; c < 0x20000; ++c) {
    if (ClassOf(c) != CharClass::kLetter) continue;
    std::string letter;
    if (c < 0x800) {
      letter = {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
    } else if (c < 0x10000) {
      letter = {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
                static_cast<char>(0x80 | (c & 63))};
    } else {
      letter = {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
                static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
    }
    for (const std::string& word : {letter, "w" + letter + "g", letter + "ж"}) {
      UnmaskedWord once;
      Unmask(word, &once);
      if (once.guise == Guise::kPlain || once.guise == Guise::kForeign) continue;
      ASSERT_TRUE(MayBeMasked(word)) << std::hex << static_cast<unsigned>(c);
      ASSERT_FALSE(once.text.empty());
      UnmaskedWord twice;
      Unmask(once.text, &twice);
      if (twice.guise != Guise::kPlain && twice.guise != Guise::kForeign && twice.guise != Guise::kLookAlike) {
        ASSERT_EQ(twice.text, once.text) << std::hex << static_cast<unsigned>(c);
      }
    }
  }
}

UninitializedVector<std::uint64_t> Hashes(std::initializer_list<std::string_view> words) {
  UninitializedVector<std::uint64_t> hashes;
  for (const std::string_view word : words) hashes.push_back(HashWord(word));
  return hashes;
}

TEST(WordContext, WholeWordsAreUnmaskedAmongDisguisedOnes) {
  // he, a and ace wholly in Cyrillic: before and behind disguised words.
  EXPECT_EQ(Tokenize("\u04bb\u0435 \u0455aw \u0430 gr\u043eup").hash, Hashes({"he", "saw", "a", "group"}));
  EXPECT_EQ(Tokenize("gr\u043eup \u0430\u0441\u0435").hash, Hashes({"group", "ace"}));
}

TEST(WordContext, RussianWordsInHonestTextStay) {
  EXPECT_EQ(Tokenize("The word сор means litter").hash, Hashes({"the", "word", "сор", "means", "litter"}));
  EXPECT_EQ(Tokenize("он и она, а мы в нос").hash, Hashes({"он", "и", "она", "а", "мы", "в", "нос"}));
  // A foreign word is nearer than the disguised one, on one side or both.
  EXPECT_EQ(Tokenize("gr\u043eup и сор").hash, Hashes({"group", "и", "сор"}));
  EXPECT_EQ(Tokenize("gr\u043eup сор и").hash, Hashes({"group", "сор", "и"}));
}

TEST(WordContext, ReachesSoFar) {
  const std::string disguised = "gr\u043eup";
  for (std::size_t between = 0; between < 12; ++between) {
    std::string text = disguised;
    for (std::size_t i = 0; i < between; ++i) text += " run";
    text += " сор";
    const bool taken = between + 1 <= WordContext::kReach;
    EXPECT_EQ(Tokenize(text).hash.back(), HashWord(taken ? "cop" : "сор")) << between;
  }
}

TEST(LookAlikes, EachIsOfAnotherScriptThanItsLatinLetter) {
  int count = 0;
  for (char32_t c = 0x80; c < 0x20000; ++c) {
    const char32_t latin = LatinLookAlike(c);
    if (latin == 0) continue;
    ++count;
    EXPECT_EQ(ClassOf(c), CharClass::kLetter) << std::hex << static_cast<unsigned>(c);
    EXPECT_NE(ScriptOf(c), Script::kLatin) << std::hex << static_cast<unsigned>(c);
    EXPECT_NE(ScriptOf(c), Script::kOther) << std::hex << static_cast<unsigned>(c);
    EXPECT_EQ(ScriptOf(latin), Script::kLatin) << std::hex << static_cast<unsigned>(c);
  }
  EXPECT_EQ(count, 89 + 2 * 26);
}

}  // namespace
}  // namespace copydesk
