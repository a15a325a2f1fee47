#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "copydesk/report.h"
#include "report/hostile_text.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::size_t kColumns = 100;

Cluster ClusterOfSize(std::size_t size) {
  Cluster cluster;
  cluster.centre = {.document = "doc-0", .block = "0"};
  for (std::size_t i = 0; i < size; ++i) {
    ClusterMember member{.block = {.document = "doc-" + std::to_string(i), .block = "0"}};
    if (i > 0) {
      member.relation = Relation::kNear;
      member.share_kept = 0.456;
    }
    cluster.members.push_back(member);
  }
  return cluster;
}

TEST(TerminalSummaryTest, SaysWhatWasFound) {
  Summary summary;
  summary.documents = 1234;
  summary.added.text_bytes = 5'000'000;
  summary.reader.files = 1;
  summary.matches = {{Relation::kExact, 2}, {Relation::kNear, 1000}};
  summary.clusters = 1;
  summary.clustered_blocks = 8;
  summary.attached_blocks = 1;
  summary.version_groups = 3;
  summary.versioned_blocks = 7;
  summary.matching.candidates = 2468;
  summary.seconds = {{"read", 0.5}, {"verify", 1.25}};
  summary.peak_bytes = 123'000'000;
  Cluster cluster = ClusterOfSize(8);
  cluster.part_of = {{.cluster = "d-1", .block = {}, .share = 0.5}};
  cluster.attached = {{}, {}};
  const ClusterHeadline headline{
      .cluster = &cluster, .title = "A title", .sources = {"One", "Two", "3", "4", "5", "6"}};
  EXPECT_EQ(TerminalSummary(summary, std::vector{headline}),
            "1,234 documents, 5.0 MB of text, from 1 file\n"
            "  matches   exact 2   near 1,000\n"
            "  clusters  1 with 8 texts; 1 other text is a part of one\n"
            "  versions  3 with 7 texts in order of time\n"
            "\n"
            "Clusters of copies:\n"
            "    8  A title\n"
            "       One (centre), Two near 46 %, 3 near 46 %, 4 near 46 %, 5 near 46 %, 6 near 46 %, and 2 more\n"
            "       2 texts are a part of it, itself a part of 1 other (50 %)\n"
            "\n"
            "1.8 s (read 0.5, verify 1.2), 123 MB of memory, 2.0 candidates a document\n");
}

TEST(TerminalSummaryTest, SaysWhichStoriesWereFound) {
  Summary summary;
  summary.matching.model = "m-1";
  summary.stories = 2;
  summary.story_blocks = 5;
  summary.story_matches = 1;
  Story story;
  story.members.resize(8);
  for (const char* word : {"bell", "river", "divers", "chapel", "police", "mayor", "seventh"}) {
    story.terms.push_back({word, 1});
  }
  Story plain;
  plain.members.resize(2);
  const std::vector<StoryHeadline> stories = {
      {.story = &story, .blocks = 12, .title = "A title", .sources = {"One", "Two", "One"}},
      {.story = &plain, .blocks = 2, .title = "Another", .sources = {"Three", "Four"}}};
  const std::string text = TerminalSummary(summary, {}, stories);
  EXPECT_THAT(text, HasSubstr("  stories   2 with 5 texts; 1 pair tells one story\n"));
  EXPECT_THAT(text, HasSubstr("\nStories:\n"
                              "   12  A title\n"
                              "       One, Two, and more\n"
                              "       about bell river divers chapel police mayor\n"
                              "    2  Another\n"
                              "       Three, Four\n"));
  summary.stories = 3;
  EXPECT_THAT(TerminalSummary(summary, {}, stories), HasSubstr("\nThe 2 largest stories:\n"));
  summary.matching.model.clear();
  EXPECT_THAT(TerminalSummary(summary, {}), Not(HasSubstr("stories")));
}

TEST(TerminalSummaryTest, AnEmptyRunIsPlain) {
  const std::string text = TerminalSummary({}, {});
  EXPECT_THAT(text, HasSubstr("0 documents"));
  EXPECT_THAT(text, HasSubstr("matches   none"));
  EXPECT_THAT(text, Not(HasSubstr("note")));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
}

