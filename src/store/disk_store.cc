#include "store/disk_store.h"

#include <rocksdb/iterator.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/add_plan.h"
#include "store/committed_file.h"
#include "store/disk_keys.h"
#include "store/disk_model.h"
#include "store/document_codec.h"
#include "store/list_grouper.h"
#include "store/meta_codec.h"
#include "store/rocksdb_status.h"
#include "store/signature_codec.h"
#include "store/store_folder.h"

namespace copydesk {
namespace {

using rocksdb::Slice;
using Cursor = std::unique_ptr<rocksdb::Iterator>;

constexpr std::array<Family, kPostingKinds> kPostingFamilies = {Family::kContents, Family::kBands,
                                                                Family::kFingerprints, Family::kTerms};

Family PostingFamily(PostingKind kind) { return kPostingFamilies[static_cast<std::size_t>(kind)]; }

const char* FamilyName(Family family) { return kFamilyNames[static_cast<std::size_t>(family)]; }

// A value, pinned where RocksDB has it.
std::string_view View(const Slice& slice) { return {slice.data(), slice.size()}; }

// For keys under one prefix of the family's prefix length: the filters then spare most reads.
Cursor SeekPrefix(const Database& database, Family family) {
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  return Cursor(database.db().NewIterator(options, database.family(family)));
}

absl::Status CursorStatus(const Database& database, Family family, const Cursor& cursor) {
  return ToAbslStatus(cursor->status(), database.Place(absl::StrCat("column family ", FamilyName(family))));
}

absl::Status BadKey(const Database& database, Family family) {
  return absl::DataLossError(
      database.Place(absl::StrCat("column family ", FamilyName(family), ": a key does not decode")));
}

// Which reads serve a number below `count`, where a missing record is damage.
struct RecordKey {
  Family family;
  DocumentNumber number;
};

std::string PlaceOf(const Database& database, const RecordKey& key) {
  return database.Place(absl::StrCat(FamilyName(key.family), " record of document ", key.number));
}

absl::Status GetRecord(const Database& database, const RecordKey& key, std::uint64_t count,
                       rocksdb::PinnableSlice* value) {
  const rocksdb::Status status = database.db().Get({}, database.family(key.family), NumberKey(key.number), value);
  if (!status.IsNotFound()) return ToAbslStatus(status, PlaceOf(database, key));
  if (key.number < count) return absl::DataLossError(absl::StrCat(PlaceOf(database, key), " is missing"));
  return absl::NotFoundError(
      database.Place(absl::StrCat("document ", key.number, " is not in the store, which has ", count, " documents")));
}

absl::StatusOr<DocumentRecord> GetDocument(const Database& database, DocumentNumber number, std::uint64_t count) {
  const RecordKey key{.family = Family::kDocs, .number = number};
  rocksdb::PinnableSlice value;
  COPYDESK_RETURN_IF_ERROR(GetRecord(database, key, count, &value));
  absl::StatusOr<DocumentRecord> record = DecodeDocument(View(value));
  if (!record.ok()) return Annotate(record.status(), PlaceOf(database, key));
  return record;
}

// The documents under an id, and their records. Keys hold a hash of the id; the record has the id itself.
struct IdEntry {
  DocumentNumber number = 0;
  TextIdentity text;
};

absl::StatusOr<std::vector<IdEntry>> FindIdEntries(const Database& database, std::string_view id,
                                                   const Cursor& cursor) {
  const std::string prefix = IdPrefix(id);
  std::vector<IdEntry> entries;
  for (cursor->Seek(prefix); cursor->Valid() && cursor->key().starts_with(prefix); cursor->Next()) {
    const std::optional<DocumentNumber> number = ParseIdKey(View(cursor->key()));
    if (!number.has_value()) return BadKey(database, Family::kIds);
    // Id and record are written together: a number that is listed and has no record is damage.
    COPYDESK_ASSIGN_OR_RETURN(const DocumentRecord record, GetDocument(database, *number, *number + 1));
    if (record.metadata.id == id) entries.push_back({.number = *number, .text = record.text});
  }
  COPYDESK_RETURN_IF_ERROR(CursorStatus(database, Family::kIds, cursor));
  return entries;
}

// Lookups of one Add: three cursors serve the whole batch.
class DiskContents final : public StoredContents {
 public:
  explicit DiskContents(const Database& database)
      : database_(database),
        ids_(SeekPrefix(database, Family::kIds)),
        contents_(SeekPrefix(database, Family::kContents)),
        terms_(SeekPrefix(database, Family::kTerms)) {}

