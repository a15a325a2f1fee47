#include "dedup/text_units.h"

#include <algorithm>
#include <cstddef>

namespace copydesk {
namespace {

// CR LF is one.
std::size_t CountLineEnds(std::string_view gap) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    if (gap[i] == '\n' || (gap[i] == '\r' && !gap.substr(i + 1).starts_with('\n'))) ++count;
  }
  return count;
}

std::uint32_t LowerBound(std::span<const std::uint32_t> ascending, std::uint32_t value) {
  return static_cast<std::uint32_t>(std::lower_bound(ascending.begin(), ascending.end(), value) - ascending.begin());
}

std::uint32_t UpperBound(std::span<const std::uint32_t> ascending, std::uint32_t value) {
  return static_cast<std::uint32_t>(std::upper_bound(ascending.begin(), ascending.end(), value) - ascending.begin());
}

}  // namespace

std::vector<TextUnit> MakeUnits(std::span<const TextRange> ranges, const Tokens& tokens) {
  std::vector<TextUnit> units;
  units.reserve(ranges.size());
  const auto count = static_cast<std::uint32_t>(tokens.size());
  std::uint32_t next = 0;
  for (const TextRange range : ranges) {
    while (next < count && tokens.begin[next] < range.begin) ++next;
    TextUnit unit{.bytes = range, .tokens = {.begin = next, .end = next}};
    while (next < count && tokens.end[next] <= range.end) ++next;
    unit.tokens.end = next;
    units.push_back(unit);
  }
  return units;
}

TokenRange TokensTouching(TextRange bytes, const Tokens& tokens) {
  const std::uint32_t begin = UpperBound(tokens.end, bytes.begin);
  return {.begin = begin, .end = std::max(begin, LowerBound(tokens.begin, bytes.end))};
}

TokenRange TokensInside(TextRange bytes, const Tokens& tokens) {
  const std::uint32_t begin = LowerBound(tokens.begin, bytes.begin);
  return {.begin = begin, .end = std::max(begin, UpperBound(tokens.end, bytes.end))};
}

std::vector<TextRange> BytesToCut(std::string_view text, std::span<const TextUnit> units,
                                  std::span<const UnitRange> groups) {
  std::vector<TextRange> cuts;
  cuts.reserve(groups.size());
  for (std::size_t i = 0; i < groups.size();) {
    std::size_t next = i + 1;  // behind the groups that touch this one
    while (next < groups.size() && groups[next].first == groups[next - 1].last + 1) ++next;
    const std::size_t first = groups[i].first;
    const std::size_t last = groups[next - 1].last;
    const bool is_at_begin = first == 0;
    const bool is_at_end = last + 1 == units.size();
    TextRange whole{.begin = units[first].bytes.begin, .end = units[last].bytes.end};
    if (is_at_begin && is_at_end) {
      whole = {.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
    } else if (is_at_begin) {
      whole.end = units[last + 1].bytes.begin;
    } else {
      const std::uint32_t end_before = units[first - 1].bytes.end;
      bool goes_before = is_at_end;
      if (!is_at_end) {
        const std::uint32_t begin_behind = units[last + 1].bytes.begin;
        goes_before = CountLineEnds(text.substr(whole.end, begin_behind - whole.end)) >
                      CountLineEnds(text.substr(end_before, whole.begin - end_before));
        if (!goes_before) whole.end = begin_behind;
      }
      if (goes_before) whole.begin = end_before;
    }
    for (std::size_t group = i; group < next; ++group) {
      cuts.push_back({.begin = group == i ? whole.begin : units[groups[group].first].bytes.begin,
                      .end = group + 1 == next ? whole.end : units[groups[group + 1].first].bytes.begin});
    }
    i = next;
  }
  return cuts;
}

}  // namespace copydesk
