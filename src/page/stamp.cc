#include "page/stamp.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/utf8.h"
#include "page/phrases.h"
#include "page/stamp_words.h"
#include "page/words.h"
#include "text/fold.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr std::size_t kMaxStampBytes = 200;
constexpr double kMaxStampWords = 20;
constexpr double kMaxWordsWithoutNumber = 6;
constexpr std::size_t kMaxAgeWords = 5;
constexpr double kMaxWordsBeside = 6;
constexpr double kMaxWordsBesideSeparator = 10;

bool IsSeparator(char32_t c) {
  return c == '|' || c == U'·' || c == U'•' || c == U'—' || c == U'–' || c == U'｜' || c == U'∙' || c == '>';
}

// A piece of the line: letters and digits with what joins them, or a separator.
struct StampPiece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string key;         // folded, without punctuation at its ends
  bool separator = false;  // | · — , a wide space, a lone or double hyphen
  bool comma = false;      // followed by a comma
};

std::vector<StampPiece> SplitPieces(std::string_view line) {
  std::vector<StampPiece> pieces;
  std::size_t begin = 0;
  const auto end_piece = [&](std::size_t end) {
    if (begin == end) return;
    StampPiece piece{.begin = begin, .end = end, .key = {}};
    const std::string_view printed = line.substr(begin, end - begin);
    piece.separator = printed.find_first_not_of('-') == std::string_view::npos;
    piece.comma = printed.ends_with(',') || printed.ends_with("،");
    piece.key = LineKey(printed);
    pieces.push_back(std::move(piece));
  };
  for (std::size_t at = 0; at < line.size();) {
    const Utf8Character c = DecodeUtf8(line, at);
    const std::size_t next = at + c.length;
    if (IsSeparator(c.code_point)) {
      end_piece(at);
      pieces.push_back({.begin = at, .end = next, .key = {}, .separator = true});
      begin = next;
    } else if (IsSpace(c.code_point)) {
      end_piece(at);
      if (c.code_point == 0x3000) pieces.push_back({.begin = at, .end = next, .key = {}, .separator = true});
      begin = next;
    }
    at = next;
  }
  end_piece(line.size());
  return pieces;
}

bool IsDigit(char32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c)) != 0; }

bool IsPlain(char c) { return static_cast<unsigned char>(c) < 0x80 && c != '.' && (c < '0' || c > '9'); }

// Appends a piece of an age pattern: digits as '#', no white space, no full stops; with `ones`, words for one as '#'
// instead.
void AppendAgePattern(const StampPiece& piece, bool ones, std::string* pattern) {
  if (ones && IsOne(piece.key)) {
    *pattern += '#';
    return;
  }
  for (std::size_t at = 0; at < piece.key.size();) {
    std::size_t end = at;  // of letters and the like
    while (end < piece.key.size() && IsPlain(piece.key[end])) ++end;
    pattern->append(piece.key, at, end - at);
    at = end;
    if (at == piece.key.size()) return;
    const Utf8Character c = DecodeUtf8(piece.key, at);
    if (IsDigit(c.code_point)) {
      if (!pattern->ends_with('#')) *pattern += '#';
    } else if (c.code_point != '.') {
      pattern->append(piece.key, at, c.length);
    }
    at += c.length;
  }
}

// Which of the first 1, 2, ... pieces are an age; bit i for i + 1 of them. Looks no further than where an age may go
// on.
std::uint32_t AgesFrom(std::span<const StampPiece> pieces) {
  constexpr std::size_t kMinPattern = 6;  // "or a" is no "an hour ago"
  std::uint32_t ages = 0;
  std::string plain;
  std::string with_ones;
  for (std::size_t i = 0; i < std::min(kMaxAgeWords, pieces.size()) && !pieces[i].separator; ++i) {
    AppendAgePattern(pieces[i], false, &plain);
    AppendAgePattern(pieces[i], true, &with_ones);
    const bool is_age = IsAgePattern(plain) || (with_ones.size() >= kMinPattern &&
                                                with_ones.find('#') != std::string::npos && IsAgePattern(with_ones));
    ages |= (is_age ? 1u : 0u) << i;
    if (!BeginsAgePattern(plain) && !BeginsAgePattern(with_ones)) break;
  }
  return ages;
}

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = -1;
  int minute = 0;

  std::string Iso() const {
    if (year == 0) return {};
    std::string iso = absl::StrFormat("%04d", year);
    if (month < 1 || month > 12) return iso;
    absl::StrAppendFormat(&iso, "-%02d", month);
    if (day < 1 || day > 31) return iso;
    absl::StrAppendFormat(&iso, "-%02d", day);
    if (hour >= 0 && hour < 24) absl::StrAppendFormat(&iso, "T%02d:%02d", hour, minute);
    return iso;
  }
};

