#include "store/crash_steps.h"

#include <array>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "base/status.h"
#include "copydesk/store_care.h"
#include "copydesk/store_export.h"
#include "export/export_lines.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kBatchesOfABulk = 3;

// Batches of a step have numbers of their own.
std::uint64_t FirstBatch(std::uint64_t place) { return place * kBatchesOfABulk; }

// About every third of the numbers so far.
std::vector<DocumentNumber> Forgotten(std::uint64_t place, DocumentNumber end) {
  std::mt19937_64 random(place);
  std::vector<DocumentNumber> numbers;
  for (DocumentNumber number = 0; number < end; ++number) {
    if (random() % 3 == 0) numbers.push_back(number);
  }
  return numbers;
}

std::vector<ModelSection> Sections(std::uint64_t place) {
  std::mt19937_64 random(place);
  return {{.name = "terms", .chunks = {std::to_string(place), std::string(random() % 3000, 'x'), "end"}}};
}

// What a store says of its numbers, of a model.
class NumbersOf {
 public:
  explicit NumbersOf(const StoreModel& model) : model_(model) {}
  [[nodiscard]] DocumentNumber EndNumber() const { return model_.documents.size(); }
  [[nodiscard]] bool Contains(DocumentNumber number) const { return !model_.forgotten.contains(number); }

 private:
  const StoreModel& model_;
};

// Of each document that is there with the next one.
template <typename Numbers>
std::vector<KeptMatch> NewMatches(std::uint64_t place, const Numbers& store) {
  std::vector<KeptMatch> matches;
  for (DocumentNumber number = 0; number + 1 < store.EndNumber(); ++number) {
    if (!store.Contains(number) || !store.Contains(number + 1)) continue;
    matches.push_back({.first = {.document = number, .block = 0},
                       .second = {.document = number + 1, .block = 0},
                       .value = std::to_string(place)});
  }
  return matches;
}

// Every other time under other settings.
template <typename Numbers>
MatchedDocuments MatchedAt(std::uint64_t place, const Numbers& store) {
  return {.end = store.EndNumber(), .settings = place % 2 == 0 ? "even" : "odd"};
}

absl::Status WriteExport(const std::vector<StoredDocument>& batch, const std::string& file) {
  const StoreIdentity identity{.config = TestConfig(), .bands = TestBands(), .keep_text = true};
  std::ofstream out(file, std::ios::binary);
  LineChecksum checksum;
  const auto write = [&](const std::string& line) {
    checksum.Add(line);
    out << line << '\n';
  };
  write(HeaderLine({.identity = identity, .documents = batch.size(), .model = {}}));
  for (const StoredDocument& document : batch) {
    const auto line = DocumentLine({.document = document, .text = IdentifyText(document.text)}, identity);
    COPYDESK_RETURN_IF_ERROR(line.status());
    write(*line);
  }
  out << EndLine({.documents = batch.size(), .checksum = checksum.value()}) << '\n';
  return out.flush() ? absl::OkStatus() : absl::UnavailableError(file);
}

// Does `work` while the store is closed.
template <typename Work>
absl::Status DoWhileClosed(const std::string& path, bool tables, std::unique_ptr<Store>* store, const Work& work) {
  *store = nullptr;
  COPYDESK_RETURN_IF_ERROR(work());
  auto opened = OpenDiskStore(path, CrashStoreOptions(tables));
  COPYDESK_RETURN_IF_ERROR(opened.status());
  *store = *std::move(opened);
  return absl::OkStatus();
}

}  // namespace

DiskStoreOptions CrashStoreOptions(bool tables) {
  DiskStoreOptions options;
  options.config = TestConfig();
  options.bands = TestBands();
  if (tables) options.tables_from = 1;
  return options;
}

