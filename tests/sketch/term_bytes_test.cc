#include "sketch/term_bytes.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

#include "text/word_break.h"

namespace copydesk {
namespace {

bool IsNotable(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') ||
         std::string_view("\n\r.!?:\"`*|<'").find(static_cast<char>(c)) != std::string_view::npos;
}

bool IsRare(unsigned char c) {
  if (c < 0x80) return IsNotable(c);
  return c >= 0xe0 || c == 0xc0 || c == 0xc1 || c == 0xc2 || c == 0xca;
}

void ExpectPlainAnswers(const std::string& text, std::mt19937_64& random) {
  TermBytes bytes;
  bytes.Read(std::string(random() % 300, '.'));  // what was there before does not matter
  bytes.Read(text);
  for (std::size_t begin = 0; begin <= text.size(); ++begin) {
    const auto from = text.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto notable = std::find_if(from, text.end(), IsNotable) - text.begin();
    ASSERT_EQ(bytes.FindNotable(begin), static_cast<std::size_t>(notable));
    const auto rare = std::find_if(from, text.end(), IsRare) - text.begin();
    ASSERT_EQ(bytes.FindRare(begin), static_cast<std::size_t>(rare));
    for (const std::size_t end : {text.size(), begin + random() % (text.size() - begin + 1)}) {
      ASSERT_EQ(bytes.FindLineEnd(begin, end), std::min(text.find_first_of("\r\n", begin), end));
    }
    for (std::size_t size = 1; size <= std::min(TermBytes::kMaxRange, text.size() - begin); ++size) {
      const std::string_view range = std::string_view(text).substr(begin, size);
      ASSERT_EQ(bytes.AnyLineEnd(begin, size), range.find_first_of("\r\n") != std::string_view::npos);
      ASSERT_EQ(bytes.AnyRare(begin, size), std::any_of(range.begin(), range.end(), IsRare));
    }
  }
  if (text.find("//") != std::string::npos || text.find("ww") != std::string::npos) {
    EXPECT_TRUE(bytes.traits().may_have_urls);
  }
}

TEST(TermBytes, AreTheSameOnAllTargets) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    const std::int64_t target = left & -left;
    std::cout << hwy::TargetName(target) << ' ';
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(target);
    std::mt19937_64 random(1);
    for (std::size_t size = 0; size < 200; ++size) {
      SCOPED_TRACE(size);
      std::string text(size, 'a');
      for (char& c : text) {
        if (size % 2 == 0 || random() % 20 == 0) c = static_cast<char>(random());
        if (random() % 30 == 0) c = "/w\n\xe2"[random() % 4];
      }
      ExpectPlainAnswers(text, random);
    }
    for (std::size_t size = 2; size < 140; ++size) {
      for (std::size_t at = 0; at + 2 <= size; ++at) {
        std::string text(size, 'a');
        TermBytes bytes;
        bytes.Read(text);
        ASSERT_FALSE(bytes.traits().may_have_urls || bytes.traits().may_be_unspaced);
        text.replace(at, 2, "//");
        bytes.Read(text);
        ASSERT_TRUE(bytes.traits().may_have_urls);
        text.replace(at, 2, "ww");
        bytes.Read(text);
        ASSERT_TRUE(bytes.traits().may_have_urls);
        text.replace(at, 2, "\xe4\xb8");
        bytes.Read(text);
        ASSERT_TRUE(bytes.traits().may_be_unspaced);
        text.replace(at, 2, "\xe2\x80");
        bytes.Read(text);
        ASSERT_FALSE(bytes.traits().may_be_unspaced);
      }
    }
  }
  std::cout << '\n';
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

// From each word of a text whose every word begins like a URL, and that has one line, searches take a bounded time.
TEST(TermBytes, SearchesEndSomewhere) {
  std::string text(5 * TermBytes::kFarthest, 'a');
  TermBytes bytes;
  bytes.Read(text);
  EXPECT_EQ(bytes.FindNotable(7), 7 + TermBytes::kFarthest);
  EXPECT_EQ(bytes.FindRare(0), TermBytes::kFarthest);
  EXPECT_EQ(bytes.FindRare(text.size() - 1), text.size());
  text[TermBytes::kFarthest + 6] = '.';
  bytes.Read(text);
  EXPECT_EQ(bytes.FindNotable(7), TermBytes::kFarthest + 6);
  EXPECT_EQ(bytes.FindNotable(6), TermBytes::kFarthest + 6);
  EXPECT_EQ(bytes.FindRare(5), TermBytes::kFarthest + 5);
}

// What the reader takes for granted of two bytes and of the lead E2 below BA.
TEST(TermBytes, CharactersOfUnspacedScriptsAreLong) {
  for (char32_t c = 0; c < 0x800; ++c) EXPECT_NE(ClassOf(c), CharClass::kNoSpace) << static_cast<std::uint32_t>(c);
  for (char32_t c = 0x2000; c < 0x2e80; ++c) {
    EXPECT_NE(ClassOf(c), CharClass::kNoSpace) << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace copydesk
