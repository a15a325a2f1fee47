#include "page/metadata_value.h"

#include <libxml/HTMLparser.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "base/iso_time.h"
#include "base/printed_time.h"
#include "base/status.h"
#include "base/utf8.h"
#include "base/utf8_reader.h"
#include "page/phrases.h"
#include "page/stamp.h"
#include "page/words.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxTime = 64;       // bytes of a printed time
constexpr std::size_t kMaxReference = 32;  // bytes of a name between & and ;

void AppendUtf8(char32_t c, std::string* out) {
  const auto put = [out](char32_t byte) { out->push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

// The character of a reference without & and ;, or 0.
char32_t ReferencedCharacter(std::string_view name) {
  if (name.starts_with('#')) {
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
    if (hexadecimal) name.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
    const bool whole = error == std::errc() && end == name.data() + name.size();
    const bool character = value > 0 && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
    return whole && character ? value : 0;
  }
  if (name == "apos") return '\'';
  const std::string terminated(name);
  const htmlEntityDesc* const entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
  return entity == nullptr ? 0 : entity->value;
}

std::string DecodeReferences(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = std::min(text.find('&', at), text.size());
    decoded += text.substr(at, mark - at);
    if (mark == text.size()) break;
    const std::size_t end = text.substr(0, std::min(mark + kMaxReference, text.size())).find(';', mark);
    const char32_t c = end == std::string_view::npos ? 0 : ReferencedCharacter(text.substr(mark + 1, end - mark - 1));
    if (c == 0) decoded += '&';
    if (c != 0) AppendUtf8(c, &decoded);
    at = c == 0 ? mark + 1 : end + 1;
  }
  return decoded;
}

// Separators of lines and the rest of category C, but for letters' joiners, which some scripts need.
bool IsControl(char32_t c) {
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return true;
  if (c == 0x200c || c == 0x200d) return false;
  return c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR;
}

// "20161107164917", which some systems print.
std::optional<std::int64_t> ParseRunOfDigits(std::string_view text) {
  if (text.size() != 14 || !std::all_of(text.begin(), text.end(), absl::ascii_isdigit)) return std::nullopt;
  std::string time(text.substr(0, 8));
  time += 'T';
  time += text.substr(8);
  return ParseTime(time);
}

// Seconds or milliseconds since 1970, of the years 1980 to 2100: shorter numbers are no times.
std::optional<std::int64_t> ParseEpoch(std::string_view text) {
  if ((text.size() != 9 && text.size() != 10 && text.size() != 13) ||
      !std::all_of(text.begin(), text.end(), absl::ascii_isdigit)) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.size() == 13) number /= 1000;
  if (number < 315'532'800 || number > 4'102'444'800) return std::nullopt;
  return number;
}

}  // namespace

std::string CleanValue(std::string_view text, std::size_t limit) {
  std::string value;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    const std::size_t length = ReadUtf8(text, at, &c);
    const std::string_view bytes = c == kIllFormed ? kReplacementCharacter : text.substr(at, length);
    at += length;
    if (IsSpace(c) || (c != kIllFormed && IsControl(c))) {
      space = !value.empty();
      continue;
    }
    if (value.size() + (space ? 1 : 0) + bytes.size() > limit) break;
    if (space) value += ' ';
    space = false;
    value += bytes;
  }
  return value;
}

std::string CleanEncodedValue(std::string_view text, std::size_t limit) {
  constexpr std::size_t kLongest = 10;  // bytes that a common reference takes for one
  return CleanValue(DecodeReferences(text.substr(0, kLongest * limit)), limit);
}

std::string IsoOfPrinted(std::string_view text) {
  if (text.size() > 4 * kMaxTime) return {};
  std::string time = CleanValue(text, kMaxTime + 1);
  if (time.size() > kMaxTime) return {};
  if (const std::optional<std::int64_t> seconds = ParseEpoch(time); seconds.has_value()) return IsoTime(*seconds);
  if (ParseRunOfDigits(time).has_value()) {  // in the page's zone, whichever that is
    return time.substr(0, 4) + "-" + time.substr(4, 2) + "-" + time.substr(6, 2) + "T" + time.substr(8, 2) + ":" +
           time.substr(10, 2) + ":" + time.substr(12, 2);
  }
  if (const std::optional<std::int64_t> seconds = ParseTime(time); seconds.has_value()) {
    const bool iso = time.size() >= 8 && std::all_of(time.begin(), time.begin() + 4, absl::ascii_isdigit);
    if (!iso) return IsoTime(*seconds);
    const std::size_t dash = time[4] == '-' ? 10 : 8;
    if (time.size() > dash && (time[dash] == ' ' || time[dash] == 't')) time[dash] = 'T';
    std::erase(time, ' ');
    if (dash == 8) time.insert(6, "-").insert(4, "-");
    return time;
  }
  constexpr std::size_t kDate = 10;
  const std::optional<Stamp> stamp = FindStamp(time);
  if (!stamp.has_value() || stamp->published.size() < kDate) return {};
  return ParseTime(stamp->published.substr(0, kDate)).has_value() ? stamp->published.substr(0, kDate) : std::string();
}

std::string LanguageTag(std::string_view text) {
  constexpr std::size_t kLongest = 35;  // of registered tags (RFC 5646, section 4.4.1)
  constexpr std::size_t kPart = 8;
  std::string tag = CleanValue(text.substr(0, kLongest + 1), kLongest + 1);
  if (tag.size() < 2 || tag.size() > kLongest) return {};
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= tag.size(); ++at) {
    if (at == tag.size() || tag[at] == '-' || tag[at] == '_') {
      const std::size_t length = at - begin;
      if (length == 0 || length > kPart) return {};
      if (begin == 0 && (length < 2 || length > 3)) return {};
      if (at < tag.size()) tag[at] = '-';
      begin = at + 1;
    } else if (begin == 0 ? !absl::ascii_isalpha(static_cast<unsigned char>(tag[at]))
                          : !absl::ascii_isalnum(static_cast<unsigned char>(tag[at]))) {
      return {};
    }
  }
  for (std::size_t at = 0; at < std::min(tag.find('-'), tag.size()); ++at) {
    tag[at] = absl::ascii_tolower(static_cast<unsigned char>(tag[at]));
  }
  return tag;
}

std::string AuthorName(std::string_view text) {
  std::string name = CleanValue(text, kMaxValue);
  const std::string lower = absl::AsciiStrToLower(name);
  if (lower.starts_with("by ")) name.erase(0, 3);
  if (lower.starts_with("by: ")) name.erase(0, 4);
  const bool address = lower.starts_with("http:") || lower.starts_with("https:") || lower.starts_with("www.") ||
                       lower.starts_with('/') || lower.starts_with('@');
  if (address || lower == "by" || CountWords(name) == 0) return {};
  return name;
}

}  // namespace copydesk
