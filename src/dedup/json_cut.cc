#include "dedup/json_cut.h"

#include <cstddef>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "dedup/json_walk.h"

namespace copydesk {
namespace {

absl::Status Malformed() {
  return absl::InvalidArgumentError("the line is no JSON object; write one object a line, such as {\"text\": \"...\"}");
}

// The bytes between the quotation marks of the string that the reader takes for the text.
absl::StatusOr<std::string_view> FindText(std::string_view line, std::string_view member) {
  JsonMembers members(line);
  std::optional<std::string_view> value;
  while (const std::optional<JsonMember> next = members.Next()) {
    if (!value.has_value() && next->value != "null" && IsJsonString(next->name, member)) value = next->value;
  }
  if (!members.ok()) return Malformed();
  if (!value.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat("the record has no field ", ToAbsl(member)));
  }
  if (!value->starts_with('"') || !value->ends_with('"') || value->size() < 2) {
    return absl::InvalidArgumentError(absl::StrCat("field ", ToAbsl(member), " is no string"));
  }
  return value->substr(1, value->size() - 2);
}

}  // namespace

absl::StatusOr<std::string> CutJsonText(std::string_view line, std::string_view member,
                                        std::span<const TextRange> cuts) {
  COPYDESK_ASSIGN_OR_RETURN(const std::string_view raw, FindText(line, member));
  const auto out_of_place = [&](std::size_t place) {
    return absl::InvalidArgumentError(absl::StrCat("byte ", place, " of field ", ToAbsl(member),
                                                   " is no place to cut at: inside a character, behind the end, or "
                                                   "before the end of another cut"));
  };
  // Where `cuts` begin and end in the raw string, in turn.
  std::string result(line.substr(0, static_cast<std::size_t>(raw.data() - line.data())));
  std::size_t copied = 0;   // raw bytes that are copied or cut
  std::size_t decoded = 0;  // bytes before `at`
  std::size_t at = 0;
  const auto go_to = [&](std::size_t place) {
    while (decoded < place && at < raw.size()) {
      const std::optional<JsonCharacter> character = ReadJsonCharacter(raw, at);
      if (!character.has_value()) return false;
      decoded += character->size;
      at += character->raw_size;
    }
    return decoded == place;
  };
  for (const TextRange cut : cuts) {
    if (!go_to(cut.begin)) return out_of_place(cut.begin);
    result += raw.substr(copied, at - copied);
    if (cut.end < cut.begin || !go_to(cut.end)) return out_of_place(cut.end);
    copied = at;
  }
  result += line.substr(static_cast<std::size_t>(raw.data() - line.data()) + copied);
  return result;
}

absl::StatusOr<std::string> AddJsonMembers(std::string_view line, std::string_view members) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t open = line.find_first_not_of(kBlanks);
  const std::size_t close = line.find_last_not_of(kBlanks);
  if (open == std::string_view::npos || line[open] != '{' || close == open || line[close] != '}') return Malformed();
  const std::size_t last = line.find_last_not_of(kBlanks, close - 1);
  std::string result(line.substr(0, last + 1));
  if (last != open) result += ',';
  result += members;
  result += line.substr(last + 1);
  return result;
}

bool HasJsonMember(std::string_view line, std::string_view name) {
  JsonMembers members(line);
  while (const std::optional<JsonMember> next = members.Next()) {
    if (IsJsonString(next->name, name)) return true;
  }
  return false;
}

}  // namespace copydesk
