#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "copydesk/audit.h"
#include "text/tokens.h"
#include "wire/phrase_tree.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::uint8_t> MarksIn(std::string_view text, const PhraseList& list) {
  const auto tokens = Tokenize(text).hash;
  std::vector<std::uint8_t> marks(tokens.size(), 0);
  if (list.tree() != nullptr) list.tree()->Mark(tokens, 3, marks);
  return marks;
}

TEST(PhraseList, MarksTheLongestPhraseAtEachPlace) {
  const PhraseList list = PhraseList::Parse("all rights\r\nall rights reserved\n\n# a remark\nprices may vary").value();
  EXPECT_EQ(list.size(), 3U);
  EXPECT_THAT(MarksIn("Yes: ALL rights reserved, all rights; prices may not", list),
              ElementsAre(0, 3, 3, 3, 3, 3, 0, 0, 0));
}

TEST(PhraseList, WordsBehindThe64thDoNotCount) {
  std::string phrase;
  for (int i = 0; i < 100; ++i) phrase += "word" + std::to_string(i) + " ";
  const std::vector<std::uint8_t> marks = MarksIn(phrase, PhraseList::Parse(phrase).value());
  EXPECT_EQ(std::count(marks.begin(), marks.end(), 3), 64);
}

TEST(PhraseList, EmptyAndTooLarge) {
  EXPECT_EQ(PhraseList().size(), 0U);
  EXPECT_EQ(PhraseList::Parse("\n\n# nothing\n...\n").value().size(), 0U);
  std::string large;
  for (int i = 0; i <= 1'000'000; ++i) large += std::to_string(i) + "\n";
  EXPECT_THAT(std::string(PhraseList::Parse(large).status().message()), HasSubstr("1000000 phrases"));
}

}  // namespace
}  // namespace copydesk
