#include "page/lines.h"

#include <algorithm>
#include <utility>

#include "base/line_end.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr std::size_t kMaxWrapped = 200;  // bytes
constexpr int kMinWrapped = 3;

struct RawLine {
  TextRange range;    // without the line end
  TextRange trimmed;  // empty: a blank line
};

std::vector<RawLine> SplitRaw(std::string_view text) {
  std::vector<RawLine> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = FindLineEnd(text, begin);
    RawLine line;
    line.range = {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
    line.trimmed = TrimRange(text, line.range);
    lines.push_back(line);
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

// Which lines go on in the next one.
std::vector<bool> FindWrapped(std::string_view text, const std::vector<RawLine>& lines) {
  std::vector<bool> wrapped(lines.size(), false);
  std::size_t width = 0;
  for (const RawLine& line : lines) width = std::max<std::size_t>(width, line.trimmed.end - line.range.begin);
  if (width > kMaxWrapped) return wrapped;
  std::vector<std::size_t> first_word;  // of each line, bytes
  first_word.reserve(lines.size());
  for (const RawLine& line : lines) {
    const std::string_view trimmed = Slice(text, line.trimmed);
    first_word.push_back(std::min(trimmed.find(' '), trimmed.size()));
  }
  const auto both_there = [&](std::size_t i) {
    return i + 1 < lines.size() && lines[i].trimmed.begin != lines[i].trimmed.end && first_word[i + 1] > 0;
  };
  const auto is_full = [&](std::size_t i) {
    return lines[i].trimmed.end - lines[i].range.begin + 1 + first_word[i + 1] > width;
  };
  int full = 0;
  bool in_a_row = false;      // two of them
  std::size_t last_full = 0;  // plus one
  int spaced = 0;             // of the full ones
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!both_there(i) || !is_full(i)) continue;
    ++full;
    in_a_row = in_a_row || last_full == i;
    last_full = i + 1;
    spaced += text[lines[i].range.end - 1] == ' ' ? 1 : 0;
  }
  if (full < kMinWrapped || !in_a_row) return wrapped;
  const bool by_space = spaced * 2 > full;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!both_there(i)) continue;
    const bool ends_with_space = text[lines[i].range.end - 1] == ' ';
    const std::size_t size = lines[i].trimmed.end - lines[i].range.begin;
    wrapped[i] = by_space ? ends_with_space && size * 2 > width : is_full(i);
  }
  return wrapped;
}

}  // namespace

std::vector<PageLine> FindLines(std::string_view text) {
  const std::vector<RawLine> raw = SplitRaw(text);
  const std::vector<bool> wrapped = FindWrapped(text, raw);
  std::vector<PageLine> lines;
  lines.reserve(raw.size());
  bool blank = true;
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    TextRange range = raw[i].trimmed;
    if (range.begin == range.end) {
      blank = true;
      continue;
    }
    while (wrapped[i]) range.end = raw[++i].trimmed.end;
    PageLine line;
    line.range = range;
    line.blank_before = std::exchange(blank, false);
    blanks += line.blank_before ? 1 : 0;
    line.stamp = FindStamp(Slice(text, range));
    lines.push_back(std::move(line));
  }
  if (lines.size() >= 4 && blanks == lines.size()) {
    for (PageLine& line : lines) line.blank_before = false;
  }
  return lines;
}

void MeasureLines(std::string_view text, std::vector<PageLine>* lines) {
  for (PageLine& line : *lines) {
    line.words = CountWords(Slice(text, line.range));
    line.sentence = EndsLikeSentence(Slice(text, line.range));
  }
}

}  // namespace copydesk
