#include "store/table_build.h"

#include <algorithm>

#include "base/cancel.h"
#include "base/coding.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/status.h"
#include "store/disk_keys.h"
#include "store/disk_reader.h"
#include "store/meta_codec.h"
#include "store/posting_writes.h"
#include "store/text_codec.h"

namespace copydesk {
namespace {

std::pair<std::uint64_t, std::uint64_t> Reduced(std::uint64_t high, std::uint64_t low) {
  return {ListOrder(high), ListKey(low)};
}

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
    : ingestion_(std::move(ingestion)), keep_text_(keep_text), options_(options) {
  for (std::unique_ptr<PostingTable>& table : tables_) {
    table = std::make_unique<PostingTable>(options.temporary_folder);
  }
}

absl::StatusOr<std::unique_ptr<TableBuild>> TableBuild::Begin(const Database* database, bool keep_text,
                                                              const BulkOptions& options) {
  COPYDESK_ASSIGN_OR_RETURN(std::unique_ptr<Ingestion> ingestion, Ingestion::Begin(database));
  return std::unique_ptr<TableBuild>(new TableBuild(std::move(ingestion), keep_text, options));
}

PostingTable& TableBuild::table(Family family) {
  const auto place = std::find(kFamilies.begin(), kFamilies.end(), family);
  return *tables_[static_cast<std::size_t>(place - kFamilies.begin())];
}

absl::Status TableBuild::Add(std::span<const StoredDocument> batch, const AddPlan& plan) {
  for (const NewDocument& added : plan.documents) {
    const std::string key = NumberKey(added.number);
    COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kDocs, key, added.encoded->record));
    COPYDESK_RETURN_IF_ERROR(ingestion_->Put(Family::kSignatures, key, added.encoded->signatures));
    if (!keep_text_) continue;
    const std::string& packed = added.encoded->packed_text;
    COPYDESK_RETURN_IF_ERROR(
        ingestion_->Put(Family::kText, key, packed.empty() ? PackText(batch[added.index].text) : packed));
  }
  for (std::size_t kind = 0; kind < kPostingKinds; ++kind) {
    table(PostingFamily(static_cast<PostingKind>(kind))).Append(plan.postings[kind]);
  }
  std::vector<PostingEntry> entries;
  for (const NewDocument& added : plan.documents) {
    entries.push_back(IdEntry(batch[added.index].metadata.id, added.number));
  }
  table(Family::kIds).Append(entries);
  table(Family::kStories).Append(StoryEntries(plan));
  if (options_.memory == 0) return absl::OkStatus();
  std::uint64_t used = 0;
  for (const std::unique_ptr<PostingTable>& table : tables_) used += table->MemoryBytes();
  if (used <= options_.memory) return absl::OkStatus();
  for (const std::unique_ptr<PostingTable>& table : tables_) COPYDESK_RETURN_IF_ERROR(table->Spill());
  return absl::OkStatus();
}

absl::Status TableBuild::WritePostings(DocumentNumber end, bool is_empty) {
  std::array<absl::Status, kFamilies.size()> statuses;
  const std::uint64_t slice_bytes = std::max(std::uint64_t{16} << 20, options_.memory / 8);
  ParallelFor(kFamilies.size(), options_.threads, [&](std::size_t i) {
    const Family family = kFamilies[i];
    const bool is_packed = std::find(kPackedFamilies.begin(), kPackedFamilies.end(), family) != kPackedFamilies.end();
    statuses[i] = tables_[i]->ForEachSlice(slice_bytes, [&](std::span<const PostingEntry> entries) {
      if (IsCancelled(options_.cancel)) return absl::Status(absl::StatusCode::kCancelled, "interrupted");
      if (!is_packed) return ingestion_->AddEntries(family, entries);
      return ingestion_->AddPostings(family, entries, is_empty);
    });
  });
  for (const absl::Status& status : statuses) COPYDESK_RETURN_IF_ERROR(status);
  return ingestion_->Put(Family::kMeta, kDocumentsKey, EncodeCounter(end));
}

absl::StatusOr<StoredContents::IdMatch> BuildContents::FindId(std::string_view id, const TextIdentity& text) {
  COPYDESK_ASSIGN_OR_RETURN(IdMatch match, before_->FindId(id, text));
  match.known = match.known || ids_.contains(Hash64(id));
  const auto found = id_texts_.find(HashIdText(id, text));
  if (found != id_texts_.end()) match.same_text = found->second;
  return match;
}

absl::StatusOr<bool> BuildContents::HasContent(const ContentHash& content) {
  if (contents_.contains(Reduced(content.high, content.low))) return true;
  return before_->HasContent(content);
}

absl::StatusOr<bool> BuildContents::HasStory(const Hash128& identity) {
  if (stories_.contains(Reduced(identity.high, identity.low))) return true;
  return before_->HasStory(identity);
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
  for (const auto& [identity, block] : plan.stories) stories_.insert(Reduced(identity.high, identity.low));
}

}  // namespace copydesk
