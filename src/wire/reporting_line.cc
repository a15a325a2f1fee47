#include "wire/reporting_line.h"

#include <algorithm>
#include <array>

#include "wire/candidate.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxBytes = 1200;

constexpr auto kEditing = std::to_array<std::string_view>({"editing by", "writing by", "writing and editing by",
                                                            "compiled by", "additional reporting by"});

}  // namespace

void FindReportingLines(std::string_view text, TextRange line, std::vector<TextRange>* found) {
  const std::string_view head = text.substr(0, line.end);
  for (std::size_t at = head.find("eporting by ", line.begin); at != std::string_view::npos;
       at = head.find("eporting by ", at)) {
    std::size_t begin = at;
    at += 12;
    if (begin == line.begin || (head[begin - 1] != 'R' && head[begin - 1] != 'r')) continue;
    --begin;
    if (begin >= line.begin + 11 && FoldForCredits(head.substr(begin - 11, 11)) == "additional ") begin -= 11;
    std::string_view before = TrimEnd(head.substr(line.begin, begin - line.begin).substr(0));
    const bool bracket = before.ends_with('(') || before.ends_with('[');
    if (!bracket && !before.empty()) {
      // After the end of a sentence, in a text without line ends.
      if (before.back() != '.' && before.back() != '"' && before.back() != ')') continue;
    }
    if (bracket) begin = static_cast<std::size_t>(before.data() - text.data()) + before.size() - 1;
    const std::string_view rest = head.substr(at, kMaxBytes);
    std::size_t end = bracket ? rest.find_first_of(")]") : std::string_view::npos;
    const std::string folded = FoldForCredits(rest.substr(0, std::min(end, rest.size())));
    if (FindPhrase(folded, kEditing) == std::string_view::npos) continue;
    if (end == std::string_view::npos) {
      end = bracket ? rest.size() : rest.size();
    } else {
      ++end;
    }
    found->push_back({.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(at + end)});
    at += end;
  }
}

}  // namespace copydesk
