// A byte of a store's files is changed: every answer is still right, or an error.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "store/store_testing.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

DiskStoreOptions Options(bool read_only) {
  DiskStoreOptions options;
  options.config = TestConfig();
  options.bands = TestBands();
  options.read_only = read_only;
  options.cache_bytes = 1 << 20;
  return options;
}

bool IsError(const absl::Status& status) {
  return status.code() == absl::StatusCode::kDataLoss || status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kFailedPrecondition;
}

template <typename T>
bool RightOrError(const absl::StatusOr<T>& answer, const T& expected) {
  return answer.ok() ? *answer == expected : IsError(answer.status());
}

// What a store should hold.
struct Contents : StoreModel {
  StoredModel learned;
};

// Adds documents to a store and puts a model into it.
void Fill(Store* store, std::mt19937_64& random, Contents* model) {
  const std::vector<StoredDocument> batch = RandomBatch(random, 6);
  model->Add(batch);
  ASSERT_TRUE(store->Add(batch).ok());
  model->learned.sections = {{.name = "terms", .chunks = {"a chunk of " + std::to_string(random()), "another"}}};
  const auto version = store->PutModel(model->learned.sections);
  ASSERT_TRUE(version.ok()) << version.status();
  model->learned.version = *version;
}

// The first question that was answered wrongly; empty when none was.
std::string FindWrongAnswer(const Store& store, const Contents& model) {
  if (store.DocumentCount() != model.documents.size()) return "number of documents";
  if (!RightOrError(store.GetModel(std::array<std::string_view, 1>{"terms"}), model.learned)) return "model";
  for (DocumentNumber number = 0; number < model.documents.size(); ++number) {
    const StoredDocument& expected = model.documents[number];
    if (!RightOrError(store.GetMetadata(number), expected.metadata)) return "metadata";
    if (!RightOrError(store.GetBlocks(number), expected.blocks)) return "blocks";
    if (!RightOrError(store.GetSignatures(number), expected.signatures)) return "signatures";
    if (!RightOrError(store.GetText(number), expected.text)) return "text";
    const auto numbers = store.FindId(expected.metadata.id);
    if (numbers.ok() ? std::count(numbers->begin(), numbers->end(), number) != 1 : !IsError(numbers.status())) {
      return "id";
    }
  }
  for (const PostingKind kind : kKinds) {
    std::size_t lists = 0;
    for (const auto& [key, list] : model.lists[static_cast<std::size_t>(kind)]) {
      const std::vector<Posting> expected(list.begin(), list.end());
      if (!RightOrError(store.GetPostings(kind, HashOfList(key), 1000), expected)) return "postings";
      lists += expected.size() >= 2 ? 1 : 0;
    }
    std::size_t seen = 0;
    const absl::Status status = store.ForEachList(kind, 1000, [&](auto...) {
      ++seen;
      return absl::OkStatus();
    });
    if (status.ok() ? seen != lists : !IsError(status)) return "lists";
  }
  return "";
}

std::string ReadFile(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void WriteFile(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// A closed store, made in two sessions.
void CreateClosed(const std::string& path, std::mt19937_64& random, Contents* model) {
  for (int session = 0; session < 2; ++session) {
    const auto store = OpenDiskStore(path, Options(false));
    ASSERT_TRUE(store.ok()) << store.status();
    Fill(store->get(), random, model);
  }
}

// The same, but the second session ended as in a crash, and the store was opened once since.
void CreateRecovered(const std::string& path, std::mt19937_64& random, Contents* model) {
  const std::string crashed = path + ".crashed";
  CreateClosed(crashed, random, model);
  {
    const auto store = OpenDiskStore(crashed, Options(false));
    ASSERT_TRUE(store.ok()) << store.status();
    Fill(store->get(), random, model);
    fs::copy(crashed, path);  // what a crash leaves at this moment
  }
  ASSERT_TRUE(OpenDiskStore(path, Options(false)).ok());
}

using Creator = void (*)(const std::string& path, std::mt19937_64& random, Contents* model);

class Damage : public ::testing::TestWithParam<Creator> {};

// RocksDB reads the number of restarts of a table's properties before it checks their checksum; a build with assertions
// aborts when its top bit is set. True for any place that looks like it: the number is 1 there.
bool AbortsRocksDb(const std::string& name, const std::string& bytes, std::size_t at, std::uint64_t bit) {
  return name.ends_with(".sst") && bit == 7 && at >= 3 && bytes.compare(at - 3, 4, std::string("\1\0\0\0", 4)) == 0;
}

// Set COPYDESK_TEST_EVERY_BYTE to change every byte instead of some: minutes instead of seconds.
TEST_P(Damage, AChangedByteIsNoticedOrHarmless) {
  constexpr std::uint64_t kSeed = 31;
  constexpr std::size_t kPlaces = 8;
  const bool every_byte = std::getenv("COPYDESK_TEST_EVERY_BYTE") != nullptr;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  const TemporaryFolder folder;
  const fs::path original = folder.File("original");
  Contents model;
  GetParam()(original.string(), random, &model);
  ASSERT_EQ(FindWrongAnswer(**OpenDiskStore(original.string(), Options(true)), model), "");
  const fs::path copy = folder.File("copy");
  int noticed = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(original)) {
    const std::string name = entry.path().filename().string();
    const std::string bytes = ReadFile(entry.path());
    const bool read_by_rocksdb = !name.starts_with("LOG") && !name.starts_with("OPTIONS");
    const std::size_t step = every_byte && read_by_rocksdb ? 1 : 1 + bytes.size() / kPlaces;
    for (std::size_t at = random() % step; at < bytes.size(); at += step) {
      const bool read_only = (random() & 1) != 0;
      const std::uint64_t bit = random() % 8;
      if (AbortsRocksDb(name, bytes, at, bit)) continue;
      SCOPED_TRACE(name + " at " + std::to_string(at) + ", bit " + std::to_string(bit));
      fs::remove_all(copy);
      fs::copy(original, copy);
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (std::uint64_t{1} << bit));
      WriteFile(copy / name, damaged);
      const auto store = OpenDiskStore(copy.string(), Options(read_only));
      if (store.ok()) {
        EXPECT_EQ(FindWrongAnswer(**store, model), "");
      } else {
        EXPECT_TRUE(IsError(store.status())) << store.status();
        ++noticed;
      }
    }
  }
  EXPECT_GT(noticed, 0);
}

INSTANTIATE_TEST_SUITE_P(, Damage, ::testing::Values(&CreateClosed, &CreateRecovered),
                         [](const auto& test) { return test.index == 0 ? "Closed" : "Recovered"; });

}  // namespace
}  // namespace copydesk
