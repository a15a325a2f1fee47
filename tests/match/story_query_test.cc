// Stories of a text that is not in the store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "match/collection.h"
#include "match/match_testing.h"
#include "match/model_learner.h"
#include "match/query_stories.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

CollectionOptions WithStories() {
  CollectionOptions options;
  options.stories.enabled = true;
  options.stories.learn = false;
  return options;
}

std::vector<Match> FindOf(const Store& store, const StoredDocument& document, const CollectionOptions& options,
                          StoryCache* cache = nullptr) {
  CollectionStatistics statistics;
  auto matches = FindMatchesOf(store, document, options, &statistics, cache);
  EXPECT_TRUE(matches.ok()) << matches.status();
  return matches.ok() ? *std::move(matches) : std::vector<Match>();
}

bool ByNames(const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); }

TEST(FindMatchesOf, OneHalfAndTheOtherGiveTheStoriesAcrossOfAScanOfBoth) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const std::vector<StoredDocument> documents = StoryCorpus(seed, 80, 8);
    const auto half = std::span(documents).first(40);
    CollectionStatistics statistics;
    std::vector<Match> expected =
        FindAllMatches(*MakeStore(documents), WithStories(), &statistics).value()->All().value();
    std::set<std::string> ids;
    for (const StoredDocument& document : half) ids.insert(document.metadata.id);
    std::erase_if(expected,
                  [&](const Match& match) { return ids.contains(match.a.document) == ids.contains(match.b.document); });
    ASSERT_THAT(expected, Not(IsEmpty()));
    const auto store = MakeStore(half);
    StoryCache cache;
    std::vector<Match> found;
    for (const StoredDocument& document : std::span(documents).subspan(40)) {
      const std::vector<Match> matches = FindOf(*store, document, WithStories(), &cache);
      EXPECT_EQ(FindOf(*store, document, WithStories()), matches) << "what is kept changes nothing";
      EXPECT_TRUE(std::is_sorted(matches.begin(), matches.end(), ByNames));
      found.insert(found.end(), matches.begin(), matches.end());
    }
    std::sort(found.begin(), found.end(), ByNames);
    EXPECT_EQ(found, expected) << "seed " << seed;
  }
}

// Under a model of the stored half, which does not know the other one, and under models that know more or less.
TEST(FindMatchesOf, OneModelGivesQueriesAndScansTheSameStories) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<StoredDocument> documents = StoryCorpus(seed, 80, 8);
    const auto half = std::span(documents).first(40);
    const auto store = MakeStore(half);
    const auto all = MakeStore(documents);
    std::set<std::string> ids;
    for (const StoredDocument& document : half) ids.insert(document.metadata.id);
    for (const Store* const learned_from : {store.get(), all.get()}) {
      CollectionOptions options = WithStories();
      const auto model = std::make_shared<const Model>(LearnModel(*learned_from, {})->model);
      options.stories.model = TermsOf(model);
      CollectionStatistics statistics;
      std::vector<Match> expected = FindAllMatches(*all, options, &statistics).value()->All().value();
      EXPECT_EQ(statistics.model, model->name());
      std::erase_if(expected, [&](const Match& match) {
        return ids.contains(match.a.document) == ids.contains(match.b.document);
      });
      ASSERT_THAT(expected, Not(IsEmpty()));
      StoryCache cache;
      std::vector<Match> found;
      for (const StoredDocument& document : std::span(documents).subspan(40)) {
        const std::vector<Match> matches = FindOf(*store, document, options, &cache);
        found.insert(found.end(), matches.begin(), matches.end());
      }
      std::sort(found.begin(), found.end(), ByNames);
      EXPECT_EQ(found, expected);
    }
  }
}

