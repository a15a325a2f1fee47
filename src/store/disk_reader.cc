#include "store/disk_reader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"
#include "store/add_plan.h"
#include "store/disk_keys.h"
#include "store/list_grouper.h"
#include "store/posting_bucket.h"
#include "store/rocksdb_status.h"
#include "store/signature_codec.h"
#include "store/slice_view.h"
#include "store/store_folder.h"
#include "store/text_codec.h"

namespace copydesk {
namespace {

using rocksdb::Slice;

constexpr std::array<Family, kPostingKinds> kPostingFamilies = {Family::kContents, Family::kBands,
                                                                Family::kFingerprints, Family::kTerms};

// A value, pinned where RocksDB has it.

// Numbers below `end` are those of records or forgotten, up to the last record.
absl::Status CheckLastDocument(const Database& database, const DiskNumbers& numbers) {
  const DiskCursor cursor(database.db().NewIterator({}, database.family(Family::kDocs)));
  cursor->SeekToLast();
  COPYDESK_RETURN_IF_ERROR(ToAbslStatus(cursor->status(), database.Place("column family docs")));
  std::uint64_t expected = numbers.end;
  while (expected > 0 && numbers.forgotten.Contains(expected - 1)) --expected;
  const bool is_right = expected == 0 ? !cursor->Valid() : cursor->Valid() && cursor->key() == NumberKey(expected - 1);
  if (is_right) return absl::OkStatus();
  return absl::DataLossError(
      database.Place(absl::StrCat("the last document record is not the one of ", expected, " documents")));
}

}  // namespace

Family PostingFamily(PostingKind kind) { return kPostingFamilies[static_cast<std::size_t>(kind)]; }

const char* FamilyName(Family family) { return kFamilyNames[static_cast<std::size_t>(family)]; }

absl::StatusOr<DiskNumbers> LoadNumbers(const Database& database) {
  DiskNumbers numbers;
  COPYDESK_ASSIGN_OR_RETURN(numbers.end, LoadCount(database));
  COPYDESK_ASSIGN_OR_RETURN(numbers.forgotten, LoadForgotten(database, numbers.end));
  COPYDESK_ASSIGN_OR_RETURN(numbers.periods, LoadPeriods(database));
  COPYDESK_RETURN_IF_ERROR(CheckLastDocument(database, numbers));
  return numbers;
}

rocksdb::ReadOptions DiskReader::Options() const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  return options;
}

DiskCursor DiskReader::SeekPrefix(Family family) const {
  rocksdb::ReadOptions options = Options();
  options.prefix_same_as_start = true;
  return DiskCursor(database_->db().NewIterator(options, database_->family(family)));
}

DiskCursor DiskReader::Walk(Family family) const {
  rocksdb::ReadOptions options = Options();
  options.total_order_seek = true;
  options.fill_cache = false;  // every block is read once
  options.readahead_size = std::size_t{2} << 20;
  return DiskCursor(database_->db().NewIterator(options, database_->family(family)));
}

absl::Status DiskReader::StatusOf(const DiskCursor& cursor, Family family) const {
  return ToAbslStatus(cursor->status(), database_->Place(absl::StrCat("column family ", FamilyName(family))));
}

absl::Status DiskReader::BadKey(Family family) const {
  return absl::DataLossError(
      database_->Place(absl::StrCat("column family ", FamilyName(family), ": a key does not decode")));
}

absl::Status DiskReader::BadBucket(Family family, std::uint32_t bucket) const {
  return absl::DataLossError(
      database_->Place(absl::StrCat("column family ", FamilyName(family), ": bucket ", bucket, " does not decode")));
}

std::string DiskReader::PlaceOf(Family family, DocumentNumber number) const {
  return database_->Place(absl::StrCat(FamilyName(family), " record of document ", number));
}

absl::Status DiskReader::GetRecord(Family family, DocumentNumber number, const DiskNumbers& numbers,
                                   rocksdb::PinnableSlice* value) const {
  const rocksdb::Status status = database_->db().Get(Options(), database_->family(family), NumberKey(number), value);
  if (!status.IsNotFound()) return ToAbslStatus(status, PlaceOf(family, number));
  if (numbers.Contains(number)) return absl::DataLossError(absl::StrCat(PlaceOf(family, number), " is missing"));
  if (numbers.forgotten.Contains(number)) {
    return absl::NotFoundError(database_->Place(absl::StrCat("document ", number, " was forgotten")));
  }
  return absl::NotFoundError(database_->Place(
      absl::StrCat("document ", number, " is not in the store, which has had ", numbers.end, " documents")));
}

