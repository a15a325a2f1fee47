// Documents written to a database as sorted tables: one batch, or a whole collection whose postings do not fit in
// memory.
#ifndef COPYDESK_STORE_TABLE_BUILD_H_
#define COPYDESK_STORE_TABLE_BUILD_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "store/add_plan.h"
#include "store/database.h"
#include "store/disk_reader.h"
#include "store/family_tables.h"
#include "store/ingestion.h"
#include "store/meta_codec.h"
#include "store/posting_entry.h"

namespace copydesk {

// Protocol: (Add | PutModel)* WritePostings Commit. Nothing is in the database before Commit has returned, and then all
// of it is. For one thread; WritePostings uses several. Errors: those of Ingestion and TemporaryFile; Cancelled.
class TableBuild {
 public:
  // `database` must stay live while this is live.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<TableBuild>> Begin(const Database* database, bool keep_text,
                                                                         const BulkOptions& options);

  // New documents of a batch, with numbers that ascend over all calls, and what the plan posts for them.
  [[nodiscard]] absl::Status Add(std::span<const StoredDocument> batch, const AddPlan& plan);

  // A model, of sections by name, and the record of it; once.
  [[nodiscard]] absl::Status PutModel(const ModelRecord& record, std::span<const ModelSection* const> sections);

  // `after` are the numbers with those of the build. In a database that has no document yet lists are written as they
  // are, and otherwise as changes of those that are there.
  [[nodiscard]] absl::Status WritePostings(const DiskNumbers& after, bool is_empty);

  [[nodiscard]] absl::Status Commit() { return ingestion_->Commit(); }

 private:
  TableBuild(std::unique_ptr<Ingestion> ingestion, bool keep_text, const BulkOptions& options);

  const std::unique_ptr<Ingestion> ingestion_;
  const bool keep_text_;
  const BulkOptions options_;
  FamilyTables tables_;
  std::string model_record_;  // empty: no model
};

// What the documents of a build and those before it hold. About 100 bytes for each document of the build.
class BuildContents final : public StoredContents {
 public:
  // What was there before the build; it must stay live while this is live.
  explicit BuildContents(StoredContents* before) : before_(before) {}

  absl::StatusOr<IdMatch> FindId(std::string_view id, const TextIdentity& text) override;
  absl::StatusOr<bool> HasContent(const ContentHash& content) override;
  absl::StatusOr<bool> HasStory(const Hash128& story) override;

  // What a batch has added.
  void Add(std::span<const StoredDocument> batch, const AddPlan& plan);

 private:
  StoredContents* const before_;
  absl::flat_hash_set<std::uint64_t> ids_;                                                 // hashes
  absl::flat_hash_map<std::pair<std::uint64_t, std::uint64_t>, DocumentNumber> id_texts_;  // hashes of both
  absl::flat_hash_set<EntryHash> contents_;  // order and list of their postings
  absl::flat_hash_set<EntryHash> stories_;   // the same of stories
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_TABLE_BUILD_H_
