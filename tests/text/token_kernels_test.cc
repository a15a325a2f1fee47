// The kernels of every target that this machine has, against plain code.
#include "text/token_kernels.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <cstring>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/random_text.h"
#include "text/token_kernels_plain.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

// Runs `check` with each target in turn.
template <typename Check>
void OnEveryTarget(Check check) {
  for (std::int64_t targets = hwy::SupportedTargets(); targets != 0; targets &= targets - 1) {
    const std::int64_t target = targets & -targets;
    hwy::SetSupportedTargetsForTest(target);
    std::cout << "target " << hwy::TargetName(target) << "\n";
    check();
  }
  hwy::SetSupportedTargetsForTest(0);
}

std::unique_ptr<TokenPiece> PieceOf(std::string_view text) {
  auto piece = std::make_unique<TokenPiece>();
  std::memset(static_cast<void*>(piece.get()), 0x5a, sizeof(TokenPiece));
  std::memset(piece->before, 0, sizeof(piece->before));
  std::memcpy(piece->bytes, text.data(), text.size());
  std::memset(piece->bytes + text.size(), 0, 128);
  return piece;
}

void ExpectSameMask(const ByteMask& a, const ByteMask& b, std::size_t size, std::string_view what) {
  const std::size_t blocks = (size + 63) / 64;
  for (std::size_t i = 0; i <= blocks; ++i) ASSERT_EQ(a.block[i], b.block[i]) << what << ", block " << i;
}

void ExpectSameAscii(const TokenPiece& a, const TokenPiece& b, std::size_t size) {
  ExpectSameMask(a.letters, b.letters, size, "letters");
  ExpectSameMask(a.digits, b.digits, size, "digits");
  ExpectSameMask(a.apostrophes, b.apostrophes, size, "apostrophes");
  ExpectSameMask(a.points, b.points, size, "points");
  ASSERT_TRUE(std::equal(a.folded, a.folded + size, b.folded));
}

void ExpectSamePiece(std::string_view text) {
  SCOPED_TRACE(testing::PrintToString(text.substr(0, 200)));
  const auto vector = PieceOf(text);
  const auto plain = PieceOf(text);
  ClassifyUtf8(text.size(), GetCharacterRows(), vector.get());
  plain::ClassifyUtf8(text.size(), GetCharacterRows(), plain.get());
  ExpectSameAscii(*vector, *plain, text.size());
  ExpectSameMask(vector->unspaced, plain->unspaced, text.size(), "unspaced");
  ExpectSameMask(vector->wide_joiners, plain->wide_joiners, text.size(), "wide joiners");
  ExpectSameMask(vector->foreign, plain->foreign, text.size(), "foreign");
  ExpectSameMask(vector->alone, plain->alone, text.size(), "alone");
  ExpectSameMask(vector->special, plain->special, text.size(), "special");
  ExpectSameMask(vector->slow, plain->slow, text.size(), "slow");
  ExpectSameMask(vector->trailing, plain->trailing, text.size(), "trailing");
  ASSERT_EQ(vector->scripts, plain->scripts);
  const bool is_ascii = plain::ClassifyAscii(text.data(), text.size(), plain.get());
  ASSERT_EQ(ClassifyAscii(text.data(), text.size(), vector.get()), is_ascii);
  if (is_ascii) ExpectSameAscii(*vector, *plain, text.size());
}

