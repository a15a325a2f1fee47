#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "copydesk/sweep.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Sweep SomeSweep() {
  Sweep sweep{
      .texts = 48, .documents = 40, .bytes = 100'000, .own = 0.7, .complete_from = 0.7, .rows = {}, .at = {0.7}};
  SweptPair pair{.a = {.document = "harbour-01", .block = "0"},
                 .b = {.document = "page", .block = "1.2"},
                 .title_a = "Gales force closure",
                 .title_b = "",
                 .score = 0.7123};
  pair.comparison.relation = Relation::kNear;
  pair.comparison.jaccard = 0.6543;
  pair.comparison.share = {0.95, 0.6923};
  SweptPair other = pair;
  other.score = 0.68;
  other.comparison.numbers_differ = true;
  sweep.rows = {{.threshold = 0.65, .complete = false, .pairs = 30, .clusters = 11, .borderline = {}},
                {.threshold = 0.7,
                 .pairs = 20,
                 .clusters = 11,
                 .clustered = 26,
                 .largest = 4,
                 .removed = 15,
                 .removed_documents = 14,
                 .removed_bytes = 25'000,
                 .borderline = {pair, other}}};
  return sweep;
}

TEST(TerminalSweepTest, HasTheRowsAndThePairs) {
  const std::string text = TerminalSweep(SomeSweep());
  EXPECT_THAT(text, HasSubstr("0.65  +          30        11"));
  EXPECT_THAT(text, HasSubstr("0.7   *          20        11        4        15         14    25.0 kB   25 %"));
  EXPECT_THAT(text, HasSubstr("below 0.70 the scan stored no pair without a relation"));
  EXPECT_THAT(text, HasSubstr("  0.712  harbour-01                    Gales force closure\n         page:1.2\n"));
  EXPECT_THAT(text, HasSubstr("----- below 0.7\n  0.680"));
  EXPECT_THAT(text, HasSubstr("near, template; Jaccard 0.654, 95 % of shorter, 69 % of longer"));
  EXPECT_THAT(text, Not(HasSubstr("Caps")));
  Sweep capped = SomeSweep();
  capped.settings.caps = 2;
  EXPECT_THAT(TerminalSweep(capped), HasSubstr("Caps acted"));
  Sweep empty = SomeSweep();
  empty.rows[1].borderline.clear();
  EXPECT_THAT(TerminalSweep(empty), HasSubstr("Nearest to 0.7, with what is shared:\n  no pair\n"));
}

TEST(TerminalSweepTest, IsHarmlessAndNarrow) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    Sweep sweep = SomeSweep();
    sweep.rows[1].borderline[0].a.document = HostileText(random, 20);
    sweep.rows[1].borderline[0].title_a = HostileText(random, 60);
    sweep.rows[1].borderline[1].comparison.relation = Relation::kOverlap;
    sweep.rows[1].borderline[1].comparison.share = {1, 1};
    const std::string text = TerminalSweep(sweep);
    EXPECT_THAT(FindHarm(text), IsEmpty());
    for (const std::string& line : LinesOf(text)) EXPECT_LE(ColumnsOf(line), 80) << line;
  }
}

TEST(SweepJsonTest, HasTheFieldsOfTheFormat) {
  const nlohmann::json json = nlohmann::json::parse(SweepJson(SomeSweep()));
  EXPECT_EQ(json["by"], "near");
  EXPECT_EQ(json["complete_from"], 0.7);
  EXPECT_EQ(json["rows"][0]["complete"], false);
  EXPECT_FALSE(json["rows"][0].contains("borderline"));
  EXPECT_EQ(json["rows"][1]["removed_bytes"], 25'000);
  EXPECT_EQ(json["rows"][1]["borderline"][0], nlohmann::json::parse(R"({
    "a": {"document": "harbour-01", "block": "0"}, "b": {"document": "page", "block": "1.2"},
    "titles": ["Gales force closure", null], "score": 0.7123, "relation": "near", "jaccard": 0.6543,
    "share": [0.95, 0.6923]})"));
  EXPECT_EQ(json["rows"][1]["borderline"][1]["template"], true);
}

}  // namespace
}  // namespace copydesk
