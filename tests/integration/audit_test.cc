// The audit of a whole collection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "copydesk/audit_collection.h"
#include "copydesk/audit_files.h"
#include "integration/integration_testing.h"

namespace copydesk {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

AgencyList SampleAgencies() {
  std::ifstream file(std::string(COPYDESK_SOURCE_DIR) + "/samples/news/agencies.tsv");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return AgencyList::Parse(text, "agencies.tsv").value();
}

class AuditTest : public IntegrationTest {
 protected:
  static AuditOptions WithAgencies() {
    AuditOptions options;
    options.agencies = SampleAgencies();
    return options;
  }

  static CollectionAudit AuditOf(std::span<const Document> documents, const AuditOptions& options,
                                 std::size_t batch = 16, int threads = 2) {
    Options detector_options;
    detector_options.page_metadata = true;
    detector_options.threads = threads;
    Detector detector = OpenOrDie(detector_options);
    AddAll(documents, batch, &detector);
    auto audit = AuditCollection(&detector, options);
    EXPECT_TRUE(audit.ok()) << audit.status();
    return audit.ok() ? *std::move(audit) : CollectionAudit();
  }

  static const CopyGroup* GroupOf(const CollectionAudit& audit, const std::string& document) {
    for (const CopyGroup& group : audit.groups) {
      for (const GroupMember& member : group.members) {
        if (audit.articles[member.article].block.document == document) return &group;
      }
    }
    return nullptr;
  }

