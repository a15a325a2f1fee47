#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "copydesk/credit.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Named(std::string_view value) { return AgenciesNamedBy(value, AgencyList::Builtin()); }

TEST(NamedAgencies, AuthorsSourcesPublishers) {
  EXPECT_THAT(Named("Associated Press"), ElementsAre("AP"));
  EXPECT_THAT(Named("The Associated Press"), ElementsAre("AP"));
  EXPECT_THAT(Named("By JANE DOE, Associated Press"), ElementsAre("AP"));
  EXPECT_THAT(Named("AP"), ElementsAre("AP"));
  EXPECT_THAT(Named("dpa/AFP"), ElementsAre("dpa", "AFP"));
  EXPECT_THAT(Named("Reuters Editorial"), ElementsAre("Reuters"));
  EXPECT_THAT(Named("AFP, AFP"), ElementsAre("AFP"));
  EXPECT_THAT(Named("新华社"), ElementsAre("Xinhua"));
}

TEST(NamedAgencies, OthersNameNone) {
  EXPECT_THAT(Named("Jane Doe"), IsEmpty());
  EXPECT_THAT(Named(""), IsEmpty());
  EXPECT_THAT(Named("Photo: AFP"), IsEmpty());
  EXPECT_THAT(Named("AP Photo/Jane Doe"), IsEmpty());
  EXPECT_THAT(Named("Getty Images"), IsEmpty());
  EXPECT_THAT(Named("https://www.facebook.com/Reuters"), IsEmpty());
  EXPECT_THAT(Named("The mayor told Reuters that the harbour would not open again this week."), IsEmpty());
  EXPECT_THAT(Named(std::string(300, ' ') + "AP"), IsEmpty());
}

}  // namespace
}  // namespace copydesk
