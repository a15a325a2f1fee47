// How ages and dates are written, in many languages.
#ifndef COPYDESK_PAGE_STAMP_WORDS_H_
#define COPYDESK_PAGE_STAMP_WORDS_H_

#include <optional>
#include <string_view>

namespace copydesk {

// "3 hours ago", "vor einer Stunde", "2小时前": folded, digits as '#', numbers that are words as '#', without white
// space and full stops.
[[nodiscard]] bool IsAgePattern(std::string_view pattern);

// Whether an age pattern begins so.
[[nodiscard]] bool BeginsAgePattern(std::string_view beginning);

// False for most words for which the functions below but IsOne are false, or none; fast.
[[nodiscard]] bool MayBeDateWord(std::string_view folded);

// Today, yesterday and the day before.
[[nodiscard]] bool IsDayWord(std::string_view folded);

// 1 for January; 0 for a name that languages give to different months; none for another word.
[[nodiscard]] std::optional<int> MonthNumber(std::string_view folded);

[[nodiscard]] bool IsWeekday(std::string_view folded);

// "an" of "an hour ago", "einer", "une".
[[nodiscard]] bool IsOne(std::string_view folded);

// What stands between the parts of a date: "at", "um", "de", "o'clock", time zones.
[[nodiscard]] bool IsDateGlue(std::string_view folded);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_STAMP_WORDS_H_
