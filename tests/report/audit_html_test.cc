#include "copydesk/audit_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/utf8.h"
#include "report/audit_fixture.h"
#include "report/hostile_text.h"
#include "report/html_check.h"

namespace copydesk {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string Written(const AuditHtml& report) {
  const absl::StatusOr<std::string> html = WriteAuditHtml(report);
  EXPECT_TRUE(html.ok()) << html.status();
  return html.value_or("");
}

// The text of a script element of data; empty where there is none.
std::string DataOf(std::string_view html, const std::string& id) {
  const std::string tag = "<script type=\"application/json\" id=\"" + id + "\">";
  const std::size_t begin = html.find(tag);
  if (begin == std::string_view::npos) return "";
  const std::size_t end = html.find("</script>", begin);
  return std::string(html.substr(begin + tag.size(), end - begin - tag.size()));
}

json Parsed(std::string_view html, const std::string& id) {
  const std::string data = DataOf(html, id);
  EXPECT_NE(data, "") << id;
  json parsed = json::parse(data, nullptr, /*allow_exceptions=*/false);
  EXPECT_FALSE(parsed.is_discarded()) << id;
  return parsed;
}

// All text of a comparison's side.
std::string TextOf(const json& pieces) {
  std::string text;
  for (const json& piece : pieces) {
    if (piece.is_string()) text += piece.get<std::string>();
    if (piece.is_array() && piece[0].get<int>() < 3) text += piece[1].get<std::string>();
  }
  return text;
}

// What must hold of every report.
void ExpectWhole(const std::string& html) {
  EXPECT_EQ(FindFault(html), "");
  EXPECT_EQ(FindHarm(html), "");
  EXPECT_EQ(CountPieces(html, "<!"), 1U) << "the document type alone";
  // Scripts of ours, and data: each ends once.
  EXPECT_EQ(CountPieces(html, "<script"), CountPieces(html, "</script>"));
  EXPECT_EQ(CountPieces(html, "<script>"), 10U);
  EXPECT_EQ(CountPieces(html, "<script"), 10U + CountPieces(html, "<script type=\"application/json\" id=\""));
}

TEST(AuditHtmlTest, AnEmptyAuditIsAWholeReport) {
  const std::string html = Written({});
  ExpectWhole(html);
  EXPECT_THAT(html, HasSubstr("0 articles of 0 outlets"));
  EXPECT_TRUE(Parsed(html, "index")["groups"].empty());
}

TEST(AuditHtmlTest, ThePolicyAllowsItsOwnStylesAndScriptsAlone) {
  const std::string html = Written({});
  EXPECT_THAT(html, testing::ContainsRegex("content=\"default-src 'none'; style-src( 'sha256-[A-Za-z0-9+/]{43}='){4}; "
                                           "script-src( 'sha256-[A-Za-z0-9+/]{43}='){10}; base-uri 'none'; "
                                           "form-action 'none'\""));
  EXPECT_LT(html.find("Content-Security-Policy"), html.find("<style>"));
}

TEST(AuditHtmlTest, HasTheGroupsTheirMembersAndTheTables) {
  AuditFixture fixture = SampleAudit();
  const std::string html = Written(fixture.Report(Evidence::kSpans));
  ExpectWhole(html);
  const json index = Parsed(html, "index");
  ASSERT_EQ(index["groups"].size(), 12U);
  const json& group = index["groups"][0];
  EXPECT_EQ(group[1], "Dunmarsh harbour shut as engineers seek cause of quay collapse");
  EXPECT_EQ(index["names"][group[2].get<std::size_t>()], "Meridian Wire");
  EXPECT_EQ(group[3], 0) << "the agency's own document";
  ASSERT_EQ(group[9].size(), 13U * 8);
  EXPECT_TRUE(group[9][2].is_null()) << "the reference has no finding";
  EXPECT_EQ(group[9][8 + 4], static_cast<int>(FindingState::kLicensed));
  EXPECT_EQ(index["outlets"].size(), fixture.tables.outlets.size());
  EXPECT_EQ(index["left"].size(), 1U);
  EXPECT_EQ(index["conflicts"].size(), 1U);

  const json members = Parsed(html, "members-0");
  ASSERT_EQ(members["members"].size(), 13U);
  EXPECT_EQ(members["members"][1]["url"], "https://www.outlet-1.example/news/0");
  EXPECT_EQ(members["members"][1]["host"], "www.outlet-1.example");
  EXPECT_EQ(members["members"][1]["published"], "2026-03-06 05:42 UTC");
  EXPECT_EQ(members["findings"][1]["note"], "Subscriber since 2019");
  EXPECT_TRUE(members["findings"][0].is_null());
  EXPECT_GT(members["findings"][1]["kept"], 0.9);
}

TEST(AuditHtmlTest, HasThePassagesThroughTheVersions) {
  AuditFixture fixture = SampleAudit();
  const json passages = Parsed(Written(fixture.Report(Evidence::kSpans)), "passages-0");
  EXPECT_EQ(passages["columns"].size(), 13U);
  bool has_edit = false;
  for (const json& passage : passages["passages"]) {
    for (const json& variant : passage["variants"]) {
      if (variant["parent"].is_null()) continue;
      for (const json& piece : variant["text"]) has_edit = has_edit || (piece.is_array() && piece[0] == 2);
    }
  }
  EXPECT_TRUE(has_edit) << "an edit is marked in the form that has it";
}

TEST(AuditHtmlTest, HasTheTextsSideBySide) {
  AuditFixture fixture = SampleAudit();
  const json texts = Parsed(Written(fixture.Report(Evidence::kFull)), "texts-0");
  ASSERT_EQ(texts["of"].size(), 13U);
  EXPECT_TRUE(texts["of"][0].is_null());
  const json& comparison = texts["comparisons"][texts["of"][2].get<std::size_t>()];
  EXPECT_THAT(TextOf(comparison["source"]), HasSubstr("sent three hundred workers home"));
  EXPECT_THAT(TextOf(comparison["target"]), HasSubstr("sent about 300 workers home"));
  std::set<int> reasons;
  for (const json& piece : comparison["target"]) {
    if (piece.is_array() && piece[0] == 0) reasons.insert(piece[2].get<int>());
    if (piece.is_array() && (piece[0] == 1 || piece[0] == 2)) reasons.insert(piece[4].get<int>());
  }
  EXPECT_TRUE(reasons.contains(static_cast<int>(ExclusionReason::kCredit)));
  EXPECT_TRUE(reasons.contains(static_cast<int>(ExclusionReason::kFurniture)));
  EXPECT_EQ(comparison["source_paragraphs"].size(), 9U);
}

TEST(AuditHtmlTest, TextsThatAreEqualAreComparedOnce) {
  AuditFixture fixture;
  const std::string text = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen.";
  fixture.AddGroup({{"A", "T", text, ""}, {"B", "T", text, ""}, {"C", "T", text, ""}, {"D", "T", text + " More.", ""}});
  const json texts = Parsed(Written(fixture.Report(Evidence::kSpans)), "texts-0");
  EXPECT_EQ(texts["comparisons"].size(), fixture.audit.groups[0].reference == 3 ? 1U : 2U);
}

TEST(AuditHtmlTest, EvidenceDecidesHowMuchTextThereIs) {
  AuditFixture fixture = SampleAudit();
  const std::string late = "because no fish has been landed";
  const std::string spans = Written(fixture.Report(Evidence::kSpans));
  const std::string full = Written(fixture.Report(Evidence::kFull));
  const std::string none = Written(fixture.Report(Evidence::kNone));
  EXPECT_GT(CountPieces(full, late), CountPieces(spans, late));
  EXPECT_EQ(CountPieces(none, late), 0U);
  EXPECT_EQ(CountPieces(none, "The harbour of Dunmarsh"), 0U);
  EXPECT_THAT(none, HasSubstr("Dunmarsh harbour shut as engineers")) << "titles are shown";
  EXPECT_EQ(Parsed(none, "index")["has_text"], false);
  for (const std::string& html : {spans, full, none}) ExpectWhole(html);
}

TEST(AuditHtmlTest, SaysWhatThePolicyIs) {
  AuditFixture fixture = SampleAudit();
  fixture.options.rules.sources = {"Northern <b> Ledger"};
  fixture.options.since = 1'772'755'200;
  const std::string html = Written(fixture.Report(Evidence::kSpans));
  EXPECT_THAT(html, HasSubstr("keeps at least 80 % of the words of its source, and at least 60 of them"));
  EXPECT_THAT(html, HasSubstr("forms of credits; furniture of sites; 2 phrases of a list"));
  EXPECT_THAT(html, HasSubstr("Northern &lt;b&gt; Ledger"));
  EXPECT_THAT(html, HasSubstr("<dt>since</dt><dd>2026-03-06 00:00 UTC</dd>"));
  EXPECT_THAT(html, HasSubstr("in the extracted text"));
}

TEST(AuditHtmlTest, DependsOnItsInputAlone) {
  AuditFixture one = SampleAudit();
  AuditFixture other = SampleAudit();
  EXPECT_EQ(Written(one.Report(Evidence::kSpans)), Written(other.Report(Evidence::kSpans)));
}

TEST(AuditHtmlTest, ErrorsOfLoadingAreReturned) {
  AuditFixture fixture = SampleAudit();
  AuditHtml report = fixture.Report(Evidence::kSpans);
  fixture.documents.clear();
  EXPECT_EQ(WriteAuditHtml(report).status().code(), absl::StatusCode::kNotFound);
}

TEST(AuditHtmlTest, ATextThatWasNotKeptIsNoFault) {
  AuditFixture fixture = SampleAudit();
  for (auto& [name, document] : fixture.documents) document.text.clear();
  const std::string html = Written(fixture.Report(Evidence::kSpans));
  ExpectWhole(html);
  EXPECT_FALSE(Parsed(html, "texts-0")["comparisons"][0].contains("source"));
}

TEST(AuditHtmlTest, AnArticleIsItsPartsAlone) {
  AuditFixture fixture;
  fixture.AddGroup(
      {{"A", "T", "First paragraph of nine words stands here. SECRET. Second paragraph of nine words stands here too.",
        ""},
       {"B", "T", "First paragraph of nine words stands here. Second paragraph of nine words stands here too.", ""}});
  for (auto& [name, document] : fixture.documents) {
    const std::size_t secret = document.text.find("SECRET.");
    if (secret == std::string::npos) continue;
    const auto end = static_cast<std::uint32_t>(document.text.size());
    document.view.blocks[0].parts = {{.begin = 0, .end = static_cast<std::uint32_t>(secret)},
                                     {.begin = static_cast<std::uint32_t>(secret) + 7, .end = end}};
  }
  for (CopyGroup& group : fixture.audit.groups) group.genealogy = {};
  const std::string html = Written(fixture.Report(Evidence::kFull));
  EXPECT_THAT(html, Not(HasSubstr("SECRET")));
  EXPECT_THAT(html, HasSubstr("[4]")) << "and the gap is told";
}

TEST(AuditHtmlTest, LargeAuditsAreCutAndTheReportSaysSo) {
  AuditFixture fixture = LargeAudit(10'000);
  const std::string html = Written(fixture.Report(Evidence::kSpans));
  EXPECT_LT(html.size(), 48'000'000U);
  EXPECT_EQ(Parsed(html, "index")["groups"].size(), 10'000U) << "all of them are listed";
  EXPECT_THAT(html,
              testing::ContainsRegex("To keep this file small, texts side by side of [0-9,]+ groups are left out"));
  const json shown = Parsed(html, "index")["shown"];
  std::size_t with_texts = 0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    with_texts += (shown[i].get<int>() & 4) != 0 ? 1 : 0;
    if (i % 500 == 0) {
      EXPECT_EQ(DataOf(html, absl::StrCat("texts-", i)).empty(), (shown[i].get<int>() & 4) == 0);
    }
  }
  EXPECT_GT(with_texts, 1000U);
  EXPECT_LT(with_texts, 10'000U);
}

TEST(AuditHtmlTest, LongTextsAndManyMembersStayInBounds) {
  AuditFixture fixture;
  std::string text;
  for (int i = 0; i < 30'000; ++i) absl::StrAppend(&text, "\x01<&\xe2\x80\xa8 w", i, i % 50 == 0 ? "\n\n" : " ");
  CopyGroup group{.name = "g-long"};
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const std::string name = absl::StrCat("d", i);
    ReportedDocument document{.text = i < 80 ? text : "word"};
    document.view.name = name;
    document.view.blocks = {{.parts = {{.begin = 0, .end = static_cast<std::uint32_t>(document.text.size())}}}};
    fixture.documents.emplace(name, document);
    fixture.audit.articles.push_back(
        {.block = {.document = name, .block = "0"}, .content = name, .title = std::string(5000, '<')});
    group.members.push_back({.article = i});
    group.genealogy.order.push_back(i);
    if (i > 0) group.reuse.push_back({.share_kept = i < 80 ? 1.0 : 0.5});
  }
  fixture.audit.groups.push_back(group);
  const std::string html = Written(fixture.Report(Evidence::kFull));
  EXPECT_LT(html.size(), 10'000'000U);
  ExpectWhole(html);
  EXPECT_THAT(html, HasSubstr("articles beyond the first 1,000 of 1 group are left out"));
}

// Random bytes in every field, random bits in every figure, places that there are not.
TEST(AuditHtmlTest, NothingOfTheInputBecomesMarkup) {
  constexpr unsigned kSeed = 91;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    AuditFixture fixture = HostileAudit(random, 1 + round % 4);
    const std::string html = Written(fixture.Report(static_cast<Evidence>(round % 3)));
    ExpectWhole(html);
    const json index = Parsed(html, "index");
    for (std::size_t i = 0; i < index["groups"].size(); ++i) {
      const json members = Parsed(html, absl::StrCat("members-", i));
      for (const json& member : members["members"]) {
        if (!member.contains("url")) continue;
        const std::string url = member["url"];
        EXPECT_TRUE(url.starts_with("http://") || url.starts_with("https://")) << url;
      }
      Parsed(html, absl::StrCat("passages-", i));
    }
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace copydesk
