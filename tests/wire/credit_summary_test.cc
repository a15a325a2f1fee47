#include <gtest/gtest.h>

#include <vector>

#include "copydesk/credit.h"

namespace copydesk {
namespace {

Credit Of(CreditKind kind, std::string agency) {
  return {.kind = kind, .agency = std::move(agency), .text = "", .range = {.begin = 0, .end = 0}};
}

TEST(CreditSummary, StrongestFirst) {
  const std::vector<Credit> credits = {Of(CreditKind::kByline, "AFP"),       Of(CreditKind::kContribution, "AP"),
                                       Of(CreditKind::kMention, "TASS"),     Of(CreditKind::kPhoto, "Getty Images"),
                                       Of(CreditKind::kDateline, "Reuters"), Of(CreditKind::kTrailing, "AFP")};
  const CreditSummary summary = SummarizeCredits(credits, CreditPlaces::kBoth);
  EXPECT_EQ(summary.state, CreditState::kCredited);
  const std::vector<CreditedAgency> expected = {{.agency = "Reuters", .kind = CreditKind::kDateline},
                                                {.agency = "AFP", .kind = CreditKind::kByline},
                                                {.agency = "AP", .kind = CreditKind::kContribution}};
  EXPECT_EQ(summary.agencies, expected);
  EXPECT_EQ(summary.sole(), "");
}

TEST(CreditSummary, SoleAndContributed) {
  const std::vector<Credit> sole = {Of(CreditKind::kDateline, "AP"), Of(CreditKind::kCopyright, "AP")};
  EXPECT_EQ(SummarizeCredits(sole, CreditPlaces::kNeither).sole(), "AP");
  const std::vector<Credit> contributed = {Of(CreditKind::kContribution, "AP")};
  const CreditSummary summary = SummarizeCredits(contributed, CreditPlaces::kBoth);
  EXPECT_EQ(summary.state, CreditState::kContributed);
  EXPECT_EQ(summary.sole(), "");
}

TEST(CreditSummary, NoneIsUnknownWherePlacesAreMissing) {
  const std::vector<Credit> mention = {Of(CreditKind::kMention, "AP"), Of(CreditKind::kPhoto, "AFP")};
  EXPECT_EQ(SummarizeCredits(mention, CreditPlaces::kBoth).state, CreditState::kNone);
  EXPECT_EQ(SummarizeCredits(mention, CreditPlaces::kBeginning).state, CreditState::kUnknown);
  EXPECT_EQ(SummarizeCredits({}, CreditPlaces::kNeither).state, CreditState::kUnknown);
}

TEST(CreditSummary, AgenciesWithoutNamesCountAlone) {
  const std::vector<Credit> generic = {Of(CreditKind::kTrailing, "")};
  EXPECT_EQ(SummarizeCredits(generic, CreditPlaces::kBoth).agencies.size(), 1u);
  EXPECT_EQ(SummarizeCredits(generic, CreditPlaces::kBoth).sole(), "");
  const std::vector<Credit> both = {Of(CreditKind::kTrailing, ""), Of(CreditKind::kContribution, "AP")};
  const CreditSummary summary = SummarizeCredits(both, CreditPlaces::kBoth);
  ASSERT_EQ(summary.agencies.size(), 1u);
  EXPECT_EQ(summary.agencies[0].agency, "AP");
}

TEST(CreditSummary, Names) {
  EXPECT_EQ(CreditKindName(CreditKind::kByline), "byline");
  EXPECT_EQ(CreditKindName(CreditKind::kMention), "mention");
  EXPECT_EQ(CreditStateName(CreditState::kUnknown), "unknown");
  EXPECT_TRUE(IsTextCredit(CreditKind::kMetadata));
  EXPECT_FALSE(IsTextCredit(CreditKind::kPhoto));
  EXPECT_FALSE(IsTextCredit(CreditKind::kMention));
}

}  // namespace
}  // namespace copydesk
