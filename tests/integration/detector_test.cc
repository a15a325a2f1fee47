// The detector's own contract: options, names, statistics, errors, cancellation.
#include "copydesk/detector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "integration/integration_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

using DetectorTest = IntegrationTest;

Document Doc(const std::string& id, const std::string& text) {
  Document document;
  document.metadata.id = id;
  document.text = text;
  return document;
}

std::vector<std::string> Names(Detector* detector) {
  std::vector<std::string> names;
  EXPECT_TRUE(detector
                  ->ForEachDocument([&](const DocumentView& view) {
                    names.push_back(view.name);
                    return absl::OkStatus();
                  })
                  .ok());
  return names;
}

TEST_F(DetectorTest, AnEmptyOneFindsNothing) {
  Detector detector = OpenOrDie({});
  EXPECT_TRUE(detector.Add({}).ok());
  EXPECT_THAT(FoundBy(&detector), IsEmpty());
  EXPECT_THAT(*detector.Query(NewsArticles().front()), IsEmpty());
  EXPECT_TRUE(absl::IsNotFound(detector.Find("x").status()));
  EXPECT_TRUE(absl::IsNotFound(detector.View("x").status()));
}

TEST_F(DetectorTest, TextsWithoutWordsMatchNothing) {
  Detector detector = OpenOrDie({});
  const std::vector<Document> documents = {Doc("a", ""), Doc("b", ""), Doc("c", " ...\n!"), Doc("d", " ...\n!"),
                                           Doc("e", "\xFF\xFF\xC3")};
  ASSERT_TRUE(detector.Add(documents).ok());
  EXPECT_THAT(*detector.Matches(), IsEmpty());
  EXPECT_THAT(*detector.Cluster(), IsEmpty());
  EXPECT_THAT(*detector.Query(Doc("f", "")), IsEmpty());
  EXPECT_EQ(detector.add_statistics().without_text, 5U);
  EXPECT_EQ(detector.add_statistics().replaced_bytes, 3U);
  EXPECT_THAT(Names(&detector), ElementsAre("a", "b", "c", "d", "e"));
}

// A third of each page is the site's, word for word; the rest is its own.
TEST_F(DetectorTest, PagesOfOneTemplateAreNoCopies) {
  std::mt19937_64 random(21);
  const std::string above = AsProse(DistinctWords(1'000'000, 40));
  const std::string below = AsProse(DistinctWords(2'000'000, 40));
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 120; ++i) {
    const std::string own = AsProse(RandomWords(random, 160, 50'000));
    documents.push_back(Doc("page-" + std::to_string(i), above + "\n\n" + own + "\n\n" + below));
  }
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(documents).ok());
  const auto matches = detector.Matches();
  ASSERT_TRUE(matches.ok());
  const auto furniture = detector.Furniture();
  ASSERT_TRUE(furniture.ok());
  EXPECT_THAT(*furniture, Not(IsEmpty())) << "what they share is seen";
  for (const Match& match : *matches) {
    ASSERT_NE(match.comparison.relation, Relation::kExact);
    ASSERT_NE(match.comparison.relation, Relation::kNear);
  }
  EXPECT_THAT(*detector.Cluster(), IsEmpty());
}

