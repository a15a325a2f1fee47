#include "sketch/canonical_link.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace copydesk {
namespace {

constexpr std::string_view kBase = "https://www.example.com/news/index.html";

TEST(CanonicalLink, EqualAddressesHaveOneForm) {
  for (const std::string_view link : {
           "http://example.com/2016/11/08/a-day-at-the-polls",
           "https://www.example.com/2016/11/08/a-day-at-the-polls/",
           "HTTPS://WWW.EXAMPLE.COM:443/2016/11/08/a-day-at-the-polls",
           "//example.com:80/2016/11/08/a-day-at-the-polls#comments",
           "/2016/11/08/a-day-at-the-polls?utm_source=front&UTM_Medium=web",
           "../2016/11/08/x/../a-day-at-the-polls?fbclid=1&cmpid=2&ref=home",
           "  /2016/11/08/a-day-\n\tat-the-polls ",
           "/2016/11/08/%61-day-at-the-polls",
           "http://user:secret@example.com./2016/11/08/a-day-at-the-polls",
           "http://example.com:/2016/11/08/a-day-at-the-polls?",
           "http://example.com:0080/2016/11/08/a-day-at-the-polls?&&",
       }) {
    EXPECT_EQ(CanonicalLink(link, kBase), "example.com/2016/11/08/a-day-at-the-polls") << link;
  }
}

TEST(CanonicalLink, OtherAddressesHaveOtherForms) {
  EXPECT_EQ(CanonicalLink("http://example.com/A"), "example.com/A") << "the case of a path counts";
  EXPECT_EQ(CanonicalLink("http://news.example.com/a"), "news.example.com/a");
  EXPECT_EQ(CanonicalLink("http://example.com:8080/a"), "example.com:8080/a");
  EXPECT_EQ(CanonicalLink("http://example.com/a?page=2"), "example.com/a?page=2");
  EXPECT_EQ(CanonicalLink("http://example.com/a%2Fb"), "example.com/a%2Fb");
  EXPECT_EQ(CanonicalLink("http://example.com/r\xc3\xa9sum\xc3\xa9"), "example.com/r%C3%A9sum%C3%A9");
  EXPECT_EQ(CanonicalLink("http://example.com"), "example.com");
  EXPECT_EQ(CanonicalLink("http://www.com/"), "www.com");
  EXPECT_EQ(CanonicalLink("http://[::1]:80/a"), "[::1]/a");
}

TEST(CanonicalLink, ParametersAreSorted) {
  EXPECT_EQ(CanonicalLink("http://example.com/?b=2&a=1&utm_id=3"), "example.com?a=1&b=2");
  EXPECT_EQ(CanonicalLink("http://example.com/?a=1&b=2"), "example.com?a=1&b=2");
  EXPECT_EQ(CanonicalLink("http://example.com/?reference=2"), "example.com?reference=2") << "is not ref";
}

TEST(CanonicalLink, WhereThePathNamesAStoryParametersThatCannotDoNotCount) {
  EXPECT_EQ(CanonicalLink("http://example.com/a/100001?page=2&mod=trending_now_5&x&y=z"), "example.com/a/100001");
  EXPECT_EQ(CanonicalLink("http://example.com/a/100001?photo=117"), "example.com/a/100001?photo=117");
  EXPECT_EQ(CanonicalLink("http://example.com/read-the-whole-story?of=what-the-vote-means"),
            "example.com/read-the-whole-story?of=what-the-vote-means");
  EXPECT_EQ(CanonicalLink("http://example.com/read?page=2"), "example.com/read?page=2");
}

TEST(CanonicalLink, AnArchiveLeadsToWhatItShows) {
  for (const std::string_view link : {
           "http://web.archive.example/web/20161101014718/http://www.example.com:80/politics/123456?a=100",
           "/web/20161101014718/http://example.com/politics/123456/?a=100",
           "http://archive.example/x/https:/example.com/politics/123456?a=100",
           "http://archive.example/http://archive.example/http://example.com/politics/123456?a=100",
       }) {
    EXPECT_EQ(CanonicalLink(link, kBase), "example.com/politics/123456?a=100") << link;
  }
  EXPECT_EQ(CanonicalLink("http://example.com/share?u=http://other.example/a"),
            "example.com/share?u=http://other.example/a")
      << "what hands an address on is no archive of it";
}

TEST(CanonicalLink, WhatHoldsNoAddressIsNoArchive) {
  EXPECT_EQ(CanonicalLink("http://example.com/a/http://"), "example.com/a/http:");
  EXPECT_EQ(CanonicalLink("http://example.com/a/http://b c/d"), "example.com/a/http://b%20c/d");
}

TEST(CanonicalLink, SomeLeadNowhere) {
  for (const std::string_view link :
       {"", " ", "#top", "javascript:void(0);", "mailto:desk@example.com", "ftp://a/b", "http:///a", "http:a",
        "http://a b/c", "http://a:x/c", "http://[x/", "http://./a", "data:text/html,x"}) {
    EXPECT_EQ(CanonicalLink(link, kBase), std::nullopt) << link;
  }
  EXPECT_EQ(CanonicalLink("/a"), std::nullopt) << "without a page";
  EXPECT_EQ(CanonicalLink("/a", "news/index.html"), std::nullopt);
  EXPECT_EQ(CanonicalLink("/a", "file:///home/"), std::nullopt);
  EXPECT_EQ(CanonicalLink("http://a/" + std::string(kMaxLinkBytes, 'x')), std::nullopt);
}

TEST(CanonicalLink, FormsAreStable) {
  constexpr std::uint64_t kSeed = 42;
  std::mt19937_64 random(kSeed);
  const std::vector<std::string> pieces = {"http:", "https:", "//",      "/",     "www.", "example", ".com", ".",
                                           "..",    "?",      "&",       "=",     "#",    ":80",     ":443", "@",
                                           "%2e",   "%41",    "utm_x=",  "ref=1", "%",    "\xff",    "-",    "12345",
                                           "A",     " ",      "/http:/", "%2f",   "%68"};
  int valid = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string link = round % 2 == 0 ? "http://example.com/" : "";
    for (std::size_t i = std::uniform_int_distribution<std::size_t>(0, 10)(random); i > 0; --i) {
      link += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    }
    const std::optional<std::string> canonical = CanonicalLink(link, kBase);
    if (!canonical.has_value()) continue;
    ++valid;
    EXPECT_EQ(CanonicalLink("http://" + *canonical), canonical) << link << ", seed " << kSeed;
    if (canonical->substr(0, canonical->find_first_of("/?")).find('.') == std::string::npos) continue;
    EXPECT_EQ(CanonicalLink("https://www." + *canonical + (canonical->find('?') == std::string::npos ? "/#x" : "#x")),
              canonical)
        << link << ", seed " << kSeed;
  }
  EXPECT_GT(valid, 10'000);
}

TEST(NamesStory, PhrasesNumbersAndDates) {
  for (const std::string_view address : {
           "example.com/politics/what-the-vote-means",
           "example.com/politics/what_the_vote_means.html",
           "example.com/politics/2016/11/vote",
           "example.com/2016/11/08/us/vote.html",
           "example.com/2016/11/8/vote",
           "example.com/article/n680286",
           "example.com/story/90123456/x",
           "example.com/read?id=90123",
           "example.com/%D1%87%D1%82%D0%BE-%D0%B7%D0%BD%D0%B0%D1%87%D0%B8%D1%82-%D1%8D%D1%82%D0%BE%D1%82-%D0%B3%D0%BE",
           "example.com/what%20the%20vote%20means",
       }) {
    EXPECT_TRUE(NamesStory(address)) << address;
  }
}

TEST(NamesStory, SitesSectionsAndChannelsDoNot) {
  for (const std::string_view address : {
           "example.com",
           "example.com:8080",
           "example.com/live",
           "example.com/video",
           "example.com/subscribe",
           "example.com/arts-and-culture",
           "example.com/politics/2016-election-day",
           "example.com/2016/11/08",
           "example.com/2016/11",
           "example.com/election%202016",
           "example.com/interactive/2016/upshot/polls-forecast.html",
           "example.com/pages/politics/index.html",
           "example.com/12345/sport/football/results",
           "example.com?page=2",
           "",
           "/",
           "?",
           "%",
       }) {
    EXPECT_FALSE(NamesStory(address)) << address;
  }
}

}  // namespace
}  // namespace copydesk
