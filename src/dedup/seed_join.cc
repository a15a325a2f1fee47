#include "dedup/seed_join.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/cancel.h"
#include "base/coding.h"
#include "base/record_sorter.h"
#include "base/status.h"

namespace copydesk {
namespace {

std::uint64_t Pack(TokenPlace place) { return std::uint64_t{place.document} << 32 | place.token; }

TokenPlace UnpackToken(std::uint64_t packed) {
  return {.document = static_cast<std::uint32_t>(packed >> 32), .token = static_cast<std::uint32_t>(packed)};
}

char FlagOf(bool is_middle) { return is_middle ? '\1' : '\0'; }

}  // namespace

SeedJoin::SeedJoin(std::uint32_t cap, std::uint64_t memory, const std::string& folder, const std::atomic<bool>* cancel)
    // At least a byte, for 0 is no bound. Both have their records in memory while one is read and the other filled.
    : cap_(cap),
      cancel_(cancel),
      by_hash_(std::in_place, memory == 0 ? 0 : std::max<std::uint64_t>(1, memory / 2), folder),
      by_document_(memory == 0 ? 0 : std::max<std::uint64_t>(1, memory / 2), folder) {}

absl::Status SeedJoin::Add(std::uint32_t document, std::span<const RunFingerprint> fingerprints) {
  std::string key;
  for (const RunFingerprint& fingerprint : fingerprints) {
    key.clear();
    PutBigEndian64(&key, fingerprint.hash);
    PutBigEndian64(&key, Pack({.document = document, .token = fingerprint.position}));
    const char flag = FlagOf(fingerprint.is_middle);
    COPYDESK_RETURN_IF_ERROR(by_hash_->Add(key, std::string_view(&flag, 1)));
    counts_.temporary_bytes += key.size() + 1;
  }
  counts_.fingerprints += fingerprints.size();
  return absl::OkStatus();
}

absl::Status SeedJoin::Join() {
  std::string key;
  std::string value;
  std::string places;  // packed, of `hash`
  std::uint64_t hash = 0;
  std::uint64_t in_group = 0;
  bool is_capped = false;
  for (std::uint64_t read = 0;; ++read) {
    if (read % kCancelStride == 0 && IsCancelled(cancel_)) return absl::CancelledError("interrupted");
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<RecordSorter::Record> record, by_hash_->Next());
    if (!record.has_value()) break;
    Decoder decoder(record->key);
    std::uint64_t record_hash = 0;
    std::uint64_t place = 0;
    if (!decoder.BigEndian64(&record_hash) || !decoder.BigEndian64(&place) || record->value.size() != 1) {
      return DamagedRecord();
    }
    if (read == 0 || record_hash != hash) {
      hash = record_hash;
      places.clear();
      in_group = 0;
      is_capped = false;
    }
    if (++in_group == 2) ++counts_.repeated;
    const char flag = record->value[0];
    if (!places.empty()) {
      key.clear();
      PutBigEndian64(&key, place);
      value.assign(1, flag);
      value += places;
      COPYDESK_RETURN_IF_ERROR(by_document_.Add(key, value));
      ++counts_.seeds;
      counts_.temporary_bytes += key.size() + value.size();
    }
    if (flag == FlagOf(true)) continue;
    if (places.size() < sizeof(place) * cap_) {
      PutFixed64(&places, place);
    } else if (!std::exchange(is_capped, true)) {
      ++counts_.capped;
    }
  }
  by_hash_.reset();
  return absl::OkStatus();
}

absl::StatusOr<std::optional<DocumentSeeds>> SeedJoin::Next() {
  if (!std::exchange(is_joined_, true)) COPYDESK_RETURN_IF_ERROR(Join());
  while (true) {
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<RecordSorter::Record> record, by_document_.Next());
    if (!record.has_value()) return std::exchange(begun_, std::nullopt);
    std::uint64_t packed = 0;
    Decoder key(record->key);
    Decoder value(record->value);
    std::uint8_t flag = 0;
    if (!key.BigEndian64(&packed) || !value.Byte(&flag)) return DamagedRecord();
    const TokenPlace at = UnpackToken(packed);
    std::optional<DocumentSeeds> done;
    if (begun_.has_value() && begun_->document != at.document) done = std::exchange(begun_, std::nullopt);
    if (!begun_.has_value()) begun_ = DocumentSeeds{.document = at.document, .seeds = {}, .places = {}};
    const auto first = static_cast<std::uint32_t>(begun_->places.size());
    while (value.remaining() > 0) {
      if (!value.Fixed64(&packed)) return DamagedRecord();
      begun_->places.push_back(UnpackToken(packed));
    }
    begun_->seeds.push_back({.token = at.token,
                             .is_middle = flag != 0,
                             .first_place = first,
                             .end_place = static_cast<std::uint32_t>(begun_->places.size())});
    if (done.has_value()) return done;
  }
}

}  // namespace copydesk
