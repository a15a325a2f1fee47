#include "match/furniture_learner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/substitute.h"
#include "match/collection.h"
#include "match/furniture_listing.h"
#include "match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

constexpr std::string_view kSignUp =
    "Sign up for our morning letter and get the best of the Tolvane Post in your inbox";
constexpr std::string_view kMore = "Read more:";

// Paragraphs of made-up words; other numbers give others.
std::vector<std::string> Story(std::uint64_t number, std::size_t paragraphs = 6) {
  std::vector<std::string> story;
  for (std::size_t i = 0; i < paragraphs; ++i) {
    story.push_back(AsProse(DistinctWords(100'000 + number * 1'000 + i * 40, 40)));
  }
  return story;
}

// One paragraph of made-up words, without white space at its end.
std::string Paragraph(std::size_t first, std::size_t words) {
  std::string text = AsProse(DistinctWords(first, words));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

StoredDocument Published(const std::string& source, const std::string& id, const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) text += paragraph + "\n\n";
  StoredDocument document = MakeStored(id, text);
  document.metadata.source = source;
  return document;
}

std::vector<std::string> WithFurniture(std::vector<std::string> story) {
  story.insert(story.begin(), std::string(kSignUp));
  story.insert(story.begin() + 3, std::string(kMore));
  return story;
}

FurnitureModel Learn(std::vector<StoredDocument> documents) {
  return LearnFurniture(*MakeStore(documents), 2, nullptr).value();
}

std::vector<std::string> Listed(const std::vector<StoredDocument>& documents) {
  const auto store = MakeStore(documents);
  const FurnitureModel model = LearnFurniture(*store, 2, nullptr).value();
  const std::vector<FurniturePassage> passages = ListFurniture(*store, model, nullptr).value();
  std::vector<std::string> texts;
  texts.reserve(passages.size());
  for (const FurniturePassage& passage : passages) texts.push_back(passage.text);
  return texts;
}

TEST(FurnitureLearner, LearnsWhatStandsAroundUnlikeStories) {
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 8; ++i) {
    documents.push_back(Published("Tolvane Post", NumberedId("t", i), WithFurniture(Story(i))));
  }
  EXPECT_THAT(Listed(documents), testing::UnorderedElementsAre(kSignUp, kMore));
}

TEST(FurnitureLearner, NeedsThreeContextsOfShortPassagesAndFourOfLongOnes) {
  std::vector<StoredDocument> documents;
  const auto publish = [&](std::uint64_t i) {
    documents.push_back(Published("Tolvane Post", NumberedId("t", i), WithFurniture(Story(i))));
  };
  publish(0);
  publish(1);
  EXPECT_THAT(Listed(documents), testing::IsEmpty());
  publish(2);
  EXPECT_THAT(Listed(documents), testing::ElementsAre(kMore));
  publish(3);
  EXPECT_THAT(Listed(documents), testing::UnorderedElementsAre(kSignUp, kMore));
}

// A long passage between two that are furniture needs three contexts, as short ones do.
TEST(FurnitureLearner, AForecastBetweenTwoHeadingsIsFurnitureFromThreeContexts) {
  const std::string forecast = Paragraph(0, 20);
  for (const bool same_place : {true, false}) {
    std::vector<StoredDocument> documents;
    for (std::uint64_t i = 0; i < 3; ++i) {
      std::vector<std::string> story = Story(i);
      story.insert(story.begin(), {"Today", forecast, "Tonight", "Clear at first"});
      if (!same_place && i == 1) std::swap(story[1], story[3]);
      documents.push_back(Published("Tolvane Post", NumberedId("t", i), story));
    }
    std::vector<std::string> expected = {"Today", "Tonight", "Clear at first"};
    if (same_place) expected.push_back(forecast);
    EXPECT_THAT(Listed(documents), testing::UnorderedElementsAreArray(expected));
  }
}

// The numbers of what it stands beside may differ.
TEST(FurnitureLearner, AForecastAboveATimeIsFurnitureFromThreeContexts) {
  const std::string forecast = Paragraph(0, 20);
  for (const bool same_form : {true, false}) {
    std::vector<StoredDocument> documents;
    for (int i = 0; i < 3; ++i) {
      std::vector<std::string> story = Story(static_cast<std::uint64_t>(i));
      std::string line = absl::Substitute("Updated: July $0, 2018 @ 6:$1 am", 10 + i, 20 + i);
      if (i == 2 && !same_form) line = "Read by 10 of our 20 editors";
      story.insert(story.begin(), {"Today", forecast, line});
      documents.push_back(Published("Tolvane Post", NumberedId("t", i), story));
    }
    std::vector<std::string> expected = {"Today"};
    if (same_form) expected.push_back(forecast);
    EXPECT_THAT(Listed(documents), testing::UnorderedElementsAreArray(expected));
  }
}

