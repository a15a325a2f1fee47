#include "dedup/seed_join.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "testing/random_text.h"

namespace copydesk {
namespace {

using Places = std::vector<TokenPlace>;
using SeedsOfAll = std::map<TokenPlace, Places>;

SeedsOfAll TakeAll(SeedJoin* join) {
  SeedsOfAll all;
  std::uint32_t last = 0;
  while (true) {
    const std::optional<DocumentSeeds> seeds = join->Next().value();
    if (!seeds.has_value()) return all;
    EXPECT_TRUE(all.empty() || seeds->document > last);
    last = seeds->document;
    EXPECT_TRUE(std::is_sorted(seeds->seeds.begin(), seeds->seeds.end(),
                               [](const Seed& x, const Seed& y) { return x.token < y.token; }));
    for (const Seed& seed : seeds->seeds) {
      const auto places = seeds->PlacesOf(seed);
      all[{seeds->document, seed.token}] = Places(places.begin(), places.end());
    }
  }
}

TEST(SeedJoin, GivesTheFirstEarlierPlacesOfEachHash) {
  for (const std::uint64_t memory : {0, 1, 1'000'000}) {
    std::mt19937_64 random(17);
    constexpr std::uint32_t kCap = 3;
    SeedJoin join(kCap, memory, "", nullptr);
    std::map<std::uint64_t, Places> places;
    SeedsOfAll expected;
    std::uint64_t capped = 0;
    for (std::uint32_t document = 0; document < 500; ++document) {
      std::vector<RunFingerprint> fingerprints;
      for (std::uint32_t token = 0; token < 40; token += 1 + static_cast<std::uint32_t>(RandomBelow(random, 5))) {
        fingerprints.push_back({.hash = RandomBelow(random, 2'000) << 50 | RandomBelow(random, 2),
                                .position = token,
                                .is_middle = RandomChance(random, 0.1)});
      }
      ASSERT_TRUE(join.Add(document, fingerprints).ok());
      for (const RunFingerprint& fingerprint : fingerprints) {
        Places& earlier = places[fingerprint.hash];
        Places first(earlier.begin(), earlier.begin() + std::min<std::ptrdiff_t>(kCap, std::ssize(earlier)));
        if (!first.empty()) expected[{document, fingerprint.position}] = first;
        if (!fingerprint.is_middle) earlier.push_back({document, fingerprint.position});
      }
    }
    for (const auto& [hash, all] : places) capped += all.size() > kCap ? 1 : 0;
    EXPECT_TRUE(TakeAll(&join) == expected) << memory;
    EXPECT_EQ(join.counts().seeds, expected.size());
    EXPECT_EQ(join.counts().capped, capped);
    EXPECT_FALSE(join.Next().value().has_value());
  }
}

TEST(SeedJoin, WithoutFingerprintsGivesNothing) {
  SeedJoin join(8, 0, "", nullptr);
  EXPECT_FALSE(join.Next().value().has_value());
}

TEST(SeedJoin, IsInterrupted) {
  std::atomic<bool> cancel = true;
  SeedJoin join(8, 0, "", &cancel);
  EXPECT_EQ(join.Next().status().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace copydesk
