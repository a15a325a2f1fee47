#include "dedup/passages.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "dedup/memory_texts.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using CutsOfAll = std::map<std::uint32_t, std::vector<Cut>>;

CutsOfAll FindCuts(const std::vector<std::string>& texts, const PassageOptions& options,
                   PassageStatistics* statistics = nullptr) {
  CutsOfAll all;
  const absl::Status status = FindRepeatedPassages(
      MemoryTexts(texts), options,
      [&](std::uint32_t document, std::vector<Cut> cuts) {
        EXPECT_TRUE(all.empty() || all.rbegin()->first < document);
        EXPECT_FALSE(cuts.empty());
        all[document] = std::move(cuts);
        return absl::OkStatus();
      },
      statistics);
  EXPECT_TRUE(status.ok()) << status;
  return all;
}

// Sentences of nine words each, all different.
std::string Prose(std::uint64_t first, std::size_t sentences) {
  std::string prose;
  for (std::size_t i = 0; i < sentences; ++i) {
    if (i > 0) prose += ' ';
    prose += JoinWords(DistinctWords(first + 9 * i, 9)) + ".";
  }
  return prose;
}

std::string Capitalised(std::string text) {
  bool is_begin = true;
  for (char& c : text) {
    if (is_begin && c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    if (c != ' ') is_begin = c == '.';
  }
  return text;
}

std::string Text(std::uint64_t first, std::size_t sentences) { return Capitalised(Prose(first, sentences)); }

std::string Shown(const std::string& text, TextRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

TEST(FindRepeatedPassages, CutsTheSecondOccurrence) {
  const std::string shared = Text(10'000, 7);  // 63 words
  const std::vector<std::string> texts = {Text(20'000, 3) + " " + shared + " " + Text(21'000, 2),
                                          Text(30'000, 2) + "\n\n" + shared + "\n\n" + Text(31'000, 2) + "\n"};
  PassageStatistics statistics;
  const CutsOfAll cuts = FindCuts(texts, {}, &statistics);
  ASSERT_EQ(cuts.size(), 1u);
  ASSERT_EQ(cuts.at(1).size(), 1u);
  const Cut& cut = cuts.at(1)[0];
  EXPECT_EQ(cut.kept_document, 0u);
  EXPECT_EQ(cut.tokens, 63u);
  EXPECT_EQ(Shown(texts[0], cut.kept) + ".", shared);
  EXPECT_EQ(Shown(texts[1], cut.removed), shared + "\n\n");
  EXPECT_EQ(Without(texts[1], cuts.at(1)), Text(30'000, 2) + "\n\n" + Text(31'000, 2) + "\n");
  EXPECT_EQ(statistics.documents, 2u);
  EXPECT_EQ(statistics.cut_documents, 1u);
  EXPECT_EQ(statistics.cuts, 1u);
  EXPECT_EQ(statistics.cut_tokens, 63u);
  EXPECT_EQ(statistics.cut_bytes, shared.size() + 2);
  EXPECT_EQ(statistics.cuts_in_itself, 0u);
  EXPECT_EQ(statistics.limited_documents, 0u);
}

TEST(FindRepeatedPassages, ARunBelowTheLeastLengthStays) {
  for (const std::size_t words : {49, 50}) {
    const std::string shared = Capitalised(JoinWords(DistinctWords(10'000, words)) + ".");
    const CutsOfAll cuts = FindCuts({Text(20'000, 3) + " " + shared, shared + " " + Text(30'000, 3)}, {});
    EXPECT_EQ(cuts.size(), words == 50 ? 1u : 0u);
  }
}

TEST(FindRepeatedPassages, OnlyWholeSentencesGo) {
  // 60 words that begin and end inside sentences.
  const Words shared = DistinctWords(10'000, 60);
  const auto part = [&](std::size_t begin, std::size_t end) { return JoinWords(Slice(shared, begin, end)); };
  const std::string run = part(0, 20) + ". Then " + part(20, 35) + ". Now " + part(35, 60);
  const std::string second = "Mine begins " + run + " and mine ends.";
  const CutsOfAll cuts = FindCuts({"Theirs begins " + run + " and theirs ends.", second}, {});
  ASSERT_EQ(cuts.size(), 1u);
  EXPECT_EQ(Without(second, cuts.at(1)), "Mine begins " + part(0, 20) + ". Now " + part(35, 60) + " and mine ends.");
}

TEST(FindRepeatedPassages, WithoutAWholeSentenceNothingGoes) {
  const std::string shared = JoinWords(DistinctWords(10'000, 300));
  EXPECT_TRUE(
      FindCuts({"Theirs begins " + shared + " and theirs ends.", "Mine begins " + shared + " and mine ends."}, {})
          .empty());
}

TEST(FindRepeatedPassages, TooLittleOfARunStays) {
  const Words shared = DistinctWords(10'000, 60);
  const auto part = [&](std::size_t begin, std::size_t end) { return JoinWords(Slice(shared, begin, end)); };
  const std::string run = part(0, 28) + ". Then " + part(28, 33) + ". Now " + part(33, 60);
  const std::vector<std::string> texts = {"Theirs begins " + run + " and theirs ends.",
                                          "Mine begins " + run + " and mine ends."};
  PassageOptions options;
  EXPECT_TRUE(FindCuts(texts, options).empty());
  options.min_cut = 6;
  EXPECT_EQ(FindCuts(texts, options).size(), 1u);
}

TEST(FindRepeatedPassages, CopiesAllNameTheFirst) {
  const std::string text = Text(10'000, 8) + "\n";
  const CutsOfAll cuts = FindCuts(std::vector<std::string>(30, text), {});
  EXPECT_EQ(cuts.size(), 29u);
  for (const auto& [document, all] : cuts) {
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].kept_document, 0u);
    EXPECT_EQ(Without(text, all), "");
  }
}

// The second text has the end of the first and a beginning of its own, the third has all of both. What is cut in it is
// kept partly in the first, partly in the second.
TEST(FindRepeatedPassages, WhatIsKeptStaysItself) {
  const std::string a = Text(10'000, 8);
  const std::string b = Text(20'000, 8);
  const std::string c = Text(30'000, 8);
  const std::vector<std::string> texts = {a + " " + b, b + " " + c, a + " " + b + " " + c};
  const CutsOfAll cuts = FindCuts(texts, {});
  ASSERT_EQ(cuts.size(), 2u);
  EXPECT_EQ(Without(texts[1], cuts.at(1)), c);
  EXPECT_EQ(Without(texts[2], cuts.at(2)), "");
  ASSERT_EQ(cuts.at(2).size(), 2u);
  EXPECT_EQ(cuts.at(2)[0].kept_document, 0u);
  EXPECT_EQ(cuts.at(2)[1].kept_document, 1u);
  EXPECT_EQ(Shown(texts[1], cuts.at(2)[1].kept) + ".", c);
}

TEST(FindRepeatedPassages, ARepeatInsideADocumentGoes) {
  const std::string shared = Text(10'000, 7);
  const std::string text = shared + " " + Text(20'000, 1) + " " + shared + " " + Text(30'000, 1) + " " + shared;
  PassageStatistics statistics;
  const CutsOfAll cuts = FindCuts({text}, {}, &statistics);
  ASSERT_EQ(cuts.size(), 1u);
  EXPECT_EQ(Without(text, cuts.at(0)), shared + " " + Text(20'000, 1) + " " + Text(30'000, 1));
  EXPECT_EQ(statistics.cuts_in_itself, 2u);
  for (const Cut& cut : cuts.at(0)) {
    EXPECT_EQ(cut.kept_document, 0u);
    EXPECT_EQ(Shown(text, cut.kept) + ".", shared);
  }
}

// A sentence of ten words a hundred times: five of them are the first run of fifty, and stay.
TEST(FindRepeatedPassages, ASentenceOverAndOver) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += (i > 0 ? " " : "") + Text(10'000, 1);
  const CutsOfAll cuts = FindCuts({text}, {});
  ASSERT_EQ(cuts.size(), 1u);
  const std::string left = Without(text, cuts.at(0));
  EXPECT_GE(left.size(), 50 * 5u);
  EXPECT_LE(left.size(), text.size() / 5);
  EXPECT_TRUE(text.starts_with(left));
}

TEST(FindRepeatedPassages, IgnoresCaseAndPunctuation) {
  const std::string shared = Text(10'000, 7);
  std::string shouted = shared;
  for (char& c : shouted) c = c == ' ' ? '\n' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const CutsOfAll cuts = FindCuts({shared, Text(20'000, 2) + "\n\n" + shouted}, {});
  EXPECT_EQ(cuts.size(), 1u);
}

TEST(FindRepeatedPassages, OfChinese) {
  std::string shared;
  for (int i = 0; i < 12; ++i) {
    for (int j = 0; j < 10; ++j) {
      const int character = 0x4e00 + 37 * (10 * i + j);
      shared += {static_cast<char>(0xe0 | character >> 12), static_cast<char>(0x80 | (character >> 6 & 0x3f)),
                 static_cast<char>(0x80 | (character & 0x3f))};
    }
    shared += "。";
  }
  const std::string text = "我们今天。" + shared + "你好再见。";
  const CutsOfAll cuts = FindCuts({shared + "一二三四五。", text}, {});
  ASSERT_EQ(cuts.size(), 1u);
  EXPECT_EQ(Without(text, cuts.at(1)), "我们今天。你好再见。");
}

TEST(FindRepeatedPassages, MemoryAndCapsDoNotChangeWhatGoes) {
  std::vector<std::string> texts;
  std::mt19937_64 random(5);
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (int part = 0; part < 4; ++part) text += Text(1000 * (1 + RandomBelow(random, 40)), 8) + "\n\n";
    texts.push_back(text);
  }
  const CutsOfAll unbounded = FindCuts(texts, {});
  EXPECT_GT(unbounded.size(), 100u);
  PassageOptions options;
  options.memory = 1;
  EXPECT_TRUE(FindCuts(texts, options) == unbounded);
  options.posting_cap = 1;
  PassageStatistics statistics;
  EXPECT_TRUE(FindCuts(texts, options, &statistics) == unbounded);
  EXPECT_GT(statistics.capped_fingerprints, 0u);
}

TEST(FindRepeatedPassages, OptionsHaveRanges) {
  const MemoryTexts texts({});
  const auto code = [&](PassageOptions options) {
    return FindRepeatedPassages(texts, options, nullptr, nullptr).code();
  };
  EXPECT_EQ(code({}), absl::StatusCode::kOk);
  EXPECT_EQ(code({.min_tokens = 15}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.min_tokens = 1001}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.min_cut = 0}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.min_cut = 51}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.posting_cap = 0}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.posting_cap = 1001}), absl::StatusCode::kInvalidArgument);
}

TEST(FindRepeatedPassages, ErrorsEndTheWork) {
  const std::string text = Text(10'000, 8);
  const MemoryTexts texts(std::vector<std::string>(3, text));
  int visits = 0;
  const absl::Status status = FindRepeatedPassages(
      texts, {},
      [&](std::uint32_t, const std::vector<Cut>&) {
        ++visits;
        return absl::ResourceExhaustedError("full");
      },
      nullptr);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(visits, 1);

  std::atomic<bool> cancel = true;
  PassageOptions options;
  options.cancel = &cancel;
  EXPECT_EQ(FindRepeatedPassages(texts, options, nullptr, nullptr), absl::CancelledError("interrupted"));

  class NoTexts : public CollectionTexts {
    [[nodiscard]] std::uint32_t size() const override { return 1; }
    [[nodiscard]] absl::StatusOr<std::string> Text(std::uint32_t) const override { return absl::NotFoundError("gone"); }
  };
  EXPECT_EQ(FindRepeatedPassages(NoTexts(), {}, nullptr, nullptr).code(), absl::StatusCode::kNotFound);
}

// Hostile: one word, the same few words, no sentence end, and bytes of any kind, millions of them.
TEST(FindRepeatedPassages, OfMillionsOfEqualWordsTakesLinearTime) {
  std::string word;
  for (int i = 0; i < 2'000'000; ++i) word += "a ";
  std::string sentences;
  for (int i = 0; i < 1'000'000; ++i) sentences += "Word. ";
  std::string cycle;
  for (int i = 0; i < 1'000; ++i) cycle += Text(10'000, 100) + " ";  // period 900: above a window
  PassageStatistics statistics;
  const CutsOfAll cuts = FindCuts({word, word, word + word, sentences, sentences, cycle, cycle}, {}, &statistics);
  EXPECT_EQ(Without(word, cuts.at(1)), "");
  EXPECT_FALSE(cuts.contains(0));
  EXPECT_FALSE(cuts.contains(2));  // a single sentence that is longer than the one before
  EXPECT_LE(Without(sentences, cuts.at(3)).size(), sentences.size() / 10);
  EXPECT_LE(Without(cycle, cuts.at(5)).size(), 2 * cycle.size() / 1'000);
}

TEST(FindRepeatedPassages, OfManyCopiesTakesLinearTime) {
  class Copies : public CollectionTexts {
   public:
    [[nodiscard]] std::uint32_t size() const override { return 50'000; }
    [[nodiscard]] absl::StatusOr<std::string> Text(std::uint32_t) const override { return text_; }

   private:
    const std::string text_ = Text10();
    static std::string Text10() { return Capitalised(Prose(10'000, 20)); }
  };
  PassageStatistics statistics;
  PassageOptions options;
  options.memory = 64 << 20;
  const absl::Status status = FindRepeatedPassages(
      Copies(), options, [](std::uint32_t, const std::vector<Cut>&) { return absl::OkStatus(); }, &statistics);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(statistics.cut_documents, 49'999u);
  EXPECT_EQ(statistics.cuts, 49'999u);
}

}  // namespace
}  // namespace copydesk
