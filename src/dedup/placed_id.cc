#include "dedup/placed_id.h"

#include <cstddef>

namespace copydesk {
namespace {

constexpr std::size_t kFileDigits = 8;
constexpr std::size_t kOffsetDigits = 12;
constexpr std::size_t kOrderDigits = 16;
constexpr std::size_t kDigits = kFileDigits + kOffsetDigits + kOrderDigits;
constexpr std::string_view kHexadecimal = "0123456789abcdef";

void AppendDigits(std::uint64_t value, std::size_t digits, std::string* text) {
  for (std::size_t i = digits; i > 0; --i) *text += kHexadecimal[(value >> (4 * (i - 1))) & 0xF];
}

// The value of the first digits, which are taken away; nothing when one is none.
std::optional<std::uint64_t> TakeDigits(std::size_t digits, std::string_view* text) {
  std::uint64_t value = 0;
  for (const char c : text->substr(0, digits)) {
    const std::size_t digit = kHexadecimal.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 4 | digit;
  }
  text->remove_prefix(digits);
  return value;
}

}  // namespace

std::string FormatPlacedId(const PlacedId& placed) {
  std::string name;
  name.reserve(kDigits + 1 + placed.id.size());
  AppendDigits(placed.file, kFileDigits, &name);
  AppendDigits(placed.offset, kOffsetDigits, &name);
  AppendDigits(placed.order, kOrderDigits, &name);
  name += ':';
  name += placed.id;
  return name;
}

std::optional<PlacedId> ParsePlacedId(std::string_view name) {
  if (name.size() <= kDigits || name[kDigits] != ':') return std::nullopt;
  const auto file = TakeDigits(kFileDigits, &name);
  const auto offset = TakeDigits(kOffsetDigits, &name);
  const auto order = TakeDigits(kOrderDigits, &name);
  if (!file.has_value() || !offset.has_value() || !order.has_value()) return std::nullopt;
  return PlacedId{.file = static_cast<std::uint32_t>(*file), .offset = *offset, .order = *order, .id = name.substr(1)};
}

}  // namespace copydesk
