#include "read/json_record.h"

#include <simdjson.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "copydesk/ninjs.h"
#include "read/buffered_input.h"

namespace copydesk {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(BufferedInput::kPadding >= simdjson::SIMDJSON_PADDING);

// Below simdjson's own limit of 1,024, which it does not enforce in every build.
constexpr int kMaxDepth = 1000;

struct Value {
  enum class Kind : std::uint8_t { kNull, kString, kNumber, kBoolean, kArray, kObject };
  Kind kind = Kind::kNull;
  // A string unescaped, a number as printed, the first element of an array if it is a string; else empty. Valid until
  // the parser starts on another line.
  std::string_view text;
};

std::string_view Describe(Value::Kind kind) {
  constexpr std::string_view kNames[] = {"null", "a string", "a number", "a boolean", "an array", "an object"};
  return kNames[static_cast<std::size_t>(kind)];
}

bool TakeDigits(std::string_view* text) {
  const std::size_t size = std::min(text->find_first_not_of("0123456789"), text->size());
  text->remove_prefix(size);
  return size > 0;
}

// The grammar of RFC 8259, section 6, without a limit of size: simdjson refuses integers above 64 bits.
bool IsNumber(std::string_view token) {
  if (token.starts_with('-')) token.remove_prefix(1);
  if (token.starts_with('0')) {
    token.remove_prefix(1);
  } else if (!TakeDigits(&token)) {
    return false;
  }
  if (token.starts_with('.')) {
    token.remove_prefix(1);
    if (!TakeDigits(&token)) return false;
  }
  if (token.starts_with('e') || token.starts_with('E')) {
    token.remove_prefix(1);
    if (token.starts_with('+') || token.starts_with('-')) token.remove_prefix(1);
    if (!TakeDigits(&token)) return false;
  }
  return token.empty();
}

simdjson::error_code ReadScalar(ondemand::value value, ondemand::json_type type, Value* out) {
  std::string_view token = value.raw_json_token();
  token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
  if (type == ondemand::json_type::number) {
    out->kind = Value::Kind::kNumber;
    out->text = token;
    return IsNumber(token) ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
  }
  out->kind = type == ondemand::json_type::boolean ? Value::Kind::kBoolean : Value::Kind::kNull;
  const bool known = out->kind == Value::Kind::kNull ? token == "null" : token == "true" || token == "false";
  return known ? simdjson::SUCCESS : simdjson::T_ATOM_ERROR;
}

simdjson::error_code ReadValue(ondemand::value value, int depth, Value* out);

simdjson::error_code ReadArray(ondemand::value value, int depth, Value* out) {
  out->kind = Value::Kind::kArray;
  ondemand::array array;
  if (const auto error = value.get_array().get(array)) return error;
  bool first = true;
  for (auto element : array) {
    if (element.error() != simdjson::SUCCESS) return element.error();
    Value read;
    if (const auto error = ReadValue(element.value_unsafe(), depth + 1, &read)) return error;
    if (first && read.kind == Value::Kind::kString) out->text = read.text;
    first = false;
  }
  return simdjson::SUCCESS;
}

// Calls visit(name, value) for each member; the object is at `depth`, from 1.
template <typename Visit>
simdjson::error_code ReadMembers(ondemand::object object, int depth, const Visit& visit) {
  for (auto member : object) {
    std::string_view name;
    if (const auto error = member.unescaped_key().get(name)) return error;
    ondemand::value value;
    if (const auto error = member.value().get(value)) return error;
    Value read;
    if (const auto error = ReadValue(value, depth + 1, &read)) return error;
    visit(name, read);
  }
  return simdjson::SUCCESS;
}

// Reads `value` to its end, and so checks all of it.
simdjson::error_code ReadValue(ondemand::value value, int depth, Value* out) {
  ondemand::json_type type{};
  if (const auto error = value.type().get(type)) return error;
  switch (type) {
    case ondemand::json_type::string:
      out->kind = Value::Kind::kString;
      return value.get_string().get(out->text);
    case ondemand::json_type::array:
      if (depth > kMaxDepth) return simdjson::DEPTH_ERROR;
      return ReadArray(value, depth, out);
    case ondemand::json_type::object: {
      if (depth > kMaxDepth) return simdjson::DEPTH_ERROR;
      out->kind = Value::Kind::kObject;
      ondemand::object object;
      if (const auto error = value.get_object().get(object)) return error;
      return ReadMembers(object, depth, [](std::string_view, const Value&) {});
    }
    default:
      return ReadScalar(value, type, out);
  }
}

// Calls visit(name, value) for each member of the object that `line` is. The padding must be readable.
template <typename Visit>
simdjson::error_code ReadObject(ondemand::parser* parser, std::string_view line, const Visit& visit) {
  const simdjson::padded_string_view padded(line.data(), line.size(), line.size() + BufferedInput::kPadding);
  ondemand::document document;
  if (const auto error = parser->iterate(padded).get(document)) return error;
  ondemand::object object;
  if (const auto error = document.get_object().get(object)) return error;
  if (const auto error = ReadMembers(object, /*depth=*/1, visit)) return error;
  // The end is where nothing is left to locate. Otherwise a second value follows in the line.
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS
                                                                        : simdjson::INDEX_OUT_OF_BOUNDS;
}

// The first byte that starts no character of UTF-8; the size if there is none.
std::size_t FirstInvalidUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::int64_t next = 0;
  const auto size = static_cast<std::int64_t>(text.size());
  while (next < size) {
    const std::int64_t start = next;
    UChar32 character = 0;
    U8_NEXT(bytes, next, size, character);
    if (character < 0) return static_cast<std::size_t>(start);
  }
  return text.size();
}

