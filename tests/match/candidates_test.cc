#include "match/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "match/match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

const CandidateLimits kNoLimits = {.posting_cap = 100'000, .bucket_cap = 100'000};

// `count` documents, each with a paragraph of 60 words that all have, and 500 words of its own: too few in common to
// share a band.
std::vector<StoredDocument> WithCommonPassage(std::size_t count) {
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < count; ++i) {
    documents.push_back(MakeStored(
        NumberedId("d", i), AsProse(DistinctWords(10'000 * (i + 1), 500)) + "\n" + AsProse(DistinctWords(0, 60))));
  }
  return documents;
}

struct Found {
  std::vector<BlockPair> pairs;
  std::vector<std::vector<BlockNumber>> large_buckets;
  std::uint64_t stop_postings = 0;
};

absl::StatusOr<Found> AllCandidates(const Store& store, const CandidateLimits& limits) {
  absl::StatusOr<CandidatePairs> candidates = FindAllCandidates(store, limits);
  if (!candidates.ok()) return candidates.status();
  return Found{.pairs = candidates->pairs.Next(std::numeric_limits<std::size_t>::max()).value(),
               .large_buckets = candidates->large_buckets,
               .stop_postings = candidates->stop_postings};
}

std::set<std::uint64_t> PostingHashes(const StoredDocument& document, bool bands, const BandPlan& plan) {
  std::set<std::uint64_t> hashes;
  if (bands) {
    const auto all = BandHashes(document.signatures[0].minhash, plan);
    hashes.insert(all.begin(), all.end());
  } else {
    for (const PassageFingerprint& fingerprint : document.signatures[0].fingerprints) hashes.insert(fingerprint.hash);
  }
  return hashes;
}

bool Share(const StoredDocument& a, const StoredDocument& b, const BandPlan& plan) {
  for (const bool bands : {false, true}) {
    const auto in_a = PostingHashes(a, bands, plan);
    for (const std::uint64_t hash : PostingHashes(b, bands, plan)) {
      if (in_a.contains(hash)) return true;
    }
  }
  return false;
}

std::vector<StoredDocument> RandomCorpus(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  std::vector<Words> texts;
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < count; ++i) {
    Words words = RandomWords(random, random() % 120, 3000);
    if (i > 0 && random() % 2 == 0) {
      const Words& other = texts[RandomBelow(random, texts.size())];
      words = Concatenate(std::vector<Words>{words, EditWords(random, other, 0.05, 3000)});
    }
    documents.push_back(MakeStored(NumberedId("d", i), AsProse(words)));
    texts.push_back(std::move(words));
  }
  return documents;
}

TEST(Candidates, AreThePairsThatShareAFingerprintOrABand) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const std::vector<StoredDocument> documents = RandomCorpus(seed, 60);
    const auto store = MakeStore(documents);
    std::set<ContentHash> contents;
    std::vector<BlockPair> expected;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      contents.insert(documents[i].signatures[0].content);
      for (std::size_t j = i + 1; j < documents.size(); ++j) {
        if (Share(documents[i], documents[j], store->bands())) expected.push_back({{i, 0}, {j, 0}});
      }
    }
    ASSERT_EQ(contents.size(), documents.size()) << "the corpus has copies, seed " << seed;
    const auto found = AllCandidates(*store, kNoLimits);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->pairs, expected) << "seed " << seed;
    EXPECT_FALSE(expected.empty());
    EXPECT_EQ(found->stop_postings, 0u);
    EXPECT_TRUE(found->large_buckets.empty());
  }
}

TEST(Candidates, AreNamedByTheirRepresentatives) {
  const std::vector<StoredDocument> documents = WithCommonPassage(3);
  const auto store = MakeStore(documents);
  const auto other = [](BlockNumber block) { return BlockNumber{.document = 10 - block.document, .block = 7}; };
  auto found = FindAllCandidates(*store, kNoLimits, nullptr, other);
  ASSERT_TRUE(found.ok()) << found.status();
  const std::vector<BlockPair> expected = {{{8, 7}, {9, 7}}, {{8, 7}, {10, 7}}, {{9, 7}, {10, 7}}};
  EXPECT_EQ(found->pairs.Next(100).value(), expected);
}