absl::StatusOr<DocumentRecord> DiskReader::GetDocument(DocumentNumber number, const DiskNumbers& numbers) const {
  rocksdb::PinnableSlice value;
  COPYDESK_RETURN_IF_ERROR(GetRecord(Family::kDocs, number, numbers, &value));
  absl::StatusOr<DocumentRecord> record = DecodeDocument(View(value));
  if (!record.ok()) return Annotate(record.status(), PlaceOf(Family::kDocs, number));
  return record;
}

absl::StatusOr<std::string> DiskReader::GetText(DocumentNumber number, const DiskNumbers& numbers) const {
  if (!identity_.keep_text) return absl::NotFoundError(database_->Place("texts are not kept in it"));
  rocksdb::PinnableSlice value;
  COPYDESK_RETURN_IF_ERROR(GetRecord(Family::kText, number, numbers, &value));
  absl::StatusOr<std::string> text = UnpackText(View(value));
  if (!text.ok()) return Annotate(text.status(), PlaceOf(Family::kText, number));
  return text;
}

absl::StatusOr<std::vector<Signature>> DiskReader::GetSignatures(DocumentNumber number,
                                                                 const DiskNumbers& numbers) const {
  rocksdb::PinnableSlice value;
  COPYDESK_RETURN_IF_ERROR(GetRecord(Family::kSignatures, number, numbers, &value));
  absl::StatusOr<std::vector<Signature>> signatures = DecodeSignatures(View(value), identity_.config.bins);
  if (!signatures.ok()) return Annotate(signatures.status(), PlaceOf(Family::kSignatures, number));
  return signatures;
}

absl::StatusOr<std::vector<PostingEntry>> DiskReader::EntriesUnder(std::string_view prefix, Family family,
                                                                   const DiskCursor& cursor, std::size_t limit) const {
  std::vector<PostingEntry> entries;
  if (limit == 0) return entries;
  for (cursor->Seek(Slice(prefix)); cursor->Valid() && cursor->key().starts_with(Slice(prefix)); cursor->Next()) {
    const std::optional<PostingEntry> entry = ParseEntryKey(View(cursor->key()));
    if (!entry.has_value()) return BadKey(family);
    entries.push_back(*entry);
    if (entries.size() == limit) return entries;
  }
  COPYDESK_RETURN_IF_ERROR(StatusOf(cursor, family));
  return entries;
}

absl::StatusOr<std::vector<DiskReader::IdEntry>> DiskReader::FindId(std::string_view id, const DiskNumbers& numbers,
                                                                    const DiskCursor& ids) const {
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<PostingEntry> entries,
                            EntriesUnder(IdPrefix(id), Family::kIds, ids, std::numeric_limits<std::size_t>::max()));
  std::vector<IdEntry> found;
  for (const PostingEntry& entry : entries) {
    if (!numbers.Contains(entry.document())) continue;
    // Id and record are written together: a number that is listed and has no record is damage.
    COPYDESK_ASSIGN_OR_RETURN(const DocumentRecord record, GetDocument(entry.document(), numbers));
    if (record.metadata.id == id) found.push_back({.number = entry.document(), .text = record.text});
  }
  return found;
}

