// What holds for the store in RocksDB alone: opening, refusing, and values that do not fit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/write_batch.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "base/coding.h"
#include "base/hash.h"
#include "store/committed_file.h"
#include "store/database.h"
#include "store/disk_keys.h"
#include "store/meta_codec.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class DiskStoreTest : public ::testing::Test {
 protected:
  DiskStoreTest() {
    options_.config = TestConfig();
    options_.bands = TestBands();
  }

  absl::StatusOr<std::unique_ptr<Store>> Open(bool read_only = false) {
    DiskStoreOptions options = options_;
    options.read_only = read_only;
    return OpenDiskStore(path_, options);
  }

  // A closed store of some documents, as the model says.
  void Create() {
    std::mt19937_64 random(1);
    const std::vector<StoredDocument> batch = RandomBatch(random, 30);
    model_.Add(batch);
    const auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)->Add(batch).ok());
  }

  // Changes the closed store with RocksDB alone.
  void Edit(Family family, std::string_view key, std::optional<std::string_view> value) {
    const auto database = Database::Open(path_, false, 1 << 20).value();
    rocksdb::DB& db = database->db();
    const rocksdb::Status status =
        value.has_value() ? db.Put({}, database->family(family), rocksdb::Slice(key), rocksdb::Slice(*value))
                          : db.Delete({}, database->family(family), rocksdb::Slice(key));
    ASSERT_TRUE(status.ok()) << status.ToString();
  }

  // Names and bytes of the folder's files.
  std::map<std::string, std::string> Files() const {
    std::map<std::string, std::string> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
      std::ifstream stream(entry.path(), std::ios::binary);
      files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(stream), {}};
    }
    return files;
  }

  // Opening fails for reading and for writing, in the same way, and changes nothing.
  void ExpectRefused(absl::StatusCode code, const std::string& message) {
    const std::map<std::string, std::string> before = Files();
    for (const bool read_only : {true, false}) {
      const absl::Status status = Open(read_only).status();
      EXPECT_EQ(status.code(), code) << status;
      EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr(path_), HasSubstr(message)));
    }
    EXPECT_EQ(Files(), before);
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.File("store");
  DiskStoreOptions options_;
  StoreModel model_;
};

TEST_F(DiskStoreTest, ReopenedStoreGoesOnWhereItWas) {
  std::mt19937_64 random(4);
  for (int round = 0; round < 4; ++round) {
    const auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    ExpectEqual(**store, model_);
    const std::vector<StoredDocument> batch = RandomBatch(random, 12);
    EXPECT_EQ((*store)->Add(batch).value(), model_.Add(batch));
    ExpectEqual(**store, model_);
  }
  ExpectEqual(**Open(/*read_only=*/true), model_);
}

TEST_F(DiskStoreTest, BatchLargerThanTheWriteBuffers) {
  std::string text(std::size_t{4} << 20, '\0');
  std::mt19937_64 random(8);
  for (char& c : text) c = static_cast<char>(random());
  std::vector<StoredDocument> batch;
  for (int i = 0; i < 40; ++i) {
    text[0] = static_cast<char>(i);
    batch.push_back(MakeDocument(std::to_string(i), text, 1));
  }
  {
    const auto store = Open();
    EXPECT_EQ((*store)->Add(batch).value().back(), (AddedDocument{.number = 39, .is_new = true}));
    EXPECT_EQ((*store)->Add(batch).value().back(), (AddedDocument{.number = 39}));
  }
  const auto store = Open();
  for (const DocumentNumber number : {0u, 17u, 39u}) EXPECT_EQ((*store)->GetText(number).value(), batch[number].text);
}

TEST_F(DiskStoreTest, AnotherConfigurationIsRefusedAndBothAreNamed) {
  Create();
  options_.config.max_window = 10;
  ExpectRefused(absl::StatusCode::kFailedPrecondition, TestConfig().Describe());
  ExpectRefused(absl::StatusCode::kFailedPrecondition, options_.config.Describe());
  options_.config = TestConfig();
  options_.bands = {.bands = 8, .rows = 5};
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "bands=16 rows=4");
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "bands=8 rows=5");
  options_.bands = TestBands();
  ExpectEqual(**Open(), model_);
}

