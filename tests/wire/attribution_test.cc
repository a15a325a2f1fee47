#include "copydesk/attribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "wire/audit_testing.h"

namespace copydesk {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Traced {
  Genealogy genealogy;
  Attribution attribution;
};

Traced Attribute(std::span<const AuditText> members) {
  Traced traced;
  traced.genealogy = TracePassages(members).value();
  traced.attribution = AttributeOrigin(members, traced.genealogy, AgencyList::Builtin());
  return traced;
}

Traced Attribute(const Articles& articles) { return Attribute(articles.All()); }

// Of the passage that begins with these words in some member.
const Origin& OriginOf(const Traced& traced, const Articles& articles, std::string_view words) {
  const std::vector<AuditText> members = articles.All();
  for (std::size_t p = 0; p < traced.genealogy.passages.size(); ++p) {
    for (const PassageCell& cell : traced.genealogy.passages[p].cells) {
      if (members[cell.member].text.substr(cell.parts.front().begin).starts_with(words)) {
        return traced.attribution.passages[p];
      }
    }
  }
  ADD_FAILURE() << "no passage begins with " << words;
  return traced.attribution.origin;
}

TEST(AttributeOrigin, AnAgencyWithoutADocument) {
  Articles articles;
  articles.Add("Echo", "DUNMARSH (AP) — " + Harbour(), "2031-03-07T09:00:00Z");
  articles.Add("Gazette", "By Jane Doe, Associated Press\n\n" + Harbour(0, 6), "2031-03-07T10:00:00Z");
  articles.Add("Post", Harbour(0, 5), "2031-03-07T08:00:00Z");
  articles.Add("Herald", Harbour() + "\n\n(AP)", "2031-03-07T11:00:00Z");
  const Attribution attribution = Attribute(articles).attribution;
  EXPECT_EQ(attribution.origin.agency, "AP");
  EXPECT_FALSE(attribution.origin.document.has_value());
  EXPECT_GT(attribution.origin.confidence, 0.6);
  EXPECT_EQ(attribution.origin.why.front(), "AP: credited by 3 of 4 outlets");
  EXPECT_THAT(attribution.origin.why, Contains("published first: Post, 2031-03-07T08:00:00Z"));
  EXPECT_THAT(attribution.origin.rivals, ElementsAre("Post"));
  EXPECT_EQ(attribution.declared, "AP");
  EXPECT_THAT(attribution.conflicts, IsEmpty());
}

TEST(AttributeOrigin, TheAgencysOwnDocument) {
  Articles articles;
  articles.Add("Echo", "DUNMARSH (Reuters) - " + Harbour(0, 5));
  articles.Add("reuters", Harbour());
  const Origin origin = Attribute(articles).attribution.origin;
  EXPECT_EQ(origin.agency, "Reuters");
  EXPECT_EQ(origin.document, (BlockName{.document = "reuters", .block = "0"}));
  EXPECT_THAT(origin.why, Contains("own document of Reuters: reuters"));
}

TEST(AttributeOrigin, AMixtureOfTwoAgenciesHasTwoSources) {
  Articles articles;
  const std::string ferry = Join({FerryParagraph(0), FerryParagraph(1), FerryParagraph(2), FerryParagraph(3)});
  articles.Add("Echo", "DUNMARSH (Reuters) - " + Harbour(0, 4), "2031-03-07T09:00:00Z");
  articles.Add("Gazette", "WHITSAND (AP) — " + ferry, "2031-03-07T09:30:00Z");
  articles.Add("Post", Harbour(0, 4) + "\n\n" + ferry + "\n\n(AP, Reuters)", "2031-03-07T12:00:00Z");
  const Traced traced = Attribute(articles);
  EXPECT_EQ(OriginOf(traced, articles, HarbourParagraph(1)).agency, "Reuters");
  EXPECT_EQ(OriginOf(traced, articles, FerryParagraph(1)).agency, "AP");
  const MemberSources& sources = traced.attribution.members[2];
  ASSERT_THAT(sources.sources, SizeIs(2));
  EXPECT_NEAR(sources.sources[0].share, 0.5, 0.1);
  EXPECT_NEAR(sources.sources[1].share, 0.5, 0.1);
  EXPECT_NE(sources.sources[0].agency, sources.sources[1].agency);
  EXPECT_EQ(sources.unshared, 0);
  EXPECT_THAT(traced.attribution.conflicts, IsEmpty());
}

TEST(AttributeOrigin, AnInsertionIsOfWhoeverHadItFirst) {
  Articles articles;
  const std::string inserted = Join({Harbour(0, 3), FerryParagraph(6), Harbour(3, 6)});
  articles.Add("Echo", "DUNMARSH (AP) — " + Harbour(0, 6), "2031-03-07T09:00:00Z");
  articles.Add("Gazette", "DUNMARSH (AP) — " + inserted, "2031-03-07T10:00:00Z");
  articles.Add("Herald", "DUNMARSH (AP) — " + Harbour(0, 6), "2031-03-07T10:30:00Z");
  articles.Add("Courier", "DUNMARSH (AP) — " + Harbour(0, 5), "2031-03-07T10:40:00Z");
  articles.Add("Star", "DUNMARSH (AP) — " + Harbour(0, 6), "2031-03-07T10:50:00Z");
  articles.Add("Post", inserted, "2031-03-07T12:00:00Z");
  const Traced traced = Attribute(articles);
  const Origin& origin = OriginOf(traced, articles, FerryParagraph(6));
  EXPECT_EQ(origin.agency, "");
  EXPECT_EQ(origin.document, (BlockName{.document = "Gazette", .block = "0"}));
  EXPECT_THAT(origin.why, Contains("inserted: 4 outlets have the passages around it, and not it"));
  EXPECT_EQ(OriginOf(traced, articles, HarbourParagraph(3)).agency, "AP");
  // The last paragraph, which one outlet cut, is no insertion.
  EXPECT_EQ(OriginOf(traced, articles, HarbourParagraph(5)).agency, "AP");
  const MemberSources& of_post = traced.attribution.members[5];
  ASSERT_THAT(of_post.sources, SizeIs(2));
  EXPECT_EQ(of_post.sources[0].agency, "AP");
  EXPECT_EQ(of_post.sources[1].member, 1U);
}

TEST(AttributeOrigin, AWrongDeclaredSource) {
  Articles articles;
  articles.Add("Reuters", "DUNMARSH (Reuters) - " + Harbour(), "2031-03-07T09:00:00Z");
  articles.Add("Echo", "DUNMARSH (Reuters) - " + Harbour(0, 7), "2031-03-07T10:00:00Z");
  articles.Add("Post", "DUNMARSH (AP) - " + Harbour(0, 6), "2031-03-07T11:00:00Z");
  const Attribution attribution = Attribute(articles).attribution;
  EXPECT_EQ(attribution.origin.agency, "Reuters");
  EXPECT_THAT(attribution.origin.rivals, ElementsAre("AP"));
  ASSERT_THAT(attribution.conflicts, SizeIs(1));
  EXPECT_EQ(attribution.conflicts[0].member, 2U);
  EXPECT_THAT(attribution.conflicts[0].declared, ElementsAre("AP"));
  EXPECT_EQ(attribution.conflicts[0].detected.agency, "Reuters");
  EXPECT_EQ(attribution.conflicts[0].detected.share, 1);
}

TEST(AttributeOrigin, WithoutCreditsTheFirstIsTheOrigin) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 5), "2031-03-07T10:00:00Z");
  articles.Add("Gazette", Harbour(), "2031-03-07T09:00:00Z");
  articles.Add("Post", Harbour(2, 8), "2031-03-07T11:00:00Z");
  const Origin origin = Attribute(articles).attribution.origin;
  EXPECT_EQ(origin.document, (BlockName{.document = "Gazette", .block = "0"}));
  EXPECT_GT(origin.confidence, 0.7);
  EXPECT_THAT(origin.why,
              ElementsAre("published first: Gazette, 2031-03-07T09:00:00Z", "most complete and least edited: Gazette"));
}

