#include "dedup/choose.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

#include "base/status.h"
#include "cluster/disjoint_sets.h"
#include "cluster/near_graph.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// Tokens of a side, as the edge tells them up to a factor that both sides share.
double RelativeLength(const MatchEdge& edge, std::size_t side) {
  return edge.share[side] > 0 ? 1 / edge.share[side] : std::numeric_limits<double>::infinity();
}

class Chooser {
 public:
  Chooser(const MatchEdges& edges, std::span<const std::uint64_t> order, const ChooseOptions& options)
      : edges_(edges), order_(order), options_(options), classes_(edges.names().size()) {}

  absl::StatusOr<std::vector<Removal>> Choose() {
    FormClasses();
    COPYDESK_RETURN_IF_ERROR(ChooseNear());
    if (options_.contains) COPYDESK_RETURN_IF_ERROR(ChooseContained());
    return Removals();
  }

 private:
  // What a class goes for.
  struct Fate {
    std::uint32_t kept = kNone;  // the best member of another class; kNone: it stays
    Relation relation = Relation::kNone;
    double score = 0;
  };
  struct Like {
    std::uint32_t rank_later = 0;  // of the best members' classes
    std::uint32_t rank_sooner = 0;
    double score = 0;
    std::uint32_t a = 0;  // the texts that were compared
    std::uint32_t b = 0;
  };

  bool Counts(const MatchEdge& edge) const {
    if (options_.ignored.empty()) return edge.verified;
    return edge.verified && options_.ignored[edge.a] == 0 && options_.ignored[edge.b] == 0;
  }
  bool Sooner(std::uint32_t i, std::uint32_t j) const { return order_[i] != order_[j] ? order_[i] < order_[j] : i < j; }
  std::uint32_t ClassOf(std::uint32_t node) { return static_cast<std::uint32_t>(classes_.Find(node)); }

