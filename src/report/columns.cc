#include "report/columns.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "base/utf8.h"
#include "copydesk/report.h"
#include "report/display_width.h"

namespace copydesk {

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = DecodeUtf8(text, i);
    width += CharacterWidth(character.code_point);
    i += character.length;
  }
  return width;
}

std::vector<std::string> WrapText(std::string_view text, std::size_t width) {
  std::string line = Printable(text, std::numeric_limits<std::size_t>::max());
  const auto both_spaces = [](char x, char y) { return x == ' ' && y == ' '; };
  line.erase(std::unique(line.begin(), line.end(), both_spaces), line.end());
  std::vector<std::string> lines;
  const auto add = [&](std::size_t begin, std::size_t end) {
    while (end > begin && line[end - 1] == ' ') --end;
    if (end > begin) lines.push_back(line.substr(begin, end - begin));
  };
  std::size_t begin = 0;                  // of the line
  std::size_t column = 0;                 // at i
  std::size_t space = std::string::npos;  // the last one in the line
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ') {
      if (i == begin) {  // no line begins with a space
        begin = ++i;
        continue;
      }
      space = i++;
      ++column;
      continue;
    }
    const Utf8Character character = DecodeUtf8(line, i);
    const std::size_t character_width = CharacterWidth(character.code_point);
    if (column + character_width > width && i > begin) {
      const bool between_words = space != std::string::npos;
      add(begin, between_words ? space : i);
      begin = between_words ? space + 1 : i;
      column = DisplayWidth(std::string_view(line).substr(begin, i - begin));
      space = std::string::npos;
      continue;
    }
    column += character_width;
    i += character.length;
  }
  add(begin, line.size());
  return lines;
}

std::string Paragraph(std::string_view text) { return Wrapped(text, kColumns); }

std::string Wrapped(std::string_view text, std::size_t width) {
  std::string lines;
  for (const std::string& line : WrapText(text, width)) lines += line + "\n";
  return lines;
}

std::string Padded(std::string text, std::size_t width) {
  const std::size_t used = DisplayWidth(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::string SideBySide(const std::vector<std::string>& left, const std::vector<std::string>& right, std::size_t width,
                       std::size_t limit) {
  const std::size_t total = std::max(left.size(), right.size());
  std::string text;
  for (std::size_t i = 0; i < std::min(total, limit); ++i) {
    absl::StrAppend(&text, "  ", Padded(i < left.size() ? left[i] : "", width), " |",
                    i < right.size() ? absl::StrCat(" ", right[i]) : "", "\n");
  }
  if (total > limit) text += absl::StrCat("  ... ", total - limit, " more lines\n");
  return text;
}

}  // namespace copydesk
