// What the tables of an audit count.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "copydesk/audit_collection.h"

namespace copydesk {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kHour = 3600;

// Builds an audit of one group: article 0 is the reference.
class AuditTablesTest : public testing::Test {
 protected:
  AuditTablesTest() { audit_.groups.push_back({.name = "g-1"}); }

  void Add(const std::string& outlet, std::optional<std::int64_t> time, GroupRole role = GroupRole::kVersion) {
    AuditedArticle article;
    article.block = {.document = "d" + std::to_string(audit_.articles.size()), .block = "0"};
    article.outlet = outlet;
    if (time.has_value()) article.time = PublishedTime{.earliest = *time, .latest = *time};
    const auto place = static_cast<std::uint32_t>(audit_.articles.size());
    audit_.articles.push_back(article);
    Group().members.push_back({.article = place, .role = role});
    Group().genealogy.order.push_back(place);
    Group().attribution.members.emplace_back();
    if (place == 0) return;
    Reuse reuse;
    reuse.share_kept = 1;
    reuse.share_copied = 0.5;
    reuse.verdict = PolicyVerdict::kCounts;
    reuse.credit = ReuseCredit::kCreditedVerbatim;
    if (time.has_value() && audit_.articles[0].time.has_value()) reuse.lag = *time - audit_.articles[0].time->earliest;
    Group().reuse.push_back(reuse);
  }

  CopyGroup& Group() { return audit_.groups[0]; }

  const OutletRow* OutletOf(const AuditTables& tables, const std::string& name) {
    for (const OutletRow& row : tables.outlets) {
      if (row.outlet == name) return &row;
    }
    return nullptr;
  }

  CollectionAudit audit_;
};

TEST_F(AuditTablesTest, AnAgencyWithoutADocument) {
  Add("Echo", 0);
  Add("Post", 2 * kHour);
  Add("Courier", 4 * kHour);
  Group().reuse[1].credit = ReuseCredit::kNoCreditFound;
  Group().attribution.origin = {.agency = "AP", .confidence = 0.9};
  const AuditTables tables = MakeAuditTables(audit_);
  ASSERT_THAT(tables.agencies, SizeIs(1));
  const AgencyRow& agency = tables.agencies[0];
  EXPECT_EQ(agency.stories, 1u);
  EXPECT_EQ(agency.outlets, 3u);
  EXPECT_EQ(agency.pickup.reprints, 3u) << "what the others are compared with is a reprint as well";
  EXPECT_EQ(agency.pickup.credited_verbatim, 2u);
  EXPECT_EQ(agency.pickup.no_credit_found, 1u);
  EXPECT_EQ(agency.pickup.median_lag, 3.0 * kHour);
  EXPECT_EQ(agency.pickup.mean_copied, 0.5);
  EXPECT_THAT(tables.flows, SizeIs(3));
  EXPECT_TRUE(tables.flows[0].is_agency);
  EXPECT_THAT(tables.outlet_agency, SizeIs(3));
}

TEST_F(AuditTablesTest, AnOutletOfItsOwn) {
  Add("Echo", 0);
  Add("echo", kHour);  // the same one
  Add("Post", 2 * kHour);
  Group().attribution.origin = {.document = audit_.articles[0].block, .confidence = 0.9};
  const AuditTables tables = MakeAuditTables(audit_);
  EXPECT_THAT(tables.outlets, SizeIs(2));
  EXPECT_EQ(OutletOf(tables, "Echo")->origins, 1u);
  EXPECT_EQ(OutletOf(tables, "Echo")->articles, 2u);
  EXPECT_EQ(OutletOf(tables, "Echo")->reuse.reprints, 0u) << "its own copy";
  EXPECT_EQ(OutletOf(tables, "Post")->reuse.reprints, 1u);
  EXPECT_THAT(tables.agencies, IsEmpty());
  ASSERT_THAT(tables.flows, SizeIs(1));
  EXPECT_EQ(tables.flows[0].source, "Echo");
  EXPECT_EQ(tables.flows[0].target, "Post");
}

TEST_F(AuditTablesTest, WhatIsNoReprint) {
  Add("Echo", 0);
  Add("Post", kHour);
  Add("Courier", kHour);
  Add("Star", kHour);
  Group().attribution.origin = {.agency = "AP", .confidence = 0.9};
  Group().reuse[0].verdict = PolicyVerdict::kBelowShare;
  Group().reuse[1].credit = ReuseCredit::kQuotationOnly;
  AuditTables tables = MakeAuditTables(audit_);
  EXPECT_EQ(tables.agencies[0].pickup.reprints, 2u);
  EXPECT_EQ(OutletOf(tables, "Courier")->quotation_only, 1u);
  // Nobody knows whose it is.
  Group().attribution.origin = {};
  tables = MakeAuditTables(audit_);
  EXPECT_THAT(tables.agencies, IsEmpty());
  EXPECT_EQ(OutletOf(tables, "Star")->reuse.reprints, 0u);
  EXPECT_EQ(OutletOf(tables, "Star")->groups, 1u);
}

TEST_F(AuditTablesTest, AContainerCountsWhereItIsAtHome) {
  Add("Echo", 0);
  Add("Post", kHour, GroupRole::kContainer);
  Group().attribution.origin = {.agency = "AP", .confidence = 0.9};
  EXPECT_EQ(MakeAuditTables(audit_).agencies[0].pickup.reprints, 2u);
  CopyGroup other = Group();
  other.members[1].role = GroupRole::kVersion;
  other.attribution.origin = {};
  audit_.groups.push_back(other);
  EXPECT_EQ(MakeAuditTables(audit_).agencies[0].pickup.reprints, 1u);
}

TEST_F(AuditTablesTest, TimelineAndVersions) {
  Add("Echo", kHour);
  Add("Post", std::nullopt);
  Add("Star", 3 * kHour);
  Group().genealogy.order = {0, 2, 1};
  TracedPassage passage;
  passage.variants.resize(2);
  passage.cells = {{.member = 0, .variant = 0}, {.member = 2, .variant = 1}};
  Group().genealogy.passages.push_back(passage);
  const AuditTables tables = MakeAuditTables(audit_);
  ASSERT_THAT(tables.timeline, SizeIs(3));
  EXPECT_EQ(tables.timeline[0].lag, 0);
  EXPECT_EQ(tables.timeline[1].lag, 2 * kHour);
  EXPECT_EQ(tables.timeline[1].member, 2u);
  EXPECT_EQ(tables.timeline[2].lag, std::nullopt);
  EXPECT_EQ(tables.timeline[2].place, 3u);
  ASSERT_THAT(tables.versions, SizeIs(2));
  EXPECT_EQ(tables.versions[1], (VersionRow{.group = 0, .passage = 0, .cell = 1, .variant = 1, .member = 2}));
}

}  // namespace
}  // namespace copydesk
