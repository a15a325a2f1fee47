#include "text/tokens.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"
#include "text/random_text.h"
#include "text/unmask.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

using Hashes = UninitializedVector<std::uint64_t>;

Hashes HashesOf(std::initializer_list<std::string_view> words) {
  Hashes hashes;
  for (const std::string_view word : words) hashes.push_back(HashWord(word));
  return hashes;
}

Tokens TokenizeByFolding(std::string_view text) {
  Tokens tokens;
  AppendTokensByFolding(text, 0, &tokens);
  return tokens;
}

void ExpectSame(const Tokens& a, const Tokens& b, const std::string& text) {
  ASSERT_EQ(a.hash, b.hash) << testing::PrintToString(text);
  ASSERT_EQ(a.begin, b.begin) << testing::PrintToString(text);
  ASSERT_EQ(a.end, b.end) << testing::PrintToString(text);
  ASSERT_EQ(a.number, b.number) << testing::PrintToString(text);
  ASSERT_EQ(a.replaced_bytes, b.replaced_bytes) << testing::PrintToString(text);
}

TEST(Tokens, Words) {
  const Tokens tokens = Tokenize("Don't PANIC: 3rd of 1,000.");
  EXPECT_EQ(tokens.hash, HashesOf({"don't", "panic", "3rd", "of", "1,000"}));
  EXPECT_EQ(tokens.begin, (UninitializedVector<std::uint32_t>{0, 6, 13, 17, 20}));
  EXPECT_EQ(tokens.end, (UninitializedVector<std::uint32_t>{5, 11, 16, 19, 25}));
  EXPECT_EQ(tokens.number, (UninitializedVector<std::uint8_t>{0, 0, 1, 0, 1}));
  EXPECT_EQ(tokens.replaced_bytes, 0u);
}

TEST(Tokens, Bigrams) {
  const Tokens tokens = Tokenize("東京都 x 京");
  EXPECT_EQ(tokens.hash, HashesOf({"東京", "京都", "x", "京"}));
  EXPECT_EQ(tokens.begin, (UninitializedVector<std::uint32_t>{0, 3, 10, 12}));
  EXPECT_EQ(tokens.end, (UninitializedVector<std::uint32_t>{6, 9, 11, 15}));
}

TEST(Tokens, AppendCountsFromBase) {
  Tokens tokens = Tokenize("one \xff");
  AppendTokens("tw\u00f6 \xff", 1000, &tokens);
  EXPECT_EQ(tokens.hash, HashesOf({"one", "twö"}));
  EXPECT_EQ(tokens.begin, (UninitializedVector<std::uint32_t>{0, 1000}));
  EXPECT_EQ(tokens.end, (UninitializedVector<std::uint32_t>{3, 1004}));
  EXPECT_EQ(tokens.replaced_bytes, 2u);
  tokens.Clear();
  EXPECT_EQ(tokens.size(), 0u);
  EXPECT_EQ(tokens.replaced_bytes, 0u);
}

TEST(Tokens, OffsetsCoverOriginals) {
  const Tokens tokens = Tokenize("½ 5㎏ \ufb01n so\u00adft");
  EXPECT_EQ(tokens.hash, HashesOf({"1", "2", "5kg", "fin", "soft"}));
  EXPECT_EQ(tokens.begin, (UninitializedVector<std::uint32_t>{0, 0, 3, 8, 13}));
  EXPECT_EQ(tokens.end, (UninitializedVector<std::uint32_t>{2, 2, 7, 12, 19}));
  EXPECT_EQ(tokens.number, (UninitializedVector<std::uint8_t>{1, 1, 1, 0, 0}));
}

TEST(Tokens, SpellingsOfOneWord) {
  const Hashes plain = Tokenize("don't flee").hash;
  for (const std::string_view text :
       {"DON'T FLEE", "don\u2019t flee", "don\u2018t flee", "don\u02bct flee", "don\u201bt flee", "don\uff07t flee",
        "\uff44\uff4f\uff4e\uff07\uff54\u3000\uff46\uff4c\uff45\uff45", "don't \ufb02ee", "do\u00adn't fl\u00adee",
        "d\u200bon't f\u200dl\u2060ee\ufeff", "don't\u00a0flee", "\u201cdon't\u201d flee\u2026"}) {
    EXPECT_EQ(Tokenize(text).hash, plain) << text;
  }
  EXPECT_EQ(Tokenize("\u0149 X").hash, HashesOf({"n", "x"}));
}

