// Result files are read back as they were written, and refused when they are damaged.
#include "copydesk/results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "copydesk/report.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Match SomeMatch() {
  Match match;
  match.a = {.document = "ap-1", .block = "0"};
  match.b = {.document = "sfgate-9", .block = "1.2"};
  match.comparison.relation = Relation::kContains;
  match.comparison.direction = Direction::kAInB;
  match.comparison.jaccard = 0.4123;
  match.comparison.containment = {0.9345, 0.42};
  match.comparison.share = {0.9876, 0.43};
  match.comparison.shared_tokens = 380;
  match.comparison.quoted = 0.25;
  match.comparison.furniture = {12, 0};
  match.comparison.equivalence = 0.84;
  match.comparison.numbers_differ = true;
  match.same_story = 0.987;
  match.model = "m-3f00000000000000";
  return match;
}

const char* const kMatch =
    R"({"a":{"document":"x","block":"0"},"b":{"document":"y","block":"0"},"relation":"near","jaccard":0.9,)"
    R"("containment":[1,0.9],"shared_tokens":80,"share":[1,0.9],"quoted":0,"verified":true})";

std::string With(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string ErrorOf(const std::string& line) {
  const absl::StatusOr<Match> match = ParseMatch(line);
  EXPECT_FALSE(match.ok()) << line;
  return std::string(match.status().message());
}

TEST(ParseMatchTest, ReadsWhatWasWritten) {
  const Match match = SomeMatch();
  EXPECT_EQ(ParseMatch(MatchJson(match)).value(), match);
  Match exact = SomeMatch();
  exact.comparison = {};
  exact.comparison.relation = Relation::kExact;
  exact.comparison.identical = true;
  exact.comparison.jaccard = 1;
  EXPECT_EQ(ParseMatch(MatchJson(exact)).value(), exact);
  Match unverified;
  unverified.a = {.document = "x", .block = ""};
  unverified.b = {.document = "y", .block = ""};
  unverified.verified = false;
  unverified.estimated_jaccard = Estimate{.lower = 0.25, .value = 0.5, .upper = 0.75};
  EXPECT_EQ(ParseMatch(MatchJson(unverified)).value(), unverified);
}

TEST(ParseMatchTest, LeavesOutSpansAndTerms) {
  Match match = SomeMatch();
  match.comparison.spans = {{.a = {.begin = 0, .end = 10}, .b = {.begin = 5, .end = 15}, .tokens = 30}};
  match.terms = {{"putin", 6.1}};
  EXPECT_EQ(ParseMatch(MatchJson(match)).value(), SomeMatch());
}

TEST(ParseMatchTest, KeepsHostileNames) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 200; ++round) {
    Match match = SomeMatch();
    match.a.document = HostileText(random, 12);
    const Match read = ParseMatch(MatchJson(match)).value();
    EXPECT_EQ(MatchJson(read), MatchJson(ParseMatch(MatchJson(read)).value()));
  }
}