// One agency photo goes with many stories: it makes them no versions of each other, and is no furniture itself.
TEST(FurnitureLearner, CaptionsAndPostsAreNone) {
  const std::string caption = Paragraph(0, 100) + " (AP Photo/Edda Wray, File)";
  const std::string signature = "— Lucan Prowse (@lucanprowse) March 16, 2018";
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 5; ++i) {
    std::vector<std::string> story = WithFurniture(Story(i, 4));
    story.insert(story.begin() + 1, {caption, Paragraph(200, 20), signature});
    documents.push_back(Published("Tolvane Post", NumberedId("t", i), story));
  }
  EXPECT_THAT(Listed(documents), testing::UnorderedElementsAre(kSignUp, kMore));
}

// A page of photos is a context too, once.
TEST(FurnitureLearner, NewCaptionsMakeAContext) {
  for (const bool new_ones : {true, false}) {
    std::vector<StoredDocument> documents;
    for (std::uint64_t i = 0; i < 3; ++i) {
      const std::string photo = Paragraph(new_ones ? i * 100 : 0, 40) + " (AP Photo/Edda Wray)";
      documents.push_back(
          Published("Tolvane Post", NumberedId("t", i), {std::string(kMore), photo, NumberedId("Picture ", i)}));
    }
    EXPECT_EQ(Listed(documents).size(), new_ones ? 1U : 0U);
  }
}

// Updates of a page of photos are no contexts of their own, though each has a photo more.
TEST(FurnitureLearner, UpdatesOfAPageOfPhotosAreNone) {
  std::vector<StoredDocument> documents;
  std::vector<std::string> page = {"Gales over Veldria, in pictures"};
  for (std::uint64_t i = 0; i < 8; ++i) {
    page.push_back(Paragraph(i * 100, 40) + " (AP Photo/Edda Wray)");
    documents.push_back(Published("Tolvane Post", NumberedId("t", i), page));
  }
  EXPECT_THAT(Listed(documents), testing::IsEmpty());
}

TEST(FurnitureLearner, AnAgencyStoryOfThirtyOutletsIsNone) {
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 30; ++i) {
    documents.push_back(Published(NumberedId("Outlet ", i), NumberedId("o", i), Story(1)));
    documents.push_back(Published(NumberedId("Outlet ", i), NumberedId("p", i), Story(100 + i)));
  }
  EXPECT_TRUE(Learn(documents).empty());
}

// A tenth of the paragraphs changes from one update to the next, and some updates only add.
TEST(FurnitureLearner, TenUpdatesOfOneStoryAreNone) {
  for (const bool adds : {false, true}) {
    std::vector<StoredDocument> documents;
    std::vector<std::string> story = Story(1, 10);
    for (std::uint64_t update = 0; update < 10; ++update) {
      const std::vector<std::string> news = Story(50 + update, 1);
      if (adds) {
        story.push_back(news[0]);
      } else {
        story[update] = news[0];
      }
      documents.push_back(Published("Tolvane Post", NumberedId("u", update), story));
    }
    EXPECT_TRUE(Learn(documents).empty()) << adds;
  }
}

TEST(FurnitureLearner, CopiesUnderOtherNamesSayNothing) {
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 20; ++i) {
    documents.push_back(Published("Tolvane Post", NumberedId("c", i), WithFurniture(Story(i % 2))));
  }
  EXPECT_TRUE(Learn(documents).empty());
}

TEST(FurnitureLearner, WithoutASourceNothingIsLearned) {
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 8; ++i) {
    documents.push_back(Published("", NumberedId("n", i), WithFurniture(Story(i))));
  }
  EXPECT_TRUE(Learn(documents).empty());
}