  static const Reuse* ReuseOf(const CollectionAudit& audit, const std::string& target) {
    const CopyGroup* const group = GroupOf(audit, target);
    if (group == nullptr) return nullptr;
    for (const Reuse& reuse : group->reuse) {
      if (reuse.target.document == target) return &reuse;
    }
    return nullptr;
  }
};

TEST_F(AuditTest, OriginsAndReprintsOfTheSample) {
  const CollectionAudit audit = AuditOf(NewsArticles(), WithAgencies());
  EXPECT_EQ(audit.articles.size(), NewsArticles().size());
  const CopyGroup* const bridge = GroupOf(audit, "harbour-01");
  ASSERT_NE(bridge, nullptr);
  EXPECT_EQ(bridge->attribution.origin.agency, "Meridian Wire");
  EXPECT_EQ(bridge->attribution.origin.document->document, "meridian-01");
  EXPECT_EQ(bridge->attribution.declared, "Meridian Wire");
  EXPECT_EQ(audit.articles[bridge->members[bridge->reference].article].block.document, "meridian-01");
  const Reuse* const reprint = ReuseOf(audit, "harbour-01");
  ASSERT_NE(reprint, nullptr);
  EXPECT_EQ(reprint->share_kept, 1);
  EXPECT_EQ(reprint->credit, ReuseCredit::kCreditedVerbatim);
  EXPECT_EQ(reprint->lag, 9300);
  EXPECT_EQ(reprint->verdict, PolicyVerdict::kCounts);
  // A reprint of a part of it.
  const Reuse* const cut = ReuseOf(audit, "quayside-01");
  ASSERT_NE(cut, nullptr);
  EXPECT_EQ(cut->verdict, PolicyVerdict::kBelowShare);
  EXPECT_LT(cut->share_kept, 0.6);
}

TEST_F(AuditTest, DoesNotDependOnBatchesThreadsAndOrder) {
  std::vector<Document> documents = NewsArticles();
  const CollectionAudit audit = AuditOf(documents, WithAgencies(), 48, 1);
  std::reverse(documents.begin(), documents.end());
  AuditOptions options = WithAgencies();
  options.threads = 3;
  EXPECT_EQ(AuditOf(documents, options, 5, 3), audit);
}

TEST_F(AuditTest, AStoreGivesTheSame) {
  const CollectionAudit audit = AuditOf(NewsArticles(), WithAgencies());
  Detector detector = OpenOrDie(OnDisk("store"));
  AddAll(NewsArticles(), 9, &detector);
  const auto stored = AuditCollection(&detector, WithAgencies());
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(*stored, audit);
}

TEST_F(AuditTest, GroupsThatWereAskedFor) {
  const CollectionAudit all = AuditOf(NewsArticles(), WithAgencies());
  AuditOptions options = WithAgencies();
  options.outlets = {"HARBOUR COURIER"};
  const CollectionAudit of_outlet = AuditOf(NewsArticles(), options);
  EXPECT_THAT(of_outlet.groups, SizeIs(2));
  EXPECT_EQ(of_outlet.all_groups, all.groups.size());
  EXPECT_EQ(of_outlet.articles, all.articles);
  options.outlets.clear();
  options.origins = {"Kestrel Press"};
  for (const CopyGroup& group : AuditOf(NewsArticles(), options).groups) {
    EXPECT_EQ(group.attribution.origin.agency, "Kestrel Press");
  }
  options.origins.clear();
  options.since = 4'000'000'000;
  EXPECT_THAT(AuditOf(NewsArticles(), options).groups, IsEmpty());
}

TEST_F(AuditTest, ThePolicyChangesVerdicts) {
  AuditOptions options = WithAgencies();
  options.rules.min_share = 0.5;
  EXPECT_EQ(ReuseOf(AuditOf(NewsArticles(), options), "quayside-01")->verdict, PolicyVerdict::kCounts);
  options.rules.min_words = 100'000;
  EXPECT_EQ(ReuseOf(AuditOf(NewsArticles(), options), "quayside-01")->verdict, PolicyVerdict::kBelowWords);
  options.rules.sources = {"meridian wire"};
  EXPECT_EQ(ReuseOf(AuditOf(NewsArticles(), options), "quayside-01")->verdict, PolicyVerdict::kExcludedSource);
  options.rules.min_share = 2;
  Detector detector = OpenOrDie({});
  EXPECT_TRUE(absl::IsInvalidArgument(AuditCollection(&detector, options).status()));
}

TEST_F(AuditTest, NothingToAudit) {
  Detector detector = OpenOrDie({});
  const auto audit = AuditCollection(&detector);
  ASSERT_TRUE(audit.ok()) << audit.status();
  EXPECT_EQ(*audit, CollectionAudit());
  const AuditTables tables = MakeAuditTables(*audit);
  EXPECT_EQ(tables, AuditTables());
  const JoinedStatuses statuses;
  for (const AuditTable& table : ListAuditTables(*audit, tables, statuses)) {
    EXPECT_TRUE(table.for_each_row([](std::span<const TableCell>) { return absl::InternalError("a row"); }).ok());
  }
}

TEST_F(AuditTest, TextsThatWereNotKept) {
  Options options = OnDisk("store");
  options.keep_text = false;
  Detector detector = OpenOrDie(options);
  AddAll(NewsArticles(), 48, &detector);
  const auto audit = AuditCollection(&detector);
  EXPECT_TRUE(absl::IsFailedPrecondition(audit.status())) << audit.status();
  EXPECT_THAT(std::string(audit.status().message()), HasSubstr("add the collection to a store that keeps them"));
}

// A page's digest is not an article beside its items, and what a page says of itself is of its main article.
TEST_F(AuditTest, PagesAreAuditedBlockByBlock) {
  Document page;
  page.metadata.id = "page";
  page.metadata.url = "https://www.ploverton.example/news/1";
  page.type = ContentType::kHtml;
  const std::string story = NewsArticles().front().text;
  std::string paragraphs;
  for (std::size_t at = 0; at < story.size();) {
    const std::size_t end = std::min(story.find("\n\n", at), story.size());
    paragraphs += "<p>" + story.substr(at, end - at) + "</p>\n";
    at = end + 2;
  }
  page.text =
      "<html><head><title>Bridge closed</title><meta property=\"og:site_name\" content=\"Ploverton Star\">"
      "<meta name=\"original-source\" content=\"Meridian Wire\"></head><body><article><h1>Bridge closed</h1>" +
      paragraphs + "</article></body></html>";
  std::vector<Document> documents = NewsArticles();
  documents.push_back(page);
  const CollectionAudit audit = AuditOf(documents, WithAgencies());
  const CopyGroup* const group = GroupOf(audit, "page");
  ASSERT_NE(group, nullptr);
  const auto article = std::find_if(audit.articles.begin(), audit.articles.end(),
                                    [](const AuditedArticle& each) { return each.block.document == "page"; });
  EXPECT_EQ(article->outlet, "Ploverton Star");
  EXPECT_THAT(article->credits, Contains(testing::Field(&Credit::kind, CreditKind::kMetadata)));
  EXPECT_EQ(group->attribution.origin.agency, "Meridian Wire");
}

TEST_F(AuditTest, EveryRowHasItsColumns) {
  const CollectionAudit audit = AuditOf(NewsArticles(), WithAgencies());
  const AuditTables tables = MakeAuditTables(audit);
  const JoinedStatuses statuses = JoinStatuses(
      audit, {{.source = {"gone", "0"}, .target = {"too", "0"}, .state = FindingState::kLicensed, .note = "a note"}});
  std::size_t gone = 0;
  for (const AuditTable& table : ListAuditTables(audit, tables, statuses)) {
    std::size_t rows = 0;
    const absl::Status status = table.for_each_row([&](std::span<const TableCell> cells) {
      ++rows;
      EXPECT_EQ(cells.size(), table.columns.size()) << table.name;
      if (CsvLine(cells).ends_with("licensed,a note,gone")) ++gone;
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok());
    EXPECT_TRUE(rows > 0 || table.name == "conflicts") << table.name;
    // An error of the visitor ends it.
    if (rows == 0) continue;
    EXPECT_TRUE(absl::IsCancelled(
        table.for_each_row([](std::span<const TableCell>) { return absl::CancelledError("enough"); })));
  }
  EXPECT_EQ(gone, 1u);
}

}  // namespace
}  // namespace copydesk
