// What is cut out of random collections, against the rules of dedup/passages.h applied by looking at everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "dedup/memory_texts.h"
#include "dedup/passages.h"
#include "dedup/random_corpus.h"
#include "dedup/sentences.h"
#include "dedup/staying_tokens.h"
#include "dedup/text_units.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using CutsOfAll = std::map<std::uint32_t, std::vector<Cut>>;

constexpr std::uint32_t kRun = 16;
constexpr std::uint32_t kMinCut = 5;

PassageOptions SmallOptions() {
  PassageOptions options;
  options.min_tokens = kRun;
  options.min_cut = kMinCut;
  options.posting_cap = 1000;
  return options;
}

CutsOfAll FindCuts(const std::vector<std::string>& texts, const PassageOptions& options) {
  CutsOfAll all;
  const absl::Status status = FindRepeatedPassages(
      MemoryTexts(texts), options,
      [&](std::uint32_t document, std::vector<Cut> cuts) {
        all[document] = std::move(cuts);
        return absl::OkStatus();
      },
      nullptr);
  EXPECT_TRUE(status.ok()) << status;
  return all;
}

// A collection and what is known of its texts.
struct Collection {
  explicit Collection(std::vector<std::string> all) : texts(std::move(all)) {
    for (const std::string& text : texts) {
      tokens.push_back(Tokenize(text));
      units.push_back(MakeUnits(FindSentences(text), tokens.back()));
    }
  }

  std::vector<std::string> texts;
  std::vector<Tokens> tokens;
  std::vector<std::vector<TextUnit>> units;
};

std::vector<TokenRange> GoneOf(const Collection& collection, std::uint32_t document, const std::vector<Cut>& cuts) {
  std::vector<TokenRange> gone;
  for (const Cut& cut : cuts) gone.push_back(TokensTouching(cut.removed, collection.tokens[document]));
  return gone;
}

bool Overlap(TextRange x, TextRange y) { return x.begin < y.end && y.begin < x.end; }

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string BlanksBefore(const std::string& text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && IsSpace(text[begin - 1])) --begin;
  return text.substr(begin, at - begin);
}

std::string BlanksBehind(const std::string& text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsSpace(text[end])) ++end;
  return text.substr(at, end - at);
}

// Every cut is what it says that it is.
void ExpectSound(const Collection& collection, const CutsOfAll& cuts) {
  for (const auto& [document, all] : cuts) {
    const std::string& text = collection.texts[document];
    const Tokens& tokens = collection.tokens[document];
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Cut& cut = all[i];
      ASSERT_LT(cut.removed.begin, cut.removed.end);
      ASSERT_LE(cut.removed.end, text.size());
      if (i > 0) {
        ASSERT_LE(all[i - 1].removed.end, cut.removed.begin);
      }
      ASSERT_LE(cut.kept_document, document);
      if (cut.kept_document == document) {
        ASSERT_LE(cut.kept.end, cut.removed.begin);
      }

      const TokenRange removed = TokensInside(cut.removed, tokens);
      const Tokens& kept_tokens = collection.tokens[cut.kept_document];
      const TokenRange kept = TokensInside(cut.kept, kept_tokens);
      ASSERT_EQ(removed.size(), cut.tokens);
      ASSERT_EQ(kept.size(), cut.tokens);
      ASSERT_GE(cut.tokens, kMinCut);
      ASSERT_TRUE(std::equal(tokens.hash.begin() + removed.begin, tokens.hash.begin() + removed.end,
                             kept_tokens.hash.begin() + kept.begin));
      if (const auto of_kept = cuts.find(cut.kept_document); of_kept != cuts.end()) {
        for (const Cut& other : of_kept->second) ASSERT_FALSE(Overlap(other.removed, cut.kept));
      }

      // Whole sentences, and the white space on one side of them.
      std::size_t touched = 0;
      for (const TextUnit& unit : collection.units[document]) {
        if (!Overlap(unit.bytes, cut.removed)) continue;
        ASSERT_TRUE(cut.removed.begin <= unit.bytes.begin && unit.bytes.end <= cut.removed.end);
        ++touched;
      }
      ASSERT_GT(touched, 0u);
    }
    // Where something was cut out there is one gap that was there before, at one side of the cut.
    std::string left;
    std::size_t at = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t begin = all[i].removed.begin;
      while (i + 1 < all.size() && all[i].removed.end == all[i + 1].removed.begin) ++i;
      const std::size_t end = all[i].removed.end;
      left += text.substr(at, begin - at);
      at = end;
      const std::string gap = BlanksBefore(text, begin) + BlanksBehind(text, end);
      const std::string removed = text.substr(begin, end - begin);
      const std::string gap_before = BlanksBefore(text, begin) + BlanksBehind(removed, 0);
      const std::string gap_behind = BlanksBefore(removed, removed.size()) + BlanksBehind(text, end);
      ASSERT_TRUE(gap == gap_before || gap == gap_behind) << document;
    }
    left += text.substr(at);
    ASSERT_EQ(left, Without(text, all));
  }
}

// Rule 2 of dedup/passages.h, sentence by sentence: cut tokens, kept document and its first token.
using Expected = std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>>;

