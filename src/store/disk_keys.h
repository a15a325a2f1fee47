// The keys of the disk store; docs/store-format.md has them one by one. All numbers in them are big-endian, so that
// the order of the bytes is the order of the numbers.
#ifndef COPYDESK_STORE_DISK_KEYS_H_
#define COPYDESK_STORE_DISK_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "copydesk/store.h"
#include "store/posting_entry.h"

namespace copydesk {

// Families docs, text and signatures: the document.
[[nodiscard]] std::string NumberKey(DocumentNumber number);

// Family ids: the prefix, which is XXH3-128 of the id, then the document.
inline constexpr std::size_t kIdPrefixSize = 16;
[[nodiscard]] std::string IdPrefix(std::string_view id);
[[nodiscard]] std::string IdKey(std::string_view id, DocumentNumber number);
[[nodiscard]] std::optional<DocumentNumber> ParseIdKey(std::string_view key);  // nothing: no such key

// Families contents, bands, fingerprints and terms: hash, order, document, block. The hash is the prefix.
inline constexpr std::size_t kPostingPrefixSize = 8;
[[nodiscard]] std::string PostingPrefix(std::uint64_t hash);
[[nodiscard]] std::string PostingKey(const PostingEntry& entry);
[[nodiscard]] std::optional<PostingEntry> ParsePostingKey(std::string_view key);  // nothing: no such key

// Family contents: where the postings of one content start.
[[nodiscard]] std::string ContentPrefix(const ContentHash& content);

// Family terms: where the posting of an identity (see IdentifyStory) starts.
[[nodiscard]] std::string StoryPrefix(const Hash128& identity);

// Family model: version, name of the section, a zero byte, number of the chunk. The version is the prefix.
[[nodiscard]] std::string ModelPrefix(std::uint64_t version);
[[nodiscard]] std::string ModelKey(std::uint64_t version, std::string_view section, std::uint32_t chunk);

// Family meta.
inline constexpr std::string_view kIdentityKey = "identity";
inline constexpr std::string_view kDocumentsKey = "documents";
inline constexpr std::string_view kModelKey = "model";

}  // namespace copydesk

#endif  // COPYDESK_STORE_DISK_KEYS_H_
