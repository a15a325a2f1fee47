#include "read/payload_index.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

WarcHead Head(const std::string& id, const std::string& digest) {
  WarcHead head;
  head.id = id;
  head.payload_digest = digest;
  head.target_uri = "http://a/" + id;
  head.date = "2020";
  return head;
}

TEST(PayloadIndexTest, ByDigestThenRecordThenUriAndDate) {
  PayloadIndex index;
  index.Add(Head("a", "sha1:A"), "a");
  index.Add(Head("b", ""), "b");
  WarcHead revisit;
  EXPECT_EQ(index.Find(revisit), "");
  revisit.refers_to_uri = "http://a/b";
  EXPECT_EQ(index.Find(revisit), "") << "of which date?";
  revisit.refers_to_date = "2020";
  EXPECT_EQ(index.Find(revisit), "b");
  revisit.refers_to_date = "2021";
  EXPECT_EQ(index.Find(revisit), "");
  revisit.refers_to = "b";
  EXPECT_EQ(index.Find(revisit), "b");
  revisit.payload_digest = "sha1:A";
  EXPECT_EQ(index.Find(revisit), "a");
}

TEST(PayloadIndexTest, TheFirstWithAPayloadIsNamed) {
  PayloadIndex index;
  index.Add(Head("a", "sha1:A"), "a");
  index.Add(Head("b", "sha1:A"), "b");
  WarcHead revisit;
  revisit.payload_digest = "sha1:A";
  EXPECT_EQ(index.Find(revisit), "a");
}

TEST(PayloadIndexTest, KeepsTheLastOnesOnly) {
  constexpr int kKept = 10;
  PayloadIndex index(kKept);
  for (int i = 0; i < 100; ++i) {
    index.Add(Head(std::to_string(i), "sha1:" + std::to_string(i)), std::to_string(i));
    int known = 0;
    for (int j = 0; j <= i; ++j) {
      WarcHead revisit;
      revisit.payload_digest = "sha1:" + std::to_string(j);
      const bool found = index.Find(revisit) == std::to_string(j);
      known += found ? 1 : 0;
      if (i - j < kKept) {
        EXPECT_TRUE(found);
      }
    }
    EXPECT_LE(known, 2 * kKept);
  }
}

}  // namespace
}  // namespace copydesk
