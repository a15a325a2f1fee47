#include "match/story_index.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace copydesk {

bool MayBeClose(const std::optional<TimeRange>& x, const std::optional<TimeRange>& y,
                std::optional<std::int64_t> window) {
  if (!x.has_value() || !y.has_value() || !window.has_value()) return true;
  return x->earliest - y->latest <= *window && y->earliest - x->latest <= *window;
}

StoryIndex::StoryIndex(std::span<const StoryProfile> profiles, const StoryLimits& limits,
                       std::optional<std::int64_t> window)
    : limits_(limits), window_(window) {
  absl::flat_hash_map<std::uint64_t, std::uint32_t> lists;
  std::vector<std::size_t> sizes;
  times_.reserve(profiles.size());
  item_begin_.reserve(profiles.size() + 1);
  item_begin_.push_back(0);
  for (const StoryProfile& profile : profiles) {
    times_.push_back(profile.times);
    for (const WeightedTerm& term : profile.terms) {
      const auto [list, is_new] = lists.try_emplace(term.hash, static_cast<std::uint32_t>(sizes.size()));
      if (is_new) sizes.push_back(0);
      ++sizes[list->second];
      places_.push_back({.list = list->second,
                         .posted = term.posted ? 1U : 0U,
                         .weight = term.weight,
                         .bonus = CandidateBonus(term.idf)});
    }
    item_begin_.push_back(places_.size());
  }
  // A term that no other item has finds nothing.
  std::size_t kept = 0;
  for (std::size_t item = 0, place = 0; item < profiles.size(); ++item) {
    for (; place < item_begin_[item + 1]; ++place) {
      if (sizes[places_[place].list] > 1) places_[kept++] = places_[place];
    }
    item_begin_[item + 1] = kept;
  }
  places_.resize(kept);
  places_.shrink_to_fit();
  for (std::size_t& size : sizes) size = size > 1 ? size : 0;
  list_begin_.reserve(sizes.size() + 1);
  list_begin_.push_back(0);
  for (const std::size_t size : sizes) {
    list_begin_.push_back(list_begin_.back() + size);
    stop_terms_ += size > limits_.term_cap ? 1 : 0;
  }
  entries_.resize(places_.size());
  std::vector<std::size_t> next(list_begin_.begin(), list_begin_.end() - 1);
  for (std::uint32_t item = 0; item < profiles.size(); ++item) {
    for (std::size_t place = item_begin_[item]; place < item_begin_[item + 1]; ++place) {
      entries_[next[places_[place].list]++] = {
          .item = item, .posted = places_[place].posted, .weight = places_[place].weight};
    }
  }
}

StoryIndex::Partners StoryIndex::PartnersOf(std::uint32_t item, Scratch* scratch) const {
  // Products are added in the order of the item's terms, which is that of their hashes: a pair has the same sum
  // wherever it is computed.
  for (std::size_t place = item_begin_[item]; place < item_begin_[item + 1]; ++place) {
    const auto [list, posted, weight, bonus] = places_[place];
    const std::size_t begin = list_begin_[list];
    const std::size_t end = begin + std::min(list_begin_[list + 1] - begin, limits_.term_cap);
    for (std::size_t i = begin; i < end && entries_[i].item < item; ++i) {
      double& dot = scratch->dot_[entries_[i].item];
      if (dot == 0) scratch->touched_.push_back(entries_[i].item);
      if ((posted & entries_[i].posted) != 0) scratch->has_posted_[entries_[i].item] = true;
      dot += static_cast<double>(weight) * static_cast<double>(entries_[i].weight) + static_cast<double>(bonus);
    }
  }
  Partners partners;
  for (const std::uint32_t other : scratch->touched_) {
    const bool are_candidates = scratch->dot_[other] >= kMinCandidate && scratch->has_posted_[other];
    if (are_candidates && MayBeClose(times_[item], times_[other], window_)) partners.items.push_back(other);
    scratch->dot_[other] = 0;
    scratch->has_posted_[other] = false;
  }
  scratch->touched_.clear();
  std::sort(partners.items.begin(), partners.items.end());
  if (partners.items.size() > limits_.partner_cap) {
    partners.is_bounded = true;
    partners.items.resize(std::min(partners.items.size(), limits_.kept_partners));
  }
  return partners;
}

}  // namespace copydesk
