#include "page/title_end.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

TextRange AllOf(std::string_view text) { return {.begin = 0, .end = static_cast<std::uint32_t>(text.size())}; }

std::vector<PageWord> Split(std::string_view text) { return SplitWords(text, AllOf(text)); }

// The title that is found at the start of `text`, which `page` is the whole page of.
std::string Title(std::string_view text, std::string_view page) {
  PageVocabulary vocabulary;
  vocabulary.Add(page, AllOf(page));
  vocabulary.Add(text, AllOf(text));
  const auto words = Split(text);
  const TitleEnd end = FindTitleEnd(words, vocabulary);
  return end.body == 0 ? std::string() : std::string(text.substr(0, words[end.body - 1].range.end));
}

TEST(TitleEnd, BeforeAWordThatIsLowerCaseElsewhere) {
  EXPECT_EQ(Title("Ferry drifts all night with 212 on board A stray rope wound itself round the propeller on Tuesday.",
                  "It was a long night."),
            "Ferry drifts all night with 212 on board");
}

TEST(TitleEnd, BetweenTwoNames) {
  EXPECT_EQ(Title("Vole open to meeting Pike, Perch Simon Vole could meet them as early as next week, he said.",
                  "The mayor, Simon Vole, was seen with Simon Vole the younger."),
            "Vole open to meeting Pike, Perch");
}

TEST(TitleEnd, AtAPhotoCredit) {
  EXPECT_EQ(Title("Zither posters banned PHOTO: AFP Britain has banned two posters of zithers on walls.", ""),
            "Zither posters banned");
}

TEST(TitleEnd, AfterAQuestion) {
  EXPECT_EQ(Title("Who found the bell? Nobody in the town of Tarn would say so on Monday when asked.", ""),
            "Who found the bell?");
}

TEST(TitleEnd, NoneInASentence) {
  EXPECT_EQ(Title("the boats came in early and the men went home.", ""), "");
  EXPECT_EQ(Title("", ""), "");
  EXPECT_EQ(Title("Short. And then it goes on for a good while.", ""), "");
}

TEST(TitleEnd, PhotoCredits) {
  EXPECT_EQ(PhotoCreditWords(Split("PHOTO: ENID FARROW/SALTMERE GAZETTE Ferry drifts")), 4U);
  EXPECT_EQ(PhotoCreditWords(Split("PHOTO of a ferry")), 0U);
  EXPECT_EQ(PhotoCreditWords(Split("FERRY: LOST")), 0U);
}

}  // namespace
}  // namespace copydesk
