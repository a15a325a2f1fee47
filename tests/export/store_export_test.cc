// Stores that are exported and imported: the same documents, the same answers, the same bytes.
#include "copydesk/store_export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "copydesk/store_care.h"
#include "export/export_lines.h"
#include "match/model_codec.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

using ::testing::HasSubstr;

Model RandomModel(std::mt19937_64& random) {
  TermModel::Builder terms;
  for (int i = 0; i < 20; ++i) terms.Add(RandomTerms(random));
  std::vector<FurnitureEntry> furniture;
  furniture.reserve(5);
  for (int i = 0; i < 5; ++i) furniture.push_back({.source = random() % 3, .passage = random(), .contexts = 4});
  return {terms.Build(), FurnitureModel(std::move(furniture))};
}

class StoreExportTest : public ::testing::Test {
 protected:
  // A closed store of several batches, some documents of which are forgotten, with a model if one is given. `left_` is
  // what a store holds to which only the others were added.
  std::string Create(std::uint64_t seed, bool keep_text, const std::vector<ModelSection>& model) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    std::string path = folder_.File("store-" + std::to_string(seed));
    StoreModel all;
    {
      const auto store = OpenDiskStore(path, Options(keep_text));
      EXPECT_TRUE(store.ok()) << store.status();
      for (int i = 0; i < 3; ++i) {
        std::vector<StoredDocument> batch = RandomBatch(random, 30);
        for (StoredDocument& document : batch) {
          for (Signature& signature : document.signatures) MakeFit(TestConfig(), &signature);
        }
        all.Add(batch);
        EXPECT_TRUE((*store)->Add(batch).ok());
        std::vector<DocumentNumber> forgotten;
        for (DocumentNumber number = 0; number < all.documents.size(); ++number) {
          if (random() % 5 == 0 && !all.forgotten.contains(number)) forgotten.push_back(number);
        }
        EXPECT_TRUE((*store)->Forget(forgotten).ok());
        all.forgotten.insert(forgotten.begin(), forgotten.end());
      }
      EXPECT_TRUE(model.empty() || (*store)->PutModel(model).ok());
    }
    left_ = {};
    for (DocumentNumber number = 0; number < all.documents.size(); ++number) {
      if (!all.forgotten.contains(number)) left_.Add(all.documents[number]);
    }
    return path;
  }

  static DiskStoreOptions Options(bool keep_text) {
    DiskStoreOptions options;
    options.config = TestConfig();
    options.bands = TestBands();
    options.keep_text = keep_text;
    return options;
  }

  static std::string Export(const std::string& path, ExportCompression compression = ExportCompression::kNone,
                            int threads = 2) {
    std::string bytes;
    const auto report = ExportStore(path,
                                    [&](std::string_view piece) {
                                      bytes.append(piece);
                                      return absl::OkStatus();
                                    },
                                    {.compression = compression, .threads = threads});
    EXPECT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->bytes, bytes.size());
    return bytes;
  }

  std::string Write(const std::string& name, std::string_view bytes) const {
    std::string path = folder_.File(name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  // Imports bytes into a folder, and expects an error that names the file and has all of `parts`; nothing is added.
  void ExpectRefused(std::string_view bytes, const std::string& into, absl::StatusCode code,
                     const std::vector<std::string>& parts) const {
    const std::string file = Write("bad.jsonl", bytes);
    const auto before = ReadStoreInfo(into);
    const absl::Status status = ImportStore(file, into).status();
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(file));
    for (const std::string& part : parts) EXPECT_THAT(std::string(status.message()), HasSubstr(part));
    const auto after = ReadStoreInfo(into);
    if (!after.ok()) return;  // it was not even created
    EXPECT_EQ(after->documents, before.ok() ? before->documents : 0);
    EXPECT_EQ(after->model_version, before.ok() ? before->model_version : 0);
  }

  TemporaryFolder folder_;
  StoreModel left_;
};

std::vector<std::string> LinesOf(const std::string& bytes) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = bytes.find('\n', begin);
    lines.push_back(bytes.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// Of lines that may have been changed, with a last one that fits them.
std::string Join(const std::vector<std::string>& lines) {
  std::string bytes;
  LineChecksum checksum;
  std::uint64_t documents = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    checksum.Add(lines[i]);
    bytes += lines[i] + "\n";
    documents += lines[i].starts_with(R"({"copydesk")") ? 0 : 1;
  }
  return bytes + EndLine({.documents = documents, .checksum = checksum.value()}) + "\n";
}

