#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "copydesk/credit.h"
#include "wire/credit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Credit> Find(std::string_view text, const std::vector<TextRange>& parts) {
  return FindCredits(text, parts, AgencyList::Builtin());
}

std::vector<Credit> Find(std::string_view text) {
  return Find(text, {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}});
}

void ExpectSound(std::string_view text, const std::vector<TextRange>& parts) {
  std::uint32_t begin = 0;
  for (const Credit& credit : Find(text, parts)) {
    EXPECT_LE(begin, credit.range.begin);
    begin = credit.range.begin;
    ASSERT_LT(credit.range.begin, credit.range.end);
    ASSERT_LE(credit.range.end, text.size());
    EXPECT_EQ(credit.text, text.substr(credit.range.begin, credit.range.end - credit.range.begin));
    EXPECT_TRUE(std::any_of(parts.begin(), parts.end(), [&](const TextRange& part) {
      return part.begin <= credit.range.begin && credit.range.end <= part.end;
    })) << credit.text;
  }
}

TEST(FindCredits, NothingInNothing) {
  EXPECT_THAT(Find(""), IsEmpty());
  EXPECT_THAT(Find("", {}), IsEmpty());
  EXPECT_THAT(Find(std::string(kParagraph)), IsEmpty());
}

TEST(FindCredits, InTextOrder) {
  const std::string text = "By Jane Doe, Associated Press\n\nOSLO (AP) — " + std::string(kParagraph) +
                           "\n\nThe mayor told Reuters that nobody knew what had made the harbour wall collapse.\n\n"
                           "(AP Photo/John Roe)\n\n" +
                           std::string(kParagraph) + "\n\nCopyright 2018 The Associated Press. All rights reserved.\n";
  EXPECT_THAT(CreditsIn(text), ElementsAre("byline AP: By Jane Doe, Associated Press", "dateline AP: OSLO (AP) —",
                                           "mention Reuters: Reuters", "photo AP: AP",
                                           "copyright AP: Copyright 2018 The Associated Press"));
}

TEST(FindCredits, LooksAtThePartsOnly) {
  const std::string text =
      "OSLO (AP) — " + std::string(kParagraph) + "\n\nREUTERS\n\n" + std::string(kParagraph) + " AFP";
  const auto second = static_cast<std::uint32_t>(text.find("\n\nREUTERS"));
  const auto third = static_cast<std::uint32_t>(text.find("The harbour", second));
  const std::vector<TextRange> parts = {{.begin = 0, .end = second},
                                        {.begin = third, .end = static_cast<std::uint32_t>(text.size())}};
  ExpectSound(text, parts);
  const std::vector<Credit> credits = Find(text, parts);
  ASSERT_EQ(credits.size(), 2u);
  EXPECT_EQ(credits[0].agency, "AP");
  EXPECT_EQ(credits[1].agency, "AFP");
  EXPECT_EQ(credits[1].range.begin, text.size() - 3);
}

TEST(FindCredits, HardWrappedLines) {
  const std::string text =
      "The harbour was closed for the third day on Friday while\n"
      "engineers looked for the cause of the collapse. Nobody was\n"
      "hurt, the mayor said in the evening, and The Associated\n"
      "Press contributed to this report.\n";
  EXPECT_THAT(CreditsIn(text),
              ElementsAre("contribution AP: Nobody was\nhurt, the mayor said in the evening, and The Associated\nPress "
                          "contributed to this report."));
}

TEST(FindCredits, LineEndsDoNotMatter) {
  const std::string text = "By Jane Doe, Associated Press\n\nOSLO (AP) — " + std::string(kParagraph) +
                           "\n\nPhoto: AFP\n\n" + std::string(kParagraph) +
                           " It was told to Reuters.\n\nWith files from The Canadian Press\n";
  std::string crlf;
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(CreditsIn(text), CreditsIn(crlf));
  EXPECT_EQ(CreditsIn(text).size(), 5u);
}

TEST(FindCredits, SoundOnRandomPieces) {
  const std::vector<std::string> pieces = {"(AP)",
                                           " — ",
                                           "AFP",
                                           "Reuters",
                                           "\n",
                                           "\r\n",
                                           "By ",
                                           "Jane Doe",
                                           ", ",
                                           ". ",
                                           "/",
                                           "Photo: ",
                                           "©",
                                           " 2018 ",
                                           "新华社",
                                           "电",
                                           "7日",
                                           "(",
                                           ")",
                                           "\xff",
                                           "\xe6\x96",
                                           "OSLO ",
                                           "with ",
                                           "told ",
                                           "агентства",
                                           "ТАСС",
                                           " – ",
                                           "The ",
                                           "dpa",
                                           "\n\n",
                                           "Source: ",
                                           "【",
                                           "】",
                                           " contributed to this report.",
                                           "(Reporting by ",
                                           "; Editing by ",
                                           "Getty Images",
                                           "=",
                                           std::string(kParagraph),
                                           " "};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t count = random() % 30;
    for (std::size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
    const auto size = static_cast<std::uint32_t>(text.size());
    ExpectSound(text, {{.begin = 0, .end = size}});
    const auto middle = static_cast<std::uint32_t>(random() % (size + 1));
    ExpectSound(text, {{.begin = 0, .end = middle}, {.begin = middle, .end = size}});
  }
}

TEST(FindCredits, OfMoreThanAreFoundThoseOfBothEnds) {
  std::string text = "OSLO (AP) — ";
  for (int i = 0; i < 20000; ++i) text += "The mayor told Reuters that it is closed. ";
  text += "\n\n" + std::string(kParagraph) + " AFP";
  const std::vector<Credit> credits = Find(text);
  EXPECT_GE(credits.size(), kMaxCredits);
  EXPECT_LE(credits.size(), 2 * kMaxCredits);
  EXPECT_EQ(credits.front().kind, CreditKind::kDateline);
  EXPECT_EQ(credits.back().kind, CreditKind::kTrailing);
}

// Twice the text, about twice the work: counted in steps of the text, for the clock decides nothing. What would be
// quadratic on these does not end within the time that a test has.
TEST(FindCredits, HostileTextsTakeLinearTime) {
  for (const std::string_view piece :
       {"AP ", "Reuters ", "Reuters, ", "(AP) ", "(AP) — ",     "Reporting by ",    "(Reporting by ",
        "By ", "A (",      "AP\n",      "©",     "Associated ", "Associated      ", "via AP ",
        "/AP", "with ",    "新华社",    "電",    "—",           "agencies ",        "AP Photo "}) {
    std::string text;
    while (text.size() < 4'000'000) text += piece;
    ExpectSound(text, {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}});
    (void)FindCreditPlaces(text, std::vector<TextRange>{{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}});
  }
}

}  // namespace
}  // namespace copydesk
