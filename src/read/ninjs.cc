#include "copydesk/ninjs.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/pruned_json.h"

namespace copydesk {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 30;
constexpr std::size_t kMaxStatementBytes = 512;
constexpr std::size_t kMaxRecordStatements = 32;

constexpr int kMaxRecordDepth = 64;
constexpr std::size_t kMaxRecordValues = 100'000;

// The members that are read, at any depth.
bool IsReadMember(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"uri",         "headline", "headlines",  "title",        "value",           "contenttype",
       "contentType", "role",     "name",       "firstcreated", "contentcreated",  "versioncreated",
       "byline",      "by",       "infosource", "infosources",  "copyrightholder", "copyrightnotice",
       "located",     "bodies"});
  return name.starts_with("body_") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string_view StringOf(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return {};
  return found->get_ref<const std::string&>();
}

std::string_view FirstOf(const Json& object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const std::string_view text = StringOf(object, name); !text.empty()) return text;
  }
  return {};
}

// Calls visit(element) for each object in an array.
template <typename Visit>
void ForEachObject(const Json& object, std::string_view name, const Visit& visit) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_array()) return;
  for (const Json& element : *found) {
    if (element.is_object()) visit(element);
  }
}

bool IsMarkup(std::string_view kind) {
  return kind.find("html") != std::string_view::npos || kind.find("xml") != std::string_view::npos;
}

void SetBody(const Json& record, Document* document) {
  const auto set = [&](std::string_view text, std::string_view kind) {
    if (!document->text.empty() || text.empty()) return;
    document->text = text;
    document->type = IsMarkup(kind) ? ContentType::kHtml : ContentType::kText;
  };
  set(StringOf(record, "body_text"), "text");
  for (const auto& [name, value] : record.items()) {
    if (name.starts_with("body_") && value.is_string()) set(value.get_ref<const std::string&>(), name);
  }
  ForEachObject(record, "bodies", [&](const Json& body) {
    set(StringOf(body, "value"), FirstOf(body, {"contenttype", "contentType", "role"}));
  });
}

void AddStatement(StatementKind kind, std::string_view value, std::vector<SourceStatement>* statements) {
  if (value.empty() || statements->size() >= kMaxRecordStatements) return;
  if (value.size() > kMaxStatementBytes) {
    std::size_t end = kMaxStatementBytes;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) --end;  // where characters begin
    value = value.substr(0, end);
  }
  SourceStatement statement{.kind = kind, .place = StatementPlace::kRecord, .value = std::string(value)};
  if (std::find(statements->begin(), statements->end(), statement) != statements->end()) return;
  statements->push_back(std::move(statement));
}

}  // namespace

absl::StatusOr<Document> ParseNinjs(std::string_view json) {
  if (json.size() > kMaxRecordBytes) {
    return absl::InvalidArgumentError(absl::StrCat("the record has ", json.size(), " bytes; the limit is 1 GiB"));
  }
  const PrunedJson parsed = ParsePruned(
      json, {.depth = kMaxRecordDepth, .values = kMaxRecordValues, .strings_only = true, .is_kept = IsReadMember});
  if (parsed.problem == JsonProblem::kTooDeep || parsed.problem == JsonProblem::kTooMany) {
    return absl::InvalidArgumentError(absl::StrCat("the record has more than ", kMaxRecordValues,
                                                   " values, or more than ", kMaxRecordDepth,
                                                   " levels; a ninjs record has fewer"));
  }
  if (parsed.problem != JsonProblem::kNone || !parsed.value.is_object()) {
    return absl::InvalidArgumentError("the record is no JSON object; a ninjs record is one");
  }
  const Json& record = parsed.value;
  Document document;
  Metadata& metadata = document.metadata;
  metadata.id = StringOf(record, "uri");
  if (metadata.id.empty()) return absl::InvalidArgumentError("the record has no uri; every ninjs record has one");
  SetBody(record, &document);
  if (document.text.empty()) {
    return absl::InvalidArgumentError("the record has no text; it stands in body_text, another body or bodies");
  }
  metadata.title = FirstOf(record, {"headline", "title"});
  ForEachObject(record, "headlines", [&](const Json& headline) {
    if (metadata.title.empty()) metadata.title = StringOf(headline, "value");
  });
  metadata.published = FirstOf(record, {"firstcreated", "contentcreated", "versioncreated"});
  metadata.modified = StringOf(record, "versioncreated");

  std::vector<SourceStatement>* const statements = &document.statements;
  AddStatement(StatementKind::kAuthor, StringOf(record, "byline"), statements);
  AddStatement(StatementKind::kAuthor, StringOf(record, "by"), statements);
  for (const std::string_view name : std::to_array<std::string_view>({"infosource", "infosources"})) {
    ForEachObject(record, name, [&](const Json& source) {
      const std::string_view value = StringOf(source, "name");
      if (metadata.source.empty()) metadata.source = value;
      AddStatement(StatementKind::kSource, value, statements);
    });
  }
  AddStatement(StatementKind::kCopyrightHolder, StringOf(record, "copyrightholder"), statements);
  AddStatement(StatementKind::kCopyrightHolder, StringOf(record, "copyrightnotice"), statements);
  AddStatement(StatementKind::kDateline, StringOf(record, "located"), statements);
  return document;
}

}  // namespace copydesk
