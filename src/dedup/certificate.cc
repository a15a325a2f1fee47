#include "dedup/certificate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/status.h"
#include "report/json_fields.h"
#include "report/json_text.h"
#include "report/json_writer.h"

namespace copydesk {
namespace {

struct ReasonName {
  RemovalReason reason;
  std::string_view name;
};
constexpr std::array<ReasonName, 2> kReasons = {
    {{RemovalReason::kStored, "against"}, {RemovalReason::kContamination, "contamination"}}};

void Write(const char* key, const CertifiedItem& item, JsonWriter* json) {
  json->Key(key);
  json->BeginObject();
  json->Key("document");
  json->String(item.document);
  if (!item.block.empty()) {
    json->Key("block");
    json->String(item.block);
  }
  if (!item.locator.file.empty()) {
    json->Key("file");
    json->String(item.locator.file);
  }
  if (item.locator.length > 0) {
    if (item.locator.line > 0) {
      json->Key("line");
      json->Count(item.locator.line);
    }
    json->Key("offset");
    json->Count(item.locator.offset);
    json->Key("length");
    json->Count(item.locator.length);
  }
  if (!item.parts.empty()) {
    json->Key("parts");
    json->BeginArray();
    for (const TextRange& part : item.parts) {
      json->BeginArray();
      json->Count(part.begin);
      json->Count(part.end);
      json->EndArray();
    }
    json->EndArray();
  }
  json->EndObject();
}

// Ascending, disjoint, none empty.
std::vector<TextRange> ParseParts(const nlohmann::json& json, Fields* fields) {
  std::vector<TextRange> parts;
  const auto is_offset = [](const nlohmann::json& value) {
    return value.is_number_unsigned() && value.get<std::uint64_t>() <= kMost32;
  };
  if (!json.is_array() || json.empty()) fields->Fail("parts", "is no list of pairs of offsets");
  for (const nlohmann::json& pair : json) {
    if (!pair.is_array() || pair.size() != 2 || !is_offset(pair[0]) || !is_offset(pair[1])) {
      fields->Fail("parts", "is no list of pairs of offsets");
      return {};
    }
    const TextRange part = {.begin = pair[0].get<std::uint32_t>(), .end = pair[1].get<std::uint32_t>()};
    const bool follows = parts.empty() || parts.back().end <= part.begin;
    if (part.begin >= part.end || !follows) fields->Fail("parts", "has parts that are empty or do not ascend");
    parts.push_back(part);
  }
  return parts;
}

absl::StatusOr<CertifiedItem> ParseItem(Fields* line, const char* key) {
  const nlohmann::json* const json = line->Find(key);
  if (json == nullptr) return line->status();
  Fields fields(*json, key);
  CertifiedItem item;
  item.document = fields.String("document");
  item.block = fields.String("block", /*required=*/false);
  item.locator.file = fields.String("file", /*required=*/false);
  item.locator.line = fields.Count("line", kMost64, /*required=*/false);
  item.locator.offset = fields.Count("offset", kMost64, /*required=*/false);
  item.locator.length = fields.Count("length", kMost64, /*required=*/false);
  if (const nlohmann::json* const parts = fields.Find("parts", /*required=*/false); parts != nullptr) {
    item.parts = ParseParts(*parts, &fields);
  }
  COPYDESK_RETURN_IF_ERROR(fields.status());
  return item;
}

}  // namespace

std::string TextOfParts(std::string_view text, const std::vector<TextRange>& parts) {
  std::string joined;
  for (const TextRange& part : parts) {
    joined += text.substr(std::min<std::size_t>(part.begin, text.size()), part.end - part.begin);
    joined += '\n';
  }
  return joined;
}

std::string AsPrinted(std::string_view text) {
  JsonWriter json;
  json.String(text);
  return nlohmann::json::parse(json.Take(), nullptr, /*allow_exceptions=*/false).get<std::string>();
}

double PrintedScore(double score) { return Rounded(score); }

std::string CertificateJson(const CertificateLine& line) {
  JsonWriter json;
  json.BeginObject();
  Write("removed", line.removed, &json);
  Write("kept", line.kept, &json);
  json.Key("relation");
  json.String(RelationName(line.relation));
  json.Key("score");
  json.Number(PrintedScore(line.score));
  if (line.tokens > 0) {
    json.Key("tokens");
    json.Count(line.tokens);
  }
  for (const auto& [reason, name] : kReasons) {
    if (reason != line.reason) continue;
    json.Key("reason");
    json.String(name);
  }
  json.EndObject();
  return json.Take();
}

absl::StatusOr<CertificateLine> ParseCertificateLine(std::string_view text) {
  COPYDESK_ASSIGN_OR_RETURN(const nlohmann::json json, ParseJson(text));
  Fields fields(json, "");
  CertificateLine line;
  COPYDESK_ASSIGN_OR_RETURN(line.removed, ParseItem(&fields, "removed"));
  COPYDESK_ASSIGN_OR_RETURN(line.kept, ParseItem(&fields, "kept"));
  const std::optional<Relation> relation = RelationFromName(fields.String("relation"));
  if (!relation.has_value() || *relation == Relation::kNone) fields.Fail("relation", "is no relation");
  line.relation = relation.value_or(Relation::kNone);
  line.score = fields.Share("score");
  line.tokens = static_cast<std::uint32_t>(fields.Count("tokens", kMost32, /*required=*/false));
  const std::string reason = fields.String("reason", /*required=*/false);
  bool known = reason.empty();
  for (const auto& [value, name] : kReasons) {
    if (reason != name) continue;
    line.reason = value;
    known = true;
  }
  if (!known) fields.Fail("reason", "is no reason");
  COPYDESK_RETURN_IF_ERROR(fields.status());
  return line;
}

}  // namespace copydesk
