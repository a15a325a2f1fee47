#include "text/paragraph_signs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/paragraph_signs.cc"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

#ifndef COPYDESK_TEXT_PARAGRAPH_SIGNS_PLAIN_
#define COPYDESK_TEXT_PARAGRAPH_SIGNS_PLAIN_
namespace copydesk::signs {

// `anchor` is where in `text` the three bytes are that are looked for. Signs share a group, of eight, where their
// anchors have bytes in common or no three bytes of one and others of another are frequent in any language.
struct Known {
  std::string_view text;  // ASCII in lower case, other letters as they are written
  std::uint8_t anchor;
  std::uint8_t group;
  bool is_post_link = false;
};

// Of photo credits a word that also occurs in running text is taken with the punctuation that makes it a credit.
inline constexpr auto kKnown = std::to_array<Known>({
    {"ap photo", 3, 0},       {"(photo", 1, 0},        {"photo:", 0, 0},
    {"photo by", 0, 0},       {"photos by", 0, 0},     {"file photo", 5, 0},
    {"pool photo", 5, 0},     {"photo via", 0, 0},     {"photograph:", 0, 0},
    {"photography by", 0, 0}, {"/ap photo", 4, 0},     {"photo :", 0, 0},
    {"crédit photo", 8, 0},   {"crédits photo", 9, 0}, {"/getty", 0, 1},
    {"/afp", 0, 1},           {"/reuters", 0, 1},      {"/epa", 0, 1},
    {"/dpa", 0, 1},           {"/ТАСС", 0, 1},         {"https://t.co/", 7, 1, true},
    {"afp/", 1, 2},           {"reuters/", 5, 2},      {"epa-efe", 1, 2},
    {"epa/", 1, 2},           {"dpa/", 1, 2},          {"/ap)", 1, 2},
    {"picture:", 5, 2},       {"image:", 3, 2},        {"bild:", 2, 2},
    {"фото:", 6, 2},          {"Фото:", 6, 2},         {"РИА Новости /", 20, 2},
    {"صورة:", 6, 2},          {"getty images", 2, 3},  {"image copyright", 8, 3},
    {"image caption", 8, 3},  {"foto:", 0, 4},         {"foto von", 0, 4},
    {"fotografía:", 0, 4},    {"图片来源", 0, 4},      {"图片：", 0, 4},
    {"图为", 0, 4},           {"shutterstock", 0, 5},  {"写真：", 0, 5},
    {"写真:", 0, 5},          {"picture by", 0, 6},    {"pic.twitter.com/", 0, 6, true},
    {"摄影", 0, 7},           {"撮影", 0, 7},          {"사진=", 3, 7},
    {"사진:", 3, 7},          {"تصوير", 2, 7},
});

inline constexpr std::size_t kAnchorBytes = 3;
inline constexpr std::size_t kGroups = 8;

// Where the signs of each group begin in kKnown.
inline constexpr auto kGroupBegin = [] {
  std::array<std::uint8_t, kGroups + 1> begin{};
  for (const Known& sign : kKnown) ++begin[sign.group + 1u];
  for (std::size_t group = 0; group < kGroups; ++group) begin[group + 1] += begin[group];
  return begin;
}();
static_assert(std::is_sorted(kKnown.begin(), kKnown.end(),
                             [](const Known& x, const Known& y) { return x.group < y.group; }));

// Letters to lower case; other bytes are told apart when a place is compared.
constexpr std::uint8_t Folded(char c) { return static_cast<std::uint8_t>(static_cast<unsigned char>(c) | 0x20); }

// For each byte of an anchor and each nibble of a byte: the groups, one bit each, that have an anchor with it there.
struct Nibbles {
  alignas(16) std::array<std::array<std::uint8_t, 16>, kAnchorBytes> low{};
  alignas(16) std::array<std::array<std::uint8_t, 16>, kAnchorBytes> high{};
};

inline constexpr Nibbles kNibbles = [] {
  Nibbles nibbles;
  for (const Known& sign : kKnown) {
    for (std::size_t i = 0; i < kAnchorBytes; ++i) {
      const std::uint8_t byte = Folded(sign.text[sign.anchor + i]);
      nibbles.low[i][byte & 0xf] |= static_cast<std::uint8_t>(1u << sign.group);
      nibbles.high[i][byte >> 4] |= static_cast<std::uint8_t>(1u << sign.group);
    }
  }
  return nibbles;
}();

inline bool IsAt(std::string_view text, std::size_t at, const Known& sign) {
  const auto equal = [](char known, char c) {
    return known == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  };
  return text.size() - at >= sign.text.size() &&
         std::equal(sign.text.begin(), sign.text.end(), text.begin() + static_cast<std::ptrdiff_t>(at), equal);
}

// Appends the signs of some groups with their anchors at `at`.
inline void AppendAt(std::string_view text, std::size_t at, unsigned groups, std::vector<Sign>* found) {
  for (; groups != 0; groups &= groups - 1) {
    const auto group = static_cast<std::size_t>(std::countr_zero(groups));
    for (std::size_t i = kGroupBegin[group]; i < kGroupBegin[group + 1]; ++i) {
      const Known& sign = kKnown[i];
      if (at < sign.anchor || !IsAt(text, at - sign.anchor, sign)) continue;
      const auto begin = static_cast<std::uint32_t>(at - sign.anchor);
      found->push_back({.begin = begin,
                        .end = begin + static_cast<std::uint32_t>(sign.text.size()),
                        .is_post_link = sign.is_post_link});
    }
  }
}

// Those with anchors from `at` on.
inline void AppendFrom(std::string_view text, std::size_t at, std::vector<Sign>* found) {
  for (; at + kAnchorBytes <= text.size(); ++at) {
    unsigned groups = 0xff;
    for (std::size_t i = 0; i < kAnchorBytes; ++i) {
      const std::uint8_t byte = Folded(text[at + i]);
      groups &= kNibbles.low[i][byte & 0xf] & kNibbles.high[i][byte >> 4];
    }
    if (groups != 0) AppendAt(text, at, groups, found);
  }
}

}  // namespace copydesk::signs
#endif  // COPYDESK_TEXT_PARAGRAPH_SIGNS_PLAIN_

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