  absl::StatusOr<IdMatch> FindId(std::string_view id, const TextIdentity& text) override {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<IdEntry> entries, FindIdEntries(database_, id, ids_));
    IdMatch match{.known = !entries.empty(), .same_text = std::nullopt};
    for (const IdEntry& entry : entries) {
      if (entry.text == text) match.same_text = entry.number;
    }
    return match;
  }

  absl::StatusOr<bool> HasContent(const ContentHash& content) override {
    return HasPrefix(ContentPrefix(content), Family::kContents, contents_);
  }

  absl::StatusOr<bool> HasStory(const Hash128& identity) override {
    return HasPrefix(StoryPrefix(identity), Family::kTerms, terms_);
  }

 private:
  absl::StatusOr<bool> HasPrefix(const std::string& prefix, Family family, const Cursor& cursor) const {
    cursor->Seek(prefix);
    if (cursor->Valid()) return cursor->key().starts_with(prefix);
    COPYDESK_RETURN_IF_ERROR(CursorStatus(database_, family, cursor));
    return false;
  }

  const Database& database_;
  Cursor ids_;
  Cursor contents_;
  Cursor terms_;
};

class DiskStore final : public Store {
 public:
  DiskStore(std::unique_ptr<Database> database, const StoreIdentity& identity, bool read_only, std::uint64_t count)
      : database_(std::move(database)), identity_(identity), read_only_(read_only), count_(count) {}

  // What was added is safe in the log already; tables open faster, and damage in them is always noticed.
  ~DiskStore() override {
    if (read_only_) return;
    const absl::StatusOr<ModelRecord> model = LoadModelRecord(*database_);
    if (!model.ok() || !database_->Flush().ok()) return;
    WriteCommitted(database_->path(), {.documents = DocumentCount(), .model = model->version}).IgnoreError();
  }
  DiskStore(const DiskStore&) = delete;
  DiskStore& operator=(const DiskStore&) = delete;

  absl::StatusOr<std::vector<AddedDocument>> Add(std::span<const StoredDocument> batch) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    DiskContents contents(*database_);
    const std::uint64_t count = DocumentCount();
    COPYDESK_ASSIGN_OR_RETURN(AddPlan plan, PlanAdd(batch, config(), bands(), count, &contents));
    if (plan.documents.empty()) return std::move(plan.added);
    // Neighbours in a memtable share cache lines: writing in order takes half the time.
    for (std::vector<PostingEntry>& entries : plan.postings) std::sort(entries.begin(), entries.end());
    COPYDESK_RETURN_IF_ERROR(Write(batch, plan, count + plan.documents.size()));
    count_.store(count + plan.documents.size(), std::memory_order_release);
    return std::move(plan.added);
  }

  const SketchConfig& config() const override { return identity_.config; }
  const BandPlan& bands() const override { return identity_.bands; }
  std::uint64_t DocumentCount() const override { return count_.load(std::memory_order_acquire); }