std::string Explain(std::string_view line, simdjson::error_code error) {
  if (const std::size_t at = FirstInvalidUtf8(line); at < line.size()) {
    return absl::StrCat("invalid UTF-8 at byte ", at, " of the line; convert the file to UTF-8");
  }
  if (const std::size_t at = line.find('\0'); at < line.size()) {
    return absl::StrCat("raw NUL byte at byte ", at, " of the line; write \\u0000 or remove it");
  }
  switch (error) {
    case simdjson::DEPTH_ERROR:
      return absl::StrCat("nested deeper than ", kMaxDepth, " levels; flatten the record");
    case simdjson::STRING_ERROR:
      return "malformed JSON: a lone surrogate or an unknown escape in a string; write the character itself";
    case simdjson::UNESCAPED_CHARS:
      return "malformed JSON: a raw control character in a string; escape it";
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "malformed JSON: the object does not end in its line; jq -c . writes one object a line";
    case simdjson::INDEX_OUT_OF_BOUNDS:
      return "malformed JSON: more after the object; write one object a line";
    case simdjson::NUMBER_ERROR:
      return "malformed JSON: a number that is none in JSON; correct or quote it";
    case simdjson::MEMALLOC:
      return "no memory to parse the line; lower --max-record";
    default:
      return "malformed JSON: a comma, colon, bracket or value is missing, or one too many; correct the line";
  }
}

enum Field : std::uint8_t { kText, kId, kUrl, kSource, kPublished, kModified, kSeen, kTitle, kFields };

struct Name {
  std::string name;
  Field field;
  std::size_t rank;  // the lowest one that a record has wins
};

struct Found {
  std::size_t rank = std::numeric_limits<std::size_t>::max();
  Value value;
};

// What an optional field says: strings, numbers as printed, nothing for the rest.
std::string_view Scalar(const Value& value) {
  const bool scalar = value.kind == Value::Kind::kString || value.kind == Value::Kind::kNumber;
  return scalar ? value.text : std::string_view();
}

// A record of an agency, which has the standard's names. Fields that were asked for by others count before these, and
// those that were not wanted are left out.
absl::StatusOr<Document> ReadNinjs(std::string_view line, const std::array<Found, kFields>& found,
                                   const FieldNames& fields) {
  COPYDESK_ASSIGN_OR_RETURN(Document document, ParseNinjs(line));
  Metadata& metadata = document.metadata;
  const auto settle = [&](std::string* value, const std::vector<std::string>& names, Field field) {
    if (names.empty()) value->clear();
    if (const std::string_view own = Scalar(found[field].value); !own.empty()) *value = own;
  };
  settle(&metadata.url, fields.url, kUrl);
  settle(&metadata.source, fields.source, kSource);
  settle(&metadata.published, fields.published, kPublished);
  settle(&metadata.modified, fields.modified, kModified);
  settle(&metadata.seen, fields.seen, kSeen);
  if (fields.title.empty()) metadata.title.clear();
  return document;
}

}  // namespace

