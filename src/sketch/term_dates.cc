#include "sketch/term_dates.h"

#include <algorithm>
#include <optional>

#include "sketch/calendar_words.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNumberSentences = 3;  // the title is one of them when there is one

// TermWord::calendar: 1 and the index of a weekday or month, over these bits; 0: neither.
constexpr unsigned kIsMonth = 0x20;
constexpr unsigned kNeedsNumber = 0x40;
constexpr unsigned kIndex = 0x1f;

// The neighbours of occurrence `i` in its sentence: each is called with its index until one says true.
template <typename Is>
bool AnyNeighbour(const TermTokens& read, std::uint32_t i, Is is) {
  const auto is_first = [&](std::uint32_t other) { return (read.occurrences[other].bits & kFirstOfSentence) != 0; };
  return (i > 0 && !is_first(i) && is(i - 1)) || (i + 1 < read.size && !is_first(i + 1) && is(i + 1));
}

std::uint32_t SizeOf(const TermTokens& read, std::uint32_t i) {
  return read.occurrences[i].end - read.occurrences[i].begin;
}

bool IsShortNumber(const TermTokens& read, std::uint32_t i) {
  return (read.WordOf(i).kind() & kIsNumber) != 0 && SizeOf(read, i) <= 4;
}

bool IsMonth(const TermTokens& read, std::uint32_t i) { return (read.WordOf(i).calendar & kIsMonth) != 0; }

// Chinese, Japanese and Korean dates: a number and what follows it.
bool IsDateUnit(std::string_view printed) {
  for (const std::string_view unit : {"年", "月", "日", "년", "월", "일"}) {
    if (printed == unit) return true;
  }
  return false;
}

// The number that stands before 月 or 월 at `i`, 1 to 12; or 0.
int MonthBeforeUnit(const TermTokens& read, std::uint32_t i) {
  if (i == 0) return 0;
  const std::string_view number = read.Printed(i - 1);
  if (number.empty() || number.size() > 2) return 0;
  int month = 0;
  for (const char c : number) {
    if (c < '0' || c > '9') return 0;
    month = month * 10 + (c - '0');
  }
  return month <= 12 ? month : 0;
}

// Whether a number is the day, month or year of a date.
bool IsDateNumber(const TermTokens& read, std::uint32_t i) {
  if (i + 1 < read.size && IsDateUnit(read.Printed(i + 1))) return true;
  return SizeOf(read, i) <= 2 && AnyNeighbour(read, i, [&](std::uint32_t other) { return IsMonth(read, other); });
}

constexpr std::uint32_t kMinNumberSize = 2;

class DateReader {
 public:
  DateReader(TermTokens* read, BlockTerms* terms) : read_(*read), terms_(*terms) {}

  void TakeWord(std::uint32_t number) {
    TermWord& word = read_.words[number];
    if (word.counts == 0 || (word.kind() & kIsNumber) != 0) return;
    const std::optional<CalendarWord> date = FindCalendarWord(read_.words.HashOf(number));
    if (!date.has_value()) return;
    word.calendar = static_cast<std::uint8_t>((1u + date->index) | (date->month ? kIsMonth : 0u) |
                                              (date->needs_number ? kNeedsNumber : 0u));
    if (date->needs_number) return;
    AddDate(word.calendar);
    word.calendar |= TermWord::kIsDate;
  }

  // After all words: those that are dates beside a number only.
  void TakeDatesBeside(const NumberOccurrence& number) {
    const std::uint32_t i = number.occurrence;
    if (!IsShortNumber(read_, i)) return;
    (void)AnyNeighbour(read_, i, [&](std::uint32_t other) {
      TakeUncertainDate(other);
      return false;
    });
  }

  void TakeUnit(std::uint32_t i) {
    if (const int month = MonthBeforeUnit(read_, i); month > 0) AddMonth(static_cast<unsigned>(month) - 1);
  }

  void TakeNumber(const NumberOccurrence& number) {
    const std::uint32_t i = number.occurrence;
    TermWord& word = read_.words[read_.occurrences[i].word];
    const std::uint16_t year = YearOf(read_.Printed(i));
    terms_.year = std::max(terms_.year, year);
    if (SizeOf(read_, i) < kMinNumberSize || (year == 0 && IsDateNumber(read_, i))) {
      read_.occurrences[i].bits |= kIsNoTerm;
      word.counts -= kOneOccurrence;
      return;
    }
    if (number.sentence < kNumberSentences) terms_.numbers.push_back(read_.HashOf(i));
    if (!word.is_term) word.first = i;
    word.is_term = true;
    word.counts += CountAt(read_.Position(i));
    word.cases += kOneLower;
  }

 private:
  void TakeUncertainDate(std::uint32_t i) {
    Occurrence& occurrence = read_.occurrences[i];
    TermWord& word = read_.words[occurrence.word];
    if ((word.calendar & kNeedsNumber) == 0 || (occurrence.bits & kIsNoTerm) != 0) return;
    AddDate(word.calendar);
    occurrence.bits |= kIsNoTerm;
    word.counts -= kOneOccurrence + CountAt(read_.Position(i));
    word.cases -= (occurrence.bits & kClearCapital) != 0     ? kOneClear
                  : (occurrence.bits & kUnclearCapital) != 0 ? 0
                                                             : kOneLower;
  }

  void AddMonth(unsigned index) { terms_.months = static_cast<std::uint16_t>(terms_.months | (1u << index)); }

  void AddDate(unsigned calendar) {
    const unsigned index = (calendar & kIndex) - 1;
    if ((calendar & kIsMonth) != 0) {
      AddMonth(index);
    } else {
      terms_.weekdays = static_cast<std::uint8_t>(terms_.weekdays | (1u << index));
    }
  }

  TermTokens& read_;
  BlockTerms& terms_;
};

}  // namespace

std::uint16_t YearOf(std::string_view printed) {
  if (printed.size() != 4) return 0;
  int year = 0;
  for (const char c : printed) {
    if (c < '0' || c > '9') return 0;
    year = year * 10 + (c - '0');
  }
  return year >= 1980 && year < 2050 ? static_cast<std::uint16_t>(year) : std::uint16_t{0};
}

void ReadDates(TermTokens* read, BlockTerms* terms) {
  DateReader dates(read, terms);
  for (const std::uint32_t word : read->dates) dates.TakeWord(word);
  for (const NumberOccurrence& number : read->numbers) dates.TakeDatesBeside(number);
  for (const std::uint32_t unit : read->units) dates.TakeUnit(unit);
  for (const NumberOccurrence& number : read->numbers) dates.TakeNumber(number);
  std::sort(terms->numbers.begin(), terms->numbers.end());
  terms->numbers.erase(std::unique(terms->numbers.begin(), terms->numbers.end()), terms->numbers.end());
}

}  // namespace copydesk
