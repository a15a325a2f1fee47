// Rows of a table as text.
#include <string>

#include "absl/strings/str_cat.h"
#include "base/utf8.h"
#include "base/utf8_reader.h"
#include "copydesk/audit_files.h"
#include "report/json_text.h"
#include "report/json_writer.h"
#include "report/neutralised_cell.h"

namespace copydesk {
namespace {

void AppendText(std::string_view given, std::string* line) {
  std::string text(IsNeutralised(given) ? "'" : "");
  for (std::size_t at = 0; at < given.size();) {
    const Utf8Character character = DecodeUtf8(given, at);
    const bool replaced = character.code_point == 0xfffd;
    text += replaced ? kReplacementCharacter : given.substr(at, character.length);
    at += character.length;
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    *line += text;
    return;
  }
  *line += '"';
  for (const char c : text) {
    if (c == '"') *line += '"';
    *line += c;
  }
  *line += '"';
}

struct CsvCell {
  std::string* line;

  void operator()(std::monostate /*nothing*/) const {}
  void operator()(std::string_view text) const { AppendText(text, line); }
  void operator()(std::uint64_t number) const { absl::StrAppend(line, number); }
  void operator()(std::int64_t number) const { absl::StrAppend(line, number); }
  void operator()(double number) const { absl::StrAppend(line, Rounded(number)); }
  void operator()(bool value) const { *line += value ? "true" : "false"; }
};

struct JsonCell {
  JsonWriter* json;

  void operator()(std::monostate /*nothing*/) const { json->Null(); }
  void operator()(std::string_view text) const { json->String(text); }
  void operator()(std::uint64_t number) const { json->Count(number); }
  void operator()(std::int64_t number) const { json->Integer(number); }
  void operator()(double number) const { json->Number(Rounded(number)); }
  void operator()(bool value) const { json->Bool(value); }
};

}  // namespace

std::string CsvLine(std::span<const TableCell> cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    std::visit(CsvCell{&line}, cells[i]);
  }
  return line;
}

std::string CsvHeader(const AuditTable& table) {
  std::string line;
  for (const std::string_view column : table.columns) {
    if (!line.empty()) line += ',';
    line += column;
  }
  return line;
}

std::string JsonRow(const AuditTable& table, std::span<const TableCell> cells) {
  JsonWriter json;
  json.BeginObject();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    json.Key(table.columns[i]);
    std::visit(JsonCell{&json}, cells[i]);
  }
  json.EndObject();
  return json.Take();
}

}  // namespace copydesk
