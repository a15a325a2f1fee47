#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"
#include "cluster/cluster_name.h"
#include "cluster/match_edges.h"
#include "cluster/score_units.h"
#include "cluster/story_clusters.h"
#include "copydesk/cluster.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxTerms = 10;

// What joins: duplicate clusters, and blocks in none. Numbered by the name of the block that stands for each. All that
// it is made from must stay live while this is live.
class Nodes {
 public:
  Nodes(const MatchEdges& matches, const Clusters& duplicates, const StoryBounds& bounds) {
    absl::flat_hash_map<Key, const Cluster*> cluster_of;
    for (const Cluster& cluster : duplicates) {
      for (const ClusterMember& member : cluster.members) cluster_of[KeyOf(member.block)] = &cluster;
    }
    std::vector<Node> all;
    const auto add = [&](const BlockName& block) {
      if (!node_of_.try_emplace(KeyOf(block), 0).second) return;
      const auto found = cluster_of.find(KeyOf(block));
      const Cluster* const cluster = found == cluster_of.end() ? nullptr : found->second;
      all.push_back({.block = cluster == nullptr ? &block : &cluster->centre, .cluster = cluster});
    };
    for (const MatchEdge& edge : matches.edges()) {
      if (!edge.same_story.has_value()) continue;
      add(matches.names()[edge.a]);
      add(matches.names()[edge.b]);
    }
    for (const auto& [a, b] : bounds.below) {
      add(a);
      add(b);
    }
    std::sort(all.begin(), all.end(), [](const Node& x, const Node& y) { return *x.block < *y.block; });
    for (const Node& node : all) {
      if (nodes_.empty() || *nodes_.back().block != *node.block) nodes_.push_back(node);
    }
    absl::flat_hash_map<Key, std::size_t> number_of;
    for (std::size_t i = 0; i < nodes_.size(); ++i) number_of[KeyOf(*nodes_[i].block)] = i;
    for (auto& [key, node] : node_of_) {
      const auto found = cluster_of.find(key);
      node = number_of.at(found == cluster_of.end() ? key : KeyOf(found->second->centre));
    }
  }

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] std::size_t Of(const BlockName& block) const { return node_of_.at(KeyOf(block)); }
  [[nodiscard]] bool Contains(const BlockName& block) const { return node_of_.contains(KeyOf(block)); }
  [[nodiscard]] const BlockName& block(std::size_t node) const { return *nodes_[node].block; }
  [[nodiscard]] const Cluster* cluster(std::size_t node) const { return nodes_[node].cluster; }

 private:
  using Key = std::pair<std::string_view, std::string_view>;
  struct Node {
    const BlockName* block = nullptr;
    const Cluster* cluster = nullptr;  // null for a block alone
  };

  static Key KeyOf(const BlockName& block) { return {block.document, block.block}; }

  std::vector<Node> nodes_;  // by block
  absl::flat_hash_map<Key, std::size_t> node_of_;
};

// The mean over the pairs of blocks of two nodes that were compared.
class Edges {
 public:
  void Add(std::size_t x, std::size_t y, double score) {
    if (x == y) return;
    auto& [sum, count] = sums_[std::minmax(x, y)];
    sum += ScoreUnits(score);
    ++count;
  }

  [[nodiscard]] double Score(std::size_t x, std::size_t y) const {
    const auto found = sums_.find(std::minmax(x, y));
    return found == sums_.end() ? 0 : FromScoreUnits(found->second.first) / static_cast<double>(found->second.second);
  }

  [[nodiscard]] std::vector<StoryEdge> Take() const {
    std::vector<StoryEdge> edges;
    edges.reserve(sums_.size());
    for (const auto& [pair, sum] : sums_) {
      edges.push_back({.a = pair.first, .b = pair.second, .score = Score(pair.first, pair.second)});
    }
    return edges;
  }

 private:
  absl::flat_hash_map<std::pair<std::size_t, std::size_t>, std::pair<std::uint64_t, std::uint64_t>> sums_;
};

// What is collected for each word of a story.
struct WordUse {
  std::uint64_t weight_sum = 0;
  std::set<std::size_t> nodes;
};

class StoryTerms {
 public:
  void Add(const Match& match, std::size_t a, std::size_t b) {
    ++pairs_;
    for (const SharedTerm& term : match.terms) {
      WordUse& use = words_[term.word];
      use.weight_sum += ScoreUnits(term.weight);
      use.nodes.insert(a);
      use.nodes.insert(b);
    }
  }

