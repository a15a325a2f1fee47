#include "dedup/hash_places.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "base/hash.h"

namespace copydesk {

RollingHash::RollingHash(std::size_t length) {
  for (std::size_t i = 1; i < length; ++i) first_ *= kBase;
}

std::uint64_t RollingHash::Of(std::span<const std::uint64_t> tokens) const {
  std::uint64_t hash = 0;
  for (const std::uint64_t token : tokens) hash = hash * kBase + token;
  return hash;
}

HashPlaces::HashPlaces(std::vector<Entry> entries) {
  if (entries.empty()) return;
  std::sort(entries.begin(), entries.end(),
            [](const Entry& x, const Entry& y) { return std::tuple(x.hash, x.place) < std::tuple(y.hash, y.place); });
  std::size_t hashes = 1;
  for (std::size_t i = 1; i < entries.size(); ++i) hashes += entries[i].hash != entries[i - 1].hash ? 1 : 0;
  slots_.resize(std::bit_ceil(hashes + hashes / 2 + 1));
  mask_ = slots_.size() - 1;
  map_.resize(std::max<std::size_t>(1, std::bit_ceil(hashes * 8) / 64));
  map_mask_ = map_.size() * 64 - 1;
  places_.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size();) {
    const std::uint64_t hash = entries[i].hash;
    const std::uint64_t mixed = Mix64(hash);
    map_[(mixed & map_mask_) / 64] |= std::uint64_t{1} << (mixed % 64);
    std::uint64_t at = std::rotl(mixed, 32) & mask_;
    while (slots_[at].count > 0) at = (at + 1) & mask_;
    slots_[at] = {.hash = hash, .first = static_cast<std::uint32_t>(places_.size()), .count = 0};
    for (; i < entries.size() && entries[i].hash == hash; ++i) {
      places_.push_back(entries[i].place);
      ++slots_[at].count;
    }
  }
}

std::span<const std::uint32_t> HashPlaces::Find(std::uint64_t hash) const {
  if (places_.empty()) return {};
  const std::uint64_t mixed = Mix64(hash);
  if ((map_[(mixed & map_mask_) / 64] >> (mixed % 64) & 1) == 0) return {};
  std::uint64_t at = std::rotl(mixed, 32) & mask_;
  for (; slots_[at].count > 0; at = (at + 1) & mask_) {
    if (slots_[at].hash == hash) return std::span(places_).subspan(slots_[at].first, slots_[at].count);
  }
  return {};
}

}  // namespace copydesk
