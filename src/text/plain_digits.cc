#include "text/plain_digits.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8_reader.h"
#include "text/word_break.h"

namespace copydesk {

bool PlainDigits(std::string_view word, std::string* plain) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(word.begin(), word.end(), is_ascii)) return false;
  plain->clear();
  for (std::size_t at = 0; at < word.size();) {
    char32_t c = 0;
    const std::size_t length = ReadUtf8(word, at, &c);
    const std::int32_t digit = ClassOf(c) == CharClass::kDigit ? u_charDigitValue(static_cast<UChar32>(c)) : -1;
    if (digit >= 0) {
      plain->push_back(static_cast<char>('0' + digit));
    } else if (c == 0x66b || c == 0x66c) {
      plain->push_back(c == 0x66b ? '.' : ',');
    } else {
      plain->append(word.substr(at, length));
    }
    at += length;
  }
  return true;
}

}  // namespace copydesk
