#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/signature_codec.h"
#include "export/export_lines.h"
#include "report/json_fields.h"

namespace copydesk {
namespace {

using ParsedJson = nlohmann::json;

// What absl takes for base64 is more than what the standard does: white space, and no padding.
std::optional<std::string> DecodeBase64(const std::string& text) {
  std::string bytes;
  if (!absl::Base64Unescape(text, &bytes) || absl::Base64Escape(bytes) != text) return std::nullopt;
  return bytes;
}

std::string GetBase64(Fields* fields, const char* member) {
  std::optional<std::string> bytes = DecodeBase64(fields->String(member));
  if (!bytes.has_value()) fields->Fail(member, "is no base64");
  return std::move(bytes).value_or("");
}

// A string, or its bytes where it is not UTF-8.
std::string GetBytes(Fields* fields, const char* member, bool required = false) {
  const std::string other = absl::StrCat(member, "_base64");
  if (fields->Find(other.c_str(), /*required=*/false) == nullptr) return fields->String(member, required);
  if (fields->Find(member, /*required=*/false) != nullptr) fields->Fail(other.c_str(), "is given twice");
  return GetBase64(fields, other.c_str());
}

std::uint32_t GetCount32(Fields* fields, const char* member, bool required = true) {
  return static_cast<std::uint32_t>(fields->Count(member, kMost32, required));
}

int GetInt(Fields* fields, const char* member) {
  return static_cast<int>(fields->Count(member, std::numeric_limits<int>::max()));
}

// Sixteen digits of `text` from `begin` on.
std::optional<std::uint64_t> GetHex(std::string_view text, std::size_t begin) {
  constexpr std::size_t kDigits = 16;
  constexpr int kBase = 16;
  std::uint64_t value = 0;
  const std::string_view digits = text.substr(begin, kDigits);
  const bool is_hex =
      digits.size() == kDigits && digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!is_hex) return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, kBase);
  return value;
}

std::vector<TextRange> GetRanges(Fields* fields, const char* member, bool required) {
  const ParsedJson* const pairs = fields->Find(member, required);
  if (pairs == nullptr) return {};
  const auto is_offset = [](const ParsedJson& value) {
    return value.is_number_unsigned() && value.get<std::uint64_t>() <= kMost32;
  };
  std::vector<TextRange> ranges;
  bool is_good = pairs->is_array();
  for (std::size_t i = 0; is_good && i < pairs->size(); ++i) {
    const ParsedJson& pair = (*pairs)[i];
    is_good = pair.is_array() && pair.size() == 2 && is_offset(pair[0]) && is_offset(pair[1]);
    if (is_good) ranges.push_back({.begin = pair[0].get<std::uint32_t>(), .end = pair[1].get<std::uint32_t>()});
  }
  if (!is_good) fields->Fail(member, "is no list of byte ranges below 4 GiB");
  return ranges;
}

// Whatever is wrong with a line, it is damage.
absl::Status Damage(const absl::Status& status) { return absl::DataLossError(status.message()); }

absl::StatusOr<ParsedJson> ParseObject(std::string_view line) {
  absl::StatusOr<ParsedJson> json = ParseJson(line);
  if (!json.ok()) return Damage(json.status());
  if (!json->is_object()) return absl::DataLossError("no JSON object");
  return json;
}

