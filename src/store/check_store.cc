// Checks of a store on disk, every family against every other, and the repair of its postings.
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/hash.h"
#include "base/status.h"
#include "copydesk/store_care.h"
#include "store/database.h"
#include "store/disk_keys.h"
#include "store/disk_matches.h"
#include "store/disk_reader.h"
#include "store/encoded_document.h"
#include "store/family_tables.h"
#include "store/ingestion.h"
#include "store/posting_bucket.h"
#include "store/posting_writes.h"
#include "store/rocksdb_status.h"

namespace copydesk {
namespace {

constexpr std::size_t kMostMessages = 20;
constexpr std::size_t kCacheBytes = std::size_t{64} << 20;

// Walks the postings of a family beside what they should be.
class Checker {
 public:
  Checker(const Database& database, const StoreIdentity& identity, const DiskNumbers& numbers,
          const CheckOptions& options, CheckReport* report)
      : database_(database),
        identity_(identity),
        numbers_(numbers),
        options_(options),
        report_(report),
        reader_(&database, identity, nullptr),
        expected_(options.temporary_folder) {}

  absl::Status Run() {
    for (DocumentNumber number = 0; number < numbers_.end; ++number) {
      if (IsCancelled(options_.cancel)) return absl::CancelledError("interrupted");
      if (!numbers_.Contains(number)) continue;
      COPYDESK_RETURN_IF_ERROR(CheckDocument(number));
      if (options_.progress && number % 1024 == 0) options_.progress(number);
    }
    for (const Family family : {Family::kDocs, Family::kSignatures, Family::kText}) {
      COPYDESK_RETURN_IF_ERROR(CheckNumbers(family));
    }
    for (const Family family : FamilyTables::kFamilies) {
      const std::uint64_t before = report_->problems;
      COPYDESK_RETURN_IF_ERROR(CheckPostings(family));
      if (report_->problems > before) wrong_.push_back(family);
    }
    COPYDESK_RETURN_IF_ERROR(CheckMatches());
    for (const std::int64_t period : periods_) {
      if (numbers_.periods.contains(period)) continue;
      missing_periods_.push_back(period);
      Problem(database_.Place(absl::StrCat("the record of period ", period, " of terms is missing")));
    }
    return absl::OkStatus();
  }

  // Writes the families that are wrong anew, all at once.
  absl::Status Repair() {
    if (match_problems_ > 0) COPYDESK_RETURN_IF_ERROR(RemoveMatches());
    if (wrong_.empty() && missing_periods_.empty()) return absl::OkStatus();
    COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Ingestion> ingestion, Ingestion::Begin(&database_));
    for (const Family family : wrong_) {
      COPYDESK_RETURN_IF_ERROR(ingestion->ReplaceAll(family));
      COPYDESK_RETURN_IF_ERROR(
          expected_.of(family).ForEachSlice(kSliceBytes, [&](std::span<const PostingEntry> entries) {
            return ingestion->AddPostings(family, entries, /*are_all=*/true);
          }));
      report_->repaired.push_back(FamilyName(family));
    }
    for (const std::int64_t period : missing_periods_) {
      COPYDESK_RETURN_IF_ERROR(ingestion->Put(Family::kMeta, PeriodKey(period), {}));
    }
    return ingestion->Commit();
  }

  // Problems that Repair does away with.
  [[nodiscard]] std::uint64_t posting_problems() const {
    return posting_problems_ + missing_periods_.size() + match_problems_;
  }

 private:
  static constexpr std::uint64_t kSliceBytes = std::uint64_t{64} << 20;

  void Problem(const std::string& message) {
    ++report_->problems;
    if (report_->messages.size() < kMostMessages) report_->messages.push_back(message);
  }

  std::string PlaceOf(DocumentNumber number) const { return database_.Place(absl::StrCat("document ", number)); }

  void Expect(Family family, std::span<const std::uint64_t> hashes, std::uint64_t order, BlockNumber block) {
    std::vector<PostingEntry> entries;
    entries.reserve(hashes.size());
    for (const std::uint64_t hash : hashes) entries.push_back(PostingEntry::Make(hash, order, block));
    expected_.of(family).Append(entries);
  }

  absl::Status CheckDocument(DocumentNumber number) {
    ++report_->documents;
    const absl::StatusOr<DocumentRecord> record = reader_.GetDocument(number, numbers_);
    const absl::StatusOr<std::vector<Signature>> signatures = reader_.GetSignatures(number, numbers_);
    if (!record.ok()) Problem(std::string(record.status().message()));
    if (!signatures.ok()) Problem(std::string(signatures.status().message()));
    if (record.ok()) {
      expected_.of(Family::kIds).Append(std::vector{IdEntry(record->metadata.id, number)});
      CheckText(number, record->text);
    }
    if (!record.ok() || !signatures.ok()) return absl::OkStatus();
    if (signatures->size() != record->blocks.size()) {
      Problem(absl::StrCat(PlaceOf(number), " has ", record->blocks.size(), " blocks and ", signatures->size(),
                           " signatures"));
      return absl::OkStatus();
    }
    report_->blocks += record->blocks.size();
    const std::vector<PostingHashes> hashes =
        MakePostingHashes(record->metadata, record->blocks, *signatures, identity_.bands);
    for (std::uint32_t i = 0; i < record->blocks.size(); ++i) {
      if (record->blocks[i].role == BlockRole::kFurniture || (*signatures)[i].tokens == 0) continue;
      ExpectBlock((*signatures)[i].content, hashes[i], {.document = number, .block = i});
    }
    return expected_.KeepWithin(options_.memory);
  }

