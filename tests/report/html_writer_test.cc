#include "report/html_writer.h"

#include <gtest/gtest.h>

#include <random>

#include "report/hostile_text.h"

namespace copydesk {
namespace {

std::string AsText(std::string_view text) {
  HtmlWriter html;
  html << text;
  return std::move(html).Take();
}

std::string AsAttribute(std::string_view text) {
  HtmlWriter html;
  html << AttributeValue{text};
  return std::move(html).Take();
}

TEST(HtmlWriterTest, MarkupIsWrittenAsItIs) {
  HtmlWriter html;
  html << "<b class=\"x\">" << 17 << "</b>";
  EXPECT_EQ(html.html(), "<b class=\"x\">17</b>");
}

TEST(HtmlWriterTest, TextIsEscaped) {
  EXPECT_EQ(AsText("</script><script>alert(1)</script>"), "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
  EXPECT_EQ(AsText("<!-- \"a\" & 'b' -->"), "&lt;!-- &quot;a&quot; &amp; &#39;b&#39; --&gt;");
  EXPECT_EQ(AsText("&lt;"), "&amp;lt;");
  EXPECT_EQ(AsText("Füße 渡轮 עברית"), "Füße 渡轮 עברית");
}

TEST(HtmlWriterTest, ControlCharactersAreVisible) {
  EXPECT_EQ(AsText("a\xE2\x80\xAE"
                   "b"),
            "a<span class=\"control\" dir=\"ltr\">U+202E</span>b");
  EXPECT_EQ(AsText(std::string_view("\0\0\0", 3)), "<span class=\"control\" dir=\"ltr\">U+0000 ×3</span>");
  EXPECT_EQ(AsText("\xE2\x80\xA8"), "<span class=\"control\" dir=\"ltr\">U+2028</span>");
  EXPECT_EQ(AsAttribute("\x1b\""), "[U+001B]&quot;");
}

TEST(HtmlWriterTest, BytesThatAreNotUtf8AreReplaced) {
  EXPECT_EQ(AsText("\xFF<\xE2\x80"), "\xEF\xBF\xBD&lt;\xEF\xBF\xBD");
  EXPECT_EQ(AsText("\xC0\xBCscript"), "\xEF\xBF\xBD\xEF\xBF\xBDscript") << "an overlong '<'";
  EXPECT_EQ(AsAttribute("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(HtmlWriterTest, WhiteSpaceIsKeptInBounds) {
  EXPECT_EQ(AsText("a\r\n\r\n \n\n\tb\rc"), "a\n\n  b\nc");
  std::string marks = "e";
  for (int i = 0; i < 1000; ++i) marks += "\xCC\x81";
  EXPECT_EQ(AsText(marks).size(), 1 + 30 * 2U);
}

// What stands in an element can only be text and the span of a control character.
TEST(HtmlWriterTest, NoTextBecomesMarkup) {
  constexpr unsigned kSeed = 41;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << kSeed << ", round " << round);
    std::string text = HostileText(random, 30);
    for (int i = static_cast<int>(random() % 20); i > 0; --i) {
      text.insert(random() % (text.size() + 1), 1, "<>&\"'\0`="[random() % 8]);
    }
    std::string html = AsText(text);
    ASSERT_EQ(FindHarm(html), "");
    for (const std::string_view own : {"<span class=\"control\" dir=\"ltr\">", "</span>"}) {
      for (std::size_t at = 0; (at = html.find(own, at)) != std::string::npos;) html.erase(at, own.size());
    }
    ASSERT_EQ(html.find_first_of("<>\"'"), std::string::npos) << html;
    const std::string attribute = AsAttribute(text);
    ASSERT_EQ(FindHarm(attribute), "");
    ASSERT_EQ(attribute.find_first_of("<>\"'"), std::string::npos) << attribute;
  }
}

TEST(HtmlWriterTest, DataInAScriptCannotEndIt) {
  HtmlWriter html;
  html << ScriptJson{"{\"a\":\"</script><!-- ]]> & \xe2\x80\xa8\xe2\x80\xa9 \xe2\x82\xac\"}"};
  EXPECT_EQ(html.html(), "{\"a\":\"\\u003c/script\\u003e\\u003c!-- ]]\\u003e \\u0026 \\u2028\\u2029 \xe2\x82\xac\"}");
  HtmlWriter cut;
  cut << ScriptJson{"\xe2"};
  EXPECT_EQ(cut.html(), "\xe2") << "bytes at the end";
}

TEST(HtmlWriterTest, VisibleTextHasNoControls) {
  EXPECT_EQ(VisibleText("a<b>\x01\x01\xe2\x80\xae \xff"), "a<b>[U+0001 ×2][U+202E] \xef\xbf\xbd");
}

}  // namespace
}  // namespace copydesk
