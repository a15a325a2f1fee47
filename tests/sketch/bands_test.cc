#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "copydesk/minhash.h"

namespace copydesk {
namespace {

using Set = std::vector<std::uint64_t>;

Set RandomSet(std::mt19937_64& random, std::size_t size) {
  Set set(size);
  for (std::uint64_t& value : set) value = random();
  return set;
}

bool ShareBand(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) return true;
  }
  return false;
}

MinHashSketch EmptyBins(std::size_t bins) {
  MinHashSketch sketch;
  sketch.values.resize(bins);
  sketch.occupancy.resize(bins / 64);
  return sketch;
}

void Fill(std::size_t bin, std::uint8_t value, MinHashSketch* sketch) {
  sketch->values[bin] = value;
  sketch->occupancy[bin / 64] |= std::uint64_t{1} << (bin % 64);
}

// The values that bands are made of, found from bands of one row: a hash of one byte has 256 possible values.
std::vector<std::uint8_t> FilledValues(const MinHashSketch& sketch) {
  const int bins = static_cast<int>(sketch.values.size());
  std::vector<std::uint8_t> values;
  const std::vector<std::uint64_t> hashes = BandHashes(sketch, {.bands = bins, .rows = 1});
  for (std::size_t band = 0; band < hashes.size(); ++band) {
    int value = 0;
    while (value < 256) {
      const char byte = static_cast<char>(value);
      if (Hash64(std::string_view(&byte, 1), band) == hashes[band]) break;
      ++value;
    }
    EXPECT_LT(value, 256) << "band " << band;
    values.push_back(static_cast<std::uint8_t>(value));
  }
  return values;
}

TEST(BandPlan, RecallAgreesWithSimulation) {
  constexpr std::uint64_t kSeed = 7;
  constexpr int kTrials = 1500;
  constexpr std::size_t kSize = 3000;  // every bin filled
  std::mt19937_64 random(kSeed);
  for (const BandPlan plan : {BandPlan{20, 5}, BandPlan{51, 5}, BandPlan{36, 7}, BandPlan{14, 8}, BandPlan{256, 1}}) {
    for (const double jaccard : {0.0, 0.3, 0.5, 0.7, 0.8}) {
      const auto shared = static_cast<std::size_t>(std::lround(jaccard * 2 * kSize / (1 + jaccard)));
      int found = 0;
      for (int trial = 0; trial < kTrials; ++trial) {
        const Set a = RandomSet(random, kSize);
        Set b = RandomSet(random, kSize);
        std::copy_n(a.begin(), shared, b.begin());
        found += ShareBand(BandHashes(ComputeMinHash(a, 256), plan), BandHashes(ComputeMinHash(b, 256), plan)) ? 1 : 0;
      }
      const double expected = plan.Recall(jaccard);
      // Four standard errors, and 0.01 for bins that are drawn without replacement.
      EXPECT_NEAR(static_cast<double>(found) / kTrials, expected,
                  4 * std::sqrt(expected * (1 - expected) / kTrials) + 0.01)
          << plan.bands << " bands of " << plan.rows << " rows at " << jaccard << ", seed " << kSeed;
    }
  }
}

TEST(BandPlan, RecallGrowsWithSimilarity) {
  const BandPlan plan{.bands = 51, .rows = 5};
  for (double jaccard = 0.01; jaccard < 1; jaccard += 0.01) {
    EXPECT_LE(plan.Recall(jaccard - 0.01), plan.Recall(jaccard));
  }
  EXPECT_DOUBLE_EQ(plan.Recall(1), 1);
}

TEST(ChooseBands, TakesTheMostRowsThatReachTheRecall) {
  for (const int bins : {64, 128, 256, 512, 1024}) {
    for (const double jaccard : {0.3, 0.5, 0.7, 0.9}) {
      for (const double recall : {0.5, 0.9, 0.99, 0.9999}) {
        const BandPlan plan = ChooseBands(bins, jaccard, recall);
        ASSERT_GE(plan.rows, 1);
        ASSERT_EQ(plan.bands, bins / plan.rows) << "bins are left unused";
        ASSERT_TRUE(plan.rows == 1 || plan.Recall(jaccard) >= recall);
        for (int rows = plan.rows + 1; rows <= bins; ++rows) {
          EXPECT_LT((BandPlan{.bands = bins / rows, .rows = rows}).Recall(jaccard), recall)
              << bins << " bins, " << jaccard << ", " << recall << ": " << rows << " rows would do";
        }
      }
    }
  }
}

