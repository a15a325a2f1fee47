#include "page/phrases.h"

#include <gtest/gtest.h>

#include "page/words.h"

namespace copydesk {
namespace {

TEST(Phrases, EndWhereWordsDo) {
  EXPECT_TRUE(IsRelatedHeading("related articles"));
  EXPECT_FALSE(IsRelatedHeading("relatedness of languages"));
  EXPECT_FALSE(IsRelatedHeading("related to the minister were four of the men who had"));
  EXPECT_TRUE(IsRelatedHeading(LineKey("相关报道")));
  EXPECT_TRUE(IsCommentsHeading(LineKey("网友评论（0）")));
}

TEST(Phrases, ReadMoreCountsTheLongestPhrase) {
  EXPECT_EQ(ReadMoreWords("read more"), 2);
  EXPECT_EQ(ReadMoreWords("read more here"), 3);
  EXPECT_EQ(ReadMoreWords("readers"), 0);
  EXPECT_EQ(ReadMoreWords(LineKey("点击阅读全文")), 1);
}

TEST(Phrases, AdvertisementsAreInvitations) {
  for (const char* line : {"Advertisement", "Werbung", "Реклама", "广告"}) {
    EXPECT_TRUE(StartsLikeAdvertisement(LineKey(line))) << line;
    EXPECT_TRUE(StartsLikeInvitation(LineKey(line))) << line;
  }
  EXPECT_FALSE(StartsLikeAdvertisement("sign up now"));
}

TEST(Phrases, Rules) {
  for (const char* line : {"***", "* * *", "-----", "———", "• • •"}) EXPECT_TRUE(IsRule(line)) << line;
  for (const char* line : {"", "**", "a***", "- x -"}) EXPECT_FALSE(IsRule(line)) << line;
}

TEST(Phrases, Agencies) {
  EXPECT_TRUE(HasAgencyWord("kestrel press service"));
  EXPECT_TRUE(HasAgencyWord(LineKey("وكالة سهيل")));
  EXPECT_FALSE(HasAgencyWord("the apartment"));
}

}  // namespace
}  // namespace copydesk
