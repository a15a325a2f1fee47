#include "store/memory_store.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <iterator>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/returned_memory.h"
#include "base/spilled_bytes.h"
#include "base/status.h"
#include "base/temporary_file.h"
#include "store/add_plan.h"
#include "store/meta_codec.h"
#include "store/model_sections.h"
#include "store/posting_table.h"
#include "store/signature_codec.h"

namespace copydesk {
namespace {

// Bytes of a document before its record and signatures.
struct Head {
  std::uint64_t text = 0;  // where it begins
  std::uint32_t text_length = 0;
  std::uint32_t record_length = 0;
  std::uint32_t signatures_length = 0;
};

// One mutex guards what has none of its own. Documents are there before their postings.
class MemoryStore final : public Store {
 public:
  MemoryStore(const SketchConfig& config, const BandPlan& bands, const MemoryStoreOptions& options, bool read_only)
      : config_(config),
        bands_(bands),
        options_(options),
        read_only_(read_only),
        heads_(options.temporary_folder),
        texts_(options.temporary_folder),
        postings_{PostingTable(options.temporary_folder), PostingTable(options.temporary_folder),
                  PostingTable(options.temporary_folder), PostingTable(options.temporary_folder)} {}

  absl::StatusOr<std::vector<AddedDocument>> Add(std::span<const StoredDocument> batch) override {
    if (read_only_) return absl::FailedPreconditionError("the store was opened for reading only");
    Contents contents(this);
    COPYDESK_ASSIGN_OR_RETURN(AddPlan plan, PlanAdd(batch, config_, bands_, DocumentCount(), &contents));
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      for (const NewDocument& document : plan.documents) AddDocument(batch[document.index], document);
      for (const PostingEntry& posting : plan.postings[static_cast<std::size_t>(PostingKind::kContent)]) {
        contents_.insert({posting.order(), posting.list()});
      }
      for (const auto& [story, block] : plan.stories) stories_.insert({story.high, story.low});
      periods_.merge(plan.periods);
    }
    for (std::size_t kind = 0; kind < kPostingKinds; ++kind) postings_[kind].Append(plan.postings[kind]);
    COPYDESK_RETURN_IF_ERROR(KeepWithinBounds());
    return std::move(plan.added);
  }

  absl::Status StartBulk(const BulkOptions& /*options*/) override { return absl::OkStatus(); }
  absl::Status FinishBulk() override { return absl::OkStatus(); }

  absl::StatusOr<std::uint64_t> Forget(std::span<const DocumentNumber> /*numbers*/) override {
    return absl::UnimplementedError("a store in memory does not forget");
  }

  std::unique_ptr<Store> OpenReader() const override { return nullptr; }

  const SketchConfig& config() const override { return config_; }
  const BandPlan& bands() const override { return bands_; }

  std::uint64_t DocumentCount() const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return documents_.size();
  }
  DocumentNumber EndNumber() const override { return DocumentCount(); }
  bool Contains(DocumentNumber number) const override { return number < DocumentCount(); }

  absl::StatusOr<std::vector<DocumentNumber>> FindId(std::string_view id) const override {
    std::vector<DocumentNumber> found;
    for (const DocumentNumber number : DocumentsOfHash(Hash64(id))) {
      COPYDESK_ASSIGN_OR_RETURN(const std::string record, ReadRecord(number));
      COPYDESK_ASSIGN_OR_RETURN(const std::string of_document, DecodeDocumentId(record));
      if (of_document == id) found.push_back(number);
    }
    return found;
  }

