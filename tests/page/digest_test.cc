#include "page/digest.h"

#include <gtest/gtest.h>

#include <string>

#include "page/page_testing.h"
#include "page/words.h"

namespace copydesk {
namespace {

// "title: first word" of each item.
std::vector<std::string> Items(const std::string& text) {
  std::vector<PageLine> lines = FindLines(text);
  MeasureLines(text, &lines);
  std::vector<std::string> items;
  for (const DigestItem& item : FindDigestItems(text, lines, 0, {}, {})) {
    const std::string body = Collapse(Slice(text, item.body));
    items.push_back(Collapse(Slice(text, item.title)) + ": " + body.substr(0, body.find(' ')));
  }
  return items;
}

const std::vector<std::string>& Three() {
  static const std::vector<std::string> items = {"Mill burns: Babe", "Otters return: Debi", "Ferry lost: Gede"};
  return items;
}

std::string Body(std::size_t i) { return std::vector<std::string>{"Babe ", "Debi ", "Gede "}[i] + Prose(i * 50, 20); }

TEST(Digest, RulesBetweenItems) {
  EXPECT_EQ(Items("What mattered today, gathered by the early shift.\n***\nMill burns\n" + Body(0) +
                  "\n***\nOtters return\n" + Body(1) + "\n***\nFerry lost\n" + Body(2) + "\n***\n"),
            Three());
}

TEST(Digest, NumbersInOrder) {
  EXPECT_EQ(
      Items("Intro.\n1. Mill burns\n" + Body(0) + "\n2. Otters return\n" + Body(1) + "\n3. Ferry lost\n" + Body(2)),
      Three());
  EXPECT_TRUE(Items("1. Mill burns\n" + Body(0) + "\n7. Otters return\n" + Body(1)).empty());
  EXPECT_TRUE(Items("1.5 metres of snow fell\n" + Body(0)).empty());
}

TEST(Digest, BulletsWithAShortFirstSentence) {
  EXPECT_EQ(Items("• Mill burns. " + Body(0) + "\n• Otters return. " + Body(1) + "\n• Ferry lost. " + Body(2)),
            Three());
  EXPECT_EQ(Items("• 磨坊失火。 " + Body(0) + "\n• Otters return. " + Body(1) + "\n• Ferry lost. " + Body(2)).front(),
            "磨坊失火: Babe");
  EXPECT_TRUE(Items("• milk\n• eggs\n• bread\n").empty());
}

TEST(Digest, AnArticleIsNone) { EXPECT_TRUE(Items(Prose(0, 60) + "\n" + Prose(100, 60)).empty()); }

}  // namespace
}  // namespace copydesk
