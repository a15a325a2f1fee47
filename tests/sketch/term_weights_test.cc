#include "sketch/term_weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sketch/background.h"
#include "testing/vector_targets.h"

namespace copydesk {
namespace {

TEST(WeighTerms, IsThePlainFormOnEveryTarget) {
  OnEveryTarget([] {
    std::mt19937_64 random(1);
    for (std::size_t size = 0; size < 600; ++size) {
      std::vector<std::uint32_t> counts(size);
      std::vector<std::uint32_t> idfs(size);
      for (std::size_t i = 0; i < size; ++i) {
        counts[i] = static_cast<std::uint32_t>(random() >> (36 + random() % 28));  // below 2^28 (term_counts.h)
        if (random() % 4 == 0) counts[i] = (1u << (random() % 28)) + static_cast<std::uint32_t>(random() % 3) - 1;
        idfs[i] = static_cast<std::uint32_t>(random() % (std::uint64_t{9} * kIdfUnit));
        if (size % 2 == 0) counts[i] = std::min(counts[i], 1u << 23);
      }
      std::vector<std::uint64_t> weights(size + 1);
      WeighTerms(counts.data(), idfs.data(), size, weights.data());
      for (std::size_t i = 0; i < size; ++i) {
        ASSERT_EQ(weights[i], TermWeight(counts[i], idfs[i])) << counts[i] << " " << idfs[i];
      }
      ASSERT_EQ(weights[size], 0u);
    }
  });
}

}  // namespace
}  // namespace copydesk
