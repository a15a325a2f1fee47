#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace copydesk {

int ThreadCount(int wanted) {
  return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void ParallelFor(std::size_t count, int threads, const std::function<void(std::size_t)>& body) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) body(i);
  };
  const std::size_t wanted = std::min(count, static_cast<std::size_t>(std::max(threads, 1)));
  std::vector<std::jthread> helpers;  // joined when it goes out of scope
  for (std::size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
  work();
}

void ParallelInOrder(std::size_t count, int threads, const std::function<void(std::size_t)>& work,
                     const std::function<void(std::size_t)>& commit) {
  std::mutex mutex;
  std::vector<bool> is_done(count, false);
  std::size_t next = 0;
  bool is_committing = false;
  ParallelFor(count, threads, [&](std::size_t i) {
    work(i);
    std::unique_lock<std::mutex> lock(mutex);
    is_done[i] = true;
    if (is_committing) return;  // that thread goes on with this one
    is_committing = true;
    while (next < count && is_done[next]) {
      lock.unlock();
      commit(next);
      lock.lock();
      ++next;
    }
    is_committing = false;
  });
}

}  // namespace copydesk
