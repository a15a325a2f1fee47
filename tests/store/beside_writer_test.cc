// Copies and readers of a store in RocksDB while another thread writes.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <thread>

#include "copydesk/store_care.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

class BesideWriterTest : public ::testing::Test {
 protected:
  BesideWriterTest() {
    options_.config = TestConfig();
    options_.bands = TestBands();
  }

  void SetUp() override {
    std::mt19937_64 random(1);
    const auto store = OpenDiskStore(path_, options_);
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE((*store)->Add(RandomBatch(random, 40)).ok());
    before_ = (*store)->DocumentCount();  // some of them are equal
  }

  TemporaryFolder folder_;
  std::uint64_t before_ = 0;  // documents in the store
  std::string path_ = folder_.File("store");
  DiskStoreOptions options_;
};

TEST_F(BesideWriterTest, CopiesAreWhole) {
  std::atomic<bool> done = false;
  std::thread writer([&] {
    const auto store = OpenDiskStore(path_, options_).value();
    for (int i = 0; !done.load(); ++i) {
      std::vector<StoredDocument> batch;
      for (int j = 0; j < 7; ++j) batch.push_back(MakeDocument(std::to_string(i) + "-" + std::to_string(j), "text", 1));
      if (!store->Add(batch).ok()) ADD_FAILURE();
      if (i % 5 == 4 && !store->Compact(nullptr).ok()) ADD_FAILURE();
    }
  });
  for (int i = 0; i < 5; ++i) {
    const std::string copy = folder_.File("copy" + std::to_string(i));
    const absl::Status status = BackUpStore(path_, copy);
    EXPECT_TRUE(status.ok()) << status;
    const auto report = CheckStore(copy, {});
    EXPECT_TRUE(report.ok()) << report.status();
    if (!report.ok()) break;
    EXPECT_TRUE(report->IsWhole());
    EXPECT_EQ((report->documents - before_) % 7, 0u) << "half a batch";
  }
  done = true;
  writer.join();
}

// Logs come and go under readers all the time: what they see is never older than what was there before they came.
TEST_F(BesideWriterTest, ReadersSeeAllThatWasCommitted) {
  std::atomic<std::uint64_t> committed = 0;
  std::jthread writer([&](const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) {
      // Closing a store flushes it, and its log goes.
      const auto store = OpenDiskStore(path_, options_).value();
      for (int j = 0; j < 3; ++j) {
        const auto name = std::to_string(i) + "-" + std::to_string(j);
        EXPECT_TRUE(store->Add(std::vector{MakeDocument(name, "text", 1)}).ok());
        committed = store->DocumentCount();
      }
    }
  });
  DiskStoreOptions options = options_;
  options.read_only = true;
  for (int i = 0; i < 30; ++i) {
    const std::uint64_t before = committed;
    const auto store = OpenDiskStore(path_, options);
    EXPECT_TRUE(store.ok()) << store.status();
    EXPECT_GE(store.ok() ? (*store)->DocumentCount() : 0, before);
    const auto info = ReadStoreInfo(path_);
    EXPECT_TRUE(info.ok()) << info.status();
    EXPECT_GE(info.ok() ? info->documents : 0, before);
  }
}

}  // namespace
}  // namespace copydesk
