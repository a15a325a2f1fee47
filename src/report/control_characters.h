// Characters of untrusted text that must not reach a terminal or a browser as they are.
#ifndef COPYDESK_REPORT_CONTROL_CHARACTERS_H_
#define COPYDESK_REPORT_CONTROL_CHARACTERS_H_

namespace copydesk {

// Controls, and the characters that change the direction or the place of what follows: C0, DEL and C1, line and
// paragraph separators, bidirectional and deprecated format controls, byte order mark, interlinear annotation, tags.
[[nodiscard]] constexpr bool IsControlCharacter(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
         (c >= 0xe0000 && c <= 0xe007f);
}

}  // namespace copydesk

#endif  // COPYDESK_REPORT_CONTROL_CHARACTERS_H_
