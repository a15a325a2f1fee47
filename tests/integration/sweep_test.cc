// A sweep of stored results against scans at each threshold.
#include "copydesk/sweep.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/detector.h"
#include "copydesk/report.h"
#include "integration/integration_testing.h"

namespace copydesk {
namespace {

// What the results of a scan are after they went through its files.
ScanResults Stored(Detector* detector, const RelationRules& rules) {
  ScanResults results{.matches = {}, .texts = {}, .settings = {}};
  const std::vector<Match> matches = detector->Matches().value();
  results.matches.reserve(matches.size());
  for (const Match& match : matches) results.matches.push_back(ParseMatch(MatchJson(match)).value());
  EXPECT_TRUE(detector
                  ->ForEachDocument([&](const DocumentView& view) {
                    for (const Block& block : view.blocks) {
                      results.texts.push_back(ParseBlock(BlockJson(view, block)).value());
                    }
                    return absl::OkStatus();
                  })
                  .ok());
  Summary summary;
  summary.rules = rules;
  summary.relations = Options{}.relations;
  results.settings = ParseSummary(SummaryJson(summary)).value();
  return results;
}

struct Counts {
  std::uint64_t clusters = 0;
  std::uint64_t clustered = 0;
  std::uint64_t largest = 0;

  friend bool operator==(const Counts&, const Counts&) = default;
  friend void PrintTo(const Counts& counts, std::ostream* out) {
    *out << counts.clusters << " clusters, " << counts.clustered << " texts, largest " << counts.largest;
  }
};

Counts CountsOf(const Clusters& clusters) {
  Counts counts{.clusters = clusters.size()};
  for (const Cluster& cluster : clusters) {
    counts.clustered += cluster.members.size();
    counts.largest = std::max<std::uint64_t>(counts.largest, cluster.members.size());
  }
  return counts;
}

// `text` with a new word in about one of so many places.
std::string Edited(const std::string& text, unsigned one_in, std::mt19937_64* random) {
  std::string edited;
  for (const char c : text) {
    edited += c;
    if (c == ' ' && (*random)() % one_in == 0) edited += "edited" + std::to_string((*random)() % 1000) + " ";
  }
  return edited;
}

// Articles of the sample, each with versions of which more and more words are others.
std::vector<Document> EditedArticles() {
  std::vector<Document> documents;
  std::mt19937_64 random(1);
  const std::span<const Document> news = NewsArticles();
  for (const Document& article : news.first(16)) {
    documents.push_back(article);
    for (const unsigned one_in : {12U, 24U, 40U, 80U, 160U}) {
      Document edited = article;
      edited.metadata.id += "-" + std::to_string(one_in);
      edited.text = Edited(article.text, one_in, &random);
      documents.push_back(std::move(edited));
    }
  }
  return documents;
}

class SweptScansTest : public IntegrationTest {
 protected:
  static Counts Scanned(const std::vector<Document>& documents, double near) {
    Options options;
    options.rules = RulesAtNear(options.rules, near);
    Detector detector = OpenOrDie(options);
    AddAll(documents, 50, &detector);
    return CountsOf(detector.Cluster().value());
  }

  static void CompareAll(const std::vector<Document>& documents) {
    const std::vector<double> complete = {0.7, 0.72, 0.75, 0.8, 0.85, 0.9, 0.95};
    Detector detector = OpenOrDie({});
    AddAll(documents, 50, &detector);
    SweepOptions options{.thresholds = complete, .at = {}};
    const Sweep sweep = SweepThresholds(Stored(&detector, {}), options).value();
    ASSERT_EQ(sweep.rows.size(), complete.size());
    std::set<std::uint64_t> different;
    for (const SweepRow& row : sweep.rows) {
      EXPECT_TRUE(row.complete);
      const Counts swept{.clusters = row.clusters, .clustered = row.clustered, .largest = row.largest};
      EXPECT_EQ(swept, Scanned(documents, row.threshold)) << "at " << row.threshold;
      different.insert(row.clustered);
    }
    EXPECT_GE(different.size(), 2) << "the thresholds make no difference to this collection";
  }
};

TEST_F(SweptScansTest, TheSampleIsSweptAsItIsScanned) {
  const std::span<const Document> news = NewsArticles();
  CompareAll({news.begin(), news.end()});
}

TEST_F(SweptScansTest, EditedArticlesAreSweptAsTheyAreScanned) { CompareAll(EditedArticles()); }

}  // namespace
}  // namespace copydesk