TEST(ParseMatchTest, NamesTheMemberThatIsWrong) {
  EXPECT_TRUE(ParseMatch(kMatch).ok());
  EXPECT_THAT(ErrorOf(With(kMatch, "0.9,", "1.5,")), HasSubstr("jaccard"));
  EXPECT_THAT(ErrorOf(With(kMatch, "\"jaccard\":0.9,", "")), HasSubstr("jaccard is missing"));
  EXPECT_THAT(ErrorOf(With(kMatch, "[1,0.9]", "[1]")), HasSubstr("containment"));
  EXPECT_THAT(ErrorOf(With(kMatch, "80", "-1")), HasSubstr("shared_tokens"));
  EXPECT_THAT(ErrorOf(With(kMatch, "80", "4294967296")), HasSubstr("shared_tokens"));
  EXPECT_THAT(ErrorOf(With(kMatch, "near", "close")), HasSubstr("relation"));
  EXPECT_THAT(ErrorOf(With(kMatch, "near", "contains")), HasSubstr("direction"));
  EXPECT_THAT(ErrorOf(With(kMatch, "true", "1")), HasSubstr("verified"));
  EXPECT_THAT(ErrorOf(With(kMatch, "\"y\"", "7")), HasSubstr("b.document"));
  EXPECT_THAT(ErrorOf(With(kMatch, "\"y\"", "\"x\"")), HasSubstr("the same block"));
  EXPECT_THAT(ErrorOf(std::string(kMatch).substr(0, 60)), HasSubstr("malformed JSON"));
  EXPECT_THAT(ErrorOf("[]"), HasSubstr("no object"));
  EXPECT_THAT(ErrorOf(""), HasSubstr("malformed JSON"));
  EXPECT_THAT(ErrorOf(std::string(100'000, '[')), HasSubstr("nested deeper"));
}

TEST(ParseBlockTest, CountsTheBytesOfTheParts) {
  const ResultText text = ParseBlock(R"({"document":"p","block":"1.1","role":"digest-item","parent":"1","title":null,)"
                                     R"("parts":[[0,10],[20,25]],"words":4})")
                              .value();
  EXPECT_EQ(text.bytes, 15);
  EXPECT_EQ(text.parent, "1");
  EXPECT_EQ(text.role, BlockRole::kDigestItem);
  EXPECT_THAT(text.title, IsEmpty());
  for (const char* const parts : {"[[5,4]]", "[[0,10],[5,12]]", "[[0]]", "[[0,4294967296]]", "{}", "[[-1,3]]"}) {
    EXPECT_FALSE(ParseBlock(With(R"({"document":"p","role":"main","parts":PARTS,"words":4})", "PARTS", parts)).ok())
        << parts;
  }
}

TEST(ParseSummaryTest, ReadsRulesAndRelations) {
  Summary summary;
  summary.rules.near_jaccard = 0.6;
  summary.relations = {Relation::kExact, Relation::kNear};
  summary.matching.model = "m-1";
  summary.matching.stop_postings = 3;
  summary.matching.bounded_stories = 4;
  summary.story_threshold = 0.4;
  const ResultSettings settings = ParseSummary(SummaryJson(summary)).value();
  EXPECT_EQ(settings.rules, summary.rules);
  EXPECT_EQ(settings.relations, summary.relations);
  EXPECT_TRUE(settings.stories);
  EXPECT_EQ(settings.story_threshold, 0.4);
  EXPECT_EQ(settings.caps, 3);
  EXPECT_EQ(settings.story_caps, 4);
  EXPECT_THAT(ParseSummary(R"({"relations":["none"]})").status().message(), HasSubstr("relations"));
  EXPECT_FALSE(ParseSummary("{}").ok());
}

class ReadResultsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "copydesk-results-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    Write("summary.json", SummaryJson({}));
    Write("blocks.jsonl", R"({"document":"x","block":"0","role":"main","title":"t","parts":[[0,9]],"words":2})");
    Write("matches.jsonl", std::string(kMatch) + "\n" + kMatch + "\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string Error() { return std::string(ReadResults(folder_.string()).status().message()); }

  std::filesystem::path folder_;
};

TEST_F(ReadResultsTest, ReadsTheFilesOfAScan) {
  const ScanResults results = ReadResults(folder_.string()).value();
  EXPECT_EQ(results.matches.size(), 2);
  EXPECT_EQ(results.texts.size(), 1);
}

TEST_F(ReadResultsTest, NamesTheFileAndTheLine) {
  Write("matches.jsonl", std::string(kMatch) + "\n{\"a\":");
  EXPECT_THAT(Error(), HasSubstr("matches.jsonl:2: malformed JSON"));
  Write("blocks.jsonl", "\n\n{}\n");
  EXPECT_THAT(Error(), HasSubstr("blocks.jsonl:3: document is missing"));
  Write("summary.json", "{");
  EXPECT_THAT(Error(), HasSubstr("summary.json: malformed JSON"));
  std::filesystem::remove(folder_ / "summary.json");
  EXPECT_THAT(Error(), HasSubstr("copydesk scan -o"));
  std::filesystem::create_directory(folder_ / "summary.json");
  EXPECT_THAT(Error(), HasSubstr("not a file"));
}

}  // namespace
}  // namespace copydesk
