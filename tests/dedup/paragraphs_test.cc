#include "dedup/paragraphs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "dedup/memory_texts.h"
#include "dedup/random_corpus.h"
#include "dedup/text_units.h"
#include "testing/random_text.h"
#include "text/paragraphs.h"

namespace copydesk {
namespace {

using CutsOfAll = std::map<std::uint32_t, std::vector<Cut>>;

CutsOfAll FindCuts(const std::vector<std::string>& texts, const ParagraphOptions& options,
                   ParagraphStatistics* statistics = nullptr) {
  CutsOfAll all;
  const absl::Status status = FindRepeatedParagraphs(
      MemoryTexts(texts), options,
      [&](std::uint32_t document, std::vector<Cut> cuts) {
        EXPECT_TRUE(all.empty() || all.rbegin()->first < document);
        all[document] = std::move(cuts);
        return absl::OkStatus();
      },
      statistics);
  EXPECT_TRUE(status.ok()) << status;
  return all;
}

TEST(FindRepeatedParagraphs, TheFirstStays) {
  const std::string notice = "Sign up for our letter of the week and read more!";
  const std::vector<std::string> texts = {
      notice + "\n\nA first text that is nowhere else in it.\n", "Another text.\n\n" + notice + "\n\nIt ends here.\n",
      "SIGN UP, for our letter of the week: and read more\n", notice + "\nA line between both of them.\n" + notice};
  ParagraphStatistics statistics;
  const CutsOfAll cuts = FindCuts(texts, {}, &statistics);
  ASSERT_EQ(cuts.size(), 3u);
  EXPECT_EQ(Without(texts[1], cuts.at(1)), "Another text.\n\nIt ends here.\n");
  EXPECT_EQ(Without(texts[2], cuts.at(2)), "");
  EXPECT_EQ(Without(texts[3], cuts.at(3)), "A line between both of them.");
  for (const auto& [document, all] : cuts) {
    for (const Cut& cut : all) {
      EXPECT_EQ(cut.kept_document, 0u);
      EXPECT_EQ(cut.kept.begin, 0u);
      EXPECT_EQ(cut.kept.end, notice.size() - 1);  // to the end of its last token
      EXPECT_EQ(cut.tokens, 11u);
    }
  }
  EXPECT_EQ(statistics.repeated, 1u);
  EXPECT_EQ(statistics.cuts, 4u);
}

TEST(FindRepeatedParagraphs, ShortOnesStay) {
  const std::vector<std::string> texts = {"One two three four five six seven.", "One two three four five six seven."};
  EXPECT_TRUE(FindCuts(texts, {}).empty());
  ParagraphOptions options;
  options.min_tokens = 7;
  EXPECT_EQ(FindCuts(texts, options).size(), 1u);
}

TEST(FindRepeatedParagraphs, OfHardWrappedTextBlankLinesEndThem) {
  const std::string lines =
      "This line is as long as the\nnext one of this text that\nis wrapped by hand, it has\nfour lines";
  const CutsOfAll cuts = FindCuts({lines, "is wrapped by hand, it has\n", "Before.\n\n" + lines + "\n"}, {});
  ASSERT_EQ(cuts.size(), 1u);
  EXPECT_EQ(cuts.at(2)[0].tokens, 21u);
}

// A paragraph goes if and only if an earlier one has its tokens, and names the first of them.
TEST(FindRepeatedParagraphs, EqualBruteForce) {
  std::size_t count = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    CorpusKind kind;
    kind.most_words = 20;
    kind.has_other_scripts = seed % 3 == 0;
    kind.has_stretches = seed % 2 == 0;
    const std::vector<std::string> texts = MakeCorpus(random, kind);
    ParagraphOptions options;
    options.memory = seed % 2;
    CutsOfAll cuts = FindCuts(texts, options);

    std::map<std::vector<std::uint64_t>, std::pair<std::uint32_t, TextRange>> first;
    for (std::uint32_t document = 0; document < texts.size(); ++document) {
      const Tokens tokens = Tokenize(texts[document]);
      std::vector<std::pair<TextRange, std::pair<std::uint32_t, TextRange>>> expected;  // content and what is kept
      for (const TextUnit& unit : MakeUnits(FindParagraphs(texts[document]), tokens)) {
        if (unit.tokens.size() < static_cast<std::uint32_t>(options.min_tokens)) continue;
        const std::vector<std::uint64_t> own(tokens.hash.begin() + unit.tokens.begin,
                                             tokens.hash.begin() + unit.tokens.end);
        const TextRange kept{tokens.begin[unit.tokens.begin], tokens.end[unit.tokens.end - 1]};
        const auto [place, is_first] = first.emplace(own, std::pair(document, kept));
        if (!is_first) expected.emplace_back(unit.bytes, place->second);
      }
      const std::vector<Cut>& got = cuts[document];
      ASSERT_EQ(got.size(), expected.size());
      count += got.size();
      for (std::size_t i = 0; i < got.size(); ++i) {
        EXPECT_LE(got[i].removed.begin, expected[i].first.begin);
        EXPECT_GE(got[i].removed.end, expected[i].first.end);
        EXPECT_EQ(got[i].kept_document, expected[i].second.first);
        EXPECT_EQ(got[i].kept, expected[i].second.second);
        const TokenRange removed = TokensInside(got[i].removed, tokens);
        EXPECT_EQ(removed.size(), got[i].tokens);
        if (i > 0) {
          EXPECT_LE(got[i - 1].removed.end, got[i].removed.begin);
        }
      }
    }
  }
  EXPECT_GT(count, 500u);
}

TEST(FindRepeatedParagraphs, OptionsAndErrors) {
  const std::string line = "one two three four five six seven eight nine\n";
  const MemoryTexts texts({line, line});
  EXPECT_EQ(FindRepeatedParagraphs(texts, {.min_tokens = 0}, nullptr, nullptr).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(FindRepeatedParagraphs(texts, {.min_tokens = 1001}, nullptr, nullptr).code(),
            absl::StatusCode::kInvalidArgument);
  std::atomic<bool> cancel = true;
  ParagraphOptions options;
  options.cancel = &cancel;
  EXPECT_EQ(FindRepeatedParagraphs(texts, options, nullptr, nullptr), absl::CancelledError("interrupted"));
  EXPECT_EQ(FindRepeatedParagraphs(
                texts, {}, [](std::uint32_t, const std::vector<Cut>&) { return absl::UnavailableError("no"); }, nullptr)
                .code(),
            absl::StatusCode::kUnavailable);
}

TEST(FindRepeatedParagraphs, OfALineOverAndOver) {
  std::string text;
  const std::string line = JoinWords(DistinctWords(10'000, 20)) + "\n";  // too long to be hard-wrapped
  for (int i = 0; i < 200'000; ++i) text += line;
  const CutsOfAll cuts = FindCuts({text}, {});
  ASSERT_EQ(cuts.size(), 1u);
  EXPECT_EQ(cuts.at(0).size(), 199'999u);
  EXPECT_EQ(Without(text, cuts.at(0)), line);
}

}  // namespace
}  // namespace copydesk
