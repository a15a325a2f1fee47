// A document: one input record with its text.
#ifndef COPYDESK_DOCUMENT_H_
#define COPYDESK_DOCUMENT_H_

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "copydesk/statement.h"

namespace copydesk {

// Where a record was read from, so that it can be found again. `line` counts from 1 and is 0 where the
// format has no lines; `offset` and `length` are bytes of the decompressed stream.
struct Locator {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;

  friend bool operator==(const Locator&, const Locator&) = default;
};

// What is known of a record apart from its text. Every field but `id` may be empty. Times are kept as they
// were printed; `seen` is when a crawler met the record and says nothing about who was first.
struct Metadata {
  std::string id;  // opaque: never parsed, any characters
  std::string url;
  std::string source;  // the outlet
  std::string published;
  std::string modified;
  std::string seen;
  std::string title;
  Locator locator;

  friend bool operator==(const Metadata&, const Metadata&) = default;
};

enum class ContentType : std::uint8_t { kText, kHtml };

// A record ready to be compared. `text` should be UTF-8 and below 4 GiB; bytes that are not UTF-8 are
// treated as U+FFFD and separate words. Offsets anywhere in the library are bytes of this text; of an HTML page they
// are bytes of the text that SplitPage extracts from it (copydesk/page.h).
struct Document {
  Metadata metadata;
  std::string text;
  ContentType type = ContentType::kText;

  // What an archive says its payload hashes to ("sha1:..."); equal ones are equal payloads. Empty for other input, and
  // not stored.
  std::string payload_digest = {};

  // What the record says of its source besides (copydesk/ninjs.h). Not stored; SplitPage gives it with what a page
  // says.
  std::vector<SourceStatement> statements = {};
};

// Names a block: the id of its document and its name within it ("0" for a document that is one article).
// Ordered bytewise by document, then by block.
struct BlockName {
  std::string document;
  std::string block;

  friend auto operator<=>(const BlockName&, const BlockName&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_DOCUMENT_H_
