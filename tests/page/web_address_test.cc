#include "page/web_address.h"

#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

TEST(WebAddress, Resolves) {
  const std::string base = "http://www.post.example/news/a.html?x=1";
  EXPECT_EQ(ResolveAddress(" https://other.example/b ", base), "https://other.example/b");
  EXPECT_EQ(ResolveAddress("/b?c=d", base), "http://www.post.example/b?c=d");
  EXPECT_EQ(ResolveAddress("b", base), "http://www.post.example/news/b");
  EXPECT_EQ(ResolveAddress("../b", base), "http://www.post.example/b");
  EXPECT_EQ(ResolveAddress("//cdn.example/b", base), "http://cdn.example/b");
  EXPECT_EQ(ResolveAddress("HTTP://A.example/é", ""), "HTTP://A.example/é");
}

TEST(WebAddress, RefusesWhatIsNoAddressOfAPage) {
  const std::string base = "http://post.example/";
  for (const std::string printed :
       {"", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "http://", "http:///x", "http://a b/",
        "http://u:p@a.example/", "http://a.example/\x01", "http://a.example/\"onclick", "http://a.example/<b>",
        "http://a.example/\xff", "http://a.example/\xe2\x80\xae", "mailto:a@b.example", "\\\\a\\b"}) {
    EXPECT_EQ(ResolveAddress(printed, base), "") << printed;
  }
  EXPECT_EQ(ResolveAddress("/b", ""), "");
  EXPECT_EQ(ResolveAddress("/b", "file:///etc/"), "");
  EXPECT_EQ(ResolveAddress("http://a.example/" + std::string(3000, 'x'), base), "");
  EXPECT_EQ(ResolveAddress("b", "http://a.example/" + std::string(2030, 'x') + "/"), "");
}

TEST(WebAddress, AnArchivedPageHasTheAddressThatItHad) {
  EXPECT_EQ(ResolveAddress("http://archive.example/web/20161108001405/http://www.post.example/a", ""),
            "http://www.post.example/a");
  EXPECT_EQ(ResolveAddress("/web/20161108001405id_/https://post.example/a", "http://archive.example/"),
            "https://post.example/a");
  EXPECT_EQ(ResolveAddress("http://a.example/2016/http://b.example/", ""), "http://a.example/2016/http://b.example/");
}

TEST(WebAddress, Sites) {
  EXPECT_EQ(HostOf("https://WWW.Post.example:8080/a"), "post.example");
  EXPECT_EQ(HostOf("post.example/a"), "");
  EXPECT_TRUE(SameSite("post.example", "m.post.example"));
  EXPECT_TRUE(SameSite("a.co.uk", "b.a.co.uk"));
  EXPECT_FALSE(SameSite("a.co.uk", "b.co.uk"));
  EXPECT_FALSE(SameSite("post.example", "gazette.example"));
  EXPECT_TRUE(SameSite("localhost", "localhost"));
}

}  // namespace
}  // namespace copydesk
