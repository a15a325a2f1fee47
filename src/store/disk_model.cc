#include "store/disk_model.h"

#include <rocksdb/iterator.h>
#include <rocksdb/write_batch.h>

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/disk_keys.h"
#include "store/meta_codec.h"
#include "store/model_sections.h"
#include "store/rocksdb_status.h"
#include "store/store_folder.h"

namespace copydesk {
namespace {

using rocksdb::Slice;

constexpr std::size_t kBatchBytes = std::size_t{8} << 20;

// Writes of one model, handed on when they are many.
class ModelWriter {
 public:
  explicit ModelWriter(const Database& database) : database_(database) {}

  absl::Status Put(Family family, std::string_view key, std::string_view value) {
    return Check(writes_.Put(database_.family(family), Slice(key), Slice(value)));
  }
  absl::Status Delete(Family family, std::string_view key) {
    return Check(writes_.Delete(database_.family(family), Slice(key)));
  }

  absl::Status WriteWhenLarge() { return writes_.GetDataSize() < kBatchBytes ? absl::OkStatus() : Write(false); }

  absl::Status Write(bool sync) {
    rocksdb::WriteOptions options;
    options.sync = sync;
    COPYDESK_RETURN_IF_ERROR(Check(database_.db().Write(options, &writes_)));
    writes_.Clear();
    return absl::OkStatus();
  }

 private:
  absl::Status Check(const rocksdb::Status& status) const {
    return ToAbslStatus(status, database_.Place("the model was not written"));
  }

  const Database& database_;
  rocksdb::WriteBatch writes_;
};

// Deletes the chunks from `begin` up to `end`, two versions; without an end all from `begin` on.
absl::Status DeleteVersions(const Database& database, std::uint64_t begin, std::optional<std::uint64_t> end,
                            ModelWriter* writer) {
  const std::unique_ptr<rocksdb::Iterator> keys(database.db().NewIterator({}, database.family(Family::kModel)));
  const std::string bound = end.has_value() ? ModelPrefix(*end) : std::string();
  for (keys->Seek(ModelPrefix(begin)); keys->Valid(); keys->Next()) {
    if (end.has_value() && keys->key().compare(bound) >= 0) break;
    COPYDESK_RETURN_IF_ERROR(writer->Delete(Family::kModel, {keys->key().data(), keys->key().size()}));
  }
  return ToAbslStatus(keys->status(), database.Place("column family model"));
}

// The sections of one version. NotFound, naming the place, when a chunk of it is not there.
absl::StatusOr<StoredModel> ReadSections(const Database& database, const ModelRecord& record,
                                         std::span<const std::string_view> names) {
  rocksdb::ReadOptions options;
  options.fill_cache = false;  // a model is read once
  StoredModel model{.version = record.version, .sections = {}};
  for (const auto& [name, chunks] : record.sections) {
    if (!IsWanted(name, names)) continue;
    ModelSection section{.name = name, .chunks = {}};
    for (std::uint32_t i = 0; i < chunks; ++i) {
      const std::string place = database.Place(
          absl::StrCat("chunk ", i, " of section ", name, " of version ", record.version, " of its model"));
      std::string chunk;
      const rocksdb::Status status =
          database.db().Get(options, database.family(Family::kModel), ModelKey(record.version, name, i), &chunk);
      if (status.IsNotFound()) return absl::NotFoundError(absl::StrCat(place, " is missing"));
      COPYDESK_RETURN_IF_ERROR(ToAbslStatus(status, place));
      section.chunks.push_back(std::move(chunk));
    }
    model.sections.push_back(std::move(section));
  }
  return model;
}

}  // namespace

absl::StatusOr<ModelRecord> PlanDiskModel(const Database& database, std::span<const ModelSection* const> sections) {
  COPYDESK_ASSIGN_OR_RETURN(const ModelRecord before, LoadModelRecord(database));
  if (before.version == std::numeric_limits<std::uint64_t>::max()) {
    return absl::DataLossError(database.Place("its model has the last version that there can be"));
  }
  ModelRecord record{.version = before.version + 1, .sections = {}};
  for (const ModelSection* const section : sections) {
    record.sections.emplace_back(section->name, static_cast<std::uint32_t>(section->chunks.size()));
  }
  return record;
}

absl::StatusOr<std::uint64_t> PutDiskModel(const Database& database, std::span<const ModelSection> sections) {
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<const ModelSection*> sorted, SortSections(sections));
  COPYDESK_ASSIGN_OR_RETURN(const ModelRecord record, PlanDiskModel(database, sorted));
  ModelWriter writer(database);
  // A call before this one may have been interrupted.
  COPYDESK_RETURN_IF_ERROR(DeleteVersions(database, record.version, std::nullopt, &writer));
  for (const ModelSection* const section : sorted) {
    for (std::uint32_t i = 0; i < section->chunks.size(); ++i) {
      COPYDESK_RETURN_IF_ERROR(
          writer.Put(Family::kModel, ModelKey(record.version, section->name, i), section->chunks[i]));
      COPYDESK_RETURN_IF_ERROR(writer.WriteWhenLarge());
    }
  }
  COPYDESK_RETURN_IF_ERROR(DeleteVersions(database, 0, record.version, &writer));
  COPYDESK_RETURN_IF_ERROR(writer.Put(Family::kMeta, kModelKey, EncodeModelRecord(record)));
  COPYDESK_RETURN_IF_ERROR(writer.Write(/*sync=*/true));
  return record.version;
}

// Without a snapshot of RocksDB's: to give one back makes it rewrite tables.
absl::StatusOr<StoredModel> GetDiskModel(const Database& database, std::span<const std::string_view> names) {
  COPYDESK_ASSIGN_OR_RETURN(ModelRecord record, LoadModelRecord(database));
  while (true) {
    absl::StatusOr<StoredModel> model = ReadSections(database, record, names);
    if (!absl::IsNotFound(model.status())) return model;
    // Missing because a writer in this process has put another model meanwhile, or lost.
    COPYDESK_ASSIGN_OR_RETURN(ModelRecord now, LoadModelRecord(database));
    if (now.version == record.version) return absl::DataLossError(model.status().message());
    record = std::move(now);
  }
}

}  // namespace copydesk
