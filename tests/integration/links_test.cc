// Stories by links: blocks that lead to one address, and the article that stands there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "copydesk/detector.h"
#include "integration/integration_testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using LinksTest = IntegrationTest;

struct Headline {
  std::string link;
  std::string text;
};

Document HomePage(const std::string& id, const std::string& url, const std::string& seen,
                  const std::vector<Headline>& headlines) {
  Document page;
  page.metadata.id = id;
  page.metadata.url = url;
  page.metadata.seen = seen;
  page.type = ContentType::kHtml;
  page.text = "<html><body><ul>";
  for (const Headline& headline : headlines) {
    absl::StrAppend(&page.text, "<li><a href='", headline.link, "'>", headline.text, "</a></li>");
  }
  page.text += "</ul></body></html>";
  return page;
}

Document Article(const std::string& id, const std::string& url, const std::string& published, const std::string& text) {
  Document article;
  article.metadata.id = id;
  article.metadata.url = url;
  article.metadata.published = published;
  article.text = text;
  return article;
}

// Two headlines of one link share no word; two others share some and lead to two stories.
Document Front() {
  return HomePage("front", "https://www.ploverton.example/", "2016-11-08T06:00:00Z",
                  {{"/2016/11/08/town/clock-tower-loses-a-hand?ref=top", "Copper arm drops into the fountain"},
                   {"http://ploverton.example/2016/11/08/town/clock-tower-loses-a-hand/", "Time stands still at Brack"},
                   {"/live", "Follow the harbour regatta minute by minute"},
                   {"/live", "Ottoline Quill speaks about her novel"},
                   {"/2016/11/08/sea/eels", "Eels get a staircase of their own"}});
}

Document ClockTower() {
  return Article("article", "http://ploverton.example/2016/11/08/town/clock-tower-loses-a-hand", "2016-11-08T05:00:00Z",
                 "The minute hand of the town hall fell from its dial on Monday night, masons said. Nobody was hurt. "
                 "The council wants it back in place before the winter fair.");
}

std::vector<Match> Linked(std::span<const Match> matches) {
  std::vector<Match> linked;
  std::copy_if(matches.begin(), matches.end(), std::back_inserter(linked),
               [](const Match& match) { return match.evidence.link; });
  return linked;
}

std::string Named(const Match& match) {
  return absl::StrCat(match.a.document, ":", match.a.block, " ", match.b.document, ":", match.b.block);
}

std::vector<std::string> Named(std::span<const Match> matches) {
  std::vector<std::string> names;
  for (const Match& match : matches) names.push_back(Named(match));
  return names;
}

TEST_F(LinksTest, TwoHeadlinesOfOneLinkAreOneStory) {
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(std::vector<Document>{Front()}).ok());
  const std::vector<Match> matches = detector.Matches().value();
  ASSERT_THAT(Named(Linked(matches)), ElementsAre("front:0 front:1")) << "and not those of the live page";
  const Match match = Linked(matches).front();
  EXPECT_EQ(match.comparison.relation, Relation::kNone);
  EXPECT_EQ(match.same_story, 0.97);
  EXPECT_FALSE(match.model.empty());
  EXPECT_THAT(MatchLines({&match, 1}).front(), testing::HasSubstr(R"("evidence":["link"])"));
  const Stories stories = detector.Stories().value();
  ASSERT_THAT(stories, SizeIs(1));
  EXPECT_THAT(stories[0].members, SizeIs(2));
  EXPECT_EQ(detector.match_statistics().large_links, 0u);
}

TEST_F(LinksTest, WithoutTheEvidenceTextsAreJudgedAlone) {
  Options options;
  options.link_evidence = false;
  Detector detector = OpenOrDie(options);
  ASSERT_TRUE(detector.Add(std::vector<Document>{Front(), ClockTower()}).ok());
  EXPECT_THAT(Linked(detector.Matches().value()), IsEmpty());
  EXPECT_THAT(detector.Stories().value(), IsEmpty());
  EXPECT_TRUE(detector.Explain({"front", "0"}, {"front", "1"}).value().shared_link.empty());

  Options relations_only;
  relations_only.stories = false;
  Detector without = OpenOrDie(relations_only);
  ASSERT_TRUE(without.Add(std::vector<Document>{Front(), ClockTower()}).ok());
  EXPECT_THAT(without.Matches().value(), IsEmpty()) << "links are evidence of stories";
}

