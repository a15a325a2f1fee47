// Parts of an address, and what a reference on a page leads to: RFC 3986, sections 3, 5.2 and 6.2.2.
//
// Nothing is checked but where parts begin and end: any bytes are an address, and those of a crawl are of all kinds.
// Linear; thread-safe.
#ifndef COPYDESK_BASE_URL_H_
#define COPYDESK_BASE_URL_H_

#include <optional>
#include <string>
#include <string_view>

namespace copydesk {

// An address in parts, which point into it. A part that is not there differs from one that is empty.
struct UrlParts {
  std::optional<std::string_view> scheme;  // ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ), without ":"
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

// As the regular expression of appendix B does it.
[[nodiscard]] UrlParts SplitUrl(std::string_view url);

// Section 5.2.4: "/a/b/../c" is "/a/c".
[[nodiscard]] std::string RemoveDotSegments(std::string_view path);

// Section 5.2.2, strictly: what `reference` leads to from the page at `base`, which has a scheme.
[[nodiscard]] std::string ResolveUrl(std::string_view base, std::string_view reference);

// Section 6.2.2: what needs no escape has none ("%7E" is "~"), what needs one has it, with capitals ("%c3" is "%C3").
// A "%" that begins no escape becomes one. Of a path or a query: delimiters stay as they are.
[[nodiscard]] std::string NormaliseEscapes(std::string_view part);

}  // namespace copydesk

#endif  // COPYDESK_BASE_URL_H_