struct JsonRecordParser::Impl {
  std::vector<Name> names;
  FieldNames fields;
  std::string no_text;  // the reason when a record has no text
  ondemand::parser parser;
};

JsonRecordParser::JsonRecordParser(const FieldNames& fields) : impl_(std::make_unique<Impl>()) {
  const auto add = [&](Field field, const std::vector<std::string>& names) {
    for (std::size_t rank = 0; rank < names.size(); ++rank) impl_->names.push_back({names[rank], field, rank});
  };
  impl_->fields = fields;
  add(kText, fields.text);
  add(kId, fields.id);
  add(kUrl, fields.url);
  add(kSource, fields.source);
  add(kPublished, fields.published);
  add(kModified, fields.modified);
  add(kSeen, fields.seen);
  add(kTitle, fields.title);
  impl_->no_text =
      absl::StrCat("no text field; tried ", absl::StrJoin(fields.text, ", "), "; name yours with --text-field");
}

JsonRecordParser::~JsonRecordParser() = default;

absl::StatusOr<Document> JsonRecordParser::Parse(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || line[start] != '{') {
    return absl::InvalidArgumentError(start != std::string_view::npos && line[start] == '['
                                          ? "a JSON array, not an object; jq -c '.[]' makes one line of each element"
                                          : "no JSON object; a line is one, such as {\"text\": \"...\"}");
  }
  std::array<Found, kFields> found;
  bool has_uri = false;
  bool has_body = false;
  const simdjson::error_code error = ReadObject(&impl_->parser, line, [&](std::string_view key, const Value& value) {
    if (value.kind == Value::Kind::kNull) return;
    has_uri = has_uri || key == "uri";
    has_body = has_body || key == "bodies" || key.starts_with("body_");
    for (const Name& name : impl_->names) {
      Found& best = found[name.field];
      if (name.rank < best.rank && name.name == key) best = {name.rank, value};
    }
  });
  if (error != simdjson::SUCCESS) return absl::InvalidArgumentError(Explain(line, error));

  const Value& text = found[kText].value;
  if (text.kind == Value::Kind::kNull && has_uri && has_body) return ReadNinjs(line, found, impl_->fields);
  if (text.kind == Value::Kind::kNull) return absl::InvalidArgumentError(impl_->no_text);
  const auto name_of = [&](Field field) -> const std::string& {
    return std::find_if(impl_->names.begin(), impl_->names.end(),
                        [&](const Name& name) { return name.field == field && name.rank == found[field].rank; })
        ->name;
  };
  if (text.kind != Value::Kind::kString) {
    return absl::InvalidArgumentError(absl::StrCat("field ", name_of(kText), " is ", ToAbsl(Describe(text.kind)),
                                                   ", not a string; name another with --text-field"));
  }
  const Value& id = found[kId].value;
  if (id.kind != Value::Kind::kNull && id.kind != Value::Kind::kString && id.kind != Value::Kind::kNumber) {
    return absl::InvalidArgumentError(absl::StrCat("field ", name_of(kId), " is ", ToAbsl(Describe(id.kind)),
                                                   ", no string or number; name another with --id-field"));
  }
  const Value& source = found[kSource].value;
  Document document;
  document.text = text.text;
  document.metadata.id = id.text;
  document.metadata.url = Scalar(found[kUrl].value);
  document.metadata.source = source.kind == Value::Kind::kArray ? source.text : Scalar(source);
  document.metadata.published = Scalar(found[kPublished].value);
  document.metadata.modified = Scalar(found[kModified].value);
  document.metadata.seen = Scalar(found[kSeen].value);
  document.metadata.title = Scalar(found[kTitle].value);
  return document;
}

bool IsJsonObject(std::string_view text) {
  std::string padded(text);
  padded.resize(text.size() + BufferedInput::kPadding);
  ondemand::parser parser;
  const std::string_view line = std::string_view(padded).substr(0, text.size());
  return ReadObject(&parser, line, [](std::string_view, const Value&) {}) == simdjson::SUCCESS;
}

}  // namespace copydesk
