#include "page/headline_list.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

std::vector<std::string> Lists(std::string_view text, std::string_view page = "") {
  const auto all_of = [](std::string_view t) {
    return TextRange{.begin = 0, .end = static_cast<std::uint32_t>(t.size())};
  };
  PageVocabulary vocabulary;
  vocabulary.Add(page, all_of(page));
  vocabulary.Add(text, all_of(text));
  const std::vector<PageWord> words = SplitWords(text, all_of(text));
  std::vector<std::string> lists;
  for (const WordRange& list : FindHeadlineLists(words, vocabulary)) {
    lists.emplace_back(
        text.substr(words[list.first].range.begin, words[list.last - 1].range.end - words[list.first].range.begin));
  }
  return lists;
}

TEST(HeadlineList, InTheMiddleOfAnItem) {
  const std::string list =
      "Top stories Pick one. World Mint runs out of small coins again Town Pier shut until the divers come Town Why is "
      "the tide in my cellar? Town Six hens found on the night train Town Two bells stolen from the tower in 2025";
  EXPECT_EQ(Lists("The mayor, Ada Quill, spoke to a crowd of reporters in the hall. " + list +
                      " Ms Quill then went home by tram, as the mayors of the town have always done.",
                  "Ms Quill is the mayor."),
            std::vector<std::string>{list});
}

TEST(HeadlineList, SentencesWithTitlesOfPeopleAreNone) {
  EXPECT_TRUE(
      Lists("He said that he would meet with Mr Pike and with Mr Perch before Mr Vole could speak to Mr Tench and "
            "to Mr Roach in the hall, and that the talks with Mr Pike would then go on until the small hours of "
            "the next day, if Mr Perch agreed.")
          .empty());
  EXPECT_TRUE(Lists("").empty());
}

}  // namespace
}  // namespace copydesk
