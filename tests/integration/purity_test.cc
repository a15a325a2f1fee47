// Results do not depend on threads, batches, order of input, the kind of store, or on how often and in how many steps
// documents were added.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "copydesk/detector.h"
#include "integration/integration_testing.h"

namespace copydesk {
namespace {

using testing::IsEmpty;
using testing::Not;

class PurityTest : public IntegrationTest {
 protected:
  static std::vector<std::string> Scan(std::span<const Document> documents, const Options& options,
                                       std::size_t batch = 1000) {
    Detector detector = OpenOrDie(options);
    AddAll(documents, batch, &detector);
    return FoundBy(&detector);
  }
};

TEST_F(PurityTest, ThreadsBatchesAndOrderDoNotMatter) {
  std::mt19937_64 source(8);
  std::vector<Document> documents = NewsArticles();
  for (const Document& document : RandomCollection(source, 120)) documents.push_back(document);
  // Two more texts under known ids.
  documents.push_back(documents[3]);
  documents.back().text += " And one sentence more, that makes it another text.";
  documents.push_back(documents[3]);
  documents.back().text = documents[20].text;
  const std::vector<std::string> expected = Scan(documents, {.threads = 1});
  ASSERT_THAT(expected, Not(IsEmpty()));
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    std::mt19937_64 random(seed);
    std::shuffle(documents.begin(), documents.end(), random);
    for (const int threads : {1, 2, 4}) {
      const std::size_t batch = std::uniform_int_distribution<std::size_t>(1, 60)(random);
      ASSERT_EQ(Scan(documents, {.threads = threads}, batch), expected)
          << "seed " << seed << ", " << threads << " threads, batches of " << batch;
    }
  }
}

TEST_F(PurityTest, WhatDoesNotFitInMemoryIsFoundInTemporaryFiles) {
  std::mt19937_64 source(9);
  std::vector<Document> documents = NewsArticles();
  for (const Document& document : RandomCollection(source, 120)) documents.push_back(document);
  const std::vector<std::string> expected = Scan(documents, {});
  for (const std::uint64_t memory : {std::uint64_t{1}, std::uint64_t{200'000}}) {
    for (const int threads : {1, 3}) {
      Options options;
      options.memory = memory;
      options.threads = threads;
      EXPECT_EQ(Scan(documents, options, 50), expected) << memory << " bytes, " << threads << " threads";
    }
  }
}

TEST_F(PurityTest, SpaceForTemporaryFilesIsCheckedWhereSomeAreNeeded) {
  constexpr std::uint64_t kHuge = std::uint64_t{1} << 60;
  Options options;
  EXPECT_TRUE(OpenOrDie(options).CheckSpace(kHuge).ok());  // no bound, no files
  options.memory = 1000;
  EXPECT_TRUE(OpenOrDie(options).CheckSpace(0).ok());
  EXPECT_TRUE(OpenOrDie(options).CheckSpace(333).ok());
  options.temporary_folder = folder_.string();
  const absl::Status status = OpenOrDie(options).CheckSpace(kHuge);
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr(folder_.string()));
  options.temporary_folder = (folder_ / "none").string();
  EXPECT_TRUE(absl::IsNotFound(Detector::Open(options).status()));
}

TEST_F(PurityTest, AStoreOnDiskFindsTheSame) {
  EXPECT_EQ(Scan(NewsArticles(), OnDisk("store"), 10), Scan(NewsArticles(), {}));
}

TEST_F(PurityTest, AStoreOpenedAgainFindsTheSame) {
  const std::vector<Document>& news = NewsArticles();
  {
    Detector detector = OpenOrDie(OnDisk("store"));
    AddAll(std::span(news).first(20), 20, &detector);
  }
  {
    Detector detector = OpenOrDie(OnDisk("store"));
    AddAll(std::span(news).subspan(15), 20, &detector);  // five of them for the second time
    EXPECT_EQ(detector.add_statistics().repeated, 5U);
    EXPECT_EQ(detector.add_statistics().documents, 28U);
  }
  Options read = OnDisk("store");
  read.read_only = true;
  Detector detector = OpenOrDie(read);
  EXPECT_EQ(FoundBy(&detector), Scan(news, {}));
}

TEST_F(PurityTest, AddingAgainChangesNothing) {
  for (const Options& options : {Options{}, OnDisk("store")}) {
    Detector detector = OpenOrDie(options);
    AddAll(NewsArticles(), 48, &detector);
    const std::vector<std::string> once = FoundBy(&detector);
    AddAll(NewsArticles(), 5, &detector);
    EXPECT_EQ(FoundBy(&detector), once);
    EXPECT_EQ(detector.store().DocumentCount(), 48U);
    EXPECT_EQ(detector.add_statistics().documents, 48U);
    EXPECT_EQ(detector.add_statistics().repeated, 48U);
    EXPECT_EQ(detector.add_statistics().versions, 0U);
  }
}

TEST_F(PurityTest, QueryingOneHalfGivesThePairsAcrossOfAScanOfBoth) {
  for (const unsigned seed : {11U, 12U, 13U}) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 random(seed);
    std::vector<Document> documents = seed == 11U ? NewsArticles() : RandomCollection(random, 100);
    std::shuffle(documents.begin(), documents.end(), random);
    const auto half = std::span(documents).first(documents.size() / 2);
    const auto rest = std::span(documents).subspan(documents.size() / 2);
    std::set<std::string> stored;
    for (const Document& document : half) stored.insert(document.metadata.id);

    // A query scores stories under the background model, and so does this scan.
    Detector all = OpenOrDie({.model = ModelSource::kNone});
    AddAll(documents, 16, &all);
    const auto matches = all.Matches();
    ASSERT_TRUE(matches.ok());
    std::multiset<std::string> across;
    for (const Match& match : *matches) {
      if (stored.contains(match.a.document) != stored.contains(match.b.document)) {
        across.insert(MatchLines({&match, 1}).front());
      }
    }
    ASSERT_THAT(across, Not(IsEmpty()));
    for (const Options& options : {Options{}, OnDisk("store-" + std::to_string(seed))}) {
      Detector detector = OpenOrDie(options);
      AddAll(half, 7, &detector);
      std::multiset<std::string> found;
      for (const Document& document : rest) {
        const auto answer = detector.Query(document);
        ASSERT_TRUE(answer.ok()) << answer.status();
        ASSERT_TRUE(std::is_sorted(answer->begin(), answer->end(), [](const Match& x, const Match& y) {
          return std::tie(x.a, x.b) < std::tie(y.a, y.b);
        }));
        for (const std::string& line : MatchLines(*answer)) found.insert(line);
      }
      EXPECT_EQ(found, across);
      EXPECT_EQ(detector.store().DocumentCount(), half.size()) << "a query adds nothing";
    }
  }
}

// Documents of three sources, most of them with the furniture of theirs around what they tell.
std::vector<Document> WithFurniture(std::vector<Document> documents, std::mt19937_64& random) {
  const std::vector<std::string> furniture = {
      "Sign up for the Ploverton Despatch, our harbour letter, which Ottoline Brack sends to 4,100 readers at daybreak",
      "Enter your parish for the tide tables of Grimsel Sound, kindly lent by the Worple and Dunnock weather office",
      "Hester Quillfeather writes on courts and councils for this paper; tell her what you know at the Lantern Street "
      "desk",
  };
  for (Document& document : documents) {
    const std::size_t source = std::uniform_int_distribution<std::size_t>(0, furniture.size() - 1)(random);
    document.metadata.source = "Outlet " + std::to_string(source);
    if (std::uniform_int_distribution<int>(0, 9)(random) < 7) {
      document.text = furniture[source] + "\n\n" + document.text + "\n\n" + furniture[source];
    }
  }
  return documents;
}

// One model for all: learned of the stored half, it serves queries with the other half and a scan of both.
TEST_F(PurityTest, OneModelServesQueriesAndScans) {
  for (const unsigned seed : {21U, 22U, 23U}) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 random(seed);
    std::vector<Document> documents = NewsArticles();
    if (seed == 22U) documents = RandomCollection(random, 100);
    if (seed == 23U) documents = WithFurniture(documents, random);
    std::shuffle(documents.begin(), documents.end(), random);
    const auto half = std::span(documents).first(documents.size() / 2);
    std::set<std::string> stored;
    for (const Document& document : half) stored.insert(document.metadata.id);
    const Options index = OnDisk("store-" + std::to_string(seed));
    std::string model;
    {
      Detector detector = OpenOrDie(index);
      AddAll(half, 9, &detector);
      const auto learned = detector.Learn();
      ASSERT_TRUE(learned.ok()) << learned.status();
      model = learned->model.name;
    }

    Detector all = OpenOrDie({.model = ModelSource::kStore, .model_store = index.store});
    AddAll(documents, 16, &all);
    const auto matches = all.Matches();
    ASSERT_TRUE(matches.ok());
    EXPECT_EQ(all.match_statistics().model, model);
    std::multiset<std::string> across;
    for (const Match& match : *matches) {
      if (stored.contains(match.a.document) != stored.contains(match.b.document)) {
        across.insert(MatchLines({&match, 1}).front());
      }
    }
    ASSERT_THAT(across, Not(IsEmpty()));
    Options asked = index;
    asked.read_only = true;
    Detector detector = OpenOrDie(asked);
    std::multiset<std::string> found;
    for (const Document& document : std::span(documents).subspan(documents.size() / 2)) {
      const auto answer = detector.Query(document);
      ASSERT_TRUE(answer.ok()) << answer.status();
      for (const std::string& line : MatchLines(*answer)) found.insert(line);
    }
    EXPECT_EQ(found, across);
    EXPECT_EQ(detector.match_statistics().model, model);
    const auto furniture = all.Furniture();
    ASSERT_TRUE(furniture.ok());
    EXPECT_GE(furniture->size(), seed == 23U ? 3U : 0U);
  }
}