absl::Status ParseBlock(const ParsedJson& json, std::size_t place, const SketchConfig& config,
                        StoredDocument* document) {
  const std::string name = absl::StrCat("block ", place);
  Fields fields(json, name);
  Block block;
  block.name = GetBytes(&fields, "block", /*required=*/true);
  block.role = fields.Role("role");
  block.parent = GetBytes(&fields, "parent");
  block.title = GetBytes(&fields, "title");
  block.source = GetBytes(&fields, "source");
  block.age = GetBytes(&fields, "age");
  block.published = GetBytes(&fields, "published");
  block.credit = GetBytes(&fields, "credit");
  block.link = GetBytes(&fields, "link");
  block.parts = GetRanges(&fields, "parts", /*required=*/true);
  block.source_parts = GetRanges(&fields, "source_parts", /*required=*/false);
  block.words = GetCount32(&fields, "words");
  block.disguised = GetCount32(&fields, "disguised", /*required=*/false);
  const std::string bytes = GetBase64(&fields, "signature");
  if (!fields.status().ok()) return Damage(fields.status());
  absl::StatusOr<Signature> signature = DecodeSignature(bytes, config);
  if (!signature.ok()) {
    return absl::Status(signature.status().code(), absl::StrCat(name, ": ", signature.status().message()));
  }
  document->blocks.push_back(std::move(block));
  document->signatures.push_back(*std::move(signature));
  return absl::OkStatus();
}

Locator GetLocator(Fields* fields, absl::Status* status) {
  const ParsedJson* const json = fields->Find("locator", /*required=*/false);
  if (json == nullptr) return {};
  Fields of_locator(*json, "locator");
  Locator locator{.file = GetBytes(&of_locator, "file"),
                  .line = of_locator.Count("line", kMost64),
                  .offset = of_locator.Count("offset", kMost64),
                  .length = of_locator.Count("length", kMost64)};
  status->Update(of_locator.status());
  return locator;
}

TextIdentity GetTextIdentity(Fields* fields) {
  const std::string digits = fields->String("text_hash");
  constexpr std::size_t kHalf = 16;
  const std::optional<std::uint64_t> high = GetHex(digits, 0);
  const std::optional<std::uint64_t> low = digits.size() == 2 * kHalf ? GetHex(digits, kHalf) : std::nullopt;
  if (!high.has_value() || !low.has_value()) fields->Fail("text_hash", "has not 32 digits from 0 to f");
  return {.length = fields->Count("text_bytes", kMost32), .hash = {.high = high.value_or(0), .low = low.value_or(0)}};
}

