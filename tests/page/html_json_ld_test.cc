#include "page/html_json_ld.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace copydesk {
namespace {

using testing::ElementsAre;

JsonLd Read(const std::vector<std::string>& scripts) { return ReadJsonLd(scripts); }

TEST(JsonLd, AnArticleInAGraphWithNamesById) {
  const JsonLd found = Read({R"({"@graph": [
    {"@type": "Organization", "@id": "#org", "name": "Daily Post"},
    {"@type": ["ReportageNewsArticle", "Thing"], "headline": "Mill &amp; pier", "datePublished": "2026-04-03T21:15Z",
     "dateModified": "2026-04-04", "author": [{"@id": "#jane"}, "John Roe", {"name": ["Mary Major"]}],
     "publisher": {"@id": "#org"}, "isBasedOn": {"@type": "NewsArticle", "url": "http://wire.example/1", "name": "x"},
     "sourceOrganization": {"name": "Meridian Wire"}, "creditText": "AP", "dateline": "ROME", "inLanguage": "en",
     "mainEntityOfPage": {"@id": "http://post.example/1"}, "articleBody": "left out"},
    {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]})"});
  ASSERT_EQ(found.articles.size(), 1U);
  const JsonLdArticle& article = found.articles[0];
  EXPECT_EQ(article.headline, "Mill & pier");
  EXPECT_EQ(article.published, "2026-04-03T21:15Z");
  EXPECT_EQ(article.modified, "2026-04-04");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe", "John Roe", "Mary Major"));
  EXPECT_EQ(article.publisher, "Daily Post");
  EXPECT_THAT(article.addresses, ElementsAre("http://post.example/1"));
  std::vector<std::string> statements;
  for (const SourceStatement& s : article.statements) {
    statements.push_back(std::string(StatementKindName(s.kind)) + ": " + s.value);
  }
  EXPECT_THAT(statements, ElementsAre("author: Jane Doe", "author: John Roe", "author: Mary Major",
                                      "publisher: Daily Post", "source-organization: Meridian Wire", "credit-text: AP",
                                      "dateline: ROME", "based-on: http://wire.example/1"));
  EXPECT_EQ(found.broken, 0U);
}

TEST(JsonLd, ListsAreNoArticles) {
  const JsonLd found = Read({R"([{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "x"}]},
                                 {"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "y"}}])"});
  ASSERT_EQ(found.articles.size(), 1U);
  EXPECT_EQ(found.articles[0].headline, "y");
}

TEST(JsonLd, MistakesThatArePassed) {
  const JsonLd found = Read({"\n<!-- {\"@type\": \"Article\", \"headline\": \"two\nlines\"}; -->",
                             "//<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"b\"}\n//]]>"});
  ASSERT_EQ(found.articles.size(), 2U);
  EXPECT_EQ(found.articles[0].headline, "two lines");
  EXPECT_EQ(found.articles[1].headline, "b");
}

TEST(JsonLd, BrokenOnesAreCounted) {
  EXPECT_EQ(Read({"{", "", "[1,]", "{\"a\": \"\xff\"}", R"({"@type": "Article"})", "null"}).broken, 4U);
}

TEST(JsonLd, DepthIsBounded) {
  std::string deep = R"({"@graph":)";
  for (int i = 0; i < 500'000; ++i) deep += "[";
  EXPECT_EQ(Read({deep}).broken, 1U);
  for (int i = 0; i < 500'000; ++i) deep += "]";
  EXPECT_EQ(Read({deep + "}"}).broken, 1U);
  std::string objects;
  for (int i = 0; i < 200'000; ++i) objects += R"({"author":)";
  EXPECT_EQ(Read({objects}).broken, 1U);
}

TEST(JsonLd, ValuesOfAnyTypeAreRead) {
  for (const std::string value : {"1", "true", "null", "[]", "{}", "[[]]", "[null]", "{\"name\": 1}", "{\"@id\": []}",
                                  "{\"@id\": \"#x\"}", "[{\"name\": {}}]"}) {
    std::string node = "{\"@type\": \"Article\"";
    for (const char* const member :
         {"@id", "headline", "name", "datePublished", "dateModified", "inLanguage", "author", "publisher", "url",
          "mainEntityOfPage", "isBasedOn", "provider", "creditText", "dateline", "mainEntity", "@graph"}) {
      node += std::string(", \"") + member + "\": " + value;
    }
    const JsonLd found = Read({node + "}", "{\"@type\": " + value + "}"});
    ASSERT_EQ(found.articles.size(), 1U) << value;
    EXPECT_TRUE(found.articles[0].authors.empty()) << value;
    EXPECT_EQ(found.broken, 0U) << value;
  }
}

TEST(JsonLd, NumbersAreBounded) {
  std::string many = R"({"@graph": [)";
  for (int i = 0; i < 20'000; ++i) many += R"({"@type": "Article", "headline": "x"},)";
  const JsonLd found = Read({many + "{}]}"});
  EXPECT_EQ(found.articles.size(), 16U);
  std::string authors = R"({"@type": "Article", "author": [)";
  for (int i = 0; i < 20'000; ++i) authors += "\"author " + std::to_string(i) + "\",";
  const JsonLd one = Read({authors + "\"\"]}"});
  ASSERT_EQ(one.articles.size(), 1U);
  EXPECT_EQ(one.articles[0].authors.size(), 16U);
}

}  // namespace
}  // namespace copydesk
