#include "dedup/run_fingerprints.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "testing/random_text.h"

namespace copydesk {
namespace {

using Hashes = std::vector<std::uint64_t>;

Hashes RandomHashes(std::mt19937_64& random, std::size_t count, std::size_t vocabulary) {
  Hashes hashes(count);
  for (std::uint64_t& hash : hashes) hash = (RandomBelow(random, vocabulary) + 1) * 0x9e3779b97f4a7c15u;
  return hashes;
}

TEST(RunSizes, FitIntoARun) {
  for (int tokens = 16; tokens <= 1000; ++tokens) {
    const RunSizes sizes = RunSizesFor(tokens);
    EXPECT_GE(sizes.shingle, 2);
    EXPECT_GE(sizes.window, 1u);
    EXPECT_LE(sizes.window + static_cast<std::size_t>(sizes.shingle) - 1, static_cast<std::size_t>(tokens));
  }
}

// Two texts that share a run of N tokens have a fingerprint of it in common, at the same place of the run.
TEST(RunFingerprints, OfASharedRunAreShared) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 3'000; ++round) {
    const RunSizes sizes = RunSizesFor(16 + static_cast<int>(RandomBelow(random, 60)));
    const Hashes shared = RandomHashes(random, sizes.tokens + RandomBelow(random, 3), 1'000);
    std::vector<std::set<std::pair<std::uint64_t, std::size_t>>> in_run(2);
    for (auto& found : in_run) {
      Hashes text = RandomHashes(random, RandomBelow(random, 100), 1'000);
      const std::size_t begin = text.size();
      text.insert(text.end(), shared.begin(), shared.end());
      const Hashes rest = RandomHashes(random, RandomBelow(random, 100), 1'000);
      text.insert(text.end(), rest.begin(), rest.end());
      std::vector<RunFingerprint> fingerprints;
      FingerprintRuns(text, sizes, &fingerprints);
      for (const RunFingerprint& fingerprint : fingerprints) {
        EXPECT_FALSE(fingerprint.is_middle);
        if (fingerprint.position >= begin &&
            fingerprint.position + static_cast<std::size_t>(sizes.shingle) <= begin + shared.size()) {
          found.insert({fingerprint.hash, fingerprint.position - begin});
        }
      }
    }
    std::vector<std::pair<std::uint64_t, std::size_t>> common;
    std::set_intersection(in_run[0].begin(), in_run[0].end(), in_run[1].begin(), in_run[1].end(),
                          std::back_inserter(common));
    ASSERT_FALSE(common.empty()) << round;
  }
}

TEST(RunFingerprints, OfAWordThatIsRepeatedAreFewAndKeepTheEnds) {
  const RunSizes sizes = RunSizesFor(50);
  std::vector<RunFingerprint> fingerprints;
  const Hashes word(1'000'000, 77);
  FingerprintRuns(word, sizes, &fingerprints);
  EXPECT_LE(fingerprints.size(), word.size() / (sizes.window / 4) + 2'000);
  ASSERT_GE(fingerprints.size(), 100u);
  const std::uint32_t last = static_cast<std::uint32_t>(word.size()) - static_cast<std::uint32_t>(sizes.shingle);
  EXPECT_EQ(fingerprints[0].position, 0u);
  EXPECT_EQ(fingerprints[1].position, 1u);
  EXPECT_EQ(fingerprints[fingerprints.size() - 2].position, last - 1);
  EXPECT_EQ(fingerprints.back().position, last);
  for (std::size_t i = 0; i < fingerprints.size(); ++i) {
    EXPECT_EQ(fingerprints[i].is_middle, i >= 2 && i + 2 < fingerprints.size());
    if (i > 0) {
      EXPECT_LT(fingerprints[i].position - fingerprints[i - 1].position, sizes.window);
    }
  }
}

TEST(RunFingerprints, OfAShortTextAreNone) {
  const RunSizes sizes = RunSizesFor(50);
  std::vector<RunFingerprint> fingerprints = {{.hash = 1, .position = 2}};
  FingerprintRuns(Hashes(49, 1), sizes, &fingerprints);
  EXPECT_TRUE(fingerprints.empty());
  FingerprintRuns({}, sizes, &fingerprints);
  EXPECT_TRUE(fingerprints.empty());
}

}  // namespace
}  // namespace copydesk
