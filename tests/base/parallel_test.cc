#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <limits>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace copydesk {
namespace {

TEST(ParallelFor, CallsEachIndexOnce) {
  for (const int threads : {std::numeric_limits<int>::min(), -1, 0, 1, 2, 3, 16}) {
    for (const std::size_t count : {0u, 1u, 2u, 15u, 16u, 17u, 10000u}) {
      std::vector<std::atomic<int>> calls(count);
      ParallelFor(count, threads, [&](std::size_t i) { ++calls.at(i); });
      for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(calls[i], 1) << "index " << i << ", threads " << threads;
    }
  }
}

TEST(ParallelFor, WritesAreVisibleAfterwards) {
  std::vector<std::size_t> squares(5000);
  ParallelFor(squares.size(), 4, [&](std::size_t i) { squares[i] = i * i; });
  for (std::size_t i = 0; i < squares.size(); ++i) ASSERT_EQ(squares[i], i * i);
}

TEST(ParallelFor, OneThreadIsTheCallerInOrder) {
  const std::thread::id caller = std::this_thread::get_id();
  std::vector<std::size_t> order;
  ParallelFor(100, 1, [&](std::size_t i) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    order.push_back(i);
  });
  for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i);
  EXPECT_EQ(order.size(), 100u);
}

TEST(ParallelFor, UsesNoMoreThreadsThanAsked) {
  std::mutex mutex;
  std::set<std::thread::id> seen;
  ParallelFor(2000, 3, [&](std::size_t) {
    const std::lock_guard lock(mutex);
    seen.insert(std::this_thread::get_id());
  });
  EXPECT_GE(seen.size(), 1u);
  EXPECT_LE(seen.size(), 3u);
}

// Two calls that each wait for the other can end only on two threads at once.
TEST(ParallelFor, RunsAtOnceOnSeveralThreads) {
  std::atomic<int> arrived = 0;
  ParallelFor(2, 2, [&](std::size_t) {
    ++arrived;
    while (arrived < 2) std::this_thread::yield();
  });
  EXPECT_EQ(arrived, 2);
}

TEST(ParallelFor, Nests) {
  std::atomic<int> calls = 0;
  ParallelFor(8, 3, [&](std::size_t) { ParallelFor(8, 3, [&](std::size_t) { ++calls; }); });
  EXPECT_EQ(calls, 64);
}

TEST(ParallelInOrder, CommitsEachIndexInOrderOneAtATime) {
  for (const int threads : {-1, 1, 2, 5}) {
    for (const std::size_t count : {0u, 1u, 3u, 5000u}) {
      std::vector<std::size_t> worked(count);
      std::vector<std::size_t> committed;  // unguarded: calls follow one another
      std::atomic<int> inside = 0;
      ParallelInOrder(
          count, threads,
          [&](std::size_t i) {
            if (i % 7 == 0) std::this_thread::yield();
            worked[i] = i + 1;
          },
          [&](std::size_t i) {
            EXPECT_EQ(++inside, 1);
            committed.push_back(worked[i]);
            --inside;
          });
      ASSERT_EQ(committed.size(), count);
      for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(committed[i], i + 1);
    }
  }
}

}  // namespace
}  // namespace copydesk
