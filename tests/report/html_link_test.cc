#include "report/html_link.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

std::string AsLink(std::string_view url) {
  HtmlWriter html;
  WriteLink(url, &html);
  return std::move(html).Take();
}

TEST(HtmlLinkTest, OnlyPlainWebAddressesAreLinks) {
  EXPECT_EQ(LinkableHost("https://reader.example/a?b=c#d"), "reader.example");
  EXPECT_EQ(LinkableHost("HTTP://reader.example:8080"), "reader.example:8080");
  EXPECT_EQ(LinkableHost("https://bücher.example/ü"), "bücher.example");
  for (const std::string_view url :
       {"javascript:alert(1)", "JAVASCRIPT://reader.example/%0aalert(1)", " https://reader.example", "data:text/html,x",
        "https://", "https:///path", "//reader.example", "reader.example", "https://user@reader.example/",
        "https://reader.example\\@other.example", "https://reader.example/\xE2\x80\xAEtxt", "https://reader.example/ x",
        "https://reader.example/\n", "https://reader.example/\xFF", "file:///etc/passwd", "vbscript:x", ""}) {
    EXPECT_EQ(LinkableHost(url), "") << url;
  }
  EXPECT_EQ(LinkableHost("https://reader.example/" + std::string(2000, 'a')), "");
}

TEST(HtmlLinkTest, ALinkSaysWhereItLeads) {
  EXPECT_EQ(AsLink("https://reader.example/\"onclick=\"x"),
            "<a class=\"address\" dir=\"ltr\" rel=\"noopener noreferrer\" "
            "href=\"https://reader.example/&quot;onclick=&quot;x\">reader.example</a>");
  EXPECT_EQ(AsLink("javascript:x"), "<span class=\"address\" dir=\"ltr\">javascript:x</span>");
  EXPECT_EQ(AsLink(""), "");
}

}  // namespace
}  // namespace copydesk
