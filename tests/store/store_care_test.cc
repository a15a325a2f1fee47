// Sizes, checks, repair and copies of a store in RocksDB.
#include "copydesk/store_care.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>

#include "store/database.h"
#include "store/disk_keys.h"
#include "store/meta_codec.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class StoreCareTest : public ::testing::Test {
 protected:
  StoreCareTest() {
    options_.config = TestConfig();
    options_.bands = TestBands();
  }

  // A closed store of some documents, as the model says; one of them is forgotten.
  void Create() {
    std::mt19937_64 random(1);
    const std::vector<StoredDocument> batch = RandomBatch(random, 40);
    model_.Add(batch);
    const auto store = OpenDiskStore(path_, options_);
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)->Add(batch).ok());
    const std::vector<DocumentNumber> forgotten = {3};
    ASSERT_TRUE((*store)->Forget(forgotten).ok());
    model_.Forget(forgotten);
  }

  std::unique_ptr<Store> OpenCopy(const std::string& path) const {
    DiskStoreOptions options = options_;
    options.read_only = true;
    auto store = OpenDiskStore(path, options);
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  // Changes the closed store with RocksDB alone.
  void Edit(Family family, std::string_view key, std::optional<std::string_view> value) const {
    const auto database = Database::Open(path_, false, 1 << 20).value();
    rocksdb::DB& db = database->db();
    const rocksdb::Status status =
        value.has_value() ? db.Put({}, database->family(family), rocksdb::Slice(key), rocksdb::Slice(*value))
                          : db.Delete({}, database->family(family), rocksdb::Slice(key));
    ASSERT_TRUE(status.ok()) << status.ToString();
  }

  // The first key of a family, and its value; of buckets one that has lists.
  std::pair<std::string, std::string> First(Family family) const {
    const auto database = Database::Open(path_, true, 1 << 20).value();
    rocksdb::ReadOptions options;
    options.total_order_seek = true;
    const std::unique_ptr<rocksdb::Iterator> cursor(database->db().NewIterator(options, database->family(family)));
    cursor->SeekToFirst();
    while (cursor->Valid() && cursor->key().size() == 4 && cursor->value().size() == 1) cursor->Next();
    EXPECT_TRUE(cursor->Valid());
    return {cursor->key().ToString(), cursor->value().ToString()};
  }

  CheckReport Check(bool repair = false) const {
    CheckOptions options;
    options.repair = repair;
    const auto report = CheckStore(path_, options);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.value_or(CheckReport());
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.File("store");
  DiskStoreOptions options_;
  StoreModel model_;
};

TEST_F(StoreCareTest, InfoCountsWhatIsThere) {
  EXPECT_TRUE(absl::IsNotFound(ReadStoreInfo(path_).status()));
  Create();
  const StoreInfo info = ReadStoreInfo(path_).value();
  EXPECT_EQ(info.documents, model_.documents.size() - 1);
  EXPECT_EQ(info.forgotten, 1u);
  EXPECT_EQ(info.identity.config, TestConfig());
  std::uint64_t sum = 0;
  std::vector<std::string> names;
  for (const FamilySize& family : info.families) {
    sum += family.bytes;
    names.push_back(family.name);
  }
  EXPECT_THAT(names, ElementsAre("meta", "ids", "docs", "text", "signatures", "contents", "stories", "bands",
                                 "fingerprints", "terms", "model", "matches"));
  EXPECT_GT(sum, 0u);
  EXPECT_GT(info.total_bytes, sum);
}

TEST_F(StoreCareTest, AWholeStoreHasNoProblems) {
  Create();
  const CheckReport report = Check();
  EXPECT_TRUE(report.IsWhole());
  EXPECT_THAT(report.messages, IsEmpty());
  EXPECT_EQ(report.documents, model_.documents.size() - 1);
  EXPECT_GT(report.blocks, report.documents / 2);
  EXPECT_GT(report.postings, report.blocks);
}

TEST_F(StoreCareTest, AnInterruptedCreationIsWhole) {
  fs::create_directory(path_);
  EXPECT_FALSE(CheckStore(path_, {}).ok()) << "there is no store";
  fs::remove(path_);
  { ASSERT_TRUE(OpenDiskStore(path_, options_).ok()); }
  EXPECT_TRUE(Check().IsWhole());
}

// One change of each family at a time: it is found, named, and repaired where it is of postings.
TEST_F(StoreCareTest, WhatIsWrongWithPostingsIsFoundAndRepaired) {
  Create();
  for (const Family family :
       {Family::kIds, Family::kContents, Family::kStories, Family::kBands, Family::kFingerprints, Family::kTerms}) {
    const std::string name = kFamilyNames[static_cast<std::size_t>(family)];
    SCOPED_TRACE(name);
    const auto [key, value] = First(family);
    const auto expect = [&](const std::string& message) {
      const CheckReport report = Check();
      EXPECT_FALSE(report.IsWhole());
      EXPECT_THAT(report.messages, Contains(HasSubstr("store " + path_ + ": ")));
      EXPECT_THAT(report.messages, Contains(HasSubstr(name)));
      EXPECT_THAT(report.messages, Contains(HasSubstr(message)));
      const CheckReport repaired = Check(/*repair=*/true);
      EXPECT_EQ(repaired.problems, report.problems);
      EXPECT_TRUE(repaired.IsWhole());
      EXPECT_THAT(repaired.repaired, ElementsAre(name));
      EXPECT_TRUE(Check().IsWhole());
      ExpectEqual(*OpenDiskStore(path_, options_).value(), model_);
    };
    Edit(family, key, std::nullopt);
    expect("is missing");
    std::string other = key;
    other.back() = static_cast<char>(other.back() ^ 1);
    Edit(family, other, value);
    expect(key.size() == 16 ? "should not be there" : name);
    if (key.size() == 16) continue;
    Edit(family, key, "?");
    expect("does not decode");
  }
}

TEST_F(StoreCareTest, WhatIsWrongWithDocumentsIsNamedAndStays) {
  Create();
  const auto [key, record] = First(Family::kDocs);
  const auto expect = [&](const std::string& message) {
    const CheckReport report = Check(/*repair=*/true);
    EXPECT_FALSE(report.IsWhole());
    EXPECT_THAT(report.messages, Contains(HasSubstr(message)));
  };
  Edit(Family::kDocs, key, std::nullopt);
  expect("docs record of document 0 is missing");
  Edit(Family::kDocs, key, record);
  EXPECT_TRUE(Check(/*repair=*/true).IsWhole());
  const std::string signatures = First(Family::kSignatures).second;
  Edit(Family::kSignatures, key, "?");
  expect("signatures record of document 0");
  Edit(Family::kSignatures, key, signatures);
  EXPECT_TRUE(Check(/*repair=*/true).IsWhole());
  const std::string text = First(Family::kText).second;
  Edit(Family::kText, key, std::string("\0another text", 13));
  expect("document 0: its text is not the one that its record describes");
  Edit(Family::kText, key, text);
  Edit(Family::kText, NumberKey(3), text);
  expect("document 3 is not in the store, and has a record in text");
}

TEST_F(StoreCareTest, MatchesThatAreNotWholeAreRemoved) {
  Create();
  std::vector<KeptMatch> matches;
  for (const DocumentNumber number : {1, 2}) {
    matches.push_back({.first = {}, .second = {.document = number, .block = 0}, .value = "any"});
  }
  const auto keep = [&] {
    const auto store = OpenDiskStore(path_, options_).value();
    ASSERT_TRUE(store->KeepMatches(matches, {.end = 3, .settings = "any"}).ok());
  };
  const auto expect = [&](const std::string& message) {
    CheckReport report = Check(/*repair=*/false);
    EXPECT_FALSE(report.IsWhole());
    EXPECT_THAT(report.messages, Contains(HasSubstr(message)));
    report = Check(/*repair=*/true);
    EXPECT_TRUE(report.IsWhole());
    EXPECT_TRUE(report.removed_matches);
    EXPECT_EQ(Check(/*repair=*/false).problems, 0u);
    EXPECT_EQ((*OpenDiskStore(path_, options_))->GetMatched()->end, 0u);
    keep();
  };
  keep();
  EXPECT_EQ(Check(/*repair=*/false).problems, 0u);
  Edit(Family::kMatches, MatchKey(matches[1].second, {}), std::nullopt);
  expect("a match is not there from both sides");
  Edit(Family::kMatches, MatchKey({}, {.document = 1000, .block = 0}), "any");
  expect("a match of a document that is not in the store");
  Edit(Family::kMatches, "short", "any");
  expect("does not decode");
  Edit(Family::kMeta, kMatchedKey, "\x01");
  expect("\"matched\": it is cut short");
  Edit(Family::kMeta, kMatchedKey, EncodeMatched({.end = 1000, .settings = "any"}));
  expect("matches of 1000 documents");
}

TEST_F(StoreCareTest, ACopyIsTheStoreAsItWas) {
  Create();
  const std::string copy = folder_.File("copy");
  ASSERT_TRUE(BackUpStore(path_, copy).ok());
  ExpectEqual(*OpenCopy(copy), model_);
  EXPECT_EQ(BackUpStore(path_, copy).code(), absl::StatusCode::kAlreadyExists);
  // What becomes of the one is nothing to the other.
  {
    const auto store = OpenDiskStore(path_, options_).value();
    ASSERT_TRUE(store->Add(std::vector{MakeDocument("new", "text", 1)}).ok());
    ASSERT_TRUE(store->Compact(nullptr).ok());
  }
  ExpectEqual(*OpenCopy(copy), model_);
  const auto store = OpenDiskStore(copy, options_);
  ASSERT_TRUE(store.ok()) << store.status();
  ExpectEqual(**store, model_);
}

}  // namespace
}  // namespace copydesk
