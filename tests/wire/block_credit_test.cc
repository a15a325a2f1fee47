#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "copydesk/credit.h"
#include "copydesk/page.h"
#include "wire/credit_testing.h"

namespace copydesk {
namespace {

Block BlockOf(std::size_t size, std::string credit) {
  Block block;
  block.parts = {{.begin = 0, .end = static_cast<std::uint32_t>(size)}};
  block.credit = std::move(credit);
  return block;
}

TEST(BlockCredit, IsATrailingCreditBehindTheParts) {
  const std::string text = std::string(kParagraph) + " REUTERS\n";
  const Block block = BlockOf(kParagraph.size(), "REUTERS");
  const std::vector<Credit> credits = FindBlockCredits(text, block, AgencyList::Builtin());
  ASSERT_EQ(credits.size(), 1u);
  EXPECT_EQ(credits[0].kind, CreditKind::kTrailing);
  EXPECT_EQ(credits[0].agency, "Reuters");
  EXPECT_EQ(credits[0].text, text.substr(credits[0].range.begin, credits[0].range.end - credits[0].range.begin));
}

TEST(BlockCredit, NotPrintedThereHasAnEmptyRange) {
  const std::string text(kParagraph);
  const std::vector<Credit> credits = FindBlockCredits(text, BlockOf(text.size(), "dpa/AFP"), AgencyList::Builtin());
  ASSERT_EQ(credits.size(), 2u);
  EXPECT_EQ(credits[0].agency, "dpa");
  EXPECT_EQ(credits[1].agency, "AFP");
  EXPECT_EQ(credits[1].range, (TextRange{.begin = static_cast<std::uint32_t>(text.size()),
                                         .end = static_cast<std::uint32_t>(text.size())}));
}

TEST(BlockCredit, OfAPersonIsNone) {
  const std::string text(kParagraph);
  EXPECT_TRUE(FindBlockCredits(text, BlockOf(text.size(), "Jane Doe"), AgencyList::Builtin()).empty());
}

TEST(BlockCredit, SaysThatTheEndWasCaptured) {
  const std::string text = "and so the harbour was closed for another day, said the mayor, who";
  EXPECT_EQ(FindBlockCreditPlaces(text, BlockOf(text.size(), "")), CreditPlaces::kNeither);
  EXPECT_EQ(FindBlockCreditPlaces(text, BlockOf(text.size(), "AFP")), CreditPlaces::kEnd);
}

// The page that the project began with: two of its related articles end with their agency.
TEST(BlockCredit, OfTheSeedPage) {
  const char* const data = std::getenv("COPYDESK_DATA");
  if (data == nullptr) GTEST_SKIP() << "COPYDESK_DATA is not set: it names the folder that holds seed-page.txt";
  std::ifstream file(std::string(data) + "/seed-page.txt", std::ios::binary);
  if (!file) GTEST_SKIP() << "COPYDESK_DATA has no seed-page.txt";
  Document document;
  document.text.assign(std::istreambuf_iterator<char>(file), {});
  const auto page = SplitPage(document);
  ASSERT_TRUE(page.ok());
  std::vector<std::string> sole;
  for (const Block& block : page->blocks) {
    if (block.role != BlockRole::kMain && block.role != BlockRole::kRelated) continue;
    const CreditSummary summary = SummarizeCredits(FindBlockCredits(page->text, block, AgencyList::Builtin()),
                                                   FindBlockCreditPlaces(page->text, block));
    sole.push_back(block.name + " " + std::string(summary.sole()));
  }
  EXPECT_EQ(sole, (std::vector<std::string>{"0 ", "1 ", "2 AFP", "3 Reuters"}));
}

}  // namespace
}  // namespace copydesk
