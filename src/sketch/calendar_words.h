// The names of weekdays and months, in the languages of most of the web's news.
#ifndef COPYDESK_SKETCH_CALENDAR_WORDS_H_
#define COPYDESK_SKETCH_CALENDAR_WORDS_H_

#include <cstdint>
#include <optional>
#include <vector>

namespace copydesk {

struct CalendarWord {
  bool month = false;         // else a weekday
  std::uint8_t index = 0;     // 0: Monday, January
  bool needs_number = false;  // "may", "mars", "sun": names a date only beside a number
};

// By the hash of the normalised word.
[[nodiscard]] std::optional<CalendarWord> FindCalendarWord(std::uint64_t hash);

// The hashes of all of them, ascending.
[[nodiscard]] std::vector<std::uint64_t> CalendarHashes();

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_CALENDAR_WORDS_H_