TEST_F(DiskStoreTest, ConfigurationIsChecked) {
  options_.bands = {};
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kInvalidArgument);
  options_.bands = TestBands();
  options_.config.bins = 63;
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(DiskStoreTest, KeepingTextsIsFixedWhenCreated) {
  options_.keep_text = false;
  Create();
  {
    const auto store = Open();
    ExpectEqual(**store, model_, /*keep_text=*/false);
    const absl::Status status = (*store)->GetText(0).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
    EXPECT_THAT(std::string(status.message()), HasSubstr("texts are not kept"));
    // Known texts are known by their hashes.
    EXPECT_FALSE((*store)->Add({&model_.documents[3], 1}).value()[0].is_new);
  }
  EXPECT_FALSE(ReadStoreIdentity(path_)->keep_text);
  options_.keep_text = true;
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kFailedPrecondition);
  const auto reader = Open(/*read_only=*/true);
  ASSERT_TRUE(reader.ok()) << reader.status();
  EXPECT_EQ((*reader)->GetText(0).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(DiskStoreTest, ReadingWritesNothing) {
  EXPECT_EQ(Open(/*read_only=*/true).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReadStoreIdentity(path_).status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(fs::exists(path_));
  fs::create_directory(path_);
  EXPECT_EQ(Open(/*read_only=*/true).status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(fs::is_empty(path_));
  Create();
  const std::map<std::string, std::string> before = Files();
  {
    const auto store = Open(/*read_only=*/true);
    ASSERT_TRUE(store.ok()) << store.status();
    ExpectEqual(**store, model_);
    EXPECT_EQ((*store)->Add(model_.documents).status().code(), absl::StatusCode::kFailedPrecondition);
  }
  EXPECT_EQ(ReadStoreIdentity(path_)->config, TestConfig());
  EXPECT_EQ(ReadStoreIdentity(path_)->bands.rows, TestBands().rows);
  EXPECT_TRUE(ReadStoreIdentity(path_)->keep_text);
  EXPECT_EQ(Files(), before);
}

TEST_F(DiskStoreTest, OneWriterAtATime) {
  Create();
  const auto writer = Open();
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("another process has the store open for writing"));
  ExpectEqual(**Open(/*read_only=*/true), model_);
  ExpectEqual(**writer, model_);
}

TEST_F(DiskStoreTest, WhatIsNoStoreIsLeftAsItIs) {
  EXPECT_EQ(OpenDiskStore(folder_.File("missing/store"), options_).status().code(), absl::StatusCode::kNotFound);
  fs::create_directory(path_);
  std::ofstream(path_ + "/letter.txt") << "Dear editor";
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "is no store and was left as it is: it holds letter.txt");
  fs::rename(path_ + "/letter.txt", path_ + "/LOG");
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "no file LOCK");
  const std::string file = path_ + "/LOG";
  EXPECT_EQ(OpenDiskStore(file, options_).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReadStoreIdentity(file).status().code(), absl::StatusCode::kFailedPrecondition);
}

// A database of another program, or one that was never finished: with these families and one key.
void CreateDatabase(const std::string& path, const std::vector<std::string>& families, bool used) {
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, path, &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  for (const std::string& name : families) {
    rocksdb::ColumnFamilyHandle* handle = nullptr;
    ASSERT_TRUE(db->CreateColumnFamily({}, name, &handle).ok());
    ASSERT_TRUE(db->DestroyColumnFamilyHandle(handle).ok());
  }
  if (used) {
    ASSERT_TRUE(db->Put({}, "key", "value").ok());
  }
}

TEST_F(DiskStoreTest, DatabasesOfOthersAreRefused) {
  CreateDatabase(path_, {}, true);
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "another program's database");
  path_ = folder_.File("other");
  CreateDatabase(path_, {"meta", "accounts"}, false);
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "column family accounts");
}

