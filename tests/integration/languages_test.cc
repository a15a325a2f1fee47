// samples/languages: what holds in English holds in German, Russian, Chinese, Japanese, Arabic, Hindi and Thai.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/compare.h"
#include "copydesk/detector.h"
#include "integration/integration_testing.h"

namespace copydesk {
namespace {

constexpr auto kLanguages = std::to_array<std::string_view>({"en", "de", "ru", "zh", "ja", "ar", "hi", "th"});

using Pair = std::pair<std::string, std::string>;

std::string Describe(const Comparison& comparison) {
  return absl::StrCat(ToAbsl(RelationName(comparison.relation)), " ", ToAbsl(DirectionName(comparison.direction)),
                      comparison.numbers_differ ? " template" : "");
}

// Pairs with a text relation or a template: "relation direction template".
std::map<Pair, std::string> Truth() {
  std::map<Pair, std::string> truth;
  std::ifstream file(COPYDESK_SOURCE_DIR "/samples/languages/truth.jsonl");
  for (std::string line; std::getline(file, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    const bool is_template = json.value("template", false);
    if (json["relation"] == "none" && !is_template) continue;
    truth[{json["a"], json["b"]}] =
        absl::StrCat(json["relation"].get<std::string>(), " ", json.value("direction", std::string()),
                     is_template ? " template" : "");
  }
  return truth;
}

const std::string& TextOf(std::string_view language, std::string_view kind) {
  static const std::string none;
  for (const Document& document : LanguageTexts()) {
    if (document.metadata.id == absl::StrCat(ToAbsl(language), "-", ToAbsl(kind))) return document.text;
  }
  return none;
}

Comparison Compare(std::string_view language, std::string_view a, std::string_view b) {
  const absl::StatusOr<Comparison> comparison = CompareTexts(TextOf(language, a), TextOf(language, b));
  EXPECT_TRUE(comparison.ok()) << comparison.status();
  return comparison.ok() ? *comparison : Comparison();
}

class LanguagesTest : public IntegrationTest {
 protected:
  void SetUp() override {
    IntegrationTest::SetUp();
    ASSERT_EQ(LanguageTexts().size(), 12 * kLanguages.size());
  }
};

TEST_F(LanguagesTest, AScanFindsTheTruth) {
  Detector detector = OpenOrDie({});
  AddAll(LanguageTexts(), 32, &detector);
  const auto matches = detector.Matches();
  ASSERT_TRUE(matches.ok()) << matches.status();
  std::map<Pair, std::string> found;
  for (const Match& match : *matches) {
    if (match.comparison.relation == Relation::kNone && !match.comparison.numbers_differ) continue;
    found[{match.a.document, match.b.document}] = Describe(match.comparison);
  }
  EXPECT_EQ(found, Truth());
}

TEST_F(LanguagesTest, ComparingFindsTheTruth) {
  std::map<Pair, std::string> found;
  for (const Document& a : LanguageTexts()) {
    for (const Document& b : LanguageTexts()) {
      const bool same_language = a.metadata.id.substr(0, 2) == b.metadata.id.substr(0, 2);
      if (a.metadata.id >= b.metadata.id || !same_language) continue;
      const auto comparison = CompareTexts(a.text, b.text);
      ASSERT_TRUE(comparison.ok());
      if (comparison->relation == Relation::kNone && !comparison->numbers_differ) continue;
      found[{a.metadata.id, b.metadata.id}] = Describe(*comparison);
    }
  }
  EXPECT_EQ(found, Truth());
}

// The same paragraphs are about the same share of a text in every language.
TEST_F(LanguagesTest, SharesAreAlike) {
  for (const auto& [a, b] : {std::pair("cut", "original"), std::pair("passage", "original"),
                             std::pair("quotation", "original"), std::pair("edited", "original")}) {
    const Comparison english = Compare("en", a, b);
    for (const std::string_view language : kLanguages) {
      const Comparison comparison = Compare(language, a, b);
      EXPECT_NEAR(comparison.share[0], english.share[0], 0.1) << language << " " << a;
      EXPECT_NEAR(comparison.share[1], english.share[1], 0.1) << language << " " << a;
      EXPECT_NEAR(comparison.quoted, english.quoted, 0.1) << language << " " << a;
      EXPECT_NEAR(*comparison.equivalence, *english.equivalence, 0.2) << language << " " << a;
    }
  }
}

TEST_F(LanguagesTest, TheRetoldStoryIsOneAndTheOtherReportIsNone) {
  Detector detector = OpenOrDie({});
  AddAll(LanguageTexts(), 32, &detector);
  const auto matches = detector.Matches();
  ASSERT_TRUE(matches.ok()) << matches.status();
  std::map<Pair, double> stories;
  for (const Match& match : *matches) {
    stories[{match.a.document, match.b.document}] = match.same_story.value_or(0);
  }
  for (const std::string_view language : kLanguages) {
    const auto id = [&](const char* kind) { return absl::StrCat(ToAbsl(language), "-", kind); };
    EXPECT_GE((stories[{id("original"), id("retold")}]), 0.5) << language;
    for (const auto& [pair, same_story] : stories) {
      if (pair.first == id("other") || pair.second == id("other")) {
        EXPECT_LT(same_story, 0.5) << pair.first << " " << pair.second;
      }
    }
  }
}

}  // namespace
}  // namespace copydesk
