#include "report/display_width.h"

#include <unicode/uchar.h>

namespace copydesk {

std::size_t CharacterWidth(char32_t character) {
  const auto code_point = static_cast<UChar32>(character);
  const int type = u_charType(code_point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
  // Among the format characters, the soft hyphen and the signs that stand before Arabic numbers and the like are drawn.
  const bool is_drawn = character == 0xad || u_hasBinaryProperty(code_point, UCHAR_PREPENDED_CONCATENATION_MARK) != 0;
  if (type == U_FORMAT_CHAR && !is_drawn) return 0;
  // Wide on terminals (and in Unicode since version 16), whatever older tables say: circled numbers on black squares,
  // hexagram symbols.
  if ((character >= 0x3248 && character <= 0x324f) || (character >= 0x4dc0 && character <= 0x4dff)) return 2;
  const int width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace copydesk
