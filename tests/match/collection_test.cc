#include "match/collection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "match/kept_match.h"
#include "match/match_names.h"
#include "match/match_testing.h"
#include "match/short_texts.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using NamePair = std::pair<std::string, std::string>;

CollectionOptions Uncapped() {
  CollectionOptions options;
  options.candidates = {.posting_cap = 100'000, .bucket_cap = 100'000};
  options.copy_cap = 100'000;
  return options;
}

std::vector<Match> FindAll(const Store& store, const CollectionOptions& options, CollectionStatistics* statistics) {
  auto matches = FindAllMatches(store, options, statistics);
  EXPECT_TRUE(matches.ok()) << matches.status();
  return matches.ok() ? (*matches)->All().value() : std::vector<Match>();
}

std::vector<Match> FindAll(const Store& store, const CollectionOptions& options) {
  CollectionStatistics statistics;
  return FindAll(store, options, &statistics);
}

std::vector<Match> FindOf(const Store& store, const StoredDocument& document, const CollectionOptions& options) {
  CollectionStatistics statistics;
  auto matches = FindMatchesOf(store, document, options, &statistics);
  EXPECT_TRUE(matches.ok()) << matches.status();
  return matches.ok() ? *std::move(matches) : std::vector<Match>();
}

std::set<NamePair> NamesOf(const std::vector<Match>& matches) {
  std::set<NamePair> pairs;
  for (const Match& match : matches) pairs.emplace(match.a.document, match.b.document);
  return pairs;
}

// Small documents with planted copies, cuts, edits, quotations and joins of one another.
std::vector<StoredDocument> PlantedCorpus(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  constexpr std::size_t kVocabulary = 4000;
  std::vector<Words> texts;
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < count; ++i) {
    Words words = RandomWords(random, random() % 160, kVocabulary);
    std::string text;
    if (i > 5) {
      const Words& other = texts[RandomBelow(random, texts.size())];
      const std::size_t begin = RandomBelow(random, other.size() + 1);
      const std::size_t end = begin + RandomBelow(random, other.size() - begin + 1);
      switch (random() % 8) {
        case 0:
          words = other;  // a copy
          break;
        case 1:
          words = EditWords(random, other, 0.03, kVocabulary);
          break;
        case 2:
          words = EditWords(random, other, 0.2, kVocabulary);
          break;
        case 3:
          words = Slice(other, begin, end);  // a cut
          break;
        case 4:
          words = Concatenate(std::vector<Words>{words, Slice(other, begin, end)});
          break;
        case 5:
          text = AsProse(words) + " “" + JoinWords(Slice(other, begin, end)) + "”";
          words = Concatenate(std::vector<Words>{words, Slice(other, begin, end)});
          break;
        default:
          break;
      }
    }
    if (text.empty()) text = random() % 4 == 0 ? JoinWords(words) : AsProse(words);
    documents.push_back(MakeStored(NumberedId("d", i), text));
    texts.push_back(std::move(words));
  }
  return documents;
}

