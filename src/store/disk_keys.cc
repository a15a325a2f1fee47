#include "store/disk_keys.h"

#include "base/coding.h"
#include "base/hash.h"

namespace copydesk {
namespace {

// A posting keeps the document in 48 bits.
constexpr std::uint64_t kMaxDocument = (std::uint64_t{1} << 48) - 1;

}  // namespace

std::string NumberKey(DocumentNumber number) {
  std::string key;
  PutBigEndian64(&key, number);
  return key;
}

std::string IdPrefix(std::string_view id) {
  const Hash128 hash = HashBytes128(id);
  std::string key;
  PutBigEndian64(&key, hash.high);
  PutBigEndian64(&key, hash.low);
  return key;
}

std::string IdKey(std::string_view id, DocumentNumber number) {
  std::string key = IdPrefix(id);
  PutBigEndian64(&key, number);
  return key;
}

std::optional<DocumentNumber> ParseIdKey(std::string_view key) {
  if (key.size() != kIdPrefixSize + sizeof(DocumentNumber)) return std::nullopt;
  Decoder decoder(key.substr(kIdPrefixSize));
  DocumentNumber number = 0;
  decoder.BigEndian64(&number);
  return number;
}

std::string PostingPrefix(std::uint64_t hash) {
  std::string key;
  PutBigEndian64(&key, hash);
  return key;
}

std::string PostingKey(const PostingEntry& entry) {
  std::string key;
  PutBigEndian64(&key, entry.hash);
  PutBigEndian64(&key, entry.order);
  PutBigEndian64(&key, entry.document());
  PutBigEndian16(&key, static_cast<std::uint16_t>(entry.block()));
  return key;
}

std::optional<PostingEntry> ParsePostingKey(std::string_view key) {
  Decoder decoder(key);
  PostingEntry entry;
  DocumentNumber document = 0;
  std::uint16_t block = 0;
  decoder.BigEndian64(&entry.hash);
  decoder.BigEndian64(&entry.order);
  decoder.BigEndian64(&document);
  decoder.BigEndian16(&block);
  if (!decoder.Finished() || document > kMaxDocument) return std::nullopt;
  return PostingEntry::Make(entry.hash, entry.order, {.document = document, .block = block});
}

std::string ContentPrefix(const ContentHash& content) {
  std::string key;
  PutBigEndian64(&key, content.low);
  PutBigEndian64(&key, content.high);
  return key;
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

std::string StoryPrefix(const Hash128& identity) { return ContentPrefix({.high = identity.high, .low = identity.low}); }

}  // namespace copydesk
