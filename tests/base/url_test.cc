#include "base/url.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

// RFC 3986, sections 5.4.1 and 5.4.2.
TEST(ResolveUrl, TheExamplesOfTheRfc) {
  const std::vector<std::pair<std::string, std::string>> examples = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/./x", "http://a/b/c/g#s/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http:g"},
  };
  for (const auto& [reference, expected] : examples) {
    EXPECT_EQ(ResolveUrl("http://a/b/c/d;p?q", reference), expected) << reference;
  }
}

TEST(ResolveUrl, OfAHostWithoutAPath) {
  EXPECT_EQ(ResolveUrl("http://example.com", "news"), "http://example.com/news");
  EXPECT_EQ(ResolveUrl("http://example.com?x", "news"), "http://example.com/news");
  EXPECT_EQ(ResolveUrl("http://example.com", ""), "http://example.com");
}

TEST(RemoveDotSegments, TheExamplesOfTheRfc) {
  EXPECT_EQ(RemoveDotSegments("/a/b/c/./../../g"), "/a/g");
  EXPECT_EQ(RemoveDotSegments("mid/content=5/../6"), "mid/6");
}

TEST(SplitUrl, TellsMissingPartsFromEmptyOnes) {
  // The example of appendix B.
  UrlParts parts = SplitUrl("http://www.ics.uci.edu/pub/ietf/uri/#Related");
  EXPECT_EQ(parts.scheme, "http");
  EXPECT_EQ(parts.authority, "www.ics.uci.edu");
  EXPECT_EQ(parts.path, "/pub/ietf/uri/");
  EXPECT_FALSE(parts.query.has_value());
  EXPECT_EQ(parts.fragment, "Related");

  parts = SplitUrl("?#");
  EXPECT_FALSE(parts.scheme.has_value());
  EXPECT_FALSE(parts.authority.has_value());
  EXPECT_EQ(parts.path, "");
  EXPECT_EQ(parts.query, "");
  EXPECT_EQ(parts.fragment, "");

  EXPECT_EQ(SplitUrl("///a").authority, "");
  EXPECT_EQ(SplitUrl("mailto:a@b").path, "a@b");
  EXPECT_FALSE(SplitUrl("1a:b").scheme.has_value()) << "a scheme begins with a letter";
  EXPECT_FALSE(SplitUrl("a/b:c").scheme.has_value());
  EXPECT_FALSE(SplitUrl("/a?b:c//d").authority.has_value());
}

TEST(NormaliseEscapes, OnlyWhatNeedsAnEscapeHasOne) {
  EXPECT_EQ(NormaliseEscapes("/%7Euser/%41%2d%5F"), "/~user/A-_");
  EXPECT_EQ(NormaliseEscapes("/%c3%a9"), "/%C3%A9");
  EXPECT_EQ(NormaliseEscapes("/\xc3\xa9"), "/%C3%A9");
  EXPECT_EQ(NormaliseEscapes("/a b\"<>"), "/a%20b%22%3C%3E");
  EXPECT_EQ(NormaliseEscapes("/a%2Fb"), "/a%2Fb") << "an escaped delimiter is none";
  EXPECT_EQ(NormaliseEscapes("100%"), "100%25");
  EXPECT_EQ(NormaliseEscapes("%4"), "%254");
  EXPECT_EQ(NormaliseEscapes("%zz%41"), "%25zzA");
}

TEST(Url, FormsAreStable) {
  constexpr std::uint64_t kSeed = 41;
  std::mt19937_64 random(kSeed);
  constexpr std::string_view kAlphabet = "ab././/?#:%2e41Z@[]\xc3 ";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t i = std::uniform_int_distribution<std::size_t>(0, 20)(random); i > 0; --i) {
      text.push_back(kAlphabet[std::uniform_int_distribution<std::size_t>(0, kAlphabet.size() - 1)(random)]);
    }
    const std::string escaped = NormaliseEscapes(text);
    EXPECT_EQ(NormaliseEscapes(escaped), escaped) << text << ", seed " << kSeed;
    const std::string path = RemoveDotSegments("/" + text);
    EXPECT_EQ(RemoveDotSegments(path), path) << text << ", seed " << kSeed;
    EXPECT_TRUE(path.starts_with('/')) << text;
    // What is absolute already stays as it is, but for dots.
    const std::string resolved = ResolveUrl("http://a/b/c", text);
    EXPECT_EQ(ResolveUrl("http://other/", resolved), resolved) << text << ", seed " << kSeed;
  }
}

}  // namespace
}  // namespace copydesk