TEST(Candidates, OfOneTextAreThoseOfTheScan) {
  const std::vector<StoredDocument> documents = RandomCorpus(77, 60);
  const auto store = MakeStore(documents);
  const auto all = AllCandidates(*store, kNoLimits);
  ASSERT_TRUE(all.ok());
  std::map<std::size_t, std::vector<BlockNumber>> expected;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].signatures[0].tokens > 0) expected[i].push_back({i, 0});
  }
  for (const auto& [a, b] : all->pairs) {
    expected[a.document].push_back(b);
    expected[b.document].push_back(a);
  }
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::sort(expected[i].begin(), expected[i].end());
    const auto found = FindCandidates(*store, documents[i].signatures[0], kNoLimits);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->blocks, expected[i]) << i;
    EXPECT_EQ(found->stop_postings, 0u);
    EXPECT_EQ(found->incomplete_buckets, 0u);
  }
}

TEST(Candidates, PostingCapPairsTheFirstByContentHash) {
  const std::vector<StoredDocument> documents = WithCommonPassage(20);
  const auto store = MakeStore(documents);
  const auto uncapped = AllCandidates(*store, kNoLimits);
  ASSERT_TRUE(uncapped.ok());
  EXPECT_EQ(uncapped->pairs.size(), 190u);
  const auto capped = AllCandidates(*store, {.posting_cap = 5, .bucket_cap = 1000});
  ASSERT_TRUE(capped.ok());
  EXPECT_GT(capped->stop_postings, 0u);
  std::vector<std::pair<std::uint64_t, DocumentNumber>> order;
  for (std::size_t i = 0; i < documents.size(); ++i)
    order.emplace_back(ListOrder(documents[i].signatures[0].content.low), i);
  std::sort(order.begin(), order.end());
  std::map<std::uint64_t, std::vector<DocumentNumber>> first;  // the first five of each fingerprint
  for (const auto& [hash, number] : order) {
    std::set<std::uint64_t> seen;
    for (const PassageFingerprint& fingerprint : documents[number].signatures[0].fingerprints) {
      if (!seen.insert(fingerprint.hash).second) continue;
      std::vector<DocumentNumber>& list = first[fingerprint.hash];
      if (list.size() < 5) list.push_back(number);
    }
  }
  std::set<std::pair<DocumentNumber, DocumentNumber>> expected;
  for (const auto& [hash, list] : first) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) expected.insert(std::minmax(list[i], list[j]));
    }
  }
  std::set<std::pair<DocumentNumber, DocumentNumber>> found;
  for (const auto& [a, b] : capped->pairs) found.emplace(a.document, b.document);
  EXPECT_EQ(found, expected);
  EXPECT_LT(found.size(), 20u);

  const auto one =
      FindCandidates(*store, documents[order[19].second].signatures[0], {.posting_cap = 5, .bucket_cap = 9});
  ASSERT_TRUE(one.ok());
  EXPECT_GT(one->stop_postings, 0u);
  EXPECT_GE(one->blocks.size(), 6u);  // the five and itself
  EXPECT_LT(one->blocks.size(), 20u);
}

TEST(Candidates, BucketsAboveTheCapAreHandedOverInContentHashOrder) {
  std::vector<StoredDocument> documents;
  for (std::size_t i = 0; i < 12; ++i) {
    Words words = DistinctWords(0, 400);
    words[200] = MakeWord(5000 + i);
    documents.push_back(MakeStored(NumberedId("d", i), AsProse(words)));
  }
  const auto store = MakeStore(documents);
  const auto found = AllCandidates(*store, {.posting_cap = 2, .bucket_cap = 11});
  ASSERT_TRUE(found.ok());
  ASSERT_FALSE(found->large_buckets.empty());
  std::set<std::vector<BlockNumber>> distinct(found->large_buckets.begin(), found->large_buckets.end());
  EXPECT_EQ(distinct.size(), found->large_buckets.size()) << "a bucket is there twice";
  for (const std::vector<BlockNumber>& bucket : found->large_buckets) {
    EXPECT_EQ(bucket.size(), 12u);
    EXPECT_TRUE(std::is_sorted(bucket.begin(), bucket.end(), [&](BlockNumber x, BlockNumber y) {
      const auto order = [&](BlockNumber b) { return ListOrder(documents[b.document].signatures[0].content.low); };
      return order(x) < order(y);
    }));
  }
  const auto one = FindCandidates(*store, documents[0].signatures[0], {.posting_cap = 64, .bucket_cap = 11});
  ASSERT_TRUE(one.ok());
  EXPECT_GT(one->incomplete_buckets, 0u);
}

