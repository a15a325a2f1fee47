#include "copydesk/html_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "report/hostile_text.h"
#include "report/html_check.h"
#include "report/html_limits.h"
#include "report/report_fixture.h"

namespace copydesk {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Written(const HtmlReport& report) {
  const absl::StatusOr<std::string> html = WriteHtmlReport(report);
  EXPECT_TRUE(html.ok()) << html.status();
  return html.value_or("");
}

TEST(HtmlReportTest, AnEmptyReportIsWhole) {
  const std::string html = Written({});
  EXPECT_EQ(FindFault(html), "");
  EXPECT_EQ(FindHarm(html), "");
  EXPECT_THAT(html, HasSubstr("No copies were found."));
  EXPECT_THAT(html, Not(HasSubstr("id=\"stories\"")));
  EXPECT_THAT(html, Not(HasSubstr("id=\"pages\"")));
}

TEST(HtmlReportTest, ThePolicyForbidsEverythingElse) {
  const std::string html = Written({});
  EXPECT_THAT(html, testing::ContainsRegex("content=\"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; "
                                           "script-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; "
                                           "form-action 'none'\""));
  EXPECT_LT(html.find("Content-Security-Policy"), html.find("<style>"));
  EXPECT_EQ(CountPieces(html, "<style>"), 1U);
  EXPECT_EQ(CountPieces(html, "<script>"), 1U);
}

TEST(HtmlReportTest, ShowsClustersWithTheirComparisons) {
  ReportFixture fixture = SampleReport();
  const std::string html = Written(fixture.Report(Evidence::kSpans));
  EXPECT_EQ(FindFault(html), "");
  EXPECT_EQ(FindHarm(html), "");
  EXPECT_THAT(html, HasSubstr("3 copies"));
  EXPECT_THAT(html, HasSubstr("id=\"p1a1\" href=\"#p1b1\""));
  EXPECT_THAT(html, HasSubstr("id=\"p1b1\" href=\"#p1a1\""));
  EXPECT_THAT(html, HasSubstr("<mark class=\"differs\">Ferries were full by noon.</mark>"));
  EXPECT_THAT(html, HasSubstr("Both texts are the same, byte for byte."));
  EXPECT_THAT(html, HasSubstr("Parts of it elsewhere"));
  EXPECT_THAT(html, HasSubstr("2 band buckets were too large to be paired fully."));
}

TEST(HtmlReportTest, SaysWhichVersionACopyIs) {
  ReportFixture fixture = SampleReport();
  HtmlReport report = fixture.Report(Evidence::kSpans);
  EXPECT_THAT(Written(report), Not(HasSubstr("class=\"version\"")));
  ASSERT_FALSE(fixture.clusters.empty());
  const std::vector<ClusterMember>& copies = fixture.clusters[0].members;
  ASSERT_GE(copies.size(), 2U);
  const VersionGroups versions = {
      {.name = "v-1",
       .centre = copies[0].block,
       .members = {{.block = copies[1].block, .number = 1, .time = 60},
                   {.block = {.document = "elsewhere", .block = "0"}, .number = 2, .time = 90},
                   {.block = copies[0].block}}}};  // of no known time
  report.versions = versions;
  const std::string html = Written(report);
  EXPECT_EQ(FindFault(html), "");
  EXPECT_EQ(CountPieces(html, "<span class=\"version\">"), 1U);
  EXPECT_THAT(html, HasSubstr("version 1 of 2"));
}

TEST(HtmlReportTest, ShowsPagesWithTheirStories) {
  ReportFixture fixture = SampleReport();
  const std::string html = Written(fixture.Report(Evidence::kSpans));
  EXPECT_THAT(html, HasSubstr("Told more than once on this page"));
  EXPECT_THAT(html, HasSubstr("digest of 5 items"));
  EXPECT_THAT(html, HasSubstr("credit: <bdi lang=\"\">MERIDIAN WIRE</bdi>"));
  EXPECT_THAT(html, HasSubstr("Furniture of the site"));
  EXPECT_THAT(html, HasSubstr("<mark class=\"term\">Skelder</mark>"));
  EXPECT_THAT(html, HasSubstr("<mark class=\"term\">SALTMERE</mark>"));
  const std::size_t first = html.find("id=\"page-1-0\"");
  const std::size_t item = html.find("id=\"page-1-2\"");
  EXPECT_LT(first, item) << "blocks stand in page order";
}

TEST(HtmlReportTest, EvidenceDecidesHowMuchTextThereIs) {
  ReportFixture fixture = SampleReport();
  const std::string inner = "Inspectors noticed the damage shortly before dawn";
  const std::string late = "a slow one at his own request";
  const std::string spans = Written(fixture.Report(Evidence::kSpans));
  const std::string full = Written(fixture.Report(Evidence::kFull));
  const std::string none = Written(fixture.Report(Evidence::kNone));
  EXPECT_THAT(full, HasSubstr(inner));
  EXPECT_THAT(full, HasSubstr(late));
  EXPECT_THAT(spans, Not(HasSubstr(late)));
  EXPECT_THAT(spans, HasSubstr(" words …"));
  EXPECT_THAT(none, Not(HasSubstr("The fisheries ministers")));
  EXPECT_THAT(none, Not(HasSubstr("<mark")));
  EXPECT_THAT(none, HasSubstr("Two ministers, one cod bank")) << "titles are shown";
  for (const std::string& html : {spans, full, none}) EXPECT_EQ(FindFault(html), "");
}

TEST(HtmlReportTest, TheSameResultsAreTheSameFile) {
  ReportFixture one = SampleReport();
  ReportFixture other = SampleReport();
  EXPECT_EQ(Written(one.Report(Evidence::kSpans)), Written(other.Report(Evidence::kSpans)));
}

TEST(HtmlReportTest, ErrorsOfLoadingAreReturned) {
  ReportFixture fixture = SampleReport();
  HtmlReport report = fixture.Report(Evidence::kSpans);
  fixture.documents.erase("bridge-1");
  EXPECT_EQ(WriteHtmlReport(report).status().code(), absl::StatusCode::kNotFound);
}

TEST(HtmlReportTest, ATextThatWasNotKeptIsNoFault) {
  ReportFixture fixture = SampleReport();
  for (auto& [name, document] : fixture.documents) document.text.clear();
  const std::string html = Written(fixture.Report(Evidence::kSpans));
  EXPECT_EQ(FindFault(html), "");
  EXPECT_THAT(html, HasSubstr("Its text was not kept."));
}

// Documents whose text is one word, so that only the limits decide the size.
struct LargeResults {
  std::vector<Match> matches;
  std::optional<MatchSpan> list;
  std::vector<Cluster> clusters;
  std::vector<Story> stories;