  absl::StatusOr<Metadata> GetMetadata(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::string record, ReadRecord(number));
    return DecodeMetadata(record);
  }

  absl::StatusOr<std::vector<Block>> GetBlocks(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(DocumentRecord record, GetRecord(number));
    return std::move(record.blocks);
  }

  absl::StatusOr<std::string> GetText(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t place, PlaceOf(number));
    COPYDESK_ASSIGN_OR_RETURN(const Head head, ReadHead(place));
    std::string text;
    COPYDESK_RETURN_IF_ERROR(texts_.Read(head.text, head.text_length, &text));
    return text;
  }

  absl::StatusOr<std::vector<Signature>> GetSignatures(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t place, PlaceOf(number));
    COPYDESK_ASSIGN_OR_RETURN(const Head head, ReadHead(place));
    std::string signatures;
    COPYDESK_RETURN_IF_ERROR(
        heads_.Read(place + sizeof(Head) + head.record_length, head.signatures_length, &signatures));
    return DecodeSignatures(signatures, config_.bins);
  }

  absl::StatusOr<std::vector<Posting>> GetPostings(PostingKind kind, std::uint64_t hash,
                                                   std::size_t limit) const override {
    return postings_[static_cast<std::size_t>(kind)].List(hash, limit);
  }

  absl::Status ForEachList(PostingKind kind, std::size_t limit, const ListVisitor& visit) const override {
    const std::uint64_t slice_bytes = std::max(
        kSmallestSlice, options_.memory / (kSlicesInMemory * static_cast<unsigned>(std::max(1, options_.threads))));
    return postings_[static_cast<std::size_t>(kind)].ForEachList(limit, visit, options_.threads, slice_bytes);
  }

  std::vector<std::int64_t> TermPeriods() const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return {periods_.begin(), periods_.end()};
  }

  absl::Status ReleaseMemory() override {
    if (!heads_.HasSpilled()) return absl::OkStatus();
    COPYDESK_RETURN_IF_ERROR(Spill());
    ReturnFreedMemory();
    return absl::OkStatus();
  }

  absl::StatusOr<std::uint64_t> PutModel(std::span<const ModelSection> sections) override {
    if (read_only_) return absl::FailedPreconditionError("the store was opened for reading only");
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<const ModelSection*> sorted, SortSections(sections));
    auto model = std::make_shared<StoredModel>();
    for (const ModelSection* const section : sorted) model->sections.push_back(*section);
    const std::lock_guard<std::mutex> lock(mutex_);
    model->version = model_->version + 1;
    model_ = std::move(model);
    return model_->version;
  }

  absl::StatusOr<StoredModel> GetModel(std::span<const std::string_view> names) const override {
    const std::shared_ptr<const StoredModel> model = [this] {
      const std::lock_guard<std::mutex> lock(mutex_);
      return model_;
    }();
    StoredModel wanted{.version = model->version, .sections = {}};
    std::copy_if(model->sections.begin(), model->sections.end(), std::back_inserter(wanted.sections),
                 [&](const ModelSection& section) { return IsWanted(section.name, names); });
    return wanted;
  }

 private:
  static constexpr std::uint64_t kSmallestSlice = std::uint64_t{16} << 20;
  static constexpr std::uint64_t kSlicesInMemory = 8;

  class Contents final : public StoredContents {
   public:
    explicit Contents(const MemoryStore* store) : store_(store) {}

    absl::StatusOr<IdMatch> FindId(std::string_view id, const TextIdentity& text) override {
      IdMatch match;
      for (const DocumentNumber number : store_->DocumentsOfHash(Hash64(id))) {
        COPYDESK_ASSIGN_OR_RETURN(const DocumentRecord record, store_->GetRecord(number));
        if (record.metadata.id != id) continue;
        match.known = true;
        if (record.text == text) match.same_text = number;
      }
      return match;
    }

    absl::StatusOr<bool> HasContent(const ContentHash& content) override {
      const std::lock_guard<std::mutex> lock(store_->mutex_);
      return store_->contents_.contains(EntryHashOf(content.high, content.low));
    }

    absl::StatusOr<bool> HasStory(const Hash128& story) override {
      const std::lock_guard<std::mutex> lock(store_->mutex_);
      return store_->stories_.contains({story.high, story.low});
    }

   private:
    const MemoryStore* store_;
  };

  // With the mutex.
  void AddDocument(const StoredDocument& document, const NewDocument& added) {
    const EncodedDocument& encoded = *added.encoded;
    const Head head{.text = texts_.Append(document.text),
                    .text_length = static_cast<std::uint32_t>(document.text.size()),
                    .record_length = static_cast<std::uint32_t>(encoded.record.size()),
                    .signatures_length = static_cast<std::uint32_t>(encoded.signatures.size())};
    std::array<char, sizeof(Head)> bytes = {};
    std::memcpy(bytes.data(), &head, sizeof(Head));
    documents_.push_back(heads_.Append({bytes.data(), bytes.size()}));
    heads_.Append(encoded.record);
    heads_.Append(encoded.signatures);
    const std::uint64_t hash = Hash64(document.metadata.id);
    if (!first_of_id_.try_emplace(hash, added.number).second) more_of_id_[hash].push_back(added.number);
  }

  absl::Status KeepWithinBounds() {
    if (options_.memory == 0) return absl::OkStatus();
    constexpr std::uint64_t kBytesAnEntry = 25;  // of a table of ids or contents
    std::uint64_t used = heads_.MemoryBytes() + texts_.MemoryBytes() + documents_.size() * sizeof(std::uint64_t) +
                         (first_of_id_.capacity() + contents_.capacity() + stories_.capacity()) * kBytesAnEntry;
    for (const PostingTable& table : postings_) used += table.MemoryBytes();
    return used > options_.memory ? Spill() : absl::OkStatus();
  }

  absl::Status Spill() {
    COPYDESK_RETURN_IF_ERROR(heads_.Spill());
    COPYDESK_RETURN_IF_ERROR(texts_.Spill());
    for (PostingTable& table : postings_) COPYDESK_RETURN_IF_ERROR(table.Spill());
    return absl::OkStatus();
  }

  // The documents of which the id has this hash, ascending.
  std::vector<DocumentNumber> DocumentsOfHash(std::uint64_t hash) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::vector<DocumentNumber> numbers;
    const auto first = first_of_id_.find(hash);
    if (first == first_of_id_.end()) return numbers;
    numbers.push_back(first->second);
    const auto more = more_of_id_.find(hash);
    if (more != more_of_id_.end()) numbers.insert(numbers.end(), more->second.begin(), more->second.end());
    return numbers;
  }

  absl::StatusOr<std::uint64_t> PlaceOf(DocumentNumber number) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (number < documents_.size()) return documents_[number];
    return absl::NotFoundError(
        absl::StrCat("document ", number, " is not in the store, which has ", documents_.size(), " documents"));
  }

  absl::StatusOr<Head> ReadHead(std::uint64_t place) const {
    std::string bytes;
    COPYDESK_RETURN_IF_ERROR(heads_.Read(place, sizeof(Head), &bytes));
    return HeadOf(bytes);
  }

  static Head HeadOf(std::string_view bytes) {
    Head head;
    std::memcpy(&head, bytes.data(), sizeof(Head));
    return head;
  }

  // Most records are read with their head.
  absl::StatusOr<std::string> ReadRecord(DocumentNumber number) const {
    constexpr std::size_t kMostRecords = 488;
    COPYDESK_ASSIGN_OR_RETURN(const std::uint64_t place, PlaceOf(number));
    std::string bytes;
    COPYDESK_RETURN_IF_ERROR(
        heads_.Read(place, std::min<std::uint64_t>(sizeof(Head) + kMostRecords, heads_.size() - place), &bytes));
    const Head head = HeadOf(bytes);
    if (bytes.size() < sizeof(Head) + head.record_length) {
      COPYDESK_RETURN_IF_ERROR(heads_.Read(place, sizeof(Head) + head.record_length, &bytes));
    }
    bytes.resize(sizeof(Head) + head.record_length);
    bytes.erase(0, sizeof(Head));
    return bytes;
  }

  absl::StatusOr<DocumentRecord> GetRecord(DocumentNumber number) const {
    COPYDESK_ASSIGN_OR_RETURN(const std::string record, ReadRecord(number));
    return DecodeDocument(record);
  }

  const SketchConfig config_;
  const BandPlan bands_;
  const MemoryStoreOptions options_;
  const bool read_only_;

  SpilledBytes heads_;  // of each document a Head, its record and its signatures
  SpilledBytes texts_;
  std::array<PostingTable, kPostingKinds> postings_;

  mutable std::mutex mutex_;
  std::deque<std::uint64_t> documents_;                             // where each begins in heads_
  absl::flat_hash_map<std::uint64_t, DocumentNumber> first_of_id_;  // by the hash of the id
  absl::flat_hash_map<std::uint64_t, std::vector<DocumentNumber>> more_of_id_;
  absl::flat_hash_set<EntryHash> contents_;                               // order and list of their postings
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> stories_;  // high and low halves
  std::set<std::int64_t> periods_;
  std::shared_ptr<const StoredModel> model_ = std::make_shared<const StoredModel>();
};

}  // namespace

std::unique_ptr<Store> MakeEmptyReadOnlyStore(const SketchConfig& config, const BandPlan& bands) {
  return std::make_unique<MemoryStore>(config, bands, MemoryStoreOptions(), /*read_only=*/true);
}

absl::StatusOr<std::unique_ptr<Store>> OpenMemoryStore(const SketchConfig& config, const BandPlan& bands,
                                                       const MemoryStoreOptions& options) {
  COPYDESK_RETURN_IF_ERROR(config.Validate());
  COPYDESK_RETURN_IF_ERROR(CheckBandPlan(bands, config.bins));
  // A folder that was named and does not do is told before anything is read.
  if (!options.temporary_folder.empty())
    COPYDESK_RETURN_IF_ERROR(TemporaryFile::Create(options.temporary_folder).status());
  return std::make_unique<MemoryStore>(config, bands, options, /*read_only=*/false);
}

}  // namespace copydesk
