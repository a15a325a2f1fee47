// What holds for every kind of store.
#include "copydesk/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>

#include "store/posting_entry.h"
#include "store/store_contract.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using std::string_literals::operator""s;

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

std::vector<AddedDocument> Add(Store& store, const std::vector<StoredDocument>& batch) {
  return store.Add(batch).value();
}

// A signature with every kind of posting, and none in common with another content.
Signature FullSignature(std::uint64_t content) {
  Signature signature;
  signature.content = {.high = content << 32, .low = content};
  signature.tokens = 100;
  signature.minhash.occupancy = {std::numeric_limits<std::uint64_t>::max()};
  signature.minhash.values.assign(kTestBins, static_cast<std::uint8_t>(content));
  signature.fingerprints = {{.hash = content, .position = 1}, {.hash = content, .position = 50}};
  signature.terms.terms = {{.hash = content, .count = 2, .kind = TermKind::kName}};
  signature.terms.words = 90;
  return signature;
}

StoredDocument FullDocument(const std::string& id, std::uint64_t content) {
  StoredDocument document = MakeDocument(id, "text of " + id, 0);
  document.signatures = {FullSignature(content)};
  return document;
}

std::vector<std::uint64_t> Bands(const StoredDocument& document) {
  return BandHashes(document.signatures[0].minhash, TestBands());
}