TEST(TerminalSummaryTest, SaysWhatWasLostOrCapped) {
  Summary summary;
  summary.reader.rejects = 1;
  summary.added = {.repeated = 2, .versions = 3, .without_text = 4, .replaced_bytes = 5};
  summary.matching = {.unverified = 6,
                      .incomplete_buckets = 7,
                      .stop_postings = 8,
                      .large_groups = 9,
                      .sampled_sources = 12,
                      .stop_terms = 10,
                      .bounded_stories = 11};
  const std::string text = TerminalSummary(summary, {});
  for (const char* note :
       {"1 input was rejected", "2 records were there", "3 texts came under ids", "4 texts have no word",
        "5 bytes were not UTF-8", "6 pairs could not be verified", "7 band buckets were too large",
        "8 passages are in too many texts", "9 texts have so many copies", "10 words are in too many texts",
        "11 texts were compared with some only", "12 sources have so many texts"}) {
    EXPECT_THAT(text, HasSubstr(note));
  }
}

TEST(TerminalSummaryTest, ShowsTenClusters) {
  const Cluster cluster = ClusterOfSize(2);
  const std::vector<ClusterHeadline> headlines(
      12, ClusterHeadline{.cluster = &cluster, .title = "TITLE", .sources = {"a", "b"}});
  Summary summary;
  summary.clusters = 500;
  const std::string text = TerminalSummary(summary, headlines);
  std::size_t shown = 0;
  for (const std::string& line : LinesOf(text)) shown += line.ends_with("TITLE") ? 1 : 0;
  EXPECT_EQ(shown, 10U);
  EXPECT_THAT(text, HasSubstr("The 10 largest clusters"));
}

// A count of any size.
std::uint64_t Draw(std::mt19937_64& random) { return random() >> std::uniform_int_distribution<int>(0, 63)(random); }

