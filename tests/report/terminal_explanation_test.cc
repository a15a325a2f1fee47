#include "copydesk/terminal_explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "report/hostile_text.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Explanation SomeExplanation() {
  Explanation explanation;
  explanation.a = {.name = {.document = "harbour-01", .block = "0"},
                   .title = "Gales force closure",
                   .tokens = 207,
                   .fingerprints = 40,
                   .disguised = 3,
                   .copies = 2,
                   .set_aside = 7,
                   .set_aside_texts = {"Sign up for our letter", "Read more"}};
  explanation.b = {.name = {.document = "meridian-01", .block = "1.2"}, .title = "", .set_aside_texts = {}};
  explanation.bands = {.bands = 26, .rows = 9};
  explanation.shared_bands = 4;
  explanation.capped_bands = 1;
  explanation.bucket_cap = 1000;
  explanation.shared_fingerprints = 12;
  explanation.capped_fingerprints = 2;
  explanation.posting_cap = 256;
  explanation.longest_run = 80;
  explanation.sure_run = 25;
  explanation.is_text_candidate = true;
  explanation.comparison.emplace();
  explanation.comparison->relation = Relation::kOverlap;
  explanation.comparison->jaccard = 0.457;
  explanation.comparison->shared_tokens = 90;
  explanation.comparison->furniture = {31, 0};
  explanation.comparison->numbers_differ = true;
  explanation.comparison->equivalence = 0.31;
  explanation.conditions = {{.relation = Relation::kNear, .what = "Jaccard of shingles", .value = 0.457, .needed = 0.7},
                            {.relation = Relation::kContains,
                             .what = "and no recurring report",
                             .value = 0,
                             .needed = 1,
                             .is_flag = true,
                             .way = Condition::kEveryWay}};
  explanation.nearest = explanation.conditions;
  explanation.numbers = {.kept = 1, .changed = 7, .kept_texts = {"95"}, .changed_texts = {{"120", "131"}}};
  explanation.versions = VersionSigns{.aligned = 0.6, .longest = 0.4, .beginning = 0.5, .before_first = 20};
  explanation.same_story = 0.62;
  explanation.story_threshold = 0.5;
  explanation.story_score = 0.25;
  explanation.story_score_needed = 0.22;
  explanation.story_parts = {{.what = "names", .points = 0.32, .detail = ""},
                             {.what = "other weekdays", .points = -0.07, .detail = "Monday; Friday"}};
  explanation.shared_terms = 9;
  explanation.capped_terms = 1;
  explanation.term_cap = 2000;
  explanation.is_story_candidate = true;
  explanation.hours_apart = 5;
  explanation.window_hours = 72;
  explanation.terms = {{"dunmarsh", 6.1}};
  explanation.model = "m-1";
  explanation.clusters = ClusterOutcome{.clusters = {"d-1", ""},
                                        .centres = {BlockName{.document = "kestrel-01", .block = "0"}, BlockName{}},
                                        .why = "overlap joins no clusters"};
  return explanation;
}

// Without line breaks, each run of spaces as one.
std::string Running(const std::string& text) {
  std::string running;
  for (const char c : text) {
    if (c != ' ' && c != '\n') {
      running += c;
    } else if (running.empty() || running.back() != ' ') {
      running += ' ';
    }
  }
  return running;
}

TEST(TerminalExplanation, SaysEveryStage) {
  const std::string text = Running(TerminalExplanation(SomeExplanation()));
  for (const char* const part : {"harbour-01, block 0 (main)",
                                 "207 tokens, 40 fingerprints, 2 other copies; 3 characters disguise words",
                                 "7 passages are furniture of its source",
                                 "Sign up for our letter",
                                 "4 of 26 shared, 1 of them in buckets above 1,000",
                                 "12 fingerprints shared, 2 of them in lists (--posting-cap) above",
                                 "longest equal run 80 tokens",
                                 "the pair is compared",
                                 "Verification: overlap",
                                 "31 tokens of a and 0 of b, as furniture",
                                 "near no Jaccard of shingles 0.457, needs 0.700",
                                 "no recurring report not so",
                                 "near: Jaccard of shingles, 0.243 short of 0.700",
                                 "contains: no recurring report does not hold",
                                 "1 (95) are kept and 7 (120 / 131, ...) changed",
                                 "31 % likely of one text",
                                 "begins after 20 tokens",
                                 "Story: the same, at 0.620; one story from 0.50",
                                 "5.0 hours apart; the window is 72",
                                 "9 shared of those that pairs are found by, 1 of them in blocks above",
                                 "0.250; 0.220 is a probability of 0.5",
                                 "names +0.320",
                                 "other weekdays -0.070 Monday; Friday",
                                 "dunmarsh",
                                 "m-1",
                                 "d-1, around kestrel-01:0",
                                 "in none",
                                 "overlap joins no clusters"}) {
    EXPECT_THAT(text, HasSubstr(part)) << text;
  }
}