TEST(FindMatchesOf, WhatIsKeptOfOneModelIsNotUsedForAnother) {
  const std::vector<StoredDocument> documents = StoryCorpus(7, 60, 6);
  const auto store = MakeStore(std::span(documents).first(30));
  CollectionOptions learned = WithStories();
  learned.stories.model = TermsOf(std::make_shared<const Model>(LearnModel(*store, {})->model));
  StoryCache cache;
  for (const StoredDocument& document : std::span(documents).subspan(30)) {
    for (const CollectionOptions& options : {learned, WithStories()}) {
      EXPECT_EQ(FindOf(*store, document, options, &cache), FindOf(*store, document, options));
    }
  }
}

// The names of an event are in one stored text; so they are what tells a new text on it.
TEST(FindMatchesOf, ATermOfOneStoredTextFindsIt) {
  std::vector<StoredDocument> documents = StoryCorpus(8, 40, 5);
  documents.push_back(
      MakeTold("stored", "", "Divers lifted the stolen chapel bell of Carrowick from the river Selde."));
  const auto store = MakeStore(documents);
  CollectionOptions options = WithStories();
  options.stories.model = TermsOf(std::make_shared<const Model>(LearnModel(*store, {})->model));
  const std::vector<Match> found = FindOf(
      *store, MakeTold("q", "", "The chapel of Carrowick has its bell again, thanks to divers in the Selde."), options);
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const Match& match) {
    return match.b.document == "stored" && match.same_story.value_or(0) >= 0.5;
  }));
}

TEST(FindMatchesOf, AStoredDocumentUnderAnotherTitleIsNoMatchOfItself) {
  const StoredDocument told = MakeTold("a", "Bell found", "Divers lifted the stolen chapel bell of Carrowick.");
  const auto store = MakeStore(std::vector<StoredDocument>{told});
  EXPECT_THAT(FindOf(*store, told, WithStories()), IsEmpty());
  EXPECT_THAT(FindOf(*store, MakeTold("a", "Another title", told.text), WithStories()), IsEmpty());
  EXPECT_THAT(FindOf(*store, MakeTold("b", "Bell found", told.text), WithStories()), Not(IsEmpty()));
}

TEST(FindMatchesOf, StoryCapsAreCounted) {
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < 20; ++i) {
    documents.push_back(MakeTold(NumberedId("d", i), JoinWords(DistinctWords(100 * i, 2)),
                                 "Divers lifted the stolen chapel bell of Carrowick from the river bed."));
  }
  StoredDocument question = MakeTold("q", "", "The chapel of Carrowick has its bell again, thanks to divers.");
  const auto store = MakeStore(documents);
  CollectionOptions options = WithStories();
  CollectionStatistics statistics;
  EXPECT_EQ(FindMatchesOf(*store, question, options, &statistics)->size(), 20u);
  EXPECT_EQ(statistics.stop_terms + statistics.bounded_stories, 0u);
  options.stories.limits.term_cap = 5;
  statistics = {};
  EXPECT_TRUE(FindMatchesOf(*store, question, options, &statistics).ok());
  EXPECT_GT(statistics.stop_terms, 0u);
  options.stories.limits = {.term_cap = 1000, .partner_cap = 10, .kept_partners = 4};
  statistics = {};
  EXPECT_EQ(FindMatchesOf(*store, question, options, &statistics)->size(), 4u) << "each title stands for itself";
  EXPECT_EQ(statistics.bounded_stories, 1u);
}

TEST(FindMatchesOf, StoriesOfTextsThatAreNotKept) {
  FailingStore store(MakeStore(std::vector<StoredDocument>{
      MakeTold("a", "", "Divers lifted the stolen chapel bell of Carrowick from the river bed.")}));
  store.without_text = {0};
  const std::vector<Match> found =
      FindOf(store, MakeTold("q", "", "The chapel of Carrowick has its bell again, thanks to divers."), WithStories());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].verified);
  EXPECT_GE(found[0].same_story.value_or(0), kMinStory);
  EXPECT_THAT(found[0].terms, Not(IsEmpty())) << "the text that asks has the words";
}

}  // namespace
}  // namespace copydesk
