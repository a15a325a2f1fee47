#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "copydesk/credit.h"
#include "copydesk/page.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> AgenciesOf(const std::vector<SourceStatement>& statements) {
  std::vector<std::string> agencies;
  for (const Credit& credit : CreditsOfStatements(statements, AgencyList::Builtin())) {
    EXPECT_EQ(credit.kind, CreditKind::kMetadata);
    EXPECT_EQ(credit.range, TextRange());
    agencies.push_back(credit.agency);
  }
  return agencies;
}

TEST(CreditsOfStatements, NamesAndAddresses) {
  EXPECT_THAT(AgenciesOf({{.kind = StatementKind::kAuthor, .value = "Jane Doe, Associated Press"},
                          {.kind = StatementKind::kCanonical, .value = "https://www.Reuters.com/world/a-1"},
                          {.kind = StatementKind::kBasedOn, .value = "https://apnews.com/article/b"},
                          {.kind = StatementKind::kProvider, .value = "dpa"}}),
              ElementsAre("AP", "Reuters", "dpa"));
}

TEST(CreditsOfStatements, OthersAreNone) {
  EXPECT_THAT(AgenciesOf({}), IsEmpty());
  EXPECT_THAT(AgenciesOf({{.kind = StatementKind::kPublisher, .value = "Tolvane Post"},
                          {.kind = StatementKind::kCreditText, .value = "Photo: AFP"},
                          {.kind = StatementKind::kCanonical, .value = "https://notreuters.com/a"},
                          {.kind = StatementKind::kCanonical, .value = "https://tolvane.test/reuters.com"},
                          {.kind = StatementKind::kAuthor, .value = "https://://"}}),
              IsEmpty());
}

TEST(FindSite, HostsAndThoseBelowThem) {
  const AgencyList list = AgencyList::Builtin();
  EXPECT_EQ(list.FindSite("https://uk.reuters.com/a"), "Reuters");
  EXPECT_EQ(list.FindSite("https://me@reuters.com:443/a"), "Reuters");
  EXPECT_EQ(list.FindSite("//reuters.com"), "Reuters");
  EXPECT_EQ(list.FindSite("reuters.com"), "");  // a path
  EXPECT_EQ(list.FindSite("https://reuters.com.evil.test/"), "");
  EXPECT_EQ(list.FindSite("https:///"), "");
  EXPECT_EQ(list.FindSite("https://" + std::string(100'000, '.')), "");
}

TEST(FindSite, OfAFile) {
  const AgencyList list =
      AgencyList::Parse("Kestrel\tagency\t\tKestrel Press\t\tkestrel.test|news.kestrel.example", "f").value();
  EXPECT_EQ(list.FindSite("http://www.kestrel.test/1"), "Kestrel");
  EXPECT_EQ(list.FindSite("http://kestrel.example/1"), "");
  const auto message = [](const std::string& site) {
    const std::string line = "Kestrel\tagency\t\tKestrel Press\t\t" + site;
    return std::string(AgencyList::Parse(line, "ours.tsv").status().message());
  };
  EXPECT_THAT(message("https://kestrel.test"), HasSubstr("ours.tsv:1: the site"));
  EXPECT_THAT(message("kestrel"), HasSubstr("no host name"));
  EXPECT_THAT(message("REUTERS.com"), HasSubstr("already one of Reuters"));
}

}  // namespace
}  // namespace copydesk
