#include "store/disk_matches.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/disk_keys.h"
#include "store/meta_codec.h"
#include "store/rocksdb_status.h"

namespace copydesk {
namespace {

using rocksdb::Slice;

absl::Status Check(const Database& database, const rocksdb::Status& status) {
  return ToAbslStatus(status, database.Place("the batch was not made"));
}

absl::Status BadMatch(const Database& database) {
  return absl::DataLossError(
      database.Place("column family matches: a key does not decode; copydesk store check --repair removes the matches, "
                     "and copydesk add --matches finds them again"));
}

}  // namespace

absl::StatusOr<MatchedDocuments> LoadMatched(const Database& database, const rocksdb::ReadOptions& options) {
  std::string bytes;
  const rocksdb::Status status = database.db().Get(options, database.family(Family::kMeta), Slice(kMatchedKey), &bytes);
  if (status.IsNotFound()) return MatchedDocuments();
  COPYDESK_RETURN_IF_ERROR(ToAbslStatus(status, database.Place("meta record \"matched\"")));
  absl::StatusOr<MatchedDocuments> matched = DecodeMatched(bytes);
  if (!matched.ok()) return Annotate(matched.status(), database.Place("meta record \"matched\""));
  return matched;
}

absl::Status RemoveAllMatches(const Database& database, rocksdb::WriteBatch* batch) {
  const std::string begin = MatchKey({}, {});
  const std::string end(begin.size(), '\xff');  // above all numbers
  COPYDESK_RETURN_IF_ERROR(Check(database, batch->DeleteRange(database.family(Family::kMatches), begin, end)));
  return Check(database, batch->Delete(database.family(Family::kMeta), Slice(kMatchedKey)));
}

absl::Status PlanMatches(const Database& database, std::span<const KeptMatch> matches, const MatchedDocuments& matched,
                         rocksdb::WriteBatch* batch) {
  COPYDESK_ASSIGN_OR_RETURN(const MatchedDocuments before, LoadMatched(database, {}));
  if (before != MatchedDocuments() && before.settings != matched.settings) {
    COPYDESK_RETURN_IF_ERROR(RemoveAllMatches(database, batch));
  }
  rocksdb::ColumnFamilyHandle* const family = database.family(Family::kMatches);
  for (const KeptMatch& match : matches) {
    COPYDESK_RETURN_IF_ERROR(Check(database, batch->Put(family, MatchKey(match.first, match.second), match.value)));
    COPYDESK_RETURN_IF_ERROR(Check(database, batch->Put(family, MatchKey(match.second, match.first), {})));
  }
  return Check(database, batch->Put(database.family(Family::kMeta), Slice(kMatchedKey), EncodeMatched(matched)));
}

absl::Status RemoveMatches(const Database& database, DocumentNumber number, rocksdb::WriteBatch* batch) {
  rocksdb::ColumnFamilyHandle* const family = database.family(Family::kMatches);
  const std::string prefix = NumberKey(number);
  const std::unique_ptr<rocksdb::Iterator> cursor(database.db().NewIterator({}, family));
  for (cursor->Seek(prefix); cursor->Valid() && cursor->key().starts_with(prefix); cursor->Next()) {
    const std::optional<std::pair<BlockNumber, BlockNumber>> pair =
        ParseMatchKey({cursor->key().data(), cursor->key().size()});
    if (!pair.has_value()) return BadMatch(database);
    COPYDESK_RETURN_IF_ERROR(Check(database, batch->Delete(family, cursor->key())));
    COPYDESK_RETURN_IF_ERROR(Check(database, batch->Delete(family, MatchKey(pair->second, pair->first))));
  }
  return ToAbslStatus(cursor->status(), database.Place("column family matches"));
}

absl::Status ForEachDiskMatch(const Database& database, const rocksdb::ReadOptions& options, const DiskNumbers& numbers,
                              const std::function<absl::Status(const KeptMatch&)>& visit) {
  const std::unique_ptr<rocksdb::Iterator> cursor(
      database.db().NewIterator(options, database.family(Family::kMatches)));
  for (cursor->SeekToFirst(); cursor->Valid(); cursor->Next()) {
    if (cursor->value().empty()) continue;  // the other side of one
    const std::optional<std::pair<BlockNumber, BlockNumber>> pair =
        ParseMatchKey({cursor->key().data(), cursor->key().size()});
    if (!pair.has_value()) return BadMatch(database);
    if (!numbers.Contains(pair->first.document) || !numbers.Contains(pair->second.document)) continue;
    COPYDESK_RETURN_IF_ERROR(
        visit({.first = pair->first, .second = pair->second, .value = cursor->value().ToString()}));
  }
  return ToAbslStatus(cursor->status(), database.Place("column family matches"));
}

}  // namespace copydesk
