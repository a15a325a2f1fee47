#include "cluster/story_clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

namespace copydesk {
namespace {

struct Graph {
  std::size_t nodes = 0;
  std::vector<StoryEdge> edges;
  std::vector<bool> bounded;
};

// Scores are multiples of 1/64, so that sums are exact and ties are many.
Graph RandomGraph(std::mt19937_64& random) {
  Graph graph;
  graph.nodes = 1 + random() % 40;
  const std::uint64_t density = 1 + random() % 10;
  const bool with_bounds = random() % 2 == 0;
  for (std::size_t i = 0; i < graph.nodes; ++i) graph.bounded.push_back(with_bounds && random() % 3 == 0);
  for (std::size_t a = 0; a < graph.nodes; ++a) {
    for (std::size_t b = a + 1; b < graph.nodes; ++b) {
      if (random() % 10 >= density) continue;
      const bool zero = random() % 8 == 0 && (graph.bounded[a] || graph.bounded[b]);
      graph.edges.push_back({.a = a, .b = b, .score = zero ? 0 : static_cast<double>(13 + random() % 52) / 64});
    }
  }
  std::shuffle(graph.edges.begin(), graph.edges.end(), random);
  return graph;
}

// The definition, word for word: all pairs of two groups are looked at again for every edge.
std::vector<std::size_t> JoinByDefinition(const Graph& graph, double threshold) {
  std::map<std::pair<std::size_t, std::size_t>, double> score;
  for (const StoryEdge& edge : graph.edges) score[{edge.a, edge.b}] = edge.score;
  std::vector<std::set<std::size_t>> groups(graph.nodes);
  std::vector<std::size_t> group_of(graph.nodes);
  for (std::size_t i = 0; i < graph.nodes; ++i) {
    groups[i] = {i};
    group_of[i] = i;
  }
  std::vector<StoryEdge> sorted = graph.edges;
  std::sort(sorted.begin(), sorted.end(), [](const StoryEdge& x, const StoryEdge& y) {
    if (x.score != y.score) return x.score > y.score;
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  for (const StoryEdge& edge : sorted) {
    const std::size_t x = group_of[edge.a];
    const std::size_t y = group_of[edge.b];
    if (x == y) continue;
    double sum = 0;
    double pairs = 0;
    for (const std::size_t a : groups[x]) {
      for (const std::size_t b : groups[y]) {
        const auto found = score.find(std::minmax(a, b));
        if (found == score.end() && (graph.bounded[a] || graph.bounded[b])) continue;
        sum += found == score.end() ? 0 : found->second;
        pairs += 1;
      }
    }
    if (sum < threshold * pairs) continue;
    for (const std::size_t b : groups[y]) group_of[b] = x;
    groups[x].insert(groups[y].begin(), groups[y].end());
    groups[y].clear();
  }
  std::vector<std::size_t> result(graph.nodes);
  for (std::size_t i = 0; i < graph.nodes; ++i) result[i] = *groups[group_of[i]].begin();
  return result;
}

TEST(JoinByAverage, AgreesWithItsDefinition) {
  std::size_t joined = 0;
  std::size_t apart = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    std::mt19937_64 random(seed);
    Graph graph = RandomGraph(random);
    for (const double threshold : {0.25, 0.5, 0.75}) {
      const std::vector<std::size_t> expected = JoinByDefinition(graph, threshold);
      ASSERT_EQ(JoinByAverage(graph.nodes, graph.edges, graph.bounded, threshold), expected) << "seed " << seed;
      std::shuffle(graph.edges.begin(), graph.edges.end(), random);
      ASSERT_EQ(JoinByAverage(graph.nodes, graph.edges, graph.bounded, threshold), expected) << "seed " << seed;
      const std::set<std::size_t> groups(expected.begin(), expected.end());
      joined += groups.size() < graph.nodes ? 1 : 0;
      apart += groups.size() > 1 ? 1 : 0;
    }
  }
  EXPECT_GT(joined, 600u);
  EXPECT_GT(apart, 600u);
}

TEST(JoinByAverage, AChainIsNotOneStory) {
  const std::vector<StoryEdge> edges = {{0, 1, 0.9}, {1, 2, 0.8}, {2, 3, 0.9}};
  EXPECT_EQ(JoinByAverage(4, edges, std::vector<bool>(4, false), 0.5), (std::vector<std::size_t>{0, 0, 2, 2}));
}

// Of what was never compared nothing is said.
TEST(JoinByAverage, BoundedNodesJoinTheirCentres) {
  std::vector<StoryEdge> edges;
  constexpr std::size_t kNodes = 50;
  constexpr std::size_t kCentres = 3;
  for (std::size_t a = 0; a < kCentres; ++a) {
    for (std::size_t b = a + 1; b < kNodes; ++b) edges.push_back({.a = a, .b = b, .score = 0.7});
  }
  std::vector<bool> bounded(kNodes, false);
  EXPECT_NE(JoinByAverage(kNodes, edges, bounded, 0.5), std::vector<std::size_t>(kNodes, 0));
  for (std::size_t i = kCentres; i < kNodes; ++i) bounded[i] = true;
  EXPECT_EQ(JoinByAverage(kNodes, edges, bounded, 0.5), std::vector<std::size_t>(kNodes, 0));
  // One that was compared with the centres and is unlike two of them stays out.
  for (StoryEdge& edge : edges) {
    if (edge.b == kNodes - 1 && edge.a > 0) edge.score = 0;
  }
  std::vector<std::size_t> expected(kNodes, 0);
  expected.back() = kNodes - 1;
  EXPECT_EQ(JoinByAverage(kNodes, edges, bounded, 0.5), expected);
}

TEST(JoinByAverage, NothingToJoin) {
  EXPECT_EQ(JoinByAverage(0, {}, {}, 0.5), std::vector<std::size_t>());
  EXPECT_EQ(JoinByAverage(2, {}, {false, true}, 0.5), (std::vector<std::size_t>{0, 1}));
}

// Large stories and many small ones alike take a moment.
TEST(JoinByAverage, ManyEdges) {
  std::mt19937_64 random(5);
  constexpr std::size_t kNodes = 30'000;
  std::vector<StoryEdge> edges;
  for (std::size_t b = 1; b < kNodes; ++b) {
    std::set<std::size_t> partners;
    for (int i = 0; i < 20; ++i) partners.insert(random() % b);
    for (const std::size_t a : partners) {
      edges.push_back({.a = a, .b = b, .score = static_cast<double>(random() % 1000) / 1000});
    }
  }
  EXPECT_EQ(JoinByAverage(kNodes, edges, std::vector<bool>(kNodes, false), 0.5).size(), kNodes);
  EXPECT_EQ(JoinByAverage(kNodes, edges, std::vector<bool>(kNodes, true), 0.4).size(), kNodes);
}

}  // namespace
}  // namespace copydesk
