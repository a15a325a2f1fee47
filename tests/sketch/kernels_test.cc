// The vector kernels of sketches against plain forms, on every target.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "base/hash.h"
#include "sketch/agreement.h"
#include "sketch/background.h"
#include "sketch/densify.h"
#include "sketch/shingle_minima.h"
#include "sketch/sketch.h"
#include "sketch/weighted_simhash.h"
#include "sketch/winnow.h"
#include "testing/random_text.h"
#include "testing/vector_targets.h"
#include "text/shingles.h"
#include "text/tokens.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

Hashes RandomHashes(std::mt19937_64& random, std::size_t count) {
  Hashes hashes(count);
  for (std::uint64_t& hash : hashes) hash = random();
  return hashes;
}

Hashes PlainMinima(const Hashes& shingles, std::size_t bins) {
  Hashes minima(bins, kNoMinimum);
  for (const std::uint64_t hash : shingles) {
    std::uint64_t& minimum = minima[hash / (UINT64_MAX / bins + 1)];
    minimum = std::min(minimum, hash % (std::uint64_t{1} << 32));
  }
  return minima;
}

Hashes ShinglesOfFullLength(std::span<const std::uint64_t> tokens, int k) {
  return tokens.size() < static_cast<std::size_t>(k) ? Hashes() : ShingleHashes(tokens, k);
}

TEST(ShingleMinima, EqualThoseOfStoredShingles) {
  OnEveryTarget([] {
    std::mt19937_64 random(1);
    for (std::size_t size = 0; size <= 300; ++size) {
      const Hashes tokens = RandomHashes(random, size);
      const std::size_t bins = std::size_t{64} << random() % 5;
      for (const int k : {2, 3, 5, 6, 17, 32}) {
        const Hashes expected = PlainMinima(ShinglesOfFullLength(tokens, k), bins);
        Hashes minima(bins, kNoMinimum);
        LowerShingleMinima(tokens, k, minima);
        ASSERT_EQ(minima, expected) << size << " tokens, shingles of " << k;
        for (const int longer_k : {2, 5, 6, 32}) {
          std::fill(minima.begin(), minima.end(), kNoMinimum);
          Hashes longer(size);
          longer.resize(LowerMinimaAndHash(tokens, k, minima, longer_k, longer.data()));
          ASSERT_EQ(longer, ShingleHashes(tokens, longer_k)) << size << " tokens, shingles of " << k;
          ASSERT_EQ(minima, expected) << size << " tokens, shingles of " << k << " and of " << longer_k;
        }
      }
    }
  });
}

TEST(ShingleMinima, AreStoredByTheirLowBits) {
  OnEveryTarget([] {
    std::mt19937_64 random(2);
    for (const std::size_t bins : {64u, 128u, 256u, 512u, 1024u}) {
      for (int trial = 0; trial < 50; ++trial) {
        Hashes minima(bins);
        for (std::uint64_t& minimum : minima) minimum = random() % 3 == 0 ? kNoMinimum : random() >> 32;
        std::vector<std::uint8_t> values(bins);
        Hashes occupancy(bins / 64);
        StoreMinima(minima, values.data(), occupancy.data());
        for (std::size_t bin = 0; bin < bins; ++bin) {
          const bool is_filled = minima[bin] != kNoMinimum;
          ASSERT_EQ((occupancy[bin / 64] >> (bin % 64) & 1) != 0, is_filled) << bin;
          ASSERT_EQ(values[bin], is_filled ? minima[bin] % 256 : 0) << bin;
        }
      }
    }
  });
}

std::vector<PassageFingerprint> PlainWinnow(const Hashes& hashes, std::size_t window) {
  std::vector<PassageFingerprint> kept;
  window = std::min(window, hashes.size());
  for (std::size_t begin = 0; !hashes.empty() && begin + window <= hashes.size(); ++begin) {
    std::size_t minimum = begin;
    for (std::size_t i = begin; i < begin + window; ++i) {
      if (hashes[i] >> 48 <= hashes[minimum] >> 48) minimum = i;
    }
    if (!kept.empty() && kept.back().hash == hashes[minimum]) continue;
    kept.push_back({.hash = hashes[minimum], .position = static_cast<std::uint32_t>(minimum)});
  }
  return kept;
}

