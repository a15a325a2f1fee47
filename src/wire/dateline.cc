// "WASHINGTON (AP) —", "PARIS, July 14 (Reuters) -", "МОСКВА, 14 июля. /ТАСС/.", "新华社北京7月14日电".
#include <algorithm>
#include <array>
#include <cstddef>

#include "base/utf8.h"
#include "wire/candidate.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

constexpr std::size_t kPlaceBytes = 100;
constexpr std::size_t kMaxPlaceWords = 12;
constexpr auto kPlaceParticles = std::to_array<std::string_view>(
    {"of", "the", "and", "de",   "del",  "di",  "da",  "do",   "du",  "des", "d",   "la",
     "le", "les", "am",  "an",   "im",   "in",  "der", "den",  "von", "van", "und", "et",
     "y",  "e",   "on",  "near", "upon", "aan", "sur", "sous", "bei", "на",  "и",   "para"});

TextRange RangeOfDateline(const Candidate& candidate, std::string_view begin_of, std::size_t end) {
  return {.begin = static_cast<std::uint32_t>(begin_of.data() - candidate.text.data()),
          .end = static_cast<std::uint32_t>(end)};
}

bool IsLineStart(const Candidate& candidate, std::string_view before) {
  return static_cast<std::size_t>(before.data() - candidate.text.data()) == candidate.line.begin;
}

bool HasCapitalsWord(std::string_view place) {
  const std::vector<PrintedWord> words = SplitPrinted(place);
  return std::any_of(words.begin(), words.end(),
                     [](const PrintedWord& word) { return word.all_capitals && word.letters.size() >= 3; });
}