TEST(AttributeOrigin, MissingTimesMakeItLessSure) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 5), "2031-03-07T10:00:00Z");
  articles.Add("Gazette", Harbour(0, 5), "2031-03-07T09:00:00Z");
  const double sure = Attribute(articles).attribution.origin.confidence;
  articles.Add("Post", Harbour(0, 5));
  const Origin origin = Attribute(articles).attribution.origin;
  EXPECT_EQ(origin.document->document, "Gazette");
  EXPECT_LT(origin.confidence, sure);
  EXPECT_THAT(origin.why, Contains("no time of publication known for 1 of 3"));
}

TEST(AttributeOrigin, WithoutCreditsAndTimesNothingIsKnown) {
  Articles articles;
  articles.Add("Echo", Harbour());
  articles.Add("Gazette", Harbour());
  const Origin origin = Attribute(articles).attribution.origin;
  EXPECT_FALSE(origin.IsKnown());
  EXPECT_EQ(origin.confidence, 0);
  EXPECT_EQ(origin.why.front(), "no credit, and no time that tells who was first");
}

TEST(AttributeOrigin, EquallyLikelyOriginsAreRivals) {
  Articles articles;
  articles.Add("Echo", "DUNMARSH (AP) - " + Harbour());
  articles.Add("Gazette", "DUNMARSH (Reuters) - " + Harbour());
  const Origin origin = Attribute(articles).attribution.origin;
  EXPECT_FALSE(origin.IsKnown());
  EXPECT_THAT(origin.rivals, ElementsAre("AP", "Reuters"));
  EXPECT_THAT(origin.why, Contains("AP and Reuters are equally likely"));
}

