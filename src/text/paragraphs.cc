#include "text/paragraphs.h"

#include <algorithm>
#include <cstdint>

#include "base/line_end.h"

namespace copydesk {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Of characters.
std::uint32_t WidthOf(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool IsBlank(const TextRange& line) { return line.begin == line.end; }

// Without white space at their ends.
std::vector<TextRange> SplitLines(std::string_view text) {
  std::vector<TextRange> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = FindLineEnd(text, begin);
    std::size_t first = begin;
    std::size_t last = end;
    while (first < last && IsSpace(text[first])) ++first;
    while (last > first && IsSpace(text[last - 1])) --last;
    lines.push_back({.begin = static_cast<std::uint32_t>(first), .end = static_cast<std::uint32_t>(last)});
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

bool IsHardWrapped(std::string_view text, const std::vector<TextRange>& lines) {
  constexpr std::uint32_t kMaxWidth = 100;
  std::vector<std::uint32_t> widths;  // of lines that go on in the next one
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::uint32_t width = WidthOf(text.substr(lines[i].begin, lines[i].end - lines[i].begin));
    if (width > kMaxWidth) return false;
    if (i + 1 < lines.size() && !IsBlank(lines[i]) && !IsBlank(lines[i + 1])) widths.push_back(width);
  }
  if (widths.size() < 3) return false;
  const std::uint32_t longest = *std::max_element(widths.begin(), widths.end());
  const auto is_long = [&](std::uint32_t width) { return width * 10 >= longest * 6; };
  return static_cast<std::size_t>(std::count_if(widths.begin(), widths.end(), is_long)) * 4 >= widths.size() * 3;
}

}  // namespace

std::vector<TextRange> FindParagraphs(std::string_view text) {
  std::vector<TextRange> lines = SplitLines(text);
  const bool joins_lines = IsHardWrapped(text, lines);
  std::size_t paragraphs = 0;  // which take the places of their lines
  bool goes_on = false;
  for (const TextRange line : lines) {
    if (!IsBlank(line)) {
      if (goes_on) {
        lines[paragraphs - 1].end = line.end;
      } else {
        lines[paragraphs++] = line;
      }
    }
    goes_on = joins_lines && !IsBlank(line);
  }
  lines.resize(paragraphs);
  return lines;
}

}  // namespace copydesk