// The numbers in `key` and the ASCII characters between them: "2026-04-03t21:15" gives 2026 - 4 - 3 t 21 : 15.
struct Numbers {
  std::array<int, 8> value = {};
  std::array<int, 8> digits = {};
  std::string between;  // the first byte after each number, or 0
  std::size_t count = 0;
  bool leading_digit = false;
};

Numbers ReadNumbers(std::string_view key) {
  Numbers numbers;
  numbers.leading_digit = !key.empty() && key[0] >= '0' && key[0] <= '9';
  for (std::size_t at = 0; at < key.size() && numbers.count < numbers.value.size();) {
    if (key[at] < '0' || key[at] > '9') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(key.find_first_not_of("0123456789", at), key.size());
    if (end - at > 4) return {};
    std::from_chars(key.data() + at, key.data() + end, numbers.value[numbers.count]);
    numbers.digits[numbers.count++] = static_cast<int>(end - at);
    numbers.between += end < key.size() ? key[end] : '\0';
    at = end;
  }
  return numbers;
}

bool IsYear(int number) { return number >= 1900 && number <= 2199; }
bool IsDay(int number) { return number >= 1 && number <= 31; }

// 2026年3月24日, 2026년 3월 24일.
bool ReadEastAsianDate(std::string_view key, Date* date) {
  const std::array<std::array<std::string_view, 3>, 2> markers = {{{"年", "月", "日"}, {"년", "월", "일"}}};
  bool any = false;
  for (const auto& marks : markers) {
    const std::array<int*, 3> fields = {&date->year, &date->month, &date->day};
    for (std::size_t i = 0; i < 3; ++i) {
      const std::size_t found = key.find(marks[i]);
      if (found == std::string_view::npos || found == 0) continue;
      std::size_t begin = found;
      while (begin > 0 && key[begin - 1] >= '0' && key[begin - 1] <= '9') --begin;
      if (begin == found || found - begin > 4) continue;
      std::from_chars(key.data() + begin, key.data() + found, *fields[i]);
      any = any || i > 0;
    }
  }
  return any && key[0] >= '0' && key[0] <= '9';
}

// What one piece says of a date. kGlue alone makes none.
enum class Part { kNone, kGlue, kNumber, kMonth, kStrong };

Part ReadPart(const StampPiece& piece, Date* date) {
  const std::string_view key = piece.key;
  if (key.empty()) return Part::kNone;
  if (MayBeDateWord(key)) {
    if (const std::optional<int> month = MonthNumber(key)) {
      date->month = *month;
      return Part::kMonth;
    }
    if (IsDayWord(key)) return Part::kStrong;
    if (IsWeekday(key) || IsDateGlue(key)) return Part::kGlue;
  }
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (!std::all_of(key.begin(), key.end(), is_ascii) && ReadEastAsianDate(key, date)) return Part::kStrong;
  const Numbers numbers = ReadNumbers(key);
  if (numbers.count == 0 || !numbers.leading_digit) return Part::kNone;
  const auto& [value, digits, between, count, leading] = numbers;
  const char first = between[0];
  if (count >= 3 && (first == '-' || first == '/' || first == '.') && between[1] == first) {
    if (IsYear(value[0]) && digits[0] == 4) {  // 2026-04-03, with a time perhaps
      *date = {.year = value[0], .month = value[1], .day = value[2]};
    } else if (IsYear(value[2]) && digits[2] == 4) {  // 3.4.2026; the order of 3/4/2026 is anyone's guess
      date->year = value[2];
      const bool day_first = first == '.' || value[0] > 12;
      if (day_first || value[1] > 12) {
        date->month = day_first ? value[1] : value[0];
        date->day = day_first ? value[0] : value[1];
      }
    } else {
      return Part::kNone;
    }
    if (count >= 5 && (between[2] == 't' || between[2] == ' ')) {
      date->hour = value[3];
      date->minute = value[4];
    }
    return Part::kStrong;
  }
  const std::string_view rest = key.substr(static_cast<std::size_t>(digits[0]));
  if (count == 1 && IsYear(value[0]) && rest.empty()) {
    date->year = value[0];
    return Part::kNumber;
  }
  if (count == 1 && IsDay(value[0]) && digits[0] <= 2 && CountWords(rest) <= 1 && rest.size() <= 4) {  // 12, 1er, 3rd
    if (date->day == 0) date->day = value[0];
    return Part::kNumber;
  }
  if (count >= 2 && digits[0] <= 2 && digits[1] == 2 && (first == ':' || first == '.' || first == 'h')) {  // 16:40
    date->hour = value[0];
    date->minute = value[1];
    return Part::kGlue;
  }
  return Part::kNone;
}

