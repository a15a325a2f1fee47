#include "match/stories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>

#include "copydesk/compare.h"
#include "match/collection.h"
#include "match/match_testing.h"
#include "match/story_score.h"
#include "match/term_model.h"
#include "sketch/block_time.h"
#include "sketch/story_identity.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using NamePair = std::pair<std::string, std::string>;

CollectionOptions WithStories(bool learn = true) {
  CollectionOptions options;
  options.stories.enabled = true;
  options.stories.learn = learn;
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

// Each distinct content and terms counts once.
TermModel LearnFrom(const std::vector<StoredDocument>& documents) {
  TermModel::Builder counts;
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  for (const StoredDocument& document : documents) {
    const Hash128 identity = IdentifyStory(document.signatures[0]);
    if (!document.signatures[0].terms.terms.empty() && seen.insert({identity.high, identity.low}).second) {
      counts.Add(document.signatures[0].terms);
    }
  }
  return counts.Build();
}

// What should be found, pair by pair.
std::map<NamePair, Match> MatchByBruteForce(const std::vector<StoredDocument>& documents, const StoryOptions& options) {
  const TermModel model = options.learn ? LearnFrom(documents) : TermModel();
  std::map<NamePair, Match> expected;
  for (const StoredDocument& a : documents) {
    for (const StoredDocument& b : documents) {
      if (a.metadata.id >= b.metadata.id) continue;
      Match match{.a = {a.metadata.id, "0"}, .b = {b.metadata.id, "0"}, .comparison = {}};
      match.comparison = CompareTexts(a.text, b.text).value();
      if (match.comparison.relation == Relation::kNone) {
        match.comparison.spans.clear();
        match.comparison.numbers_differ = false;
        match.comparison.equivalence.reset();
      }
      const StoryVector x = PrepareStory(a.signatures[0].terms, model);
      const StoryVector y = PrepareStory(b.signatures[0].terms, model);
      const bool are_candidates = AreCandidates(CandidateTerms(x), CandidateTerms(y));
      const auto time_a = ParseTime(a.metadata.published);
      const auto time_b = ParseTime(b.metadata.published);
      const bool windowed = options.window.has_value() && time_a.has_value() && time_b.has_value();
      const bool apart = windowed && std::abs(*time_a - *time_b) > *options.window;
      if (!apart && !a.signatures[0].terms.terms.empty() && !b.signatures[0].terms.terms.empty()) {
        match.same_story = ScoreStory(x, y, StoryRuleFor(model, windowed)).probability;
        match.model = model.name();
      }
      const bool is_story = match.same_story.value_or(0) >= kMinStory && are_candidates;
      if (match.comparison.relation != Relation::kNone || is_story) {
        expected[{a.metadata.id, b.metadata.id}] = match;
      }
    }
  }
  return expected;
}

TEST(Stories, AgreesWithAllPairs) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const std::vector<StoredDocument> documents = StoryCorpus(seed, 70, 12);
    CollectionOptions options = WithStories(/*learn=*/seed % 2 == 0);
    if (seed % 3 == 0) options.stories.window = std::nullopt;
    options.candidates = {.posting_cap = 100'000, .bucket_cap = 100'000};
    options.copy_cap = 100'000;
    CollectionStatistics statistics;
    const auto store = MakeStore(documents);
    const std::vector<Match> found = FindAll(*store, options, &statistics);
    std::map<NamePair, Match> expected = MatchByBruteForce(documents, options.stories);
    std::size_t stories = 0;
    std::size_t far = 0;
    for (const Match& match : found) {
      const auto entry = expected.find({match.a.document, match.b.document});
      ASSERT_NE(entry, expected.end()) << match.a.document << ", " << match.b.document << ", seed " << seed;
      Match bare = match;
      bare.terms.clear();
      ASSERT_EQ(bare, entry->second) << match.a.document << ", " << match.b.document << ", seed " << seed;
      EXPECT_EQ(match.terms.empty(), match.same_story.value_or(0) < kMinStory);
      stories += match.comparison.relation == Relation::kNone ? 1 : 0;
      far += match.same_story.has_value() ? 0 : 1;
      expected.erase(entry);
    }
    // Some weak text relations share no fingerprint or band. No story is missing.
    for (const auto& [pair, match] : expected) {
      EXPECT_LT(match.same_story.value_or(0), kMinStory) << pair.first << ", " << pair.second << ", seed " << seed;
    }
    EXPECT_GT(stories, 10u) << "seed " << seed;
    EXPECT_EQ(far > 0, seed % 3 != 0) << "seed " << seed;
    EXPECT_EQ(statistics.stop_terms + statistics.bounded_stories, 0u);
    EXPECT_GE(statistics.story_candidates, stories / 4);
  }
}

