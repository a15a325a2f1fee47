// Disguises do not hide a copy: the tokens of a disguised text are those of the plain one, and the disguise is counted.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

constexpr std::string_view kText =
    "The harbour board of Saltmere voted on Tuesday to close the old swing bridge for good, and a company that had "
    "offered to run it as a museum was told so by post. \"We have no use for it,\" he said. So we all go home.";

void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    *out += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  } else if (c < 0x10000) {
    *out += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
             static_cast<char>(0x80 | (c & 63))};
  } else {
    *out += {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
             static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
  }
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsLetter(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z'); }

// Each lower-case letter replaced by what `map` says, 0 for itself.
std::string Replace(const std::function<char32_t(char)>& map) {
  std::string out;
  for (const char c : kText) {
    const char32_t mapped = IsLower(c) ? map(c) : 0;
    AppendUtf8(mapped == 0 ? static_cast<char32_t>(c) : mapped, &out);
  }
  return out;
}

// `noise` behind each letter that another one follows.
std::string Insert(std::string_view noise) {
  std::string out;
  for (std::size_t i = 0; i < kText.size(); ++i) {
    out += kText[i];
    if (IsLetter(kText[i]) && i + 1 < kText.size() && IsLetter(kText[i + 1])) out += noise;
  }
  return out;
}

void ExpectSeenThrough(const std::string& disguised) {
  const Tokens plain = Tokenize(kText);
  const Tokens tokens = Tokenize(disguised);
  EXPECT_EQ(plain.disguised, 0u);
  EXPECT_EQ(tokens.hash, plain.hash) << disguised;
  EXPECT_GT(tokens.disguised, kText.size() / 10) << disguised;
}

TEST(Disguises, StyledLetters) {
  ExpectSeenThrough(Replace([](char c) { return U'\U0001d41a' + static_cast<char32_t>(c - 'a'); }));  // bold
  ExpectSeenThrough(Replace([](char c) { return U'\U0001d5ba' + static_cast<char32_t>(c - 'a'); }));  // sans-serif
  ExpectSeenThrough(Replace([](char c) { return U'\uff41' + static_cast<char32_t>(c - 'a'); }));      // full-width
  ExpectSeenThrough(Replace([](char c) { return U'\u24d0' + static_cast<char32_t>(c - 'a'); }));      // circled
  ExpectSeenThrough(Replace([](char c) { return U'\U0001f130' + static_cast<char32_t>(c - 'a'); }));  // squared
  ExpectSeenThrough(Replace([](char c) { return U'\U0001f170' + static_cast<char32_t>(c - 'a'); }));
}

TEST(Disguises, InvisibleCharacters) {
  for (const std::string_view noise : {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u200e",
                                       "\u202c", "\u2066", "\ufe0f", "\U000e0061", "\u180e", "\u202e"}) {
    ExpectSeenThrough(Insert(noise));
  }
}

TEST(Disguises, NoiseOfMarks) {
  for (const std::string_view noise :
       {"\u0336", "\u0337", "\u0310\u0352\u035f", "\u0301\u0315\u0322\u0358\u033c", "\u0489", "\u20dd"}) {
    ExpectSeenThrough(Insert(noise));
  }
}

char32_t Cyrillic(char c) {
  constexpr std::string_view kLatin = "aceopxyijshdqwlv";
  constexpr std::u32string_view kLike = U"асеорхуіјѕһԁԛԝӏѵ";
  const std::size_t at = kLatin.find(c);
  return at == std::string_view::npos ? 0 : kLike[at];
}

TEST(Disguises, LookAlikes) {
  ExpectSeenThrough(Replace(Cyrillic));  // "a", "so", "we all" are wholly Cyrillic
  ExpectSeenThrough(Replace([](char c) { return c == 'o' ? U'ο' : U'\0'; }));
  ExpectSeenThrough(Replace([](char c) { return c == 'o' ? U'օ' : c == 'e' ? U'е' : U'\0'; }));
}

TEST(Disguises, RussianWithLatinLetters) {
  const std::string plain = "Президент республики заявил в среду, что мост откроют весной после ремонта.";
  std::string disguised;
  for (std::size_t at = 0; at < plain.size();) {
    const Utf8Character c = DecodeUtf8(plain, at);
    const std::size_t found = std::u32string_view(U"аеорсух").find(c.code_point);
    if (found == std::u32string_view::npos) {
      disguised += plain.substr(at, c.length);
    } else {
      disguised += "aeopcyx"[found];
    }
    at += c.length;
  }
  EXPECT_EQ(Tokenize(disguised).hash, Tokenize(plain).hash);
  EXPECT_GT(Tokenize(disguised).disguised, 10u);
  EXPECT_EQ(Tokenize(plain).disguised, 0u);
}

// What stands in honest texts is not counted.
TEST(Disguises, HonestTextsHaveNone) {
  for (const std::string_view text : {
           "Donau\u00addampf\u00adschiff\u00adfahrt, Über\u00adsicht: \ufb01ne \ufb02our, don’t, naïve café",
           "می\u200cخواهم کتاب\u200cها را بخوانم",
           "क्\u200dष और क्\u200cष, श्री\u200dमान",
           "ไทย\u200bนะ ขา\u200bว",
           "ＮＨＫは、ＵＳＡの「ＡＢＣＤ」を",
           "新冠COVID-19疫情，ＡＢＣ公司",
           "A 👩\u200d👩\u200d👧 family, ❤\ufe0f and 1\ufe0f\u20e3 🅰\ufe0f 🅱",
           "The area 𝐴 of 𝑥 and 𝑦, 5 μm, TGFβ has 10 kΩ, 3 ½ ㎏",
           "Президент сказал: «он и она» в USB-кабель, smsки, Wi-Fi",
           "\ufeffThe file begins with a mark. \u200eשלום\u200e and \u200fعربي",
           "كِتَابٌ جَدِيدٌ، كتـــاب",
           "한국\u200b어 문장",
       }) {
    EXPECT_EQ(Tokenize(text).disguised, 0u) << text;
  }
}

TEST(Disguises, AreCounted) {
  EXPECT_EQ(Tokenize("wo\u200brd and wo\u200b\u200brd").disguised, 3u);
  EXPECT_EQ(Tokenize("w\u00ador\u00add").disguised, 2u);
  EXPECT_EQ(Tokenize("\u202eabc\u202c").disguised, 1u);
  EXPECT_EQ(Tokenize("ｗｏｒｄ and ａｂ").disguised, 4u);
  EXPECT_EQ(Tokenize("p\u0435ac\u0435").disguised, 2u);
}

// One path or the other, in one piece or many, the same is counted.
TEST(Disguises, BothPathsCountAlike) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += Replace(Cyrillic) + " plain words " + Insert("\u200b") + "\n";
  Tokens by_folding;
  AppendTokensByFolding(text, 0, &by_folding);
  const Tokens tokens = Tokenize(text);
  EXPECT_EQ(tokens.disguised, by_folding.disguised);
  EXPECT_EQ(tokens.hash, by_folding.hash);
}

}  // namespace
}  // namespace copydesk
