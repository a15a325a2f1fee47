#include "report/term_marks.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/excerpt.h"

namespace copydesk {
namespace {

std::string Marked(std::string_view text, const std::vector<SharedTerm>& terms) {
  std::string shown;
  for (const TextRange& range : FindTerms(text, terms))
    absl::StrAppend(&shown, "{", ToAbsl(SafeSlice(text, range)), "}");
  return shown;
}

TEST(TermMarksTest, FindsWordsInAnyCase) {
  EXPECT_EQ(Marked("SALTMERE - Saltmere's harbour", {{"saltmere", 1}}), "{SALTMERE}{Saltmere}");
  EXPECT_EQ(Marked("ferries and a ferry", {{"ferry", 1}}), "{ferry}");
  EXPECT_EQ(Marked("a rope, ropes", {{"rope", 1}}), "{rope}") << "short terms have no inflected forms";
  EXPECT_EQ(Marked("Inspectors", {{"inspector", 1}}), "{Inspectors}");
  EXPECT_EQ(Marked("rebridged", {{"bridge", 1}}), "");
  EXPECT_EQ(Marked("ÜBER Über", {{"über", 1}}), "{ÜBER}{Über}");
  EXPECT_EQ(Marked("昨天渡轮在港口", {{"渡轮", 1}, {"港口", 1}}), "{渡轮}{港口}");
  EXPECT_EQ(Marked("any", {{"", 1}, {std::string(1000, 'a'), 1}}), "");
}

}  // namespace
}  // namespace copydesk
