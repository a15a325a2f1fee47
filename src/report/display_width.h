// How wide a terminal draws a character.
#ifndef COPYDESK_REPORT_DISPLAY_WIDTH_H_
#define COPYDESK_REPORT_DISPLAY_WIDTH_H_

#include <cstddef>

namespace copydesk {

// 2 for wide and full-width characters of East Asia, 0 for marks and format characters, 1 for all others.
[[nodiscard]] std::size_t CharacterWidth(char32_t character);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_DISPLAY_WIDTH_H_
