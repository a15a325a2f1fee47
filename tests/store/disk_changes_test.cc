// Adding, in batches and at once, and forgetting: what holds for the store in RocksDB, against the plain model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "copydesk/store_care.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DiskChanges : public ::testing::TestWithParam<bool> {
 protected:
  DiskChanges() {
    options_.config = TestConfig();
    options_.bands = TestBands();
    if (GetParam()) options_.tables_from = 1;
  }

  std::unique_ptr<Store> Open() const {
    auto store = OpenDiskStore(path_, options_);
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  void ExpectWhole() const {
    const auto report = CheckStore(path_, {});
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_THAT(report->messages, IsEmpty());
    EXPECT_TRUE(report->IsWhole());
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.File("store");
  DiskStoreOptions options_;
};

std::vector<DocumentNumber> RandomNumbers(std::mt19937_64& random, std::uint64_t end) {
  std::vector<DocumentNumber> numbers;
  for (std::uint64_t number = 0; number < end; ++number) {
    if (random() % 4 == 0) numbers.push_back(number);
  }
  return numbers;
}

TEST_P(DiskChanges, AddingAndForgettingEqualTheModel) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    path_ = folder_.File(std::to_string(seed));
    StoreModel model;
    for (int round = 0; round < 5; ++round) {
      const std::unique_ptr<Store> store = Open();
      ExpectEqual(*store, model);
      const std::vector<StoredDocument> batch = RandomBatch(random, random() % 30);
      EXPECT_EQ(store->Add(batch).value(), model.Add(batch));
      const std::vector<KeptMatch> matches = RandomMatches(random, model);
      const MatchedDocuments matched{.end = model.documents.size(), .settings = random() % 3 == 0 ? "some" : "other"};
      ASSERT_TRUE(store->KeepMatches(matches, matched).ok());
      model.KeepMatches(matches, matched);
      ExpectEqual(*store, model);
      std::vector<DocumentNumber> numbers = RandomNumbers(random, model.documents.size());
      const std::size_t before = model.documents.size() - model.forgotten.size();
      model.Forget(numbers);
      numbers.push_back(model.documents.size() + 5);  // not there
      EXPECT_EQ(store->Forget(numbers).value(), before - (model.documents.size() - model.forgotten.size()));
      ExpectEqual(*store, model);
      if (round == 3) {
        ASSERT_TRUE(store->Compact(nullptr).ok());
      }
      ExpectEqual(*store, model);
    }
    ExpectWhole();
  }
}

TEST_P(DiskChanges, MatchesOfWhatIsNotThereAreRefused) {
  std::mt19937_64 random(3);
  const std::unique_ptr<Store> store = Open();
  ASSERT_TRUE(store->Add(RandomBatch(random, 10)).ok());
  const DocumentNumber end = store->EndNumber();
  const KeptMatch good{.first = {.document = 0, .block = 0}, .second = {.document = 1, .block = 0}, .value = "x"};
  const auto status = [&](const KeptMatch& match, DocumentNumber matched) {
    return store->KeepMatches(std::vector{match}, {.end = matched, .settings = ""}).code();
  };
  EXPECT_EQ(status(good, end + 1), absl::StatusCode::kInvalidArgument);
  KeptMatch match = good;
  match.second.document = end;
  EXPECT_EQ(status(match, end), absl::StatusCode::kInvalidArgument);
  match = good;
  match.second = match.first;
  EXPECT_EQ(status(match, end), absl::StatusCode::kInvalidArgument);
  match = good;
  match.value.clear();
  EXPECT_EQ(status(match, end), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store->GetMatched()->end, 0u);
  EXPECT_EQ(status(good, end), absl::StatusCode::kOk);
  EXPECT_EQ(store->GetMatched()->end, end);
}

TEST_P(DiskChanges, ForgettingEverythingLeavesAnEmptyStoreThatGoesOn) {
  std::mt19937_64 random(7);
  StoreModel model;
  const std::vector<StoredDocument> batch = RandomBatch(random, 40);
  {
    const std::unique_ptr<Store> store = Open();
    model.Add(batch);
    ASSERT_TRUE(store->Add(batch).ok());
    std::vector<DocumentNumber> all;
    for (DocumentNumber number = 0; number < store->EndNumber(); ++number) all.push_back(number);
    EXPECT_EQ(store->Forget(all).value(), all.size());
    model.Forget(all);
    EXPECT_EQ(store->Forget(all).value(), 0u);
    ExpectEqual(*store, model);
  }
  ExpectWhole();
  const std::unique_ptr<Store> store = Open();
  EXPECT_EQ(store->Add(batch).value(), model.Add(batch));
  ExpectEqual(*store, model);
}