// Nothing is invented, and every match with a shared run that winnowing guarantees to find (25 tokens), or an exact
// one, is there. Most of the others are there too, apart from short texts without a run of six, which only their terms
// can find.
TEST(FindAllMatches, AgreesWithAllPairs) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const std::vector<StoredDocument> documents = PlantedCorpus(seed, 150);
    const auto store = MakeStore(documents);
    std::map<NamePair, Match> expected;
    for (Match& match : MatchAllPairs(documents)) {
      expected.emplace(NamePair(match.a.document, match.b.document), std::move(match));
    }
    std::map<std::string, std::string> texts;
    for (const StoredDocument& document : documents) texts[document.metadata.id] = document.text;

    CollectionStatistics statistics;
    const std::vector<Match> found = FindAll(*store, Uncapped(), &statistics);
    for (const Match& match : found) {
      const auto entry = expected.find({match.a.document, match.b.document});
      ASSERT_NE(entry, expected.end()) << match.a.document << ", " << match.b.document << ", seed " << seed;
      ASSERT_EQ(match, entry->second) << match.a.document << ", " << match.b.document << ", seed " << seed;
    }
    const std::set<NamePair> names = NamesOf(found);
    ASSERT_EQ(names.size(), found.size()) << "a pair is there twice, seed " << seed;
    std::size_t guaranteed = 0;
    std::size_t by_terms = 0;
    for (const auto& [pair, match] : expected) {
      const std::size_t run = LongestSharedRun(texts[pair.first], texts[pair.second]);
      const bool are_short = AreShort(Prepare(texts[pair.first]), Prepare(texts[pair.second]), {});
      by_terms += are_short && run < 6 && !names.contains(pair) ? 1 : 0;
      const bool must_be_found = match.comparison.relation == Relation::kExact || run >= 25;
      guaranteed += must_be_found ? 1 : 0;
      EXPECT_TRUE(!must_be_found || names.contains(pair)) << pair.first << ", " << pair.second << ", seed " << seed;
    }
    EXPECT_GT(guaranteed, 20u) << "seed " << seed;
    EXPECT_GE(found.size() * 100, (expected.size() - by_terms) * 90) << "seed " << seed;
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(),
                               [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); }));
    EXPECT_EQ(statistics.stop_postings + statistics.incomplete_buckets + statistics.large_groups, 0u);
    EXPECT_EQ(statistics.unverified, 0u);
    EXPECT_GE(statistics.verified, found.size());
  }
}

TEST(FindAllMatches, DoesNotDependOnOrderBatchesOrThreads) {
  std::vector<StoredDocument> documents = PlantedCorpus(9, 80);
  const std::vector<Match> expected = FindAll(*MakeStore(documents), CollectionOptions());
  ASSERT_FALSE(expected.empty());
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    std::mt19937_64 random(seed);
    std::shuffle(documents.begin(), documents.end(), random);
    const auto store = MakeStore(std::span(documents).first(30));
    ASSERT_TRUE(store->Add(std::span(documents).subspan(30, 1)).ok());
    ASSERT_TRUE(store->Add(std::span(documents).subspan(31)).ok());
    CollectionOptions options;
    options.verify.threads = 1 + static_cast<int>(seed);
    ASSERT_EQ(FindAll(*store, options), expected) << "seed " << seed;
  }
}

TEST(FindAllMatches, NothingInAnEmptyStore) {
  EXPECT_TRUE(FindAll(*MakeStore({}), CollectionOptions()).empty());
  EXPECT_TRUE(FindAll(*MakeStore(std::vector<StoredDocument>{MakeStored("a", "")}), CollectionOptions()).empty());
}

TEST(FindAllMatches, TextsWithoutTokensAndShortOnesDoNotMatch) {
  const auto store =
      MakeStore(std::vector<StoredDocument>{MakeStored("a", ""), MakeStored("b", "..."), MakeStored("c", "one"),
                                            MakeStored("d", "two"), MakeStored("e", "One!")});
  const std::vector<Match> found = FindAll(*store, CollectionOptions());
  EXPECT_EQ(NamesOf(found), (std::set<NamePair>{{"c", "e"}}));
}

TEST(FindAllMatches, WithoutSpansWhenNotAskedFor) {
  const auto store = MakeStore(PlantedCorpus(3, 40));
  CollectionOptions options;
  options.verify.spans = false;
  std::vector<Match> with = FindAll(*store, CollectionOptions());
  for (Match& match : with) match.comparison.spans.clear();
  EXPECT_EQ(FindAll(*store, options), with);
}

TEST(FindAllMatches, CopiesMatchOneAnotherAndWhatTheirContentMatches) {
  const Words words = DistinctWords(0, 80);
  Words edited = words;
  edited[40] = "changed";
  const std::vector<StoredDocument> documents = {MakeStored("c", JoinWords(words)), MakeStored("x", AsProse(edited)),
                                                 MakeStored("a", AsProse(words)), MakeStored("b", JoinWords(words)),
                                                 MakeStored("y", JoinWords(edited))};
  const auto store = MakeStore(documents);
  const std::vector<Match> found = FindAll(*store, CollectionOptions());
  EXPECT_EQ(found, MatchAllPairs(documents));
  EXPECT_EQ(found.size(), 10u);
  for (const Match& match : found) {
    const bool identical = NamePair(match.a.document, match.b.document) == NamePair("b", "c");
    EXPECT_EQ(match.comparison.identical, identical) << match.a.document << ", " << match.b.document;
  }
}