TEST(TerminalExplanation, NamesTheAddressThatBothHave) {
  Explanation explanation = SomeExplanation();
  EXPECT_THAT(TerminalExplanation(explanation), Not(HasSubstr("  link")));
  explanation.shared_link = "example.com/2016/11/08/clock-tower";
  EXPECT_THAT(Running(TerminalExplanation(explanation)),
              HasSubstr("link both have example.com/2016/11/08/clock-tower; too far apart to count"));
  explanation.link_evidence = true;
  EXPECT_THAT(Running(TerminalExplanation(explanation)),
              HasSubstr("link both have example.com/2016/11/08/clock-tower: one story"));
  EXPECT_EQ(nlohmann::json::parse(ExplanationJson(explanation))["shared_link"],
            nlohmann::json::parse(R"({"address": "example.com/2016/11/08/clock-tower", "evidence": true})"));
}

TEST(TerminalExplanation, StopsWhereNothingIsCompared) {
  Explanation explanation = SomeExplanation();
  explanation.never_compared = "furniture is never compared";
  EXPECT_THAT(TerminalExplanation(explanation), HasSubstr("Never compared: furniture is never compared.\n"));
  EXPECT_THAT(TerminalExplanation(explanation), Not(HasSubstr("Candidates")));
}

TEST(TerminalExplanation, IsHarmlessAndNarrow) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    Explanation explanation = SomeExplanation();
    explanation.a.name.document = HostileText(random, 20);
    explanation.a.title = HostileText(random, 60);
    explanation.a.set_aside_texts = {HostileText(random, 60)};
    explanation.numbers.kept_texts = {HostileText(random, 40)};
    explanation.numbers.changed_texts = {{HostileText(random, 40), HostileText(random, 40)}};
    explanation.story_parts[1].detail = HostileText(random, 40);
    explanation.shared_link = HostileText(random, 80);
    explanation.terms[0].word = HostileText(random, 40);
    explanation.clusters->centres[0].document = HostileText(random, 40);
    const std::string text = TerminalExplanation(explanation);
    EXPECT_THAT(FindHarm(text), IsEmpty());
    for (const std::string& line : LinesOf(text)) EXPECT_LE(ColumnsOf(line), 80) << line;
  }
}

TEST(ExplanationJson, HasTheFieldsOfTheFormat) {
  const nlohmann::json json = nlohmann::json::parse(ExplanationJson(SomeExplanation()));
  EXPECT_EQ(json["a"]["set_aside"]["passages"], 7);
  EXPECT_EQ(json["a"]["copies"], 2);
  EXPECT_EQ(json["candidates"]["capped_bands"], 1);
  EXPECT_EQ(json["candidates"]["caps"]["posting"], 256);
  EXPECT_EQ(json["nearest"][0]["relation"], "near");
  EXPECT_EQ(json["numbers"]["changed_texts"], nlohmann::json::parse(R"([["120", "131"]])"));
  EXPECT_EQ(json["versions"]["before_first"], 20);
  EXPECT_EQ(json["story_score"]["parts"][1], nlohmann::json::parse(R"({
    "what": "other weekdays", "points": -0.07, "detail": "Monday; Friday"})"));
  EXPECT_EQ(json["clusters"]["a"]["cluster"], "d-1");
  EXPECT_TRUE(json["clusters"]["b"].is_null());
}

}  // namespace
}  // namespace copydesk
