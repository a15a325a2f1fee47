// The version of the library.
#ifndef COPYDESK_VERSION_H_
#define COPYDESK_VERSION_H_

#include <string_view>

namespace copydesk {

// "MAJOR.MINOR.PATCH".
[[nodiscard]] std::string_view Version();

}  // namespace copydesk

#endif  // COPYDESK_VERSION_H_
