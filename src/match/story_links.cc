#include "match/story_links.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace copydesk {
namespace {

bool ByKey(const LinkedBlock& x, const LinkedBlock& y) {
  return std::tie(x.key, x.content, x.block) < std::tie(y.key, y.content, y.block);
}

bool ByBlock(const LinkedBlock& x, const LinkedBlock& y) { return std::tie(x.block, x.key) < std::tie(y.block, y.key); }

// The end of the run that begins at `begin`, of entries that are the same to `are_same`.
template <typename AreSame>
std::size_t EndOfRun(std::span<const LinkedBlock> blocks, std::size_t begin, const AreSame& are_same) {
  std::size_t end = begin + 1;
  while (end < blocks.size() && are_same(blocks[begin], blocks[end])) ++end;
  return end;
}

bool HaveOneKey(const LinkedBlock& x, const LinkedBlock& y) { return x.key == y.key; }
bool HaveOneContent(const LinkedBlock& x, const LinkedBlock& y) { return x.content == y.content; }

template <typename T>
void SortSet(std::vector<T>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

}  // namespace

bool AreWithin(std::optional<std::int64_t> window, std::optional<std::int64_t> x, std::optional<std::int64_t> y) {
  return !window.has_value() || !x.has_value() || !y.has_value() || std::abs(*x - *y) <= *window;
}

StoryLinks::StoryLinks(std::vector<LinkedBlock> blocks, std::optional<std::int64_t> window) : window_(window) {
  std::sort(blocks.begin(), blocks.end(), ByKey);
  // Most articles stand at addresses that nothing leads to.
  for (std::size_t begin = 0; begin < blocks.size();) {
    const std::size_t end = EndOfRun(blocks, begin, HaveOneKey);
    const std::span<const LinkedBlock> run = std::span<const LinkedBlock>(blocks).subspan(begin, end - begin);
    const bool is_led_to = std::any_of(run.begin(), run.end(), [](const LinkedBlock& one) { return !one.is_target; });
    if (is_led_to && run.size() > 1) by_key_.insert(by_key_.end(), run.begin(), run.end());
    begin = end;
  }
  by_key_.shrink_to_fit();
  by_block_ = by_key_;
  std::sort(by_block_.begin(), by_block_.end(), ByBlock);
}

std::span<const LinkedBlock> StoryLinks::Of(BlockNumber block) const {
  const auto begin = std::partition_point(by_block_.begin(), by_block_.end(),
                                          [&](const LinkedBlock& one) { return one.block < block; });
  const auto end =
      std::partition_point(begin, by_block_.end(), [&](const LinkedBlock& one) { return one.block == block; });
  return {begin, end};
}

bool StoryLinks::Share(BlockNumber a, BlockNumber b) const {
  if (a == b) return false;
  for (const LinkedBlock& x : Of(a)) {
    for (const LinkedBlock& y : Of(b)) {
      if (x.key == y.key && !(x.is_target && y.is_target)) return AreWithin(window_, x.time, y.time);
    }
  }
  return false;
}

StoryLinks::Found StoryLinks::FindPairs(const std::function<bool(BlockNumber)>& takes_part, const FirstOf& first_of,
                                        const LinkLimits& limits) const {
  Found found;
  std::vector<LinkedBlock> group;
  for (std::size_t begin = 0; begin < by_key_.size();) {
    const std::size_t end = EndOfRun(by_key_, begin, HaveOneKey);
    group.clear();
    std::copy_if(by_key_.begin() + static_cast<std::ptrdiff_t>(begin),
                 by_key_.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(group),
                 [&](const LinkedBlock& one) { return takes_part(one.block); });
    begin = end;
    if (group.size() <= limits.link_cap) {
      for (const LinkedBlock& centre : group) AddPairs(centre, group, &found.pairs);
      continue;
    }
    ++found.large_links;
    std::vector<bool> is_centre(group.size(), false);
    std::size_t contents = 0;
    for (std::size_t first = 0; first < group.size() && contents < limits.kept; ++contents) {
      const std::size_t last = EndOfRun(group, first, HaveOneContent);
      std::vector<BlockNumber> copies;
      for (std::size_t i = first; i < last; ++i) copies.push_back(group[i].block);
      const BlockNumber centre = first_of(copies);
      const auto place = static_cast<std::size_t>(std::find(copies.begin(), copies.end(), centre) - copies.begin());
      is_centre[first + place] = true;
      AddPairs(group[first + place], group, &found.pairs);
      first = last;
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (!is_centre[i]) found.bounded.push_back(group[i].block);
    }
  }
  SortSet(&found.pairs);
  SortSet(&found.bounded);
  return found;
}

void StoryLinks::AddPairs(const LinkedBlock& centre, std::span<const LinkedBlock> group,
                          std::vector<BlockPair>* pairs) const {
  for (const LinkedBlock& other : group) {
    const bool are_copies = other.content == centre.content;
    const bool both_stand = other.is_target && centre.is_target;
    if (are_copies || both_stand || other.block == centre.block) continue;
    if (AreWithin(window_, centre.time, other.time)) pairs->push_back(std::minmax(centre.block, other.block));
  }
}

}  // namespace copydesk
