#include "store/document_codec.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/status.h"

namespace copydesk {
namespace {

constexpr std::uint8_t kDocumentVersion = 3;
constexpr BlockRole kLastRole = BlockRole::kFurniture;

absl::Status GetVersion(Decoder* decoder) {
  std::uint8_t version = 0;
  if (decoder->Byte(&version) && version == kDocumentVersion) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("the document record does not start with version ", kDocumentVersion));
}

bool GetLocator(Decoder* decoder, Locator* locator) {
  return decoder->String(&locator->file) && decoder->Varint(&locator->line) && decoder->Varint(&locator->offset) &&
         decoder->Varint(&locator->length);
}

bool GetMetadata(Decoder* decoder, Metadata* metadata) {
  return decoder->String(&metadata->id) && decoder->String(&metadata->url) && decoder->String(&metadata->source) &&
         decoder->String(&metadata->published) && decoder->String(&metadata->modified) &&
         decoder->String(&metadata->seen) && decoder->String(&metadata->title) &&
         GetLocator(decoder, &metadata->locator);
}

// What the page prints of a block, and where the page has it. Returns what is wrong, or null.
const char* GetPrinted(Decoder* decoder, Block* block) {
  constexpr std::size_t kSmallestPart = 2;
  std::uint64_t parts = 0;
  if (!decoder->String(&block->parent) || !decoder->String(&block->title) || !decoder->String(&block->source) ||
      !decoder->String(&block->age) || !decoder->String(&block->published) || !decoder->String(&block->credit) ||
      !decoder->String(&block->link) || !decoder->Varint(&parts) || parts > decoder->remaining() / kSmallestPart) {
    return "what the page prints is cut short";
  }
  block->source_parts.reserve(static_cast<std::size_t>(parts));
  for (std::uint64_t i = 0; i < parts; ++i) {
    TextRange part;
    std::uint32_t length = 0;
    if (!decoder->Varint32(&part.begin) || !decoder->Varint32(&length)) return "its source parts are cut short";
    if (length > std::numeric_limits<std::uint32_t>::max() - part.begin) return "a source part ends beyond 4 GiB";
    part.end = part.begin + length;
    block->source_parts.push_back(part);
  }
  return nullptr;
}

// Returns what is wrong, or null.
const char* GetBlock(Decoder* decoder, std::uint64_t text_length, Block* block) {
  std::uint8_t role = 0;
  std::uint64_t parts = 0;
  if (!decoder->String(&block->name) || !decoder->Byte(&role) || !decoder->Varint32(&block->words) ||
      !decoder->Varint32(&block->disguised) || !decoder->Varint(&parts)) {
    return "it is cut short";
  }
  if (role > static_cast<std::uint8_t>(kLastRole)) return "its role is unknown";
  block->role = static_cast<BlockRole>(role);
  constexpr std::size_t kSmallestPart = 2;
  if (parts > decoder->remaining() / kSmallestPart) return "its parts are cut short";
  block->parts.reserve(static_cast<std::size_t>(parts));
  std::uint64_t next = 0;
  for (std::uint64_t i = 0; i < parts; ++i) {
    std::uint32_t gap = 0;
    std::uint32_t length = 0;
    if (!decoder->Varint32(&gap) || !decoder->Varint32(&length)) return "its parts are cut short";
    const std::uint64_t begin = next + gap;
    next = begin + length;
    if (next > text_length) return "a part lies outside the text";
    block->parts.push_back({.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(next)});
  }
  return GetPrinted(decoder, block);
}

}  // namespace

TextIdentity IdentifyText(std::string_view text) { return {.length = text.size(), .hash = HashBytes128(text)}; }

absl::Status CheckBlocks(std::span<const Block> blocks, std::uint64_t text_length) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].role > kLastRole) return absl::InvalidArgumentError(absl::StrCat("block ", i, ": unknown role"));
    std::uint32_t next = 0;
    for (const TextRange& part : blocks[i].parts) {
      if (part.begin < next || part.end < part.begin || part.end > text_length) {
        return absl::InvalidArgumentError(
            absl::StrCat("block ", i, ": parts are not ascending, not disjoint or outside the text"));
      }
      next = part.end;
    }
    for (const TextRange& part : blocks[i].source_parts) {
      if (part.end < part.begin) {
        return absl::InvalidArgumentError(absl::StrCat("block ", i, ": a source part ends before it begins"));
      }
    }
  }
  return absl::OkStatus();
}