absl::Status ParseSections(const ParsedJson& sections, ModelRecord* model) {
  if (!sections.is_array()) return absl::DataLossError("model is no list of sections");
  model->version = 1;
  for (const ParsedJson& section : sections) {
    Fields fields(section, "model");
    std::string name = fields.String("section");
    const std::uint32_t chunks = GetCount32(&fields, "chunks");
    if (!fields.status().ok()) return Damage(fields.status());
    if (const absl::Status status = CheckSectionName(name); !status.ok()) return Damage(status);
    if (!model->sections.empty() && name <= model->sections.back().first) {
      return absl::DataLossError("the sections of the model do not ascend");
    }
    model->sections.emplace_back(std::move(name), chunks);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ExportHeader> ParseHeaderLine(std::string_view line) {
  if (!line.starts_with(kHeaderStart)) {
    return absl::InvalidArgumentError(
        "no export of a store, which copydesk store export writes; add records with copydesk add");
  }
  COPYDESK_ASSIGN_OR_RETURN(const ParsedJson json, ParseObject(line));
  Fields fields(json, "");
  const std::uint64_t version = fields.Count("version", kMost64);
  if (fields.status().ok() && version != kExportVersion) {
    return absl::FailedPreconditionError(absl::StrCat("the export has version ", version,
                                                      "; this program reads version ", kExportVersion,
                                                      ": use the program that wrote it"));
  }
  ExportHeader header;
  auto& [config, bands, keep_text] = header.identity;
  const std::string described = fields.String("configuration");
  config.shingle = GetInt(&fields, "shingle");
  config.bins = GetInt(&fields, "bins");
  config.fingerprint_shingle = GetInt(&fields, "fingerprint_shingle");
  config.max_window = GetInt(&fields, "max_window");
  bands.bands = GetInt(&fields, "bands");
  bands.rows = GetInt(&fields, "rows");
  keep_text = fields.Boolean("texts");
  header.documents = fields.Count("documents", kMost64);
  const ParsedJson* const model = fields.Find("model", /*required=*/false);
  if (!fields.status().ok()) return Damage(fields.status());
  if (const absl::Status status = config.Validate(); !status.ok()) return Damage(status);
  if (const absl::Status status = CheckBandPlan(bands, config.bins); !status.ok()) return Damage(status);
  if (config.Describe() != described) {
    return absl::FailedPreconditionError(
        absl::StrCat("the export was made under the configuration ", described, "; this program would make it under ",
                     config.Describe(), ": use the program that wrote it, or add the records to a new store"));
  }
  if (model != nullptr) COPYDESK_RETURN_IF_ERROR(ParseSections(*model, &header.model));
  return header;
}

absl::StatusOr<ExportChunk> ParseModelLine(std::string_view line) {
  if (!line.starts_with(kModelStart)) return absl::DataLossError("a chunk of the model is missing");
  COPYDESK_ASSIGN_OR_RETURN(const ParsedJson json, ParseObject(line));
  Fields fields(json, "");
  ExportChunk chunk;
  chunk.section = fields.String("section");
  chunk.number = GetCount32(&fields, "chunk");
  chunk.bytes = GetBase64(&fields, "bytes");
  if (!fields.status().ok()) return Damage(fields.status());
  if (chunk.bytes.size() > kMaxModelChunk) return absl::DataLossError("the chunk of the model is above 16 MiB");
  return chunk;
}

absl::StatusOr<ExportEnd> ParseEndLine(std::string_view line) {
  if (!line.starts_with(kEndStart)) return absl::DataLossError("the last line is missing");
  COPYDESK_ASSIGN_OR_RETURN(const ParsedJson json, ParseObject(line));
  Fields fields(json, "");
  ExportEnd end;
  end.documents = fields.Count("documents", kMost64);
  const std::string digits = fields.String("checksum");
  const std::optional<std::uint64_t> checksum = GetHex(digits, 0);
  constexpr std::size_t kDigits = 16;
  if (!checksum.has_value() || digits.size() != kDigits) fields.Fail("checksum", "has not 16 digits from 0 to f");
  if (!fields.status().ok()) return Damage(fields.status());
  end.checksum = *checksum;
  return end;
}

absl::StatusOr<ExportedDocument> ParseDocumentLine(std::string_view line, const StoreIdentity& identity) {
  COPYDESK_ASSIGN_OR_RETURN(const ParsedJson json, ParseObject(line));
  Fields fields(json, "");
  ExportedDocument exported;
  StoredDocument& document = exported.document;
  Metadata& metadata = document.metadata;
  metadata.id = GetBytes(&fields, "id", /*required=*/true);
  metadata.url = GetBytes(&fields, "url");
  metadata.source = GetBytes(&fields, "source");
  metadata.published = GetBytes(&fields, "published");
  metadata.modified = GetBytes(&fields, "modified");
  metadata.seen = GetBytes(&fields, "seen");
  metadata.title = GetBytes(&fields, "title");
  absl::Status status;
  metadata.locator = GetLocator(&fields, &status);
  if (identity.keep_text) {
    document.text = GetBytes(&fields, "text", /*required=*/true);
    exported.text = IdentifyText(document.text);
  } else {
    exported.text = GetTextIdentity(&fields);
  }
  const ParsedJson* const blocks = fields.Find("blocks");
  if (blocks != nullptr && !blocks->is_array()) fields.Fail("blocks", "is no list of blocks");
  status.Update(fields.status());
  if (!status.ok()) return Damage(status);
  for (std::size_t i = 0; i < blocks->size(); ++i) {
    COPYDESK_RETURN_IF_ERROR(ParseBlock((*blocks)[i], i, identity.config, &document));
  }
  if (const absl::Status checked = CheckBlocks(document.blocks, exported.text.length); !checked.ok()) {
    return Damage(checked);
  }
  return exported;
}

}  // namespace copydesk