TEST(Tokens, TextsWithoutTokens) {
  for (const std::string_view text : {"", " \t\r\n", "...,,,'''", "😀 👍🏽 👨‍👩‍👧 🇺🇸",
                                      "\u200b\u200d\ufeff\u00ad", "\u0301\u0301", "“—” «» 、。！？", "՛ ˂"}) {
    EXPECT_EQ(Tokenize(text).size(), 0u) << testing::PrintToString(text);
  }
  EXPECT_EQ(Tokenize(std::string(1000, '\0')).size(), 0u);
  const Tokens broken = Tokenize("\xff\xfe\x80\xe2\x80");
  EXPECT_EQ(broken.size(), 0u);
  EXPECT_EQ(broken.replaced_bytes, 5u);
}

TEST(Tokens, BadBytesSeparate) {
  const Tokens tokens = Tokenize("caf\xe9s and\xc3 so");
  EXPECT_EQ(tokens.hash, HashesOf({"caf", "s", "and", "so"}));
  EXPECT_EQ(tokens.begin, (UninitializedVector<std::uint32_t>{0, 4, 6, 11}));
  EXPECT_EQ(tokens.replaced_bytes, 2u);
}

TEST(Tokens, FastPathOnRandomAscii) {
  for (unsigned seed = 0; seed < 20000; ++seed) {
    std::mt19937 random(seed);
    std::string text(random() % 200, '\0');
    for (char& c : text) c = random() % 4 == 0 ? static_cast<char>(random() % 128) : "aZ0'., _etaoin"[random() % 14];
    ExpectSame(Tokenize(text), TokenizeByFolding(text), text);
  }
}

TEST(Tokens, FastPathOnMixedText) {
  for (unsigned seed = 0; seed < 30000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = RandomText(random, 40, true);
    ExpectSame(Tokenize(text), TokenizeByFolding(text), text);
  }
}

// Each byte, or character, at each place around the lengths at which paths and pieces change.
TEST(Tokens, FastPathAtAllAlignments) {
  std::string filler;
  while (filler.size() < 120) filler += "word 1.5 it's ";
  std::vector<std::string> parts(kOtherParts, std::end(kOtherParts));
  for (int byte = 0; byte < 256; ++byte) parts.emplace_back(1, static_cast<char>(byte));
  for (const std::string& part : parts) {
    for (std::size_t before = 0; before <= 70; ++before) {
      for (const std::size_t after : {0, 1, 2, 31, 32, 33, 50}) {
        std::string text = filler.substr(0, before);
        text.append(part).append(filler, before, after).append(part).append("tail");
        ExpectSame(Tokenize(text), TokenizeByFolding(text), text);
      }
    }
  }
}

TEST(Tokens, PiecesCutNoWord) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    while (text.size() < 40000) text += RandomText(random, 200, true);
    // The tokens of the folded text: Fold takes the whole in one piece.
    FoldedText folded;
    ASSERT_EQ(Fold(text, text.size(), &folded), text.size());
    const Tokens tokens = Tokenize(text);
    ASSERT_EQ(Tokenize(folded.text).hash, tokens.hash) << "seed " << seed;
    ExpectSame(tokens, TokenizeByFolding(text), "seed " + std::to_string(seed));
  }
  for (const std::string word : {"abc", "жук", "漢字", "1.5.", "it's", "\ufb01", "e\u0301"}) {
    std::string text;
    while (text.size() < 30000) text += word;
    const Tokens tokens = Tokenize(text);
    EXPECT_EQ(tokens.size(), word == "漢字" ? 9999u : 1u) << word;
    EXPECT_EQ(tokens.end.back(), text.size() - (word == "1.5." ? 1 : 0)) << word;
  }
}

