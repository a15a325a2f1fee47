#include "store/disk_store.h"

#include <rocksdb/snapshot.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/add_plan.h"
#include "store/committed_file.h"
#include "store/disk_forget.h"
#include "store/disk_keys.h"
#include "store/disk_matches.h"
#include "store/disk_model.h"
#include "store/disk_reader.h"
#include "store/meta_codec.h"
#include "store/model_sections.h"
#include "store/posting_writes.h"
#include "store/rocksdb_status.h"
#include "store/store_folder.h"
#include "store/table_build.h"

namespace copydesk {
namespace {

using rocksdb::Slice;

// Lookups of one Add: three cursors serve the whole batch.
class DiskContents final : public StoredContents {
 public:
  DiskContents(const DiskReader& reader, const DiskNumbers& numbers)
      : reader_(reader),
        numbers_(numbers),
        ids_(reader.SeekPrefix(Family::kIds)),
        contents_(reader.SeekPrefix(Family::kContents)),
        stories_(reader.SeekPrefix(Family::kStories)) {}

  absl::StatusOr<IdMatch> FindId(std::string_view id, const TextIdentity& text) override {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<DiskReader::IdEntry> entries, reader_.FindId(id, numbers_, ids_));
    IdMatch match{.known = !entries.empty(), .same_text = std::nullopt};
    for (const DiskReader::IdEntry& entry : entries) {
      if (entry.text == text) match.same_text = entry.number;
    }
    return match;
  }

  absl::StatusOr<bool> HasContent(const ContentHash& content) override {
    return HasPrefix(ContentPrefix(content), Family::kContents, contents_);
  }

  absl::StatusOr<bool> HasStory(const Hash128& story) override {
    return HasPrefix(StoryPrefix(story), Family::kStories, stories_);
  }

 private:
  absl::StatusOr<bool> HasPrefix(const std::string& prefix, Family family, const DiskCursor& cursor) const {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<PostingEntry> first, reader_.EntriesUnder(prefix, family, cursor, 1));
    return !first.empty();
  }

  const DiskReader& reader_;
  const DiskNumbers& numbers_;
  DiskCursor ids_;
  DiskCursor contents_;
  DiskCursor stories_;
};

// All of a plan's postings, by family.
FamilyPostings PostingsOf(std::span<const StoredDocument> batch, AddPlan* plan) {
  FamilyPostings postings;
  const auto of = [&](Family family) -> std::vector<PostingEntry>& {
    return postings[static_cast<std::size_t>(family)].added;
  };
  for (std::size_t kind = 0; kind < kPostingKinds; ++kind) {
    of(PostingFamily(static_cast<PostingKind>(kind))) = std::move(plan->postings[kind]);
  }
  for (const NewDocument& added : plan->documents) {
    of(Family::kIds).push_back(IdEntry(batch[added.index].metadata.id, added.number));
  }
  of(Family::kStories) = StoryEntries(*plan);
  return postings;
}

std::size_t CountPostings(const AddPlan& plan) {
  std::size_t count = plan.stories.size() + plan.documents.size();
  for (const std::vector<PostingEntry>& entries : plan.postings) count += entries.size();
  return count;
}

Committed CommittedOf(const DiskNumbers& numbers, std::uint64_t model) {
  return {.documents = numbers.end, .forgotten = numbers.forgotten.size(), .model = model};
}

class DiskStore final : public Store {
 public:
  DiskStore(std::shared_ptr<Database> database, const StoreIdentity& identity, const DiskStoreOptions& options,
            std::shared_ptr<const DiskNumbers> numbers)
      : database_(std::move(database)),
        identity_(identity),
        read_only_(options.read_only),
        tables_from_(options.tables_from),
        threads_(options.threads),
        snapshot_(nullptr),
        reader_(database_.get(), identity_, nullptr),
        numbers_(std::move(numbers)) {}

  // What `store` holds at the snapshot, which is given back.
  DiskStore(const DiskStore& store, std::shared_ptr<const DiskNumbers> numbers, const rocksdb::Snapshot* snapshot)
      : database_(store.database_),
        identity_(store.identity_),
        read_only_(true),
        tables_from_(store.tables_from_),
        threads_(store.threads_),
        snapshot_(snapshot),
        reader_(database_.get(), identity_, snapshot),
        numbers_(std::move(numbers)) {}

  // What was added is safe in the log already; tables open faster, and damage in them is always noticed.
  ~DiskStore() override {
    if (snapshot_ != nullptr) database_->db().ReleaseSnapshot(snapshot_);
    if (read_only_) return;
    database_->Flush().IgnoreError();
  }
  DiskStore(const DiskStore&) = delete;
  DiskStore& operator=(const DiskStore&) = delete;