TEST(FurnitureLearner, DoesNotDependOnTheOrderOfAdding) {
  std::mt19937_64 random(11);
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 60; ++i) {
    std::vector<std::string> story = Story(i % 40);
    if (RandomChance(random, 0.6)) story = WithFurniture(story);
    if (RandomChance(random, 0.4)) story.push_back(AsProse(DistinctWords(RandomBelow(random, 3) * 100, 20)));
    documents.push_back(Published(NumberedId("Outlet ", i % 3), NumberedId("d", i), story));
  }
  const FurnitureModel expected = Learn(documents);
  EXPECT_FALSE(expected.empty());
  for (int round = 0; round < 5; ++round) {
    std::shuffle(documents.begin(), documents.end(), random);
    EXPECT_EQ(Learn(documents).fingerprint(), expected.fingerprint());
  }
}

// A large source is learned from a sample of its texts, which is the same in any order; a small one from all.
TEST(FurnitureLearner, ReadsSomeTextsOfALargeSource) {
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 40; ++i) {
    documents.push_back(Published("Tolvane Post", NumberedId("t", i), WithFurniture(Story(i))));
    if (i < 5) documents.push_back(Published("Harbour Echo", NumberedId("h", i), WithFurniture(Story(100 + i))));
    if (i % 2 == 0) documents.push_back(documents.front());  // copies of one text count once
    documents.back().metadata.id = NumberedId("u", i);
  }
  constexpr std::size_t kMost = 10;
  std::uint64_t sampled = 0;
  const FurnitureModel found = LearnFurniture(*MakeStore(documents), 2, nullptr, &sampled, kMost).value();
  EXPECT_EQ(sampled, 1u);
  std::vector<std::uint32_t> contexts;
  for (const FurnitureEntry& entry : found.entries()) contexts.push_back(entry.contexts);
  EXPECT_THAT(contexts, testing::UnorderedElementsAre(5, 5, kMost, kMost));
  std::reverse(documents.begin(), documents.end());
  const FurnitureModel reversed = LearnFurniture(*MakeStore(documents), 1, nullptr, nullptr, kMost).value();
  EXPECT_EQ(reversed.fingerprint(), found.fingerprint());
  sampled = 0;
  const FurnitureModel of_all = LearnFurniture(*MakeStore(documents), 1, nullptr, &sampled).value();
  EXPECT_NE(of_all.fingerprint(), found.fingerprint());
  EXPECT_EQ(sampled, 0u);
}

TEST(FurnitureLearner, StopsWhenCancelled) {
  std::vector<StoredDocument> documents;
  for (std::uint64_t i = 0; i < 4; ++i) documents.push_back(Published("Post", NumberedId("t", i), Story(i)));
  const std::atomic<bool> cancel = true;
  EXPECT_TRUE(absl::IsCancelled(LearnFurniture(*MakeStore(documents), 2, &cancel).status()));
}

// Two stories of one outlet share its furniture only; a copy with another sign-up line is near but for it.
TEST(FurnitureLearner, WhatItLearnedIsSetAside) {
  std::vector<StoredDocument> documents;
  const std::string notice = AsProse(DistinctWords(0, 60));
  for (std::uint64_t i = 0; i < 6; ++i) {
    std::vector<std::string> story = Story(i, 8);
    story.push_back(notice);
    documents.push_back(Published("Tolvane Post", NumberedId("t", i), story));
  }
  documents.push_back(Published("Quayside Today", "copy", Story(0, 8)));
  std::vector<std::string> again = Story(0, 8);
  again.push_back(notice);
  documents.push_back(Published("Tolvane Post", "t9", again));
  const auto store = MakeStore(documents);
  CollectionOptions options;
  CollectionStatistics statistics;
  const std::vector<Match> before = FindAllMatches(*store, options, &statistics).value()->All().value();
  EXPECT_GT(before.size(), 10u);
  options.verify.furniture = std::make_shared<const FurnitureModel>(LearnFurniture(*store, 2, nullptr).value());
  const std::vector<Match> after = FindAllMatches(*store, options, &statistics).value()->All().value();
  ASSERT_EQ(after.size(), 3u);
  for (const Match& match : after) {
    const bool is_copy = match.a.document == "copy";
    EXPECT_EQ(match.comparison.relation, is_copy ? Relation::kNear : Relation::kExact) << match.b.document;
    EXPECT_EQ(match.comparison.furniture[1], is_copy ? 60u : 0u);
    EXPECT_EQ(match.model.empty(), !is_copy);
  }
}

}  // namespace
}  // namespace copydesk