std::string EncodeDocument(const Metadata& metadata, const TextIdentity& text, std::span<const Block> blocks) {
  std::string out;
  out.push_back(static_cast<char>(kDocumentVersion));
  for (const std::string* field : {&metadata.id, &metadata.url, &metadata.source, &metadata.published,
                                   &metadata.modified, &metadata.seen, &metadata.title, &metadata.locator.file}) {
    PutString(&out, *field);
  }
  PutVarint(&out, metadata.locator.line);
  PutVarint(&out, metadata.locator.offset);
  PutVarint(&out, metadata.locator.length);
  PutVarint(&out, text.length);
  PutFixed64(&out, text.hash.high);
  PutFixed64(&out, text.hash.low);
  PutVarint(&out, blocks.size());
  for (const Block& block : blocks) {
    PutString(&out, block.name);
    out.push_back(static_cast<char>(block.role));
    PutVarint(&out, block.words);
    PutVarint(&out, block.disguised);
    PutVarint(&out, block.parts.size());
    std::uint32_t next = 0;
    for (const TextRange& part : block.parts) {
      PutVarint(&out, part.begin - next);
      PutVarint(&out, part.end - part.begin);
      next = part.end;
    }
    for (const std::string* field :
         {&block.parent, &block.title, &block.source, &block.age, &block.published, &block.credit, &block.link}) {
      PutString(&out, *field);
    }
    PutVarint(&out, block.source_parts.size());
    for (const TextRange& part : block.source_parts) {
      PutVarint(&out, part.begin);
      PutVarint(&out, part.end - part.begin);
    }
  }
  return out;
}

absl::StatusOr<std::string> DecodeDocumentId(std::string_view bytes) {
  Decoder decoder(bytes);
  std::string id;
  COPYDESK_RETURN_IF_ERROR(GetVersion(&decoder));
  if (!decoder.String(&id)) return absl::DataLossError("the id is cut short");
  return id;
}

absl::StatusOr<Metadata> DecodeMetadata(std::string_view bytes) {
  Decoder decoder(bytes);
  Metadata metadata;
  COPYDESK_RETURN_IF_ERROR(GetVersion(&decoder));
  if (!GetMetadata(&decoder, &metadata)) return absl::DataLossError("the metadata are cut short");
  return metadata;
}

absl::StatusOr<DocumentRecord> DecodeDocument(std::string_view bytes) {
  Decoder decoder(bytes);
  DocumentRecord record;
  std::uint64_t blocks = 0;
  COPYDESK_RETURN_IF_ERROR(GetVersion(&decoder));
  if (!GetMetadata(&decoder, &record.metadata)) return absl::DataLossError("the metadata are cut short");
  if (!decoder.Varint(&record.text.length) || !decoder.Fixed64(&record.text.hash.high) ||
      !decoder.Fixed64(&record.text.hash.low)) {
    return absl::DataLossError("length and hash of the text are cut short");
  }
  if (record.text.length > std::numeric_limits<std::uint32_t>::max()) {
    return absl::DataLossError("the length of the text is above 4 GiB");
  }
  if (!decoder.Varint(&blocks) || blocks > decoder.remaining()) {
    return absl::DataLossError("the blocks are fewer than their number says");
  }
  for (std::uint64_t i = 0; i < blocks; ++i) {
    Block block;
    if (const char* fault = GetBlock(&decoder, record.text.length, &block); fault != nullptr) {
      return absl::DataLossError(absl::StrCat("block ", i, ": ", fault));
    }
    record.blocks.push_back(std::move(block));
  }
  if (!decoder.Finished()) return absl::DataLossError("bytes follow the last block");
  return record;
}

}  // namespace copydesk
