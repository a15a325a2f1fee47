// Disguises hide no copy in any language, and are counted; the texts as they are have none.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "copydesk/compare.h"
#include "copydesk/detector.h"
#include "integration/integration_testing.h"
#include "testing/disguise.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

class DisguisedCopiesTest : public IntegrationTest {
 protected:
  static bool IsOriginal(const Document& document) { return document.metadata.id.ends_with("-original"); }
};

TEST_F(DisguisedCopiesTest, StayCopiesInEveryLanguageAtAnyRate) {
  constexpr std::uint64_t kSeed = 7;
  std::mt19937_64 random(kSeed);
  for (const Document& document : LanguageTexts()) {
    if (!IsOriginal(document)) continue;
    for (const auto& [disguise, name] : kDisguises) {
      for (const double share : {0.01, 0.03, 0.1, 0.3, 0.6, 1.0}) {
        const std::string text = DisguiseText(document.text, disguise, share, &random);
        const auto comparison = CompareTexts(document.text, text);
        ASSERT_TRUE(comparison.ok());
        const std::string what = absl::StrCat(document.metadata.id, ", ", name, " at ", share, ", seed ", kSeed,
                                              ", Jaccard ", comparison->jaccard);
        EXPECT_GE(comparison->relation, Relation::kNear) << what;
      }
    }
  }
}

TEST_F(DisguisedCopiesTest, AreCounted) {
  std::mt19937_64 random(8);
  for (const Document& document : LanguageTexts()) {
    if (!IsOriginal(document)) continue;
    const std::string language = document.metadata.id.substr(0, 2);
    const bool is_european = language == "en" || language == "de" || language == "ru";
    const bool is_unspaced = language == "zh" || language == "ja" || language == "th";
    for (const auto& [disguise, name] : kDisguises) {
      // Digits alone are full-width in honest texts; other scripts need selectors, those without spaces breaks of
      // lines.
      if (disguise == Disguise::kFullWidth && language != "en" && language != "de") continue;
      if (disguise == Disguise::kVariationSelectors && !is_european) continue;
      if (is_unspaced && disguise != Disguise::kMixed && disguise != Disguise::kStrokes && disguise != Disguise::kNoise)
        continue;
      const std::string text = DisguiseText(document.text, disguise, 0.3, &random);
      if (text == document.text) continue;  // no letters that it has something for
      EXPECT_GT(Tokenize(text).disguised, 0u) << document.metadata.id << " " << name;
    }
  }
}

TEST_F(DisguisedCopiesTest, HonestTextsHaveNone) {
  for (const auto* documents : {&LanguageTexts(), &NewsArticles()}) {
    for (const Document& document : *documents)
      EXPECT_EQ(Tokenize(document.text).disguised, 0u) << document.metadata.id;
  }
}

}  // namespace
}  // namespace copydesk