struct Found {
  std::size_t first = 0;  // pieces [first, last)
  std::size_t last = 0;
  std::string published;
  bool is_age = false;
};

bool IsDigitInside(std::string_view key) {
  for (std::size_t at = 0; at < key.size();) {
    const Utf8Character c = DecodeUtf8(key, at);
    if (IsDigit(c.code_point)) return true;
    at += c.length;
  }
  return false;
}

// The longest age, the first of equally long ones.
std::optional<Found> FindAge(std::span<const StampPiece> pieces) {
  std::optional<Found> longest;
  for (std::size_t first = 0; first < pieces.size(); ++first) {
    std::uint32_t ages = AgesFrom(pieces.subspan(first));
    // "now" and its kind are ordinary words as well: a single word without a number must be all there is.
    if (pieces.size() > 1 && !IsDigitInside(pieces[first].key)) ages &= ~1u;
    const auto size = static_cast<std::size_t>(std::bit_width(ages));
    if (size == 0 || (longest.has_value() && size <= longest->last - longest->first)) continue;
    longest = Found{.first = first, .last = first + size, .published = {}, .is_age = true};
  }
  return longest;
}

// Most lines of most texts are no stamps: told by their length, and by the want of a number where they have more than a
// few words.
bool MayBeStamp(std::string_view line) {
  if (line.empty() || line.size() > kMaxStampBytes || line.front() == '>') return false;
  const bool number = std::any_of(
      line.begin(), line.end(), [](char c) { return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; });
  const double most = number ? kMaxStampWords : kMaxWordsWithoutNumber;
  // Its beginning has no more words, wherever it ends.
  constexpr std::size_t kBeginning = 64;
  return CountWords(line.substr(0, kBeginning)) <= most && CountWords(line) <= most;
}

// A time stands there, set off from its date by a wide space.
bool IsTime(std::span<const StampPiece> pieces, std::size_t i) {
  Date date;
  return i < pieces.size() && !pieces[i].separator && ReadPart(pieces[i], &date) == Part::kGlue && date.hour >= 0;
}

// The 05 of "17 h 05".
bool ReadMinutes(std::span<const StampPiece> pieces, std::size_t i, Date* date) {
  const Numbers minutes = ReadNumbers(pieces[i].key);
  const Numbers hours = i >= 2 ? ReadNumbers(pieces[i - 2].key) : Numbers();
  if (minutes.count != 1 || minutes.digits[0] != 2 || hours.count != 1 || hours.digits[0] > 2) return false;
  date->hour = hours.value[0];
  date->minute = minutes.value[0];
  return true;
}

// What each piece says on its own.
std::vector<Part> PartsOf(std::span<const StampPiece> pieces) {
  std::vector<Part> parts;
  parts.reserve(pieces.size());
  for (const StampPiece& piece : pieces) {
    Date date;
    parts.push_back(piece.separator ? Part::kNone : ReadPart(piece, &date));
  }
  return parts;
}