TEST_P(DiskChanges, ABulkIsWhatItsBatchesAre) {
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1}}) {
    SCOPED_TRACE(memory);
    std::mt19937_64 random(11);
    path_ = folder_.File("bulk" + std::to_string(memory));
    StoreModel model;
    for (int round = 0; round < 3; ++round) {
      const std::unique_ptr<Store> store = Open();
      if (round == 2) {
        // Some that are not a part of the bulk before it.
        const std::vector<StoredDocument> batch = RandomBatch(random, 10);
        EXPECT_EQ(store->Add(batch).value(), model.Add(batch));
        const std::vector<DocumentNumber> numbers = RandomNumbers(random, model.documents.size());
        EXPECT_TRUE(store->Forget(numbers).ok());
        model.Forget(numbers);
      }
      const StoreModel before = model;
      ASSERT_TRUE(store->StartBulk({.memory = memory, .temporary_folder = "", .threads = 3}).ok());
      EXPECT_EQ(store->StartBulk({}).code(), absl::StatusCode::kFailedPrecondition);
      EXPECT_EQ(store->Forget(std::vector<DocumentNumber>{0}).status().code(), absl::StatusCode::kFailedPrecondition);
      for (int batches = 0; batches < 4; ++batches) {
        const std::vector<StoredDocument> batch = RandomBatch(random, random() % 25);
        EXPECT_EQ(store->Add(batch).value(), model.Add(batch));
      }
      ExpectEqual(*store, before);  // nothing before the end
      ASSERT_TRUE(store->FinishBulk().ok());
      EXPECT_EQ(store->FinishBulk().code(), absl::StatusCode::kFailedPrecondition);
      ExpectEqual(*store, model);
    }
    ExpectWhole();
    ExpectEqual(*Open(), model);
  }
}

TEST_P(DiskChanges, AnUnfinishedBulkLeavesNothing) {
  std::mt19937_64 random(12);
  StoreModel model;
  const std::vector<StoredDocument> batch = RandomBatch(random, 10);
  {
    const std::unique_ptr<Store> store = Open();
    EXPECT_EQ(store->Add(batch).value(), model.Add(batch));
    ASSERT_TRUE(store->StartBulk({}).ok());
    ASSERT_TRUE(store->Add(RandomBatch(random, 20)).ok());
  }
  EXPECT_FALSE(std::filesystem::exists(path_ + "/ingest"));
  std::filesystem::create_directory(path_ + "/ingest");  // as a crash would leave it
  ExpectEqual(*Open(), model);
  EXPECT_FALSE(std::filesystem::exists(path_ + "/ingest"));
  ExpectWhole();
}

TEST_P(DiskChanges, AReaderKeepsWhatItSaw) {
  std::mt19937_64 random(13);
  const std::unique_ptr<Store> store = Open();
  StoreModel model;
  const std::vector<StoredDocument> first = RandomBatch(random, 20);
  model.Add(first);
  ASSERT_TRUE(store->Add(first).ok());
  const std::unique_ptr<Store> reader = store->OpenReader();
  const StoreModel then = model;
  const std::vector<StoredDocument> second = RandomBatch(random, 20);
  model.Add(second);
  ASSERT_TRUE(store->Add(second).ok());
  const std::vector<DocumentNumber> numbers = RandomNumbers(random, model.documents.size());
  model.Forget(numbers);
  ASSERT_TRUE(store->Forget(numbers).ok());
  ASSERT_TRUE(store->Compact(nullptr).ok());
  ExpectEqual(*reader, then);
  ExpectEqual(*store->OpenReader(), model);
  EXPECT_EQ(reader->Add(first).status().code(), absl::StatusCode::kFailedPrecondition);
}

// Readers on snapshots beside a writer that adds and forgets: each sees one state of the store, whole.
TEST_P(DiskChanges, SnapshotsBesideAWriterAreWhole) {
  const std::unique_ptr<Store> store = Open();
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  std::atomic<int> reads = 0;
  const auto read = [&] {
    while (!done.load()) {
      const std::unique_ptr<Store> reader = store->OpenReader();
      std::uint64_t contents = 0;
      for (DocumentNumber number = 0; number < reader->EndNumber(); ++number) {
        if (!reader->Contains(number)) continue;
        ++contents;
        if (reader->GetText(number).value_or("?") != "text") ++failures;
      }
      if (contents != reader->DocumentCount()) ++failures;
      const auto visit = [&](std::uint64_t, std::span<const Posting> postings, std::uint64_t) {
        for (const Posting& posting : postings) {
          if (!reader->GetMetadata(posting.block.document).ok()) ++failures;
        }
        return absl::OkStatus();
      };
      for (const PostingKind kind : kKinds) {
        if (!reader->ForEachList(kind, 1000, visit).ok()) ++failures;
      }
      ++reads;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) readers.emplace_back(read);
  StoreModel model;
  for (std::uint64_t round = 0; round < 30 || reads < 4; ++round) {
    std::vector<StoredDocument> batch;
    for (std::uint64_t i = 0; i < 8; ++i) {
      batch.push_back(MakeDocument(std::to_string(round * 8 + i), "text", 1 + (round + i) % 40));
    }
    model.Add(batch);
    ASSERT_TRUE(store->Add(batch).ok());
    const std::vector<DocumentNumber> numbers = {round * 5, round * 7 + 1};
    std::vector<DocumentNumber> there;
    for (const DocumentNumber number : numbers) {
      if (number < model.documents.size()) there.push_back(number);
    }
    model.Forget(there);
    ASSERT_TRUE(store->Forget(there).ok());
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
  ExpectEqual(*store, model);
}

INSTANTIATE_TEST_SUITE_P(, DiskChanges, ::testing::Bool(),
                         [](const auto& test) { return test.param ? "Tables" : "Batches"; });

}  // namespace
}  // namespace copydesk
