#include "store/add_plan.h"

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace copydesk {
namespace {

// Plans one document after another, so that later ones see what earlier ones of the batch will have added.
class Planner {
 public:
  Planner(const SketchConfig& config, const BandPlan& bands, DocumentNumber next, StoredContents* stored)
      : config_(config), bands_(bands), next_(next), stored_(stored) {}

  absl::Status Add(const StoredDocument& document, std::size_t index) {
    std::shared_ptr<const EncodedDocument> encoded = document.encoded;
    if (encoded == nullptr) {
      absl::StatusOr<EncodedDocument> made = MakeEncodedDocument(document, config_.bins, bands_);
      if (!made.ok()) {
        return absl::InvalidArgumentError(
            absl::StrCat("document ", index, " of the batch was not added: ", made.status().message()));
      }
      encoded = std::make_shared<const EncodedDocument>(*std::move(made));
    }
    COPYDESK_ASSIGN_OR_RETURN(const StoredContents::IdMatch match, FindId(document.metadata.id, encoded->text));
    if (match.same_text.has_value()) {
      plan_.added.push_back({.number = *match.same_text});
      return absl::OkStatus();
    }
    const DocumentNumber number = next_++;
    plan_.added.push_back({.number = number, .is_new = true, .is_version = match.known});
    plan_.documents.push_back({.index = index, .number = number, .encoded = encoded});
    ids_[document.metadata.id].push_back(plan_.documents.size() - 1);
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
      const BlockNumber block{.document = number, .block = static_cast<std::uint32_t>(i)};
      if (document.blocks[i].role == BlockRole::kFurniture) continue;
      if (document.signatures[i].tokens == 0) continue;
      COPYDESK_RETURN_IF_ERROR(AddPostings(document.signatures[i], encoded->postings[i], block));
    }
    return absl::OkStatus();
  }

  AddPlan Take() { return std::move(plan_); }

 private:
  absl::StatusOr<StoredContents::IdMatch> FindId(std::string_view id, const TextIdentity& text) {
    COPYDESK_ASSIGN_OR_RETURN(StoredContents::IdMatch match, stored_->FindId(id, text));
    const auto found = ids_.find(id);
    if (match.same_text.has_value() || found == ids_.end()) return match;
    match.known = true;
    for (const std::size_t place : found->second) {
      if (plan_.documents[place].encoded->text == text) match.same_text = plan_.documents[place].number;
    }
    return match;
  }

  absl::Status AddPostings(const Signature& signature, const PostingHashes& hashes, BlockNumber block) {
    const ContentHash& content = signature.content;
    Append(PostingKind::kContent, {&content.low, 1}, content.high, block);
    COPYDESK_RETURN_IF_ERROR(AddTermPostings(content, hashes, block));
    AddLinkPostings(content, hashes, block);
    if (!contents_.insert({content.high, content.low}).second) return absl::OkStatus();
    COPYDESK_ASSIGN_OR_RETURN(const bool known, stored_->HasContent(content));
    if (known) return absl::OkStatus();
    Append(PostingKind::kBand, hashes.bands, content.low, block);
    Append(PostingKind::kFingerprint, hashes.fingerprints, content.low, block);
    return absl::OkStatus();
  }

  // One block of each story stands for all, the first one: copies of one page with one title are a single entry in
  // each list.
  absl::Status AddTermPostings(const ContentHash& content, const PostingHashes& hashes, BlockNumber block) {
    if (hashes.terms.empty()) return absl::OkStatus();
    plan_.stories.emplace_back(hashes.story, block);
    if (hashes.period.has_value()) plan_.periods.insert(*hashes.period);
    if (!stories_.insert({hashes.story.high, hashes.story.low}).second) return absl::OkStatus();
    COPYDESK_ASSIGN_OR_RETURN(const bool known, stored_->HasStory(hashes.story));
    if (known) return absl::OkStatus();
    Append(PostingKind::kTerm, hashes.terms, content.low, block);
    return absl::OkStatus();
  }

  // No block stands for another one here: copies of one text lead to, and stand at, addresses of their own.
  void AddLinkPostings(const ContentHash& content, const PostingHashes& hashes, BlockNumber block) {
    if (hashes.links.empty()) return;
    if (hashes.period.has_value()) plan_.periods.insert(*hashes.period);
    Append(PostingKind::kTerm, hashes.links, content.low, block);
  }

  void Append(PostingKind kind, std::span<const std::uint64_t> hashes, std::uint64_t order, BlockNumber block) {
    std::vector<PostingEntry>& entries = plan_.postings[static_cast<std::size_t>(kind)];
    for (const std::uint64_t hash : hashes) entries.push_back(PostingEntry::Make(hash, order, block));
  }

  const SketchConfig& config_;
  const BandPlan& bands_;
  DocumentNumber next_;
  StoredContents* stored_;
  AddPlan plan_;
  absl::flat_hash_map<std::string_view, std::vector<std::size_t>> ids_;  // places in plan_.documents
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> contents_;
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> stories_;
};

}  // namespace

std::vector<PostingEntry> StoryEntries(const AddPlan& plan) {
  std::vector<PostingEntry> entries;
  entries.reserve(plan.stories.size());
  for (const auto& [story, block] : plan.stories) {
    entries.push_back(PostingEntry::Make(story.low, story.high, block));
  }
  return entries;
}

absl::StatusOr<AddPlan> PlanAdd(std::span<const StoredDocument> batch, const SketchConfig& config,
                                const BandPlan& bands, DocumentNumber next, StoredContents* stored) {
  if (batch.size() > kMaxDocuments - next) {
    return absl::ResourceExhaustedError(
        absl::StrCat("a store takes ", kMaxDocuments, " documents, and has had ", next));
  }
  Planner planner(config, bands, next, stored);
  for (std::size_t i = 0; i < batch.size(); ++i) COPYDESK_RETURN_IF_ERROR(planner.Add(batch[i], i));
  return planner.Take();
}

}  // namespace copydesk
