#include "page/credit.h"

#include <gtest/gtest.h>

#include <string>

#include "page/words.h"

namespace copydesk {
namespace {

std::string Credit(std::string_view line, bool own_line = false) {
  const TextRange credit = FindCredit(line, {.begin = 0, .end = static_cast<std::uint32_t>(line.size())}, own_line);
  return std::string(Slice(line, credit));
}

TEST(Credit, AfterTheLastSentence) {
  EXPECT_EQ(Credit("Prices fell, he said. AFP"), "AFP");
  EXPECT_EQ(Credit("“It rained.” REUTERS"), "REUTERS");
  EXPECT_EQ(Credit("It rained. KESTREL PRESS SERVICE"), "KESTREL PRESS SERVICE");
  EXPECT_EQ(Credit("Es regnete. (Meridian Wire)"), "(Meridian Wire)");
  EXPECT_EQ(Credit("Es regnete. (kps)"), "(kps)");
  EXPECT_EQ(Credit("It rained. - Kestrel News Agency"), "- Kestrel News Agency");
}

TEST(Credit, OnALineOfItsOwn) {
  EXPECT_EQ(Credit("【鹭洲社供稿】", true), "【鹭洲社供稿】");
  EXPECT_EQ(Credit("Агентство «Пустельга»", true), "Агентство «Пустельга»");
  EXPECT_EQ(Credit("Correspondance particulière, AGENCE DU BIEF", true), "Correspondance particulière, AGENCE DU BIEF");
  EXPECT_EQ(Credit("Jane Doe", true), "Jane Doe");
  EXPECT_EQ(Credit("Jane Doe", false), "");
}

TEST(Credit, PhotosAndTheRestAreNone) {
  EXPECT_EQ(Credit("It rained. PHOTO: AFP"), "");
  EXPECT_EQ(Credit("Il pleut. (Photo : la halle. Crédit : Jane Doe)"), "");
  EXPECT_EQ(Credit("（图片由公园管理处提供）", true), "");
  EXPECT_EQ(Credit("It rained."), "");
  EXPECT_EQ(Credit("It rained (a little)."), "");
  EXPECT_EQ(Credit("It rained. and then the sun came out again for a week or so"), "");
  EXPECT_EQ(Credit("[[nid:720192]]", true), "");
  EXPECT_EQ(Credit("READ MORE", true), "");
  EXPECT_EQ(Credit("RELATED STORIES:", true), "");
  EXPECT_EQ(Credit("", true), "");
}

}  // namespace
}  // namespace copydesk