  // The words that more than half of the nodes share with another, by mean weight.
  [[nodiscard]] std::vector<SharedTerm> Take(std::size_t nodes) const {
    std::vector<SharedTerm> terms;
    for (const auto& [word, use] : words_) {
      if (2 * use.nodes.size() <= nodes) continue;
      terms.push_back({.word = word, .weight = FromScoreUnits(use.weight_sum) / static_cast<double>(pairs_)});
    }
    std::sort(terms.begin(), terms.end(), [](const SharedTerm& x, const SharedTerm& y) {
      return std::tie(y.weight, x.word) < std::tie(x.weight, y.word);
    });
    if (terms.size() > kMaxTerms) terms.resize(kMaxTerms);
    return terms;
  }

 private:
  std::uint64_t pairs_ = 0;
  std::map<std::string, WordUse> words_;
};

Story MakeStory(const std::vector<std::size_t>& members, std::size_t centre, const Nodes& nodes, const Edges& edges) {
  Story story;
  story.centre = nodes.block(centre);
  std::vector<BlockName> names;
  for (const std::size_t node : members) {
    const Cluster* const cluster = nodes.cluster(node);
    const std::string name = cluster == nullptr ? "" : cluster->name;
    names.push_back(cluster == nullptr ? nodes.block(node) : BlockName{.document = "", .block = name});
    const double score = node == centre ? 1 : edges.Score(node, centre);
    story.members.push_back({.block = nodes.block(node), .cluster = name, .score = score});
  }
  std::sort(story.members.begin(), story.members.end(), [&](const StoryMember& x, const StoryMember& y) {
    return std::pair(x.block != story.centre, x.block) < std::pair(y.block != story.centre, y.block);
  });
  std::vector<const BlockName*> named;
  named.reserve(names.size());
  for (const BlockName& name : names) named.push_back(&name);
  story.name = NameOfMembers('s', std::move(named));
  return story;
}

}  // namespace

absl::StatusOr<Stories> ClusterStories(const MatchList& matches, const Clusters& duplicates, double threshold,
                                       const StoryBounds& bounds) {
  COPYDESK_ASSIGN_OR_RETURN(const MatchEdges compared, MatchEdges::Read(matches));
  const Nodes nodes(compared, duplicates, bounds);
  Edges edges;
  for (const MatchEdge& edge : compared.edges()) {
    if (!edge.same_story.has_value()) continue;
    edges.Add(nodes.Of(compared.names()[edge.a]), nodes.Of(compared.names()[edge.b]), *edge.same_story);
  }
  for (const auto& [a, b] : bounds.below) edges.Add(nodes.Of(a), nodes.Of(b), 0);
  std::vector<bool> bounded(nodes.size(), false);
  for (const BlockName& block : bounds.blocks) {
    if (nodes.Contains(block)) bounded[nodes.Of(block)] = true;
  }
  const std::vector<StoryEdge> all = edges.Take();
  const std::vector<std::size_t> group = JoinByAverage(nodes.size(), all, bounded, threshold);

  std::vector<std::vector<std::size_t>> members(nodes.size());
  for (std::size_t node = 0; node < nodes.size(); ++node) members[group[node]].push_back(node);
  // The centre resembles the others most.
  std::vector<std::uint64_t> standing(nodes.size(), 0);
  for (const StoryEdge& edge : all) {
    if (group[edge.a] != group[edge.b]) continue;
    standing[edge.a] += ScoreUnits(edge.score);
    standing[edge.b] += ScoreUnits(edge.score);
  }
  std::map<std::size_t, StoryTerms> terms;
  COPYDESK_RETURN_IF_ERROR(matches.ForEach([&](const Match& match) {
    if (!match.same_story.has_value()) return absl::OkStatus();
    const std::size_t a = nodes.Of(match.a);
    const std::size_t b = nodes.Of(match.b);
    if (a != b && group[a] == group[b]) terms[group[a]].Add(match, a, b);
    return absl::OkStatus();
  }));
  Stories stories;
  for (std::size_t first = 0; first < nodes.size(); ++first) {
    if (members[first].size() < 2) continue;
    std::size_t centre = first;
    for (const std::size_t node : members[first]) {
      if (standing[node] > standing[centre]) centre = node;
    }
    Story story = MakeStory(members[first], centre, nodes, edges);
    story.terms = terms[first].Take(members[first].size());
    stories.push_back(std::move(story));
  }
  std::sort(stories.begin(), stories.end(), [](const Story& x, const Story& y) { return x.name < y.name; });
  return stories;
}

Stories ClusterStories(std::span<const Match> matches, const Clusters& duplicates, double threshold,
                       const StoryBounds& bounds) {
  return *ClusterStories(MatchSpan(matches), duplicates, threshold, bounds);
}

}  // namespace copydesk
