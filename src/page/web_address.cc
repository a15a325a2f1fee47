#include "page/web_address.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "base/status.h"
#include "base/url.h"
#include "base/utf8_reader.h"

namespace copydesk {
namespace {

// What follows "http://" or "https://".
std::optional<std::string_view> AfterScheme(std::string_view address) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (absl::StartsWithIgnoreCase(ToAbsl(address), ToAbsl(scheme))) return address.substr(scheme.size());
  }
  return std::nullopt;
}

std::string_view Trim(std::string_view text) { return FromAbsl(absl::StripAsciiWhitespace(ToAbsl(text))); }

bool IsHarmless(std::string_view address) {
  for (std::size_t at = 0; at < address.size();) {
    char32_t c = 0;
    at += ReadUtf8(address, at, &c);
    if (c == kIllFormed || c <= 0x20 || (c >= 0x7f && c <= 0xa0)) return false;
    if (c == '"' || c == '<' || c == '>' || c == '`' || c == '\\') return false;
    // Line and paragraph separators, marks that change the direction of writing.
    if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) return false;
  }
  return true;
}

// ".../web/20161107123000/http://host/..." or ".../20161107123000id_/https://...": the last address in it.
std::string_view WithoutArchive(std::string_view address) {
  constexpr std::size_t kDigits = 14;
  for (const std::string_view scheme : {"/http://", "/https://"}) {
    const std::size_t found = address.rfind(scheme);
    if (found == std::string_view::npos) continue;
    std::size_t end = found;
    while (end > 0 && ((address[end - 1] >= 'a' && address[end - 1] <= 'z') || address[end - 1] == '_')) --end;
    if (end < kDigits + 1 || address[end - kDigits - 1] != '/') continue;
    const std::string_view time = address.substr(end - kDigits, kDigits);
    if (!std::all_of(time.begin(), time.end(), [](char c) { return c >= '0' && c <= '9'; })) continue;
    return address.substr(found + 1);
  }
  return address;
}

// The last labels of a host that name its site.
std::string_view SiteOf(std::string_view host) {
  constexpr std::size_t kShort = 3;
  const std::size_t last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return host;
  const std::size_t second = host.rfind('.', last - 1);
  if (second == std::string_view::npos || second == 0) return host;
  const bool registry = host.size() - last - 1 == 2 && last - second - 1 <= kShort;
  if (!registry) return host.substr(second + 1);
  const std::size_t third = host.rfind('.', second - 1);
  return third == std::string_view::npos ? host : host.substr(third + 1);
}

}  // namespace

std::string ResolveAddress(std::string_view printed, std::string_view base) {
  printed = Trim(printed);
  base = Trim(base);
  if (printed.empty() || printed.size() > kMaxAddress || base.size() > kMaxAddress || !IsHarmless(printed)) return {};
  printed = WithoutArchive(printed);
  std::string address(printed);
  if (!AfterScheme(printed).has_value()) {
    if (HostOf(base).empty() || !IsHarmless(base)) return {};
    address = ResolveUrl(base, address);
  }
  if (address.size() > kMaxAddress || HostOf(address).empty() || !IsHarmless(address)) return {};
  return address;
}

std::string HostOf(std::string_view address) {
  const std::optional<std::string_view> rest = AfterScheme(address);
  if (!rest.has_value()) return {};
  const std::string_view authority = rest->substr(0, rest->find_first_of("/?#"));
  if (authority.find('@') != std::string_view::npos) return {};  // an address that pretends to be another's
  std::string host = absl::AsciiStrToLower(ToAbsl(authority.substr(0, authority.find(':'))));
  if (host.starts_with("www.")) host.erase(0, 4);
  while (host.ends_with('.')) host.pop_back();
  return host;
}

bool SameSite(std::string_view host, std::string_view other) { return SiteOf(host) == SiteOf(other); }

}  // namespace copydesk
