// A store learns a model, and the detector uses it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "copydesk/detector.h"
#include "integration/integration_testing.h"

namespace copydesk {
namespace {

using testing::HasSubstr;

using ModelTest = IntegrationTest;

TEST_F(ModelTest, LearnsAModelThatQueriesUseUntilTheNextOne) {
  for (const Options& options : {Options{}, OnDisk("store")}) {
    Detector detector = OpenOrDie(options);
    const std::span<const Document> news = NewsArticles();
    AddAll(news.first(30), 10, &detector);
    EXPECT_EQ(detector.StoredModelInfo().value(), std::nullopt);
    const auto model_of_query = [&] {
      EXPECT_TRUE(detector.Query(news[0]).ok());
      return detector.match_statistics().model;
    };
    const std::string background = model_of_query();

    const auto first = detector.Learn();
    ASSERT_TRUE(first.ok()) << first.status();
    EXPECT_NE(first->model.name, background);
    EXPECT_EQ(model_of_query(), first->model.name);
    AddAll(news.subspan(30), 10, &detector);
    EXPECT_EQ(model_of_query(), first->model.name);
    ASSERT_TRUE(detector.Matches().ok());
    const std::string of_scan = detector.match_statistics().model;
    EXPECT_NE(of_scan, first->model.name) << "a scan learns";
    EXPECT_EQ(detector.StoredModelInfo().value(), first->model);

    const auto second = detector.Learn();
    EXPECT_EQ(second->model.name, of_scan);
    EXPECT_EQ(second->before, first->model);
    EXPECT_EQ(second->model.documents, news.size());
    EXPECT_EQ(model_of_query(), of_scan);
    EXPECT_FALSE(detector.Learn()->changed);
  }
  Options none = OnDisk("store");
  none.model = ModelSource::kNone;
  Detector detector = OpenOrDie(none);
  const auto matches = detector.Query(NewsArticles()[0]);
  ASSERT_TRUE(matches.ok());
  const auto stored = detector.StoredModelInfo();
  EXPECT_NE(detector.match_statistics().model, (*stored)->name);
}

TEST_F(ModelTest, ExplainsUnderTheModelOfTheStore) {
  Detector detector = OpenOrDie(OnDisk("store"));
  AddAll(NewsArticles(), 48, &detector);
  const auto explain = [&] {
    return detector.Explain({.document = "brackenford-02", .block = "0"}, {.document = "kestrel-02", .block = "0"})
        .value();
  };
  const std::string scanned = explain().model;
  const std::string learned = detector.Learn()->model.name;
  EXPECT_EQ(learned, scanned) << "without a model it learns the same one";
  Document more;
  more.metadata.id = "more";
  more.text = "A heron stole the mayor's hat in Dunmarsh on Monday.";
  AddAll({&more, 1}, 1, &detector);
  EXPECT_EQ(explain().model, learned);
}

TEST_F(ModelTest, AModelThatIsNotThereIsAnErrorWithItsRemedy) {
  Options options = OnDisk("new");
  options.model = ModelSource::kStore;
  options.model_store = OnDisk("index").store;
  EXPECT_EQ(Detector::Open(options).status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(options.store)) << "nothing is created";
  AddAll({}, 1, std::make_unique<Detector>(OpenOrDie(OnDisk("index"))).get());
  const absl::Status status = Detector::Open(options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("copydesk store learn --store " + options.model_store));
}

TEST_F(ModelTest, AReaderLearnsNothing) {
  AddAll(NewsArticles(), 48, std::make_unique<Detector>(OpenOrDie(OnDisk("store"))).get());
  Options options = OnDisk("store");
  options.read_only = true;
  Detector detector = OpenOrDie(options);
  EXPECT_EQ(detector.Learn().status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace copydesk
