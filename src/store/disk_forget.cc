#include "store/disk_forget.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "store/disk_keys.h"
#include "store/disk_matches.h"
#include "store/encoded_document.h"
#include "store/posting_writes.h"
#include "store/rocksdb_status.h"

namespace copydesk {
namespace {

class Forgetting {
 public:
  Forgetting(const Database& database, const DiskReader& reader, const BandPlan& bands,
             std::span<const DocumentNumber> forgotten, const DiskNumbers& numbers)
      : database_(database),
        reader_(reader),
        bands_(bands),
        forgotten_(forgotten),
        numbers_(numbers),
        contents_(reader.SeekPrefix(Family::kContents)),
        stories_(reader.SeekPrefix(Family::kStories)) {}

  absl::Status Add(DocumentNumber number, rocksdb::WriteBatch* batch) {
    COPYDESK_ASSIGN_OR_RETURN(const DocumentRecord record, reader_.GetDocument(number, numbers_));
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, reader_.GetSignatures(number, numbers_));
    if (signatures.size() != record.blocks.size()) {
      return absl::DataLossError(database_.Place("a document has other signatures than blocks"));
    }
    Of(Family::kIds).removed.push_back(IdEntry(record.metadata.id, number));
    rocksdb::Status status;
    for (const Family family : {Family::kDocs, Family::kSignatures, Family::kText}) {
      if (status.ok()) status = batch->Delete(database_.family(family), NumberKey(number));
    }
    COPYDESK_RETURN_IF_ERROR(ToAbslStatus(status, database_.Place("the batch was not made")));
    COPYDESK_RETURN_IF_ERROR(RemoveMatches(database_, number, batch));
    const std::vector<PostingHashes> hashes = MakePostingHashes(record.metadata, record.blocks, signatures, bands_);
    for (std::uint32_t i = 0; i < record.blocks.size(); ++i) {
      if (record.blocks[i].role == BlockRole::kFurniture || signatures[i].tokens == 0) continue;
      COPYDESK_RETURN_IF_ERROR(AddBlock(signatures[i].content, hashes[i], {.document = number, .block = i}));
    }
    return absl::OkStatus();
  }

  absl::Status Write(rocksdb::WriteBatch* batch) { return WritePostings(database_, &postings_, batch); }

 private:
  PostingWrites& Of(Family family) { return postings_[static_cast<std::size_t>(family)]; }

  absl::Status AddBlock(const ContentHash& content, const PostingHashes& hashes, BlockNumber block) {
    const PostingEntry entry = PostingEntry::Make(content.low, content.high, block);
    Of(Family::kContents).removed.push_back(entry);
    COPYDESK_RETURN_IF_ERROR(
        Replace(ContentPrefix(content), entry, Family::kContents, contents_, [&](const PostingEntry& posted, bool add) {
          Append(Family::kBands, hashes.bands, content.low, posted, add);
          Append(Family::kFingerprints, hashes.fingerprints, content.low, posted, add);
        }));
    for (const std::uint64_t link : hashes.links) {
      Of(Family::kTerms).removed.push_back(PostingEntry::Make(link, content.low, block));
    }
    if (hashes.terms.empty()) return absl::OkStatus();
    const PostingEntry story = PostingEntry::Make(hashes.story.low, hashes.story.high, block);
    Of(Family::kStories).removed.push_back(story);
    return Replace(
        StoryPrefix(hashes.story), story, Family::kStories, stories_,
        [&](const PostingEntry& posted, bool add) { Append(Family::kTerms, hashes.terms, content.low, posted, add); });
  }

  // Where `entry` is the first under its prefix, it is the one that is posted: it goes, and the first that stays comes.
  template <typename Post>
  absl::Status Replace(const std::string& prefix, const PostingEntry& entry, Family family, const DiskCursor& cursor,
                       const Post& post) {
    const std::pair key(family, prefix);
    if (replaced_.contains(key)) return absl::OkStatus();
    std::size_t limit = 8;
    while (true) {
      COPYDESK_ASSIGN_OR_RETURN(const std::vector<PostingEntry> entries,
                                reader_.EntriesUnder(prefix, family, cursor, limit));
      if (entries.empty() || entries.front() != entry) return absl::OkStatus();
      const auto next = std::find_if(entries.begin(), entries.end(), [&](const PostingEntry& other) {
        return !std::binary_search(forgotten_.begin(), forgotten_.end(), other.document());
      });
      if (next == entries.end() && entries.size() == limit) {
        limit *= 8;
        continue;
      }
      post(entry, false);
      if (next != entries.end()) post(*next, true);
      replaced_.insert(key);
      return absl::OkStatus();
    }
  }

  void Append(Family family, std::span<const std::uint64_t> hashes, std::uint64_t order, const PostingEntry& posted,
              bool add) {
    std::vector<PostingEntry>& entries = add ? Of(family).added : Of(family).removed;
    const BlockNumber block = posted.posting().block;
    for (const std::uint64_t hash : hashes) entries.push_back(PostingEntry::Make(hash, order, block));
  }

  const Database& database_;
  const DiskReader& reader_;
  const BandPlan& bands_;
  const std::span<const DocumentNumber> forgotten_;
  const DiskNumbers& numbers_;
  DiskCursor contents_;
  DiskCursor stories_;
  FamilyPostings postings_;
  std::set<std::pair<Family, std::string>> replaced_;  // prefixes of which the posted block was replaced
};

}  // namespace

absl::Status PlanForget(const Database& database, const DiskReader& reader, const BandPlan& bands,
                        std::span<const DocumentNumber> forgotten, DiskNumbers* numbers, rocksdb::WriteBatch* batch) {
  Forgetting forgetting(database, reader, bands, forgotten, *numbers);
  for (const DocumentNumber number : forgotten) COPYDESK_RETURN_IF_ERROR(forgetting.Add(number, batch));
  COPYDESK_RETURN_IF_ERROR(forgetting.Write(batch));
  std::set<std::uint64_t> pieces;
  for (const DocumentNumber number : forgotten) {
    numbers->forgotten.Insert(number);
    pieces.insert(number / NumberSet::kPieceNumbers);
  }
  for (const std::uint64_t piece : pieces) {
    const rocksdb::Status status =
        batch->Put(database.family(Family::kMeta), ForgottenKey(piece), numbers->forgotten.EncodePiece(piece));
    COPYDESK_RETURN_IF_ERROR(ToAbslStatus(status, database.Place("the batch was not made")));
  }
  return absl::OkStatus();
}

}  // namespace copydesk
