#include "dedup/staying_tokens.h"

#include <algorithm>
#include <limits>

namespace copydesk {

TokenRange StretchAround(std::span<const TokenRange> gone, std::uint32_t token) {
  // The first that ends behind the token.
  const auto next = std::upper_bound(gone.begin(), gone.end(), token,
                                     [](std::uint32_t at, const TokenRange& range) { return at < range.end; });
  const std::uint32_t begin = next == gone.begin() ? 0 : std::prev(next)->end;
  if (next == gone.end()) return {.begin = begin, .end = std::numeric_limits<std::uint32_t>::max()};
  return next->begin <= token ? TokenRange{.begin = token, .end = token}
                              : TokenRange{.begin = begin, .end = next->begin};
}

void StayingTokens::Remove(std::uint32_t document, std::span<const TokenRange> gone) {
  documents_.push_back({.number = document, .first = gone_.size()});
  gone_.insert(gone_.end(), gone.begin(), gone.end());
}

std::span<const TokenRange> StayingTokens::GoneOf(std::uint32_t document) const {
  const auto found = std::lower_bound(documents_.begin(), documents_.end(), document,
                                      [](const Document& at, std::uint32_t number) { return at.number < number; });
  if (found == documents_.end() || found->number != document) return {};
  const std::size_t end = found + 1 == documents_.end() ? gone_.size() : (found + 1)->first;
  return std::span(gone_).subspan(found->first, end - found->first);
}

}  // namespace copydesk
