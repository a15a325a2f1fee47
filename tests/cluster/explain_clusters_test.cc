#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cluster/cluster_testing.h"
#include "copydesk/cluster.h"
#include "copydesk/explanation.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

ClusterOutcome Outcome(const std::vector<Match>& matches, const std::string& a, const std::string& b) {
  Explanation explanation;
  explanation.a.name = Named(a);
  explanation.b.name = Named(b);
  explanation.is_text_candidate = true;
  explanation.comparison.emplace();
  for (const Match& match : matches) {
    if (match.a == Named(a) && match.b == Named(b)) explanation.comparison = match.comparison;
  }
  return ExplainClusters(ClusterMatches(matches), explanation);
}

TEST(ExplainClusters, OneCluster) {
  const std::vector<Match> star = {Near("a", "b"), Near("b", "c")};
  const ClusterOutcome with_centre = Outcome(star, "a", "b");
  EXPECT_EQ(with_centre.clusters[0], with_centre.clusters[1]);
  EXPECT_EQ(with_centre.centres[0], Named("b"));
  EXPECT_EQ(with_centre.why, "they are in one cluster");
  EXPECT_THAT(Outcome(star, "a", "c").why, HasSubstr("both are near its centre"));
}

TEST(ExplainClusters, ContainsAttaches) {
  const ClusterOutcome outcome = Outcome({Near("a", "b"), Contains("c", "a")}, "a", "c");
  EXPECT_THAT(outcome.clusters[0], HasSubstr("d-"));
  EXPECT_THAT(outcome.clusters[1], IsEmpty());
  EXPECT_THAT(outcome.why, HasSubstr("contains attaches, and joins no clusters; it is attached to d-"));
}

TEST(ExplainClusters, TheRulesThatKeepPairsApart) {
  const auto why = [](const std::vector<Match>& matches, const std::string& a, const std::string& b) {
    return Outcome(matches, a, b).why;
  };
  Match quote = Near("a", "b");
  quote.comparison.relation = Relation::kQuote;
  EXPECT_EQ(why({quote}, "a", "b"), "quote joins no clusters");
  EXPECT_EQ(why({}, "a", "b"), "without a relation nothing is joined");
  // b is nearer to c, d and e than to a.
  const std::vector<Match> two = {Near("b", "c", 0.9), Near("b", "d", 0.9), Near("b", "e", 0.9), Near("a", "e", 0.8),
                                  Near("a", "f", 0.8)};
  EXPECT_THAT(why(two, "a", "e"), HasSubstr("different centres"));
  Explanation unverified;
  EXPECT_THAT(ExplainClusters({}, unverified).why, HasSubstr("not verified"));
  Explanation missed;
  missed.a.name = Named("a");
  missed.b.name = Named("b");
  missed.comparison = Near("a", "b").comparison;
  EXPECT_THAT(ExplainClusters({}, missed).why, HasSubstr("was not found"));
}

}  // namespace
}  // namespace copydesk
