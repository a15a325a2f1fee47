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

StoryLinks::Found StoryLinks::FindPairs(const std::function<bool(BlockNumber)>& takes_part,
                                        const LinkLimits& limits) const {
  Found found;
  std::vector<LinkedBlock> group;
  std::vector<std::size_t> contents;  // where each begins in the group; one more at the end
  for (std::size_t begin = 0; begin < by_key_.size();) {
    const std::size_t end = EndOfRun(by_key_, begin, HaveOneKey);
    group.clear();
    std::copy_if(by_key_.begin() + static_cast<std::ptrdiff_t>(begin),
                 by_key_.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(group),
                 [&](const LinkedBlock& one) { return takes_part(one.block); });
    begin = end;
    contents.clear();
    for (std::size_t at = 0; at < group.size(); at = EndOfRun(group, at, HaveOneContent)) contents.push_back(at);
    const std::size_t count = contents.size();
    contents.push_back(group.size());
    const bool is_large = count > limits.link_cap;
    found.large_links += is_large ? 1 : 0;
    const std::size_t centres = is_large ? std::min(limits.kept, count) : count;
    for (std::size_t i = contents[centres]; i < group.size(); ++i) found.bounded.push_back(group[i].block);
    for (std::size_t centre = 0; centre < centres; ++centre) {
      for (std::size_t a = contents[centre]; a < contents[centre + 1]; ++a) {
        for (std::size_t b = contents[centre + 1]; b < group.size(); ++b) {
          const bool both_stand = group[a].is_target && group[b].is_target;
          if (both_stand || group[a].block == group[b].block) continue;
          if (!AreWithin(window_, group[a].time, group[b].time)) continue;
          found.pairs.push_back(std::minmax(group[a].block, group[b].block));
        }
      }
    }
  }
  SortSet(&found.pairs);
  SortSet(&found.bounded);
  return found;
}

}  // namespace copydesk
