// What holds for the model of a store in RocksDB alone.
#include "store/disk_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>

#include "store/committed_file.h"
#include "store/disk_keys.h"
#include "store/meta_codec.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DiskModelTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<Store>> Open(bool read_only = false) const {
    DiskStoreOptions options;
    options.config = TestConfig();
    options.bands = TestBands();
    options.read_only = read_only;
    return OpenDiskStore(path_, options);
  }

  static absl::StatusOr<StoredModel> Get(const Store& store) {
    return store.GetModel(std::array<std::string_view, 2>{"stems", "terms"});
  }

  // A closed store with `count` models, one after another.
  void Create(int count) const {
    const auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    for (int i = 1; i <= count; ++i) ASSERT_EQ((*store)->PutModel(Sections(i)).value(), static_cast<std::uint64_t>(i));
  }

  static std::vector<ModelSection> Sections(int number) {
    return {{.name = "stems", .chunks = {}}, {.name = "terms", .chunks = {std::to_string(number), "second"}}};
  }
  static StoredModel Stored(int number) {
    return {.version = static_cast<std::uint64_t>(number), .sections = Sections(number)};
  }

  std::unique_ptr<Database> OpenDatabase() const { return Database::Open(path_, false, 1 << 20).value(); }

  // Changes the closed store with RocksDB alone.
  void Edit(Family family, std::string_view key, std::optional<std::string_view> value) const {
    const auto database = OpenDatabase();
    rocksdb::ColumnFamilyHandle* const handle = database->family(family);
    const rocksdb::Status status = value.has_value()
                                       ? database->db().Put({}, handle, rocksdb::Slice(key), rocksdb::Slice(*value))
                                       : database->db().Delete({}, handle, rocksdb::Slice(key));
    ASSERT_TRUE(status.ok()) << status.ToString();
  }

  std::vector<std::string> Keys() const {
    const auto database = OpenDatabase();
    const std::unique_ptr<rocksdb::Iterator> cursor(database->db().NewIterator({}, database->family(Family::kModel)));
    std::vector<std::string> keys;
    for (cursor->SeekToFirst(); cursor->Valid(); cursor->Next()) keys.push_back(cursor->key().ToString());
    return keys;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.File("store");
};

TEST_F(DiskModelTest, OutlivesTheProcess) {
  Create(2);
  EXPECT_EQ(Get(**Open(/*read_only=*/true)).value(), Stored(2));
  {
    const auto store = Open();
    EXPECT_EQ(Get(**store).value(), Stored(2));
    EXPECT_EQ((*store)->PutModel(Sections(3)).value(), 3u);
  }
  EXPECT_EQ(Get(**Open()).value(), Stored(3));
  EXPECT_EQ(ReadCommitted(path_)->model, 3u);
}

TEST_F(DiskModelTest, ReadersKeepTheModelOfWhenTheyOpened) {
  Create(1);
  const auto writer = Open();
  const auto early = Open(/*read_only=*/true);
  EXPECT_EQ((*early)->PutModel({}).status().code(), absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE((*writer)->PutModel(Sections(2)).ok());
  EXPECT_EQ(Get(**early).value(), Stored(1));
  EXPECT_EQ(Get(**Open(/*read_only=*/true)).value(), Stored(2));
  EXPECT_EQ(Get(**writer).value(), Stored(2));
}

TEST_F(DiskModelTest, OnlyTheCurrentVersionTakesRoom) {
  Create(5);
  EXPECT_EQ(Keys(), (std::vector<std::string>{ModelKey(5, "terms", 0), ModelKey(5, "terms", 1)}));
}

TEST_F(DiskModelTest, WhatAnInterruptedCallLeftIsNotReadAndIsRemovedByTheNext) {
  Create(1);
  Edit(Family::kModel, ModelKey(2, "stems", 0), "half a model");
  Edit(Family::kModel, ModelKey(2, "terms", 7), "half a model");
  EXPECT_EQ(Get(**Open(/*read_only=*/true)).value(), Stored(1));
  ASSERT_TRUE((*Open())->PutModel(Sections(2)).ok());
  EXPECT_EQ(Get(**Open()).value(), Stored(2));
  EXPECT_EQ(Keys(), (std::vector<std::string>{ModelKey(2, "terms", 0), ModelKey(2, "terms", 1)}));
}

TEST_F(DiskModelTest, ALargeModelIsWrittenInParts) {
  std::vector<ModelSection> sections = {{.name = "terms", .chunks = {}}};
  for (int i = 0; i < 30; ++i) sections[0].chunks.emplace_back(1'000'000, static_cast<char>(i));
  ASSERT_TRUE((*Open())->PutModel(sections).ok());
  const StoredModel expected{.version = 1, .sections = sections};
  EXPECT_EQ(Get(**Open()).value(), expected);
}

TEST_F(DiskModelTest, DamageNamesItsPlace) {
  Create(3);
  Edit(Family::kModel, ModelKey(3, "terms", 1), std::nullopt);
  const auto lost = Get(**Open());
  EXPECT_EQ(lost.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(lost.status().message()),
              AllOf(HasSubstr(path_), HasSubstr("chunk 1 of section terms of version 3 of its model is missing")));
  EXPECT_THAT((*Open())->GetModel(std::array<std::string_view, 1>{"stems"})->sections.at(0).chunks, IsEmpty());
  Edit(Family::kMeta, kModelKey, "\x03\x01");
  for (const bool read_only : {true, false}) {
    const absl::Status status = Open(read_only).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr(path_), HasSubstr("meta record \"model\"")));
  }
}

TEST_F(DiskModelTest, AnOlderModelThanWasCommittedIsDamage) {
  Create(3);
  Edit(Family::kMeta, kModelKey, std::nullopt);
  for (const bool read_only : {true, false}) {
    const absl::Status status = Open(read_only).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(std::string(status.message()), HasSubstr("version 0 of its model, and had 3 before"));
  }
}

}  // namespace
}  // namespace copydesk
