#include "text/paragraphs.h"

#include <algorithm>
#include <cstdint>

#include "base/line_end.h"

namespace copydesk {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct Line {
  TextRange range;          // without white space at its ends
  std::uint32_t width = 0;  // characters

  [[nodiscard]] bool blank() const { return range.begin == range.end; }
};

std::uint32_t CountCharacters(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<Line> SplitLines(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = FindLineEnd(text, begin);
    const std::string_view line = text.substr(begin, end - begin);
    std::size_t first = 0;
    std::size_t last = line.size();
    while (first < last && IsSpace(line[first])) ++first;
    while (last > first && IsSpace(line[last - 1])) --last;
    lines.push_back(
        {.range = {.begin = static_cast<std::uint32_t>(begin + first), .end = static_cast<std::uint32_t>(begin + last)},
         .width = CountCharacters(line.substr(first, last - first))});
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

bool IsHardWrapped(const std::vector<Line>& lines) {
  constexpr std::uint32_t kMaxWidth = 100;
  std::vector<std::uint32_t> widths;  // of lines that go on in the next one
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].width > kMaxWidth) return false;
    if (i + 1 < lines.size() && !lines[i].blank() && !lines[i + 1].blank()) widths.push_back(lines[i].width);
  }
  if (widths.size() < 3) return false;
  const std::uint32_t longest = *std::max_element(widths.begin(), widths.end());
  const auto is_long = [&](std::uint32_t width) { return width * 10 >= longest * 6; };
  return static_cast<std::size_t>(std::count_if(widths.begin(), widths.end(), is_long)) * 4 >= widths.size() * 3;
}

}  // namespace

std::vector<TextRange> FindParagraphs(std::string_view text) {
  const std::vector<Line> lines = SplitLines(text);
  const bool joins_lines = IsHardWrapped(lines);
  std::vector<TextRange> paragraphs;
  bool goes_on = false;
  for (const Line& line : lines) {
    if (!line.blank()) {
      if (goes_on) {
        paragraphs.back().end = line.range.end;
      } else {
        paragraphs.push_back(line.range);
      }
    }
    goes_on = joins_lines && !line.blank();
  }
  return paragraphs;
}

}  // namespace copydesk
