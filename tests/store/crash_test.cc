// A writer that is killed leaves a store with every batch and model that it acknowledged, and no half one.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <filesystem>

#include "store/crash_batch.h"

extern char** environ;

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// A process of its own: RocksDB's threads do not survive a fork.
class Writer {
 public:
  Writer(const std::string& folder, int batches) {
    std::array<int, 2> ends = {-1, -1};
    EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::string program = COPYDESK_CRASH_WRITER;
    std::string store = folder;
    std::string limit = std::to_string(batches);
    std::array<char*, 4> arguments = {program.data(), store.data(), limit.data(), nullptr};
    EXPECT_EQ(posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    acknowledgements_ = ends[0];
  }

  ~Writer() { Kill(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Waits until a batch was acknowledged; false when the process has ended.
  bool WaitForBatch() {
    char byte = 0;
    if (acknowledgements_ < 0 || read(acknowledgements_, &byte, 1) != 1) return false;
    ++batches_;
    return true;
  }

  // Whether a batch was acknowledged that WaitForBatch has not seen, or the process has ended; does not wait.
  bool HasNews() const {
    pollfd ready{.fd = acknowledgements_, .events = POLLIN, .revents = 0};
    return poll(&ready, 1, 0) == 1;
  }

  // Kills the process, and counts what it acknowledged to its end.
  std::uint64_t Kill() {
    if (acknowledgements_ < 0) return batches_;
    kill(process_, SIGKILL);
    int status = 0;
    EXPECT_EQ(waitpid(process_, &status, 0), process_);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
    while (WaitForBatch()) {
    }
    close(acknowledgements_);
    acknowledgements_ = -1;
    return batches_;
  }

 private:
  pid_t process_ = -1;
  int acknowledgements_ = -1;
  std::uint64_t batches_ = 0;
};

std::unique_ptr<Store> Open(const std::string& path, bool read_only) {
  DiskStoreOptions options = CrashStoreOptions();
  options.read_only = read_only;
  absl::StatusOr<std::unique_ptr<Store>> store = OpenDiskStore(path, options);
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

TEST(Crash, EveryAcknowledgedBatchSurvivesWhole) {
  constexpr std::uint64_t kSeed = 23;
  constexpr int kKills = 20;
  constexpr int kBatches = 6;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  const TemporaryFolder folder;
  const std::string path = folder.File("store");
  StoreModel model;
  std::uint64_t acknowledged = 0;
  for (int round = 0; round < kKills; ++round) {
    Writer writer(path, kBatches);
    for (std::uint64_t wait = 1 + random() % (kBatches - 1); wait > 0; --wait) ASSERT_TRUE(writer.WaitForBatch());
    for (std::atomic<std::uint64_t> spin = random() % 3000000; spin > 0; --spin) {
    }
    acknowledged += writer.Kill();
    // Readers and the next writer must find the same, whichever comes first.
    const std::unique_ptr<Store> store = Open(path, round % 2 == 0);
    ASSERT_NE(store, nullptr);
    const std::uint64_t count = store->DocumentCount();
    ASSERT_EQ(count % kCrashBatchSize, 0u);
    const std::uint64_t batches = count / kCrashBatchSize;
    ASSERT_GE(batches, acknowledged);
    ASSERT_LE(batches, acknowledged + 1);
    acknowledged = batches;  // the last one may have been written and not yet acknowledged
    while (model.documents.size() < count) model.Add(CrashBatch(model.documents.size() / kCrashBatchSize));
    ExpectEqual(*store, model);
    // The model of the last batch, or of the one before it.
    const StoredModel learned = store->GetModel(std::array<std::string_view, 1>{"terms"}).value();
    if (learned.version == 0) {
      EXPECT_LE(batches, 1u);
      continue;
    }
    const std::uint64_t learned_after = std::stoull(learned.sections.at(0).chunks.at(0)) + 1;
    EXPECT_GE(learned_after + 1, batches);
    EXPECT_LE(learned_after, batches);
    EXPECT_EQ(learned.sections, CrashModel(learned_after - 1));
  }
}

TEST(Crash, InterruptedCreationLeavesAnEmptyStore) {
  // Each round waits until the folder holds one file more, and kills the writer then.
  for (std::ptrdiff_t files = 0; files < 12; ++files) {
    const TemporaryFolder folder;
    const std::string path = folder.File("store");
    Writer writer(path, 3);
    std::error_code error;
    const auto holds = [&] {
      std::ptrdiff_t count = 0;
      for (fs::directory_iterator entry(path, error); !error && entry != fs::directory_iterator();
           entry.increment(error)) {
        ++count;
      }
      return count;
    };
    while ((!fs::exists(path, error) || holds() < files) && !writer.HasNews()) {
    }
    const std::uint64_t acknowledged = writer.Kill();
    if (holds() > 0) {
      const std::unique_ptr<Store> reader = Open(path, true);
      ASSERT_NE(reader, nullptr) << files;
      EXPECT_GE(reader->DocumentCount(), acknowledged * kCrashBatchSize);
    }
    const std::unique_ptr<Store> store = Open(path, false);
    ASSERT_NE(store, nullptr) << files;
    StoreModel model;
    for (std::uint64_t batch = 0; batch * kCrashBatchSize < store->DocumentCount(); ++batch) {
      model.Add(CrashBatch(batch));
    }
    EXPECT_GE(model.documents.size(), acknowledged * kCrashBatchSize);
    EXPECT_TRUE(store->Add(CrashBatch(1000)).ok());
    model.Add(CrashBatch(1000));
    ExpectEqual(*store, model);
  }
}

TEST(Crash, ASecondWriterIsRefusedAndReadersAreNot) {
  const TemporaryFolder folder;
  const std::string path = folder.File("store");
  constexpr int kBatches = 100;
  Writer writer(path, kBatches);
  std::uint64_t last = 0;
  for (int round = 0; round < kBatches; ++round) {
    ASSERT_TRUE(writer.WaitForBatch());
    const absl::Status status = OpenDiskStore(path, CrashStoreOptions()).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(std::string(status.message()), HasSubstr("another process has the store open for writing"));
    const std::unique_ptr<Store> reader = Open(path, true);
    ASSERT_NE(reader, nullptr);
    EXPECT_GE(reader->DocumentCount(), last);
    EXPECT_EQ(reader->DocumentCount() % kCrashBatchSize, 0u);
    last = reader->DocumentCount();
    EXPECT_TRUE(reader->GetText(last - 1).ok());
  }
  writer.Kill();
  EXPECT_NE(Open(path, false), nullptr);
}

}  // namespace
}  // namespace copydesk
