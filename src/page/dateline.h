// The dateline that a story begins with: "WASHINGTON (AP) —", "Berlin (dpa) -", "ST. PAUL, Minn. –".
#ifndef COPYDESK_PAGE_DATELINE_H_
#define COPYDESK_PAGE_DATELINE_H_

#include <string_view>

namespace copydesk {

// The dateline at the start of `text`, with the dash that ends it; empty when there is none. It is a place in capitals,
// with a state, a country or a date after a comma perhaps and an agency in brackets, before a dash; or a place in any
// letters, or nothing, before the brackets of an agency and a dash. Of scripts without capitals: of the latter form
// only. Looks at the first 160 bytes.
[[nodiscard]] std::string_view FindDateline(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_DATELINE_H_
