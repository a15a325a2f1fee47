// Collections and results for the tests of the whole library.
#ifndef COPYDESK_TESTS_INTEGRATION_INTEGRATION_TESTING_H_
#define COPYDESK_TESTS_INTEGRATION_INTEGRATION_TESTING_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "copydesk/detector.h"

namespace copydesk {

// The articles of samples/news, and the texts of samples/languages.
[[nodiscard]] const std::vector<Document>& NewsArticles();
[[nodiscard]] const std::vector<Document>& LanguageTexts();

// Documents "doc-000" ... that copy, edit, cut and quote one another, with some that are equal, empty or alone.
[[nodiscard]] std::vector<Document> RandomCollection(std::mt19937_64& random, std::size_t size);

// A detector; fails the test when it cannot be opened.
[[nodiscard]] Detector OpenOrDie(const Options& options);

// Adds documents in batches of a size.
void AddAll(std::span<const Document> documents, std::size_t batch, Detector* detector);

// All that a detector finds, as lines of JSON: matches, clusters, stories, blocks.
[[nodiscard]] std::vector<std::string> FoundBy(Detector* detector);

[[nodiscard]] std::vector<std::string> MatchLines(std::span<const Match> matches);

// A folder of its own for each test, removed at its end.
class IntegrationTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // Options with a store on disk of that name.
  [[nodiscard]] Options OnDisk(const std::string& name) const;

  std::filesystem::path folder_;
};

}  // namespace copydesk

#endif  // COPYDESK_TESTS_INTEGRATION_INTEGRATION_TESTING_H_