TEST(Candidates, TextsWithoutTokensHaveNone) {
  const std::vector<StoredDocument> documents = {MakeStored("a", ""), MakeStored("b", "..."), MakeStored("c", " ")};
  const auto store = MakeStore(documents);
  EXPECT_TRUE(AllCandidates(*store, kNoLimits)->pairs.empty());
  EXPECT_TRUE(FindCandidates(*store, documents[0].signatures[0], kNoLimits)->blocks.empty());
  EXPECT_TRUE(FindEqualContents(*store)->empty());
}

// Texts shorter than a shingle have no signature to share; they meet by content alone.
TEST(Candidates, ShortTextsMeetByContentOnly) {
  const std::vector<StoredDocument> documents = {MakeStored("a", "one two"), MakeStored("b", "three"),
                                                 MakeStored("c", "One, two!"), MakeStored("d", "one two three")};
  const auto store = MakeStore(documents);
  EXPECT_TRUE(AllCandidates(*store, kNoLimits)->pairs.empty());
  EXPECT_EQ(*FindEqualContents(*store), (std::vector<std::vector<BlockNumber>>{{{0, 0}, {2, 0}}}));
  EXPECT_EQ(*FindCopies(*store, documents[2].signatures[0], kMostCopies), (std::vector<BlockNumber>{{0, 0}, {2, 0}}));
  EXPECT_EQ(FindCandidates(*store, documents[2].signatures[0], kNoLimits)->blocks, (std::vector<BlockNumber>{{0, 0}}));
  EXPECT_TRUE(FindCopies(*store, MakeStored("e", "five").signatures[0], kMostCopies)->empty());
}

TEST(Candidates, ContentsAreToldApartByBothHalvesOfTheirHash) {
  StoredDocument a = MakeStored("a", "one two");
  StoredDocument b = MakeStored("b", "three four");
  b.signatures[0].content.low = a.signatures[0].content.low;
  const auto store = MakeStore(std::vector<StoredDocument>{a, b});
  EXPECT_TRUE(FindEqualContents(*store)->empty());
  EXPECT_EQ(*FindCopies(*store, a.signatures[0], kMostCopies), (std::vector<BlockNumber>{{0, 0}}));
}

TEST(Candidates, ErrorsArePassedOn) {
  FailingStore store(MakeStore(WithCommonPassage(3)));
  const Signature signature = WithCommonPassage(1)[0].signatures[0];
  store.list_status = absl::DataLossError("list");
  EXPECT_EQ(AllCandidates(store, kNoLimits).status(), store.list_status);
  EXPECT_EQ(FindEqualContents(store).status(), store.list_status);
  store.postings_status = absl::UnavailableError("postings");
  EXPECT_EQ(FindCandidates(store, signature, kNoLimits).status(), store.postings_status);
  EXPECT_EQ(FindCopies(store, signature, kMostCopies).status(), store.postings_status);
}

// Joins read postings, once a list; signatures are not read again for each band.
TEST(Candidates, OfAScanReadNoSignatures) {
  FailingStore store(MakeStore(RandomCorpus(3, 60)));
  const auto expected = AllCandidates(store, kNoLimits);
  store.signatures_status = absl::DataLossError("signatures");
  const auto found = AllCandidates(store, kNoLimits);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->pairs, expected->pairs);
  EXPECT_GT(found->pairs.size(), 10u);
}

TEST(Candidates, Cancelled) {
  std::vector<StoredDocument> documents = WithCommonPassage(3);
  documents.push_back(MakeStored("copy", documents[0].text));
  const auto store = MakeStore(documents);
  const std::atomic<bool> cancel = true;
  EXPECT_TRUE(absl::IsCancelled(FindAllCandidates(*store, kNoLimits, &cancel).status()));
  EXPECT_TRUE(absl::IsCancelled(FindEqualContents(*store, &cancel).status()));
}

}  // namespace
}  // namespace copydesk