std::string ToUtf8(char32_t c) {
  std::string bytes;
  if (c < 0x80) return {static_cast<char>(c)};
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

TEST(TokenKernels, EveryCharacter) {
  OnEveryTarget([] {
    std::string text;
    for (char32_t c = 1; c < 0x11000; ++c) {
      if (c >= 0xd800 && c <= 0xdfff) continue;
      text += ToUtf8(c);
      if (text.size() < 8000) continue;
      ExpectSamePiece(text);
      text.clear();
    }
    ExpectSamePiece(text);
  });
}

// Characters of one, two and three bytes across the ends of vectors and blocks.
TEST(TokenKernels, EveryPlaceInABlock) {
  OnEveryTarget([] {
    for (const std::string part : {"ж", "Ж", "é", "É", "’", "“", "漢", "한", "、", "Ạ", "ع", "\u064b", "😀", "ａ"}) {
      for (std::size_t before = 0; before < 130; ++before) {
        ExpectSamePiece(std::string(before, 'a').append(part));
        ExpectSamePiece(std::string(before, 'a').append(part).append(part).append("X'Y"));
        std::string text = std::string(before % 3, 'B');
        while (text.size() < before) text += part;
        ExpectSamePiece(text);
      }
    }
  });
}

TEST(TokenKernels, RandomText) {
  OnEveryTarget([] {
    for (unsigned seed = 0; seed < 3000; ++seed) {
      std::mt19937 random(seed);
      const std::string text = RandomText(random, 40, false);
      if (text.size() < kMaxPiece) ExpectSamePiece(text);
    }
  });
}

TEST(TokenKernels, Edges) {
  OnEveryTarget([] {
    for (unsigned seed = 0; seed < 2000; ++seed) {
      std::mt19937 random(seed);
      std::string text(random() % 300, '\0');
      for (char& c : text) c = "aZ0'., _etaoin"[random() % 14];
      const auto piece = PieceOf(text);
      ASSERT_TRUE(ClassifyAscii(text.data(), text.size(), piece.get()));
      // A piece is cut where no word goes on.
      std::size_t size = text.size();
      while (size > 0 && random() % 3 > 0) {
        do --size;
        while (size > 0 && text[size] != ' ');
      }
      std::vector<std::uint32_t> vector(kMaxPositions);
      std::vector<std::uint32_t> plain(kMaxPositions);
      WordNumbers vector_numbers;
      WordNumbers plain_numbers;
      const std::size_t count = FindWordEdges(size, piece.get(), vector.data(), &vector_numbers);
      ASSERT_EQ(count, plain::FindWordEdges(size, piece.get(), plain.data(), &plain_numbers)) << text;
      ASSERT_TRUE(std::equal(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(2 * count), vector.begin()));
      ASSERT_EQ(vector_numbers.count, plain_numbers.count);
      ASSERT_TRUE(std::equal(plain_numbers.words, plain_numbers.words + plain_numbers.count, vector_numbers.words));
      const std::size_t blocks = (text.size() + 63) / 64;
      const std::size_t bits = FindBits(piece->letters.block, blocks, vector.data());
      ASSERT_EQ(bits, plain::FindBits(piece->letters.block, blocks, plain.data()));
      ASSERT_TRUE(std::equal(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(bits), vector.begin()));
    }
  });
}

TEST(TokenKernels, Bigrams) {
  OnEveryTarget([] {
    for (std::size_t count = 0; count < 40; ++count) {
      std::mt19937 random(static_cast<unsigned>(count));
      std::vector<std::uint32_t> characters(count + 1);
      for (std::size_t i = 1; i <= count; ++i) {
        characters[i] = characters[i - 1] + kBytesOfUnspaced + (random() % 3 == 0 ? random() % 9 : 0);
      }
      std::vector<std::uint32_t> edges(2 * count + 1, 77);
      std::vector<std::uint32_t> distant(count + 8);
      distant.resize(PairCharacters(characters.data(), count, 100, edges.data(), distant.data()));
      std::vector<std::uint32_t> plain_edges(2 * count + 1, 77);
      std::vector<std::uint32_t> plain_distant(count);
      plain_distant.resize(
          plain::PairCharacters(characters.data(), count, 100, plain_edges.data(), plain_distant.data()));
      ASSERT_EQ(edges, plain_edges);
      ASSERT_EQ(distant, plain_distant);
    }
  });
}

TEST(TokenKernels, HashesOfWordsOfEachLength) {
  OnEveryTarget([] {
    std::string text(3000, '\0');
    std::mt19937 random(1);
    for (char& c : text) c = static_cast<char>(random());
    for (const std::size_t count : {0, 1, 7, 8, 9, 15, 16, 17, 100}) {
      std::vector<std::uint32_t> edges;
      for (std::size_t i = 0; i < count; ++i) {
        const auto begin = static_cast<std::uint32_t>(random() % 2000);
        edges.push_back(begin);
        edges.push_back(begin + static_cast<std::uint32_t>(1 + (i < 70 ? i : random() % 900)));
      }
      std::vector<std::uint64_t> hash(count + 1, 77);
      std::vector<std::uint32_t> begin(count + 1, 77);
      std::vector<std::uint32_t> end(count + 1, 77);
      HashWords(reinterpret_cast<const std::uint8_t*>(text.data()), edges.data(), count, 5000, hash.data(),
                begin.data(), end.data());
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t length = edges[2 * i + 1] - edges[2 * i];
        ASSERT_EQ(hash[i], HashWord(std::string_view(text).substr(edges[2 * i], length))) << length;
        ASSERT_EQ(begin[i], edges[2 * i] + 5000);
        ASSERT_EQ(end[i], edges[2 * i + 1] + 5000);
      }
      ASSERT_EQ(hash[count], 77u);
      ASSERT_EQ(begin[count], 77u);
      ASSERT_EQ(end[count], 77u);
    }
  });
}

}  // namespace
}  // namespace copydesk