  void CheckText(DocumentNumber number, const TextIdentity& identity) {
    if (!identity_.keep_text) return;
    const absl::StatusOr<std::string> text = reader_.GetText(number, numbers_);
    if (!text.ok()) {
      Problem(std::string(text.status().message()));
    } else if (IdentifyText(*text) != identity) {
      Problem(absl::StrCat(PlaceOf(number), ": its text is not the one that its record describes"));
    }
  }

  // As src/store/add_plan.cc posts blocks: the first one of a content, and of a story, stands for all, but for links.
  void ExpectBlock(const ContentHash& content, const PostingHashes& hashes, BlockNumber block) {
    Expect(Family::kContents, {&content.low, 1}, content.high, block);
    if (contents_.insert(EntryHashOf(content.high, content.low)).second) {
      Expect(Family::kBands, hashes.bands, content.low, block);
      Expect(Family::kFingerprints, hashes.fingerprints, content.low, block);
    }
    Expect(Family::kTerms, hashes.links, content.low, block);
    const bool has_terms = !hashes.terms.empty();
    if ((has_terms || !hashes.links.empty()) && hashes.period.has_value()) periods_.insert(*hashes.period);
    if (!has_terms) return;
    Expect(Family::kStories, {&hashes.story.low, 1}, hashes.story.high, block);
    if (stories_.insert(EntryHashOf(hashes.story.high, hashes.story.low)).second) {
      Expect(Family::kTerms, hashes.terms, content.low, block);
    }
  }

  // That a family of numbers has no records of documents that are not there.
  absl::Status CheckNumbers(Family family) {
    const DiskCursor cursor = reader_.Walk(family);
    for (cursor->SeekToFirst(); cursor->Valid(); cursor->Next()) {
      const std::optional<DocumentNumber> number = ParseNumberKey({cursor->key().data(), cursor->key().size()});
      if (!number.has_value()) {
        Problem(std::string(reader_.BadKey(family).message()));
      } else if (!numbers_.Contains(*number) || (family == Family::kText && !identity_.keep_text)) {
        Problem(absl::StrCat(PlaceOf(*number), " is not in the store, and has a record in ", FamilyName(family)));
      }
    }
    NoteEnd(cursor, family);
    return absl::OkStatus();
  }

  void NoteEnd(const DiskCursor& cursor, Family family) {
    if (const absl::Status status = reader_.StatusOf(cursor, family); !status.ok())
      Problem(std::string(status.message()));
  }

  void PostingProblem(Family family, const PostingEntry& entry, std::string_view what) {
    ++posting_problems_;
    Problem(absl::StrCat(database_.Place(FamilyName(family)), ": a posting of block ", entry.block(), " of document ",
                         entry.document(), ToAbsl(what)));
  }

