// Text of any encoding as UTF-8.
#ifndef COPYDESK_READ_CHARSET_H_
#define COPYDESK_READ_CHARSET_H_

#include <string>
#include <string_view>

#include "copydesk/document.h"

namespace copydesk {

// `bytes` as UTF-8, in `converted` when they had to be converted; else the bytes themselves, without a byte order mark.
// What says which encoding it is, the first of:
// 1. a byte order mark, of UTF-8 or UTF-16;
// 2. the bytes, when they are UTF-8: many pages name one encoding and use that. But `declared`, when it names an
//    encoding of two bytes a character, is believed of bytes that could be two-byte UTF-8 as well; and UTF-16 and
//    ISO-2022-JP are believed of bytes that cannot be told from ASCII otherwise;
// 3. `declared`: what the header of the message says; may be empty;
// 4. of HTML, the XML declaration or a meta element in the first 4,096 bytes (UTF-16 there counts as UTF-8, as in
//    browsers: the element could be read);
// 5. ICU's detection by letter statistics, when it is sure enough;
// 6. Windows-1252, as browsers do.
// Labels are read as browsers do (charset_labels.h); unknown ones are passed over. Bytes that are not of the encoding
// become U+FFFD; of bytes that are called UTF-8 and are not, they stay, so that offsets do. More than 700 MB that are
// not UTF-8 are left as they are. Linear.
[[nodiscard]] std::string_view ToUtf8(std::string_view bytes, std::string_view declared, ContentType type,
                                      std::string* converted);

// `text` with U+FFFD for what is not UTF-8, in `mended` when there was any.
[[nodiscard]] std::string_view MendUtf8(std::string_view text, std::string* mended);

}  // namespace copydesk

#endif  // COPYDESK_READ_CHARSET_H_