TEST(ChooseBands, DefaultPlan) {
  const BandPlan plan = ChooseBands(256, 0.7, 0.99);
  EXPECT_EQ(plan.rows, 6);
  EXPECT_EQ(plan.bands, 42);
}

TEST(ChooseBands, OneRowWhenNothingReachesTheRecall) {
  const BandPlan plan = ChooseBands(64, 0.0, 0.9999);
  EXPECT_EQ(plan.rows, 1);
  EXPECT_EQ(plan.bands, 64);
}

TEST(BandHashes, ComeFromTheStoredBitsAlone) {
  const BandPlan plan = ChooseBands(256, 0.7, 0.99);
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::mt19937_64 random(seed);
    Set a;
    Set b;
    for (std::uint64_t bin = 0; bin < 256; ++bin) {  // one hash a bin, in both of the same bin and low 8 bits
      if (random() % 3 == 0) continue;
      const std::uint64_t stored = bin << 56 | random() % 256;
      a.push_back(stored | (random() & 0x00ffffffffffff00u));
      b.push_back(stored | (random() & 0x00ffffffffffff00u));
    }
    const MinHashSketch sketch = ComputeMinHash(a, 256);
    ASSERT_EQ(ComputeMinHash(b, 256), sketch) << "seed " << seed;
    ASSERT_EQ(BandHashes(ComputeMinHash(b, 256), plan), BandHashes(sketch, plan)) << "seed " << seed;
  }
}

TEST(BandHashes, BandsHashTheirRowsWithTheirNumber) {
  std::mt19937_64 random(3);
  const MinHashSketch sketch = ComputeMinHash(RandomSet(random, 20000), 256);
  const std::vector<std::uint64_t> hashes = BandHashes(sketch, {.bands = 36, .rows = 7});
  ASSERT_EQ(hashes.size(), 36u);
  for (std::size_t band = 0; band < hashes.size(); ++band) {
    const std::string_view rows(reinterpret_cast<const char*>(sketch.values.data()) + 7 * band, 7);
    EXPECT_EQ(hashes[band], Hash64(rows, band));
  }
}

TEST(BandHashes, EmptySketchHasNone) { EXPECT_TRUE(BandHashes({}, {.bands = 36, .rows = 7}).empty()); }

// Each bin, when it is the only filled one, is found by all others: the donors of every bin reach every bin.
TEST(BandHashes, DonorsAreAPermutation) {
  for (const std::size_t bins : {64u, 128u, 256u, 512u, 1024u}) {
    const BandPlan plan{.bands = static_cast<int>(bins), .rows = 1};
    MinHashSketch full = EmptyBins(bins);
    for (std::size_t bin = 0; bin < bins; ++bin) Fill(bin, 77, &full);
    const std::vector<std::uint64_t> expected = BandHashes(full, plan);
    for (std::size_t bin = 0; bin < bins; ++bin) {
      MinHashSketch sketch = EmptyBins(bins);
      Fill(bin, 77, &sketch);
      ASSERT_EQ(BandHashes(sketch, plan), expected) << bins << " bins, " << bin << " filled";
    }
  }
}

// The order of donors is fixed: filling one more bin changes an empty bin to it or leaves it as it was.
TEST(BandHashes, DonorsKeepTheirOrder) {
  constexpr std::uint64_t kSeed = 11;
  std::mt19937_64 random(kSeed);
  MinHashSketch sketch = EmptyBins(256);
  std::vector<std::size_t> order(256);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  Fill(order[0], static_cast<std::uint8_t>(order[0]), &sketch);
  std::vector<std::uint8_t> before = FilledValues(sketch);
  for (std::size_t n = 1; n < order.size(); ++n) {
    const auto value = static_cast<std::uint8_t>(order[n]);
    Fill(order[n], value, &sketch);
    const std::vector<std::uint8_t> after = FilledValues(sketch);
    for (std::size_t bin = 0; bin < after.size(); ++bin) {
      ASSERT_TRUE(after[bin] == before[bin] || after[bin] == value) << "bin " << bin << ", seed " << kSeed;
    }
    ASSERT_EQ(after[order[n]], value);
    before = after;
  }
}

