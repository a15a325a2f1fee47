#include "wire/reporting_line.h"

#include <algorithm>
#include <array>

#include "wire/candidate.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxBytes = 1200;

constexpr auto kOpenings = std::to_array<std::string_view>({"reporting by ", "writing by ", "compiled by "});
constexpr auto kSeconds = std::to_array<std::string_view>(
    {"editing by", "writing by", "writing and editing by", "compiled by", "additional reporting by"});
constexpr std::string_view kAdditional = "additional ";
constexpr std::size_t kLongestSecond = 64;  // bytes of one of them, with more white space than anybody prints

// The opening whose " by " is at `by`: where it begins; npos when there is none.
std::size_t OpeningAt(std::string_view head, std::size_t line_begin, std::size_t by) {
  for (const std::string_view opening : kOpenings) {
    const std::size_t before_by = opening.size() - 4;
    if (by - line_begin < before_by) continue;
    const std::size_t begin = by - before_by;
    if (FoldForCredits(head.substr(begin, before_by)) != opening.substr(0, before_by)) continue;
    if (begin - line_begin >= kAdditional.size() &&
        FoldForCredits(head.substr(begin - kAdditional.size(), kAdditional.size())) == kAdditional) {
      return begin - kAdditional.size();
    }
    return begin;
  }
  return std::string_view::npos;
}

}  // namespace

void FindReportingLines(std::string_view text, TextRange line, std::vector<TextRange>* found) {
  const std::string_view head = text.substr(0, line.end);
  std::size_t searched = 0;  // no second form begins before this, from the last opening on
  for (std::size_t by = head.find("ing by ", line.begin); by != std::string_view::npos; by = head.find("ing by ", by)) {
    by += 3;
    std::size_t begin = OpeningAt(head, line.begin, by);
    if (begin == std::string_view::npos) continue;
    const std::string_view before = TrimEnd(head.substr(line.begin, begin - line.begin));
    const bool bracket = before.ends_with('(') || before.ends_with('[');
    // Or it begins the line, or a sentence in a text without line ends.
    if (!bracket && !before.empty() && before.back() != '.' && before.back() != '"' && before.back() != ')') continue;
    const bool reports = FoldForCredits(head.substr(begin, 1)) != "w" && FoldForCredits(head.substr(begin, 1)) != "c";
    if (!bracket && !reports) continue;
    const std::string_view rest = head.substr(by + 4, kMaxBytes);
    const std::size_t close = bracket ? rest.find_first_of(")]") : std::string_view::npos;
    std::size_t size = close == std::string_view::npos ? rest.size() : close + 1;
    while (size > 0 && size < head.size() - by - 4 && (static_cast<unsigned char>(head[by + 4 + size]) & 0xc0) == 0x80)
      --size;
    // What was searched for an opening before this one is not folded again, but for a character that tells where a word
    // begins.
    const std::size_t from = std::max(by + 4, searched) - (by + 4 < searched ? 1 : 0);
    const std::size_t until = by + 4 + size;
    const std::string_view unsearched = from < until ? head.substr(from, until - from) : std::string_view();
    if (FindPhrase(FoldForCredits(unsearched), kSeconds) == std::string_view::npos) {
      searched = std::max(searched, until - std::min(until, kLongestSecond));
      continue;
    }
    if (bracket) begin = line.begin + before.size() - 1;
    const std::size_t end = by + 4 + size;
    found->push_back({.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)});
    by = end;
  }
}

}  // namespace copydesk
