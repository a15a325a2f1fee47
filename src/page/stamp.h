// Stamps: lines that say when, and often where, something was printed. "3 hours ago"; "12. März 2026, 14:05 Uhr |
// Küstenkurier"; "来源：城南新报　2小时前".
#ifndef COPYDESK_PAGE_STAMP_H_
#define COPYDESK_PAGE_STAMP_H_

#include <optional>
#include <string>
#include <string_view>

namespace copydesk {

struct Stamp {
  std::string age;        // as printed
  std::string published;  // ISO 8601 with as much as is printed from the year on; empty for an age
  std::string source;     // what stands beside it, an outlet for the most part; no byline; may be empty
};

// Whether the whole of `line` is a stamp: an age or a date and at most a few words, set off by a separator. A title or
// sentence that holds a date is none. Ages and dates in the languages of stamp_words.inc. Lines above 200 bytes are
// never stamps, so that this takes constant time.
[[nodiscard]] std::optional<Stamp> FindStamp(std::string_view line);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_STAMP_H_
