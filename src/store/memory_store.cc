#include "store/memory_store.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/add_plan.h"
#include "store/list_grouper.h"
#include "store/meta_codec.h"
#include "store/model_sections.h"
#include "store/posting_table.h"

namespace copydesk {
namespace {

// One mutex guards everything; what readers take out (documents, sorted postings) is immutable and shared, so that
// they copy and visit without it.
class MemoryStore final : public Store {
 public:
  MemoryStore(const SketchConfig& config, const BandPlan& bands, bool read_only)
      : config_(config), bands_(bands), read_only_(read_only) {}

  absl::StatusOr<std::vector<AddedDocument>> Add(std::span<const StoredDocument> batch) override {
    return Take({batch.begin(), batch.end()});
  }

  absl::StatusOr<std::vector<AddedDocument>> Take(std::vector<StoredDocument> batch) override {
    if (read_only_) return absl::FailedPreconditionError("the store was opened for reading only");
    Contents contents(this);
    COPYDESK_ASSIGN_OR_RETURN(AddPlan plan, PlanAdd(batch, config_, bands_, DocumentCount(), &contents));
    std::vector<std::shared_ptr<const Entry>> entries;
    entries.reserve(plan.documents.size());
    for (const NewDocument& document : plan.documents) {
      StoredDocument& taken = batch[document.index];
      taken.postings = {};
      entries.push_back(std::make_shared<const Entry>(Entry{.document = std::move(taken), .text = document.text}));
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    for (std::shared_ptr<const Entry>& entry : entries) {
      ids_[entry->document.metadata.id].push_back(documents_.size());  // the key is a view into the entry
      documents_.push_back(std::move(entry));
    }
    for (std::size_t kind = 0; kind < kPostingKinds; ++kind) postings_[kind].Append(plan.postings[kind]);
    for (const PostingEntry& posting : plan.postings[static_cast<std::size_t>(PostingKind::kContent)]) {
      contents_.insert({posting.order, posting.hash});
    }
    stories_.insert(plan.stories.begin(), plan.stories.end());
    return std::move(plan.added);
  }

  const SketchConfig& config() const override { return config_; }
  const BandPlan& bands() const override { return bands_; }

  std::uint64_t DocumentCount() const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return documents_.size();
  }

  absl::StatusOr<std::vector<DocumentNumber>> FindId(std::string_view id) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = ids_.find(id);
    return found == ids_.end() ? std::vector<DocumentNumber>() : found->second;
  }

  absl::StatusOr<Metadata> GetMetadata(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Entry> entry, Get(number));
    return entry->document.metadata;
  }

  absl::StatusOr<std::vector<Block>> GetBlocks(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Entry> entry, Get(number));
    return entry->document.blocks;
  }

  absl::StatusOr<std::string> GetText(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Entry> entry, Get(number));
    return entry->document.text;
  }

  absl::StatusOr<std::vector<Signature>> GetSignatures(DocumentNumber number) const override {
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const Entry> entry, Get(number));
    return entry->document.signatures;
  }

  absl::StatusOr<std::vector<Posting>> GetPostings(PostingKind kind, std::uint64_t hash,
                                                   std::size_t limit) const override {
    const std::shared_ptr<const PostingTable::Entries> entries = Sorted(kind);
    auto entry = std::lower_bound(entries->begin(), entries->end(), PostingEntry{.hash = hash});
    std::vector<Posting> postings;
    for (; entry != entries->end() && entry->hash == hash && postings.size() < limit; ++entry) {
      postings.push_back(entry->posting());
    }
    return postings;
  }

  absl::Status ForEachList(PostingKind kind, std::size_t limit, const ListVisitor& visit) const override {
    const std::shared_ptr<const PostingTable::Entries> entries = Sorted(kind);
    ListGrouper grouper(limit, visit);
    for (const PostingEntry& entry : *entries) COPYDESK_RETURN_IF_ERROR(grouper.Add(entry));
    return grouper.Finish();
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
  struct Entry {
    StoredDocument document;
    TextIdentity text;
  };

  class Contents final : public StoredContents {
   public:
    explicit Contents(const MemoryStore* store) : store_(store) {}

    absl::StatusOr<IdMatch> FindId(std::string_view id, const TextIdentity& text) override {
      const std::lock_guard<std::mutex> lock(store_->mutex_);
      IdMatch match;
      const auto found = store_->ids_.find(id);
      if (found == store_->ids_.end()) return match;
      match.known = true;
      for (const DocumentNumber number : found->second) {
        if (store_->documents_[number]->text == text) match.same_text = number;
      }
      return match;
    }

    absl::StatusOr<bool> HasContent(const ContentHash& content) override {
      const std::lock_guard<std::mutex> lock(store_->mutex_);
      return store_->contents_.contains({content.high, content.low});
    }

    absl::StatusOr<bool> HasStory(const Hash128& identity) override {
      const std::lock_guard<std::mutex> lock(store_->mutex_);
      return store_->stories_.contains({identity.high, identity.low});
    }

   private:
    const MemoryStore* store_;
  };

  absl::StatusOr<std::shared_ptr<const Entry>> Get(DocumentNumber number) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (number < documents_.size()) return documents_[number];
    return absl::NotFoundError(
        absl::StrCat("document ", number, " is not in the store, which has ", documents_.size(), " documents"));
  }

  std::shared_ptr<const PostingTable::Entries> Sorted(PostingKind kind) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return postings_[static_cast<std::size_t>(kind)].Sorted();
  }

  const SketchConfig config_;
  const BandPlan bands_;
  const bool read_only_;

  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<const Entry>> documents_;
  absl::flat_hash_map<std::string_view, std::vector<DocumentNumber>> ids_;
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> contents_;  // high and low halves
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> stories_;   // the same of identities
  mutable std::array<PostingTable, kPostingKinds> postings_;               // reading sorts what was appended
  std::shared_ptr<const StoredModel> model_ = std::make_shared<const StoredModel>();
};

}  // namespace

std::unique_ptr<Store> MakeEmptyReadOnlyStore(const SketchConfig& config, const BandPlan& bands) {
  return std::make_unique<MemoryStore>(config, bands, /*read_only=*/true);
}

absl::StatusOr<std::unique_ptr<Store>> OpenMemoryStore(const SketchConfig& config, const BandPlan& bands) {
  COPYDESK_RETURN_IF_ERROR(config.Validate());
  COPYDESK_RETURN_IF_ERROR(CheckBandPlan(bands, config.bins));
  return std::make_unique<MemoryStore>(config, bands, /*read_only=*/false);
}

}  // namespace copydesk
