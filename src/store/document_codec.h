// The bytes of what a store knows of a document apart from its text and signatures; docs/store-format.md has them one
// by one.
#ifndef COPYDESK_STORE_DOCUMENT_CODEC_H_
#define COPYDESK_STORE_DOCUMENT_CODEC_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/hash.h"
#include "copydesk/block.h"
#include "copydesk/document.h"

namespace copydesk {

// Tells texts apart without the texts.
struct TextIdentity {
  std::uint64_t length = 0;
  Hash128 hash;  // XXH3-128 of the bytes

  friend bool operator==(const TextIdentity&, const TextIdentity&) = default;
};

[[nodiscard]] TextIdentity IdentifyText(std::string_view text);

struct DocumentRecord {
  Metadata metadata;
  TextIdentity text;
  std::vector<Block> blocks;

  friend bool operator==(const DocumentRecord&, const DocumentRecord&) = default;
};

// What the encoding relies on: parts ascending, disjoint and within a text of `text_length` bytes; source parts that do
// not end before they begin; known roles. InvalidArgument otherwise.
[[nodiscard]] absl::Status CheckBlocks(std::span<const Block> blocks, std::uint64_t text_length);

// `blocks` must pass CheckBlocks. Linear.
[[nodiscard]] std::string EncodeDocument(const Metadata& metadata, const TextIdentity& text,
                                         std::span<const Block> blocks);

// What was encoded, exactly; its blocks pass CheckBlocks. DataLoss for bytes that EncodeDocument cannot have written.
// Linear in `bytes`, in time and memory, whatever they hold.
[[nodiscard]] absl::StatusOr<DocumentRecord> DecodeDocument(std::string_view bytes);

// A part of what was encoded; what follows it is not looked at.
[[nodiscard]] absl::StatusOr<std::string> DecodeDocumentId(std::string_view bytes);
[[nodiscard]] absl::StatusOr<Metadata> DecodeMetadata(std::string_view bytes);

}  // namespace copydesk

#endif  // COPYDESK_STORE_DOCUMENT_CODEC_H_
