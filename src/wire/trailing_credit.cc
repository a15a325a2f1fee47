// What ends a text or an item of it: "(ANI)", "— AFP", "REUTERS", "AFP/xy", "(dpa/afp)".
#include <algorithm>

#include "base/utf8.h"
#include "wire/article_layout.h"
#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kCaptionBytes = 300;  // a line that is longer is no caption

// "AFP/mn": initials behind a slash, and nothing else.
bool IsInitials(std::string_view behind) {
  if (behind.empty() || (behind[0] != '/' && behind[0] != '-')) return false;
  behind.remove_prefix(1);
  while (!behind.empty() && (behind.back() == '.' || behind.back() == ')')) behind.remove_suffix(1);
  return !behind.empty() && behind.size() <= 7 && std::all_of(behind.begin(), behind.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == '/' || c == '-';
  });
}

TextRange Ending(const Candidate& candidate, std::uint32_t begin) {
  return {.begin = begin, .end = candidate.line.end};
}

}  // namespace

std::optional<Form> TrailingOf(const Candidate& candidate) {
  if (candidate.photo_agency) return std::nullopt;
  const std::uint32_t size = candidate.line.end - candidate.line.begin;
  const bool at_end = candidate.below_body || candidate.last_body;
  const auto form = [&](std::uint32_t begin) {
    const bool caption = candidate.caption || (!at_end && size <= kCaptionBytes);
    const CreditKind kind = caption && !at_end ? CreditKind::kPhoto : CreditKind::kTrailing;
    return Form{.kind = kind, .range = kind == CreditKind::kPhoto ? candidate.range : Ending(candidate, begin)};
  };
  if (const std::optional<TextRange> brackets = BracketsAround(candidate)) {
    const std::string_view behind =
        TrimStart(candidate.text.substr(brackets->end, candidate.line.end - brackets->end).substr(0, 16));
    if (!(behind.empty() || behind == ".") || candidate.line.end - brackets->end > 16) return std::nullopt;
    const std::string_view before = Before(candidate, 40);
    const std::string_view text = TrimEnd(before.substr(0, before.size() - (candidate.range.begin - brackets->begin)));
    if (text.empty() || EndsSentence(text)) return form(brackets->begin);
    if (at_end && !candidate.caption && size > kCaptionBytes / 2) return form(brackets->begin);
    if (candidate.caption || (size <= kCaptionBytes && candidate.capital && !candidate.above_body)) {
      return Form{.kind = CreditKind::kPhoto, .range = candidate.range};
    }
    return std::nullopt;
  }
  if (candidate.bracketed) return std::nullopt;
  const std::string_view behind = Behind(candidate, 16);
  const bool ends = TrimStart(behind).empty() || behind == "." || IsInitials(behind) || behind == ")" || behind == "]";
  if (!ends || candidate.line.end - candidate.range.end > 16) return std::nullopt;
  const std::string_view before = TrimEnd(Before(candidate, 60));
  if (before.empty()) {
    if (!IsInitials(behind)) return std::nullopt;  // label_line.cc
    return form(candidate.range.begin);
  }
  for (const std::string_view dash : {"—", "–", "--", "-", "―", "|", "/", "•", "~"}) {
    if (!before.ends_with(dash)) continue;
    const std::string_view text = TrimEnd(before.substr(0, before.size() - dash.size()));
    if (candidate.above_body) return std::nullopt;  // a headline that says who reports it
    if (text.empty() || EndsSentence(text)) {
      return form(static_cast<std::uint32_t>(candidate.range.begin - Before(candidate, 60).size() + text.size() +
                                             (before.size() - text.size() - dash.size())));
    }
    if (dash == "/" || dash == "|") return std::nullopt;
    return candidate.below_body || candidate.last_body ? std::optional<Form>(form(candidate.range.begin))
                                                       : std::nullopt;
  }
  // The name alone, after the end of a sentence.
  if (!EndsSentence(before) || candidate.above_body) return std::nullopt;
  const std::string_view printed =
      candidate.text.substr(candidate.range.begin, candidate.range.end - candidate.range.begin);
  const std::vector<PrintedWord> words = SplitPrinted(printed);
  const bool capitals =
      std::all_of(words.begin(), words.end(), [](const PrintedWord& word) { return word.all_capitals; });
  if (!at_end && !capitals && size > kCaptionBytes) return std::nullopt;
  if (!candidate.capital && !at_end) return std::nullopt;
  return form(candidate.range.begin);
}

}  // namespace copydesk
