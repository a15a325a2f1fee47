#include "sketch/term_gaps.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

using term_gaps_internal::kEndsSentence;
using term_gaps_internal::kFullStop;
using term_gaps_internal::kGapBytes;
using term_gaps_internal::kNotAscii;
using term_gaps_internal::kPlain;
using term_gaps_internal::kUnclears;

// What follows "Mr." and its kind is in the same sentence.
constexpr std::array<std::string_view, 22> kAbbreviations = {"Mr",  "Mrs", "Ms",  "Dr",  "St", "Gen",  "Sen",  "Rep",
                                                             "Gov", "Lt",  "Col", "Sgt", "Sr", "Capt", "Prof", "Rev",
                                                             "Jr",  "Mme", "Hon", "Sra", "No", "vs"};

bool IsAbbreviation(std::string_view word) {
  // Most sentences end in another word.
  if (word[0] >= 'a' && word[0] != 'v') return false;
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

std::uint8_t ClassOfOther(char32_t c) {
  switch (c) {
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0x61F:
    case 0x6D4:
    case 0x964:
    case 0x2022:
    case 0xB7:
      return kEndsSentence;
    case 0x201C:
    case 0x201E:
    case 0xAB:
    case 0x2018:
    case 0x201A:
    case 0x300C:
      return kUnclears;
    default:
      return kPlain;
  }
}

}  // namespace

Break term_gaps_internal::ReadLongGap(std::string_view gap, std::string_view before) {
  Break result = Break::kNone;
  bool full_stop = false;
  for (std::size_t at = 0; at < gap.size();) {
    std::uint8_t kind = kGapBytes[static_cast<unsigned char>(gap[at])];
    std::size_t length = 1;
    if (kind == kNotAscii) {
      const Utf8Character c = DecodeUtf8(gap, at);
      kind = ClassOfOther(c.code_point);
      length = c.length;
    }
    at += length;
    if (kind == kEndsSentence) return Break::kSentence;
    if (kind == kFullStop) {
      full_stop = true;
    } else if (kind == kUnclears) {
      result = std::max(result, Break::kUnclear);
    } else if (full_stop) {
      result = Break::kSentence;
    }
  }
  if (result != Break::kSentence) return result;
  return IsAbbreviated(before) ? Break::kNone : Break::kSentence;
}

bool term_gaps_internal::IsAbbreviated(std::string_view before) {
  constexpr std::size_t kLongest = 4;  // of abbreviations, and of one character
  if (before.empty() || before.size() > kLongest) return false;
  return DecodeUtf8(before, 0).length == before.size() || IsAbbreviation(before);
}

std::string_view InnerGap(std::string_view printed) {
  const Utf8Character first = DecodeUtf8(printed, 0);
  if (ClassOf(first.code_point) != CharClass::kNoSpace) return {};
  for (std::size_t at = first.length; at < printed.size();) {
    const Utf8Character c = DecodeUtf8(printed, at);
    if (at + c.length < printed.size() && ClassOf(c.code_point) == CharClass::kOther) return printed.substr(at);
    at += c.length;
  }
  return {};
}

bool IsUrl(std::string_view text, std::size_t begin, std::size_t* url_end) {
  const std::string_view rest = text.substr(begin, 8);
  if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return false;
  *url_end = std::min(text.find_first_of(" \t\r\n\v\f", begin), text.size());
  return true;
}

bool IsTag(std::string_view text, std::size_t begin, std::size_t* tag_end) {
  if (begin == 0 || text[begin - 1] != '<') return false;
  const std::size_t size = text.substr(begin, kLongestTag).find('>');
  const bool has_attributes = size != std::string_view::npos && text.substr(begin, size).find('=') < size;
  if (has_attributes) *tag_end = begin + size;
  return has_attributes;
}

}  // namespace copydesk
