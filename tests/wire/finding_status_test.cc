// What was said of findings, and what of it holds for those that there are now.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "copydesk/audit_status.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

BlockName Named(const std::string& document) { return {.document = document, .block = "0"}; }

// Three articles in one group; the reference is the one of this place.
CollectionAudit Audit(std::uint32_t reference) {
  CollectionAudit audit;
  CopyGroup group{.name = "g-1"};
  for (const char* const name : {"a", "b", "c"}) {
    AuditedArticle article;
    article.block = Named(name);
    article.content = std::string("content of ") + name;
    group.members.push_back({.article = static_cast<std::uint32_t>(audit.articles.size())});
    audit.articles.push_back(article);
  }
  group.reference = reference;
  for (std::uint32_t m = 0; m < 3; ++m) {
    if (m == reference) continue;
    Reuse reuse;
    reuse.source = audit.articles[reference].block;
    reuse.target = audit.articles[m].block;
    group.reuse.push_back(reuse);
  }
  audit.groups.push_back(group);
  return audit;
}

FindingStatus Said(const std::string& source, const std::string& target, FindingState state) {
  return {.source = Named(source),
          .target = Named(target),
          .source_content = "content of " + source,
          .target_content = "content of " + target,
          .state = state,
          .note = "of " + target};
}

TEST(JoinStatuses, OfTheSameTexts) {
  const JoinedStatuses joined = JoinStatuses(Audit(0), {Said("a", "c", FindingState::kLicensed)});
  ASSERT_EQ(joined.groups.size(), 1u);
  EXPECT_THAT(joined.groups[0],
              ElementsAre(JoinedStatus(),
                          JoinedStatus{.match = StatusMatch::kSame, .state = FindingState::kLicensed, .note = "of c"}));
  EXPECT_THAT(joined.left, IsEmpty());
}

TEST(JoinStatuses, AreCarriedToAnotherReference) {
  const JoinedStatuses joined = JoinStatuses(Audit(1), {Said("a", "c", FindingState::kUnlicensed)});
  EXPECT_EQ(joined.groups[0][1].match, StatusMatch::kCarried);
  EXPECT_EQ(joined.groups[0][1].state, FindingState::kUnlicensed);
  // One of the very pair wins, in any order.
  const FindingStatus own = Said("b", "c", FindingState::kIgnored);
  for (const auto& statuses : {std::vector{own, Said("a", "c", FindingState::kUnlicensed)},
                               std::vector{Said("a", "c", FindingState::kUnlicensed), own}}) {
    const JoinedStatuses both = JoinStatuses(Audit(1), statuses);
    EXPECT_EQ(both.groups[0][1].match, StatusMatch::kSame);
    EXPECT_EQ(both.groups[0][1].state, FindingState::kIgnored);
  }
}

TEST(JoinStatuses, AChangedTextKeepsTheNoteAlone) {
  FindingStatus status = Said("a", "b", FindingState::kLicensed);
  status.target_content = "content before it was changed";
  const JoinedStatuses joined = JoinStatuses(Audit(0), {status});
  EXPECT_EQ(joined.groups[0][0],
            (JoinedStatus{.match = StatusMatch::kChanged, .state = FindingState::kNone, .note = "of b"}));
}

TEST(JoinStatuses, WhatIsNotThereIsLeft) {
  const std::vector<FindingStatus> statuses = {Said("a", "gone", FindingState::kLicensed),
                                               Said("b", "a", FindingState::kUnsure)};
  EXPECT_EQ(JoinStatuses(Audit(0), statuses).left, statuses);
}

}  // namespace
}  // namespace copydesk