std::optional<Found> FindDate(std::span<const StampPiece> pieces) {
  std::optional<Found> best;
  const std::vector<Part> parts = PartsOf(pieces);
  const auto has = [&](Part part) { return std::find(parts.begin(), parts.end(), part) != parts.end(); };
  if (!has(Part::kStrong) && !(has(Part::kMonth) && has(Part::kNumber))) return best;
  for (std::size_t first = 0; first < pieces.size(); ++first) {
    if (parts[first] == Part::kNone) continue;
    Date date;
    int numbers = 0;
    bool month = false;
    bool strong = false;
    std::size_t last = first;
    bool hour = false;
    for (; last < pieces.size(); ++last) {
      if (pieces[last].separator) {
        if (!strong || !IsTime(pieces, last + 1)) break;
        continue;
      }
      Part part = ReadPart(pieces[last], &date);
      if (std::exchange(hour, pieces[last].key == "h") && ReadMinutes(pieces, last, &date)) part = Part::kGlue;
      if (part == Part::kNone) break;
      numbers += part == Part::kNumber ? 1 : 0;
      month = month || part == Part::kMonth;
      strong = strong || part == Part::kStrong;
    }
    if (!strong && !(month && numbers > 0)) continue;
    std::size_t begin = first;  // no glue before the first number or name
    while (begin + 1 < last && IsDateGlue(pieces[begin].key)) ++begin;
    if (!best.has_value() || last - begin > best->last - best->first) {
      best = Found{.first = begin, .last = last, .published = date.Iso()};
    }
  }
  return best;
}

// What stands before or after the date, without separators and labels.
std::string Beside(std::string_view line, std::span<const StampPiece> pieces) {
  while (!pieces.empty() && pieces.front().separator) pieces = pieces.subspan(1);
  while (!pieces.empty() && pieces.back().separator) pieces = pieces.first(pieces.size() - 1);
  if (pieces.empty()) return {};
  std::string text = Collapse(line.substr(pieces.front().begin, pieces.back().end - pieces.front().begin));
  for (const std::string_view colon : {":", "："}) {  // "Source: ...", "来源：..."
    const std::size_t found = text.find(colon);
    if (found != std::string::npos && CountWords(std::string_view(text).substr(0, found)) <= 2) {
      text = Collapse(std::string_view(text).substr(found + colon.size()));
    }
  }
  while (!text.empty() && (text.back() == ',' || text.back() == ':' || text.back() == '-')) text.pop_back();
  return Collapse(text);
}

bool Separated(std::span<const StampPiece> pieces, const Found& found) {
  return (found.first > 0 && pieces[found.first - 1].separator) ||
         (found.last < pieces.size() && pieces[found.last].separator);
}

}  // namespace

std::optional<Stamp> FindStamp(std::string_view line) {
  if (!MayBeStamp(line)) return std::nullopt;
  const std::vector<StampPiece> pieces = SplitPieces(line);
  std::optional<Found> found = FindAge(pieces);
  if (!found.has_value()) found = FindDate(pieces);
  if (!found.has_value()) return std::nullopt;
  const std::span<const StampPiece> all(pieces);
  const std::string before = Beside(line, all.first(found->first));
  const std::string after = Beside(line, all.subspan(found->last));
  const double words = CountWords(before) + CountWords(after);
  const bool announced = IsPublishedWord(LineKey(before)) || before.empty();
  const bool separated = Separated(pieces, *found) || (announced && after.empty()) || IsByline(before);
  if (words > 0 && !found->is_age && !separated) return std::nullopt;
  if (words > (separated ? kMaxWordsBesideSeparator : kMaxWordsBeside)) return std::nullopt;
  if (words >= 2 && EndsLikeSentence(line) && !line.ends_with("...")) return std::nullopt;
  Stamp stamp;
  const std::size_t begin = pieces[found->first].begin;
  stamp.age = Collapse(line.substr(begin, pieces[found->last - 1].end - begin));
  while (stamp.age.ends_with(',') || stamp.age.ends_with(')')) stamp.age.pop_back();
  while (stamp.age.starts_with('(')) stamp.age.erase(0, 1);
  stamp.published = found->published;
  for (const std::string& text : {before, after}) {
    if (!text.empty() && !IsByline(text) && !IsPublishedWord(LineKey(text)) && stamp.source.empty())
      stamp.source = text;
  }
  return stamp;
}

}  // namespace copydesk