// The place of a bin f in the order of donors of a bin i is (f - i - start) / stride, modulo the number of bins. So the
// donors of all bins come from one pass over the filled ones, without a search: the form for vectors, where a sketch
// has few filled bins and a search is long.
TEST(BandHashes, DonorsHaveAFormWithoutSearch) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    std::mt19937_64 random(seed);
    MinHashSketch sketch = EmptyBins(256);
    for (std::size_t filled = 1 + seed; filled > 0; --filled) {
      Fill(random() % 256, static_cast<std::uint8_t>(random()), &sketch);
    }
    const std::vector<std::uint8_t> values = FilledValues(sketch);
    for (std::size_t i = 0; i < 256; ++i) {
      const std::uint64_t mixed = Mix64(i + 1);
      const auto stride = static_cast<std::uint8_t>(mixed | 1);
      std::uint8_t inverse = 1;  // modulo 256, by Newton's iteration
      for (int step = 0; step < 8; ++step) inverse = static_cast<std::uint8_t>(inverse * (2 - stride * inverse));
      std::size_t best = 256;
      std::uint8_t value = 0;
      for (std::size_t f = 0; f < 256; ++f) {
        if ((sketch.occupancy[f / 64] >> (f % 64) & 1) == 0) continue;
        const auto place = static_cast<std::uint8_t>((f - i - (mixed >> 32)) * inverse);
        if (place < best) {
          best = place;
          value = sketch.values[f];
        }
      }
      const bool is_filled = (sketch.occupancy[i / 64] >> (i % 64) & 1) != 0;
      ASSERT_EQ(values[i], is_filled ? sketch.values[i] : value) << "bin " << i << ", seed " << seed;
    }
  }
}

// Empty bins borrow from many donors, so that a half-empty sketch does not repeat a few values. With 128 empty bins and
// 128 donors a donor is taken once on average; ten times has a probability of about 1e-7 each.
TEST(BandHashes, DonorsAreSpread) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<std::size_t> order(256);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    MinHashSketch sketch = EmptyBins(256);
    for (std::size_t i = 0; i < 128; ++i) Fill(order[i], static_cast<std::uint8_t>(order[i]), &sketch);
    const std::vector<std::uint8_t> values = FilledValues(sketch);
    std::map<std::uint8_t, int> uses;
    for (std::size_t i = 128; i < 256; ++i) ++uses[values[order[i]]];
    for (const auto& [donor, count] : uses) EXPECT_LE(count, 10) << "donor " << int{donor} << ", seed " << seed;
  }
}

TEST(BandHashes, NoFilledBinAtAllEnds) {
  EXPECT_EQ(BandHashes(EmptyBins(256), {.bands = 36, .rows = 7}).size(), 36u);  // a damaged sketch
}

TEST(BandHashes, OneShingle) {
  const BandPlan plan = ChooseBands(256, 0.7, 0.99);
  std::mt19937_64 random(5);
  for (int trial = 0; trial < 300; ++trial) {
    const std::uint64_t a = random();
    const std::uint64_t b = random();
    const auto bands_a = BandHashes(ComputeMinHash(Set{a}, 256), plan);
    const auto bands_b = BandHashes(ComputeMinHash(Set{b}, 256), plan);
    ASSERT_EQ(bands_a.size(), 42u);
    EXPECT_EQ(ShareBand(bands_a, bands_b), a % 256 == b % 256);
  }
}

// Small sets at the threshold are found too, although most of their bins are borrowed.
TEST(BandHashes, SmallSimilarSetsShareABand) {
  constexpr int kTrials = 500;
  const BandPlan plan = ChooseBands(256, 0.7, 0.99);
  for (const std::size_t size : {10u, 20u, 50u, 100u, 250u}) {
    std::mt19937_64 random(size);
    const std::size_t shared = size * 9 / 10;  // Jaccard 0.82
    int found = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
      const Set a = RandomSet(random, size);
      Set b = RandomSet(random, size);
      std::copy_n(a.begin(), shared, b.begin());
      found += ShareBand(BandHashes(ComputeMinHash(a, 256), plan), BandHashes(ComputeMinHash(b, 256), plan)) ? 1 : 0;
    }
    EXPECT_GE(found, kTrials * 98 / 100) << "size " << size;
  }
}

}  // namespace
}  // namespace copydesk