  HtmlReport Report() {
    const auto load = [](std::string_view name) -> absl::StatusOr<ReportedDocument> {
      ReportedDocument document{.text = "word"};
      document.view.name = name;
      document.view.blocks = {{.parts = {{.begin = 0, .end = 4}}}};
      return document;
    };
    list.emplace(matches);
    return {.matches = &*list, .clusters = clusters, .stories = stories, .load = load};
  }
};

BlockName Name(const std::string& document) { return {.document = document, .block = "0"}; }

TEST(HtmlReportTest, LargeResultsAreCutAndTheReportSaysSo) {
  LargeResults large;
  for (int i = 0; i < 1000; ++i) {
    Cluster cluster{.name = absl::StrCat("d-", i), .centre = Name(absl::StrCat("c", i))};
    for (int j = 0; j < 2 + (i == 7 ? 500 : 0); ++j) {
      cluster.members.push_back({.block = Name(absl::StrCat("c", i, j == 0 ? "" : absl::StrCat("-", j)))});
    }
    large.clusters.push_back(cluster);
    Story story{.name = absl::StrCat("s-", i), .centre = cluster.centre};
    story.members = {{.block = cluster.centre, .cluster = cluster.name}, {.block = Name(absl::StrCat("x", i))}};
    large.stories.push_back(story);
  }
  for (int i = 100'000; i < 200'000; ++i) {
    Match match{.a = Name(absl::StrCat("m", i)), .b = Name(absl::StrCat("n", i))};
    match.comparison.relation = i == 150'000 ? Relation::kContains : Relation::kOverlap;
    match.comparison.shared_tokens = 30;
    large.matches.push_back(match);
  }
  const std::string html = Written(large.Report());
  EXPECT_EQ(FindFault(html), "");
  EXPECT_THAT(html, HasSubstr("To keep this file small, of 1,000 clusters of copies the 300 largest are shown."));
  EXPECT_THAT(html, HasSubstr("To keep this file small, of 1,000 stories 200 are shown"));
  EXPECT_THAT(html, HasSubstr("of 100,000 pairs with shared passages the 250 strongest are shown"));
  EXPECT_THAT(html, HasSubstr("And 472 more copies."));
  EXPECT_LT(html.find("m150000"), html.find("m100000")) << "the strongest relation comes first";
  EXPECT_LT(html.find("d-7<"), html.find("d-0<")) << "the largest cluster comes first";
  EXPECT_LT(html.size(), 4'000'000U);
}

TEST(HtmlReportTest, PagesThatRepeatAStoryComeFirst) {
  ReportFixture fixture = SampleReport();
  for (int i = 0; i < 100; ++i) {
    fixture.AddArticle(absl::StrCat("a-", i), "", "", "word");
    fixture.pages.insert(fixture.pages.begin(), absl::StrCat("a-", i));
  }
  const std::string html = Written(fixture.Report(Evidence::kNone));
  EXPECT_EQ(FindFault(html), "");
  EXPECT_THAT(html, HasSubstr("of 104 pages 50 are shown, those that tell a story twice first"));
  EXPECT_THAT(html, HasSubstr("digest of 5 items"));
}

TEST(HtmlReportTest, MatchesBetweenCopiesOfTwoTextsAreOne) {
  LargeResults results;
  for (const std::string prefix : {"a", "b"}) {
    Cluster cluster{.name = "d-" + prefix, .centre = Name(prefix + "0")};
    for (int i = 0; i < 5; ++i) cluster.members.push_back({.block = Name(absl::StrCat(prefix, i))});
    results.clusters.push_back(cluster);
  }
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      Match match{.a = Name(absl::StrCat("a", i)), .b = Name(absl::StrCat("b", j))};
      match.comparison.relation = Relation::kOverlap;
      results.matches.push_back(match);
    }
  }
  const std::string html = Written(results.Report());
  EXPECT_EQ(CountPieces(html, "class=\"item match\""), 1U);
  EXPECT_THAT(html, HasSubstr("and 24 more matches between their copies"));
}

