#include "cluster/match_edges.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"

namespace copydesk {
namespace {

// Numbers names in the order in which they are met.
class NameNumbers {
 public:
  std::uint32_t Of(const BlockName& name) {
    const auto found = numbers_.find(std::pair<std::string_view, std::string_view>(name.document, name.block));
    if (found != numbers_.end()) return found->second;
    const BlockName& kept = names_.emplace_back(name);
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(std::pair<std::string_view, std::string_view>(kept.document, kept.block), number);
    return number;
  }

  [[nodiscard]] std::size_t size() const { return names_.size(); }

  // The names by their numbers.
  std::deque<BlockName> Take() && {
    numbers_ = {};
    return std::move(names_);
  }

 private:
  std::deque<BlockName> names_;  // stay where they are
  absl::flat_hash_map<std::pair<std::string_view, std::string_view>, std::uint32_t> numbers_;
};

}  // namespace

absl::StatusOr<MatchEdges> MatchEdges::Read(const MatchList& matches) {
  MatchEdges result;
  NameNumbers numbers;
  result.edges_.reserve(matches.size());
  COPYDESK_RETURN_IF_ERROR(matches.ForEach([&](const Match& match) {
    if (numbers.size() > std::numeric_limits<std::uint32_t>::max() - 2) {
      return absl::ResourceExhaustedError("matches name more than 2^32 blocks: give the collection in parts");
    }
    result.edges_.push_back({.a = numbers.Of(match.a),
                             .b = numbers.Of(match.b),
                             .verified = match.verified,
                             .numbers_differ = match.comparison.numbers_differ,
                             .relation = match.comparison.relation,
                             .direction = match.comparison.direction,
                             .jaccard = match.comparison.jaccard,
                             .share = match.comparison.share,
                             .equivalence = match.comparison.equivalence,
                             .same_story = match.same_story});
    return absl::OkStatus();
  }));
  std::deque<BlockName> met = std::move(numbers).Take();
  std::vector<std::uint32_t> order(met.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) { return met[x] < met[y]; });
  std::vector<std::uint32_t> place_of(met.size());
  result.names_.reserve(met.size());
  for (const std::uint32_t number : order) {
    place_of[number] = static_cast<std::uint32_t>(result.names_.size());
    result.names_.push_back(std::move(met[number]));
  }
  for (MatchEdge& edge : result.edges_) {
    edge.a = place_of[edge.a];
    edge.b = place_of[edge.b];
  }
  return result;
}

MatchEdges MatchEdges::Of(std::span<const Match> matches) { return *Read(MatchSpan(matches)); }

std::optional<std::uint32_t> MatchEdges::Find(const BlockName& block) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), block);
  if (found == names_.end() || *found != block) return std::nullopt;
  return static_cast<std::uint32_t>(found - names_.begin());
}

}  // namespace copydesk
