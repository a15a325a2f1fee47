#include "wire/agency_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "copydesk/credit.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> NamesIn(std::string_view text) {
  const AgencyList list = AgencyList::Builtin();
  std::vector<NameMatch> found;
  list.names().FindIn(text, {.begin = 0, .end = static_cast<std::uint32_t>(text.size())}, &found);
  std::vector<std::string> names;
  for (const NameMatch& name : found)
    names.emplace_back(text.substr(name.range.begin, name.range.end - name.range.begin));
  return names;
}

TEST(AgencyNames, TheLongestAtEachPlace) {
  EXPECT_THAT(NamesIn("Thomson Reuters and Reuters"), ElementsAre("Thomson Reuters", "Reuters"));
  EXPECT_THAT(NamesIn("the Associated\n Press and the A.P."), ElementsAre("Associated\n Press", "A.P."));
  EXPECT_THAT(NamesIn("Agence France-Presse, Agence France\u2011Presse"),
              ElementsAre("Agence France-Presse", "Agence France\u2011Presse"));
  EXPECT_THAT(NamesIn("РИА «Новости», ТАСС"), ElementsAre("РИА «Новости»", "ТАСС"));
  EXPECT_THAT(NamesIn("据新华社报道"), ElementsAre("新华社"));
  EXPECT_THAT(NamesIn("연합뉴스는"), ElementsAre("연합뉴스"));
}

TEST(AgencyNames, WholeWordsOnly) {
  EXPECT_THAT(NamesIn("APx MAPs reutersx xreuters XReuters xAP AFPs ＡＰＰ"), IsEmpty());
  EXPECT_THAT(NamesIn("@AP #AP _AP AP_ AP@ reuters.com AP-NORC non-PA ap Ap"), IsEmpty());
  EXPECT_THAT(NamesIn("said.Reuters said AP."), ElementsAre("Reuters", "AP"));
  EXPECT_THAT(NamesIn("Jane DoeAssociated Press"), ElementsAre("Associated Press"));  // a lost space
  EXPECT_THAT(NamesIn(""), IsEmpty());
  EXPECT_THAT(NamesIn("AP"), ElementsAre("AP"));
  EXPECT_THAT(NamesIn("A"), IsEmpty());
  EXPECT_THAT(NamesIn("\xff"
                      "AP\xff"),
              ElementsAre("AP"));
}

// Against looking for every spelling at every place.
TEST(AgencyNames, FindsWhatAPlainSearchFinds) {
  const AgencyList list = AgencyList::Builtin();
  std::vector<std::string> spellings;
  for (const Agency& agency : list.agencies()) {
    spellings.insert(spellings.end(), agency.spellings.begin(), agency.spellings.end());
  }
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
      const std::string& spelling = spellings[random() % spellings.size()];
      text += " – zz " + spelling + " – zz ";
      expected.push_back(spelling);
    }
    EXPECT_EQ(NamesIn(text), expected) << round;
  }
}

}  // namespace
}  // namespace copydesk
