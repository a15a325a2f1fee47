#include "cluster/cluster_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace copydesk {
namespace {

Match Make(const std::string& a, const std::string& b, Comparison comparison) {
  if (b < a) {
    std::swap(comparison.share[0], comparison.share[1]);
    if (comparison.direction == Direction::kAInB) {
      comparison.direction = Direction::kBInA;
    } else if (comparison.direction == Direction::kBInA) {
      comparison.direction = Direction::kAInB;
    }
    return {.a = Named(b), .b = Named(a), .comparison = std::move(comparison)};
  }
  return {.a = Named(a), .b = Named(b), .comparison = std::move(comparison)};
}

std::size_t Draw(std::mt19937_64& random, std::size_t low, std::size_t high) {
  return std::uniform_int_distribution<std::size_t>(low, high)(random);
}

double DrawShare(std::mt19937_64& random) { return static_cast<double>(Draw(random, 32, 63)) / 64; }

// The matches between two groups of equal contents.
std::vector<Match> RandomRelation(const std::vector<std::string>& one, const std::vector<std::string>& other,
                                  std::size_t kind, std::mt19937_64& random) {
  const double x = DrawShare(random);
  const double y = DrawShare(random);
  std::vector<Match> matches;
  for (const std::string& a : one) {
    for (const std::string& b : other) {
      if (kind == 0) matches.push_back(Near(a, b, std::max(x, y), x, y));
      if (kind == 1) matches.push_back(Contains(a, b, x));
      if (kind == 2) matches.push_back(Mutual(a, b, x, y));
      if (kind == 3) matches.push_back(Unverified(a, b));
    }
  }
  return matches;
}

}  // namespace

BlockName Named(const std::string& document) { return {.document = document, .block = "0"}; }

Match Exact(const std::string& a, const std::string& b) {
  Comparison comparison;
  comparison.relation = Relation::kExact;
  comparison.jaccard = 1;
  comparison.share = {1, 1};
  return Make(a, b, comparison);
}

Match Near(const std::string& a, const std::string& b, double score, double share_a, double share_b) {
  Comparison comparison;
  comparison.relation = Relation::kNear;
  comparison.jaccard = score;
  comparison.share = {share_a, share_b};
  return Make(a, b, comparison);
}

Match Contains(const std::string& inner, const std::string& outer, double share) {
  Comparison comparison;
  comparison.relation = Relation::kContains;
  comparison.direction = Direction::kAInB;
  comparison.share = {share, 0.125};
  return Make(inner, outer, comparison);
}

Match Mutual(const std::string& a, const std::string& b, double share_a, double share_b) {
  Match match = Contains(a, b);
  match.comparison.direction = Direction::kMutual;
  match.comparison.share = {share_a, share_b};
  if (b < a) std::swap(match.comparison.share[0], match.comparison.share[1]);
  return match;
}

Match Unverified(const std::string& a, const std::string& b) {
  Match match = Make(a, b, {});
  match.verified = false;
  match.estimated_jaccard = Estimate{.lower = 0.9, .value = 0.95, .upper = 1};
  return match;
}

std::vector<std::string> Members(const Cluster& cluster) {
  std::vector<std::string> documents;
  for (const ClusterMember& member : cluster.members) documents.push_back(member.block.document);
  return documents;
}

Cluster ClusterOf(const Clusters& clusters, const std::string& document) {
  for (const Cluster& cluster : clusters) {
    const std::vector<std::string> members = Members(cluster);
    if (std::find(members.begin(), members.end(), document) != members.end()) return cluster;
  }
  ADD_FAILURE() << document << " is in no cluster";
  return {};
}

std::vector<Match> RandomMatches(std::mt19937_64& random) {
  std::vector<std::vector<std::string>> groups(Draw(random, 1, 14));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 40; ++i) names.push_back("doc-" + std::to_string(100 + i));
  std::shuffle(names.begin(), names.end(), random);
  for (std::vector<std::string>& group : groups) {
    for (std::size_t i = Draw(random, 1, Draw(random, 1, 3)); i > 0 && !names.empty(); --i) {
      group.push_back(names.back());
      names.pop_back();
    }
  }
  // Sparse and dense collections alike.
  const std::size_t kinds = Draw(random, 4, 12);
  std::vector<Match> matches;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (std::size_t x = 0; x < groups[i].size(); ++x) {
      for (std::size_t y = x + 1; y < groups[i].size(); ++y) matches.push_back(Exact(groups[i][x], groups[i][y]));
    }
    for (std::size_t j = i + 1; j < groups.size(); ++j) {
      const std::vector<Match> more = RandomRelation(groups[i], groups[j], Draw(random, 0, kinds), random);
      matches.insert(matches.end(), more.begin(), more.end());
    }
  }
  std::shuffle(matches.begin(), matches.end(), random);
  return matches;
}

}  // namespace copydesk