Expected CutsByTheRules(const std::vector<TextUnit>& units, const std::vector<RepeatedRun>& runs) {
  Expected cuts;
  for (std::size_t first = 0; first < units.size();) {
    const TokenRange own = units[first].tokens;
    const RepeatedRun* best = nullptr;
    if (own.size() > 0) {
      for (const RepeatedRun& run : runs) {
        if (run.tokens.begin > own.begin || run.tokens.end < own.end) continue;
        if (best == nullptr || run.tokens.end > best->tokens.end ||
            (run.tokens.end == best->tokens.end &&
             std::tuple(run.kept_document, run.kept_begin) < std::tuple(best->kept_document, best->kept_begin))) {
          best = &run;
        }
      }
    }
    std::size_t last = first;
    std::uint32_t end = own.begin;
    for (std::size_t i = first; best != nullptr && i < units.size(); ++i) {
      if (units[i].tokens.size() == 0) continue;
      if (units[i].tokens.end > best->tokens.end) break;
      last = i;
      end = units[i].tokens.end;
    }
    if (end - own.begin >= kMinCut) {
      cuts.emplace_back(own.begin, end, best->kept_document, best->kept_begin + own.begin - best->tokens.begin);
      first = last + 1;
    } else {
      ++first;
    }
  }
  return cuts;
}

// Cuts that are kept in earlier documents are those of the rules, which know what stays of these.
void ExpectByTheRules(const Collection& collection, const CutsOfAll& cuts) {
  StayingTokens staying;
  for (std::uint32_t document = 0; document < collection.texts.size(); ++document) {
    const std::vector<RepeatedRun> runs = EveryRunInEarlier(collection.tokens, document, staying, kRun);
    const auto found = cuts.find(document);
    const std::vector<Cut> all = found == cuts.end() ? std::vector<Cut>() : found->second;
    Expected got;
    for (const Cut& cut : all) {
      if (cut.kept_document == document) continue;
      const TokenRange removed = TokensInside(cut.removed, collection.tokens[document]);
      const TokenRange kept = TokensInside(cut.kept, collection.tokens[cut.kept_document]);
      got.emplace_back(removed.begin, removed.end, cut.kept_document, kept.begin);
    }
    ASSERT_EQ(got, CutsByTheRules(collection.units[document], runs)) << "document " << document;
    if (!all.empty()) staying.Remove(document, GoneOf(collection, document, all));
  }
}

// Sentences that are long enough and lie whole in a run of text that stays: of the ones that stay nonetheless, and all.
struct Missed {
  std::size_t missed = 0;
  std::size_t all = 0;
};

Missed CountMissed(const Collection& collection, const CutsOfAll& cuts) {
  Missed count;
  StayingTokens staying;
  for (std::uint32_t document = 0; document < collection.texts.size(); ++document) {
    const auto found = cuts.find(document);
    const std::vector<Cut> all = found == cuts.end() ? std::vector<Cut>() : found->second;
    const std::vector<RepeatedRun> runs = EveryRunInEarlier(collection.tokens, document, staying, kRun);
    for (const TextUnit& unit : collection.units[document]) {
      if (unit.tokens.size() < kMinCut || std::none_of(runs.begin(), runs.end(), [&](const RepeatedRun& run) {
            return run.tokens.begin <= unit.tokens.begin && unit.tokens.end <= run.tokens.end;
          })) {
        continue;
      }
      ++count.all;
      count.missed +=
          std::none_of(all.begin(), all.end(), [&](const Cut& cut) { return Overlap(cut.removed, unit.bytes); }) ? 1
                                                                                                                 : 0;
    }
    if (!all.empty()) staying.Remove(document, GoneOf(collection, document, all));
  }
  return count;
}

TEST(PassagesOracle, RandomCollectionsAreCutByTheRules) {
  std::size_t cut_documents = 0;
  std::size_t in_itself = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    CorpusKind kind;
    kind.vocabulary = seed % 3 == 0 ? 30 : 400;
    kind.has_other_scripts = seed % 4 == 0;
    const Collection collection(MakeCorpus(random, kind));
    const CutsOfAll cuts = FindCuts(collection.texts, SmallOptions());
    ExpectSound(collection, cuts);
    ExpectByTheRules(collection, cuts);
    EXPECT_EQ(CountMissed(collection, cuts).missed, 0u);
    if (HasFatalFailure()) return;
    cut_documents += cuts.size();
    for (const auto& [document, all] : cuts) {
      for (const Cut& cut : all) in_itself += cut.kept_document == document ? 1 : 0;
    }
  }
  EXPECT_GT(cut_documents, 500u);
  EXPECT_GT(in_itself, 100u);
}

// A text that repeats itself over and over is cut soundly, whatever is found of it; and little is missed.
TEST(PassagesOracle, StretchesAreCutSoundly) {
  Missed count;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    CorpusKind kind;
    kind.has_stretches = true;
    kind.has_other_scripts = seed % 4 == 0;
    const Collection collection(MakeCorpus(random, kind));
    const CutsOfAll cuts = FindCuts(collection.texts, SmallOptions());
    ExpectSound(collection, cuts);
    if (HasFatalFailure()) return;
    const Missed missed = CountMissed(collection, cuts);
    count.missed += missed.missed;
    count.all += missed.all;
  }
  EXPECT_GT(count.all, 1'000u);
  EXPECT_LE(count.missed, count.all / 200);
}

// Under a cap less is cut, and soundly.
TEST(PassagesOracle, UnderACapCutsAreSound) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    CorpusKind kind;
    kind.documents = 30;
    kind.pool = 4;
    kind.has_stretches = seed % 2 == 0;
    const Collection collection(MakeCorpus(random, kind));
    PassageOptions options = SmallOptions();
    options.posting_cap = 1;
    options.memory = 1;
    ExpectSound(collection, FindCuts(collection.texts, options));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace copydesk