TEST(Stories, DoNotDependOnOrderBatchesThreadsOrMemory) {
  std::vector<StoredDocument> documents = StoryCorpus(11, 90, 10);
  const std::vector<Match> expected = FindAll(*MakeStore(documents), WithStories());
  ASSERT_THAT(expected, Not(IsEmpty()));
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    std::mt19937_64 random(seed);
    std::shuffle(documents.begin(), documents.end(), random);
    const auto store = MakeStore(std::span(documents).first(40));
    ASSERT_TRUE(store->Add(std::span(documents).subspan(40, 1)).ok());
    ASSERT_TRUE(store->Add(std::span(documents).subspan(41)).ok());
    CollectionOptions options = WithStories();
    options.verify.threads = 1 + static_cast<int>(seed);
    options.stories.memory = seed % 2;  // a few vectors, or all
    ASSERT_EQ(FindAll(*store, options), expected) << "seed " << seed;
  }
}

const std::string kBell = "Divers lifted the stolen chapel bell of Carrowick from the river bed on Tuesday.";
const std::string kBellAgain =
    "The bell taken from Carrowick chapel thirty years ago was lifted out of the river by divers.";

TEST(Stories, OffByDefaultAndSkippedEntirely) {
  const auto store = MakeStore(std::vector<StoredDocument>{MakeTold("a", "", kBell), MakeTold("b", "", kBellAgain)});
  CollectionStatistics statistics;
  EXPECT_THAT(FindAll(*store, {}, &statistics), IsEmpty());
  EXPECT_EQ(statistics.model, "");
  EXPECT_EQ(statistics.story_candidates, 0u);
}

TEST(Stories, TermsAreSharedWordsByWeight) {
  const auto store = MakeStore(std::vector<StoredDocument>{MakeTold("a", "", kBell), MakeTold("b", "", kBellAgain)});
  CollectionStatistics statistics;
  const std::vector<Match> found = FindAll(*store, WithStories(/*learn=*/false), &statistics);
  ASSERT_THAT(found, SizeIs(1));
  std::set<std::string> words;
  for (const SharedTerm& term : found[0].terms) words.insert(term.word);
  EXPECT_TRUE(words.contains("carrowick"));
  EXPECT_TRUE(words.contains("bell"));
  EXPECT_FALSE(words.contains("tuesday"));
  EXPECT_LE(found[0].terms.size(), kMaxSharedTerms);
  EXPECT_TRUE(std::is_sorted(found[0].terms.begin(), found[0].terms.end(),
                             [](const SharedTerm& x, const SharedTerm& y) { return x.weight > y.weight; }));
  EXPECT_EQ(found[0].model, TermModel::Background().name());
  EXPECT_EQ(statistics.model, found[0].model);
}

TEST(Stories, AWindowNeedsBothTimes) {
  const auto found = [](const std::string& a, const std::string& b, std::optional<std::int64_t> window) {
    const auto store =
        MakeStore(std::vector<StoredDocument>{MakeTold("a", "", kBell, a), MakeTold("b", "", kBellAgain, b)});
    CollectionOptions options = WithStories(/*learn=*/false);
    options.stories.window = window;
    return FindAll(*store, options).size();
  };
  constexpr std::int64_t kDays = 86400;
  EXPECT_EQ(found("2018-07-16", "2018-07-19", 3 * kDays), 1u);
  EXPECT_EQ(found("2018-07-16", "2018-07-19T00:00:01Z", 3 * kDays), 0u);
  EXPECT_EQ(found("2018-07-19T00:00:01Z", "2018-07-16", 3 * kDays), 0u);
  EXPECT_EQ(found("2018-07-16", "2019-07-16", std::nullopt), 1u);
  EXPECT_EQ(found("2018-07-16", "", 3 * kDays), 1u);
  EXPECT_EQ(found("2018-07-16", "last week", 3 * kDays), 1u);
}

// A text relation stays a match when the times are far apart; then nobody asks for the story.
TEST(Stories, ATextRelationOutsideTheWindowHasNoStory) {
  const std::string text = AsProse(DistinctWords(0, 80));
  const auto store = MakeStore(std::vector<StoredDocument>{MakeTold("a", "", text, "2018-07-16"),
                                                           MakeTold("b", "", text, "2018-07-17"),
                                                           MakeTold("c", "", text, "2018-08-16")});
  const std::vector<Match> found = FindAll(*store, WithStories());
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_GT(found[0].same_story.value_or(0), 0.9);  // a, b
  EXPECT_EQ(found[1].same_story, std::nullopt);
  EXPECT_EQ(found[2].same_story, std::nullopt);
  EXPECT_EQ(found[2].model, "");
}