// Nine tenths of each page are the form's; a report that as many print, some of them in part, is no form.
TEST_F(DetectorTest, PagesOfOneFormWithoutASourceShareNothingElse) {
  std::mt19937_64 random(22);
  const auto paragraph = [&random](std::size_t words) { return AsProse(RandomWords(random, words, 50'000)) + "\n\n"; };
  const std::string above = AsProse(DistinctWords(1'000'000, 90)) + "\n\n";
  const std::string below = AsProse(DistinctWords(2'000'000, 90)) + "\n\n";
  const std::string report = AsProse(DistinctWords(3'000'000, 180)) + "\n\n";
  const std::string end = AsProse(DistinctWords(4'000'000, 50)) + "\n\n";
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 20; ++i) {
    documents.push_back(Doc("page-" + std::to_string(i), above + paragraph(25) + below));
    documents.push_back(Doc("print-" + std::to_string(i), paragraph(25) + report + (i % 3 == 0 ? "" : end)));
  }
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(documents).ok());
  const auto furniture = detector.Furniture();
  ASSERT_TRUE(furniture.ok());
  EXPECT_THAT(*furniture, Each(Field(&FurniturePassage::documents, 20)));
  const auto clusters = detector.Cluster();
  ASSERT_TRUE(clusters.ok());
  ASSERT_THAT(*clusters, SizeIs(1));
  for (const ClusterMember& member : clusters->front().members) {
    EXPECT_THAT(member.block.document, StartsWith("print-"));
  }
  EXPECT_THAT(clusters->front().members, SizeIs(20));
}

TEST_F(DetectorTest, StrangeTextsAreTexts) {
  Detector detector = OpenOrDie({});
  std::string binary;
  for (int i = 0; i < 100'000; ++i) binary += static_cast<char>(i * 7919 >> 3);
  const std::string repeated = [] {
    std::string text;
    for (int i = 0; i < 50'000; ++i) text += "buffalo ";
    return text;
  }();
  const std::vector<Document> documents = {Doc("binary", binary),
                                           Doc("binary2", binary),
                                           Doc("long", repeated),
                                           Doc("longer", repeated + "buffalo"),
                                           Doc(std::string("\0\n\xFF", 3), binary),
                                           Doc("short", "word"),
                                           Doc("short2", "Word!")};
  ASSERT_TRUE(detector.Add(documents).ok());
  std::set<std::pair<std::string, std::string>> pairs;
  const auto matches = detector.Matches();
  ASSERT_TRUE(matches.ok()) << matches.status();
  for (const Match& match : *matches) pairs.emplace(match.a.document, match.b.document);
  EXPECT_TRUE(pairs.contains({"binary", "binary2"}));
  EXPECT_TRUE(pairs.contains({std::string("\0\n\xFF", 3), "binary"}));
  EXPECT_TRUE(pairs.contains({"long", "longer"}));
  EXPECT_TRUE(pairs.contains({"short", "short2"}));
  EXPECT_EQ(pairs.size(), 5U);
}

TEST_F(DetectorTest, OneIdWithSeveralTextsIsToldApart) {
  Document first = NewsArticles()[0];
  Document second = NewsArticles()[1];
  second.metadata.id = first.metadata.id;
  std::vector<std::vector<std::string>> found;
  for (const bool swapped : {false, true}) {
    Detector detector = OpenOrDie({});
    ASSERT_TRUE(detector.Add(std::vector{swapped ? second : first}).ok());
    ASSERT_TRUE(detector.Add(std::vector{swapped ? first : second}).ok());
    EXPECT_EQ(detector.add_statistics().documents, 2U);
    EXPECT_EQ(detector.add_statistics().versions, 1U);
    const std::string id = first.metadata.id;
    EXPECT_THAT(Names(&detector), ElementsAre(id, id + "#2"));
    const auto matches = detector.Matches();
    ASSERT_TRUE(matches.ok());
    ASSERT_THAT(*matches, SizeIs(1));
    EXPECT_EQ(matches->front().a.document, id);
    EXPECT_EQ(matches->front().b.document, id + "#2");
    const std::set<std::string> texts = {detector.Find(id)->text, detector.Find(id + "#2")->text};
    EXPECT_EQ(texts, (std::set<std::string>{first.text, second.text}));
    EXPECT_EQ(detector.View(id + "#2")->metadata.id, id);
    EXPECT_TRUE(absl::IsNotFound(detector.Find(id + "#3").status()));
    found.push_back(FoundBy(&detector));
    found.push_back({detector.Find(id)->text});
  }
  EXPECT_EQ(found[1], found[3]);
  // The block lines carry the metadata of the article that has the name; matches and clusters come first.
  EXPECT_EQ(found[0], found[2]);
}

TEST_F(DetectorTest, FindGivesBackWhatWasAdded) {
  for (const Options& options : {Options{}, OnDisk("store")}) {
    Detector detector = OpenOrDie(options);
    AddAll(NewsArticles(), 48, &detector);
    for (const Document& document : NewsArticles()) {
      const auto found = detector.Find(document.metadata.id);
      ASSERT_TRUE(found.ok()) << found.status();
      EXPECT_EQ(found->metadata, document.metadata);
      EXPECT_EQ(found->text, document.text);
    }
    const std::vector<std::string> names = Names(&detector);
    EXPECT_THAT(names, SizeIs(48));
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  }
}

TEST_F(DetectorTest, AVisitThatFailsEndsTheWalk) {
  Detector detector = OpenOrDie({});
  AddAll(NewsArticles(), 48, &detector);
  int visits = 0;
  const absl::Status status = detector.ForEachDocument(
      [&](const DocumentView&) { return ++visits == 3 ? absl::DataLossError("enough") : absl::OkStatus(); });
  EXPECT_TRUE(absl::IsDataLoss(status));
  EXPECT_EQ(visits, 3);
}

TEST_F(DetectorTest, OptionsOutOfRangeAreRefused) {
  const auto refused = [](const auto& change) {
    Options options;
    change(&options);
    return absl::IsInvalidArgument(Detector::Open(options).status());
  };
  EXPECT_TRUE(refused([](Options* o) { o->recall = 0.49; }));
  EXPECT_TRUE(refused([](Options* o) { o->recall = 1; }));
  EXPECT_TRUE(refused([](Options* o) { o->recall = std::nan(""); }));
  EXPECT_TRUE(refused([](Options* o) { o->posting_cap = 1; }));
  EXPECT_TRUE(refused([](Options* o) { o->bucket_cap = 1; }));
  EXPECT_TRUE(refused([](Options* o) { o->copy_cap = 0; }));
  EXPECT_TRUE(refused([](Options* o) { o->sketch.bins = 100; }));
  EXPECT_TRUE(refused([](Options* o) { o->sketch.shingle = 1; }));
  EXPECT_TRUE(refused([](Options* o) { o->rules.run = 1; }));
  EXPECT_TRUE(refused([](Options* o) { o->rules.near_jaccard = 0; }));
  EXPECT_TRUE(refused([](Options* o) { o->rules.contains_share = std::nan(""); }));
  EXPECT_FALSE(refused([](Options* o) { o->recall = 0.5; }));
  EXPECT_FALSE(refused([](Options* o) { o->threads = -3; }));
}

TEST_F(DetectorTest, RelationsSelectWhatIsReportedAndNotWhatIsClustered) {
  Detector all = OpenOrDie({.stories = false});
  AddAll(NewsArticles(), 48, &all);
  Detector few = OpenOrDie({.stories = false, .relations = {Relation::kQuote, Relation::kOverlap}});
  AddAll(NewsArticles(), 48, &few);
  std::vector<Match> expected = *all.Matches();
  std::erase_if(expected, [](const Match& match) { return match.comparison.relation > Relation::kOverlap; });
  ASSERT_THAT(expected, Not(IsEmpty()));
  EXPECT_EQ(*few.Matches(), expected);
  EXPECT_EQ(*few.Cluster(), *all.Cluster());
  Detector copies = OpenOrDie({.stories = false, .relations = {Relation::kNear, Relation::kExact}});
  AddAll(NewsArticles(), 48, &copies);
  expected = *all.Matches();
  std::erase_if(expected, [](const Match& match) { return match.comparison.relation < Relation::kNear; });
  ASSERT_THAT(expected, Not(IsEmpty()));
  EXPECT_EQ(*copies.Matches(), expected);
  EXPECT_EQ(*copies.Cluster(), *all.Cluster());
  Detector none = OpenOrDie({.stories = false, .relations = {Relation::kNone}});
  AddAll(NewsArticles(), 48, &none);
  EXPECT_THAT(*none.Matches(), IsEmpty());
}

TEST_F(DetectorTest, StoriesAloneKeepsTheMatchesThatTellOne) {
  Detector all = OpenOrDie({});
  AddAll(NewsArticles(), 48, &all);
  Detector stories = OpenOrDie({.relations = {}});
  AddAll(NewsArticles(), 48, &stories);
  std::vector<Match> expected = *all.Matches();
  const std::size_t before = expected.size();
  std::erase_if(expected, [](const Match& match) { return match.same_story.value_or(0) < 0.2; });
  EXPECT_LT(expected.size(), before);
  EXPECT_EQ(*stories.Matches(), expected);
  EXPECT_EQ(*stories.Stories(), *all.Stories());
  EXPECT_THAT(*all.Stories(), Not(IsEmpty()));
  EXPECT_FALSE(all.match_statistics().model.empty());
}

TEST_F(DetectorTest, WithoutStoriesTheRestIsTheSame) {
  Detector with = OpenOrDie({});
  AddAll(NewsArticles(), 48, &with);
  Detector without = OpenOrDie({.stories = false});
  AddAll(NewsArticles(), 48, &without);
  std::vector<Match> expected = *with.Matches();
  std::erase_if(expected, [](const Match& match) { return match.comparison.relation == Relation::kNone; });
  for (Match& match : expected) {
    match.same_story.reset();
    match.terms.clear();
    match.model.clear();
  }
  std::vector<Match> found = *without.Matches();
  for (Match& match : found) match.model.clear();  // of the furniture alone
  EXPECT_EQ(found, expected);
  EXPECT_EQ(*without.Cluster(), *with.Cluster());
  EXPECT_THAT(*without.Stories(), IsEmpty());
}

TEST_F(DetectorTest, StoryOptionsOutOfRangeAreRefused) {
  const auto refused = [](const Options& options, const char* what) {
    const auto detector = Detector::Open(options);
    EXPECT_EQ(detector.status().code(), absl::StatusCode::kInvalidArgument) << what;
    EXPECT_THAT(std::string(detector.status().message()), HasSubstr(what));
  };
  refused({.window_hours = -1}, "window");
  refused({.window_hours = std::numeric_limits<double>::quiet_NaN()}, "window");
  refused({.window_hours = 1e9}, "window");
  refused({.story_threshold = 0}, "story threshold");
  refused({.story_threshold = 1.5}, "story threshold");
  refused({.term_cap = 1}, "term_cap");
  refused({.story_cap = 1}, "story_cap");
  EXPECT_TRUE(Detector::Open({.window_hours = 0, .story_threshold = 1}).ok());
}

TEST_F(DetectorTest, AddingAfterStoriesWereAskedForIsSeen) {
  Detector detector = OpenOrDie({});
  AddAll(std::span(NewsArticles()).first(24), 24, &detector);
  const auto before = detector.Stories();
  AddAll(std::span(NewsArticles()).subspan(24), 24, &detector);
  Detector at_once = OpenOrDie({});
  AddAll(NewsArticles(), 48, &at_once);
  EXPECT_NE(*detector.Stories(), *before);
  EXPECT_EQ(*detector.Stories(), *at_once.Stories());
}

TEST_F(DetectorTest, WithoutSpansEverythingElseIsTheSame) {
  Detector with = OpenOrDie({});
  AddAll(NewsArticles(), 48, &with);
  Detector without = OpenOrDie({.spans = false});
  AddAll(NewsArticles(), 48, &without);
  std::vector<Match> expected = *with.Matches();
  for (Match& match : expected) {
    EXPECT_EQ(match.comparison.spans.empty(), match.comparison.relation == Relation::kNone);
    match.comparison.spans.clear();
  }
  EXPECT_EQ(*without.Matches(), expected);
}

TEST_F(DetectorTest, ACapThatActedIsCounted) {
  std::vector<Document> copies;
  copies.reserve(10);
  for (int i = 0; i < 10; ++i) copies.push_back(Doc("copy-" + std::to_string(i), NewsArticles()[0].text));
  copies.push_back(Doc("near", NewsArticles()[1].text));  // a reprint of it
  Detector capped = OpenOrDie({.copy_cap = 4});
  AddAll(copies, 3, &capped);
  const auto matches = capped.Matches();
  ASSERT_TRUE(matches.ok());
  EXPECT_EQ(capped.match_statistics().large_groups, 1U);
  // Each copy with the first one, which alone meets the reprint; all are in one cluster all the same.
  EXPECT_THAT(*matches, SizeIs(10));
  for (const Match& match : *matches) EXPECT_EQ(match.a.document, "copy-0");
  const auto clusters = capped.Cluster();
  ASSERT_THAT(*clusters, SizeIs(1));
  EXPECT_THAT(clusters->front().members, SizeIs(11));
  Detector full = OpenOrDie({.copy_cap = 10});
  AddAll(copies, 3, &full);
  EXPECT_THAT(*full.Matches(), SizeIs(45 + 10));
  EXPECT_EQ(full.match_statistics().large_groups, 0U);
  EXPECT_EQ(full.Cluster()->front().name, clusters->front().name);
}

TEST_F(DetectorTest, WithoutTextsMatchesAreUnverifiedAndNeverClustered) {
  Options options = OnDisk("store");
  options.keep_text = false;
  Detector detector = OpenOrDie(options);
  AddAll(NewsArticles(), 48, &detector);
  const auto matches = detector.Matches();
  ASSERT_TRUE(matches.ok()) << matches.status();
  ASSERT_THAT(*matches, Not(IsEmpty()));
  const auto is_bare = [](const Match& match) {
    return !match.verified && match.comparison == Comparison{} && match.estimated_jaccard.has_value() &&
           match.estimated_jaccard->lower <= match.estimated_jaccard->value &&
           match.estimated_jaccard->value <= match.estimated_jaccard->upper;
  };
  for (const Match& match : *matches) EXPECT_TRUE(is_bare(match)) << MatchLines({&match, 1}).front();
  EXPECT_EQ(detector.match_statistics().unverified, matches->size());
  EXPECT_THAT(*detector.Cluster(), IsEmpty());
  EXPECT_TRUE(absl::IsNotFound(detector.Find("harbour-01").status()));
  EXPECT_TRUE(detector.View("harbour-01").ok());
  // The same when one text is at hand.
  Document document = NewsArticles()[0];
  document.metadata.id = "new";
  const auto found = detector.Query(document);
  ASSERT_TRUE(found.ok());
  ASSERT_THAT(*found, Not(IsEmpty()));
  for (const Match& match : *found) EXPECT_TRUE(is_bare(match));
  // The bounds hold the truth for reprints that are near.
  Detector kept = OpenOrDie({});
  AddAll(NewsArticles(), 48, &kept);
  const std::vector<Match> verified_matches = *kept.Matches();
  for (const Match& verified : verified_matches) {
    for (const Match& match : *matches) {
      if (match.a != verified.a || match.b != verified.b || verified.comparison.relation != Relation::kExact) continue;
      EXPECT_EQ(match.estimated_jaccard->upper, 1);
    }
  }
}

TEST_F(DetectorTest, AnotherConfigurationIsRefusedAndBothAreNamed) {
  ASSERT_TRUE(Detector::Open(OnDisk("store")).ok());
  Options other = OnDisk("store");
  other.sketch.shingle = 7;
  const absl::Status refused = Detector::Open(other).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(refused)) << refused;
  EXPECT_THAT(refused.message(), HasSubstr("shingle=5"));
  EXPECT_THAT(refused.message(), HasSubstr("shingle=7"));
  other.use_store_configuration = true;
  Detector detector = OpenOrDie(other);
  EXPECT_EQ(detector.store().config().shingle, 5);
}

TEST_F(DetectorTest, WithTheStoresConfigurationResultsAreThoseOfAScanWithIt) {
  Options creating = OnDisk("store");
  creating.sketch.shingle = 3;
  creating.rules.shingle = 3;
  std::vector<std::string> expected;
  {
    Detector detector = OpenOrDie(creating);
    AddAll(NewsArticles(), 48, &detector);
    expected = FoundBy(&detector);
  }
  Options using_it = OnDisk("store");
  using_it.use_store_configuration = true;
  using_it.read_only = true;
  Detector detector = OpenOrDie(using_it);
  EXPECT_EQ(FoundBy(&detector), expected);
}

TEST_F(DetectorTest, AReadOnlyStoreMustExistAndIsNotWritten) {
  Options options = OnDisk("store");
  options.read_only = true;
  EXPECT_TRUE(absl::IsNotFound(Detector::Open(options).status()));
  EXPECT_FALSE(std::filesystem::exists(options.store));
  {
    Detector writer = OpenOrDie(OnDisk("store"));
    AddAll(NewsArticles(), 48, &writer);
  }
  Detector detector = OpenOrDie(options);
  EXPECT_TRUE(absl::IsFailedPrecondition(detector.Add(std::vector{Doc("new", "some text")})));
  EXPECT_EQ(detector.store().DocumentCount(), 48U);
  EXPECT_EQ(detector.add_statistics().documents, 0U);
  EXPECT_THAT(*detector.Matches(), Not(IsEmpty()));
}

TEST_F(DetectorTest, ACancelledCallEndsAndChangesNothing) {
  std::atomic<bool> cancel = false;
  Detector detector = OpenOrDie({.cancel = &cancel});
  AddAll(std::span(NewsArticles()).first(30), 30, &detector);
  cancel = true;
  EXPECT_TRUE(absl::IsCancelled(detector.Add(std::span(NewsArticles()).subspan(30))));
  EXPECT_TRUE(absl::IsCancelled(detector.Matches().status()));
  EXPECT_TRUE(absl::IsCancelled(detector.Cluster().status()));
  EXPECT_TRUE(absl::IsCancelled(detector.Query(NewsArticles()[40]).status()));
  EXPECT_EQ(detector.store().DocumentCount(), 30U);
  // The detector stays usable.
  cancel = false;
  AddAll(std::span(NewsArticles()).subspan(30), 30, &detector);
  Detector other = OpenOrDie({});
  AddAll(NewsArticles(), 48, &other);
  EXPECT_EQ(FoundBy(&detector), FoundBy(&other));
}

TEST_F(DetectorTest, CancellingDuringVerificationEndsIt) {
  std::mt19937_64 random(5);
  const std::vector<Document> documents = RandomCollection(random, 200);
  std::atomic<bool> cancel = false;
  Options options{.threads = 2, .cancel = &cancel};
  options.progress = [&](const Progress& progress) { cancel = cancel || progress.stage == "candidates"; };
  Detector detector = OpenOrDie(options);
  AddAll(documents, 50, &detector);
  EXPECT_TRUE(absl::IsCancelled(detector.Matches().status()));
}

TEST_F(DetectorTest, ProgressComesFromTheCallersThread) {
  std::vector<std::thread::id> threads;
  std::set<std::string> stages;
  Options options{.threads = 4};
  options.progress = [&](const Progress& progress) {
    threads.push_back(std::this_thread::get_id());
    stages.emplace(progress.stage);
  };
  Detector detector = OpenOrDie(options);
  AddAll(NewsArticles(), 48, &detector);
  ASSERT_TRUE(detector.Matches().ok());
  EXPECT_THAT(threads, Not(IsEmpty()));
  EXPECT_THAT(threads, Each(std::this_thread::get_id()));
  EXPECT_TRUE(stages.contains("candidates"));
}

TEST_F(DetectorTest, MatchesFollowWhatIsAddedLater) {
  Detector detector = OpenOrDie({});
  ASSERT_TRUE(detector.Add(std::vector{NewsArticles()[0]}).ok());
  EXPECT_THAT(*detector.Matches(), IsEmpty());
  ASSERT_TRUE(detector.Add(std::vector{NewsArticles()[1]}).ok());
  EXPECT_THAT(*detector.Matches(), SizeIs(1));
}

TEST_F(DetectorTest, AMovedDetectorWorksOn) {
  Detector first = OpenOrDie({});
  AddAll(NewsArticles(), 48, &first);
  Detector second = std::move(first);
  EXPECT_THAT(*second.Matches(), Not(IsEmpty()));
}

}  // namespace
}  // namespace copydesk