TEST_F(StoreExportTest, RandomStoresComeBackAsTheyWere) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed + 1000);
    const bool keep_text = seed % 2 == 0;
    const bool has_model = seed % 4 < 2;
    const std::vector<ModelSection> model =
        has_model ? EncodeModel(RandomModel(random), 90) : std::vector<ModelSection>();
    const std::string path = Create(seed, keep_text, model);
    const std::string bytes = Export(path);
    EXPECT_EQ(Export(path, ExportCompression::kNone, 1), bytes);
    const std::string file = Write("export", Export(path, static_cast<ExportCompression>(seed % 3)));
    const std::string copy = folder_.File("copy-" + std::to_string(seed));
    const auto report = ImportStore(file, copy, {.memory = seed % 3, .threads = 2});
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->added, left_.documents.size());
    EXPECT_EQ(report->total, left_.documents.size());
    EXPECT_EQ(report->model, has_model ? ImportedModel::kPut : ImportedModel::kNone);
    EXPECT_EQ(Export(copy), bytes);
    EXPECT_TRUE(CheckStore(copy, {})->IsWhole());
    const auto store = OpenDiskStore(copy, Options(keep_text)).value();
    ExpectEqual(*store, left_, keep_text);
    EXPECT_EQ(store->GetModel(kModelSections)->sections, model);
    // Texts are told apart, kept or not.
    EXPECT_FALSE(store->Add(left_.documents).value().front().is_new);
    EXPECT_EQ(store->EndNumber(), left_.documents.size());
  }
}

TEST_F(StoreExportTest, ImportingAgainChangesNothing) {
  std::mt19937_64 random(5);
  const std::string path = Create(2, true, EncodeModel(RandomModel(random), 90));
  const std::string bytes = Export(path);
  const std::string file = Write("export.jsonl", bytes);
  const auto report = ImportStore(file, path);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->documents, left_.documents.size());
  EXPECT_EQ(report->repeated, left_.documents.size());
  EXPECT_EQ(report->added, 0u);
  EXPECT_EQ(report->model, ImportedModel::kKept);
  EXPECT_EQ(Export(path), bytes);
}

TEST_F(StoreExportTest, ImportsAddUp) {
  const std::string one = Write("one", Export(Create(3, true, {})));
  StoreModel both = left_;
  const std::string two = Write("two", Export(Create(4, true, {})));
  both.Add(left_.documents);
  const std::string path = folder_.File("both");
  ASSERT_TRUE(ImportStore(one, path).ok());
  const auto report = ImportStore(two, path);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_GT(report->versions, 0u);
  ExpectEqual(*OpenDiskStore(path, Options(true)).value(), both);
}

TEST_F(StoreExportTest, AnEmptyStoreComesBack) {
  const std::string path = folder_.File("empty");
  { ASSERT_TRUE(OpenDiskStore(path, Options(false)).ok()); }
  const std::string bytes = Export(path);
  EXPECT_EQ(LinesOf(bytes).size(), 2u);
  const std::string copy = folder_.File("copy");
  ASSERT_TRUE(ImportStore(Write("empty.jsonl", bytes), copy).ok());
  EXPECT_EQ(Export(copy), bytes);
}

TEST_F(StoreExportTest, AnotherConfigurationIsNamed) {
  const std::string bytes = Export(Create(3, true, {}));
  const std::string file = Write("export.jsonl", bytes);
  DiskStoreOptions options = Options(true);
  options.bands = {.bands = 8, .rows = 8};
  const std::string other = folder_.File("other");
  { ASSERT_TRUE(OpenDiskStore(other, options).ok()); }
  ExpectRefused(bytes, other, absl::StatusCode::kFailedPrecondition,
                {other, "bands=8 rows=8", "bands=16 rows=4", "into a new folder"});
  const std::string bare = folder_.File("bare");
  { ASSERT_TRUE(OpenDiskStore(bare, Options(false)).ok()); }
  ExpectRefused(bytes, bare, absl::StatusCode::kFailedPrecondition, {"texts=no", "texts=yes"});
}

TEST_F(StoreExportTest, WhatWasDamagedAddsNothing) {
  std::mt19937_64 random(7);
  const std::string bytes = Export(Create(4, true, EncodeModel(RandomModel(random), 90)));
  const std::string into = folder_.File("into");
  ExpectRefused(bytes.substr(0, bytes.size() / 2), into, absl::StatusCode::kDataLoss, {"again"});
  const std::size_t end = bytes.find(kEndStart);
  ExpectRefused(
      bytes.substr(0, end), into, absl::StatusCode::kDataLoss,
      {":" + std::to_string(LinesOf(bytes).size()) + ": the file ends before its last line: it was cut short"});
  std::string changed = bytes;
  changed[changed.find("Example Herald")] = 'e';
  ExpectRefused(changed, into, absl::StatusCode::kDataLoss, {"checksum"});
  const std::string packed = Export(folder_.File("store-4"), ExportCompression::kZstd);
  ExpectRefused(packed.substr(0, packed.size() / 2), into, absl::StatusCode::kDataLoss, {"truncated zstd"});
  ExpectRefused(R"({"id":"a","text":"b"})", into, absl::StatusCode::kInvalidArgument, {":1: no export of a store"});
  ASSERT_TRUE(ImportStore(Write("whole.jsonl", bytes), into).ok());
  EXPECT_EQ(Export(into), bytes);
}

