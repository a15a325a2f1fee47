#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "copydesk/credit.h"
#include "wire/agency_names.h"

namespace copydesk {
namespace {

using ::testing::HasSubstr;

TEST(AgencyList, BuiltinIsSortedAndItsSpellingsAreUnique) {
  const AgencyList list = AgencyList::Builtin();
  ASSERT_GT(list.agencies().size(), 100u);
  std::set<std::u32string> spellings;
  for (std::size_t i = 0; i < list.agencies().size(); ++i) {
    const Agency& agency = list.agencies()[i];
    if (i > 0) {
      EXPECT_LT(list.agencies()[i - 1].name, agency.name);
    }
    EXPECT_EQ(agency.country.size(), 2u) << agency.name;
    for (const auto* names : {&agency.spellings, &agency.short_names, &agency.bracketed_names}) {
      for (const std::string& name : *names) {
        EXPECT_TRUE(spellings.insert(FoldName(name)).second) << name;
        EXPECT_EQ(list.Find(name), agency.name);
      }
    }
    // A short word of capitals means other things too.
    for (const std::string& name : agency.spellings) EXPECT_GT(name.size(), 3u) << name;
  }
}

TEST(AgencyList, HasTheAgenciesOfTheWorld) {
  const AgencyList list = AgencyList::Builtin();
  for (const std::string_view name :
       {"AP",     "Reuters",   "AFP", "dpa", "PA",  "ANSA", "EFE", "Xinhua",  "TASS",     "Kyodo",
        "Yonhap", "Bloomberg", "UPI", "PTI", "ANI", "AAP",  "CP",  "Bernama", "Interfax", "Anadolu"}) {
    EXPECT_EQ(list.Find(name), name);
  }
  EXPECT_EQ(list.Find("The Associated Press"), "AP");
  EXPECT_EQ(list.Find(" associated  press "), "AP");
  EXPECT_EQ(list.Find("新华社"), "Xinhua");
  EXPECT_EQ(list.Find("ТАСС"), "TASS");
  EXPECT_EQ(list.Find("共同通信"), "Kyodo");
  EXPECT_EQ(list.Find("연합뉴스"), "Yonhap");
  EXPECT_EQ(list.Find("فرانس برس"), "AFP");
  EXPECT_EQ(list.Find("د ب أ"), "dpa");
  EXPECT_EQ(list.Find("АФП"), "AFP");
  EXPECT_EQ(list.Find("The Harbour Times"), "");
  EXPECT_EQ(list.Find(""), "");
  EXPECT_EQ(list.Find("agencies"), "");
}

TEST(AgencyList, AFileAddsAgenciesAndSpellings) {
  const auto list = AgencyList::Parse(
      "# ours\r\nKestrel\tagency\tXX\tKestrel News|Kestrel Press Service\tKPS|(KS)\r\n\nAP\tagency\t\tAssoc. Press\n",
      "ours.tsv");
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->Find("kestrel news"), "Kestrel");
  EXPECT_EQ(list->Find("KPS"), "Kestrel");
  EXPECT_EQ(list->Find("KS"), "Kestrel");
  EXPECT_EQ(list->Find("Assoc. Press"), "AP");
  EXPECT_EQ(list->Find("Reuters"), "Reuters");
  EXPECT_EQ(list->agencies().size(), AgencyList::Builtin().agencies().size() + 1);
  EXPECT_EQ(AgencyList::Builtin().Find("KPS"), "");
}

TEST(AgencyList, ErrorsNameTheLine) {
  const auto message = [](std::string_view text) {
    return std::string(AgencyList::Parse(text, "ours.tsv").status().message());
  };
  EXPECT_THAT(message("\nKestrel agency"), HasSubstr("ours.tsv:2: the line has 1 columns"));
  EXPECT_THAT(message("Kestrel\tpaper\tXX\tKestrel News\t"), HasSubstr("none of agency, photo and release"));
  EXPECT_THAT(message("Kestrel\tagency\tXX\tReuters\t"), HasSubstr("already one of Reuters"));
  EXPECT_THAT(message("Kestrel\tagency\tXX\t\t"), HasSubstr("has no spelling"));
  EXPECT_THAT(message("Kestrel\tagency\tXX\tK\t"), HasSubstr("less than two characters"));
  EXPECT_THAT(message("Kestrel\tagency\tXX\tK\xff\xff\t"), HasSubstr("not UTF-8"));
  EXPECT_THAT(message("Kestrel\tagency\tXX\t" + std::string(81, 'k') + "\t"), HasSubstr("longer than 80 bytes"));
  EXPECT_THAT(message("\tagency\tXX\tKestrel\t"), HasSubstr("name is empty"));
}

}  // namespace
}  // namespace copydesk
