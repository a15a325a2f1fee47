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

// A byte belongs to a set when the entries of its two halves share a bit of it.
constexpr std::uint8_t kLineEnd = 0x10;
constexpr std::uint8_t kTwoBytes = 0x20;    // the first byte of two, or no first byte
constexpr std::uint8_t kRareLead = 0x40;    // of the leads of two: of signs, and of one that is an apostrophe
constexpr std::uint8_t kThreeBytes = 0x80;  // or more
constexpr std::uint8_t kRare = 0xff & ~kTwoBytes;

constexpr std::uint8_t kHigh[16] = {kLineEnd,
                                    0,
                                    1,
                                    2,
                                    0,
                                    0,
                                    4,
                                    8,
                                    kTwoBytes,
                                    kTwoBytes,
                                    kTwoBytes,
                                    kTwoBytes,
                                    kTwoBytes | kRareLead,
                                    kTwoBytes,
                                    kThreeBytes,
                                    kThreeBytes};

constexpr std::array<std::uint8_t, 16> MakeLow() {
  std::array<std::uint8_t, 16> low{};
  for (std::uint8_t& entry : low) entry = kTwoBytes | kThreeBytes;
  const auto add = [&](std::uint8_t set, std::string_view low_halves) {
    for (const char c : low_halves) low[c & 15] = static_cast<std::uint8_t>(low[c & 15] | set);
  };
  add(kHigh[0], "\n\r");
  add(kHigh[2], "!\"'*.");
  add(kHigh[3], "0123456789:<?");
  add(kHigh[6], "`");
  add(kHigh[7], "|");
  add(kRareLead, "\x40\x41\x42\x4a");
  return low;
}
constexpr std::array<std::uint8_t, 16> kLow = MakeLow();

#if HWY_TARGET == HWY_EMU128 || HWY_TARGET == HWY_SCALAR

// Byte by byte: what the form below does with vectors.
TextTraits ReadBytes(std::string_view text, std::uint8_t* HWY_RESTRICT notable, std::uint8_t* HWY_RESTRICT rare,
                     std::uint8_t* HWY_RESTRICT line_ends) {
  TextTraits traits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const auto next = static_cast<std::uint8_t>(i + 1 < text.size() ? text[i + 1] : 0);
    const unsigned sets = kLow[byte & 15] & kHigh[byte >> 4];
    const auto put = [&](std::uint8_t* bits, bool is_set) {
      const unsigned before = i % 8 == 0 ? 0 : bits[i / 8];
      bits[i / 8] = static_cast<std::uint8_t>(before | (is_set ? 1u << (i % 8) : 0u));
    };
    put(line_ends, (sets & kLineEnd) != 0);
    put(notable, sets != 0);
    put(rare, (sets & kRare) != 0);
    traits.may_have_urls = traits.may_have_urls || (byte == next && (byte == '/' || byte == 'w'));
    traits.may_be_unspaced = traits.may_be_unspaced || ((sets & kThreeBytes) != 0 && (byte != 0xe2 || next > 0xb9));
  }
  return traits;
}

#else

// Writes a bit for each byte of `text` to each of the three, which have room for one vector's bits more.
TextTraits ReadBytes(std::string_view text, std::uint8_t* HWY_RESTRICT notable, std::uint8_t* HWY_RESTRICT rare,
                     std::uint8_t* HWY_RESTRICT line_ends) {
  const hn::ScalableTag<std::uint8_t> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto low = hn::LoadDup128(d, kLow.data());
  const auto high = hn::LoadDup128(d, kHigh);
  const auto zero = hn::Zero(d);
  auto urls = hn::MaskFromVec(zero);
  auto unspaced = hn::MaskFromVec(zero);
  // `bytes` has one byte more than a vector.
  const auto read = [&](const std::uint8_t* bytes, std::size_t at) HWY_ATTR {
    const auto v = hn::LoadU(d, bytes);
    const auto next = hn::LoadU(d, bytes + 1);
    const auto sets = hn::And(hn::TableLookupBytes(low, hn::And(v, hn::Set(d, 15))),
                              hn::TableLookupBytes(high, hn::ShiftRight<4>(v)));
    hn::StoreMaskBits(d, hn::TestBit(sets, hn::Set(d, kLineEnd)), line_ends + at / 8);
    hn::StoreMaskBits(d, hn::Ne(sets, zero), notable + at / 8);
    hn::StoreMaskBits(d, hn::Ne(hn::And(sets, hn::Set(d, kRare)), zero), rare + at / 8);
    const auto is_url = hn::Or(hn::Eq(v, hn::Set(d, '/')), hn::Eq(v, hn::Set(d, 'w')));
    urls = hn::Or(urls, hn::And(is_url, hn::Eq(v, next)));
    // From U+2E80 on, and before U+2000.
    const auto is_lead = hn::And(hn::Ne(hn::And(sets, hn::Set(d, kThreeBytes)), zero),
                                 hn::Or(hn::Ne(v, hn::Set(d, 0xe2)), hn::Gt(next, hn::Set(d, 0xb9))));
    unspaced = hn::Or(unspaced, is_lead);
  };
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  for (; at + lanes < text.size(); at += lanes) read(bytes + at, at);
  if (at < text.size()) {
    HWY_ALIGN std::uint8_t rest[HWY_MAX_BYTES + 16] = {};
    std::copy(bytes + at, bytes + text.size(), rest);
    read(rest, at);
  }
  return {.may_have_urls = !hn::AllFalse(d, urls), .may_be_unspaced = !hn::AllFalse(d, unspaced)};
}

#endif

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
    rare_.resize(bytes);
    line_ends_.resize(bytes);
  }
  traits_ = HWY_DYNAMIC_DISPATCH(ReadBytes)(text, notable_.data(), rare_.data(), line_ends_.data());
}

}  // namespace copydesk
#endif  // HWY_ONCE
