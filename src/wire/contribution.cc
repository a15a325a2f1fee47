// "With files from The Canadian Press", "The Associated Press contributed to this report", "(avec AFP)".
#include <algorithm>

#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::size_t kBeforeContribution = 220;
constexpr std::size_t kBehind = 400;

TextRange RangeOfContribution(const Candidate& candidate, std::string_view from, std::size_t end) {
  const std::string_view trimmed = TrimStart(from);
  const std::string_view whole =
      candidate.text.substr(static_cast<std::size_t>(trimmed.data() - candidate.text.data()));
  const std::string_view form =
      TrimEnd(whole.substr(0, end - static_cast<std::size_t>(whole.data() - candidate.text.data())));
  const auto begin = static_cast<std::uint32_t>(form.data() - candidate.text.data());
  return {.begin = begin, .end = static_cast<std::uint32_t>(begin + form.size())};
}

// The line or a pair of brackets ends right behind the names.
bool EndsBehind(const Candidate& candidate) {
  const std::string_view behind = TrimStart(Behind(candidate, 8));
  return behind.empty() || behind[0] == ')' || behind[0] == ']' || behind.starts_with("）") || behind == ".";
}

}  // namespace

std::optional<Form> ContributionOf(const Candidate& candidate) {
  if (candidate.bracketed && !BracketsAround(candidate)) return std::nullopt;
  const std::string_view before = LastSentence(Before(candidate, kBeforeContribution));
  const std::string_view behind = FirstSentence(Behind(candidate, kBehind));
  const std::size_t end_behind = candidate.range.end + behind.size();
  const std::string folded_behind = FoldForCredits(behind);
  if (FindPhrase(folded_behind, ContributionsBehind()) != std::string_view::npos) {
    return Form{.kind = CreditKind::kContribution, .range = RangeOfContribution(candidate, before, end_behind)};
  }
  const std::string folded_before = FoldForCredits(before);
  if (const std::size_t at = FindPhrase(folded_before, ContributionsBefore()); at != std::string_view::npos) {
    // A sentence of its own: it begins with the phrase, or stands at the end.
    const bool begins = at <= 40;
    if (begins || candidate.below_body || candidate.last_body || EndsBehind(candidate)) {
      return Form{.kind = CreditKind::kContribution, .range = RangeOfContribution(candidate, before, end_behind)};
    }
  }
  const std::string tight = FoldForCredits(TrimEnd(before));
  if (EndsWithPhrase(tight, ContributionsRightBefore()) && EndsBehind(candidate) && candidate.capital) {
    const bool bracket =
        TrimStart(Behind(candidate, 8)).starts_with(')') || TrimStart(Behind(candidate, 8)).starts_with("）");
    const bool own_line = candidate.line.end - candidate.line.begin <= 120 &&
                          static_cast<std::size_t>(before.data() - candidate.text.data()) == candidate.line.begin;
    if (bracket || own_line) {
      const std::size_t open = bracket ? before.find_last_of('(') : std::string_view::npos;
      const std::string_view from = open == std::string_view::npos ? before : before.substr(open);
      const std::size_t end = bracket ? candidate.range.end + Behind(candidate, 8).find(')') + 1 : candidate.range.end;
      const bool near = before.size() - (open == std::string_view::npos ? 0 : open) <= 60;
      if (near && end >= candidate.range.end) {
        return Form{.kind = CreditKind::kContribution,
                    .range = RangeOfContribution(candidate, from, std::min<std::size_t>(end, candidate.line.end))};
      }
    }
  }
  // "with agency inputs" names none, wherever it stands.
  if (candidate.generic && (tight == "with" || tight.ends_with(" with") || tight.ends_with("(with"))) {
    if (EndsBehind(candidate))
      return Form{.kind = CreditKind::kContribution, .range = RangeOfContribution(candidate, before, end_behind)};
  }
  return std::nullopt;
}

}  // namespace copydesk
