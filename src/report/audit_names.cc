#include "report/audit_names.h"

#include <algorithm>

#include "report/html_limits.h"
#include "report/html_parts.h"
#include "report/html_writer.h"
#include "report/json_text.h"

namespace copydesk {
namespace {

constexpr std::size_t kNameBytes = 120;

std::string ShownLine(std::string_view text, std::size_t bytes) {
  std::string line = VisibleText(Shortened(text, bytes));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

}  // namespace

std::uint64_t AuditNames::NumberOf(std::string_view name) {
  const auto [found, is_new] = numbers_.try_emplace(std::string(name), names_.size());
  if (is_new) names_.push_back(ShownLine(name, kNameBytes));
  return found->second;
}

void AuditNames::Write(JsonWriter* json) const {
  json->BeginArray();
  for (const std::string& name : names_) json->String(name);
  json->EndArray();
}

void WriteShownLine(std::string_view text, std::size_t bytes, JsonWriter* json) {
  json->String(ShownLine(text, bytes));
}

void WriteShownLine(std::string_view text, JsonWriter* json) { WriteShownLine(text, kReportLineBytes, json); }

void WriteShare(std::optional<double> share, JsonWriter* json) {
  if (!share.has_value()) return json->Null();
  json->Number(Rounded(*share));
}

void WriteSigned(std::optional<std::int64_t> number, JsonWriter* json) {
  if (!number.has_value()) return json->Null();
  json->Integer(*number);
}

void WriteOptionalCount(std::optional<std::uint64_t> count, JsonWriter* json) {
  if (!count.has_value()) return json->Null();
  json->Count(*count);
}

}  // namespace copydesk