// What a scan learns, and what it finds, is the same for any order, and the same as a store learns.
TEST_F(PurityTest, FurnitureDoesNotDependOnOrder) {
  std::mt19937_64 random(31);
  std::vector<Document> documents = WithFurniture(NewsArticles(), random);
  const auto listed = [](Detector* detector) {
    std::vector<std::string> passages;
    const auto furniture = detector->Furniture();
    EXPECT_TRUE(furniture.ok());
    passages.reserve(furniture->size());
    for (const FurniturePassage& passage : *furniture) {
      passages.push_back(passage.source + ": " + passage.text + ", " + std::to_string(passage.documents));
    }
    return passages;
  };
  Detector first = OpenOrDie({});
  AddAll(documents, 48, &first);
  const std::vector<std::string> found = FoundBy(&first);
  const std::vector<std::string> furniture = listed(&first);
  EXPECT_GE(furniture.size(), 3U);
  for (int round = 0; round < 3; ++round) {
    std::shuffle(documents.begin(), documents.end(), random);
    Detector detector = OpenOrDie({.threads = 1 + round});
    AddAll(documents, 11, &detector);
    EXPECT_EQ(FoundBy(&detector), found);
    EXPECT_EQ(listed(&detector), furniture);
  }
  {
    Detector store = OpenOrDie(OnDisk("store"));
    AddAll(documents, 17, &store);
    ASSERT_TRUE(store.Learn().ok());
  }
  Detector under = OpenOrDie({.model = ModelSource::kStore, .model_store = OnDisk("store").store});
  AddAll(documents, 48, &under);
  EXPECT_EQ(FoundBy(&under), found);
  EXPECT_EQ(listed(&under), furniture);
}

TEST_F(PurityTest, AScanUnderTheModelOfTheSameDocumentsIsTheScanThatLearns) {
  {
    Detector detector = OpenOrDie(OnDisk("store"));
    AddAll(NewsArticles(), 10, &detector);
    ASSERT_TRUE(detector.Learn().ok());
  }
  Options options;
  options.model = ModelSource::kStore;
  options.model_store = OnDisk("store").store;
  EXPECT_EQ(Scan(NewsArticles(), options), Scan(NewsArticles(), {}));
}

TEST_F(PurityTest, AStoredDocumentIsNoMatchOfItself) {
  Detector detector = OpenOrDie({.model = ModelSource::kNone});
  AddAll(NewsArticles(), 48, &detector);
  const auto all = detector.Matches();
  ASSERT_TRUE(all.ok());
  for (const Document& document : NewsArticles()) {
    std::vector<Match> expected;
    for (const Match& match : *all) {
      if (match.a.document == document.metadata.id || match.b.document == document.metadata.id) {
        expected.push_back(match);
      }
    }
    const auto found = detector.Query(document);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(MatchLines(*found), MatchLines(expected)) << document.metadata.id;
  }
}

}  // namespace
}  // namespace copydesk
