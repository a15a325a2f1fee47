// Addresses of pages.
#ifndef COPYDESK_PAGE_WEB_ADDRESS_H_
#define COPYDESK_PAGE_WEB_ADDRESS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace copydesk {

inline constexpr std::size_t kMaxAddress = 2048;  // bytes; longer ones are not read

// The http or https address that `printed` means on the page at `base` (RFC 3986, section 5; `base` may be empty, and
// then only absolute ones have a meaning). An address within a web archive (".../20161107123000/http://...") is the
// archived one. Empty for anything else: other schemes, no host, user names, white space, controls, quotation marks,
// bytes that are not UTF-8.
[[nodiscard]] std::string ResolveAddress(std::string_view printed, std::string_view base);

// The host of an http or https address, lower-case, without "www.", user and port; else empty.
[[nodiscard]] std::string HostOf(std::string_view address);

// Both hosts belong to one site: their last two labels are equal, or three where the last two are as short as those of
// "co.uk". A list of registries would be more exact; it changes by the week.
[[nodiscard]] bool SameSite(std::string_view host, std::string_view other);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_WEB_ADDRESS_H_