  absl::Status CheckPostings(Family family) {
    unlisted_.clear();
    const DiskCursor cursor = reader_.Walk(family);
    cursor->SeekToFirst();
    std::vector<PostingEntry> of_key;  // of an entry's key one, of a bucket's all
    // Fills in what the cursor is at, and goes on; false at the end.
    const auto next = [&] {
      of_key.clear();
      while (cursor->Valid() && of_key.empty()) {
        const std::string_view key(cursor->key().data(), cursor->key().size());
        const std::string_view value(cursor->value().data(), cursor->value().size());
        if (!ReadKey(family, key, value, &of_key)) {
          ++posting_problems_;
          Problem(std::string(reader_.BadKey(family).message()));
        }
        cursor->Next();
      }
      return !of_key.empty();
    };
    bool has_more = next();
    std::size_t at = 0;
    const auto advance = [&] {
      if (++at < of_key.size()) return;
      at = 0;
      has_more = next();
    };
    COPYDESK_RETURN_IF_ERROR(expected_.of(family).ForEachSlice(kSliceBytes, [&](std::span<const PostingEntry> entries) {
      for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && entries[end].list() == entries[begin].list()) ++end;
        const bool is_capped = IsPacked(family) && end - begin > kMaxListed;
        report_->capped_lists += is_capped ? 1 : 0;
        report_->postings += end - begin;
        for (std::size_t i = begin; i < end; ++i) {
          while (has_more && of_key[at] < entries[i]) {
            PostingProblem(family, of_key[at], " should not be there");
            advance();
          }
          if (has_more && of_key[at] == entries[i]) {
            advance();
          } else if (!is_capped && !unlisted_.contains(entries[i].list())) {
            PostingProblem(family, entries[i], " is missing");
          }
        }
        begin = end;
      }
      return IsCancelled(options_.cancel) ? absl::CancelledError("interrupted") : absl::OkStatus();
    }));
    while (has_more) {
      PostingProblem(family, of_key[at], " should not be there");
      advance();
    }
    const std::uint64_t before = report_->problems;
    NoteEnd(cursor, family);
    posting_problems_ += report_->problems - before;
    return absl::OkStatus();
  }

  // That each match is there from both sides, and of documents that are. What both sides say is compared as a sum of
  // hashes.
  absl::Status CheckMatches() {
    const std::uint64_t before = report_->problems;
    const absl::StatusOr<MatchedDocuments> matched = LoadMatched(database_, {});
    if (!matched.ok()) Problem(std::string(matched.status().message()));
    if (matched.ok() && matched->end > numbers_.end) {
      Problem(database_.Place(absl::StrCat("it says that matches of ", matched->end, " documents are kept")));
    }
    const DiskCursor cursor = reader_.Walk(Family::kMatches);
    std::uint64_t sum = 0;  // 0 when each key has its other side
    for (cursor->SeekToFirst(); cursor->Valid(); cursor->Next()) {
      const auto pair = ParseMatchKey({cursor->key().data(), cursor->key().size()});
      const bool is_good = pair.has_value() && numbers_.Contains(pair->first.document) &&
                           numbers_.Contains(pair->second.document) &&
                           (pair->first < pair->second) == !cursor->value().empty();
      if (!is_good) {
        Problem(
            database_.Place("column family matches: a key that does not decode, or a match of a document that is not "
                            "in the store"));
        continue;
      }
      const auto& [first, second] = std::minmax(pair->first, pair->second);
      const std::uint64_t hash = Hash64(MatchKey(first, second));
      sum += pair->first < pair->second ? hash : -hash;
    }
    NoteEnd(cursor, Family::kMatches);
    if (sum != 0) Problem(database_.Place("column family matches: a match is not there from both sides"));
    match_problems_ = report_->problems - before;
    return absl::OkStatus();
  }

  absl::Status RemoveMatches() {
    rocksdb::WriteBatch writes;
    COPYDESK_RETURN_IF_ERROR(RemoveAllMatches(database_, &writes));
    rocksdb::WriteOptions options;
    options.sync = true;
    COPYDESK_RETURN_IF_ERROR(
        ToAbslStatus(database_.db().Write(options, &writes), database_.Place("matches were not removed")));
    report_->removed_matches = true;
    return absl::OkStatus();
  }

  // The entries of a key; false when it or its value does not decode.
  bool ReadKey(Family family, std::string_view key, std::string_view value, std::vector<PostingEntry>* entries) {
    if (!IsPacked(family)) {
      const std::optional<PostingEntry> entry = ParseEntryKey(key);
      if (entry.has_value()) entries->push_back(*entry);
      return entry.has_value();
    }
    const std::optional<std::uint32_t> number = ParseBucketKey(key);
    if (!number.has_value()) return false;
    std::optional<PostingChange> lists = DecodeChange(*number, value);
    if (!lists.has_value() || !lists->removed.empty()) return false;
    *entries = std::move(lists->added);
    for (const UnlistedPostings& unlisted : lists->unlisted) unlisted_.insert(unlisted.list);
    return true;
  }

  const Database& database_;
  const StoreIdentity& identity_;
  const DiskNumbers& numbers_;
  const CheckOptions& options_;
  CheckReport* report_;
  const DiskReader reader_;
  FamilyTables expected_;
  absl::flat_hash_set<EntryHash> contents_;
  absl::flat_hash_set<EntryHash> stories_;
  // Lists of the family of which not all is kept. Once some of such a one was forgotten, what is left is less than the
  // documents have.
  absl::flat_hash_set<std::uint64_t> unlisted_;
  std::set<std::int64_t> periods_;
  std::vector<std::int64_t> missing_periods_;  // ascending
  std::vector<Family> wrong_;                  // of which postings are
  std::uint64_t posting_problems_ = 0;
  std::uint64_t match_problems_ = 0;
};

}  // namespace

absl::StatusOr<CheckReport> CheckStore(const std::string& path, const CheckOptions& options) {
  CheckReport report;
  const absl::StatusOr<StoreIdentity> identity = ReadStoreIdentity(path);
  if (absl::IsNotFound(identity.status())) {
    // A store whose creation was interrupted is empty, and whole.
    COPYDESK_RETURN_IF_ERROR(
        OpenDiskStore(path, {.config = {}, .bands = {.bands = 1, .rows = 1}, .read_only = true}).status());
    return report;
  }
  COPYDESK_RETURN_IF_ERROR(identity.status());
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database,
                            Database::Open(path, /*read_only=*/!options.repair, kCacheBytes));
  COPYDESK_ASSIGN_OR_RETURN(const DiskNumbers numbers, LoadNumbers(*database));
  Checker checker(*database, *identity, numbers, options, &report);
  COPYDESK_RETURN_IF_ERROR(checker.Run());
  report.lasting_problems = report.problems;
  if (!options.repair) return report;
  COPYDESK_RETURN_IF_ERROR(checker.Repair());
  report.lasting_problems -= checker.posting_problems();
  return report;
}

}  // namespace copydesk
