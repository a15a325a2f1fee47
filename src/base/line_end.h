// Where lines end.
#ifndef COPYDESK_BASE_LINE_END_H_
#define COPYDESK_BASE_LINE_END_H_

#include <cstddef>
#include <cstring>
#include <string_view>

namespace copydesk {

// The place of the first CR or LF from `begin` on, or the size of `text`. Linear in what it passes over, at the speed
// of memchr; std::string_view::find_first_of calls that for every byte.
[[nodiscard]] inline std::size_t FindLineEnd(std::string_view text, std::size_t begin) {
  const auto find = [&](char c, std::size_t end) {
    if (begin == end) return end;
    const void* const found = std::memchr(text.data() + begin, c, end - begin);
    return found == nullptr ? end : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
  };
  if (begin >= text.size()) return text.size();
  return find('\r', find('\n', text.size()));
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_LINE_END_H_
