// Values of metadata, made harmless: what a page says of itself comes in any bytes and any length.
#ifndef COPYDESK_PAGE_METADATA_VALUE_H_
#define COPYDESK_PAGE_METADATA_VALUE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace copydesk {

inline constexpr std::size_t kMaxValue = 512;   // bytes of a name or a statement
inline constexpr std::size_t kMaxTitle = 1024;  // bytes

// Valid UTF-8 of at most `limit` bytes, cut between characters: white space and controls are single spaces, none at the
// ends; bytes that are not UTF-8 are U+FFFD. Reads no further than it needs to: O(limit) but for white space.
[[nodiscard]] std::string CleanValue(std::string_view text, std::size_t limit);

// As CleanValue of the text with its character references ("&amp;", "&#8212;") decoded, once.
[[nodiscard]] std::string CleanEncodedValue(std::string_view text, std::size_t limit);

// A printed time as ISO 8601: one that is such, with 'T' between date and time; RFC 2822 and seconds or milliseconds
// since 1970 in UTC; of other dates that people write ("November 7, 2016") the date. Empty when it is none. O(1).
[[nodiscard]] std::string IsoOfPrinted(std::string_view text);

// A language tag: "en", "zh-Hant-TW"; "en_US" is "en-US". Empty for what is none.
[[nodiscard]] std::string LanguageTag(std::string_view text);

// The names of a byline without what introduces them: "By JANE DOE and JOHN ROE" is "JANE DOE and JOHN ROE". Empty for
// an address or a handle.
[[nodiscard]] std::string AuthorName(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_METADATA_VALUE_H_
