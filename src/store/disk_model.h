// The model of a store in RocksDB: its chunks in a family of their own, and a record in `meta` that says which are
// current.
#ifndef COPYDESK_STORE_DISK_MODEL_H_
#define COPYDESK_STORE_DISK_MODEL_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "store/database.h"
#include "store/meta_codec.h"

namespace copydesk {

// What the database's record of a model of these sections, which are by name, will be: that of the next version.
[[nodiscard]] absl::StatusOr<ModelRecord> PlanDiskModel(const Database& database,
                                                        std::span<const ModelSection* const> sections);

// As Store::PutModel. Chunks are written some at a time, under the next version; the last write, which is synced, makes
// it the current one and removes the chunks of the one before. What an interrupted call left is removed by the next
// one. For one thread.
[[nodiscard]] absl::StatusOr<std::uint64_t> PutDiskModel(const Database& database,
                                                         std::span<const ModelSection> sections);

// As Store::GetModel. Thread-safe, also while PutDiskModel runs.
[[nodiscard]] absl::StatusOr<StoredModel> GetDiskModel(const Database& database,
                                                       std::span<const std::string_view> names);

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_MODEL_H_
