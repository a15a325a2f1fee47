#include "cluster/sweep_groups.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "cluster/contained_texts.h"
#include "match/compare_prepared.h"

namespace copydesk {

SweepGroups::SweepGroups(SweepBy by, std::vector<Match> matches, const ResultSettings& settings,
                         const ResultTexts& texts)
    : by_(by), matches_(std::move(matches)), settings_(settings), texts_(texts) {
  stored_.reserve(matches_.size());
  for (const Match& match : matches_) stored_.push_back(match.comparison.relation);
  if (by_ == SweepBy::kContains || by_ == SweepBy::kStory) own_ = ClusterMatches(matches_);
}

void SweepGroups::Restore() {
  for (std::size_t i = 0; i < matches_.size(); ++i) matches_[i].comparison.relation = stored_[i];
}

const std::vector<Match>& SweepGroups::matches() {
  Restore();
  return matches_;
}

// At the scan's own threshold the stored relations are exact where figures are rounded.
void SweepGroups::Relate(double threshold) {
  Restore();
  const RelationRules rules = RulesAtNear(settings_.rules, threshold);
  if (by_ == SweepBy::kNear && rules == settings_.rules) return;
  for (Match& match : matches_) {
    Comparison& comparison = match.comparison;
    if (!match.verified || comparison.relation == Relation::kExact) continue;
    if (by_ == SweepBy::kNear) {
      comparison.relation = RelationUnder(comparison, rules);
    } else {
      comparison.relation = comparison.equivalence.value_or(-1) >= threshold ? Relation::kNear : Relation::kNone;
    }
  }
}

// Neither a report of the same kind nor what is too short to say so is a part of another text, at any share.
bool SweepGroups::CanBeContained(const Match& match) const {
  if (!match.verified || match.comparison.numbers_differ) return false;
  RelationRules rules = settings_.rules;
  rules.contains_share = 0;
  return RelationUnder(match.comparison, rules) >= Relation::kContains;
}

std::optional<double> SweepGroups::NearScore(const Comparison& comparison) const {
  const RelationRules& rules = settings_.rules;
  const double low = std::min(comparison.share[0], comparison.share[1]);
  if (WasShort(comparison, rules)) {
    const bool has_words = comparison.relation == Relation::kNone || low >= rules.short_near;
    return has_words ? std::nullopt : std::optional(comparison.jaccard);
  }
  const bool is_rest = comparison.furniture[0] + comparison.furniture[1] > 0;
  if (is_rest && comparison.shared_tokens < static_cast<std::uint32_t>(rules.min_shared)) return std::nullopt;
  return std::clamp(low + rules.near_jaccard - rules.near_share, comparison.jaccard, 1.0);
}

std::optional<double> SweepGroups::Score(const Match& match) const {
  const Comparison& comparison = match.comparison;
  if (by_ == SweepBy::kStory) return match.same_story;
  if (!match.verified || comparison.relation == Relation::kExact) return std::nullopt;
  if (by_ == SweepBy::kEquivalence) return comparison.equivalence;
  if (by_ == SweepBy::kNear) return NearScore(comparison);
  if (WasShort(comparison, settings_.rules) || !CanBeContained(match)) return std::nullopt;
  return std::max(comparison.share[0], comparison.share[1]);
}

TextGroups SweepGroups::ToGroups(const Clusters& clusters) const {
  TextGroups groups;
  groups.reserve(clusters.size());
  for (const Cluster& cluster : clusters) {
    std::vector<std::size_t> group;
    group.reserve(cluster.members.size());
    for (const ClusterMember& member : cluster.members) group.push_back(texts_.Find(member.block));
    groups.push_back(std::move(group));
  }
  return groups;
}

TextGroups SweepGroups::StoryGroups(double threshold) const {
  absl::flat_hash_map<std::string, const Cluster*> clusters;
  for (const Cluster& cluster : own_) clusters[cluster.name] = &cluster;
  TextGroups groups;
  for (const Story& story : ClusterStories(matches_, own_, threshold)) {
    std::vector<std::size_t> group;
    for (const StoryMember& member : story.members) {
      if (member.cluster.empty()) {
        group.push_back(texts_.Find(member.block));
        continue;
      }
      for (const ClusterMember& copy : clusters.at(member.cluster)->members) group.push_back(texts_.Find(copy.block));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

// What clusters keep stays, and takes in what it contains.
TextGroups SweepGroups::ContainedGroups(double threshold) const {
  TextGroups groups = ToGroups(own_);
  std::vector<bool> gone(texts_.size(), false);
  absl::flat_hash_map<std::size_t, std::size_t> group_of;  // of what is kept
  for (std::size_t i = 0; i < groups.size(); ++i) {
    group_of[groups[i].front()] = i;
    for (std::size_t k = 1; k < groups[i].size(); ++k) gone[groups[i][k]] = true;
  }
  std::vector<ContainedText> pairs;
  for (const Match& match : matches_) {
    if (!CanBeContained(match)) continue;
    const std::size_t a = texts_.Find(match.a);
    const std::size_t b = texts_.Find(match.b);
    const double share = match.comparison.share[a < b ? 1 : 0];
    // Short texts have a rule of their own, which has no threshold here.
    const bool is_part = WasShort(match.comparison, settings_.rules) ? match.comparison.relation == Relation::kContains
                                                                     : share >= threshold;
    if (is_part) pairs.push_back({.inner = std::max(a, b), .outer = std::min(a, b), .share = share});
  }
  for (const auto& [inner, outer] : FindContainedTexts(std::move(pairs), std::move(gone))) {
    const auto [group, is_new] = group_of.try_emplace(outer, groups.size());
    if (is_new) groups.push_back({outer});
    groups[group->second].push_back(inner);
  }
  return groups;
}

std::uint64_t SweepGroups::CountPairs(double threshold) const {
  const auto reaches = [&](const Match& match) {
    const Comparison& comparison = match.comparison;
    if (by_ == SweepBy::kStory) return match.same_story.value_or(-1) >= threshold;
    if (!match.verified) return false;
    if (by_ != SweepBy::kContains) return comparison.relation >= Relation::kNear;
    if (!CanBeContained(match)) return false;
    return comparison.relation >= Relation::kNear || Score(match).value_or(1) >= threshold;
  };
  return static_cast<std::uint64_t>(std::count_if(matches_.begin(), matches_.end(), reaches));
}

SweepGroups::Found SweepGroups::At(double threshold) {
  Found found;
  switch (by_) {
    case SweepBy::kNear:
    case SweepBy::kEquivalence:
      Relate(threshold);
      found.groups = ToGroups(ClusterMatches(matches_));
      break;
    case SweepBy::kContains:
      found.groups = ContainedGroups(threshold);
      break;
    case SweepBy::kStory:
      found.groups = StoryGroups(threshold);
      break;
  }
  found.pairs = CountPairs(threshold);
  return found;
}

}  // namespace copydesk