TEST(Winnow, EqualsBruteForceForAllWindows) {
  OnEveryTarget([] {
    std::vector<PassageFingerprint> kept;  // used again
    for (std::size_t window = 1; window <= kMaxWindow; ++window) {
      std::mt19937_64 random(window);
      for (int trial = 0; trial < 40; ++trial) {
        // Sizes around the ends of blocks too, and repetitions and equal orders.
        const std::size_t size = trial < 30 ? random() % 301 : 1020 * (trial % 3 + 1) + random() % 90;
        const Hashes pool = RandomHashes(random, 1 + random() % (2 * size + 1));
        Hashes hashes(size);
        for (std::uint64_t& hash : hashes) hash = pool[random() % pool.size()];
        if (trial % 3 == 0) {
          for (std::uint64_t& hash : hashes) hash = (hash >> 62 << 62) | (hash & 0xffff);
        }
        Winnow(hashes, window, &kept);
        ASSERT_EQ(kept, PlainWinnow(hashes, window)) << "window " << window << ", trial " << trial;
      }
    }
  });
}

// By the definition, one bit after another.
std::uint64_t PlainSimHash(const Hashes& tokens) {
  std::map<std::uint64_t, std::uint64_t> counts;
  for (const std::uint64_t token : tokens) ++counts[token];
  for (const int floor : {0, 1}) {
    std::uint64_t simhash = 0;
    bool all_zero = true;
    for (int bit = 0; bit < 64; ++bit) {
      std::int64_t votes = 0;
      for (const auto& [token, count] : counts) {
        const std::int64_t weight = std::max(BackgroundWeight(token), floor) * std::bit_width(count);
        votes += (token >> bit & 1) != 0 ? weight : -weight;
      }
      all_zero = all_zero && votes == 0;
      if (votes > 0) simhash |= std::uint64_t{1} << bit;
    }
    if (!all_zero) return simhash;
  }
  return 0;
}

// Known words, function words of many languages, and unknown ones.
Hashes SomeVocabulary(std::mt19937_64& random, std::size_t size) {
  const std::vector<std::string> known = {
      "the", "of",     "and", "government", "through",  "zwischen", "können", "und",  "también", "que",
      "και", "σήμερα", "war", "и",          "minister", "harbour",  "bridge", "vote", "said",    "der"};
  Hashes hashes;
  for (std::size_t i = 0; i < size; ++i) {
    hashes.push_back(random() % 2 == 0 ? HashWord(known[random() % known.size()]) : random());
  }
  return hashes;
}

TEST(SimHash, EqualsThePlainFormOnEveryTarget) {
  OnEveryTarget([] {
    std::mt19937_64 random(3);
    for (std::size_t size = 0; size <= 300; ++size) {
      const Hashes vocabulary = SomeVocabulary(random, 1 + random() % (size + 1));
      Hashes tokens(size);
      for (std::uint64_t& token : tokens) token = vocabulary[random() % vocabulary.size()];
      ASSERT_EQ(ComputeSimHash(tokens), PlainSimHash(tokens)) << size << " tokens";
    }
    for (const std::size_t size : {2000u, 5000u, 30000u}) {  // the table grows
      Hashes tokens = RandomHashes(random, size);
      for (std::size_t i = 0; i < size; ++i) tokens.push_back(tokens[i * i % size]);
      ASSERT_EQ(ComputeSimHash(tokens), PlainSimHash(tokens)) << size << " distinct tokens";
    }
    Hashes repeated(70000, HashWord("harbour"));  // counts above those that are tabulated
    for (std::size_t i = 0; i < 3000; ++i) repeated.push_back(random() % 8);
    ASSERT_EQ(ComputeSimHash(repeated), PlainSimHash(repeated));
  });
}

TEST(SimHash, HashesThatBeginAlikeAreSorted) {
  std::mt19937_64 random(4);
  Hashes tokens = RandomHashes(random, 3000);
  for (std::uint64_t& token : tokens) token >>= 24;
  EXPECT_EQ(ComputeSimHash(tokens), PlainSimHash(tokens));
  for (std::uint64_t& token : tokens) token |= std::uint64_t{0xffffff} << 40;  // around the end of the table
  EXPECT_EQ(ComputeSimHash(tokens), PlainSimHash(tokens));
  tokens = RandomHashes(random, 300);
  EXPECT_EQ(ComputeSimHash(tokens), PlainSimHash(tokens)) << "nothing is left of what was counted";
}

TEST(SimHash, ZeroVotesAreCountedAnew) {
  const std::uint64_t a = 0x0123456789abcdef;
  const Hashes opposite = {a, ~a, HashWord("the")};
  ASSERT_EQ(BackgroundWeight(a), BackgroundWeight(~a));
  EXPECT_EQ(ComputeSimHash(opposite), PlainSimHash(opposite));
  EXPECT_EQ(ComputeSimHash(Hashes{0}), 0u);
  EXPECT_EQ(ComputeSimHash(Hashes{0, 0, a}), PlainSimHash({0, 0, a}));
}