absl::StatusOr<std::vector<std::vector<Posting>>> DiskReader::GetManyPacked(Family family,
                                                                            std::span<const std::uint64_t> hashes,
                                                                            std::size_t limit,
                                                                            const DiskNumbers& numbers) const {
  std::vector<std::vector<Posting>> lists(hashes.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> order;  // list and place in `hashes`
  order.reserve(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) order.emplace_back(ListKey(hashes[i]), i);
  std::sort(order.begin(), order.end());

  constexpr std::size_t kAtOnce = 64;  // buckets, whose values are pinned meanwhile
  std::array<rocksdb::PinnableSlice, kAtOnce> values;
  std::array<rocksdb::Status, kAtOnce> statuses;
  std::array<std::string, kAtOnce> keys;
  std::array<Slice, kAtOnce> slices;
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t count = 0;
    std::size_t end = begin;
    for (std::uint32_t last = 0; end < order.size(); ++end) {
      const std::uint32_t bucket = BucketOf(order[end].first);
      if (count > 0 && bucket == last) continue;
      if (count == kAtOnce) break;
      keys[count] = BucketKey(bucket);
      slices[count] = keys[count];
      last = bucket;
      ++count;
    }
    database_->db().MultiGet(Options(), database_->family(family), count, slices.data(), values.data(), statuses.data(),
                             /*sorted_input=*/true);
    for (std::size_t value = 0; value < count; ++value) {
      const std::uint32_t bucket = BucketOf(order[begin].first);
      if (!statuses[value].ok() && !statuses[value].IsNotFound()) {
        return ToAbslStatus(statuses[value],
                            database_->Place(absl::StrCat("column family ", FamilyName(family), ": bucket ", bucket)));
      }
      for (; begin < end && BucketOf(order[begin].first) == bucket; ++begin) {
        if (statuses[value].IsNotFound()) continue;
        std::optional<BucketList> found = FindList(bucket, View(values[value]), order[begin].first, limit);
        if (!found.has_value()) return BadBucket(family, bucket);
        std::erase_if(found->postings,
                      [&](const Posting& posting) { return !numbers.Contains(posting.block.document); });
        lists[order[begin].second] = std::move(found->postings);
      }
      values[value].Reset();
    }
  }
  return lists;
}

absl::StatusOr<std::vector<Posting>> DiskReader::GetPostings(PostingKind kind, std::uint64_t hash, std::size_t limit,
                                                             const DiskNumbers& numbers) const {
  if (limit == 0) return std::vector<Posting>();
  const Family family = PostingFamily(kind);
  if (kind != PostingKind::kContent) {
    COPYDESK_ASSIGN_OR_RETURN(std::vector<std::vector<Posting>> lists,
                              GetManyPacked(family, {&hash, 1}, limit, numbers));
    return std::move(lists.front());
  }
  rocksdb::ReadOptions options = Options();
  options.total_order_seek = true;  // a list is a shorter prefix than filters know
  const DiskCursor cursor(database_->db().NewIterator(options, database_->family(family)));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<PostingEntry> entries,
                            EntriesUnder(ListPrefix(hash), family, cursor, limit));
  std::vector<Posting> postings;
  postings.reserve(entries.size());
  for (const PostingEntry& entry : entries) {
    if (numbers.Contains(entry.document())) postings.push_back(entry.posting());
  }
  return postings;
}

absl::Status DiskReader::ForEachList(PostingKind kind, std::size_t limit, const Store::ListVisitor& visit,
                                     const DiskNumbers& numbers) const {
  const Family family = PostingFamily(kind);
  const DiskCursor cursor = Walk(family);
  ListGrouper grouper(limit, visit);
  for (cursor->SeekToFirst(); cursor->Valid(); cursor->Next()) {
    if (kind == PostingKind::kContent) {
      const std::optional<PostingEntry> entry = ParseEntryKey(View(cursor->key()));
      if (!entry.has_value()) return BadKey(family);
      if (numbers.Contains(entry->document())) COPYDESK_RETURN_IF_ERROR(grouper.Add(*entry));
      continue;
    }
    const std::optional<std::uint32_t> bucket = ParseBucketKey(View(cursor->key()));
    if (!bucket.has_value()) return BadKey(family);
    const std::optional<PostingChange> lists = DecodeChange(*bucket, View(cursor->value()));
    if (!lists.has_value() || !lists->removed.empty()) return BadBucket(family, *bucket);
    auto unlisted = lists->unlisted.begin();
    for (const PostingEntry& entry : lists->added) {
      if (!numbers.Contains(entry.document())) continue;
      COPYDESK_RETURN_IF_ERROR(grouper.Add(entry));
      if (unlisted == lists->unlisted.end() || unlisted->list > entry.list()) continue;
      if (unlisted->list == entry.list()) grouper.AddUnlisted(unlisted->count);
      ++unlisted;
    }
  }
  COPYDESK_RETURN_IF_ERROR(StatusOf(cursor, family));
  return grouper.Finish();
}

}  // namespace copydesk