TEST(FindAllMatches, CopyCapMatchesTheCentreOnly) {
  std::vector<StoredDocument> documents;
  const Words words = DistinctWords(0, 80);
  Words edited = words;
  edited[40] = "changed";
  documents.reserve(7);
  for (std::size_t i = 0; i < 6; ++i) documents.push_back(MakeStored(NumberedId("copy", i), JoinWords(words)));
  documents.push_back(MakeStored("z", JoinWords(edited)));
  const auto store = MakeStore(documents);
  CollectionOptions options;
  options.copy_cap = 6;
  CollectionStatistics statistics;
  EXPECT_EQ(FindAll(*store, options, &statistics).size(), 21u);
  EXPECT_EQ(statistics.large_groups, 0u);
  options.copy_cap = 5;
  const std::vector<Match> found = FindAll(*store, options, &statistics);
  EXPECT_EQ(statistics.large_groups, 1u);
  EXPECT_EQ(NamesOf(found), (std::set<NamePair>{{"copy0", "copy1"},
                                                {"copy0", "copy2"},
                                                {"copy0", "copy3"},
                                                {"copy0", "copy4"},
                                                {"copy0", "copy5"},
                                                {"copy0", "z"}}));
}

TEST(FindAllMatches, PostingCapIsCounted) {
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < 12; ++i) {
    documents.push_back(MakeStored(
        NumberedId("d", i), JoinWords(DistinctWords(1000 * (i + 1), 500)) + " " + JoinWords(DistinctWords(0, 60))));
  }
  const auto store = MakeStore(documents);
  CollectionStatistics statistics;
  CollectionOptions options;
  EXPECT_EQ(FindAll(*store, options, &statistics).size(), 66u);
  EXPECT_EQ(statistics.stop_postings, 0u);
  options.candidates.posting_cap = 4;
  EXPECT_EQ(FindAll(*store, options, &statistics).size(), 6u);
  EXPECT_GT(statistics.stop_postings, 0u);
  EXPECT_EQ(statistics.candidates, 6u);
  EXPECT_EQ(statistics.verified, 6u);
}

