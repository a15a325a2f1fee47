// The names of encodings that pages use.
#ifndef COPYDESK_READ_CHARSET_LABELS_H_
#define COPYDESK_READ_CHARSET_LABELS_H_

#include <string_view>

namespace copydesk {

// An encoding as ICU calls it. Only these names reach ICU, which looks for a file by a name that it does not know.
struct Encoding {
  const char* converter = nullptr;  // ICU's name; "UTF-8" for UTF-8
  bool shifts = false;              // its bytes are ASCII, and escape sequences say what they mean
  bool wide = false;                // UTF-16
  bool two_bytes = false;           // mostly two bytes a character

  [[nodiscard]] bool known() const { return converter != nullptr; }
};

// The encoding that a label means, by the table of the WHATWG's Encoding standard (section 4.2), whatever its case and
// the blanks around it: iso-8859-1 is windows-1252, gb2312 is gb18030, and so on. Unknown labels give none.
[[nodiscard]] Encoding EncodingOfLabel(std::string_view label);

}  // namespace copydesk

#endif  // COPYDESK_READ_CHARSET_LABELS_H_
