// AppendTokens against AppendTokensByFolding: characters one by one, mixtures of scripts, and bytes.
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/character_rows.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

void ExpectSameByFolding(const std::string& text, const std::string& what) {
  Tokens tokens;
  Tokens folded;
  AppendTokens(text, 0, &tokens);
  AppendTokensByFolding(text, 0, &folded);
  ASSERT_EQ(tokens.begin, folded.begin) << what << " " << testing::PrintToString(text);
  ASSERT_EQ(tokens.end, folded.end) << what << " " << testing::PrintToString(text);
  ASSERT_EQ(tokens.hash, folded.hash) << what << " " << testing::PrintToString(text);
  ASSERT_EQ(tokens.number, folded.number) << what << " " << testing::PrintToString(text);
  ASSERT_EQ(tokens.replaced_bytes, folded.replaced_bytes) << what << " " << testing::PrintToString(text);
  // What hides words is looked for in a piece of folded text alone (text/invisible.h); pieces are cut at other places.
  if (text.size() < 8000) {
    ASSERT_EQ(tokens.disguised, folded.disguised) << what << " " << testing::PrintToString(text);
  }
}

std::string ToUtf8(char32_t c) {
  if (c < 0x80) return {static_cast<char>(c)};
  std::string bytes;
  if (c < 0x800) {
    bytes = {static_cast<char>(0xc0 | c >> 6)};
  } else if (c < 0x10000) {
    bytes = {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63))};
  } else {
    bytes = {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
             static_cast<char>(0x80 | (c >> 6 & 63))};
  }
  bytes.push_back(static_cast<char>(0x80 | (c & 63)));
  return bytes;
}

bool IsSurrogate(char32_t c) { return c >= 0xd800 && c <= 0xdfff; }

// Alone, doubled, and on each side of each kind of neighbour; `~` stands for the character.
constexpr std::string_view kPlaces[] = {"~",
                                        "~ ~~",
                                        "a~",
                                        "~a",
                                        "a~b",
                                        "A~B~C",
                                        "7~",
                                        "~7",
                                        "7~7",
                                        "a'~",
                                        "~'a",
                                        "~'~",
                                        "~\u2019~",
                                        "7.~",
                                        "~.7",
                                        "~,~",
                                        "a\u2019~",
                                        "~\u2019a",
                                        "\u0436~",
                                        "~\u0416",
                                        "\u0436~\u0436",
                                        "\u03c9~",
                                        "~\u03a9",
                                        "漢~",
                                        "~漢",
                                        "漢~字",
                                        "漢~a",
                                        "。~、",
                                        "カ~",
                                        "~カ",
                                        "한~",
                                        "~한",
                                        "ع~",
                                        "~ع",
                                        "ع~ع",
                                        "\u05d0~",
                                        "~\u05d0",
                                        "é~É",
                                        "“~”",
                                        "\u2014~\u2014",
                                        "~\u0301",
                                        "a~\u0301b",
                                        "\u0430\u0438\u0306~",
                                        "~\u0438\u0306",
                                        "ع\u064b~",
                                        "~ع\u064b",
                                        "(~)",
                                        "~\u00a0~",
                                        "７~",
                                        "~７",
                                        "\uff0c~\uff0e7"};

void ExpectSameInAllPlaces(char32_t c) {
  const std::string character = ToUtf8(c);
  const auto put = [&](std::string_view place, std::string* text) {
    for (const char byte : place) byte == '~' ? * text += character : * text += byte;
  };
  std::string all;
  for (const std::string_view place : kPlaces) {
    put(place, &all);
    all += "\n";
  }
  ExpectSameByFolding(all, std::to_string(c));
}

TEST(TokensFastPath, EveryCharacterInEveryPlace) {
  for (char32_t c = 0; c < 0x10000; ++c) {
    // Han and Hangul by the thousand are of one kind; the ends of their ranges and every 61st stand for all.
    const bool is_of_many = (c > 0x4e40 && c < 0x9fc0) || (c > 0xac40 && c < 0xd780);
    if (IsSurrogate(c) || (is_of_many && c % 61 != 0)) continue;
    ExpectSameInAllPlaces(c);
    if (HasFatalFailure()) return;
  }
  for (const char32_t c : {U'\U0001f600', U'\U0001f170', U'\U00020000', U'\U0001d400', U'\U000e0001'}) {
    ExpectSameInAllPlaces(c);
  }
}

