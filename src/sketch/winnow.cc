#include "sketch/winnow.h"

#include <algorithm>
#include <array>
#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/winnow.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

#ifndef COPYDESK_SKETCH_WINNOW_CC_SHARED_  // once for all targets
#define COPYDESK_SKETCH_WINNOW_CC_SHARED_
namespace copydesk {
namespace {

constexpr std::size_t kWindows = 1024;  // that are looked at in one go
constexpr std::uint32_t kPositions = 0xffff;
constexpr std::size_t kMostLanes = 64;
constexpr std::size_t kWordBits = 64;

struct BlockMinima {
  alignas(64) std::array<std::uint32_t, kWindows> keys;
  std::array<std::uint64_t, kWindows / kWordBits> is_new;
};

}  // namespace
}  // namespace copydesk
#endif

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// The keys of `kWindows` windows: the top 16 bits of a hash over its position from the end, so that of equal hashes the
// last is the smallest. There is room for vectors to reach over both ends.
struct Keys {
  alignas(64) std::array<std::uint32_t, kMostLanes + kWindows + kMaxWindow + 2 * kMostLanes> all;

  std::uint32_t* begin() { return all.data() + kMostLanes; }
};

void MakeKeys(const std::uint64_t* hashes, std::size_t count, std::uint32_t* keys) {
  const hn::CappedTag<std::uint64_t, kMostLanes> d;
  const hn::Rebind<std::uint32_t, decltype(d)> d32;
  auto place = hn::Sub(hn::Set(d, kPositions), hn::Iota(d, 0));
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto order = hn::ShiftLeft<16>(hn::ShiftRight<48>(hn::LoadU(d, hashes + i)));
    hn::StoreU(hn::TruncateTo(d32, hn::Or(order, place)), d32, keys + i);
    place = hn::Sub(place, hn::Set(d, hn::Lanes(d)));
  }
  for (; i < count; ++i) keys[i] = static_cast<std::uint32_t>(hashes[i] >> 48 << 16 | (kPositions - i));
}

// The key of the minimum of each of `windows` windows, and a map of those whose minimum is not that of the window
// before.
void WindowMinima(const std::uint64_t* hashes, std::size_t windows, std::size_t window, BlockMinima* minima) {
  const hn::CappedTag<std::uint32_t, 8> d;  // their mask is a byte
  Keys buffer;
  std::uint32_t* const keys = buffer.begin();
  keys[-1] = 0;  // is the minimum of no window
  const std::size_t count = windows + window - 1;
  MakeKeys(hashes, count, keys);
  // keys[i] becomes the minimum from i on over 2, 4, 8 … keys, up to the last power of two that a window has.
  std::size_t reach = 1;
  for (; reach * 2 <= window; reach *= 2) {
    for (std::size_t i = 0; i + reach < count; i += hn::Lanes(d)) {
      hn::Store(hn::Min(hn::Load(d, keys + i), hn::LoadU(d, keys + i + reach)), d, keys + i);
    }
  }
  // Two such that overlap are a window. The one before begins a key earlier.
  const std::size_t rest = window - reach;
  for (std::size_t word = 0; word * kWordBits < windows; ++word) {
    std::uint64_t map = 0;
    for (std::size_t bit = 0; bit < kWordBits; bit += hn::Lanes(d)) {
      const std::uint32_t* const at = keys + word * kWordBits + bit;
      const auto minimum = hn::Min(hn::Load(d, at), hn::LoadU(d, at + rest));
      const auto before = hn::Min(hn::LoadU(d, at - 1), hn::LoadU(d, at + rest - 1));
      hn::Store(minimum, d, minima->keys.data() + word * kWordBits + bit);
      std::uint8_t mask[8] = {};
      hn::StoreMaskBits(d, hn::Ne(minimum, before), mask);
      map |= std::uint64_t{mask[0]} << bit;
    }
    minima->is_new[word] = map;
  }
  if (windows % kWordBits != 0) minima->is_new[windows / kWordBits] &= (std::uint64_t{1} << windows % kWordBits) - 1;
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(WindowMinima);

}  // namespace

std::size_t WindowFor(std::size_t shingles, int max_window) noexcept {
  return std::min(static_cast<std::size_t>(max_window), std::max<std::size_t>(1, shingles / 6));
}

std::vector<PassageFingerprint> Winnow(std::span<const std::uint64_t> hashes, std::size_t window) {
  std::vector<PassageFingerprint> kept;
  Winnow(hashes, window, &kept);
  return kept;
}

void Winnow(std::span<const std::uint64_t> hashes, std::size_t window, std::vector<PassageFingerprint>* kept) {
  kept->clear();
  if (hashes.empty()) return;
  window = std::min(window, hashes.size());
  const std::size_t windows = hashes.size() - window + 1;
  BlockMinima minima;
  for (std::size_t begin = 0; begin < windows; begin += kWindows) {
    const std::size_t count = std::min(kWindows, windows - begin);
    HWY_DYNAMIC_DISPATCH(WindowMinima)(hashes.data() + begin, count, window, &minima);
    const std::span<const std::uint64_t> maps(minima.is_new.data(), (count + kWordBits - 1) / kWordBits);
    if (begin == 0) {  // the other blocks have about as many
      std::size_t found = 0;
      for (const std::uint64_t map : maps) found += static_cast<std::size_t>(std::popcount(map));
      kept->reserve(found * ((windows + kWindows - 1) / kWindows));
    }
    for (std::size_t word = 0; word < maps.size(); ++word) {
      for (std::uint64_t map = maps[word]; map != 0; map &= map - 1) {
        const std::uint32_t key = minima.keys[word * kWordBits + static_cast<std::size_t>(std::countr_zero(map))];
        const std::size_t position = begin + kPositions - (key & kPositions);
        if (!kept->empty() && kept->back().hash == hashes[position]) continue;
        kept->push_back({.hash = hashes[position], .position = static_cast<std::uint32_t>(position)});
      }
    }
  }
}

}  // namespace copydesk
#endif  // HWY_ONCE