TEST(HtmlReportTest, LongTextsStayInBounds) {
  ReportFixture fixture;
  std::string text;
  for (int i = 0; i < 200'000; ++i) absl::StrAppend(&text, "\x01\x02");
  for (int i = 0; i < 300; ++i) {
    fixture.AddArticle(absl::StrCat("doc-", 1000 + i), "S", std::string(100'000, '<'), text);
    if (i == 0) continue;
    Match match{.a = Name("doc-1000"), .b = Name(absl::StrCat("doc-", 1000 + i))};
    match.comparison.relation = Relation::kNear;
    match.comparison.spans = {{.a = {.begin = 0, .end = 400'000}, .b = {.begin = 0, .end = 400'000}, .tokens = 1}};
    fixture.matches.push_back(match);
  }
  const std::string html = Written(fixture.Report(Evidence::kFull));
  EXPECT_LT(html.size(), 30'000'000U);
  EXPECT_EQ(FindFault(html), "");
  EXPECT_NE(html.find("To keep this file small, some texts under &quot;copies&quot; are left out."), std::string::npos);
  EXPECT_NE(html.find("The texts are left out here, to keep this file small."), std::string::npos);
}

// Random bytes in every field, and random numbers in every figure.
TEST(HtmlReportTest, NothingOfTheInputBecomesMarkup) {
  constexpr unsigned kSeed = 44;
  std::mt19937_64 random(kSeed);
  const auto hostile = [&]() -> std::string {
    static const std::vector<std::string> kAttacks = {"</script><script>alert(1)</script>",
                                                      "<!--",
                                                      "\"><img src=x>",
                                                      "' onclick='x",
                                                      "javascript:alert(1)",
                                                      "</bdi></details>",
                                                      "--!>"};
    return HostileText(random, 6) + kAttacks[random() % kAttacks.size()] + HostileText(random, 6);
  };
  const auto offset = [&] { return static_cast<std::uint32_t>(random() >> (32 + random() % 32)); };
  const auto share = [&] { return std::bit_cast<double>(random()); };
  for (int round = 0; round < 150; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    std::vector<BlockName> names;
    ReportFixture fixture;
    for (int i = 0; i < 6; ++i) {
      ReportedDocument document{.text = hostile()};
      document.view.name = hostile();
      document.view.metadata = {.id = hostile(),
                                .url = hostile(),
                                .source = hostile(),
                                .published = hostile(),
                                .modified = hostile(),
                                .seen = hostile(),
                                .title = hostile()};
      if (random() % 2 == 0) document.view.metadata.url = "http://" + hostile();
      for (auto j = random() % 5; j > 0; --j) {
        Block block{.name = hostile(), .role = static_cast<BlockRole>(random() % 5)};
        block.parent = random() % 2 == 0 || document.view.blocks.empty() ? hostile() : document.view.blocks[0].name;
        block.title = hostile();
        block.source = hostile();
        block.age = hostile();
        block.credit = hostile();
        block.link = hostile();
        block.parts = {{.begin = offset(), .end = offset()},
                       {.begin = 0, .end = static_cast<std::uint32_t>(document.text.size())}};
        block.words = offset();
        names.push_back({.document = document.view.name, .block = block.name});
        document.view.blocks.push_back(block);
      }
      fixture.pages.push_back(document.view.name);
      fixture.documents.emplace(document.view.name, document);
    }
    if (names.empty()) continue;
    std::sort(names.begin(), names.end());
    const auto any = [&] { return names[random() % names.size()]; };
    const auto terms = [&] { return std::vector<SharedTerm>{{hostile(), share()}, {"word", share()}}; };
    std::set<std::pair<BlockName, BlockName>> pairs;
    for (int i = 0; i < 20; ++i) pairs.emplace(any(), any());
    for (const auto& [a, b] : pairs) {
      if (!(a < b)) continue;
      Match match{.a = a, .b = b, .terms = terms(), .model = hostile()};
      match.verified = random() % 8 != 0;
      match.same_story = share();
      match.evidence.link = random() % 2 == 0;
      match.estimated_jaccard = Estimate{share(), share(), share()};
      Comparison& comparison = match.comparison;
      comparison.relation = static_cast<Relation>(random() % 6);
      comparison.direction = static_cast<Direction>(random() % 4);
      comparison.jaccard = share();
      comparison.share = {share(), share()};
      comparison.quoted = share();
      for (auto j = random() % 4; j > 0; --j) {
        comparison.spans.push_back({.a = {.begin = offset(), .end = offset()}, .b = {.begin = 0, .end = offset()}});
      }
      fixture.matches.push_back(match);
    }
    std::vector<Cluster> clusters(3);
    for (Cluster& cluster : clusters) {
      cluster.name = hostile();
      cluster.centre = any();
      cluster.members = {{.block = cluster.centre}, {.block = any(), .score = share(), .share_kept = share()}};
      cluster.part_of = {{.cluster = hostile(), .share = share()}, {.block = any(), .share = share()}};
      cluster.attached = {{.block = any(), .within = any(), .share = share()}};
      Story story{.name = hostile(), .centre = any(), .terms = terms()};
      story.members = {{.block = any(), .cluster = cluster.name}, {.block = any(), .cluster = hostile()}};
      fixture.stories.push_back(story);
    }
    HtmlReport report = fixture.Report(static_cast<Evidence>(random() % 3));
    report.clusters = clusters;
    fixture.summary.configuration = hostile();
    const std::string html = Written(report);
    ASSERT_EQ(FindFault(html), "");
    ASSERT_EQ(FindHarm(html), "");
    ASSERT_EQ(CountPieces(html, "<script"), 1U);
    ASSERT_EQ(CountPieces(html, "<!"), 1U) << "the document type alone";
  }
}

}  // namespace
}  // namespace copydesk
