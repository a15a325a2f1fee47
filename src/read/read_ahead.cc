#include "read/read_ahead.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "base/cancel.h"

namespace copydesk {
namespace {

constexpr std::size_t kBatchesAhead = 2;
constexpr std::chrono::milliseconds kBetweenChecks{50};

class AheadReader final : public Reader {
 public:
  AheadReader(const MakeReader& make, ReaderOptions options) : options_(std::move(options)) {
    ReaderOptions inner = options_;
    inner.cancel = &stop_;
    inner.on_reject = [this](const Reject& reject) { rejects_.push_back(reject); };
    if (options_.on_revisit) inner.on_revisit = [this](const Revisit& revisit) { revisits_.push_back(revisit); };
    reader_ = make(std::move(inner));
    total_bytes_ = reader_->total_bytes();
  }

  ~AheadReader() override {
    stop_ = true;
    changed_.notify_all();
  }

  absl::StatusOr<std::vector<Document>> ReadBatch(std::uint64_t max_bytes) override {
    if (!thread_.joinable()) thread_ = std::jthread([this, max_bytes] { ReadAll(max_bytes); });
    Batch batch = Take();
    for (const Reject& reject : batch.rejects) {
      if (options_.on_reject) options_.on_reject(reject);
    }
    for (const Revisit& revisit : batch.revisits) options_.on_revisit(revisit);
    counts_ = batch.counts;
    return std::move(batch.documents);
  }

  [[nodiscard]] const ReaderCounts& counts() const override { return counts_; }
  [[nodiscard]] std::uint64_t total_bytes() const override { return total_bytes_; }

 private:
  struct Batch {
    absl::StatusOr<std::vector<Document>> documents;
    std::vector<Reject> rejects;  // met while reading it
    std::vector<Revisit> revisits;
    ReaderCounts counts;  // after it

    [[nodiscard]] bool IsLast() const { return !documents.ok() || documents->empty(); }
  };

  // In the thread.
  void ReadAll(std::uint64_t max_bytes) {
    for (bool is_last = false; !is_last;) {
      Batch batch{.documents = reader_->ReadBatch(max_bytes), .rejects = {}, .revisits = {}, .counts = {}};
      batch.rejects.swap(rejects_);
      batch.revisits.swap(revisits_);
      batch.counts = reader_->counts();
      is_last = batch.IsLast();
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [this] { return stop_ || ready_.size() < kBatchesAhead; });
      if (stop_ && !is_last) return;
      ready_.push_back(std::move(batch));
      changed_.notify_all();
    }
  }

  // The next batch; the last one again and again, but for its rejects and revisits.
  Batch Take() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (ready_.empty()) {
      if (IsCancelled(options_.cancel)) {
        stop_ = true;
        return {.documents = absl::CancelledError("interrupted"), .rejects = {}, .revisits = {}, .counts = counts_};
      }
      changed_.wait_for(lock, kBetweenChecks);
    }
    if (ready_.front().IsLast()) {
      return {.documents = ready_.front().documents,
              .rejects = std::exchange(ready_.front().rejects, {}),
              .revisits = std::exchange(ready_.front().revisits, {}),
              .counts = ready_.front().counts};
    }
    Batch batch = std::move(ready_.front());
    ready_.pop_front();
    changed_.notify_all();
    return batch;
  }

  const ReaderOptions options_;
  std::atomic<bool> stop_ = false;
  std::vector<Reject> rejects_;  // the thread's, as is reader_ once it runs
  std::vector<Revisit> revisits_;
  std::unique_ptr<Reader> reader_;
  std::uint64_t total_bytes_ = 0;
  ReaderCounts counts_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> ready_;
  std::jthread thread_;  // the last member: it uses the others
};

}  // namespace

std::unique_ptr<Reader> ReadAhead(const MakeReader& make, ReaderOptions options) {
  return std::make_unique<AheadReader>(make, std::move(options));
}

}  // namespace copydesk
