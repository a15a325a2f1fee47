#include "base/printed_time.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"

namespace copydesk {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

// Takes pieces off the front of a text. Every function takes nothing when it fails.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool AtEnd() const { return rest_.empty(); }
  [[nodiscard]] bool NextIsDigit() const { return !rest_.empty() && absl::ascii_isdigit(rest_.front()); }

  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly so many digits.
  bool Number(std::size_t digits, int* value) {
    if (rest_.size() < digits) return false;
    int number = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (!absl::ascii_isdigit(c)) return false;
      number = 10 * number + (c - '0');
    }
    rest_.remove_prefix(digits);
    *value = number;
    return true;
  }

  bool SkipDigits() {
    const std::size_t before = rest_.size();
    while (NextIsDigit()) rest_.remove_prefix(1);
    return rest_.size() < before;
  }

  bool Spaces() {
    const std::size_t before = rest_.size();
    while (Take(' ')) {
    }
    return rest_.size() < before;
  }

  // Letters of ASCII, in lower case.
  std::string Letters() {
    std::string letters;
    while (!rest_.empty()) {
      const char c = rest_.front();
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (lower < 'a' || lower > 'z') break;
      letters.push_back(lower);
      rest_.remove_prefix(1);
    }
    return letters;
  }

 private:
  std::string_view rest_;
};

template <std::size_t N>
std::optional<int> IndexOf(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<int>(i);
  }
  return std::nullopt;
}

std::optional<std::int64_t> Midnight(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (year < 1 || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * kDay;
}

// 60 is a leap second.
bool IsClock(int hour, int minute, int second) { return hour < 24 && minute < 60 && second <= 60; }

// "+02:00", "+0200" or "+02", as seconds to subtract.
bool Offset(Scanner* scanner, bool may_have_colon, std::int64_t* seconds) {
  const bool east = scanner->Take('+');
  if (!east && !scanner->Take('-')) return false;
  int hours = 0;
  int minutes = 0;
  if (!scanner->Number(2, &hours)) return false;
  const bool colon = may_have_colon && scanner->Take(':');
  if ((colon || scanner->NextIsDigit()) && !scanner->Number(2, &minutes)) return false;
  if (hours > 23 || minutes > 59) return false;
  *seconds = (east ? 1 : -1) * (hours * kHour + minutes * kMinute);
  return true;
}

std::optional<std::int64_t> ParseIso(std::string_view text) {
  Scanner scanner(text);
  int year = 0;
  int month = 0;
  int day = 0;
  if (!scanner.Number(4, &year)) return std::nullopt;
  const bool dashes = scanner.Take('-');
  if (!scanner.Number(2, &month) || (dashes && !scanner.Take('-')) || !scanner.Number(2, &day)) return std::nullopt;
  const std::optional<std::int64_t> midnight = Midnight(year, month, day);
  if (!midnight.has_value() || scanner.AtEnd()) return midnight;

  if (!scanner.Take('T') && !scanner.Take('t') && !scanner.Take(' ')) return std::nullopt;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!scanner.Number(2, &hour)) return std::nullopt;
  const bool colons = scanner.Take(':');
  if (!scanner.Number(2, &minute)) return std::nullopt;
  if (colons ? scanner.Take(':') : scanner.NextIsDigit()) {
    if (!scanner.Number(2, &second)) return std::nullopt;
    if ((scanner.Take('.') || scanner.Take(',')) && !scanner.SkipDigits()) return std::nullopt;
  }
  if (!IsClock(hour, minute, second)) return std::nullopt;
  std::int64_t offset = 0;
  scanner.Spaces();
  if (!scanner.AtEnd() && !scanner.Take('Z') && !scanner.Take('z') && !Offset(&scanner, true, &offset)) {
    return std::nullopt;
  }
  if (!scanner.AtEnd()) return std::nullopt;
  return *midnight + hour * kHour + minute * kMinute + second - offset;
}

std::optional<std::int64_t> ParseRfc2822(std::string_view text) {
  Scanner scanner(text);
  if (!scanner.NextIsDigit()) {
    if (!IndexOf(kWeekdays, scanner.Letters()).has_value() || !scanner.Take(',')) return std::nullopt;
    scanner.Spaces();
  }
  int day = 0;
  if (!scanner.Number(2, &day) && !scanner.Number(1, &day)) return std::nullopt;
  if (!scanner.Spaces()) return std::nullopt;
  const std::optional<int> month = IndexOf(kMonths, scanner.Letters());
  int year = 0;
  if (!month.has_value() || !scanner.Spaces() || !scanner.Number(4, &year)) return std::nullopt;
  const std::optional<std::int64_t> midnight = Midnight(year, *month + 1, day);
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!midnight.has_value() || !scanner.Spaces() || !scanner.Number(2, &hour) || !scanner.Take(':') ||
      !scanner.Number(2, &minute) || (scanner.Take(':') && !scanner.Number(2, &second)) ||
      !IsClock(hour, minute, second)) {
    return std::nullopt;
  }
  std::int64_t offset = 0;
  if (scanner.Spaces() && !scanner.AtEnd() && !Offset(&scanner, false, &offset)) {
    const std::string zone = scanner.Letters();
    if (zone != "gmt" && zone != "ut" && zone != "utc" && zone != "z") return std::nullopt;
  }
  if (!scanner.AtEnd()) return std::nullopt;
  return *midnight + hour * kHour + minute * kMinute + second - offset;
}

}  // namespace

std::optional<std::int64_t> ParseTime(std::string_view text) {
  const std::optional<std::int64_t> time = ParseIso(text);
  return time.has_value() ? time : ParseRfc2822(text);
}

}  // namespace copydesk
