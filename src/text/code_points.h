// Ranges of Unicode code points.
#ifndef COPYDESK_TEXT_CODE_POINTS_H_
#define COPYDESK_TEXT_CODE_POINTS_H_

namespace copydesk {

// Both ends belong to the range.
[[nodiscard]] constexpr bool IsIn(char32_t c, char32_t first, char32_t last) noexcept {
  return c >= first && c <= last;
}

}  // namespace copydesk

#endif  // COPYDESK_TEXT_CODE_POINTS_H_