TEST_F(StoreExportTest, HostileLinesAreNamed) {
  std::mt19937_64 random(8);
  const std::vector<std::string> lines = LinesOf(Export(Create(4, true, EncodeModel(RandomModel(random), 90))));
  const std::string into = folder_.File("into");
  const auto refused = [&](std::size_t line, const std::string& changed, const std::string& why) {
    std::vector<std::string> bad = lines;
    bad[line] = changed;
    ExpectRefused(Join(bad), into, absl::StatusCode::kDataLoss, {":" + std::to_string(line + 1) + ": ", why});
  };
  refused(9, "{\"id\":\"\xff\"}", "not UTF-8");
  refused(9, R"({"id":"a","text":"","blocks":[{"block":"0","role":"main","parts":[],"words":0,"signature":"AAAA"}]})",
          "block 0: no signature");
  ASSERT_THAT(lines[3], HasSubstr("terms"));
  std::vector<std::string> bad = lines;
  bad[3] = R"({"copydesk":"model","section":"terms","chunk":0,"bytes":"////"})";
  ExpectRefused(Join(bad), into, absl::StatusCode::kDataLoss, {"section terms of the model"});
  bad[3] = lines[3];
  bad[9] = lines[10];
  // The same id with the same text twice is one document.
  const auto report = ImportStore(Write("twice.jsonl", Join(bad)), into);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->repeated, 1u);
  EXPECT_EQ(report->total + 1, report->documents);
}

TEST_F(StoreExportTest, AModelOfAnotherVersionIsLeftOut) {
  std::mt19937_64 random(8);
  std::vector<ModelSection> model = EncodeModel(RandomModel(random), 90);
  for (ModelSection& section : model) {
    if (section.name == kSummarySection) section.chunks[0][0] = 99;
  }
  const std::string file = Write("export.jsonl", Export(Create(4, true, model)));
  const std::string into = folder_.File("into");
  const auto report = ImportStore(file, into);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->model, ImportedModel::kOutdated);
  EXPECT_EQ(ReadStoreInfo(into)->model_version, 0u);
  EXPECT_EQ(report->added, left_.documents.size());
}

TEST_F(StoreExportTest, InterruptionAddsNothing) {
  const std::string path = Create(4, true, {});
  const std::string file = Write("export.jsonl", Export(path));
  const std::string into = folder_.File("into");
  const std::atomic<bool> cancel = true;
  EXPECT_TRUE(absl::IsCancelled(
      ExportStore(path, [](std::string_view) { return absl::OkStatus(); }, {.cancel = &cancel}).status()));
  EXPECT_TRUE(absl::IsCancelled(ImportStore(file, into, {.cancel = &cancel}).status()));
  std::atomic<bool> later = false;
  ImportOptions options;
  options.cancel = &later;
  options.progress = [&](std::uint64_t, std::uint64_t) { later = true; };
  EXPECT_TRUE(absl::IsCancelled(ImportStore(file, into, options).status()));
  EXPECT_EQ(ReadStoreInfo(into)->documents, 0u);
  EXPECT_EQ(ExportStore(path, [](std::string_view) { return absl::AbortedError("full"); }).status().code(),
            absl::StatusCode::kAborted);
}

TEST_F(StoreExportTest, ExportsBesideAWriterAreWhole) {
  const std::string path = Create(2, true, {});
  std::atomic<bool> done = false;
  std::thread writer([&] {
    const auto store = OpenDiskStore(path, Options(true)).value();
    for (int i = 0; !done.load(); ++i) {
      std::vector<StoredDocument> batch;
      batch.reserve(7);
      for (int j = 0; j < 7; ++j) batch.push_back(MakeDocument(std::to_string(i) + "-" + std::to_string(j), "text", 0));
      if (!store->Add(batch).ok()) ADD_FAILURE();
    }
  });
  for (int i = 0; i < 5; ++i) {
    const std::size_t lines = LinesOf(Export(path)).size();
    EXPECT_EQ((lines - 2 - left_.documents.size()) % 7, 0u) << "half a batch";
  }
  done = true;
  writer.join();
}

}  // namespace
}  // namespace copydesk