  absl::StatusOr<std::vector<DocumentNumber>> FindId(std::string_view id) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<IdEntry> entries,
                              FindIdEntries(*database_, id, SeekPrefix(*database_, Family::kIds)));
    std::vector<DocumentNumber> numbers;
    numbers.reserve(entries.size());
    for (const IdEntry& entry : entries) numbers.push_back(entry.number);
    return numbers;
  }

  absl::StatusOr<Metadata> GetMetadata(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(DocumentRecord record, GetDocument(*database_, number, DocumentCount()));
    return std::move(record.metadata);
  }

  absl::StatusOr<std::vector<Block>> GetBlocks(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(DocumentRecord record, GetDocument(*database_, number, DocumentCount()));
    return std::move(record.blocks);
  }

  absl::StatusOr<std::string> GetText(DocumentNumber number) const override {
    if (!identity_.keep_text) return absl::NotFoundError(database_->Place("texts are not kept in it"));
    rocksdb::PinnableSlice value;
    COPYDESK_RETURN_IF_ERROR(
        GetRecord(*database_, {.family = Family::kText, .number = number}, DocumentCount(), &value));
    return std::string(View(value));
  }

  absl::StatusOr<std::vector<Signature>> GetSignatures(DocumentNumber number) const override {
    const RecordKey key{.family = Family::kSignatures, .number = number};
    rocksdb::PinnableSlice value;
    COPYDESK_RETURN_IF_ERROR(GetRecord(*database_, key, DocumentCount(), &value));
    absl::StatusOr<std::vector<Signature>> signatures = DecodeSignatures(View(value), config().bins);
    if (!signatures.ok()) return Annotate(signatures.status(), PlaceOf(*database_, key));
    return signatures;
  }

  absl::StatusOr<std::vector<Posting>> GetPostings(PostingKind kind, std::uint64_t hash,
                                                   std::size_t limit) const override {
    std::vector<Posting> postings;
    if (limit == 0) return postings;
    const Family family = PostingFamily(kind);
    const Cursor cursor = SeekPrefix(*database_, family);
    const std::string prefix = PostingPrefix(hash);
    for (cursor->Seek(prefix); cursor->Valid() && cursor->key().starts_with(prefix); cursor->Next()) {
      const std::optional<PostingEntry> entry = ParsePostingKey(View(cursor->key()));
      if (!entry.has_value()) return BadKey(*database_, family);
      postings.push_back(entry->posting());
      if (postings.size() == limit) return postings;
    }
    COPYDESK_RETURN_IF_ERROR(CursorStatus(*database_, family, cursor));
    return postings;
  }

  absl::Status ForEachList(PostingKind kind, std::size_t limit, const ListVisitor& visit) const override {
    const Family family = PostingFamily(kind);
    rocksdb::ReadOptions options;
    options.total_order_seek = true;
    options.fill_cache = false;  // every block is read once
    options.readahead_size = std::size_t{2} << 20;
    const Cursor cursor(database_->db().NewIterator(options, database_->family(family)));
    ListGrouper grouper(limit, visit);
    for (cursor->SeekToFirst(); cursor->Valid(); cursor->Next()) {
      const std::optional<PostingEntry> entry = ParsePostingKey(View(cursor->key()));
      if (!entry.has_value()) return BadKey(*database_, family);
      COPYDESK_RETURN_IF_ERROR(grouper.Add(*entry));
    }
    COPYDESK_RETURN_IF_ERROR(CursorStatus(*database_, family, cursor));
    return grouper.Finish();
  }

  absl::StatusOr<std::uint64_t> PutModel(std::span<const ModelSection> sections) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    return PutDiskModel(*database_, sections);
  }

  absl::StatusOr<StoredModel> GetModel(std::span<const std::string_view> names) const override {
    return GetDiskModel(*database_, names);
  }

 private:
  absl::Status CheckWritable() const {
    if (!read_only_) return absl::OkStatus();
    return absl::FailedPreconditionError(database_->Place("it was opened for reading only"));
  }

  // One synced write of everything the plan says.
  absl::Status Write(std::span<const StoredDocument> batch, const AddPlan& plan, std::uint64_t count) {
    rocksdb::WriteBatch writes;
    rocksdb::Status status;
    const auto put = [&](Family family, const Slice& key, const Slice& value) {
      if (status.ok()) status = writes.Put(database_->family(family), key, value);
    };
    for (const NewDocument& added : plan.documents) {
      const StoredDocument& document = batch[added.index];
      const std::string key = NumberKey(added.number);
      put(Family::kIds, IdKey(document.metadata.id, added.number), {});
      put(Family::kDocs, key, added.encoded->record);
      put(Family::kSignatures, key, added.encoded->signatures);
      if (identity_.keep_text) put(Family::kText, key, document.text);
    }
    for (std::size_t kind = 0; kind < kPostingKinds; ++kind) {
      for (const PostingEntry& entry : plan.postings[kind]) put(kPostingFamilies[kind], PostingKey(entry), {});
    }
    put(Family::kMeta, Slice(kDocumentsKey), EncodeCounter(count));
    rocksdb::WriteOptions options;
    options.sync = true;
    if (status.ok()) status = database_->db().Write(options, &writes);
    return ToAbslStatus(status, database_->Place("the batch was not written"));
  }

  const std::unique_ptr<Database> database_;
  const StoreIdentity identity_;
  const bool read_only_;
  std::atomic<std::uint64_t> count_;
};

// Numbers are dense: the last record tells how many there are.
absl::Status CheckLastDocument(const Database& database, std::uint64_t count) {
  const Cursor cursor(database.db().NewIterator({}, database.family(Family::kDocs)));
  cursor->SeekToLast();
  COPYDESK_RETURN_IF_ERROR(CursorStatus(database, Family::kDocs, cursor));
  const bool right = count == 0 ? !cursor->Valid() : cursor->Valid() && cursor->key() == NumberKey(count - 1);
  if (right) return absl::OkStatus();
  return absl::DataLossError(
      database.Place(absl::StrCat("the last document record is not the one of ", count, " documents")));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> MakeDiskStore(std::unique_ptr<Database> database, const StoreIdentity& identity,
                                                     bool read_only) {
  COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t count, LoadCount(*database));
  COPYDESK_RETURN_IF_ERROR(CheckLastDocument(*database, count));
  return std::make_unique<DiskStore>(std::move(database), identity, read_only, count);
}

}  // namespace copydesk