TEST_F(DiskStoreTest, InterruptedCreationCountsAsEmpty) {
  for (const std::vector<std::string>& families :
       std::vector<std::vector<std::string>>{{}, {"meta"}, {"meta", "ids", "docs", "text"}}) {
    path_ = folder_.File(std::to_string(families.size()));
    CreateDatabase(path_, families, false);
    EXPECT_EQ(ReadStoreIdentity(path_).status().code(), absl::StatusCode::kNotFound);
    {
      const auto reader = Open(/*read_only=*/true);
      ASSERT_TRUE(reader.ok()) << reader.status();
      ExpectEqual(**reader, {});
      EXPECT_EQ((*reader)->Add({}).status().code(), absl::StatusCode::kFailedPrecondition);
    }
    model_ = {};
    Create();
    ExpectEqual(**Open(), model_);
  }
  path_ = folder_.File("early");
  fs::create_directory(path_);
  std::ofstream(path_ + "/LOCK").close();
  EXPECT_EQ((*Open(/*read_only=*/true))->DocumentCount(), 0u);
  EXPECT_TRUE(Open().ok());
}

TEST_F(DiskStoreTest, CreatedStoreIsThereWithoutDocuments) {
  ASSERT_TRUE(Open().ok());
  EXPECT_EQ(ReadStoreIdentity(path_)->config, TestConfig());
  options_.config.max_window = 10;
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(DiskStoreTest, AnotherFormatVersionIsRefused) {
  Create();
  Edit(Family::kMeta, kIdentityKey, "\x03whatever follows in version 3");
  ExpectRefused(absl::StatusCode::kFailedPrecondition,
                "format version 3; this program reads version 6: add the documents to a new store");
  // The file COMMITTED had no model then.
  std::string committed;
  PutFixed64(&committed, 3);
  PutFixed64(&committed, Hash64(committed));
  std::ofstream(path_ + "/COMMITTED") << committed;
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "format version 3");
}

TEST_F(DiskStoreTest, IdentityThatContradictsItselfIsDamage) {
  Create();
  IdentityRecord record{.identity = {.config = TestConfig(), .bands = TestBands()}, .line = TestConfig().Describe()};
  const std::string good = EncodeIdentity(record);
  std::string bytes = good;
  bytes[10] ^= 1;  // a letter of the line
  Edit(Family::kMeta, kIdentityKey, bytes);
  ExpectRefused(absl::StatusCode::kDataLoss, "fingerprint");
  record.identity.config.max_window = 19;
  Edit(Family::kMeta, kIdentityKey, EncodeIdentity(record));
  ExpectRefused(absl::StatusCode::kDataLoss, "fields of its configuration");
  Edit(Family::kMeta, kIdentityKey, std::nullopt);
  ExpectRefused(absl::StatusCode::kDataLoss, "none of its configuration");
  Edit(Family::kMeta, kIdentityKey, good);
  ExpectEqual(**Open(), model_);
}

TEST_F(DiskStoreTest, StoreOfAnotherVersionOfTheTablesIsRefused) {
  Create();
  IdentityRecord record{.identity = {.config = TestConfig(), .bands = TestBands()}, .line = "signature=0 bins=64"};
  Edit(Family::kMeta, kIdentityKey, EncodeIdentity(record));
  ExpectRefused(absl::StatusCode::kFailedPrecondition, "signature=0 bins=64");
  ExpectRefused(absl::StatusCode::kFailedPrecondition, TestConfig().Describe());
  const absl::Status status = ReadStoreIdentity(path_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr("signature=0"), HasSubstr(TestConfig().Describe())));
}