TEST_F(LinksTest, ATeaserAndTheArticleItLeadsToAreOneStory) {
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(std::vector<Document>{Front(), ClockTower()}).ok());
  EXPECT_THAT(Named(Linked(detector.Matches().value())),
              ElementsAre("article:0 front:0", "article:0 front:1", "front:0 front:1"));
  const Stories stories = detector.Stories().value();
  ASSERT_THAT(stories, SizeIs(1));
  EXPECT_THAT(stories[0].members, SizeIs(3));
}

TEST_F(LinksTest, AnArticleStandsAtTheAddressThatItGivesAsItsOwn) {
  Document mobile = ClockTower();
  mobile.type = ContentType::kHtml;
  mobile.metadata.url = "http://m.ploverton.example/a/77";
  mobile.text = absl::StrCat(
      "<html><head><link rel=canonical href='https://www.ploverton.example/2016/11/08/town/clock-tower-loses-a-hand'>"
      "</head><body><article><h1>Hand of the clock</h1><p>",
      ClockTower().text, " ", ClockTower().text, "</p></article></body></html>");
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(std::vector<Document>{Front(), mobile}).ok());
  EXPECT_THAT(Linked(detector.Matches().value()), SizeIs(3));
}

TEST_F(LinksTest, TheWindowHolds) {
  Document later = Front();
  later.metadata.id = "later";
  later.metadata.seen = "2016-11-12T06:00:00Z";
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(std::vector<Document>{later, ClockTower()}).ok());
  EXPECT_THAT(Named(Linked(detector.Matches().value())), ElementsAre("later:0 later:1"));
  const Explanation apart = detector.Explain({"article", "0"}, {"later", "0"}).value();
  EXPECT_EQ(apart.shared_link, "ploverton.example/2016/11/08/town/clock-tower-loses-a-hand");
  EXPECT_FALSE(apart.link_evidence);
  EXPECT_EQ(apart.same_story, std::nullopt);

  Options options;
  options.window_hours = 0;
  Detector open = OpenOrDie(options);
  ASSERT_TRUE(open.Add(std::vector<Document>{later, ClockTower()}).ok());
  EXPECT_THAT(Linked(open.Matches().value()), SizeIs(3));
  const Explanation close = open.Explain({"article", "0"}, {"later", "0"}).value();
  EXPECT_TRUE(close.link_evidence);
  EXPECT_EQ(close.same_story, 0.97);
}

TEST_F(LinksTest, AHeadlineWithoutTermsHasItsLink) {
  const Document page =
      HomePage("front", "http://ploverton.example/", "",
               {{"/a/100001", "What is it about"}, {"/a/100001", "Eels get a staircase of their own"}});
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(std::vector<Document>{page}).ok());
  EXPECT_THAT(Linked(detector.Matches().value()), SizeIs(1));
}

