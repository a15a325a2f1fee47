#include "match/naming.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "match/match_testing.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

std::string NameOf(const Store& store, DocumentNumber number) {
  const auto name = DocumentName(store, number);
  EXPECT_TRUE(name.ok()) << name.status();
  return name.ok() ? *name : "";
}

// The names by text.
std::map<std::string, std::string> Names(const Store& store) {
  std::map<std::string, std::string> names;
  for (DocumentNumber number = 0; number < store.DocumentCount(); ++number) {
    names[*store.GetText(number)] = NameOf(store, number);
  }
  return names;
}

TEST(Naming, OneTextHasItsId) {
  const auto store = MakeStore(std::vector<StoredDocument>{MakeStored("a", "one"), MakeStored("", "two")});
  EXPECT_EQ(NameOf(*store, 0), "a");
  EXPECT_EQ(NameOf(*store, 1), "");
  EXPECT_EQ(*FindByName(*store, "a"), 0u);
  EXPECT_EQ(*FindByName(*store, ""), 1u);
  EXPECT_TRUE(absl::IsNotFound(FindByName(*store, "b").status()));
  EXPECT_TRUE(absl::IsNotFound(FindByName(*store, "a#2").status()));
  EXPECT_TRUE(absl::IsNotFound(DocumentName(*store, 2).status()));
}

TEST(Naming, SeveralTextsOfOneIdAreNumberedInContentHashOrder) {
  std::vector<StoredDocument> documents;
  for (const std::string text : {"one", "two", "three", "four"}) documents.push_back(MakeStored("a", text));
  const auto store = MakeStore(documents);
  std::sort(documents.begin(), documents.end(), [](const StoredDocument& x, const StoredDocument& y) {
    return x.signatures[0].content < y.signatures[0].content;
  });
  const auto names = Names(*store);
  EXPECT_EQ(names.at(documents[0].text), "a");
  EXPECT_EQ(names.at(documents[1].text), "a#2");
  EXPECT_EQ(names.at(documents[2].text), "a#3");
  EXPECT_EQ(names.at(documents[3].text), "a#4");
  EXPECT_EQ(*store->GetText(*FindByName(*store, "a#3")), documents[2].text);
  EXPECT_TRUE(absl::IsNotFound(FindByName(*store, "a#1").status()));
  EXPECT_TRUE(absl::IsNotFound(FindByName(*store, "a#5").status()));
}

TEST(Naming, AnIdThatLooksLikeANumberedNameKeepsIt) {
  const auto store = MakeStore(
      std::vector<StoredDocument>{MakeStored("a", "one"), MakeStored("a", "two"), MakeStored("a#2", "three")});
  EXPECT_EQ(NameOf(*store, 2), "a#2");
  EXPECT_EQ(*FindByName(*store, "a#2"), 2u);
  const std::set<std::string> names = {NameOf(*store, 0), NameOf(*store, 1)};
  EXPECT_EQ(names, (std::set<std::string>{"a", "a#2#"}));
}

// Ids made to collide: every document has a name of its own, which leads back to it.
TEST(Naming, NamesAreDistinctForAnyIds) {
  constexpr std::string_view kIds[] = {"x", "x#", "x##", "x#2", "x#2#", "x##2", "x##2#", "#", "#2", "", "x#3"};
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<StoredDocument> documents;
    for (std::size_t n = 2 + random() % 15; n > 0; --n) {
      documents.push_back(MakeStored(std::string(kIds[RandomBelow(random, std::size(kIds))]), MakeWord(n)));
    }
    const auto store = MakeStore(documents);
    std::set<std::string> names;
    for (DocumentNumber number = 0; number < store->DocumentCount(); ++number) {
      const std::string name = NameOf(*store, number);
      ASSERT_TRUE(names.insert(name).second) << "two documents are called " << name << ", seed " << seed;
      const auto found = FindByName(*store, name);
      ASSERT_TRUE(found.ok()) << name << ", seed " << seed;
      ASSERT_EQ(*found, number) << name << ", seed " << seed;
    }
  }
}

// Also for texts that differ in their bytes and not in their content.
TEST(Naming, DoesNotDependOnTheOrderOfAdding) {
  std::vector<StoredDocument> documents = {
      MakeStored("a", "One two"),    MakeStored("a", "one two!"), MakeStored("a", "ONE TWO"), MakeStored("a", "three"),
      MakeStored("a#2", "one, two"), MakeStored("a", "..."),      MakeStored("a", "")};
  const auto expected = Names(*MakeStore(documents));
  std::set<std::string> names;
  for (const auto& [text, name] : expected) EXPECT_TRUE(names.insert(name).second) << name;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::mt19937_64 random(seed);
    std::shuffle(documents.begin(), documents.end(), random);
    ASSERT_EQ(Names(*MakeStore(documents)), expected) << "seed " << seed;
  }
}

TEST(Naming, EqualContentsWithoutTextsAreNamedInTheOrderOfAdding) {
  FailingStore store(MakeStore(std::vector<StoredDocument>{MakeStored("a", "Two"), MakeStored("a", "TWO")}));
  store.without_text = {0, 1};
  EXPECT_EQ(NameOf(store, 0), "a");
  EXPECT_EQ(NameOf(store, 1), "a#2");
}

TEST(Naming, ErrorsArePassedOn) {
  FailingStore store(MakeStore(std::vector<StoredDocument>{MakeStored("a", "Two"), MakeStored("a", "TWO")}));
  store.text_status = absl::DataLossError("text");
  EXPECT_EQ(DocumentName(store, 0).status(), store.text_status);
  store.signatures_status = absl::DataLossError("signatures");
  EXPECT_EQ(DocumentName(store, 0).status(), store.signatures_status);
  EXPECT_EQ(FindByName(store, "a").status(), store.signatures_status);
  store.find_status = absl::UnavailableError("find");
  EXPECT_EQ(DocumentName(store, 0).status(), store.find_status);
  EXPECT_EQ(FindByName(store, "a").status(), store.find_status);
  store.metadata_status = absl::UnavailableError("metadata");
  EXPECT_EQ(DocumentName(store, 0).status(), store.metadata_status);
}

}  // namespace
}  // namespace copydesk