MinHashSketch RandomSketch(std::mt19937_64& random, std::size_t bins, std::size_t filled) {
  MinHashSketch sketch{.values = std::vector<std::uint8_t>(bins), .occupancy = Hashes(bins / 64)};
  for (std::size_t i = 0; i < filled; ++i) {
    const std::size_t bin = random() % bins;
    sketch.occupancy[bin / 64] |= std::uint64_t{1} << (bin % 64);
    sketch.values[bin] = static_cast<std::uint8_t>(random() % 4 * 60);  // often equal
  }
  return sketch;
}

bool IsFilled(const MinHashSketch& sketch, std::size_t bin) {
  return (sketch.occupancy[bin / 64] >> (bin % 64) & 1) != 0;
}

// By searching, as the page on the format has it.
std::vector<std::uint8_t> PlainDensify(const MinHashSketch& sketch) {
  const std::size_t bins = sketch.values.size();
  std::vector<std::uint8_t> values = sketch.values;
  for (std::size_t i = 0; i < bins; ++i) {
    if (IsFilled(sketch, i)) continue;
    const std::uint64_t random = Mix64(i + 1);
    for (std::size_t d = 0; d < bins; ++d) {
      const std::size_t donor = (i + (random >> 32) % bins + d * ((random | 1) % bins)) % bins;
      if (!IsFilled(sketch, donor)) continue;
      values[i] = sketch.values[donor];
      break;
    }
  }
  return values;
}

TEST(Densify, EqualsTheSearchOnEveryTarget) {
  OnEveryTarget([] {
    std::mt19937_64 random(6);
    for (const std::size_t bins : {64u, 128u, 256u, 512u, 1024u}) {
      for (int trial = 0; trial < 60; ++trial) {
        const std::size_t filled = trial < 20 ? static_cast<std::size_t>(trial) : random() % (4 * bins);
        const MinHashSketch sketch = RandomSketch(random, bins, filled);
        std::vector<std::uint8_t> values(bins, 1);
        Densify(sketch, values);
        ASSERT_EQ(values, PlainDensify(sketch)) << filled << " of " << bins;
      }
    }
  });
}

Agreement PlainAgreement(const MinHashSketch& a, const MinHashSketch& b) {
  Agreement agreement;
  for (std::size_t bin = 0; bin < a.values.size(); ++bin) {
    const bool in_a = IsFilled(a, bin);
    const bool in_b = IsFilled(b, bin);
    agreement.both += in_a && in_b ? 1 : 0;
    agreement.either += in_a || in_b ? 1 : 0;
    agreement.equal += in_a && in_b && a.values[bin] == b.values[bin] ? 1 : 0;
  }
  return agreement;
}

TEST(Agreement, EqualsThePlainCountOnEveryTarget) {
  OnEveryTarget([] {
    std::mt19937_64 random(7);
    for (const std::size_t bins : {64u, 128u, 256u, 512u, 1024u}) {
      PackedSketches packed(static_cast<int>(bins));
      std::vector<MinHashSketch> sketches;
      for (std::size_t i = 0; i < 40; ++i) {
        sketches.push_back(RandomSketch(random, bins, random() % (4 * bins)));
        packed.Add(sketches.back());
        ASSERT_EQ(packed.size(), sketches.size());
      }
      packed.Add({});
      std::vector<Agreement> agreements(packed.size());
      for (const MinHashSketch& query : sketches) {
        packed.CountAgreements(query, 0, agreements);
        for (std::size_t i = 0; i < sketches.size(); ++i) {
          ASSERT_EQ(agreements[i], PlainAgreement(query, sketches[i])) << bins << " bins";
          ASSERT_EQ(CountAgreement(query, sketches[i]), agreements[i]) << bins << " bins";
        }
        ASSERT_EQ(agreements.back().equal, 0u);
        ASSERT_EQ(agreements.back().both, 0u);
      }
    }
  });
}

TEST(Sketch, IsTheSameInMemoryThatWasUsed) {
  std::mt19937_64 random(5);
  Signature used;
  SketchConfig config;
  for (const std::size_t size : {3000u, 3u, 700u, 0u, 4u, 5u, 6u, 40u, 90000u, 12u}) {
    config.bins = 64 << random() % 5;
    config.shingle = 2 + static_cast<int>(random() % 6);
    const Tokens tokens = Tokenize(JoinWords(RandomWords(random, size, 1 + size / 2)));
    Sketch(tokens, config, &used);
    ASSERT_EQ(used, Sketch(tokens, config)) << size << " words";
    const Hashes shingles = ShinglesOfFullLength(tokens.hash, config.shingle);
    ASSERT_EQ(used.minhash, ComputeMinHash(shingles, config.bins)) << size << " words";
  }
}

}  // namespace
}  // namespace copydesk
