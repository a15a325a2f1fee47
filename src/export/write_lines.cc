#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/utf8.h"
#include "copydesk/signature_codec.h"
#include "export/export_lines.h"
#include "report/json_writer.h"

namespace copydesk {
namespace {

void PutBase64(JsonWriter* json, std::string_view key, std::string_view bytes) {
  json->Key(key);
  json->String(absl::Base64Escape(ToAbsl(bytes)));
}

// A string of any bytes: what is not UTF-8 has a member of another name.
void PutBytes(JsonWriter* json, std::string_view key, std::string_view bytes) {
  if (IsUtf8(bytes)) {
    json->Key(key);
    json->String(bytes);
  } else {
    PutBase64(json, absl::StrCat(ToAbsl(key), "_base64"), bytes);
  }
}

void PutKnown(JsonWriter* json, std::string_view key, std::string_view bytes) {
  if (!bytes.empty()) PutBytes(json, key, bytes);
}

void PutCount(JsonWriter* json, std::string_view key, std::uint64_t count) {
  json->Key(key);
  json->Count(count);
}

void PutInt(JsonWriter* json, std::string_view key, int value) {
  PutCount(json, key, static_cast<std::uint64_t>(value));
}

void PutString(JsonWriter* json, std::string_view key, std::string_view value) {
  json->Key(key);
  json->String(value);
}

void PutRanges(JsonWriter* json, std::string_view key, std::span<const TextRange> ranges) {
  json->Key(key);
  json->BeginArray();
  for (const TextRange& range : ranges) {
    json->BeginArray();
    json->Count(range.begin);
    json->Count(range.end);
    json->EndArray();
  }
  json->EndArray();
}

void PutLocator(JsonWriter* json, const Locator& locator) {
  if (locator == Locator()) return;
  json->Key("locator");
  json->BeginObject();
  PutKnown(json, "file", locator.file);
  PutCount(json, "line", locator.line);
  PutCount(json, "offset", locator.offset);
  PutCount(json, "length", locator.length);
  json->EndObject();
}

absl::Status PutBlock(JsonWriter* json, const Block& block, const Signature& signature, const SketchConfig& config) {
  COPYDESK_ASSIGN_OR_RETURN(const std::string bytes, EncodeSignature(signature, config));
  json->BeginObject();
  PutBytes(json, "block", block.name);
  PutString(json, "role", BlockRoleName(block.role));
  PutKnown(json, "parent", block.parent);
  PutKnown(json, "title", block.title);
  PutKnown(json, "source", block.source);
  PutKnown(json, "age", block.age);
  PutKnown(json, "published", block.published);
  PutKnown(json, "credit", block.credit);
  PutKnown(json, "link", block.link);
  PutRanges(json, "parts", block.parts);
  if (!block.source_parts.empty()) PutRanges(json, "source_parts", block.source_parts);
  PutCount(json, "words", block.words);
  if (block.disguised > 0) PutCount(json, "disguised", block.disguised);
  PutBase64(json, "signature", bytes);
  json->EndObject();
  return absl::OkStatus();
}

std::string Hex(std::uint64_t value) { return absl::StrCat(absl::Hex(value, absl::kZeroPad16)); }

}  // namespace

std::string HeaderLine(const ExportHeader& header) {
  const auto& [config, bands, keep_text] = header.identity;
  JsonWriter json;
  json.BeginObject();
  PutString(&json, "copydesk", "store-export");
  PutCount(&json, "version", kExportVersion);
  PutString(&json, "configuration", config.Describe());
  PutInt(&json, "shingle", config.shingle);
  PutInt(&json, "bins", config.bins);
  PutInt(&json, "fingerprint_shingle", config.fingerprint_shingle);
  PutInt(&json, "max_window", config.max_window);
  PutInt(&json, "bands", bands.bands);
  PutInt(&json, "rows", bands.rows);
  json.Key("texts");
  json.Bool(keep_text);
  PutCount(&json, "documents", header.documents);
  if (header.model.version > 0) {
    json.Key("model");
    json.BeginArray();
    for (const auto& [name, chunks] : header.model.sections) {
      json.BeginObject();
      PutString(&json, "section", name);
      PutCount(&json, "chunks", chunks);
      json.EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
  return json.Take();
}

std::string ModelLine(const ExportChunk& chunk) {
  JsonWriter json;
  json.BeginObject();
  PutString(&json, "copydesk", "model");
  PutString(&json, "section", chunk.section);
  PutCount(&json, "chunk", chunk.number);
  PutBase64(&json, "bytes", chunk.bytes);
  json.EndObject();
  return json.Take();
}

std::string EndLine(const ExportEnd& end) {
  JsonWriter json;
  json.BeginObject();
  PutString(&json, "copydesk", "end");
  PutCount(&json, "documents", end.documents);
  PutString(&json, "checksum", Hex(end.checksum));
  json.EndObject();
  return json.Take();
}

absl::StatusOr<std::string> DocumentLine(const ExportedDocument& exported, const StoreIdentity& identity) {
  const StoredDocument& document = exported.document;
  const Metadata& metadata = document.metadata;
  JsonWriter json;
  json.BeginObject();
  PutBytes(&json, "id", metadata.id);
  PutKnown(&json, "url", metadata.url);
  PutKnown(&json, "source", metadata.source);
  PutKnown(&json, "published", metadata.published);
  PutKnown(&json, "modified", metadata.modified);
  PutKnown(&json, "seen", metadata.seen);
  PutKnown(&json, "title", metadata.title);
  if (identity.keep_text) {
    PutBytes(&json, "text", document.text);
  } else {
    PutCount(&json, "text_bytes", exported.text.length);
    PutString(&json, "text_hash", absl::StrCat(Hex(exported.text.hash.high), Hex(exported.text.hash.low)));
  }
  PutLocator(&json, metadata.locator);
  json.Key("blocks");
  json.BeginArray();
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    if (const absl::Status status = PutBlock(&json, document.blocks[i], document.signatures[i], identity.config);
        !status.ok()) {
      return absl::InvalidArgumentError(absl::StrCat("the signature of block ", i, ": ", status.message()));
    }
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace copydesk
