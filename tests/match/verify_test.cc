#include "match/verify.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "match/large_buckets.h"
#include "match/match_testing.h"
#include "match/text_source.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

// Near copies of one text in equal numbers of two kinds, which are no relation of one another.
std::vector<StoredDocument> TwoKinds(std::size_t count) {
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < count; ++i) {
    Words words = DistinctWords(i % 2 == 0 ? 0 : 10'000, 100);
    words[50] = MakeWord(50'000 + i);
    documents.push_back(MakeStored(NumberedId("d", i), JoinWords(words)));
  }
  return documents;
}

std::vector<BlockPair> AllPairs(std::size_t count) {
  std::vector<BlockPair> pairs;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) pairs.push_back({{i, 0}, {j, 0}});
  }
  return pairs;
}

TEST(VerifyPairs, KeepsTheOrderForAnyNumberOfThreads) {
  const auto store = MakeStore(TwoKinds(50));  // 1,225 pairs: several tasks
  const std::vector<BlockPair> pairs = AllPairs(50);
  for (const int threads : {1, 2, 7}) {
    PairVerifyOptions options;
    options.threads = threads;
    const auto found = VerifyPairs(*store, pairs, options);
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found->size(), 600u) << "two times 25 * 24 / 2";
    for (std::size_t i = 0; i < found->size(); ++i) {
      const VerifiedPair& pair = (*found)[i];
      EXPECT_EQ((pair.blocks.second.document - pair.blocks.first.document) % 2, 0u);
      EXPECT_EQ(pair.comparison.relation, Relation::kNear);
      ASSERT_TRUE(i == 0 || (*found)[i - 1].blocks < pair.blocks);
    }
  }
}

TEST(VerifyPairs, ProgressReachesTheNumberOfPairs) {
  const auto store = MakeStore(TwoKinds(50));
  PairVerifyOptions options;
  std::uint64_t last = 0;
  options.progress = [&](std::uint64_t done) {
    EXPECT_GT(done, last);
    last = done;
  };
  ASSERT_TRUE(VerifyPairs(*store, AllPairs(50), options).ok());
  EXPECT_EQ(last, 1225u);
}

TEST(VerifyPairs, DamageIsAnError) {
  const auto store = MakeStore(TwoKinds(2));
  const std::vector<BlockPair> pairs = {{{0, 0}, {1, 5}}};
  EXPECT_EQ(VerifyPairs(*store, pairs, {}).status().code(), absl::StatusCode::kDataLoss);
}

// Centres join what is near them: one round for each kind, and the pairs of the rounds alone.
TEST(VerifyLargeBucket, RepeatedStars) {
  const auto store = MakeStore(TwoKinds(20));
  std::vector<BlockNumber> bucket;
  for (std::size_t i = 0; i < 20; ++i) bucket.push_back({i, 0});
  std::uint64_t verified = 0;
  const auto found = VerifyLargeBucket(*store, bucket, {}, &verified);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(verified, 19u + 9u);
  ASSERT_EQ(found->size(), 18u);
  for (const VerifiedPair& pair : *found) EXPECT_EQ(pair.blocks.first.document, pair.blocks.second.document % 2);
}

TEST(VerifyLargeBucket, AtMost32Rounds) {
  std::vector<StoredDocument> documents;
  std::vector<BlockNumber> bucket;
  for (std::size_t i = 0; i < 60; ++i) {
    documents.push_back(MakeStored(NumberedId("d", i), JoinWords(DistinctWords(1000 * i, 40))));
    bucket.push_back({i, 0});
  }
  const auto store = MakeStore(documents);
  std::uint64_t verified = 0;
  const auto found = VerifyLargeBucket(*store, bucket, {}, &verified);
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->empty());
  EXPECT_EQ(verified, 59u * 60 / 2 - 27u * 28 / 2);
}

TEST(TextSource, KeepsWhatFitsItsBudget) {
  FailingStore store(MakeStore(TwoKinds(3)));
  TextSource large(store, std::size_t{1} << 30);
  TextSource small(store, 1);
  for (std::uint64_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(large.Get({i, 0}).ok());
    ASSERT_TRUE(small.Get({i, 0}).ok());
  }
  EXPECT_EQ((*large.Get({1, 0}))->size(), 100u);
  store.text_status = absl::UnavailableError("gone");
  for (std::uint64_t i = 0; i < 3; ++i) EXPECT_TRUE(large.Get({i, 0}).ok());
  EXPECT_EQ(small.Get({0, 0}).status(), store.text_status);
  EXPECT_TRUE(small.Get({2, 0}).ok()) << "the last one is always kept";
}

}  // namespace
}  // namespace copydesk
