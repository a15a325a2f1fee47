#include "store/disk_keys.h"

#include "base/coding.h"
#include "base/hash.h"
#include "store/posting_bucket.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;  // so that bytes are in the order of numbers below 0 too

std::string HashPrefix(std::uint64_t high, std::uint64_t low) {
  return EntryKey(PostingEntry::Make(low, high, {})).substr(0, kEntryPrefixSize);
}

}  // namespace

std::string NumberKey(DocumentNumber number) {
  std::string key;
  PutBigEndian64(&key, number);
  return key;
}

std::optional<DocumentNumber> ParseNumberKey(std::string_view key) {
  Decoder decoder(key);
  DocumentNumber number = 0;
  decoder.BigEndian64(&number);
  if (!decoder.Finished()) return std::nullopt;
  return number;
}

std::string EntryKey(const PostingEntry& entry) {
  std::string key;
  PutBigEndian64(&key, entry.high);
  PutBigEndian64(&key, entry.low);
  return key;
}

std::optional<PostingEntry> ParseEntryKey(std::string_view key) {
  Decoder decoder(key);
  PostingEntry entry;
  decoder.BigEndian64(&entry.high);
  decoder.BigEndian64(&entry.low);
  if (!decoder.Finished()) return std::nullopt;
  return entry;
}

PostingEntry IdEntry(std::string_view id, DocumentNumber number) {
  const Hash128 hash = HashBytes128(id);
  return PostingEntry::Make(hash.low, hash.high, {.document = number, .block = 0});
}

std::string IdPrefix(std::string_view id) { return EntryKey(IdEntry(id, 0)).substr(0, kEntryPrefixSize); }

std::string ContentPrefix(const ContentHash& content) { return HashPrefix(content.high, content.low); }

std::string StoryPrefix(const Hash128& identity) { return HashPrefix(identity.high, identity.low); }

std::string ListPrefix(std::uint64_t hash) {
  return EntryKey(PostingEntry::Make(hash, 0, {})).substr(0, kListPrefixSize);
}

std::string BucketKey(std::uint32_t bucket) {
  std::string key;
  PutBigEndian16(&key, static_cast<std::uint16_t>(bucket >> 16));
  PutBigEndian16(&key, static_cast<std::uint16_t>(bucket & 0xffff));
  return key;
}

std::optional<std::uint32_t> ParseBucketKey(std::string_view key) {
  Decoder decoder(key);
  std::uint16_t high = 0;
  std::uint16_t low = 0;
  decoder.BigEndian16(&high);
  decoder.BigEndian16(&low);
  const std::uint32_t bucket = std::uint32_t{high} << 16 | low;
  if (!decoder.Finished() || bucket >> kBucketBits != 0) return std::nullopt;
  return bucket;
}

std::string ModelPrefix(std::uint64_t version) {
  std::string key;
  PutBigEndian64(&key, version);
  return key;
}

std::string ModelKey(std::uint64_t version, std::string_view section, std::uint32_t chunk) {
  std::string key = ModelPrefix(version);
  key.append(section);
  key.push_back('\0');
  PutBigEndian16(&key, static_cast<std::uint16_t>(chunk >> 16));
  PutBigEndian16(&key, static_cast<std::uint16_t>(chunk & 0xffff));
  return key;
}

std::string MatchKey(const BlockNumber& of, const BlockNumber& other) {
  std::string key;
  for (const BlockNumber& block : {of, other}) {
    PutBigEndian64(&key, block.document);
    PutBigEndian16(&key, static_cast<std::uint16_t>(block.block));
  }
  return key;
}

std::optional<std::pair<BlockNumber, BlockNumber>> ParseMatchKey(std::string_view key) {
  Decoder decoder(key);
  std::pair<BlockNumber, BlockNumber> pair;
  for (BlockNumber* const block : {&pair.first, &pair.second}) {
    std::uint16_t place = 0;
    decoder.BigEndian64(&block->document);
    decoder.BigEndian16(&place);
    block->block = place;
  }
  if (!decoder.Finished() || pair.first == pair.second) return std::nullopt;
  return pair;
}

std::string ForgottenKey(std::uint64_t piece) {
  std::string key(kForgottenPrefix);
  PutBigEndian64(&key, piece);
  return key;
}

std::optional<std::uint64_t> ParseForgottenKey(std::string_view key) {
  if (!key.starts_with(kForgottenPrefix)) return std::nullopt;
  Decoder decoder(key.substr(kForgottenPrefix.size()));
  std::uint64_t piece = 0;
  decoder.BigEndian64(&piece);
  if (!decoder.Finished()) return std::nullopt;
  return piece;
}

std::string PeriodKey(std::int64_t period) {
  std::string key(kPeriodPrefix);
  PutBigEndian64(&key, static_cast<std::uint64_t>(period) ^ kSignBit);
  return key;
}

std::optional<std::int64_t> ParsePeriodKey(std::string_view key) {
  if (!key.starts_with(kPeriodPrefix)) return std::nullopt;
  Decoder decoder(key.substr(kPeriodPrefix.size()));
  std::uint64_t period = 0;
  decoder.BigEndian64(&period);
  if (!decoder.Finished()) return std::nullopt;
  return static_cast<std::int64_t>(period ^ kSignBit);
}

}  // namespace copydesk
