#include "report/json_text.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_format.h"
#include "base/utf8.h"
#include "report/control_characters.h"

namespace copydesk {
namespace {

std::string Escape(char32_t c) {
  const auto code_point = static_cast<std::uint32_t>(c);
  if (code_point < 0x10000) return absl::StrFormat("\\u%04x", code_point);
  const std::uint32_t rest = code_point - 0x10000;
  return absl::StrFormat("\\u%04x\\u%04x", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
}

}  // namespace

std::string Dump(const Json& json, int indent) {
  std::string text = json.dump(indent, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x7f; })) return text;
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = DecodeUtf8(text, i);
    if (character.code_point >= 0x7f && IsControlCharacter(character.code_point)) {
      result += Escape(character.code_point);
    } else {
      result.append(text, i, character.length);
    }
    i += character.length;
  }
  return result;
}

double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

double RoundedWeight(double value) { return std::round(value * 100) / 100; }

Json NameJson(const BlockName& name) {
  Json json = {{"document", name.document}};
  if (!name.block.empty()) json["block"] = name.block;
  return json;
}

Json Shares(const std::array<double, 2>& shares) { return Json::array({Rounded(shares[0]), Rounded(shares[1])}); }

Json Optional(const std::string& value) { return value.empty() ? Json() : Json(value); }

Json TermsJson(const std::vector<SharedTerm>& terms) {
  Json json = Json::array();
  for (const SharedTerm& term : terms) {
    json.push_back(Json::array({term.word, RoundedWeight(term.weight)}));
  }
  return json;
}

}  // namespace copydesk
