// What elements do to the lines of a page.
#ifndef COPYDESK_PAGE_HTML_TAGS_H_
#define COPYDESK_PAGE_HTML_TAGS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace copydesk {

// The bytes of a name of at most eight, which the names asked for here are; 0 for longer ones.
[[nodiscard]] constexpr std::uint64_t PackedTag(std::string_view tag) noexcept {
  if (tag.size() > 8) return 0;
  std::uint64_t packed = 0;
  for (const char c : tag) packed = packed << 8 | static_cast<unsigned char>(c);
  return packed;
}

// All take a PackedTag of a name in lower case.

// Elements within a line; all others begin lines.
[[nodiscard]] bool IsInlineElement(std::uint64_t tag) noexcept;

// Elements whose content no reader sees, or not as text.
[[nodiscard]] bool IsSkippedElement(std::uint64_t tag) noexcept;

// Elements without content.
[[nodiscard]] bool IsVoidElement(std::uint64_t tag) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_TAGS_H_
