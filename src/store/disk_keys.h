// The keys of the disk store; docs/store-format.md has them one by one. All numbers in them are big-endian, so that
// the order of the bytes is the order of the numbers.
#ifndef COPYDESK_STORE_DISK_KEYS_H_
#define COPYDESK_STORE_DISK_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "copydesk/store.h"
#include "store/posting_entry.h"

namespace copydesk {

// Families docs, text and signatures: the document.
[[nodiscard]] std::string NumberKey(DocumentNumber number);
[[nodiscard]] std::optional<DocumentNumber> ParseNumberKey(std::string_view key);  // nothing: no such key

// Families ids, contents and stories: an entry is a key. List and order, 72 bits of a hash of 128, are the prefix.
inline constexpr std::size_t kEntryPrefixSize = 9;
[[nodiscard]] std::string EntryKey(const PostingEntry& entry);
[[nodiscard]] std::optional<PostingEntry> ParseEntryKey(std::string_view key);  // nothing: no such key

// Entries that begin with 72 bits of the XXH3-128 of an id, of a content hash, and of a story (see PostingHashes).
[[nodiscard]] PostingEntry IdEntry(std::string_view id, DocumentNumber number);
[[nodiscard]] std::string IdPrefix(std::string_view id);
[[nodiscard]] std::string ContentPrefix(const ContentHash& content);
[[nodiscard]] std::string StoryPrefix(const Hash128& story);

// Family contents: where the postings of a kContent list start.
inline constexpr std::size_t kListPrefixSize = 6;
[[nodiscard]] std::string ListPrefix(std::uint64_t hash);

// Families bands, fingerprints and terms: the bucket.
[[nodiscard]] std::string BucketKey(std::uint32_t bucket);
[[nodiscard]] std::optional<std::uint32_t> ParseBucketKey(std::string_view key);  // nothing: no such key

// Family model: version, name of the section, a zero byte, number of the chunk. The version is the prefix.
[[nodiscard]] std::string ModelPrefix(std::uint64_t version);
[[nodiscard]] std::string ModelKey(std::uint64_t version, std::string_view section, std::uint32_t chunk);

// Family matches.
[[nodiscard]] std::string MatchKey(const BlockNumber& of, const BlockNumber& other);
[[nodiscard]] std::optional<std::pair<BlockNumber, BlockNumber>> ParseMatchKey(
    std::string_view key);  // nothing: no such key

// Family meta.
inline constexpr std::string_view kIdentityKey = "identity";
inline constexpr std::string_view kDocumentsKey = "documents";
inline constexpr std::string_view kModelKey = "model";
inline constexpr std::string_view kMatchedKey = "matched";

// Family meta: a piece of the set of forgotten documents (see NumberSet).
inline constexpr std::string_view kForgottenPrefix = "forgotten ";
[[nodiscard]] std::string ForgottenKey(std::uint64_t piece);
[[nodiscard]] std::optional<std::uint64_t> ParseForgottenKey(std::string_view key);  // nothing: no such key

// Family meta: that terms of a period are posted (see TermPeriodOf). The value is empty.
inline constexpr std::string_view kPeriodPrefix = "period ";
[[nodiscard]] std::string PeriodKey(std::int64_t period);
[[nodiscard]] std::optional<std::int64_t> ParsePeriodKey(std::string_view key);  // nothing: no such key

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_KEYS_H_