bool HasDigit(std::string_view place) {
  return std::any_of(place.begin(), place.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A place with a region and a date perhaps, and nothing else: all that stands before the agency in its line.
bool IsPlace(std::string_view before) {
  if (before.size() > kPlaceBytes || before.find_first_of("!?\";|") != std::string_view::npos) return false;
  if (before.find("“") != std::string_view::npos) return false;
  const std::vector<PrintedWord> words = SplitPrinted(before);
  if (words.empty()) return true;
  if (words.size() > kMaxPlaceWords || !words[0].capital) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string folded = FoldForCredits(words[i].letters);
    if (IsPhrase(folded, ByWords()) && words[i].capital) return false;
    if (words[i].capital || words[i].letters.empty() || IsPhrase(folded, kPlaceParticles)) continue;
    // The name of a month.
    const bool beside_digits = (i > 0 && words[i - 1].digit) || (i + 1 < words.size() && words[i + 1].digit);
    if (!beside_digits) return false;
  }
  return true;
}

// The place that ends what stands before the agency, where more does: the headline and the byline, of a text without
// line ends. From the first word in capitals of those that end it.
std::string_view PlaceAtEnd(std::string_view before) {
  std::vector<PrintedWord> words = SplitPrinted(before);
  std::size_t begin = words.size();
  std::size_t first = words.size();
  while (first > 0 && words.size() - first < 6) {
    const PrintedWord& word = words[first - 1];
    if (!word.capital && !word.letters.empty()) break;
    --first;
    if (word.all_capitals && word.letters.size() >= 3) begin = first;
  }
  return begin == words.size() ? std::string_view() : before.substr(words[begin].range.begin);
}

// "(AP) —", with the place before it.
std::optional<Form> Bracketed(const Candidate& candidate) {
  const std::optional<TextRange> brackets = BracketsAround(candidate);
  if (!brackets) return std::nullopt;
  std::string_view before = Before(candidate, kPlaceBytes + 40);
  before = before.substr(0, before.size() - (candidate.range.begin - brackets->begin));
  std::string_view place = TrimEnd(before);
  const std::string_view behind = candidate.text.substr(brackets->end, candidate.line.end - brackets->end);
  std::size_t dash = DashAtStart(behind);
  std::string_view mark = TrimStart(behind.substr(0, 8));
  if (dash == 0 && mark.starts_with('.')) {  // "(EFE).- "
    mark.remove_prefix(1);
    dash = TrimStart(mark).starts_with('-') || DashAtStart(mark) > 0
               ? static_cast<std::size_t>(mark.data() - behind.data()) + 1
               : 0;
  }
  if (dash == 0 &&
      (mark.starts_with(':') || mark.starts_with("：") || mark.starts_with('=') || mark.starts_with("＝"))) {
    dash = static_cast<std::size_t>(mark.data() - behind.data()) + (mark[0] == ':' || mark[0] == '=' ? 1 : 3);
  }
  const bool line_start = IsLineStart(candidate, before) && IsPlace(place);
  if (!line_start) {
    if (dash == 0) return std::nullopt;
    const auto previous = static_cast<std::size_t>(before.data() - candidate.text.data());
    if (candidate.previous_end > previous)
      place.remove_prefix(std::min<std::size_t>(candidate.previous_end - previous, place.size()));
    place = PlaceAtEnd(place);
    if (place.empty()) return std::nullopt;
    return Form{.kind = CreditKind::kDateline, .range = RangeOfDateline(candidate, place, brackets->end + dash)};
  }
  const std::string_view start = place.empty() ? candidate.text.substr(brackets->begin, 1) : place;
  if (dash > 0) {
    // A dash needs what it leads to, but for short lines that stand alone.
    return Form{.kind = CreditKind::kDateline, .range = RangeOfDateline(candidate, start, brackets->end + dash)};
  }
  if (place.empty() || !HasCapitalsWord(place) || candidate.caption || candidate.below_body) return std::nullopt;
  if (!candidate.in_head && TrimStart(behind).empty()) return std::nullopt;
  return Form{.kind = CreditKind::kDateline, .range = RangeOfDateline(candidate, start, brackets->end)};
}

// "MOSCOW, July 16. /TASS/."
std::optional<Form> Slashed(const Candidate& candidate) {
  const std::string_view before = Before(candidate, kPlaceBytes);
  const std::string_view behind = Behind(candidate, 8);
  if (!before.ends_with('/') || !behind.starts_with('/')) return std::nullopt;
  const std::string_view place = TrimEnd(before.substr(0, before.size() - 1));
  if (!IsLineStart(candidate, before) || !IsPlace(place) || (before.size() > 1 && place.size() + 1 == before.size())) {
    return std::nullopt;
  }
  return Form{.kind = CreditKind::kDateline, .range = RangeOfDateline(candidate, before, candidate.range.end + 1)};
}

// "МОСКВА, 14 июля — РИА Новости.", "Москва. 16 июля. INTERFAX.RU - ", "AFP - ".
std::optional<Form> Dashed(const Candidate& candidate) {
  const std::string_view before = Before(candidate, kPlaceBytes);
  if (!IsLineStart(candidate, before) || !candidate.capital) return std::nullopt;
  const std::string_view behind = candidate.text.substr(candidate.range.end, candidate.line.end - candidate.range.end);
  std::string_view place = TrimEnd(before);
  const std::size_t dash = DashAtStart(behind);
  if (place.empty()) {
    if (dash == 0 || !candidate.in_head || candidate.bracketed || behind.size() < 60) return std::nullopt;
    return Form{
        .kind = CreditKind::kDateline,
        .range = {.begin = candidate.range.begin, .end = static_cast<std::uint32_t>(candidate.range.end + dash)}};
  }
  bool after_dash = false;
  for (const std::string_view mark : {"—", "–", "-", "―"}) {
    if (!place.ends_with(mark)) continue;
    after_dash = true;
    place = TrimEnd(place.substr(0, place.size() - mark.size()));
    break;
  }
  if (!IsPlace(place) || !(HasDigit(place) || HasCapitalsWord(place))) return std::nullopt;
  if (behind.size() < 40) return std::nullopt;
  const bool stop = behind[0] == '.' || behind[0] == ',' || behind[0] == ':' || behind[0] == '/';
  const bool date_before = HasDigit(place) && place.ends_with('.');
  if ((after_dash && (stop || dash > 0)) || (date_before && dash > 0)) {
    return Form{.kind = CreditKind::kDateline,
                .range = RangeOfDateline(candidate, place, candidate.range.end + (dash > 0 ? dash : 1))};
  }
  return std::nullopt;
}

// "新华社北京7月14日电", "（中央社記者王小明台北16日電）", "【ワシントン時事】", "(서울=연합뉴스)".
std::optional<Form> WithoutSpaces(const Candidate& candidate) {
  const std::string_view before = TrimEnd(Before(candidate, 60));
  const bool line_start = IsLineStart(candidate, Before(candidate, 60));
  const char32_t first = DecodeUtf8(candidate.text, candidate.range.begin).code_point;
  const auto ends_with_open = [](std::string_view text) {
    return text.empty() || text.ends_with("（") || text.ends_with("【") || text.ends_with('(') ||
           text.ends_with("［") || text.ends_with("〔");
  };
  if (first >= 0x2E80 && line_start && ends_with_open(before)) {
    const std::string_view behind = Behind(candidate, 120);
    const std::string_view head = behind.substr(0, std::min({behind.find("。"), behind.find("，"), behind.size()}));
    for (const std::string_view word : {"电", "電", "讯", "訊"}) {
      const std::size_t at = head.find(word);
      if (at == std::string_view::npos || !HasDigit(head.substr(0, at))) continue;
      return Form{.kind = CreditKind::kDateline,
                  .range = {.begin = candidate.range.begin,
                            .end = static_cast<std::uint32_t>(candidate.range.end + at + word.size())}};
    }
  }
  // The place and the agency in one pair of brackets.
  const std::string_view behind = Behind(candidate, 8);
  constexpr std::string_view kPairs[][2] = {{"【", "】"}, {"［", "］"}, {"(", ")"}, {"（", "）"}};
  for (const auto& pair : kPairs) {
    if (!behind.starts_with(pair[1]) || !line_start) continue;
    const std::size_t open = before.rfind(pair[0]);
    if (open != 0 || before.size() <= pair[0].size()) continue;
    const std::string_view place = before.substr(pair[0].size());
    const bool joined = place.ends_with('=') || place.ends_with("＝");
    const bool cornered = pair[0] == std::string_view("【") || pair[0] == std::string_view("［");
    if (!joined && !(cornered && first >= 0x2E80)) continue;
    if (candidate.line.end - candidate.range.end < 40) continue;
    return Form{.kind = CreditKind::kDateline,
                .range = {.begin = candidate.line.begin,
                          .end = static_cast<std::uint32_t>(candidate.range.end + pair[1].size())}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Form> DatelineOf(const Candidate& candidate) {
  if (candidate.photo_agency) return std::nullopt;
  if (std::optional<Form> form = Bracketed(candidate)) return form;
  if (std::optional<Form> form = Slashed(candidate)) return form;
  if (std::optional<Form> form = WithoutSpaces(candidate)) return form;
  if (candidate.generic || candidate.caption) return std::nullopt;
  return Dashed(candidate);
}

}  // namespace copydesk