  void FormClasses() {
    const std::size_t size = edges_.names().size();
    for (const MatchEdge& edge : edges_.edges()) {
      if (Counts(edge) && edge.relation == Relation::kExact && options_.exact) classes_.Join(edge.a, edge.b);
    }
    best_.assign(size, kNone);
    for (std::uint32_t i = 0; i < size; ++i) {
      std::uint32_t& best = best_[ClassOf(i)];
      if (best == kNone || Sooner(i, best)) best = i;
    }
    for (std::uint32_t i = 0; i < size; ++i) {
      if (best_[i] != kNone) by_rank_.push_back(best_[i]);
    }
    std::sort(by_rank_.begin(), by_rank_.end(), [&](std::uint32_t i, std::uint32_t j) { return Sooner(i, j); });
    rank_.assign(size, kNone);  // of a class, by its number
    for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) rank_[ClassOf(by_rank_[rank])] = rank;
    fates_.resize(by_rank_.size());
  }

  absl::Status ChooseNear() {
    if (!options_.near) return absl::OkStatus();
    std::vector<Like> likes;
    for (const MatchEdge& edge : edges_.edges()) {
      const std::optional<double> score = NearResemblance(edge);
      if (!Counts(edge) || !score.has_value()) continue;
      const std::uint32_t first = rank_[ClassOf(edge.a)];
      const std::uint32_t second = rank_[ClassOf(edge.b)];
      if (first == second) continue;
      likes.push_back({std::max(first, second), std::min(first, second), *score, edge.a, edge.b});
    }
    std::sort(likes.begin(), likes.end(), [](const Like& x, const Like& y) {
      if (x.rank_later != y.rank_later) return x.rank_later < y.rank_later;
      if (x.score != y.score) return x.score > y.score;
      return x.rank_sooner < y.rank_sooner;
    });
    for (const Like& like : likes) {
      if (fates_[like.rank_later].kept != kNone || fates_[like.rank_sooner].kept != kNone) continue;
      if (options_.confirm) {
        COPYDESK_ASSIGN_OR_RETURN(const bool confirmed, options_.confirm(like.a, like.b, Relation::kNear));
        if (!confirmed) continue;
      }
      fates_[like.rank_later] = {by_rank_[like.rank_sooner], Relation::kNear, like.score};
    }
    return absl::OkStatus();
  }

  // Fills in held_ and holders_.
  absl::Status FindHolders() {
    holders_.resize(by_rank_.size());
    for (const MatchEdge& edge : edges_.edges()) {
      const bool relation = edge.relation == Relation::kContains || edge.relation == Relation::kNear;
      if (!Counts(edge) || !relation || edge.numbers_differ) continue;
      const std::array<std::uint32_t, 2> ranks = {rank_[ClassOf(edge.a)], rank_[ClassOf(edge.b)]};
      if (ranks[0] == ranks[1]) continue;
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        if (edge.share[side] < options_.min_contained) continue;
        const double own = RelativeLength(edge, side);
        const double other = RelativeLength(edge, 1 - side);
        if (own > other || (own == other && ranks[side] < ranks[1 - side])) continue;
        if (options_.confirm) {
          const std::uint32_t own_text = side == 0 ? edge.a : edge.b;
          const std::uint32_t other_text = side == 0 ? edge.b : edge.a;
          COPYDESK_ASSIGN_OR_RETURN(const bool confirmed, options_.confirm(own_text, other_text, Relation::kContains));
          if (!confirmed) continue;
        }
        double& share = held_[{ranks[side], ranks[1 - side]}];
        if (share == 0 && edge.relation == Relation::kContains) holders_[ranks[side]].push_back(ranks[1 - side]);
        share = std::max(share, edge.share[side]);
      }
    }
    return absl::OkStatus();
  }

  // Whether a class goes for one that holds it, whose fate is known, as those of all that hold it.
  void DecideContained(std::uint32_t rank) {
    if (fates_[rank].kept != kNone) return;
    Fate fate;
    std::uint32_t chosen = kNone;
    const std::vector<std::uint32_t> gone = went_for_[rank];
    for (const std::uint32_t holder : holders_[rank]) {
      if (fates_[holder].kept != kNone) continue;
      const double share = held_.at({rank, holder});
      const bool all = std::all_of(gone.begin(), gone.end(), [&](std::uint32_t other) {
        return held_.contains({other, holder});
      });
      if (!all || (chosen != kNone && (share < fate.score || (share == fate.score && holder > chosen)))) continue;
      chosen = holder;
      fate = {by_rank_[holder], Relation::kContains, share};
    }
    if (chosen == kNone) return;
    fates_[rank] = fate;
    went_for_[chosen].push_back(rank);
    for (const std::uint32_t other : gone) {
      fates_[other] = {by_rank_[chosen], Relation::kContains, held_.at({other, chosen})};
      went_for_[chosen].push_back(other);
    }
  }

  absl::Status ChooseContained() {
    COPYDESK_RETURN_IF_ERROR(FindHolders());
    went_for_.resize(by_rank_.size());
    for (std::uint32_t rank = 0; rank < fates_.size(); ++rank) {
      if (fates_[rank].kept != kNone) went_for_[rank_[ClassOf(fates_[rank].kept)]].push_back(rank);
    }
    // Containers before what they contain: those that hold a text are longer than it, or as long and sooner.
    std::vector<std::uint8_t> done(by_rank_.size(), 0);
    std::vector<std::pair<std::uint32_t, std::size_t>> stack;  // a class, and the next of its holders
    for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) {
      if (done[rank] != 0) continue;
      done[rank] = 1;
      stack.emplace_back(rank, 0);
      while (!stack.empty()) {
        const std::uint32_t top = stack.back().first;
        const std::size_t next = stack.back().second++;
        if (next < holders_[top].size()) {
          const std::uint32_t holder = holders_[top][next];
          if (std::exchange(done[holder], std::uint8_t{1}) == 0) stack.emplace_back(holder, 0);
          continue;
        }
        DecideContained(top);
        stack.pop_back();
      }
    }
    return absl::OkStatus();
  }

  std::vector<Removal> Removals() {
    std::vector<Removal> removals;
    for (std::uint32_t i = 0; i < edges_.names().size(); ++i) {
      const std::uint32_t best = best_[ClassOf(i)];
      const Fate& fate = fates_[rank_[ClassOf(i)]];
      if (fate.kept != kNone) {
        removals.push_back({i, fate.kept, fate.relation, fate.score});
      } else if (i != best) {
        removals.push_back({i, best, Relation::kExact, 1});
      }
    }
    return removals;
  }

  const MatchEdges& edges_;
  const std::span<const std::uint64_t> order_;
  const ChooseOptions& options_;
  DisjointSets classes_;
  std::vector<std::uint32_t> best_;     // member of each class, by its number
  std::vector<std::uint32_t> by_rank_;  // best members, the most preferred first
  std::vector<std::uint32_t> rank_;     // of each class, by its number
  std::vector<Fate> fates_;             // by rank
  // Of `contains`, by rank: the share of a text that another, which is longer, has; the texts that hold one; and those
  // that went for one.
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> held_;
  std::vector<std::vector<std::uint32_t>> holders_;
  std::vector<std::vector<std::uint32_t>> went_for_;
};

}  // namespace

std::optional<double> DuplicateScore(const Comparison& comparison) {
  if (comparison.relation == Relation::kExact) return 1;
  return NearResemblance({.numbers_differ = comparison.numbers_differ,
                          .relation = comparison.relation,
                          .jaccard = comparison.jaccard,
                          .share = comparison.share});
}

std::optional<double> ContainedScore(const Comparison& comparison, std::size_t side, double min_contained) {
  const bool contained = comparison.relation >= Relation::kContains && comparison.share[side] >= min_contained;
  if (!contained || comparison.numbers_differ) return std::nullopt;
  return comparison.share[side];
}

absl::StatusOr<std::vector<Removal>> ChooseRemovals(const MatchEdges& edges, std::span<const std::uint64_t> order,
                                                    const ChooseOptions& options) {
  return Chooser(edges, order, options).Choose();
}

}  // namespace copydesk
