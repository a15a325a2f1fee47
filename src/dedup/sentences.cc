#include "dedup/sentences.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "text/paragraphs.h"

namespace copydesk {
namespace {

using namespace std::string_view_literals;

// Signs that end a sentence by themselves, and those that do before white space. "." is apart.
constexpr std::array kHardEnds = {"。"sv, "！"sv, "？"sv, "।"sv};
constexpr std::array kSoftEnds = {"!"sv, "?"sv, "…"sv, "؟"sv, "۔"sv};
constexpr std::array kClosing = {"\""sv, "'"sv,  ")"sv,  "]"sv,  "}"sv,  "”"sv,  "’"sv,
                                 "»"sv,  "」"sv, "』"sv, "）"sv, "】"sv, "》"sv, "›"sv};

constexpr std::string_view kGermanClosing = "“";

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }

// Any byte above ASCII counts: most of them are of letters.
bool IsLetter(char c) { return IsCapital(c) || IsSmall(c) || static_cast<unsigned char>(c) >= 0x80; }

template <typename Signs>
std::size_t SizeOfSign(std::string_view text, std::size_t at, const Signs& signs) {
  const std::string_view rest = text.substr(at, 3);
  for (const std::string_view sign : signs) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

std::size_t SizeOfClosing(std::string_view text, std::size_t at) {
  // It closes in German, and opens elsewhere.
  if (text.substr(at).starts_with(kGermanClosing)) {
    const std::size_t end = at + kGermanClosing.size();
    return end == text.size() || IsSpace(text[end]) ? kGermanClosing.size() : 0;
  }
  return SizeOfSign(text, at, kClosing);
}

// Bytes that may begin one of the signs, so that most are passed over by one look.
bool MayEnd(char c) {
  switch (static_cast<unsigned char>(c)) {
    case '.':
    case '!':
    case '?':
    case 0xd8:  // ؟
    case 0xdb:  // ۔
    case 0xe0:  // ।
    case 0xe2:  // …
    case 0xe3:  // 。
    case 0xef:  // ！？
      return true;
    default:
      return false;
  }
}

// The word before text[at], which is a full stop, is one to three letters and begins with a capital.
bool IsAbbreviation(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin <= 3 && IsLetter(text[begin - 1])) --begin;
  return begin < at && at - begin <= 3 && IsCapital(text[begin]);
}

// What the signs at text[at] are: the end of a sentence, 0 for none, and where to look on.
struct SentenceEnd {
  std::size_t end = 0;
  std::size_t resume = 0;
};

// `text` ends with its paragraph.
SentenceEnd EndAt(std::string_view text, std::size_t at) {
  const std::size_t first = at;
  bool is_hard = false;
  std::size_t stops = 0;
  std::size_t signs = 0;
  while (at < text.size()) {
    if (text[at] == '.') {
      ++at;
      ++stops;
    } else if (const std::size_t hard = SizeOfSign(text, at, kHardEnds); hard > 0) {
      at += hard;
      is_hard = true;
    } else if (const std::size_t soft = SizeOfSign(text, at, kSoftEnds); soft > 0) {
      at += soft;
    } else {
      break;
    }
    ++signs;
  }
  if (signs == 0) return {.end = 0, .resume = first + 1};
  const SentenceEnd none{.end = 0, .resume = at};  // once for all of "......"
  while (at < text.size()) {
    const std::size_t closing = SizeOfClosing(text, at);
    if (closing == 0) break;
    at += closing;
  }
  const SentenceEnd found{.end = at, .resume = at};
  if (is_hard) return found;
  if (at == text.size() || !IsSpace(text[at])) return none;
  if (stops == 1 && signs == 1) {
    if (IsAbbreviation(text, first)) return none;
    const auto next = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), IsSpace);
    if (next != text.end() && IsSmall(*next)) return none;
  }
  return found;
}

}  // namespace

std::vector<TextRange> FindSentences(std::string_view text) {
  std::vector<TextRange> sentences;
  for (const TextRange paragraph : FindParagraphs(text)) {
    const std::string_view until_end = text.substr(0, paragraph.end);
    std::size_t begin = paragraph.begin;
    for (std::size_t at = begin; at < until_end.size();) {
      if (!MayEnd(text[at])) {
        ++at;
        continue;
      }
      const auto [end, resume] = EndAt(until_end, at);
      at = resume;
      if (end == 0) continue;
      sentences.push_back({.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)});
      while (at < until_end.size() && IsSpace(text[at])) ++at;
      begin = at;
    }
    if (begin < paragraph.end) sentences.push_back({.begin = static_cast<std::uint32_t>(begin), .end = paragraph.end});
  }
  return sentences;
}

}  // namespace copydesk
