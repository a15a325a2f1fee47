#include <gtest/gtest.h>

#include <string>

#include "wire/credit_testing.h"

namespace copydesk {
namespace {

CreditPlaces PlacesOf(std::string_view text) {
  const TextRange whole = {.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
  return FindCreditPlaces(text, {&whole, 1});
}

TEST(CreditPlaces, WholeText) {
  EXPECT_EQ(PlacesOf(kParagraph), CreditPlaces::kBoth);
  EXPECT_EQ(PlacesOf(std::string(kParagraph) + "\n\nJane Doe"), CreditPlaces::kBoth);
  EXPECT_EQ(PlacesOf(std::string(kParagraph) + " REUTERS"), CreditPlaces::kBoth);
  EXPECT_EQ(PlacesOf("iPhone sales " + std::string(kParagraph)), CreditPlaces::kBoth);
  EXPECT_EQ(PlacesOf("“" + std::string(kParagraph) + "”"), CreditPlaces::kBoth);
  EXPECT_EQ(PlacesOf("港口星期五继续关闭。"), CreditPlaces::kBoth);
  EXPECT_EQ(PlacesOf("ميناء المدينة مغلق."), CreditPlaces::kBoth);
}

TEST(CreditPlaces, CutOff) {
  const std::string text(kParagraph);
  EXPECT_EQ(PlacesOf(text + " The mayor said that it would…"), CreditPlaces::kBeginning);
  EXPECT_EQ(PlacesOf(text + " The mayor said that it would ... [+1234 chars]"), CreditPlaces::kBeginning);
  EXPECT_EQ(PlacesOf(text.substr(0, text.size() - 10) + " and a good deal else that was lost"),
            CreditPlaces::kBeginning);
  EXPECT_EQ(PlacesOf(text + " Read more"), CreditPlaces::kBeginning);
  EXPECT_EQ(PlacesOf("and so it was closed. " + text), CreditPlaces::kEnd);
  EXPECT_EQ(PlacesOf("..." + text), CreditPlaces::kEnd);
  EXPECT_EQ(PlacesOf("and so it was closed, as the mayor said,"), CreditPlaces::kNeither);
  EXPECT_EQ(PlacesOf(""), CreditPlaces::kNeither);
  EXPECT_EQ(FindCreditPlaces(text, {}), CreditPlaces::kNeither);
}

TEST(CreditPlaces, Names) {
  EXPECT_EQ(CreditPlacesName(CreditPlaces::kBoth), "both");
  EXPECT_EQ(CreditPlacesName(CreditPlaces::kNeither), "neither");
}

}  // namespace
}  // namespace copydesk
