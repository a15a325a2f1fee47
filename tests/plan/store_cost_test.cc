#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "base/coding.h"
#include "plan/costs.h"

namespace copydesk {
namespace {

std::size_t VarintBytes(std::uint64_t value) {
  std::string bytes;
  PutVarint(&bytes, value);
  return bytes.size();
}

// Postings of random lists and documents, written as docs/store-format.md says.
double WrittenBytes(std::size_t postings, std::uint64_t documents, double bucket, std::mt19937_64& random) {
  std::vector<std::uint64_t> lists(postings);
  for (std::uint64_t& list : lists) list = random() >> 16;
  std::sort(lists.begin(), lists.end());
  double bytes = 0;
  std::uint64_t begun = 0;  // the bucket that is written, plus one
  std::uint64_t next = 0;   // the least list that may follow
  for (const std::uint64_t list : lists) {
    if (begun != (list >> 28) + 1) {
      begun = (list >> 28) + 1;
      next = list >> 28 << 28;
      bytes += bucket;
    }
    bytes += static_cast<double>(VarintBytes(4 * (list - std::min(list, next))) + 3 +
                                 VarintBytes(2 * (random() % documents)));
    next = list + 1;
  }
  return bytes;
}

TEST(PostingBytes, AreThoseOfTheFormat) {
  constexpr std::uint64_t kSeed = 11;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (const std::size_t postings : {std::size_t{50'000}, std::size_t{2'000'000}}) {
    for (const std::uint64_t documents : {std::uint64_t{50}, std::uint64_t{100'000}}) {
      const double written = WrittenBytes(postings, documents, 20, random);
      const double planned = PostingBytes(static_cast<double>(postings), static_cast<double>(documents), 20);
      EXPECT_NEAR(planned, written, 0.03 * written) << postings << " postings of " << documents << " documents";
    }
  }
}

TEST(PostingBytes, OfNothingIsNothing) { EXPECT_EQ(PostingBytes(0, 100, 20), 0); }

TEST(PostingBytes, GrowWithPostings) {
  double before = 0;
  for (double postings = 1; postings < 1e20; postings *= 1.3) {
    const double bytes = PostingBytes(postings, postings / 100 + 1, 20);
    EXPECT_GT(bytes, before) << postings;
    before = bytes;
  }
}

TEST(StoreCost, BulkGoesToFilesBeyondItsMemory) {
  StoreConstants store;
  store.bulk_temporary = {.base = 0, .document = 160, .byte = 0};
  store.bulk_memory = {.base = 1e8, .document = 1000, .byte = 0};
  store.bulk_bounded = {.base = 1e8, .document = 100, .byte = 0};
  store.bulk_share = 0.25;
  PlanOptions options;
  options.documents = 1'000'000;
  options.threads = 1;
  const BandPlan bands = {.bands = 10, .rows = 4};
  EXPECT_NEAR(StoreCost(store, options, bands).bulk.memory, 1.1e9, 1);
  EXPECT_EQ(StoreCost(store, options, bands).bulk.temporary, 0);
  options.memory = 400'000'000;
  EXPECT_NEAR(StoreCost(store, options, bands).bulk.memory, 3e8, 1);
  EXPECT_NEAR(StoreCost(store, options, bands).bulk.temporary, 1.6e8, 1);
}

}  // namespace
}  // namespace copydesk
