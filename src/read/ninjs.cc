#include "copydesk/ninjs.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace copydesk {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 30;
constexpr std::size_t kMaxStatementBytes = 512;
constexpr std::size_t kMaxRecordStatements = 32;

std::string_view StringOf(const dom::object& object, std::string_view name) {
  std::string_view text;
  return object[name].get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::string_view FirstOf(const dom::object& object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const std::string_view text = StringOf(object, name); !text.empty()) return text;
  }
  return {};
}

// Calls visit(element) for each object in an array.
template <typename Visit>
void ForEachObject(const dom::object& object, std::string_view name, const Visit& visit) {
  dom::array array;
  if (object[name].get_array().get(array) != simdjson::SUCCESS) return;
  for (const dom::element element : array) {
    dom::object member;
    if (element.get_object().get(member) == simdjson::SUCCESS) visit(member);
  }
}

bool IsMarkup(std::string_view kind) {
  return kind.find("html") != std::string_view::npos || kind.find("xml") != std::string_view::npos;
}

void SetBody(const dom::object& record, Document* document) {
  const auto set = [&](std::string_view text, std::string_view kind) {
    if (!document->text.empty() || text.empty()) return;
    document->text = text;
    document->type = IsMarkup(kind) ? ContentType::kHtml : ContentType::kText;
  };
  set(StringOf(record, "body_text"), "text");
  for (const auto& [name, value] : record) {
    std::string_view text;
    if (name.starts_with("body_") && value.get_string().get(text) == simdjson::SUCCESS) set(text, name);
  }
  ForEachObject(record, "bodies", [&](const dom::object& body) {
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

absl::StatusOr<NinjsRecord> ParseNinjs(std::string_view json) {
  if (json.size() > kMaxRecordBytes) {
    return absl::InvalidArgumentError(absl::StrCat("the record has ", json.size(), " bytes; the limit is 1 GiB"));
  }
  dom::parser parser;
  dom::object record;
  if (parser.parse(simdjson::padded_string(json)).get_object().get(record) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("the record is no JSON object; a ninjs record is one");
  }
  NinjsRecord ninjs;
  Metadata& metadata = ninjs.document.metadata;
  metadata.id = StringOf(record, "uri");
  if (metadata.id.empty()) return absl::InvalidArgumentError("the record has no uri; every ninjs record has one");
  SetBody(record, &ninjs.document);
  if (ninjs.document.text.empty()) {
    return absl::InvalidArgumentError("the record has no text; it stands in body_text, another body or bodies");
  }
  metadata.title = FirstOf(record, {"headline", "title"});
  ForEachObject(record, "headlines", [&](const dom::object& headline) {
    if (metadata.title.empty()) metadata.title = StringOf(headline, "value");
  });
  metadata.published = FirstOf(record, {"firstcreated", "contentcreated", "versioncreated"});
  metadata.modified = StringOf(record, "versioncreated");

  std::vector<SourceStatement>* const statements = &ninjs.statements;
  AddStatement(StatementKind::kAuthor, StringOf(record, "byline"), statements);
  AddStatement(StatementKind::kAuthor, StringOf(record, "by"), statements);
  for (const std::string_view name : std::to_array<std::string_view>({"infosource", "infosources"})) {
    ForEachObject(record, name, [&](const dom::object& source) {
      const std::string_view value = StringOf(source, "name");
      if (metadata.source.empty()) metadata.source = value;
      AddStatement(StatementKind::kSource, value, statements);
    });
  }
  AddStatement(StatementKind::kCopyrightHolder, StringOf(record, "copyrightholder"), statements);
  AddStatement(StatementKind::kCopyrightHolder, StringOf(record, "copyrightnotice"), statements);
  AddStatement(StatementKind::kDateline, StringOf(record, "located"), statements);
  return ninjs;
}

}  // namespace copydesk
