#include "sketch/term_bytes.h"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/term_bytes.cc"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// A byte belongs to a set when the entries of its two halves share a bit: one bit for each high half with members.
constexpr std::uint8_t kLineEnd = 0x10;
constexpr std::uint8_t kNotable = 0x8f;

constexpr std::uint8_t kHigh[16] = {kLineEnd, 0, 1, 2, 0, 0, 4, 8, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80};

constexpr std::array<std::uint8_t, 16> MakeLow() {
  std::array<std::uint8_t, 16> low{};
  for (std::uint8_t& entry : low) entry = 0x80;
  const auto add = [&](std::string_view bytes) {
    for (const char c : bytes) low[c & 15] = static_cast<std::uint8_t>(low[c & 15] | kHigh[c >> 4]);
  };
  add("\n\r");
  add("!\"'*.");
  add("0123456789:<?");
  add("`");
  add("|");
  return low;
}
constexpr std::array<std::uint8_t, 16> kLow = MakeLow();

// Writes a bit for each byte of `text` to `notable` and `line_ends`; both have room for one vector's bits more.
void ReadBytes(std::string_view text, std::uint8_t* HWY_RESTRICT notable, std::uint8_t* HWY_RESTRICT line_ends) {
  const hn::ScalableTag<std::uint8_t> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto low = hn::LoadDup128(d, kLow.data());
  const auto high = hn::LoadDup128(d, kHigh);
  const auto read = [&](const std::uint8_t* bytes, std::size_t at) HWY_ATTR {
    const auto v = hn::LoadU(d, bytes);
    const auto sets = hn::And(hn::TableLookupBytes(low, hn::And(v, hn::Set(d, 15))),
                              hn::TableLookupBytes(high, hn::ShiftRight<4>(v)));
    hn::StoreMaskBits(d, hn::TestBit(sets, hn::Set(d, kLineEnd)), line_ends + at / 8);
    const auto is_notable = hn::Ne(hn::And(sets, hn::Set(d, kNotable)), hn::Zero(d));
    hn::StoreMaskBits(d, is_notable, notable + at / 8);
  };
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  for (; at + lanes <= text.size(); at += lanes) read(bytes + at, at);
  if (at < text.size()) {
    HWY_ALIGN std::uint8_t rest[HWY_MAX_BYTES] = {};
    std::copy(bytes + at, bytes + text.size(), rest);
    read(rest, at);
  }
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(ReadBytes);

}  // namespace

void TermBytes::Read(std::string_view text) {
  size_ = text.size();
  const std::size_t bytes = text.size() / 8 + 2 * sizeof(std::uint64_t) + HWY_MAX_BYTES / 8;
  if (notable_.size() < bytes) {
    notable_.resize(bytes);
    line_ends_.resize(bytes);
  }
  HWY_DYNAMIC_DISPATCH(ReadBytes)(text, notable_.data(), line_ends_.data());
}

std::size_t TermBytes::FindLineEnd(std::size_t begin) const {
  if (begin >= size_) return size_;
  std::uint64_t bits = 0;
  std::size_t at = begin / 8;
  std::memcpy(&bits, line_ends_.data() + at, sizeof(bits));
  bits = bits >> (begin % 8) << (begin % 8);
  for (; bits == 0 && at * 8 < size_; std::memcpy(&bits, line_ends_.data() + at, sizeof(bits))) at += sizeof(bits);
  return std::min(at * 8 + static_cast<std::size_t>(std::countr_zero(bits)), size_);
}

}  // namespace copydesk
#endif  // HWY_ONCE