// More near copies of one text than a bucket is paired fully: every one of them is matched, with a star.
TEST(FindAllMatches, LargeBucketsOfNearCopies) {
  constexpr std::size_t kCopies = 40;
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < kCopies; ++i) {
    Words words = DistinctWords(0, 300);
    words[7 * i] = MakeWord(5000 + i);
    documents.push_back(MakeStored(NumberedId("d", i), AsProse(words)));
  }
  for (std::size_t i = 0; i < 20; ++i) {
    documents.push_back(MakeStored(NumberedId("other", i), AsProse(DistinctWords(10'000 * (i + 1), 100))));
  }
  const auto store = MakeStore(documents);
  CollectionOptions options;
  options.candidates = {.posting_cap = 2, .bucket_cap = 10};
  CollectionStatistics statistics;
  const std::vector<Match> found = FindAll(*store, options, &statistics);
  EXPECT_GT(statistics.incomplete_buckets, 0u);
  EXPECT_GE(statistics.verified, kCopies - 1);
  EXPECT_LT(found.size(), kCopies * (kCopies - 1) / 2) << "all pairs were compared";
  std::set<std::string> matched;
  for (const Match& match : found) {
    EXPECT_EQ(match.comparison.relation, Relation::kNear);
    matched.insert(match.a.document);
    matched.insert(match.b.document);
  }
  EXPECT_EQ(matched.size(), kCopies);
  EXPECT_EQ(FindAll(*store, options), found);
}

TEST(FindAllMatches, VersionsOfOneIdAreToldApart) {
  const Words words = DistinctWords(0, 80);
  Words edited = words;
  edited[40] = "changed";
  const auto store = MakeStore(std::vector<StoredDocument>{
      MakeStored("a", JoinWords(words)), MakeStored("a", JoinWords(edited)), MakeStored("b", JoinWords(words))});
  EXPECT_EQ(NamesOf(FindAll(*store, CollectionOptions())),
            (std::set<NamePair>{{"a", "a#2"}, {"a", "b"}, {"a#2", "b"}}));
}

TEST(FindAllMatches, UnverifiedWithoutTexts) {
  const Words words = DistinctWords(0, 300);
  Words edited = words;
  edited[150] = "changed";
  const std::vector<StoredDocument> documents = {MakeStored("a", JoinWords(words)), MakeStored("b", JoinWords(edited)),
                                                 MakeStored("c", AsProse(words)),
                                                 MakeStored("d", JoinWords(DistinctWords(9000, 100)))};
  FailingStore store(MakeStore(documents));
  store.without_text = {0};
  CollectionStatistics statistics;
  const std::vector<Match> found = FindAll(store, CollectionOptions(), &statistics);
  ASSERT_EQ(NamesOf(found), (std::set<NamePair>{{"a", "b"}, {"a", "c"}, {"b", "c"}}));
  EXPECT_EQ(statistics.unverified, 2u);
  EXPECT_EQ(statistics.verified, 1u);
  for (const Match& match : found) {
    const bool expected = match.a.document == "b";
    EXPECT_EQ(match.verified, expected);
    EXPECT_EQ(match.estimated_jaccard.has_value(), !expected);
    if (expected) continue;
    EXPECT_EQ(match.comparison, Comparison());
    EXPECT_GT(match.estimated_jaccard->value, 0.9);
  }
}

TEST(FindAllMatches, ErrorsOfTheStoreArePassedOn) {
  const std::vector<StoredDocument> documents = PlantedCorpus(2, 40);
  absl::Status FailingStore::*const kPlaces[] = {&FailingStore::list_status, &FailingStore::text_status,
                                                 &FailingStore::blocks_status, &FailingStore::metadata_status,
                                                 &FailingStore::find_status};
  for (const auto place : kPlaces) {
    FailingStore store(MakeStore(documents));
    store.*place = absl::DataLossError("damaged");
    CollectionStatistics statistics;
    EXPECT_EQ(FindAllMatches(store, CollectionOptions(), &statistics).status(), store.*place);
  }
}

TEST(FindAllMatches, Cancelled) {
  const std::atomic<bool> cancel = true;
  CollectionOptions options;
  options.verify.cancel = &cancel;
  CollectionStatistics statistics;
  for (const auto& store : {MakeStore(PlantedCorpus(2, 40)), MakeStore({})}) {
    EXPECT_TRUE(absl::IsCancelled(FindAllMatches(*store, options, &statistics).status()));
  }
}

TEST(FindAllMatches, CancelledOnTheWay) {
  std::atomic<bool> cancel = false;
  CollectionOptions options;
  options.verify.cancel = &cancel;
  options.verify.progress = [&](std::uint64_t) { cancel = true; };
  CollectionStatistics statistics;
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < 60; ++i) {  // 1,770 pairs: more than one task
    documents.push_back(MakeStored(
        NumberedId("d", i), JoinWords(DistinctWords(1000 * (i + 1), 100)) + " " + JoinWords(DistinctWords(0, 60))));
  }
  EXPECT_TRUE(absl::IsCancelled(FindAllMatches(*MakeStore(documents), options, &statistics).status()));
}

std::string Line(const Match& match) {
  return absl::StrCat(match.a.document, " ", match.b.document, " ", static_cast<int>(match.comparison.relation), " ",
                      match.same_story.value_or(-1), " ", match.comparison.jaccard, " ", match.terms.size(), " ",
                      match.model);
}

// Added in batches of any sizes, documents have the matches of a scan of all.
TEST(FindMatchesWithin, EqualsTheScan) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::vector<StoredDocument> documents = PlantedCorpus(seed, 120);
    CollectionOptions options = Uncapped();
    options.stories = {.enabled = seed % 2 == 0, .learn = false};
    options.verify.threads = 1 + static_cast<int>(seed % 3);
    const auto store = MakeStore({});
    std::vector<Match> found;
    CollectionStatistics statistics;
    for (std::size_t begin = 0; begin < documents.size();) {
      const std::size_t end = std::min(documents.size(), begin + 1 + random() % 50);
      ASSERT_TRUE(store->Add(std::span(documents).subspan(begin, end - begin)).ok());
      const DocumentNumber first = begin == 0 ? 0 : store->EndNumber() - (end - begin);
      auto pairs = FindMatchesWithin(*store, first, store->EndNumber(), options, &statistics);
      ASSERT_TRUE(pairs.ok()) << pairs.status();
      MatchNames names(*store);
      for (const VerifiedPair& pair : *pairs) {
        auto decoded = DecodeKeptMatch(EncodeKeptMatch(pair));
        ASSERT_TRUE(decoded.ok()) << decoded.status();
        found.push_back(names.ToMatch(*std::move(decoded)));
        if (NamesModel(found.back())) found.back().model = statistics.model;
      }
      begin = end;
    }
    std::sort(found.begin(), found.end(),
              [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    const std::vector<Match> expected = FindAll(*store, options);
    std::vector<std::string> differences;  // the whole lists are long
    for (const Match& match : found) {
      if (std::find(expected.begin(), expected.end(), match) == expected.end())
        differences.push_back("+" + Line(match));
    }
    for (const Match& match : expected) {
      if (std::find(found.begin(), found.end(), match) == found.end()) differences.push_back("-" + Line(match));
    }
    EXPECT_THAT(differences, ::testing::IsEmpty());
    EXPECT_EQ(found.size(), expected.size());
  }
}

TEST(FindMatchesWithin, BlocksOfOneDocumentMatchButNotTheirParents) {
  const std::string text = JoinWords(DistinctWords(0, 60));
  StoredDocument page = MakeStored("page", text);
  page.blocks[0].name = "1";
  for (const char* const name : {"1.1", "2"}) {
    page.blocks.push_back(page.blocks[0]);
    page.blocks.back().name = name;
    page.signatures.push_back(page.signatures[0]);
  }
  page.blocks[1].parent = "1";
  const auto store = MakeStore(std::vector{page});
  CollectionStatistics statistics;
  const auto pairs = FindMatchesWithin(*store, 0, 1, Uncapped(), &statistics).value();
  std::set<NamePair> names;
  for (const VerifiedPair& pair : pairs) {
    names.emplace(page.blocks[pair.blocks.first.block].name, page.blocks[pair.blocks.second.block].name);
  }
  EXPECT_EQ(names, (std::set<NamePair>{{"1", "2"}, {"1.1", "2"}}));
}

// Also where no document has a candidate.
TEST(FindMatchesWithin, Cancelled) {
  const auto store = MakeStore(std::vector{MakeStored("a", JoinWords(DistinctWords(0, 60)))});
  const std::atomic<bool> cancel = true;
  CollectionOptions options;
  options.verify.cancel = &cancel;
  CollectionStatistics statistics;
  EXPECT_TRUE(absl::IsCancelled(FindMatchesWithin(*store, 0, 1, options, &statistics).status()));
}

TEST(KeptMatch, BytesThatNobodyWroteAreRefused) {
  VerifiedPair pair{.blocks = {{.document = 1, .block = 2}, {.document = 3, .block = 4}}, .comparison = {}};
  pair.comparison.relation = Relation::kNear;
  pair.comparison.spans = {{.a = {1, 2}, .b = {3, 4}, .tokens = 5}};
  pair.same_story = 0.5;
  pair.terms = {{.word = "word", .weight = 0.25}};
  const KeptMatch good = EncodeKeptMatch(pair);
  EXPECT_EQ(good.first, pair.blocks.first);
  EXPECT_TRUE(DecodeKeptMatch(good).ok());
  EXPECT_EQ(absl::BytesToHexString(good.value),
            "410400"                                            // verified with a story, near
            "000000000000000000000000000000000000000000000000"  // Jaccard, containments
            "000000000000000000000000000000000000000000000000"  // shares, quoted
            "000000"                                            // shared tokens, furniture
            "000000000000e03f"                                  // the story
            "010102030405"                                      // spans
            "0104776f7264000000000000d03f");                    // words
  for (std::size_t size = 0; size < good.value.size(); ++size) {
    KeptMatch cut = good;
    cut.value.resize(size);
    EXPECT_TRUE(absl::IsDataLoss(DecodeKeptMatch(cut).status())) << size;
  }
  for (const std::size_t place : {0, 1, 2}) {
    KeptMatch changed = good;
    changed.value[place] = '\x99';
    EXPECT_TRUE(absl::IsDataLoss(DecodeKeptMatch(changed).status())) << place;
  }
}

TEST(KeptMatch, SettingsAreAllThatMattersToMatches) {
  const CollectionOptions plain;
  std::vector<CollectionOptions> others(10);
  others[0].verify.rules.near_jaccard = 0.71;
  others[1].verify.rules.short_contains = 0.8;
  others[2].copy_cap = 65;
  others[3].candidates.posting_cap = 1;
  others[4].verify.spans = false;
  others[5].stories.enabled = true;
  others[6].stories.enabled = true;
  others[6].stories.window = std::nullopt;
  others[7].stories.enabled = true;
  others[7].stories.limits.term_cap = 7;
  others[8].stories.enabled = true;
  others[8].stories.links = false;
  others[9].stories.enabled = true;
  others[9].stories.link_limits.link_cap = 7;
  std::set<std::string> lines = {MatchSettings(plain)};
  for (const CollectionOptions& other : others) lines.insert(MatchSettings(other));
  EXPECT_EQ(lines.size(), 1 + others.size());
  CollectionOptions same = plain;
  same.verify.threads = 7;
  same.candidates.memory = 7;
  EXPECT_EQ(MatchSettings(same), MatchSettings(plain));
}

TEST(FindMatchesOf, EqualsThePairsOfTheScan) {
  const std::vector<StoredDocument> documents = PlantedCorpus(5, 120);
  const auto store = MakeStore(documents);
  const std::vector<Match> all = FindAll(*store, Uncapped());
  for (const StoredDocument& document : documents) {
    std::vector<Match> expected;
    std::copy_if(all.begin(), all.end(), std::back_inserter(expected), [&](const Match& match) {
      return match.a.document == document.metadata.id || match.b.document == document.metadata.id;
    });
    ASSERT_EQ(FindOf(*store, document, Uncapped()), expected) << document.metadata.id;
  }
}

TEST(FindMatchesOf, ANewDocument) {
  const std::vector<StoredDocument> documents = PlantedCorpus(6, 60);
  const StoredDocument& last = documents.back();
  const auto store = MakeStore(std::span(documents).first(documents.size() - 1));
  std::vector<Match> expected = FindAll(*MakeStore(documents), Uncapped());
  std::erase_if(expected, [&](const Match& match) {
    return match.a.document != last.metadata.id && match.b.document != last.metadata.id;
  });
  EXPECT_EQ(FindOf(*store, last, Uncapped()), expected);
  EXPECT_EQ(store->DocumentCount(), documents.size() - 1) << "the document was added";
}

TEST(FindMatchesOf, KnownIdWithAnotherText) {
  const Words words = DistinctWords(0, 80);
  Words edited = words;
  edited[40] = "changed";
  const auto store = MakeStore(std::vector<StoredDocument>{MakeStored("a", JoinWords(words))});
  EXPECT_TRUE(FindOf(*store, MakeStored("a", JoinWords(words)), CollectionOptions()).empty()) << "it matched itself";
  EXPECT_EQ(NamesOf(FindOf(*store, MakeStored("a", JoinWords(edited)), CollectionOptions())),
            (std::set<NamePair>{{"a", "a#2"}}));
  // Equal tokens in other bytes are another text.
  EXPECT_EQ(NamesOf(FindOf(*store, MakeStored("a", AsProse(words)), CollectionOptions())),
            (std::set<NamePair>{{"a", "a#2"}}));
  EXPECT_EQ(NamesOf(FindOf(*store, MakeStored("0", JoinWords(words)), CollectionOptions())),
            (std::set<NamePair>{{"0", "a"}}));
}

TEST(FindMatchesOf, CapsAreCounted) {
  std::vector<StoredDocument> documents;
  documents.reserve(10);
  for (std::size_t i = 0; i < 5; ++i)
    documents.push_back(MakeStored(NumberedId("copy", i), JoinWords(DistinctWords(0, 80))));
  for (std::size_t i = 0; i < 5; ++i) {
    documents.push_back(MakeStored(
        NumberedId("d", i), JoinWords(DistinctWords(1000 * (i + 1), 100)) + " " + JoinWords(DistinctWords(0, 60))));
  }
  const auto store = MakeStore(documents);
  CollectionOptions options;
  options.copy_cap = 4;
  options.candidates.posting_cap = 3;
  CollectionStatistics statistics;
  const auto matches = FindMatchesOf(*store, MakeStored("q", JoinWords(DistinctWords(0, 70))), options, &statistics);
  ASSERT_TRUE(matches.ok());
  EXPECT_EQ(statistics.large_groups, 1u);
  EXPECT_GT(statistics.stop_postings, 0u);
  EXPECT_LT(matches->size(), 6u);
}

TEST(FindMatchesOf, UnverifiedWithoutTexts) {
  FailingStore store(MakeStore(std::vector<StoredDocument>{MakeStored("a", JoinWords(DistinctWords(0, 80)))}));
  store.without_text = {0};
  CollectionStatistics statistics;
  const StoredDocument document = MakeStored("b", AsProse(DistinctWords(0, 80)));
  const auto matches = FindMatchesOf(store, document, CollectionOptions(), &statistics);
  ASSERT_TRUE(matches.ok());
  ASSERT_EQ(matches->size(), 1u);
  EXPECT_FALSE(matches->front().verified);
  EXPECT_EQ(matches->front().comparison, Comparison());
  EXPECT_DOUBLE_EQ(matches->front().estimated_jaccard->value, 1);
  EXPECT_EQ(statistics.unverified, 1u);
  EXPECT_EQ(statistics.verified, 0u);
}

TEST(FindMatchesOf, NothingForATextWithoutTokens) {
  const auto store = MakeStore(std::vector<StoredDocument>{MakeStored("a", ""), MakeStored("b", "one")});
  EXPECT_TRUE(FindOf(*store, MakeStored("c", "..."), CollectionOptions()).empty());
}

TEST(FindMatchesOf, ErrorsOfTheStoreArePassedOn) {
  const std::vector<StoredDocument> documents = {MakeStored("a", JoinWords(DistinctWords(0, 80))),
                                                 MakeStored("b", JoinWords(DistinctWords(5, 80)))};
  absl::Status FailingStore::*const kPlaces[] = {&FailingStore::postings_status, &FailingStore::text_status,
                                                 &FailingStore::blocks_status,   &FailingStore::metadata_status,
                                                 &FailingStore::find_status,     &FailingStore::signatures_status};
  for (const auto place : kPlaces) {
    FailingStore store(MakeStore(documents));
    store.*place = absl::DataLossError("damaged");
    CollectionStatistics statistics;
    EXPECT_EQ(FindMatchesOf(store, documents[0], CollectionOptions(), &statistics).status(), store.*place);
  }
}

TEST(FindMatchesOf, Cancelled) {
  const std::vector<StoredDocument> documents = {MakeStored("a", JoinWords(DistinctWords(0, 80)))};
  const std::atomic<bool> cancel = true;
  CollectionOptions options;
  options.verify.cancel = &cancel;
  CollectionStatistics statistics;
  const auto store = MakeStore(documents);
  const StoredDocument document = MakeStored("b", JoinWords(DistinctWords(0, 80)));
  EXPECT_TRUE(absl::IsCancelled(FindMatchesOf(*store, document, options, &statistics).status()));
}

}  // namespace
}  // namespace copydesk