// Home pages and articles, with links in many forms, some of them shared, and times or none.
std::vector<Document> RandomPages(std::mt19937_64* random, std::size_t size) {
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>((*random)() % end); };
  const std::vector<Document>& news = NewsArticles();
  std::vector<Document> pages;
  for (std::size_t i = 0; i < size; ++i) {
    const std::string time = below(3) == 0 ? "" : absl::StrCat("2016-11-0", 1 + below(9), "T06:00:00Z");
    const std::string story = absl::StrCat("/story/", 100'000 + below(12));
    if (below(3) == 0) {
      pages.push_back(Article(absl::StrCat("article ", i), "http://ploverton.example" + story, time,
                              news[below(news.size())].text));
      continue;
    }
    std::vector<Headline> headlines;
    for (std::size_t k = 3 + below(8); k > 0; --k) {
      std::string link = absl::StrCat("/story/", 100'000 + below(12));
      if (below(2) == 0) link = absl::StrCat("https://www.ploverton.example", link, "/?utm_medium=", k);
      if (below(6) == 0) link = "/live";
      const std::string& text = news[below(news.size())].text;
      const std::size_t begin = text.find(' ', below(text.size() / 2)) + 1;
      headlines.push_back({link, text.substr(begin, text.find(' ', begin + 30 + below(30)) - begin)});
    }
    pages.push_back(HomePage(absl::StrCat("front ", i), "http://ploverton.example/", time, headlines));
  }
  return pages;
}

TEST_F(LinksTest, ThreadsBatchesOrderAndStoresDoNotMatter) {
  std::mt19937_64 random(5);
  std::vector<Document> documents = RandomPages(&random, 60);
  Detector first = OpenOrDie({.threads = 1});
  AddAll(documents, 60, &first);
  const std::vector<std::string> expected = FoundBy(&first);
  EXPECT_THAT(Linked(first.Matches().value()), Not(IsEmpty()));
  for (int round = 0; round < 4; ++round) {
    std::shuffle(documents.begin(), documents.end(), random);
    Options options = round % 2 == 0 ? Options{} : OnDisk(absl::StrCat("store ", round));
    options.threads = 1 + round;
    Detector detector = OpenOrDie(options);
    AddAll(documents, 7, &detector);
    EXPECT_EQ(FoundBy(&detector), expected) << "round " << round;
  }
}

TEST_F(LinksTest, AQueryFindsWhatAScanFinds) {
  for (const unsigned seed : {6U, 7U, 8U}) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::vector<Document> documents = RandomPages(&random, 60);
    const auto half = std::span(documents).first(30);
    std::set<std::string> stored;
    for (const Document& document : half) stored.insert(document.metadata.id);
    Detector all = OpenOrDie({.model = ModelSource::kNone});
    AddAll(documents, 16, &all);
    std::multiset<std::string> across;
    const std::vector<Match> matches = all.Matches().value();
    for (const Match& match : matches) {
      if (stored.contains(match.a.document) != stored.contains(match.b.document)) {
        across.insert(MatchLines({&match, 1}).front());
      }
    }
    EXPECT_THAT(Linked(matches), Not(IsEmpty()));
    for (const Options& options : {Options{}, OnDisk(absl::StrCat("store-", seed))}) {
      Detector detector = OpenOrDie(options);
      AddAll(half, 7, &detector);
      std::multiset<std::string> found;
      for (const Document& document : std::span(documents).subspan(30)) {
        for (const std::string& line : MatchLines(detector.Query(document).value())) found.insert(line);
      }
      EXPECT_EQ(found, across);
    }
  }
}

TEST_F(LinksTest, KeptMatchesAreThoseOfAScan) {
  std::mt19937_64 random(9);
  const std::vector<Document> documents = RandomPages(&random, 50);
  Detector scan = OpenOrDie({.model = ModelSource::kNone});
  AddAll(documents, 50, &scan);
  Options options = OnDisk("store");
  options.model = ModelSource::kNone;
  options.keep_matches = true;
  {
    Detector store = OpenOrDie(options);
    AddAll(documents, 9, &store);
    EXPECT_GT(store.add_statistics().kept_matches, 0u);
    EXPECT_EQ(MatchLines(store.Matches().value()), MatchLines(scan.Matches().value()));
  }

  // Kept with the evidence, they are no answer to who asks without.
  options.link_evidence = false;
  options.keep_matches = false;
  Detector without = OpenOrDie(options);
  EXPECT_THAT(Linked(without.Matches().value()), IsEmpty());
}

TEST_F(LinksTest, ALinkOfManyBlocksIsCounted) {
  std::vector<Document> documents;
  for (int i = 0; i < 12; ++i) {
    documents.push_back(HomePage(absl::StrCat("front ", i), "http://ploverton.example/", "",
                                 {{"/a/100001", absl::StrCat("Headline number ", i, " of a dozen")},
                                  {absl::StrCat("/b/", 200'000 + i), "Something else altogether"}}));
  }
  Options options;
  options.link_cap = 10;
  Detector detector = OpenOrDie(options);
  AddAll(documents, 12, &detector);
  ASSERT_TRUE(detector.Matches().ok());
  EXPECT_EQ(detector.match_statistics().large_links, 1u);
  const Stories stories = detector.Stories().value();
  EXPECT_TRUE(std::any_of(stories.begin(), stories.end(), [](const Story& s) { return s.members.size() == 12; }));
  std::reverse(documents.begin(), documents.end());
  Detector reversed = OpenOrDie(options);
  AddAll(documents, 5, &reversed);
  EXPECT_EQ(FoundBy(&reversed), FoundBy(&detector));
  EXPECT_THAT(Linked(reversed.Query(documents[0]).value()), SizeIs(11));
  EXPECT_EQ(reversed.match_statistics().large_links, 2u);
  options.link_cap = 1;
  EXPECT_TRUE(absl::IsInvalidArgument(Detector::Open(options).status()));
}

}  // namespace
}  // namespace copydesk