// Each place of its own, so that what is around it does not count, for those that the fast path takes.
TEST(TokensFastPath, EveryPlainCharacterInEachPlaceAlone) {
  const CharacterRows& rows = GetCharacterRows();
  for (char32_t c = 0x80; c < 0x10000; ++c) {
    const bool is_of_many = (c > 0x4e40 && c < 0x9fc0) || (c > 0xac40 && c < 0xd780);
    if (IsSurrogate(c) || (is_of_many && c % 601 != 0)) continue;
    const std::string character = ToUtf8(c);
    if (rows.KindOf(reinterpret_cast<const std::uint8_t*>(character.data()), character.size()) == kSlowKind) continue;
    for (const std::string_view place : kPlaces) {
      std::string text;
      for (const char byte : place) byte == '~' ? text += character : text += byte;
      ExpectSameByFolding(text, std::to_string(c));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(TokensFastPath, HanAndHangulAreOfOneKind) {
  for (char32_t c = 0x4e00; c < 0xd7a4; ++c) {
    const bool is_han = c < 0xa000;
    if (!is_han && c < 0xac00) continue;
    const std::string character = ToUtf8(c);
    Tokens tokens;
    AppendTokensByFolding(std::string(character).append("a").append(character).append(character), 0, &tokens);
    ASSERT_EQ(tokens.size(), is_han ? 3u : 1u) << std::hex << static_cast<std::uint32_t>(c);
    ASSERT_EQ(IsPlainHan(static_cast<std::uint8_t>(character[0]), static_cast<std::uint8_t>(character[1])), is_han);
    ExpectSameByFolding(std::string("x ").append(character).append(character), std::to_string(c));
  }
}

struct Alphabet {
  std::vector<std::string_view> letters;
  int longest_word;
};

const std::vector<Alphabet>& Alphabets() {
  static const std::vector<Alphabet> kAlphabets = {
      {{"a", "b", "e", "o", "T", "h", "n", "S", "x", "p", "c"}, 9},
      {{"a", "é", "ü", "Ö", "s", "ß", "ñ", "e\u0301", "i", "ç", "š", "Ž", "ø", "ạ", "Ế"}, 9},
      {{"а", "б", "в", "е", "о", "Т", "и", "й", "и\u0306", "е\u0308", "Ё", "с", "н", "Ж", "я", "ь", "і", "ў"}, 12},
      {{"а", "е", "о", "с", "р", "х", "у"}, 4},
      {{"α", "β", "Γ", "ο", "ς", "σ", "ώ", "ν", "ἀ", "Ω"}, 10},
      {{"ع", "ر", "ب", "ي", "ا", "ل", "ً", "ُ", "ـ", "أ", "ا\u0654", "ة"}, 8},
      {{"א", "ב", "ג", "ָ", "ש", "״"}, 7},
      {{"東", "京", "都", "、", "。", "人", "中", "国", "，", "々", "〇"}, 20},
      {{"か", "が", "カ", "ガ", "ー", "漢", "ん", "ッ", "か\u3099"}, 10},
      {{"한", "국", "어", "가", "각", "\u1112\u1161\u11ab"}, 5},
      {{"1", "2", "0", ".", ",", "9", "’"}, 6},
      {{"٣", "٤", "٫", "١", "7", "７", "．"}, 5},
      {{"a", "а", "о", "o", "p", "р", "α", "µ", "κ"}, 6},
      {{"don’t", "it's", "l’été", "O’Neil", "rock‘n’roll"}, 2},
  };
  return kAlphabets;
}

constexpr std::string_view kSeparators[] = {" ",  " ",  " ", " ",      " ",      "\n", ", ", ". ",     "-",      " — ",
                                            "” ", " “", "…", "\u00a0", "«",      "、", "。", "’",      "'",      "",
                                            "·",  "½",  "™", "\u200b", "\u00ad", "😀",  "ﬁ",  "ＡＢＣ", "\u0301", "｡"};

std::string RandomWords(std::mt19937& random, std::size_t size) {
  const auto below = [&](std::size_t n) { return random() % n; };
  const std::vector<Alphabet>& alphabets = Alphabets();
  // A text of one script or two, for the most part, and of few separators.
  const std::size_t one = below(alphabets.size());
  const std::size_t two = below(alphabets.size());
  const std::size_t separators = below(3) == 0 ? std::size(kSeparators) : 5 + below(std::size(kSeparators) - 5);
  std::string text;
  while (text.size() < size) {
    const std::size_t which = below(20);
    const Alphabet& alphabet = alphabets[which < 14 ? one : which < 19 ? two : below(alphabets.size())];
    for (std::size_t n = 1 + below(static_cast<std::size_t>(alphabet.longest_word)); n > 0; --n) {
      text += alphabet.letters[below(alphabet.letters.size())];
    }
    text += kSeparators[below(below(3) == 0 ? separators : 5)];
  }
  return text;
}

TEST(TokensFastPath, MixturesOfScripts) {
  for (unsigned seed = 0; seed < 20000; ++seed) {
    std::mt19937 random(seed);
    ExpectSameByFolding(RandomWords(random, 1 + random() % 500), "seed " + std::to_string(seed));
    if (HasFatalFailure()) return;
  }
}

TEST(TokensFastPath, MixturesOfScriptsOverPieces) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 random(seed);
    ExpectSameByFolding(RandomWords(random, 5000 + random() % 30000), "seed " + std::to_string(seed));
    if (HasFatalFailure()) return;
  }
}

TEST(TokensFastPath, MixturesOfScriptsOnEveryTarget) {
  for (std::int64_t targets = hwy::SupportedTargets(); targets != 0; targets &= targets - 1) {
    hwy::SetSupportedTargetsForTest(targets & -targets);
    for (unsigned seed = 0; seed < 1500; ++seed) {
      std::mt19937 random(seed);
      ExpectSameByFolding(RandomWords(random, 1 + random() % 1000), "seed " + std::to_string(seed));
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(TokensFastPath, BrokenBytes) {
  for (unsigned seed = 0; seed < 5000; ++seed) {
    std::mt19937 random(seed);
    std::string text = RandomWords(random, 1 + random() % 1500);
    for (std::size_t n = random() % 4; n > 0; --n) text[random() % text.size()] = static_cast<char>(random());
    if (seed % 10 == 0) {
      for (char& c : text) c = static_cast<char>(random());
    }
    ExpectSameByFolding(text, "seed " + std::to_string(seed));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace copydesk
