#include "match/stored_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <random>

#include "match/collection.h"
#include "match/match_testing.h"
#include "match/model_codec.h"

namespace copydesk {
namespace {

// The name of the model that a search of the whole store learns.
std::string NameOfScan(const Store& store) {
  CollectionOptions options;
  options.stories.enabled = true;
  CollectionStatistics statistics;
  EXPECT_TRUE(FindAllMatches(store, options, &statistics).ok());
  return statistics.model;
}

std::vector<StoredDocument> Documents(std::uint64_t seed) {
  std::vector<StoredDocument> documents = StoryCorpus(seed, 60, 9);
  documents.push_back(documents[3]);  // the same content and terms under another id
  documents.back().metadata.id = "a copy";
  Block furniture;
  furniture.role = BlockRole::kFurniture;
  furniture.words = 4;
  furniture.parts = {{.begin = 0, .end = 30}};
  documents.push_back(MakePage("furniture", "Sign up for the Carrowick letter", {furniture}));
  return documents;
}

TEST(LearnModel, IsTheModelOfAScanInWhateverOrder) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    std::vector<StoredDocument> documents = Documents(seed);
    const auto learned = LearnModel(*MakeStore(documents), {});
    ASSERT_TRUE(learned.ok()) << learned.status();
    EXPECT_EQ(learned->documents, documents.size());
    EXPECT_EQ(learned->model.name(), NameOfScan(*MakeStore(documents)));
    EXPECT_LT(learned->model.terms().blocks(), documents.size()) << "copies and furniture do not count";
    EXPECT_GT(learned->model.terms().frequencies().size(), 50u);
    std::mt19937_64 random(seed);
    std::shuffle(documents.begin(), documents.end(), random);
    EXPECT_EQ(LearnModel(*MakeStore(documents), {})->model.name(), learned->model.name());
  }
}

TEST(LearnModel, CanBeCancelledAndPassesErrorsOn) {
  std::vector<std::uint64_t> reported;
  LearnOptions options;
  options.progress = [&](std::uint64_t done) { reported.push_back(done); };
  ASSERT_TRUE(LearnModel(*MakeStore(Documents(1)), options).ok());
  EXPECT_EQ(reported, std::vector<std::uint64_t>{0});
  const std::atomic<bool> cancel = true;
  options.cancel = &cancel;
  EXPECT_EQ(LearnModel(*MakeStore(Documents(1)), options).status().code(), absl::StatusCode::kCancelled);
  FailingStore store(MakeStore(Documents(1)));
  store.signatures_status = absl::DataLossError("signatures");
  EXPECT_EQ(LearnModel(store, {}).status(), store.signatures_status);
  store.signatures_status = absl::OkStatus();
  store.blocks_status = absl::DataLossError("blocks");
  EXPECT_EQ(LearnModel(store, {}).status(), store.blocks_status);
}

TEST(StoredModel, IsLearnedKeptAndReadAgain) {
  const std::vector<StoredDocument> documents = Documents(2);
  const auto store = MakeStore(std::span(documents).first(40));
  EXPECT_EQ(LoadModel(*store).value(), nullptr);
  EXPECT_EQ(LoadModelInfo(*store).value(), std::nullopt);

  const auto first = LearnStoredModel(store.get(), {});
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_TRUE(first->changed);
  EXPECT_EQ(first->before, std::nullopt);
  EXPECT_EQ(first->model.version, 1u);
  EXPECT_EQ(first->model.documents, 40u);
  EXPECT_EQ(first->model.name, NameOfScan(*store));
  EXPECT_EQ(LoadModelInfo(*store).value(), first->model);
  EXPECT_EQ(LoadModel(*store).value()->name(), first->model.name);

  const auto again = LearnStoredModel(store.get(), {});
  EXPECT_FALSE(again->changed);
  EXPECT_EQ(again->before, first->model);
  EXPECT_EQ(again->model, first->model);

  // Frozen until the next call.
  ASSERT_TRUE(store->Add(std::span(documents).subspan(40)).ok());
  EXPECT_EQ(LoadModel(*store).value()->name(), first->model.name);
  const auto second = LearnStoredModel(store.get(), {});
  EXPECT_TRUE(second->changed);
  EXPECT_EQ(second->before, first->model);
  EXPECT_EQ(second->model.version, 2u);
  EXPECT_EQ(second->model.documents, documents.size());
  EXPECT_EQ(LoadModel(*store).value()->name(), NameOfScan(*store));
}

TEST(StoredModel, AnInterruptedCallLeavesTheOldOne) {
  const auto store = MakeStore(Documents(3));
  const ModelInfo before = LearnStoredModel(store.get(), {})->model;
  ASSERT_TRUE(store->Add(std::vector{MakeTold("new", "", "A heron stole the mayor's hat in Dunmarsh.")}).ok());
  const std::atomic<bool> cancel = true;
  EXPECT_EQ(LearnStoredModel(store.get(), {.progress = {}, .cancel = &cancel}).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_EQ(LoadModelInfo(*store).value(), before);
}

TEST(StoredModel, OneOfAnotherVersionIsReplacedAndADamagedOneIsAnError) {
  const auto store = MakeStore(Documents(4));
  const std::string name = LearnStoredModel(store.get(), {})->model.name;
  StoredModel stored = store->GetModel(kModelSections).value();
  stored.sections[2].chunks[0][0] = 9;
  ASSERT_TRUE(store->PutModel(stored.sections).ok());
  EXPECT_EQ(LoadModel(*store).status().code(), absl::StatusCode::kFailedPrecondition);
  const auto learned = LearnStoredModel(store.get(), {});
  ASSERT_TRUE(learned.ok()) << learned.status();
  EXPECT_TRUE(learned->changed);
  EXPECT_EQ(learned->before, std::nullopt);
  EXPECT_EQ(LoadModel(*store).value()->name(), name);
  stored.sections[2].chunks[0].clear();
  ASSERT_TRUE(store->PutModel(stored.sections).ok());
  EXPECT_EQ(LearnStoredModel(store.get(), {}).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace copydesk