TEST(TerminalSummaryTest, IsHarmlessAndNeverWiderThanATerminal) {
  constexpr unsigned kSeed = 31;
  std::mt19937_64 random(kSeed);
  const Cluster huge = ClusterOfSize(123'456);
  for (int round = 0; round < 2000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    Summary summary;
    summary.documents = Draw(random);
    summary.reader = {.files = Draw(random), .records = Draw(random), .rejects = Draw(random)};
    summary.added = {.repeated = Draw(random),
                     .versions = Draw(random),
                     .without_text = Draw(random),
                     .replaced_bytes = Draw(random),
                     .text_bytes = Draw(random)};
    summary.matching = {.candidates = Draw(random),
                        .unverified = Draw(random),
                        .incomplete_buckets = Draw(random),
                        .stop_postings = Draw(random),
                        .large_groups = Draw(random),
                        .stop_terms = Draw(random),
                        .bounded_stories = Draw(random),
                        .model = "m-1"};
    summary.stories = Draw(random);
    summary.story_blocks = Draw(random);
    summary.story_matches = Draw(random);
    for (const Relation relation :
         {Relation::kExact, Relation::kNear, Relation::kContains, Relation::kOverlap, Relation::kQuote}) {
      summary.matches.emplace_back(relation, Draw(random));
    }
    summary.clusters = Draw(random);
    summary.clustered_blocks = Draw(random);
    summary.attached_blocks = Draw(random);
    summary.peak_bytes = Draw(random);
    for (const char* stage : {"read", "candidates", "verify", "cluster"}) {
      summary.seconds.emplace_back(stage, static_cast<double>(Draw(random) >> 36) / 10);
    }
    std::vector<Cluster> clusters(3);
    for (Cluster& cluster : clusters) cluster = ClusterOfSize(2 + random() % 9);
    clusters[0].attached.resize(random() % 3);
    clusters[1].part_of.resize(random() % 3);
    if (round % 100 == 0) clusters[2] = huge;
    std::vector<ClusterHeadline> headlines;
    for (const Cluster& cluster : clusters) {
      ClusterHeadline headline{.cluster = &cluster, .title = HostileText(random, 40), .sources = {}};
      for (std::size_t i = 0; i < std::min(cluster.members.size(), kShownMembers); ++i) {
        headline.sources.push_back(HostileText(random, 20));
      }
      headlines.push_back(std::move(headline));
    }
    Story story;
    story.members.resize(2 + random() % 9);
    for (std::uint64_t i = random() % 9; i > 0; --i) story.terms.push_back({HostileText(random, 20), 1});
    StoryHeadline told{.story = &story, .blocks = Draw(random), .title = HostileText(random, 40), .sources = {}};
    for (std::size_t i = 0; i < kShownMembers; ++i) told.sources.push_back(HostileText(random, 20));
    const std::string text = TerminalSummary(summary, headlines, std::vector{told});
    ASSERT_EQ(FindHarm(text), "") << text;
    ASSERT_TRUE(text.ends_with('\n'));
    for (const std::string& line : LinesOf(text)) ASSERT_LE(ColumnsOf(line), kColumns) << line;
  }
}

TEST(TerminalComparisonTest, ShowsRelationFiguresAndPassages) {
  const std::string a = "The bridge was closed.";
  const std::string b = "Officials say: the bridge was closed";
  Comparison comparison;
  comparison.relation = Relation::kContains;
  comparison.direction = Direction::kAInB;
  comparison.jaccard = 0.25;
  comparison.share = {1, 0.66};
  comparison.containment = {1, 0.5};
  comparison.shared_tokens = 4;
  comparison.spans = {{.a = {.begin = 0, .end = 21}, .b = {.begin = 15, .end = 36}, .tokens = 4}};
  const StoryComparison story{.same_story = 0.876, .terms = {{"bell", 0.5}, {"river", 0.25}}, .model = "m-1"};
  EXPECT_THAT(TerminalComparison(comparison, "first", a, "second", b, &story),
              HasSubstr("story     88 % likely the same; about bell river\n"));
  const std::string text = TerminalComparison(comparison, "first", a, "second", b);
  EXPECT_THAT(text, HasSubstr("a         first\nb         second\nrelation  contains, a is in b\n"));
  EXPECT_THAT(text, HasSubstr("4 tokens in equal runs: 100 % of a, 66 % of b; 0 % of them quoted"));
  EXPECT_THAT(text, HasSubstr("Jaccard 0.250; 100 % of a are in b, 50 % of b in a"));
  EXPECT_THAT(text, HasSubstr("passage 1 of 1: 4 equal tokens; bytes 0-21 of a, 15-36 of b"));
  EXPECT_THAT(text, HasSubstr("| the bridge was closed"));
}

TEST(TerminalComparisonTest, SaysHowMuchItLeavesOut) {
  const std::string text = "some words";
  Comparison comparison;
  comparison.spans.resize(25, {.a = {.begin = 0, .end = 4}, .b = {.begin = 0, .end = 4}, .tokens = 1});
  EXPECT_THAT(TerminalComparison(comparison, "a", text, "b", text), HasSubstr("and 5 more passages"));
}

TEST(TerminalComparisonTest, IsHarmlessAndNeverWiderThanATerminal) {
  constexpr unsigned kSeed = 32;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 1000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    const std::string a = HostileText(random, 60);
    const std::string b = HostileText(random, 60);
    Comparison comparison;
    comparison.relation = Relation::kNear;
    comparison.numbers_differ = true;
    // Spans may begin and end inside a character when a text is not UTF-8.
    const auto range = [&](const std::string& text) {
      const auto begin = static_cast<std::uint32_t>(random() % (text.size() + 1));
      return TextRange{.begin = begin, .end = begin + static_cast<std::uint32_t>(random() % (text.size() - begin + 1))};
    };
    for (int i = 0; i < 3; ++i) comparison.spans.push_back({.a = range(a), .b = range(b), .tokens = 1});
    const StoryComparison story{.same_story = 0.5, .terms = {{HostileText(random, 20), 1}}, .model = "m-1"};
    const std::string text =
        TerminalComparison(comparison, HostileText(random, 30), a, HostileText(random, 30), b, &story);
    ASSERT_EQ(FindHarm(text), "") << text;
    for (const std::string& line : LinesOf(text)) ASSERT_LE(ColumnsOf(line), kColumns) << line;
  }
}

}  // namespace
}  // namespace copydesk
