// "By Jane Doe, Associated Press", "By JANE DOE Associated Press HELSINKI (AP) —", "Von dpa".
#include <algorithm>

#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::size_t kBeforeByline = 300;   // white space is part of it
constexpr std::size_t kMaxBylineLine = 160;  // outside the beginning of the article
constexpr std::size_t kMaxWords = 16;

// What follows is no rest of a sentence.
bool EndsByline(const Candidate& candidate) {
  const std::string_view raw = Behind(candidate, 40);
  const std::string_view behind = TrimStart(raw);
  if (behind.empty()) return true;
  if (behind.starts_with("'") || behind.starts_with("’")) return false;
  if (DashAtStart(raw) > 0 || std::string_view("|,;.(/:[").find(behind[0]) != std::string_view::npos ||
      behind.starts_with("·") || behind.starts_with("•"))
    return true;
  const std::vector<PrintedWord> words = SplitPrinted(behind);
  return words.empty() || words[0].capital || IsStaffWord(words[0].letters);
}

}  // namespace

std::optional<Form> BylineOf(const Candidate& candidate) {
  if (candidate.photo_agency || candidate.caption || !candidate.capital || candidate.bracketed) return std::nullopt;
  if (!candidate.in_head && candidate.line.end - candidate.line.begin > kMaxBylineLine) return std::nullopt;
  if (!EndsByline(candidate)) return std::nullopt;
  const std::string_view before = Before(candidate, kBeforeByline);
  const TextRange line_to_end = {.begin = candidate.line.begin, .end = candidate.range.end};
  if (candidate.above_body && FoldForCredits(before).starts_with("by our ")) {  // "By our science desk and Reuters"
    return Form{.kind = CreditKind::kByline, .range = line_to_end};
  }
  const std::vector<PrintedWord> words = SplitPrinted(before);
  for (std::size_t i = words.size(); i > 0 && words.size() - i < kMaxWords; --i) {
    const PrintedWord& word = words[i - 1];
    const std::string_view printed = before.substr(word.range.begin, word.range.end - word.range.begin);
    const std::string folded = FoldForCredits(printed);
    if (IsPhrase(folded, ByWords())) {
      const std::uint32_t begin = candidate.range.begin - static_cast<std::uint32_t>(before.size()) + word.range.begin;
      const bool line_start = begin == candidate.line.begin;
      const std::string_view rest = TrimStart(Behind(candidate, 8));
      const bool english = printed == "By" || printed == "BY";
      // "Posted 3:57 pm, July 15, 2018, by Associated Press"
      const bool after_date =
          candidate.above_body && i > 1 && words[i - 2].digit && (rest.empty() || rest.starts_with(','));
      if (line_start || english || after_date) {
        return Form{.kind = CreditKind::kByline, .range = {.begin = begin, .end = candidate.range.end}};
      }
    }
    if (word.letters.empty() || word.capital || IsStaffWord(word.letters)) continue;
    break;
  }
  return std::nullopt;
}

}  // namespace copydesk
