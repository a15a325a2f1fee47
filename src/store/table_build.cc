#include "store/table_build.h"

#include <algorithm>
#include <array>

#include "base/cancel.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/status.h"
#include "store/disk_keys.h"

namespace copydesk {
namespace {

std::pair<std::uint64_t, std::uint64_t> HashIdText(std::string_view id, const TextIdentity& text) {
  std::string bytes;
  PutFixed64(&bytes, text.length);
  PutFixed64(&bytes, text.hash.high);
  PutFixed64(&bytes, text.hash.low);
  bytes.append(id);
  const Hash128 hash = HashBytes128(bytes);
  return {hash.high, hash.low};
}

}  // namespace

TableBuild::TableBuild(std::unique_ptr<Ingestion> ingestion, bool keep_text, const BulkOptions& options)
    : ingestion_(std::move(ingestion)), keep_text_(keep_text), options_(options), tables_(options.temporary_folder) {}

absl::StatusOr<std::unique_ptr<TableBuild>> TableBuild::Begin(const Database* database, bool keep_text,
                                                              const BulkOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<Ingestion> ingestion, Ingestion::Begin(database));
  return std::unique_ptr<TableBuild>(new TableBuild(std::move(ingestion), keep_text, options));
}

absl::Status TableBuild::Add(std::span<const StoredDocument> batch, const AddPlan& plan) {
  for (const NewDocument& added : plan.documents) {
    const std::string key = NumberKey(added.number);
    COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kDocs, key, added.encoded->record));
    COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kSignatures, key, added.encoded->signatures));
    if (!keep_text_) continue;
    COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kText, key, added.encoded->PackedText(batch[added.index].text)));
  }
  for (std::size_t kind = 0; kind < kPostingKinds; ++kind) {
    tables_.of(PostingFamily(static_cast<PostingKind>(kind))).Append(plan.postings[kind]);
  }
  std::vector<PostingEntry> entries;
  for (const NewDocument& added : plan.documents) {
    entries.push_back(IdEntry(batch[added.index].metadata.id, added.number));
  }
  tables_.of(Family::kIds).Append(entries);
  tables_.of(Family::kStories).Append(StoryEntries(plan));
  return tables_.KeepWithin(options_.memory);
}

absl::Status TableBuild::PutModel(const ModelRecord& record, std::span<const ModelSection* const> sections) {
  for (const ModelSection* const section : sections) {
    for (std::uint32_t i = 0; i < section->chunks.size(); ++i) {
      COPYDESK_RETURN_IF_ERROR(
          ingestion_->Put(Family::kModel, ModelKey(record.version, section->name, i), section->chunks[i]));
    }
  }
  model_record_ = EncodeModelRecord(record);
  return absl::OkStatus();
}

absl::Status TableBuild::WritePostings(const DiskNumbers& after, bool is_empty) {
  std::array<absl::Status, FamilyTables::kFamilies.size()> statuses;
  const std::uint64_t slice_bytes = std::max(std::uint64_t{16} << 20, options_.memory / 8);
  ParallelFor(statuses.size(), options_.threads, [&](std::size_t i) {
    const Family family = FamilyTables::kFamilies[i];
    statuses[i] = tables_.of(family).ForEachSlice(slice_bytes, [&](std::span<const PostingEntry> entries) {
      if (IsCancelled(options_.cancel)) return absl::Status(absl::StatusCode::kCancelled, "interrupted");
      return ingestion_->AddPostings(family, entries, is_empty);
    });
  });
  for (const absl::Status& status : statuses) COPYDESK_RETURN_IF_ERROR(status);
  COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kMeta, kDocumentsKey, EncodeCounter(after.end)));
  if (!model_record_.empty()) COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kMeta, kModelKey, model_record_));
  for (const std::int64_t period : after.periods) {
    COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kMeta, PeriodKey(period), {}));
  }
  return absl::OkStatus();
}

absl::StatusOr<StoredContents::IdMatch> BuildContents::FindId(std::string_view id, const TextIdentity& text) {
  COPYDESK_ASSIGN_OR_RETURN(IdMatch match, before_->FindId(id, text));
  match.known = match.known || ids_.contains(Hash64(id));
  const auto found = id_texts_.find(HashIdText(id, text));
  if (found != id_texts_.end()) match.same_text = found->second;
  return match;
}

absl::StatusOr<bool> BuildContents::HasContent(const ContentHash& content) {
  if (contents_.contains(EntryHashOf(content.high, content.low))) return true;
  return before_->HasContent(content);
}

absl::StatusOr<bool> BuildContents::HasStory(const Hash128& story) {
  if (stories_.contains(EntryHashOf(story.high, story.low))) return true;
  return before_->HasStory(story);
}

void BuildContents::Add(std::span<const StoredDocument> batch, const AddPlan& plan) {
  for (const NewDocument& added : plan.documents) {
    const std::string& id = batch[added.index].metadata.id;
    ids_.insert(Hash64(id));
    id_texts_.emplace(HashIdText(id, added.encoded->text), added.number);
  }
  for (const PostingEntry& entry : plan.postings[static_cast<std::size_t>(PostingKind::kContent)]) {
    contents_.insert({entry.order(), entry.list()});
  }
  for (const auto& [story, block] : plan.stories) stories_.insert(EntryHashOf(story.high, story.low));
}

}  // namespace copydesk
