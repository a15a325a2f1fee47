// The tokens in repeated runs, by a suffix array of all tokens of a collection: another way to the same tokens. U.
// Manber, G. Myers, "Suffix arrays: a new method for on-line string searches", SIAM J. Comput. 22, 1993, by prefix
// doubling.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "copydesk/reader.h"
#include "dedup/memory_texts.h"
#include "dedup/passages.h"
#include "dedup/random_corpus.h"
#include "testing/random_text.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

using Covered = std::vector<std::vector<bool>>;  // tokens of each document

// Ranks of all suffixes by their first `length` values: equal ones have equal ranks.
std::vector<std::uint32_t> RankPrefixes(const std::vector<std::uint64_t>& values, std::size_t length) {
  std::vector<std::uint64_t> distinct = values;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<std::uint32_t> rank(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    rank[i] =
        static_cast<std::uint32_t>(std::lower_bound(distinct.begin(), distinct.end(), values[i]) - distinct.begin()) +
        1;
  }
  std::vector<std::uint32_t> order(values.size());
  for (std::size_t known = 1; known < length;) {
    const std::size_t step = std::min(known, length - known);
    const auto key = [&](std::uint32_t i) {
      return std::uint64_t{rank[i]} << 32 | (i + step < rank.size() ? rank[i + step] : 0);
    };
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) { return key(x) < key(y); });
    std::vector<std::uint32_t> next(rank.size());
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i == 0 || key(order[i]) != key(order[i - 1])) ++last;
      next[order[i]] = last;
    }
    rank = next;
    known += step;
  }
  return rank;
}

// A token is in a run of N that occurs in an earlier document, or earlier in its own without overlapping.
Covered CoverBySuffixes(const std::vector<Tokens>& texts, std::size_t least) {
  std::vector<std::uint64_t> values;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // document and token of each value
  Covered covered;
  for (std::uint32_t document = 0; document < texts.size(); ++document) {
    const Tokens& tokens = texts[document];
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      values.push_back(tokens.hash[i]);
      places.emplace_back(document, i);
    }
    values.push_back(0x8000000000000000u + document);  // no run goes over the end of a document
    places.emplace_back(document, tokens.size());
    covered.emplace_back(tokens.size(), false);
  }
  const std::vector<std::uint32_t> rank = RankPrefixes(values, least);
  // The first place of each prefix of N; values are in the order of documents and tokens.
  std::vector<std::uint32_t> first(values.size() + 1, 0xffffffffu);
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const auto [document, token] = places[i];
    if (token + least > texts[document].size()) continue;
    std::uint32_t& earliest = first[rank[i]];
    if (earliest == 0xffffffffu) {
      earliest = i;
      continue;
    }
    const auto [earlier, earlier_token] = places[earliest];
    if (earlier == document && earlier_token + least > token) continue;
    std::fill_n(covered[document].begin() + token, least, true);
  }
  return covered;
}

Covered CoverByFingerprints(const std::vector<std::string>& texts, const std::vector<Tokens>& tokens,
                            const PassageOptions& options) {
  Covered covered;
  for (const Tokens& all : tokens) covered.emplace_back(all.size(), false);
  const absl::Status status = FindRepeatedRuns(
      MemoryTexts(texts), options,
      [&](std::uint32_t document, const std::vector<RepeatedRun>& runs) {
        for (const RepeatedRun& run : runs) {
          EXPECT_GE(run.tokens.size(), static_cast<std::uint32_t>(options.min_tokens));
          EXPECT_TRUE(run.kept_document < document ||
                      (run.kept_document == document && run.kept_begin + run.tokens.size() <= run.tokens.begin));
          EXPECT_TRUE(std::equal(tokens[document].hash.begin() + run.tokens.begin,
                                 tokens[document].hash.begin() + run.tokens.end,
                                 tokens[run.kept_document].hash.begin() + run.kept_begin));
          std::fill(covered[document].begin() + run.tokens.begin, covered[document].begin() + run.tokens.end, true);
        }
        return absl::OkStatus();
      },
      nullptr);
  EXPECT_TRUE(status.ok()) << status;
  return covered;
}

// The first token that only one of them has, and how many there are.
std::string Difference(const Covered& got, const Covered& expected) {
  std::size_t missing = 0;
  std::size_t more = 0;
  std::string first;
  for (std::size_t document = 0; document < expected.size(); ++document) {
    for (std::size_t i = 0; i < expected[document].size(); ++i) {
      if (got[document][i] == expected[document][i]) continue;
      ++(expected[document][i] ? missing : more);
      if (first.empty()) first = "document " + std::to_string(document) + " token " + std::to_string(i);
    }
  }
  if (first.empty()) return "";
  return std::to_string(missing) + " missing, " + std::to_string(more) + " too many, first at " + first;
}

std::size_t Count(const Covered& covered) {
  std::size_t count = 0;
  for (const auto& document : covered)
    count += static_cast<std::size_t>(std::count(document.begin(), document.end(), true));
  return count;
}

std::vector<Tokens> TokenizeAll(const std::vector<std::string>& texts) {
  std::vector<Tokens> tokens;
  for (const std::string& text : texts) tokens.push_back(Tokenize(text));
  return tokens;
}

TEST(SuffixArray, RandomCollectionsHaveTheSameTokensInRuns) {
  std::size_t count = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    CorpusKind kind;
    kind.vocabulary = seed % 3 == 0 ? 12 : 400;
    kind.has_other_scripts = seed % 5 == 0;
    kind.has_stretches = seed % 2 == 0;
    PassageOptions options;
    options.min_tokens = 16 + static_cast<int>(seed % 30);
    options.posting_cap = 1000;
    const std::vector<std::string> texts = MakeCorpus(random, kind);
    const std::vector<Tokens> tokens = TokenizeAll(texts);
    const Covered expected = CoverBySuffixes(tokens, static_cast<std::size_t>(options.min_tokens));
    EXPECT_EQ(Difference(CoverByFingerprints(texts, tokens, options), expected), "");
    count += Count(expected);
  }
  EXPECT_GT(count, 100'000u);
}

// COPYDESK_DATA/newsgroups.jsonl.gz, the first 2,000 posts.
TEST(SuffixArray, NewsgroupsHaveTheSameTokensInRuns) {
  const char* const folder = std::getenv("COPYDESK_DATA");
  if (folder == nullptr) GTEST_SKIP() << "COPYDESK_DATA names no folder with newsgroups.jsonl.gz";
  const std::unique_ptr<Reader> reader = OpenReader({std::string(folder) + "/newsgroups.jsonl.gz"}, {}).value();
  std::vector<std::string> texts;
  while (texts.size() < 2'000) {
    std::vector<Document> batch = reader->ReadBatch(1 << 20).value();
    if (batch.empty()) break;
    for (Document& document : batch) texts.push_back(std::move(document.text));
  }
  ASSERT_GE(texts.size(), 2'000u);
  texts.resize(2'000);
  const std::vector<Tokens> tokens = TokenizeAll(texts);
  for (const int least : {16, 50}) {
    PassageOptions options;
    options.min_tokens = least;
    options.posting_cap = 1000;
    const Covered expected = CoverBySuffixes(tokens, static_cast<std::size_t>(least));
    const Covered got = CoverByFingerprints(texts, tokens, options);
    EXPECT_GT(Count(expected), 1'000u);
    std::printf("runs of %d tokens: %zu tokens by the suffix array, %zu by fingerprints\n", least, Count(expected),
                Count(got));
    EXPECT_EQ(Difference(got, expected), "") << least;
  }
}

}  // namespace
}  // namespace copydesk