TEST(Stories, OfManyCopiesOnlyTheCentreIsFound) {
  std::vector<StoredDocument> documents = {MakeTold("z", "", kBellAgain)};
  for (std::size_t i = 0; i < 6; ++i) {
    // Another title each, so that terms differ while the content is one.
    documents.push_back(MakeTold(NumberedId("copy", i), JoinWords(DistinctWords(100 * i, 2)), kBell));
  }
  const auto store = MakeStore(documents);
  const auto with_z = [&](std::size_t cap) {
    CollectionOptions options = WithStories(/*learn=*/false);
    options.copy_cap = cap;
    std::vector<std::string> names;
    for (const Match& match : FindAll(*store, options)) {
      if (match.b.document == "z") names.push_back(match.a.document);
      EXPECT_TRUE(match.same_story.has_value()) << "copies are scored, too";
    }
    return names;
  };
  EXPECT_THAT(with_z(6), SizeIs(6));
  EXPECT_THAT(with_z(5), testing::ElementsAre("copy0"));
}

TEST(Stories, WithoutTextsScoresStayAndWordsAreMissing) {
  FailingStore store(MakeStore(std::vector<StoredDocument>{MakeTold("a", "", kBell), MakeTold("b", "", kBellAgain)}));
  store.without_text = {0, 1};
  CollectionStatistics statistics;
  const std::vector<Match> found = FindAll(store, WithStories(), &statistics);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_FALSE(found[0].verified);
  EXPECT_TRUE(found[0].estimated_jaccard.has_value());
  EXPECT_GE(found[0].same_story.value_or(0), kMinStory);
  EXPECT_THAT(found[0].terms, IsEmpty());
  EXPECT_EQ(statistics.unverified, 1u);
}

TEST(Stories, BlocksWithTooManyCandidatesAreNamed) {
  std::vector<StoredDocument> documents;
  std::mt19937_64 random(3);
  for (std::size_t i = 0; i < 30; ++i) {
    const Words words = Concatenate(std::vector<Words>{DistinctWords(9000, 8), RandomWords(random, 6, 2000)});
    documents.push_back(MakeTold(NumberedId("d", 100 + i), "", AsProse(words)));
  }
  const auto store = MakeStore(documents);
  CollectionOptions options = WithStories(/*learn=*/false);
  CollectionStatistics statistics;
  const std::size_t all = FindAll(*store, options, &statistics).size();
  EXPECT_EQ(all, 30u * 29 / 2);
  EXPECT_EQ(statistics.bounds, StoryBounds());
  options.stories.limits = {.term_cap = 1000, .partner_cap = 10, .kept_partners = 4};
  statistics = {};
  const std::size_t bounded = FindAll(*store, options, &statistics).size();
  EXPECT_EQ(bounded, 11u * 10 / 2 + 19 * 4);
  EXPECT_EQ(statistics.bounded_stories, 19u);
  EXPECT_THAT(statistics.bounds.blocks, SizeIs(19));
  options.stories.limits = {.term_cap = 5};
  statistics = {};
  EXPECT_LT(FindAll(*store, options, &statistics).size(), all);
  EXPECT_GE(statistics.stop_terms, 8u);
}

TEST(Stories, ErrorsOfTheStoreArePassedOn) {
  const std::vector<StoredDocument> documents = {MakeTold("a", "", kBell), MakeTold("b", "", kBellAgain)};
  absl::Status FailingStore::*const kPlaces[] = {&FailingStore::text_status, &FailingStore::blocks_status,
                                                 &FailingStore::metadata_status, &FailingStore::signatures_status};
  for (const auto place : kPlaces) {
    FailingStore store(MakeStore(documents));
    store.*place = absl::DataLossError("damaged");
    CollectionStatistics statistics;
    EXPECT_EQ(FindAllMatches(store, WithStories(), &statistics).status(), store.*place);
  }
}

TEST(Stories, EndSoonWhenCancelled) {
  std::mt19937_64 random(8);
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < 4000; ++i) {
    const Words words = Concatenate(std::vector<Words>{DistinctWords(9000, 6), RandomWords(random, 30, 3000)});
    documents.push_back(MakeTold(NumberedId("d", i), "", JoinWords(words)));
  }
  const auto store = MakeStore(documents);
  std::atomic<bool> cancel = false;
  CollectionOptions options = WithStories();
  options.verify.cancel = &cancel;
  std::thread user([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    cancel = true;
  });
  CollectionStatistics statistics;
  const absl::Status status = FindAllMatches(*store, options, &statistics).status();
  user.join();
  ASSERT_TRUE(absl::IsCancelled(status)) << status;
}

}  // namespace
}  // namespace copydesk
