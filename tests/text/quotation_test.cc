#include "text/quotation.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "text/random_text.h"

namespace copydesk {
namespace {

using Strings = std::vector<std::string>;

Strings Quotations(std::string_view text) {
  Strings quotations;
  for (const TextRange& range : FindQuotations(text)) {
    quotations.emplace_back(text.substr(range.begin, range.end - range.begin));
  }
  return quotations;
}

TEST(Quotation, AllMarks) {
  for (const std::string_view quotation :
       {"“no comment at all”", "„no comment at all“", "„no comment at all”", "«no comment at all»",
        "»no comment at all«", "‹no comment at all›", "「no comment at all」", "『no comment at all』",
        "''no comment at all''", "``no comment at all''", "``no comment at all``", "\"no comment at all\"",
        "‘no comment at all’", "‚no comment at all‘", "‚no comment at all’", "‟no comment at all”"}) {
    const std::string q(quotation);
    EXPECT_EQ(Quotations("She said " + q + " and left."), Strings{q});
    EXPECT_EQ(Quotations(q), Strings{q});
    EXPECT_EQ(Quotations(q + ", she said."), Strings{q});
    EXPECT_EQ(Quotations("She said (" + q + ")."), Strings{q});
    EXPECT_EQ(Quotations(absl::StrCat("First ", q, " and then ", q, ".")), (Strings{q, q}));
  }
}

TEST(Quotation, None) {
  for (const std::string_view text : {"", "Plain words.", "The minister's reply didn't come.", "The ministers’ reply",
                                      "She didn’t say that it wasn’t hers."}) {
    EXPECT_EQ(Quotations(text), Strings{}) << text;
  }
}

TEST(Quotation, NestedOnesBelongToTheOuterOne) {
  for (const std::string_view quotation :
       {"“He told me ‘go home’ and I did”", "„Er sagte ‚geh heim‘ und ging“", "«Он сказал „иди домой“ и ушёл»",
        "「彼は『帰れ』と言った」", "\"He told me 'go home' and I did\"", "« Il m’a dit “rentre” et voilà »"}) {
    EXPECT_EQ(Quotations(quotation), Strings{std::string(quotation)});
  }
}

TEST(Quotation, ApostrophesDoNotClose) {
  EXPECT_EQ(Quotations("‘I don’t know’, he said."), Strings{"‘I don’t know’"});
  EXPECT_EQ(Quotations("“I don’t know”, he said. It wasn’t true."), Strings{"“I don’t know”"});
}

TEST(Quotation, ApostrophesDoNotOpen) { EXPECT_EQ(Quotations("Hawai‘i and O‘ahu’s beaches"), Strings{}); }

TEST(Quotation, FeetAndInches) {
  EXPECT_EQ(Quotations("He is 6'2\" tall and the door is 6'1\" high."), Strings{});
  EXPECT_EQ(Quotations("A 5\" pipe, \"a real one\", and a 3\" one."), Strings{"\"a real one\""});
}

// A mark that its paragraph does not close is a stray one, and what follows it is looked at again.
TEST(Quotation, StrayMarks) {
  EXPECT_EQ(Quotations("She said “nothing and left."), Strings{});
  EXPECT_EQ(Quotations("A “stray mark, then «a real quotation» here."), Strings{"«a real quotation»"});
  EXPECT_EQ(Quotations("„A stray one, then 「a real one」, «another» and ‘one more’."),
            (Strings{"「a real one」", "«another»", "‘one more’"}));
  EXPECT_EQ(Quotations("Two “stray “marks, then «a real quotation» here."), Strings{"«a real quotation»"});
  EXPECT_EQ(Quotations("nothing opened this” or this» or this’"), Strings{});
  EXPECT_EQ(Quotations("“"), Strings{});
  EXPECT_EQ(Quotations("\" \" \""), Strings{});
}

TEST(Quotation, AStrayMarkEndsWithItsParagraph) {
  EXPECT_EQ(Quotations("A “stray mark here.\n\nNo quotation here” at all."), Strings{});
}

TEST(Quotation, OverSeveralParagraphs) {
  EXPECT_EQ(
      Quotations("He said: “This is the first.\n\n“This is the second.\n\n“This is the third,” and left.\n\nEnd."),
      (Strings{"“This is the first.", "“This is the second.", "“This is the third,”"}));
  EXPECT_EQ(Quotations("\"This is the first.\r\n\r\n\"And the second.\" No more."),
            (Strings{"\"This is the first.", "\"And the second.\""}));
}

TEST(Quotation, French) {
  EXPECT_EQ(Quotations("Il a répondu : «\u00a0Pas de commentaire.\u00a0» Puis il est parti."),
            Strings{"«\u00a0Pas de commentaire.\u00a0»"});
  EXPECT_EQ(Quotations("Il a dit «\u202foui\u202f», puis « non »."), (Strings{"«\u202foui\u202f»", "« non »"}));
  EXPECT_EQ(Quotations("L’« oui » de l’accord, c’est l’essentiel."), Strings{});  // an apostrophe stands before it
}

TEST(Quotation, German) {
  EXPECT_EQ(Quotations("Er sagte: „Wir kommen morgen.“ Dann ging er. »Nein«, rief sie."),
            (Strings{"„Wir kommen morgen.“", "»Nein«"}));
  EXPECT_EQ(Quotations("„Wir haben’s versucht“, sagte er."), Strings{"„Wir haben’s versucht“"});
}

TEST(Quotation, Russian) {
  EXPECT_EQ(Quotations("«Мы не комментируем», — сказал он. Газета «Вечер» вышла."),
            (Strings{"«Мы не комментируем»", "«Вечер»"}));
}

TEST(Quotation, Arabic) {
  EXPECT_EQ(Quotations("وقال الوزير «لا تعليق» ثم غادر. وأضاف “سنعود غدا”."), (Strings{"«لا تعليق»", "“سنعود غدا”"}));
}

TEST(Quotation, ChineseAndJapanese) {
  EXPECT_EQ(Quotations("市長は「明日閉鎖する」と述べた。"), Strings{"「明日閉鎖する」"});
  EXPECT_EQ(Quotations("市长说：“我们明天关闭大桥。”他离开了。"), Strings{"“我们明天关闭大桥。”"});
  EXPECT_EQ(Quotations("他说：‘明天见’，然后走了。"), Strings{"‘明天见’"});
  EXPECT_EQ(Quotations("他说\"明天见\"，然后说\"再见\"。"), (Strings{"\"明天见\"", "\"再见\""}));
}

TEST(Quotation, PostsAndCaptionsCount) {
  EXPECT_EQ(Quotations("A sentence of the story itself.\n\nThe bridge at dawn. (AP Photo/Jane Doe)\n\nIt said “no”."),
            (Strings{"The bridge at dawn. (AP Photo/Jane Doe)", "“no”"}));
  // One inside the other is one range.
  EXPECT_EQ(Quotations("The “old” bridge at dawn. (AP Photo/Jane Doe)"),
            Strings{"The “old” bridge at dawn. (AP Photo/Jane Doe)"});
}

TEST(Quotation, AscendingDisjointAndAtCharacterBordersForAnyText) {
  constexpr std::string_view kParts[] = {"“",     "”",  "„",  "‟",  "«",  "»",    "‹",       "›", "「",          "」",
                                         "『",    "』", "''", "``", "\"", "‘",    "’",       "‚", "'",           "word",
                                         "слово", "字", " ",  ",",  "\n", "\n\n", "(@name)", "3", "(AP Photo/X)"};
  for (unsigned seed = 0; seed < 20000; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::size_t n = random() % 40; n > 0; --n) text += PickFrom(kParts, random);
    std::size_t end = 0;
    for (const TextRange& range : FindQuotations(text)) {
      ASSERT_TRUE(end == 0 || end < range.begin) << text;
      ASSERT_LT(range.begin, range.end) << text;
      ASSERT_LE(range.end, text.size()) << text;
      for (const std::size_t border : {std::size_t{range.begin}, std::size_t{range.end}}) {
        ASSERT_TRUE(border == text.size() || (static_cast<unsigned char>(text[border]) & 0xc0) != 0x80) << text;
      }
      end = range.end;
    }
  }
}

// A megabyte of each is done at once; were one of them quadratic, this would take hours.
TEST(Quotation, HostileTextIsLinear) {
  for (const std::string_view part : {"“",   "”",      "\"",       "'",    "''",       "`",    "‘",
                                      "‚",   "«",      "„",        "“a",   " \"a",     " ‘a",  "“ ‘ „ « 「 『 ‹",
                                      "“\n", "\"\n",   "“a\n\n",   "(@a",  "(@a) 1\n", "(",    "()",
                                      "/",   "a/b)\n", "photo:\n", "\xff", "\xe2\x80", "“\xff"}) {
    std::string text;
    while (text.size() < std::size_t{1} << 20) text += part;
    std::size_t end = 0;
    for (const TextRange& range : FindQuotations(text)) {
      EXPECT_LE(end, range.begin) << testing::PrintToString(part);
      end = range.end;
    }
    EXPECT_LE(end, text.size()) << testing::PrintToString(part);
  }
}

}  // namespace
}  // namespace copydesk
