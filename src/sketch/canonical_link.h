// One form for all addresses that lead to one page, and which of them are those of a single story.
//
// Pure, linear and thread-safe. The forms decide which blocks are found by a link in a store: a change of them is one
// of the store's format (docs/store-format.md).
#ifndef COPYDESK_SKETCH_CANONICAL_LINK_H_
#define COPYDESK_SKETCH_CANONICAL_LINK_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace copydesk {

// Longer ones lead nowhere: pages are read with attributes of up to 1,024 bytes, so that the end of a longer one may be
// missing.
inline constexpr std::size_t kMaxLinkBytes = 1000;

// What `link` leads to from the page at `base` (which may be empty: then the link says it all), as host, path and
// query: "example.com/2016/11/08/a-day-at-the-polls?photo=117".
//
// Equal are: http and https; host names in any case, with and without "www.", a default port, a name and password;
// paths with and without a slash at the end; escapes that need not be, or are written otherwise; parameters in any
// order, without those of a short list that say how the reader came there (utm_..., fbclid, gclid, cmpid, ref and the
// like), and, where the path names a story by itself, without those that have neither a number of three digits nor a
// phrase; any fragment. An address whose path holds another one ("/web/2016/http://example.com/a") is that of an
// archive, and leads to the one inside. None for other schemes, for what names no host, and for a link that stays on
// its page ("#top").
[[nodiscard]] std::optional<std::string> CanonicalLink(std::string_view link, std::string_view base = {});

// Whether a canonical address is one of a single story, by its form: a word of its path is a phrase of at least four
// words, or a number of at least five digits stands in its last two words or in its parameters, or its path goes on
// after a year and a month. Addresses of sites, sections, live channels, shops and forms are not so.
[[nodiscard]] bool NamesStory(std::string_view canonical);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_CANONICAL_LINK_H_