TEST_P(StoreContract, EmptyStoreAnswersEverything) {
  const std::unique_ptr<Store> store = NewStore();
  EXPECT_EQ(store->DocumentCount(), 0u);
  EXPECT_EQ(store->config(), TestConfig());
  EXPECT_EQ(store->bands().bands, TestBands().bands);
  EXPECT_EQ(store->bands().rows, TestBands().rows);
  EXPECT_THAT(store->FindId("").value(), IsEmpty());
  for (const DocumentNumber number : {std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max()}) {
    EXPECT_EQ(store->GetMetadata(number).status().code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(store->GetBlocks(number).status().code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(store->GetText(number).status().code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(store->GetSignatures(number).status().code(), absl::StatusCode::kNotFound);
  }
  ExpectEqual(*store, {});
}

TEST_P(StoreContract, EmptyBatchChangesNothing) {
  const std::unique_ptr<Store> store = NewStore();
  EXPECT_THAT(Add(*store, {}), IsEmpty());
  ExpectEqual(*store, {});
}

TEST_P(StoreContract, DocumentWithoutBlocksIsKept) {
  const std::unique_ptr<Store> store = NewStore();
  StoredDocument document;
  document.metadata.id = "nothing";
  EXPECT_THAT(Add(*store, {document}), ElementsAre(AddedDocument{.number = 0, .is_new = true}));
  EXPECT_THAT(store->GetBlocks(0).value(), IsEmpty());
  EXPECT_EQ(store->GetText(0).value(), "");
}

TEST_P(StoreContract, AddingAgainChangesNothing) {
  const std::unique_ptr<Store> store = NewStore();
  StoreModel model;
  const std::vector<StoredDocument> batch = {MakeDocument("a", "x", 1), MakeDocument("b", "y", 2),
                                             MakeDocument("a", "x", 1)};
  EXPECT_THAT(Add(*store, batch), ElementsAre(AddedDocument{.number = 0, .is_new = true},
                                              AddedDocument{.number = 1, .is_new = true}, AddedDocument{.number = 0}));
  EXPECT_THAT(Add(*store, batch),
              ElementsAre(AddedDocument{.number = 0}, AddedDocument{.number = 1}, AddedDocument{.number = 0}));
  // Neither other metadata nor another signature makes it another document.
  StoredDocument changed = MakeDocument("a", "x", 3);
  changed.metadata.title = "other";
  EXPECT_THAT(Add(*store, {changed}), ElementsAre(AddedDocument{.number = 0}));
  model.Add(batch);
  ExpectEqual(*store, model);
}

TEST_P(StoreContract, SameIdWithAnotherTextIsAVersion) {
  const std::unique_ptr<Store> store = NewStore();
  const AddedDocument first{.number = 0, .is_new = true};
  const AddedDocument second{.number = 1, .is_new = true, .is_version = true};
  const AddedDocument third{.number = 2, .is_new = true, .is_version = true};
  EXPECT_THAT(Add(*store, {MakeDocument("a", "x", 1), MakeDocument("a", "y", 2)}), ElementsAre(first, second));
  EXPECT_THAT(Add(*store, {MakeDocument("a", "z", 1), MakeDocument("a", "y", 2), MakeDocument("a", "z", 1)}),
              ElementsAre(third, AddedDocument{.number = 1}, AddedDocument{.number = 2}));
  EXPECT_THAT(store->FindId("a").value(), ElementsAre(0, 1, 2));
  EXPECT_EQ(store->GetText(2).value(), "z");
}

TEST_P(StoreContract, OnlyTheFirstOfOneContentHasBandAndFingerprintPostings) {
  const std::unique_ptr<Store> store = NewStore();
  // The second shares the batch, the third does not; the last one is another content with the same low half.
  Add(*store, {FullDocument("a", 7), FullDocument("b", 7)});
  Add(*store, {FullDocument("c", 7)});
  StoredDocument other = FullDocument("d", 7);
  other.signatures[0].content.high += 1;
  Add(*store, {other});
  const std::uint64_t high = ListOrder(std::uint64_t{7} << 32);
  EXPECT_THAT(
      store->GetPostings(PostingKind::kContent, 7, kAll).value(),
      ElementsAre(Posting{.order = high, .block = {.document = 0}}, Posting{.order = high, .block = {.document = 1}},
                  Posting{.order = high, .block = {.document = 2}},
                  Posting{.order = high + 1, .block = {.document = 3}}));
  const auto first_and_last =
      ElementsAre(Posting{.order = 7, .block = {.document = 0}}, Posting{.order = 7, .block = {.document = 3}});
  EXPECT_THAT(store->GetPostings(PostingKind::kFingerprint, 7, kAll).value(), first_and_last);
  for (const std::uint64_t hash : Bands(other)) {
    EXPECT_THAT(store->GetPostings(PostingKind::kBand, hash, kAll).value(), first_and_last);
  }
}

TEST_P(StoreContract, OnlyTheFirstOfOneContentWithEqualTermsHasTermPostings) {
  const std::unique_ptr<Store> store = NewStore();
  StoredDocument retitled = FullDocument("c", 7);
  retitled.signatures[0].terms.terms.push_back({.hash = 1000, .count = 1, .kind = TermKind::kWord});
  // Copies within a batch and in a later one; another title is found by both of its terms, and once.
  Add(*store, {FullDocument("a", 7), FullDocument("b", 7), retitled});
  retitled.metadata.id = "d";
  Add(*store, {retitled, FullDocument("e", 7)});
  EXPECT_THAT(
      store->GetPostings(PostingKind::kTerm, 7, kAll).value(),
      ElementsAre(Posting{.order = 7, .block = {.document = 0}}, Posting{.order = 7, .block = {.document = 2}}));
  EXPECT_THAT(store->GetPostings(PostingKind::kTerm, 1000, kAll).value(),
              ElementsAre(Posting{.order = 7, .block = {.document = 2}}));
  EXPECT_THAT(store->GetPostings(PostingKind::kContent, 7, kAll).value(), SizeIs(5));
}

TEST_P(StoreContract, OnlyTheHeaviestTermsArePosted) {
  const std::unique_ptr<Store> store = NewStore();
  StoredDocument document = FullDocument("a", 1);
  std::vector<Term>& terms = document.signatures[0].terms.terms;
  terms.clear();
  for (std::uint64_t i = 0; i < BlockTerms::kMaxTerms; ++i) {
    terms.push_back({.hash = 100 + i, .count = 1, .kind = TermKind::kWord});
  }
  Add(*store, {document});
  EXPECT_THAT(store->GetPostings(PostingKind::kTerm, 131, kAll).value(), SizeIs(1));
  EXPECT_THAT(store->GetPostings(PostingKind::kTerm, 132, kAll).value(), IsEmpty());
}

TEST_P(StoreContract, FurnitureAndBlocksWithoutTokensHaveNoPostings) {
  const std::unique_ptr<Store> store = NewStore();
  StoredDocument furniture = FullDocument("a", 7);
  furniture.blocks[0].role = BlockRole::kFurniture;
  Add(*store, {furniture, MakeDocument("b", "...", 0)});
  for (const PostingKind kind : kKinds) {
    EXPECT_THAT(store->GetPostings(kind, 7, kAll).value(), IsEmpty());
    EXPECT_THAT(store->GetPostings(kind, 0, kAll).value(), IsEmpty());
  }
  for (const std::uint64_t hash : Bands(furniture)) {
    EXPECT_THAT(store->GetPostings(PostingKind::kBand, hash, kAll).value(), IsEmpty());
  }
  // Furniture does not stand in for a story of the same content.
  Add(*store, {FullDocument("c", 7)});
  EXPECT_THAT(store->GetPostings(PostingKind::kFingerprint, 7, kAll).value(),
              ElementsAre(Posting{.order = 7, .block = {.document = 2}}));
}

TEST_P(StoreContract, ExtremeHashesAreListedLikeOthers) {
  const std::unique_ptr<Store> store = NewStore();
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  std::vector<StoredDocument> batch = {FullDocument("a", 1), FullDocument("b", 2)};
  for (std::size_t i = 0; i < batch.size(); ++i) {
    Signature& signature = batch[i].signatures[0];
    signature.content = {.high = kMax - i, .low = kMax};
    signature.fingerprints = {{.hash = kMax, .position = 0}, {.hash = 0, .position = 1}};
  }
  StoreModel model;
  model.Add(batch);
  Add(*store, batch);
  ExpectEqual(*store, model);
}

TEST_P(StoreContract, OrderOfListsDoesNotDependOnTheOrderOfAdding) {
  constexpr std::uint64_t kSeed = 99;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  std::vector<StoredDocument> documents;
  for (std::uint64_t content = 1; content <= 60; ++content) {
    documents.push_back(MakeDocument(std::to_string(content), "text", content));
    documents.back().signatures[0].content.low = content * 0x9e3779b97f4a7c15;  // no ties
  }
  const auto first_ids = [](const Store& store) {
    std::vector<std::string> ids;
    for (const PostingKind kind : {PostingKind::kBand, PostingKind::kFingerprint}) {
      EXPECT_TRUE(store
                      .ForEachList(kind, 3,
                                   [&](std::uint64_t, std::span<const Posting> postings, std::uint64_t) {
                                     for (const Posting& posting : postings) {
                                       ids.push_back(store.GetMetadata(posting.block.document).value().id);
                                     }
                                     return absl::OkStatus();
                                   })
                      .ok());
    }
    return ids;
  };
  const std::unique_ptr<Store> store = NewStore();
  Add(*store, documents);
  const std::vector<std::string> expected = first_ids(*store);
  ASSERT_GT(expected.size(), 60u);
  for (int round = 0; round < 3; ++round) {
    std::shuffle(documents.begin(), documents.end(), random);
    const std::unique_ptr<Store> shuffled = NewStore();
    for (const StoredDocument& document : documents) Add(*shuffled, {document});
    EXPECT_EQ(first_ids(*shuffled), expected);
  }
}

TEST_P(StoreContract, RandomBatchesEqualTheModel) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::unique_ptr<Store> store = NewStore();
    StoreModel model;
    for (int round = 0; round < 6; ++round) {
      const std::vector<StoredDocument> batch = RandomBatch(random, random() % 30);
      EXPECT_EQ(Add(*store, batch), model.Add(batch));
      ExpectEqual(*store, model);
    }
  }
}

TEST_P(StoreContract, IdsMayHoldAnyBytes) {
  const std::unique_ptr<Store> store = NewStore();
  const std::vector<std::string> ids = {"",
                                        "\0"s,
                                        "\0\0"s,
                                        "a",
                                        "a\0"s,
                                        "a\0b"s,
                                        "\xff\xfe\x80",
                                        std::string(1 << 20, 'x'),
                                        std::string((1 << 20) - 1, 'x') + "y",
                                        "../../etc",
                                        "\n"};
  StoreModel model;
  for (const std::string& id : ids) {
    const std::vector<StoredDocument> batch = {MakeDocument(id, "text", 1)};
    Add(*store, batch);
    model.Add(batch);
  }
  ExpectEqual(*store, model);
  EXPECT_THAT(store->FindId("a\0c"s).value(), IsEmpty());
  EXPECT_THAT(store->FindId(std::string(1 << 20, 'y')).value(), IsEmpty());
}

TEST_P(StoreContract, LargestNumberOfBlocksIsKeptAndOneMoreRefused) {
  const std::unique_ptr<Store> store = NewStore();
  StoredDocument document;
  document.blocks.resize(kMaxBlocks);
  document.signatures.resize(kMaxBlocks);
  document.signatures.back() = FullSignature(1);
  Add(*store, {document});
  EXPECT_THAT(store->GetPostings(PostingKind::kContent, 1, kAll).value(),
              ElementsAre(Posting{.order = 0, .block = {.document = 0, .block = kMaxBlocks - 1}}));
  document.metadata.id = "more";
  document.blocks.emplace_back();
  document.signatures.emplace_back();
  EXPECT_EQ(store->Add({&document, 1}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(StoreContract, ARefusedDocumentRefusesItsBatch) {
  const std::unique_ptr<Store> store = NewStore();
  const auto refuse = [&](auto change) {
    std::vector<StoredDocument> batch = {FullDocument("a", 1), FullDocument("b", 2)};
    change(batch[1]);
    const absl::Status status = store->Add(batch).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr("document 1 of the batch"));
  };
  refuse([](StoredDocument& d) { d.signatures.clear(); });
  refuse([](StoredDocument& d) { d.blocks.emplace_back(); });
  refuse([](StoredDocument& d) { d.signatures[0].minhash.values.resize(128); });
  refuse([](StoredDocument& d) { d.signatures[0].minhash = ComputeMinHash(std::vector<std::uint64_t>{1, 2}, 128); });
  refuse([](StoredDocument& d) { d.signatures[0].fingerprints[0].position = 50; });
  refuse([](StoredDocument& d) { d.signatures[0].tokens = 0; });
  refuse([](StoredDocument& d) { d.blocks[0].parts = {{.begin = 0, .end = 1000}}; });
  refuse([](StoredDocument& d) { d.blocks[0].role = static_cast<BlockRole>(5); });
  ExpectEqual(*store, {});
}

TEST_P(StoreContract, VisitorEndsTheWalkWithItsError) {
  const std::unique_ptr<Store> store = NewStore();
  std::vector<StoredDocument> batch;
  for (std::uint64_t content = 1; content < 50; ++content) {
    batch.push_back(MakeDocument(std::to_string(content), "text", content));
  }
  Add(*store, batch);
  for (const PostingKind kind : kKinds) {
    int calls = 0;
    const absl::Status status =
        store->ForEachList(kind, 1, [&](std::uint64_t, std::span<const Posting> postings, std::uint64_t) {
          EXPECT_THAT(postings, SizeIs(1));
          return ++calls == 2 ? absl::CancelledError("enough") : absl::OkStatus();
        });
    EXPECT_EQ(status, absl::CancelledError("enough"));
    EXPECT_EQ(calls, 2);
  }
}

// Readers see whole batches only: what a posting names is there, and counts never go back.
TEST_P(StoreContract, ReadersBesideAWriter) {
  constexpr int kBatches = 60;
  constexpr std::uint64_t kBatchSize = 5;
  const std::unique_ptr<Store> store = NewStore();
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  const auto check = [&](bool holds) { failures += holds ? 0 : 1; };
  const auto read = [&] {
    std::uint64_t last = 0;
    bool finished = false;
    while (!finished) {
      finished = done.load();  // one more round after the last batch
      const std::uint64_t count = store->DocumentCount();
      check(count >= last && count % kBatchSize == 0);
      last = count;
      if (count > 0) {
        check(store->GetText(count - 1).value() == "text");
        check(store->GetSignatures(count - 1).value().size() == 1);
        check(store->GetBlocks(count - 1).value().size() == 1);
        check(store->FindId(std::to_string(count - 1)).value() == std::vector<DocumentNumber>{count - 1});
      }
      const std::vector<Posting> postings = store->GetPostings(PostingKind::kContent, 1, kAll).value();
      check(std::is_sorted(postings.begin(), postings.end()));
      for (const Posting& posting : postings) check(store->GetMetadata(posting.block.document).ok());
      const absl::Status walked = store->ForEachList(
          PostingKind::kFingerprint, 4, [&](std::uint64_t, std::span<const Posting> list, std::uint64_t length) {
            check(std::is_sorted(list.begin(), list.end()) && length >= 2);
            return store->GetMetadata(list.back().block.document).status();
          });
      check(walked.ok());
    }
  };
  constexpr std::size_t kReaders = 3;
  std::vector<std::thread> readers;
  readers.reserve(kReaders);
  for (std::size_t i = 0; i < kReaders; ++i) readers.emplace_back(read);
  StoreModel model;
  for (int batch = 0; batch < kBatches; ++batch) {
    std::vector<StoredDocument> documents;
    for (std::uint64_t i = 0; i < kBatchSize; ++i) {
      const std::uint64_t number = static_cast<std::uint64_t>(batch) * kBatchSize + i;
      documents.push_back(MakeDocument(std::to_string(number), "text", 1 + number % 100));
    }
    model.Add(documents);
    Add(*store, documents);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
  ExpectEqual(*store, model);
}

INSTANTIATE_TEST_SUITE_P(, StoreContract, StoreKinds(), StoreKindName);

#ifndef COPYDESK_WITH_ROCKSDB
TEST(DiskStore, IsUnimplementedWithoutRocksDb) {
  EXPECT_EQ(OpenDiskStore("anywhere", {}).status().code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(ReadStoreIdentity("anywhere").status().code(), absl::StatusCode::kUnimplemented);
}
#endif

TEST(MemoryStore, KeepsNoFilesUntilItsMemoryIsFull) {
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1} << 30}) {
    auto folder = std::make_unique<TemporaryFolder>();
    const auto store = OpenMemoryStore(TestConfig(), TestBands(),
                                       {.memory = memory, .temporary_folder = folder->File(""), .threads = 1});
    ASSERT_TRUE(store.ok());
    folder.reset();  // where nothing can be written from here on
    ASSERT_TRUE((*store)->Add(std::vector<StoredDocument>{FullDocument("a", 1)}).ok());
    EXPECT_TRUE((*store)->ReleaseMemory().ok());
  }
}

TEST(MemoryStore, ConfigurationIsChecked) {
  SketchConfig config = TestConfig();
  EXPECT_EQ(OpenMemoryStore(config, {}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(OpenMemoryStore(config, {.bands = 65, .rows = 1}).status().code(), absl::StatusCode::kInvalidArgument);
  config.bins = 65;
  EXPECT_EQ(OpenMemoryStore(config, TestBands()).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace copydesk
