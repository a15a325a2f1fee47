#include "match/kept_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/collection.h"
#include "match/furniture_passages.h"
#include "match/match_testing.h"
#include "sketch/terms.h"

namespace copydesk {
namespace {

constexpr std::string_view kBox =
    "Enter City and State or Zip Code. Congratulations, Zebulon! Your Skywatch weather is set to Marrowbone 48109.";

FurnitureModel ModelOf(const std::string& source, std::string_view passage) {
  Metadata metadata;
  metadata.source = source;
  return FurnitureModel(
      {{.source = FurnitureSource(metadata), .passage = FindPassages(passage)[0].hash, .contexts = 4}});
}

StoredDocument Told(const std::string& id, const std::string& source, const std::string& text) {
  StoredDocument document = MakeTold(id, "", text);
  document.metadata.source = source;
  return document;
}

std::string Box() { return std::string(kBox); }

TEST(KeptTerms, AreThoseOfTheTextWithoutFurniture) {
  const std::string story = "Harbour masters in Saltmere counted 312 seals on Friday, the most since 1958.";
  const std::string text = Box() + "\n\n" + story;
  const StoredDocument document = Told("a", "Tolvane Post", text);
  const std::vector<TextRange> furniture = FindFurniture(text, ModelOf("Tolvane Post", kBox).entries());
  ASSERT_EQ(furniture.size(), 1U);
  const std::optional<BlockTerms> kept = TermsWithout(document.metadata, text, document.blocks, 0, furniture);
  ASSERT_TRUE(kept.has_value());
  const std::vector<TextRange> whole = {{.begin = 0, .end = static_cast<std::uint32_t>(story.size())}};
  EXPECT_EQ(*kept, ExtractTerms("", story, whole));
  EXPECT_EQ(TermsWithout(document.metadata, text, document.blocks, 0, {}), std::nullopt);
}

TEST(KeptTerms, NothingIsLeftOfAPageOfFurniture) {
  StoredDocument document = Told("a", "Tolvane Post", Box());
  document.metadata.title = "Marrowbone weather";
  const std::vector<TextRange> all = {{.begin = 0, .end = static_cast<std::uint32_t>(kBox.size())}};
  EXPECT_EQ(TermsWithout(document.metadata, document.text, document.blocks, 0, all), BlockTerms());
}

TEST(KeptTerms, AreReadForSourcesWithFurnitureOnly) {
  const FurnitureModel model = ModelOf("Tolvane Post", kBox);
  const std::string text = Box() + "\n\nSeals came ashore in Saltmere.";
  FailingStore store(MakeStore(std::vector{Told("a", "Tolvane Post", text), Told("b", "Quayside Today", text)}));
  EXPECT_TRUE(KeptTerms(store, {.document = 0, .block = 0}, model)->has_value());
  EXPECT_FALSE(KeptTerms(store, {.document = 1, .block = 0}, model)->has_value());
  EXPECT_FALSE(KeptTerms(store, {.document = 0, .block = 0}, FurnitureModel())->has_value());
  store.without_text = {0};
  EXPECT_FALSE(KeptTerms(store, {.document = 0, .block = 0}, model)->has_value()) << "its own terms hold";
  store.metadata_status = absl::DataLossError("damaged");
  EXPECT_EQ(KeptTerms(store, {.document = 0, .block = 0}, model).status(), store.metadata_status);
}

// Two texts of one outlet that share its weather box alone tell no story; two accounts of one event still do, and
// score as if they had no box.
TEST(KeptTerms, StoriesAreScoredByThem) {
  const std::string seals =
      "Harbour masters in Saltmere counted 312 seals on the Whitgift sandbank, the most since records began.";
  const std::string again =
      "The Whitgift sandbank off Saltmere holds 312 seals, more than the harbour masters ever counted there.";
  const std::string stamps =
      "A collector in Uplands found a rare Corrand stamp inside a piano stool that cost 9 crowns.";
  const auto scan = [](const std::vector<StoredDocument>& documents, const FurnitureModel& furniture) {
    CollectionOptions options;
    options.stories.enabled = true;
    options.stories.learn = false;
    options.stories.furniture = std::make_shared<const FurnitureModel>(furniture);
    options.verify.furniture = options.stories.furniture;
    CollectionStatistics statistics;
    return FindAllMatches(*MakeStore(documents), options, &statistics).value()->All().value();
  };
  const std::vector<StoredDocument> boxed = {
      Told("a", "Tolvane Post", Box() + "\n\n" + seals), Told("b", "Tolvane Post", Box() + "\n\n" + again),
      Told("c", "Tolvane Post", stamps + "\n\n" + Box()), Told("d", "Tolvane Post", Box() + "\n\n"),
      Told("e", "Tolvane Post", "\n\n" + Box() + " ")};
  const auto score = [](const std::vector<Match>& matches, const std::string& a, const std::string& b) {
    const auto match = std::find_if(matches.begin(), matches.end(),
                                    [&](const Match& m) { return m.a.document == a && m.b.document == b; });
    return match == matches.end() ? 0 : match->same_story.value_or(0);
  };
  const std::vector<Match> before = scan(boxed, FurnitureModel());
  EXPECT_GT(score(before, "a", "c"), 0.5);
  EXPECT_GT(score(before, "a", "d"), 0.5);
  const std::vector<Match> after = scan(boxed, ModelOf("Tolvane Post", kBox));
  EXPECT_LT(score(after, "a", "c"), 0.2);
  EXPECT_EQ(score(after, "a", "d"), 0);
  EXPECT_EQ(score(after, "d", "e"), 0) << "furniture tells no story, even where it is exact";
  const std::vector<Match> bare =
      scan({Told("a", "Tolvane Post", seals), Told("b", "Tolvane Post", again)}, FurnitureModel());
  EXPECT_GT(score(bare, "a", "b"), 0.5);
  EXPECT_EQ(score(after, "a", "b"), score(bare, "a", "b"));
  for (const Match& match : after) {
    for (const SharedTerm& term : match.terms) EXPECT_NE(term.word, "skywatch");
  }
}

}  // namespace
}  // namespace copydesk
