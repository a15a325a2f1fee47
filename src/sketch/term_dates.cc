#include "sketch/term_dates.h"

#include <algorithm>
#include <optional>

#include "sketch/calendar_words.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNumberSentences = 3;  // the title is one of them when there is one

// The neighbours of token `i` in its sentence: each is called with its index until one says true.
template <typename Is>
bool AnyNeighbour(const TermTokens& read, std::size_t i, Is is) {
  const auto same_sentence = [&](std::size_t other) { return read.tokens[other].sentence == read.tokens[i].sentence; };
  return (i > 0 && same_sentence(i - 1) && is(i - 1)) ||
         (i + 1 < read.tokens.size() && same_sentence(i + 1) && is(i + 1));
}

bool IsShortNumber(const TermTokens& read, std::size_t i) {
  return read.tokens[i].is_number && read.tokens[i].end - read.tokens[i].begin <= 4;
}

bool IsMonth(const TermTokens& read, std::size_t i) {
  const std::optional<CalendarWord> word = FindCalendarWord(read.tokens[i].hash);
  return word.has_value() && word->month;
}

// Chinese, Japanese and Korean dates: a number and what follows it.
bool IsDateUnit(std::string_view printed) {
  for (const std::string_view unit : {"年", "月", "日", "년", "월", "일"}) {
    if (printed == unit) return true;
  }
  return false;
}

// The number that stands before 月 or 월, 1 to 12; or 0.
int MonthBeforeUnit(const TermTokens& read, std::size_t i) {
  const std::string_view unit = read.Printed(i);
  if (i == 0 || (unit != "月" && unit != "월")) return 0;
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
bool IsDateNumber(const TermTokens& read, std::size_t i) {
  if (i + 1 < read.tokens.size() && IsDateUnit(read.Printed(i + 1))) return true;
  const TermToken& token = read.tokens[i];
  return token.end - token.begin <= 2 && AnyNeighbour(read, i, [&](std::size_t other) { return IsMonth(read, other); });
}

constexpr std::uint32_t kMinNumberSize = 2;

class DateReader {
 public:
  DateReader(const TermTokens& read, BlockTerms* terms) : read_(read), terms_(terms) {}

  // Takes note of token `i`; true when it is part of a date, or a number of one digit: no term.
  bool Take(std::size_t i) {
    const TermToken& token = read_.tokens[i];
    if (token.is_number) return TakeNumber(i);
    if (const int month = MonthBeforeUnit(read_, i); month > 0) AddMonth(month - 1);
    const std::optional<CalendarWord> word = FindCalendarWord(token.hash);
    if (!word.has_value()) return false;
    const auto is_number = [&](std::size_t other) { return IsShortNumber(read_, other); };
    if (word->needs_number && !AnyNeighbour(read_, i, is_number)) return false;
    if (word->month) {
      AddMonth(word->index);
    } else {
      terms_->weekdays = static_cast<std::uint8_t>(terms_->weekdays | (1u << word->index));
    }
    return true;
  }

 private:
  bool TakeNumber(std::size_t i) {
    const TermToken& token = read_.tokens[i];
    const std::uint16_t year = YearOf(read_.Printed(i));
    terms_->year = std::max(terms_->year, year);
    if (token.end - token.begin < kMinNumberSize || (year == 0 && IsDateNumber(read_, i))) return true;
    if (token.sentence < kNumberSentences) terms_->numbers.push_back(token.hash);
    return false;
  }

  void AddMonth(int index) { terms_->months = static_cast<std::uint16_t>(terms_->months | (1u << index)); }

  const TermTokens& read_;
  BlockTerms* terms_;
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

std::vector<bool> ReadDates(const TermTokens& read, const FunctionWords& function, BlockTerms* terms) {
  std::vector<bool> is_term(read.tokens.size());
  DateReader dates(read, terms);
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const TermToken& token = read.tokens[i];
    is_term[i] = !dates.Take(i) && (token.is_number || (token.is_word && !function.is_function[i]));
  }
  std::sort(terms->numbers.begin(), terms->numbers.end());
  terms->numbers.erase(std::unique(terms->numbers.begin(), terms->numbers.end()), terms->numbers.end());
  return is_term;
}

}  // namespace copydesk