  absl::StatusOr<std::vector<AddedDocument>> Add(std::span<const StoredDocument> batch) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    if (bulk_ != nullptr) return AddToBulk(batch);
    const std::shared_ptr<const DiskNumbers> numbers = Numbers();
    DiskContents contents(reader_, *numbers);
    COPYDESK_ASSIGN_OR_RETURN(AddPlan plan, PlanAdd(batch, config(), bands(), numbers->end, &contents));
    if (plan.documents.empty()) return std::move(plan.added);
    DiskNumbers after = *numbers;
    after.end += plan.documents.size();
    after.periods.insert(plan.periods.begin(), plan.periods.end());
    if (CountPostings(plan) < tables_from_) {
      COPYDESK_RETURN_IF_ERROR(WriteBatch(batch, &plan, std::move(after)));
      return std::move(plan.added);
    }
    COPYDESK_ASSIGN_OR_RETURN(
        const std::unique_ptr<TableBuild> build,
        TableBuild::Begin(database_.get(), identity_.keep_text,
                          {.memory = 0, .temporary_folder = {}, .threads = threads_, .cancel = nullptr}));
    COPYDESK_RETURN_IF_ERROR(build->Add(batch, plan));
    COPYDESK_RETURN_IF_ERROR(build->WritePostings(after, numbers->end == 0));
    COPYDESK_RETURN_IF_ERROR(Commit([&] { return build->Commit(); }, std::move(after)));
    return std::move(plan.added);
  }

  absl::Status StartBulk(const BulkOptions& options) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    if (bulk_ != nullptr) return absl::FailedPreconditionError(database_->Place("a bulk build has begun already"));
    auto bulk = std::make_unique<Bulk>();
    bulk->before = Numbers();
    bulk->end = bulk->before->end;
    bulk->stored = std::make_unique<DiskContents>(reader_, *bulk->before);
    bulk->contents = std::make_unique<BuildContents>(bulk->stored.get());
    COPYDESK_ASSIGN_OR_RETURN(bulk->build, TableBuild::Begin(database_.get(), identity_.keep_text, options));
    bulk_ = std::move(bulk);
    return absl::OkStatus();
  }

  absl::Status FinishBulk() override {
    if (bulk_ == nullptr) return absl::FailedPreconditionError(database_->Place("no bulk build has begun"));
    const std::unique_ptr<Bulk> bulk = std::move(bulk_);
    if (bulk->end == bulk->before->end && !bulk->has_model) return absl::OkStatus();
    DiskNumbers after = *bulk->before;
    after.end = bulk->end;
    after.periods.merge(bulk->periods);
    COPYDESK_RETURN_IF_ERROR(bulk->build->WritePostings(after, bulk->before->end == 0));
    return Commit([&] { return bulk->build->Commit(); }, std::move(after));
  }

  absl::StatusOr<std::uint64_t> Forget(std::span<const DocumentNumber> numbers) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    if (bulk_ != nullptr) return absl::FailedPreconditionError(database_->Place("a bulk build has begun"));
    const std::shared_ptr<const DiskNumbers> before = Numbers();
    std::vector<DocumentNumber> forgotten(numbers.begin(), numbers.end());
    std::sort(forgotten.begin(), forgotten.end());
    forgotten.erase(std::unique(forgotten.begin(), forgotten.end()), forgotten.end());
    std::erase_if(forgotten, [&](DocumentNumber number) { return !before->Contains(number); });
    if (forgotten.empty()) return 0;
    DiskNumbers after = *before;
    rocksdb::WriteBatch writes;
    COPYDESK_RETURN_IF_ERROR(PlanForget(*database_, reader_, bands(), forgotten, &after, &writes));
    COPYDESK_RETURN_IF_ERROR(Commit([&] { return Write(&writes); }, std::move(after)));
    return forgotten.size();
  }

  absl::Status KeepMatches(std::span<const KeptMatch> matches, const MatchedDocuments& matched) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    const std::shared_ptr<const DiskNumbers> numbers = Numbers();
    const auto is_good = [&](const KeptMatch& match) {
      return match.first < match.second && !match.value.empty() && numbers->Contains(match.first.document) &&
             numbers->Contains(match.second.document);
    };
    if (matched.end > numbers->end || !std::all_of(matches.begin(), matches.end(), is_good)) {
      return absl::InvalidArgumentError(database_->Place("matches of blocks that are not there cannot be kept"));
    }
    rocksdb::WriteBatch writes;
    COPYDESK_RETURN_IF_ERROR(PlanMatches(*database_, matches, matched, &writes));
    return Write(&writes);
  }

  absl::StatusOr<MatchedDocuments> GetMatched() const override { return LoadMatched(*database_, reader_.Options()); }

  absl::Status ForEachMatch(const std::function<absl::Status(const KeptMatch&)>& visit) const override {
    return ForEachDiskMatch(*database_, reader_.Options(), *Numbers(), visit);
  }

  absl::Status Compact(const std::atomic<bool>* cancel) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    return database_->Compact(cancel);
  }

  std::unique_ptr<Store> OpenReader() const override {
    const std::lock_guard<std::mutex> lock(commit_mutex_);
    return std::make_unique<DiskStore>(*this, Numbers(), database_->db().GetSnapshot());
  }

  const SketchConfig& config() const override { return identity_.config; }
  const BandPlan& bands() const override { return identity_.bands; }
  DocumentNumber EndNumber() const override { return Numbers()->end; }
  bool Contains(DocumentNumber number) const override { return Numbers()->Contains(number); }
  std::uint64_t DocumentCount() const override {
    const std::shared_ptr<const DiskNumbers> numbers = Numbers();
    return numbers->end - numbers->forgotten.size();
  }

  absl::StatusOr<std::vector<DocumentNumber>> FindId(std::string_view id) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<DiskReader::IdEntry> entries,
                              reader_.FindId(id, *Numbers(), reader_.SeekPrefix(Family::kIds)));
    std::vector<DocumentNumber> numbers;
    numbers.reserve(entries.size());
    for (const DiskReader::IdEntry& entry : entries) numbers.push_back(entry.number);
    return numbers;
  }

  absl::StatusOr<Metadata> GetMetadata(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(DocumentRecord record, reader_.GetDocument(number, *Numbers()));
    return std::move(record.metadata);
  }

  absl::StatusOr<std::vector<Block>> GetBlocks(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(DocumentRecord record, reader_.GetDocument(number, *Numbers()));
    return std::move(record.blocks);
  }

  absl::StatusOr<std::string> GetText(DocumentNumber number) const override {
    return reader_.GetText(number, *Numbers());
  }

  absl::StatusOr<std::vector<Signature>> GetSignatures(DocumentNumber number) const override {
    return reader_.GetSignatures(number, *Numbers());
  }

  absl::StatusOr<std::vector<Posting>> GetPostings(PostingKind kind, std::uint64_t hash,
                                                   std::size_t limit) const override {
    return reader_.GetPostings(kind, hash, limit, *Numbers());
  }

  absl::StatusOr<std::vector<std::vector<Posting>>> GetManyPostings(PostingKind kind,
                                                                    std::span<const std::uint64_t> hashes,
                                                                    std::size_t limit) const override {
    if (kind == PostingKind::kContent) return Store::GetManyPostings(kind, hashes, limit);
    return reader_.GetManyPacked(PostingFamily(kind), hashes, limit, *Numbers());
  }

  absl::Status ForEachList(PostingKind kind, std::size_t limit, const ListVisitor& visit) const override {
    return reader_.ForEachList(kind, limit, visit, *Numbers());
  }

  std::vector<std::int64_t> TermPeriods() const override {
    const std::shared_ptr<const DiskNumbers> numbers = Numbers();
    return {numbers->periods.begin(), numbers->periods.end()};
  }

  absl::StatusOr<std::uint64_t> PutModel(std::span<const ModelSection> sections) override {
    COPYDESK_RETURN_IF_ERROR(CheckWritable());
    if (bulk_ != nullptr) return PutModelInBulk(sections);
    COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t version, PutDiskModel(*database_, sections));
    COPYDESK_RETURN_IF_ERROR(WriteCommitted(database_->path(), CommittedOf(*Numbers(), version)));
    return version;
  }

  absl::StatusOr<StoredModel> GetModel(std::span<const std::string_view> names) const override {
    return GetDiskModel(*database_, names);
  }

 private:
  absl::Status CheckWritable() const {
    if (!read_only_) return absl::OkStatus();
    return absl::FailedPreconditionError(database_->Place("it was opened for reading only"));
  }

  std::shared_ptr<const DiskNumbers> Numbers() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return numbers_;
  }

  // Does `write`, and tells readers of the numbers that there are then.
  template <typename Writing>
  absl::Status Commit(const Writing& write, DiskNumbers after) {
    const std::lock_guard<std::mutex> commit(commit_mutex_);
    COPYDESK_RETURN_IF_ERROR(write());
    const auto numbers = std::make_shared<const DiskNumbers>(std::move(after));
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      numbers_ = numbers;
    }
    COPYDESK_ASSIGN_OR_RETURN(const ModelRecord model, LoadModelRecord(*database_));
    return WriteCommitted(database_->path(), CommittedOf(*numbers, model.version));
  }

  absl::StatusOr<std::vector<AddedDocument>> AddToBulk(std::span<const StoredDocument> batch) {
    absl::StatusOr<AddPlan> plan = PlanAdd(batch, config(), bands(), bulk_->end, bulk_->contents.get());
    absl::Status status = plan.status();
    if (status.ok()) status = bulk_->build->Add(batch, *plan);
    if (!status.ok()) {
      bulk_ = nullptr;
      return status;
    }
    bulk_->contents->Add(batch, *plan);
    bulk_->end += plan->documents.size();
    bulk_->periods.merge(plan->periods);
    return std::move(plan->added);
  }

  // Chunks of the model before stay until a model is put without a bulk; nothing reads them.
  absl::StatusOr<std::uint64_t> PutModelInBulk(std::span<const ModelSection> sections) {
    if (bulk_->has_model) return absl::FailedPreconditionError(database_->Place("a bulk takes one model"));
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<const ModelSection*> sorted, SortSections(sections));
    COPYDESK_ASSIGN_OR_RETURN(const ModelRecord record, PlanDiskModel(*database_, sorted));
    if (absl::Status status = bulk_->build->PutModel(record, sorted); !status.ok()) {
      bulk_ = nullptr;
      return status;
    }
    bulk_->has_model = true;
    return record.version;
  }

  absl::Status Write(rocksdb::WriteBatch* writes) {
    rocksdb::WriteOptions options;
    options.sync = true;
    return ToAbslStatus(database_->db().Write(options, writes), database_->Place("the batch was not written"));
  }

  // One synced write of everything the plan says. Takes its postings.
  absl::Status WriteBatch(std::span<const StoredDocument> batch, AddPlan* plan, DiskNumbers after) {
    rocksdb::WriteBatch writes;
    rocksdb::Status status;
    const auto put = [&](Family family, const Slice& key, const Slice& value) {
      if (status.ok()) status = writes.Put(database_->family(family), key, value);
    };
    for (const NewDocument& added : plan->documents) {
      const std::string key = NumberKey(added.number);
      put(Family::kDocs, key, added.encoded->record);
      put(Family::kSignatures, key, added.encoded->signatures);
      if (!identity_.keep_text) continue;
      put(Family::kText, key, added.encoded->PackedText(batch[added.index].text));
    }
    put(Family::kMeta, Slice(kDocumentsKey), EncodeCounter(after.end));
    for (const std::int64_t period : plan->periods) put(Family::kMeta, PeriodKey(period), {});
    COPYDESK_RETURN_IF_ERROR(ToAbslStatus(status, database_->Place("the batch was not made")));
    FamilyPostings postings = PostingsOf(batch, plan);
    COPYDESK_RETURN_IF_ERROR(WritePostings(*database_, &postings, &writes));
    return Commit([&] { return Write(&writes); }, std::move(after));
  }

  bool PacksTexts() const override { return identity_.keep_text; }

  const std::shared_ptr<Database> database_;
  const StoreIdentity identity_;
  const bool read_only_;
  const std::size_t tables_from_;
  const int threads_;
  const rocksdb::Snapshot* const snapshot_;
  const DiskReader reader_;

  // A bulk build under way, of the writer alone.
  struct Bulk {
    std::shared_ptr<const DiskNumbers> before;
    DocumentNumber end = 0;
    std::set<std::int64_t> periods;
    bool has_model = false;
    std::unique_ptr<DiskContents> stored;
    std::unique_ptr<BuildContents> contents;
    std::unique_ptr<TableBuild> build;
  };
  std::unique_ptr<Bulk> bulk_;

  mutable std::mutex commit_mutex_;  // held while a write becomes visible
  mutable std::mutex mutex_;         // guards numbers_
  std::shared_ptr<const DiskNumbers> numbers_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> MakeDiskStore(std::unique_ptr<Database> database, const StoreIdentity& identity,
                                                     const DiskStoreOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(DiskNumbers numbers, LoadNumbers(*database));
  return std::make_unique<DiskStore>(std::move(database), identity, options,
                                     std::make_shared<const DiskNumbers>(std::move(numbers)));
}

}  // namespace copydesk