void AppendSigns(std::string_view text, std::vector<Sign>* found) { signs::AppendFrom(text, 0, found); }

#else

namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::CappedTag<std::uint8_t, 64>;
using ByteVector = hn::Vec<Bytes>;

// The groups with an anchor whose byte number i each byte may be.
HWY_INLINE ByteVector GroupsOf(const std::uint8_t* bytes, ByteVector low, ByteVector high) {
  const Bytes d;
  const ByteVector folded = hn::Or(hn::LoadU(d, bytes), hn::Set(d, 0x20));
  return hn::And(hn::TableLookupBytes(low, hn::And(folded, hn::Set(d, 0xf))),
                 hn::TableLookupBytes(high, hn::ShiftRight<4>(folded)));
}

void AppendSigns(std::string_view text, std::vector<Sign>* found) {
  const Bytes d;
  const std::size_t step = hn::Lanes(d);
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const ByteVector low0 = hn::LoadDup128(d, signs::kNibbles.low[0].data());
  const ByteVector low1 = hn::LoadDup128(d, signs::kNibbles.low[1].data());
  const ByteVector low2 = hn::LoadDup128(d, signs::kNibbles.low[2].data());
  const ByteVector high0 = hn::LoadDup128(d, signs::kNibbles.high[0].data());
  const ByteVector high1 = hn::LoadDup128(d, signs::kNibbles.high[1].data());
  const ByteVector high2 = hn::LoadDup128(d, signs::kNibbles.high[2].data());
  std::size_t at = 0;
  for (; at + step + signs::kAnchorBytes - 1 <= text.size(); at += step) {
    const ByteVector groups = hn::And(hn::And(GroupsOf(bytes + at, low0, high0), GroupsOf(bytes + at + 1, low1, high1)),
                                      GroupsOf(bytes + at + 2, low2, high2));
    const auto none = hn::Eq(groups, hn::Zero(d));
    if (HWY_LIKELY(hn::AllTrue(d, none))) continue;
    alignas(64) std::uint8_t lanes[64];
    hn::Store(groups, d, lanes);
    for (std::size_t i = 0; i < step; ++i) {
      if (lanes[i] != 0) signs::AppendAt(text, at + i, lanes[i], found);
    }
  }
  signs::AppendFrom(text, at, found);
}

#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {

HWY_EXPORT(AppendSigns);

std::vector<Sign> FindSigns(std::string_view text) {
  std::vector<Sign> found;
  HWY_DYNAMIC_DISPATCH(AppendSigns)(text, &found);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Sign> FindSignsPlainly(std::string_view text) {
  std::vector<Sign> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const signs::Known& sign : signs::kKnown) {
      if (!signs::IsAt(text, at, sign)) continue;
      const auto begin = static_cast<std::uint32_t>(at);
      found.push_back({.begin = begin,
                       .end = begin + static_cast<std::uint32_t>(sign.text.size()),
                       .is_post_link = sign.is_post_link});
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace copydesk
#endif  // HWY_ONCE
