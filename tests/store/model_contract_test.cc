// What every kind of store does with a model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <random>
#include <thread>

#include "store/store_contract.h"

namespace copydesk {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

using ModelContract = StoreContract;

StoredModel GetAll(const Store& store) {
  constexpr std::array<std::string_view, 4> kNames = {"summary", "terms", "stems", "furniture"};
  const auto model = store.GetModel(kNames);
  EXPECT_TRUE(model.ok()) << model.status();
  return model.ok() ? *model : StoredModel();
}

TEST_P(ModelContract, ANewStoreHasNone) {
  const std::unique_ptr<Store> store = NewStore();
  EXPECT_EQ(GetAll(*store), StoredModel());
  ASSERT_TRUE(store->Add(std::vector{MakeDocument("a", "x", 1)}).ok());
  EXPECT_EQ(GetAll(*store).version, 0u);
}

TEST_P(ModelContract, SectionsComeBackByNameWhateverTheyHold) {
  const std::unique_ptr<Store> store = NewStore();
  const std::string large(kMaxModelChunk, '\xfe');
  const std::vector<ModelSection> sections = {
      {.name = "terms", .chunks = {std::string("a\0b", 3), "", large}},
      {.name = "summary", .chunks = {"\xff"}},
      {.name = "furniture", .chunks = {}},
  };
  EXPECT_EQ(store->PutModel(sections).value(), 1u);
  const StoredModel all{.version = 1, .sections = {sections[2], sections[1], sections[0]}};
  EXPECT_EQ(GetAll(*store), all);
  const StoredModel some{.version = 1, .sections = {sections[1]}};
  EXPECT_EQ(store->GetModel(std::array<std::string_view, 2>{"summary", "term"}).value(), some);
  EXPECT_EQ(store->GetModel({}).value(), (StoredModel{.version = 1, .sections = {}}));
}

TEST_P(ModelContract, AModelReplacesTheOneBeforeAsAWhole) {
  std::mt19937_64 random(5);
  const std::unique_ptr<Store> store = NewStore();
  StoreModel documents;
  for (std::uint64_t version = 1; version <= 6; ++version) {
    const std::vector<StoredDocument> batch = RandomBatch(random, 5);
    documents.Add(batch);
    ASSERT_TRUE(store->Add(batch).ok());
    StoredModel expected{.version = version, .sections = RandomSections(random)};
    EXPECT_EQ(store->PutModel(expected.sections).value(), version);
    std::sort(expected.sections.begin(), expected.sections.end(),
              [](const ModelSection& x, const ModelSection& y) { return x.name < y.name; });
    EXPECT_EQ(GetAll(*store), expected);
    ExpectEqual(*store, documents);
  }
  EXPECT_EQ(store->PutModel({}).value(), 7u);
  EXPECT_THAT(GetAll(*store).sections, IsEmpty());
}

TEST_P(ModelContract, ABulkMayBringAModel) {
  const std::unique_ptr<Store> store = NewStore();
  ASSERT_TRUE(store->PutModel(std::vector<ModelSection>{{.name = "terms", .chunks = {"a", "b"}}}).ok());
  const std::vector<ModelSection> sections = {{.name = "terms", .chunks = {"c"}}, {.name = "stems", .chunks = {"d"}}};
  StoreModel documents;
  for (const bool has_documents : {false, true}) {
    ASSERT_TRUE(store->StartBulk({}).ok());
    const std::uint64_t version = store->PutModel(sections).value();
    const std::vector<StoredDocument> batch = {MakeDocument("a", "x", 1)};
    if (has_documents) {
      ASSERT_TRUE(store->Add(batch).ok());
      documents.Add(batch);
    }
    ASSERT_TRUE(store->FinishBulk().ok());
    EXPECT_EQ(GetAll(*store), (StoredModel{.version = version, .sections = {sections[1], sections[0]}}));
    ExpectEqual(*store, documents);
  }
  EXPECT_EQ(store->PutModel(std::vector<ModelSection>{{.name = "terms", .chunks = {"e"}}}).value(), 4u);
  EXPECT_EQ(GetAll(*store).sections.size(), 1u);
}

TEST_P(ModelContract, SectionsThatCannotBeKeptAreRefused) {
  const std::unique_ptr<Store> store = NewStore();
  ASSERT_TRUE(store->PutModel(std::vector<ModelSection>{{.name = "terms", .chunks = {"kept"}}}).ok());
  const StoredModel before = GetAll(*store);
  const auto refused = [&](const std::vector<ModelSection>& sections, const std::string& why) {
    const absl::Status status = store->PutModel(sections).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(why));
    EXPECT_EQ(GetAll(*store), before);
  };
  for (const std::string& name : {std::string(), std::string("Terms"), std::string("a b"), std::string("a\0", 2),
                                  std::string("\xc3\xa9"), std::string(65, 'a')}) {
    refused({{.name = name, .chunks = {}}}, "1 to 64 lower-case letters");
  }
  refused({{.name = "stems", .chunks = {}}, {.name = "terms", .chunks = {}}, {.name = "stems", .chunks = {}}},
          "two sections stems");
  refused({{.name = "stems", .chunks = {std::string(kMaxModelChunk + 1, 'x')}}}, "section stems");
}

TEST_P(ModelContract, ReadersBesideAWriterSeeWholeModels) {
  const std::unique_ptr<Store> store = NewStore();
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  const auto read = [&] {
    std::uint64_t last = 0;
    bool finished = false;
    while (!finished) {
      finished = done.load();  // one more round after the last model
      const auto model = store->GetModel(std::array<std::string_view, 2>{"stems", "terms"});
      const bool is_right = model.ok() && model->version >= last &&
                            std::all_of(model->sections.begin(), model->sections.end(), [&](const auto& section) {
                              return section.chunks == std::vector<std::string>(3, std::to_string(model->version));
                            });
      failures += is_right ? 0 : 1;
      if (model.ok()) last = model->version;
    }
    failures += last == 40 ? 0 : 1;
  };
  std::thread reader(read);
  for (int version = 1; version <= 40; ++version) {
    const std::vector<std::string> chunks(3, std::to_string(version));
    ASSERT_TRUE(store
                    ->PutModel(std::vector<ModelSection>{{.name = "terms", .chunks = chunks},
                                                         {.name = "stems", .chunks = chunks}})
                    .ok());
  }
  done = true;
  reader.join();
  EXPECT_EQ(failures, 0);
}

INSTANTIATE_TEST_SUITE_P(Model, ModelContract, StoreKinds(), StoreKindName);

}  // namespace
}  // namespace copydesk