std::vector<StoredDocument> CrashBatch(std::uint64_t number) {
  std::mt19937_64 random(number);
  std::vector<StoredDocument> batch = RandomBatch(random, kCrashBatchSize);
  for (std::uint64_t i = 0; i < kCrashBatchSize; ++i) {
    batch[i].metadata.id = std::to_string(number) + "-" + std::to_string(i);
    for (Signature& signature : batch[i].signatures) MakeFit(TestConfig(), &signature);
  }
  return batch;
}

CrashStep StepAt(std::uint64_t place) {
  constexpr std::array<CrashStep, kCrashSteps> kSteps = {
      CrashStep::kAdd,    CrashStep::kLearn,  CrashStep::kMatch,   CrashStep::kBulk, CrashStep::kForget,
      CrashStep::kMatch,  CrashStep::kLearn,  CrashStep::kCompact, CrashStep::kAdd,  CrashStep::kBulk,
      CrashStep::kForget, CrashStep::kRepair, CrashStep::kImport};
  return kSteps[place % kSteps.size()];
}

absl::Status DoStep(std::uint64_t place, const std::string& path, std::unique_ptr<Store>* store) {
  switch (StepAt(place)) {
    case CrashStep::kAdd:
      return (*store)->Add(CrashBatch(FirstBatch(place))).status();
    case CrashStep::kBulk:
      COPYDESK_RETURN_IF_ERROR((*store)->StartBulk({.memory = place % 2, .temporary_folder = "", .threads = 2}));
      COPYDESK_RETURN_IF_ERROR((*store)->PutModel(Sections(place)).status());
      for (std::uint64_t i = 0; i < kBatchesOfABulk; ++i) {
        COPYDESK_RETURN_IF_ERROR((*store)->Add(CrashBatch(FirstBatch(place) + i)).status());
      }
      return (*store)->FinishBulk();
    case CrashStep::kForget:
      return (*store)->Forget(Forgotten(place, (*store)->EndNumber())).status();
    case CrashStep::kLearn:
      return (*store)->PutModel(Sections(place)).status();
    case CrashStep::kMatch:
      return (*store)->KeepMatches(NewMatches(place, **store), MatchedAt(place, **store));
    case CrashStep::kCompact:
      return (*store)->Compact(nullptr);
    case CrashStep::kRepair:
      return DoWhileClosed(path, place % 2 == 0, store, [&]() -> absl::Status {
        CheckOptions options;
        options.repair = true;
        const absl::StatusOr<CheckReport> report = CheckStore(path, options);
        COPYDESK_RETURN_IF_ERROR(report.status());
        return report->IsWhole() ? absl::OkStatus() : absl::DataLossError(report->messages.front());
      });
    case CrashStep::kImport:
      return DoWhileClosed(path, place % 2 == 0, store, [&]() -> absl::Status {
        const std::string file = path + ".jsonl";
        COPYDESK_RETURN_IF_ERROR(WriteExport(CrashBatch(FirstBatch(place)), file));
        return ImportStore(file, path, {.memory = place % 2, .threads = 2}).status();
      });
  }
  return absl::OkStatus();
}

void DoStep(std::uint64_t place, CrashState* state) {
  switch (StepAt(place)) {
    case CrashStep::kAdd:
    case CrashStep::kImport:
      state->store.Add(CrashBatch(FirstBatch(place)));
      break;
    case CrashStep::kBulk:
      for (std::uint64_t i = 0; i < kBatchesOfABulk; ++i) state->store.Add(CrashBatch(FirstBatch(place) + i));
      state->model = Sections(place);
      ++state->model_version;
      break;
    case CrashStep::kForget:
      state->store.Forget(Forgotten(place, state->store.documents.size()));
      break;
    case CrashStep::kLearn:
      state->model = Sections(place);
      ++state->model_version;
      break;
    case CrashStep::kMatch: {
      const NumbersOf numbers(state->store);
      state->store.KeepMatches(NewMatches(place, numbers), MatchedAt(place, numbers));
      break;
    }
    case CrashStep::kCompact:
    case CrashStep::kRepair:
      break;
  }
}

}  // namespace copydesk