TEST(Tokens, FoldedTextHasTheSameTokens) {
  for (unsigned seed = 0; seed < 30000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = RandomText(random, 30, true);
    if (text.empty()) continue;
    FoldedText folded;
    ASSERT_EQ(Fold(text, text.size(), &folded), text.size());
    const Tokens tokens = Tokenize(text);
    const Tokens again = Tokenize(folded.text);
    ASSERT_EQ(again.hash, tokens.hash) << "seed " << seed;
    ASSERT_EQ(again.number, tokens.number) << "seed " << seed;
  }
}

// Whether `word` alone is one that the words around it may have unmasked.
bool NeedsContext(std::string_view word) {
  FoldedText folded;
  if (Fold(word, word.size(), &folded) != word.size()) return false;
  UnmaskedWord unmasked;
  Unmask(folded.text, &unmasked);
  return unmasked.guise == Guise::kLookAlike;
}

// The offsets of a token lead back to it: the original bytes alone give that token among theirs.
TEST(Tokens, OffsetsLeadBack) {
  for (unsigned seed = 0; seed < 10000; ++seed) {
    std::mt19937 random(seed);
    const std::string text = RandomText(random, 30, true);
    const Tokens tokens = Tokenize(text);
    ASSERT_TRUE(std::is_sorted(tokens.begin.begin(), tokens.begin.end())) << "seed " << seed;
    ASSERT_TRUE(std::is_sorted(tokens.end.begin(), tokens.end.end())) << "seed " << seed;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      ASSERT_LT(tokens.begin[i], tokens.end[i]) << "seed " << seed;
      ASSERT_LE(tokens.end[i], text.size()) << "seed " << seed;
      const std::string_view word = std::string_view(text).substr(tokens.begin[i], tokens.end[i] - tokens.begin[i]);
      if (NeedsContext(word)) continue;
      const Tokens alone = Tokenize(word);
      ASSERT_NE(std::find(alone.hash.begin(), alone.hash.end(), tokens.hash[i]), alone.hash.end()) << "seed " << seed;
    }
  }
}

// A megabyte of each is done at once; were one of them quadratic, this would take hours.
TEST(Tokens, HostileTextIsLinear) {
  for (const std::string_view part : {"\u0301",
                                      "\u0301\u0323",
                                      "a\u0323\u0301\u200d\u0345",
                                      "'",
                                      "a'",
                                      "a'\u0301",
                                      "1.",
                                      "1.1.1.1 ",
                                      "\xff",
                                      "a\xff",
                                      "\xe2\x80",
                                      "\u00ad",
                                      "\u1161",
                                      "\u1161\u11a8",
                                      "\u1100",
                                      "\ufdfa",
                                      "\u0344",
                                      "\u0f73",
                                      "ß",
                                      "\u2019",
                                      "a\u2019",
                                      "\u0149",
                                      "\u0149\u0301",
                                      "漢",
                                      "漢\u3099",
                                      "é",
                                      "a b\u0301",
                                      "\u09c7\u09be",
                                      "𝒜",
                                      "\u034f\u0323",
                                      "\U000e0001"}) {
    std::string text;
    text.reserve((std::size_t{1} << 20) + part.size());
    while (text.size() < std::size_t{1} << 20) text += part;
    const Tokens tokens = Tokenize(text);
    EXPECT_TRUE(tokens.size() == 0 || tokens.end.back() <= text.size()) << testing::PrintToString(part);
    ExpectSame(Tokenize("x " + text), TokenizeByFolding("x " + text), std::string(part) + " repeated");
  }
}

TEST(Tokens, LargeText) {
  const std::string paragraph =
      "The minister\u2019s reply \u2014 \u201cno comment\u201d \u2014 came at 10.30. Президент ответил: нет. "
      "東京で会う。\n";
  std::string text;
  while (text.size() < std::size_t{100} << 20) text += paragraph;
  const std::size_t copies = text.size() / paragraph.size();
  const Tokens one = Tokenize(paragraph);
  const Tokens tokens = Tokenize(text);
  ASSERT_EQ(tokens.size(), one.size() * copies);
  EXPECT_EQ(tokens.hash.back(), one.hash.back());
  EXPECT_EQ(tokens.begin.back(), one.begin.back() + paragraph.size() * (copies - 1));
}

}  // namespace
}  // namespace copydesk
