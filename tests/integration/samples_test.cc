// samples/news against its truth: every pair of articles, found by a scan and compared directly.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/compare.h"
#include "copydesk/detector.h"
#include "integration/integration_testing.h"

namespace copydesk {
namespace {

class SamplesTest : public IntegrationTest {
 protected:
  using Pair = std::pair<std::string, std::string>;

  static std::string Describe(const Comparison& comparison) {
    return absl::StrCat(ToAbsl(RelationName(comparison.relation)), " ", ToAbsl(DirectionName(comparison.direction)),
                        comparison.numbers_differ ? " template" : "");
  }

  // Pairs with a text relation: "relation direction template".
  static std::map<Pair, std::string> Truth() {
    std::map<Pair, std::string> truth;
    std::ifstream file(COPYDESK_SOURCE_DIR "/samples/news/truth.jsonl");
    for (std::string line; std::getline(file, line);) {
      const nlohmann::json json = nlohmann::json::parse(line);
      if (json["relation"] == "none") continue;
      truth[{json["a"], json["b"]}] =
          absl::StrCat(json["relation"].get<std::string>(), " ", json.value("direction", std::string()),
                       json.value("template", false) ? " template" : "");
    }
    return truth;
  }
};

TEST_F(SamplesTest, AScanFindsTheTruth) {
  Detector detector = OpenOrDie({});
  AddAll(NewsArticles(), 48, &detector);
  const auto matches = detector.Matches();
  ASSERT_TRUE(matches.ok()) << matches.status();
  std::map<Pair, std::string> found;
  for (const Match& match : *matches) {
    EXPECT_TRUE(match.verified);
    if (match.comparison.relation == Relation::kNone) continue;
    found[{match.a.document, match.b.document}] = Describe(match.comparison);
  }
  EXPECT_EQ(found, Truth());
}

// Most of the pairs that the truth calls one story are found, and of those found most are in it. Pairs with the daily
// brief, which is about several, are in neither.
TEST_F(SamplesTest, AScanFindsMostStories) {
  std::set<Pair> truth;
  std::ifstream file(COPYDESK_SOURCE_DIR "/samples/news/truth.jsonl");
  for (std::string line; std::getline(file, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    if (json.value("same_story", false)) truth.emplace(json["a"], json["b"]);
  }
  Detector detector = OpenOrDie({});
  AddAll(NewsArticles(), 48, &detector);
  const auto matches = detector.Matches();
  ASSERT_TRUE(matches.ok()) << matches.status();
  std::size_t found = 0;
  std::size_t right = 0;
  for (const Match& match : *matches) {
    const bool brief = match.a.document == "meridian-05" || match.b.document == "meridian-05";
    if (brief || match.same_story.value_or(0) < 0.5) continue;
    ++found;
    right += truth.contains({match.a.document, match.b.document}) ? 1 : 0;
  }
  EXPECT_GE(right * 100, truth.size() * 80);
  EXPECT_GE(right * 100, found * 90);
}

TEST_F(SamplesTest, ComparingEveryPairFindsTheTruth) {
  std::map<Pair, std::string> found;
  for (const Document& a : NewsArticles()) {
    for (const Document& b : NewsArticles()) {
      if (a.metadata.id >= b.metadata.id) continue;
      const auto comparison = CompareTexts(a.text, b.text);
      ASSERT_TRUE(comparison.ok());
      if (comparison->relation != Relation::kNone) {
        found[{a.metadata.id, b.metadata.id}] = Describe(*comparison);
      }
    }
  }
  EXPECT_EQ(found, Truth());
}

// The claim of samples/news/README.md about two special copies.
TEST_F(SamplesTest, CopiesOfTheSameBytesAndOfTheSameTokensAreToldApart) {
  Detector detector = OpenOrDie({});
  AddAll(NewsArticles(), 48, &detector);
  std::map<Pair, bool> identical;
  const std::vector<Match> matches = *detector.Matches();
  for (const Match& match : matches) {
    if (match.comparison.relation == Relation::kExact) {
      identical[{match.a.document, match.b.document}] = match.comparison.identical;
    }
  }
  EXPECT_TRUE(identical.at({"saltmere-03", "saltmere-04"}));
  EXPECT_FALSE(identical.at({"kestrel-01", "quayside-02"}));
}

}  // namespace
}  // namespace copydesk