TEST(AttributeOrigin, AnOutletHasOneVoice) {
  Articles articles;
  for (int i = 0; i < 9; ++i) articles.Add("Echo", "DUNMARSH (AP) - " + Harbour(0, 5));
  articles.Add("Gazette", "DUNMARSH (Reuters) - " + Harbour());
  articles.Add("Post", "DUNMARSH (Reuters) - " + Harbour());
  const Attribution attribution = Attribute(articles).attribution;
  EXPECT_EQ(attribution.origin.agency, "Reuters");
  EXPECT_EQ(attribution.declared, "Reuters");
  EXPECT_THAT(attribution.origin.why, Contains("AP: credited by 1 of 3 outlets"));
}

TEST(AttributeOrigin, AMentionOrAPhotoIsNoEvidence) {
  Articles articles;
  articles.Add("Echo", Harbour(0, 4) + "\n\nThe mayor told Reuters that nobody knew what had made the wall collapse.");
  articles.Add("Gazette", Harbour(0, 4) + "\n\n(AP Photo/John Roe)");
  EXPECT_FALSE(Attribute(articles).attribution.origin.IsKnown());
}

TEST(AttributeOrigin, DoesNotDependOnTheOrderOfMembers) {
  Articles articles;
  articles.Add("Echo", "DUNMARSH (AP) — " + Harbour(0, 6), "2031-03-07T09:00:00Z");
  articles.Add("Gazette", "DUNMARSH (Reuters) — " + Join({Harbour(0, 3), FerryParagraph(6), Harbour(3, 6)}),
               "2031-03-07");
  articles.Add("Herald", Harbour(0, 6));
  articles.Add("Post", Harbour(2, 8) + "\n\nWith files from The Canadian Press", "2031-03-06");
  std::vector<AuditText> members = articles.All();
  const Attribution one = Attribute(members).attribution;
  std::reverse(members.begin(), members.end());
  const Attribution two = Attribute(members).attribution;
  EXPECT_EQ(one.origin, two.origin);
  EXPECT_EQ(one.passages, two.passages);
}

TEST(AttributeOrigin, NothingInNothing) {
  EXPECT_FALSE(Attribute(std::vector<AuditText>()).attribution.origin.IsKnown());
  Articles articles;
  articles.Add("Echo", "");
  const Attribution attribution = Attribute(articles).attribution;
  EXPECT_FALSE(attribution.origin.IsKnown());
  EXPECT_THAT(attribution.members, SizeIs(1));
}

TEST(AttributeOrigin, ManyMembersWithTextsOfTheirOwn) {
  Articles articles;
  for (int i = 0; i < 3000; ++i) {
    std::string own;
    for (int word = 0; word < 15; ++word) own += std::to_string(i) + "th" + std::to_string(word) + " ";
    articles.Add("Outlet " + std::to_string(i), "DUNMARSH (AP) - " + Join({Harbour(0, 1), own, Harbour(1, 2)}));
  }
  const Traced traced = Attribute(articles);
  EXPECT_EQ(traced.attribution.origin.agency, "AP");
  EXPECT_GT(traced.attribution.origin.confidence, 0.99);
  EXPECT_EQ(traced.genealogy.passages.size(), 3002U);
}

}  // namespace
}  // namespace copydesk