TEST_F(DiskStoreTest, WrongNumberOfDocumentsIsDamage) {
  Create();
  const std::uint64_t count = model_.documents.size();
  for (const std::uint64_t wrong : {std::uint64_t{0}, count - 1, count + 1}) {
    Edit(Family::kMeta, kDocumentsKey, EncodeCounter(wrong));
    for (const bool read_only : {true, false}) {
      EXPECT_EQ(Open(read_only).status().code(), absl::StatusCode::kDataLoss);
    }
  }
  Edit(Family::kMeta, kDocumentsKey, std::nullopt);
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(DiskStoreTest, RecordsThatDoNotDecodeNameTheirPlace) {
  Create();
  const auto expect = [&](const absl::Status& status, const std::string& what) {
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
    EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr(path_), HasSubstr(what)));
  };
  for (const std::optional<std::string_view> value : {std::optional<std::string_view>("\x01\x01?"), {std::nullopt}}) {
    Edit(Family::kDocs, NumberKey(2), value);
    Edit(Family::kSignatures, NumberKey(3), value);
    const auto store = Open();
    expect((*store)->GetMetadata(2).status(), "docs record of document 2");
    expect((*store)->GetBlocks(2).status(), "docs record of document 2");
    expect((*store)->FindId(model_.documents[2].metadata.id).status(), "docs record of document 2");
    expect((*store)->Add({&model_.documents[2], 1}).status(), "docs record of document 2");
    expect((*store)->GetSignatures(3).status(), "signatures record of document 3");
    EXPECT_EQ((*store)->GetMetadata(1).value(), model_.documents[1].metadata);
  }
  Edit(Family::kText, NumberKey(4), std::nullopt);
  Edit(Family::kBands, BucketKey(0), "\x02?");
  Edit(Family::kIds, IdPrefix("x") + "short", "");
  const auto store = Open();
  expect((*store)->GetText(4).status(), "text record of document 4 is missing");
  expect((*store)->GetPostings(PostingKind::kBand, 7, 10).status(), "column family bands");
  expect((*store)->ForEachList(PostingKind::kBand, 1, [](auto...) { return absl::OkStatus(); }), "column family bands");
  expect((*store)->FindId("x").status(), "column family ids");
}

TEST_F(DiskStoreTest, IdsWithOneHashAreToldApart) {
  Create();
  // As if the id of document 1 had the hash of "other".
  Edit(Family::kIds, EntryKey(IdEntry("other", 1)), "");
  const auto store = Open();
  EXPECT_THAT((*store)->FindId("other").value(), ElementsAre());
  EXPECT_TRUE((*store)->Add(std::vector{MakeDocument("other", model_.documents[1].text, 1)}).value()[0].is_new);
}

TEST_F(DiskStoreTest, LostRootFileIsDamage) {
  Create();
  fs::remove(path_ + "/CURRENT");
  ExpectRefused(absl::StatusCode::kDataLoss, "the file CURRENT is missing");
}

TEST_F(DiskStoreTest, FewerDocumentsThanWereCommittedAreDamage) {
  Create();
  const std::uint64_t count = model_.documents.size();
  EXPECT_EQ(ReadCommitted(path_)->documents, count);
  std::string golden;
  PutFixed64(&golden, count);
  PutFixed64(&golden, 0);
  PutFixed64(&golden, 0);
  PutFixed64(&golden, Hash64(golden));
  EXPECT_EQ(Files()["COMMITTED"], golden);
  ASSERT_TRUE(WriteCommitted(path_, {.documents = count + 1, .model = 0}).ok());
  ExpectRefused(absl::StatusCode::kDataLoss, "documents, and had " + std::to_string(count + 1) + " before");
  std::ofstream(path_ + "/COMMITTED") << golden << '?';
  ExpectRefused(absl::StatusCode::kDataLoss, "COMMITTED");
  // It is a safeguard and no part of the contents.
  fs::remove(path_ + "/COMMITTED");
  ExpectEqual(**Open(/*read_only=*/true), model_);
  ExpectEqual(**Open(), model_);
  EXPECT_EQ(ReadCommitted(path_)->documents, count);
}

TEST_F(DiskStoreTest, LogsOfRocksDbStayFew) {
  for (int i = 0; i < 6; ++i) ASSERT_TRUE(Open().ok());
  int logs = 0;
  for (const auto& [name, bytes] : Files()) logs += name.starts_with("LOG") ? 1 : 0;
  EXPECT_LE(logs, 2);
}

}  // namespace
}  // namespace copydesk
