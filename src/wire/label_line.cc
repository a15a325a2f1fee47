// Lines that are labels: "Reuters", "AFP | July 16, 2018", "Jane Doe, Associated Press", "Source: Reuters". Above the
// running text a byline, below it a trailing credit, amid it the credit of a picture.
#include <algorithm>

#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxLabelLine = 110;
constexpr std::size_t kMaxNameWords = 8;

// "|", "July 16, 2018 3:00 pm", "Staff", or nothing.
bool IsDateOrStaff(std::string_view behind) {
  const std::vector<PrintedWord> words = SplitPrinted(behind);
  if (words.size() > 12) return false;
  const bool digit = std::any_of(words.begin(), words.end(), [](const PrintedWord& word) { return word.digit; });
  return std::all_of(words.begin(), words.end(), [&](const PrintedWord& word) {
    return word.letters.empty() || IsStaffWord(word.letters) || (digit && (word.capital || word.letters.size() <= 4));
  });
}

// "Jane Doe,", "Jane Doe and John Roe |", "Jane Doe".
bool IsPeople(std::string_view before) {
  const std::vector<PrintedWord> words = SplitPrinted(before);
  if (words.size() > kMaxNameWords) return false;
  const auto is_empty = [](const PrintedWord& word) { return word.letters.empty(); };
  if (std::all_of(words.begin(), words.end(), is_empty)) return false;  // "("
  return std::all_of(words.begin(), words.end(), [&](const PrintedWord& word) {
    return is_empty(word) || ((word.capital || IsStaffWord(word.letters)) && !word.digit);
  });
}

// ", London", ", New York": a place behind a name.
bool IsPlace(std::string_view behind) {
  constexpr std::size_t kMaxPlaceWords = 4;
  if (!behind.starts_with(',')) return false;
  const std::vector<PrintedWord> words = SplitPrinted(behind.substr(1));
  return !words.empty() && words.size() <= kMaxPlaceWords &&
         std::all_of(words.begin(), words.end(), [](const PrintedWord& word) { return word.capital && !word.digit; });
}

// "— By JANE DOE"
bool IsBeforeByline(std::string_view behind) {
  const std::size_t dash = behind.starts_with('|') ? 1 : DashAtStart(behind);
  return dash > 0 && StartsWithPhrase(FoldForCredits(TrimStart(behind.substr(dash))), ByWords());
}

}  // namespace

std::optional<Form> LabelOf(const Candidate& candidate) {
  if (candidate.line.end - candidate.line.begin > kMaxLabelLine) return std::nullopt;
  const std::string_view before = WithoutThe(Before(candidate, kMaxLabelLine));
  const std::string_view behind = TrimStart(Behind(candidate, kMaxLabelLine));
  const bool alone = before.empty() && (behind.empty() || behind == "." || behind == ":" || behind == ";");
  std::string_view label = before;
  for (const std::string_view mark : {":", "：", "|", "/"}) {
    if (label.ends_with(mark)) label = TrimEnd(label.substr(0, label.size() - mark.size()));
  }
  while (!label.empty() && (label[0] == '(' || label[0] == '[' || label[0] == '-')) label.remove_prefix(1);
  const bool colon = label.size() < before.size() && !before.ends_with('|');
  const std::string folded = FoldForCredits(label);
  const bool source = colon && IsPhrase(folded, SourceLabels());
  const CreditKind by_place = candidate.above_body ? CreditKind::kByline : CreditKind::kTrailing;
  if (source) {
    if (candidate.caption && !candidate.below_body) return Form{.kind = CreditKind::kPhoto, .range = candidate.range};
    return Form{.kind = by_place, .range = candidate.line};
  }
  if (candidate.photo_agency || candidate.bracketed) return std::nullopt;
  const bool ends = behind.empty() || behind == ".";
  const std::string given = FoldForCredits(TrimEnd(before));
  if (ends && !candidate.caption && EndsWithPhrase(given, SyndicationPhrases())) {
    const bool of_text = FindPhrase(given, PhotoWords()) == std::string::npos;
    if (of_text && (candidate.above_body || candidate.below_body))
      return Form{.kind = by_place, .range = candidate.line};
    return Form{.kind = CreditKind::kPhoto, .range = candidate.range};
  }
  if (alone) {
    const bool printed = candidate.capital || candidate.below_body;
    if (!printed) return std::nullopt;
    if (candidate.above_body) return Form{.kind = CreditKind::kByline, .range = candidate.line};
    if (candidate.below_body) return Form{.kind = CreditKind::kTrailing, .range = candidate.line};
    return Form{.kind = CreditKind::kPhoto, .range = candidate.range};
  }
  if (candidate.caption || !candidate.capital) return std::nullopt;
  const bool bar = before.ends_with('|');
  const bool glued = !before.empty() && Before(candidate, kMaxLabelLine).size() == before.size();  // a space was lost
  const bool set_off = glued || (!before.empty() && (before.back() == ',' || bar || before.back() == '/'));
  const bool people = set_off && IsPeople(before) && IsDateOrStaff(behind) && !candidate.generic;
  if (!candidate.above_body) {
    // "Jane Doe | Associated Press" ends a text, "Jane Doe, AP" is below a picture.
    if (!people) return std::nullopt;
    if (!behind.empty()) {
      if (!candidate.in_head) return std::nullopt;
      return Form{.kind = CreditKind::kByline, .range = candidate.line};
    }
    if ((bar && candidate.below_body) || (glued && candidate.in_head))
      return Form{.kind = CreditKind::kByline, .range = candidate.line};
    return Form{.kind = CreditKind::kPhoto, .range = candidate.range};
  }
  if (before.empty() && (IsDateOrStaff(behind) || IsPlace(behind) || IsBeforeByline(behind))) {
    return Form{.kind = CreditKind::kByline, .range = candidate.line};
  }
  if (candidate.text[candidate.line.end - 1] == ')') return std::nullopt;
  const bool of_picture = behind.empty() && (candidate.beside_caption || candidate.bylined);
  if (people && of_picture) return Form{.kind = CreditKind::kPhoto, .range = candidate.range};
  if (people) return Form{.kind = CreditKind::kByline, .range = candidate.line};
  return std::nullopt;
}

}  // namespace copydesk
