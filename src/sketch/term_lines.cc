#include "sketch/term_lines.h"

#include <algorithm>

namespace copydesk {
namespace {

// Of a text with a line of more characters, lines are paragraphs.
constexpr std::size_t kMaxWrapped = 100;

bool IsLongerThanWrapped(std::string_view line) {
  if (line.size() <= kMaxWrapped) return false;
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return std::count_if(line.begin(), line.end(), is_first_byte) > static_cast<std::ptrdiff_t>(kMaxWrapped);
}

}  // namespace

TextRange TrimLine(std::string_view text, std::size_t begin, std::size_t end) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (begin < end && is_space(text[begin])) ++begin;
  while (begin < end && is_space(text[end - 1])) --end;
  return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
}

bool MayBeWrapped(std::string_view text, const TermBytes& bytes) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = bytes.FindLineEnd(begin, bytes.size());
    const TextRange line = TrimLine(text, begin, end);
    if (IsLongerThanWrapped(text.substr(line.begin, line.end - line.begin))) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace copydesk
