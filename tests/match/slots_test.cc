#include "match/slots.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "copydesk/compare.h"
#include "match/match_testing.h"
#include "match/shared_runs.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

SlotAgreement Slots(std::string_view a, std::string_view b) {
  const PreparedText x = Prepare(a);
  const PreparedText y = Prepare(b);
  return CompareSlots(x, y, AlignPassages(x, y, FindSharedRuns(x, y, RelationRules().run)));
}

TEST(CompareSlots, CountsEqualAndChangedNumbers) {
  const std::string one = JoinWords(DistinctWords(0, 10));
  const std::string two = JoinWords(DistinctWords(100, 10));
  const std::string three = JoinWords(DistinctWords(200, 10));
  const auto text = [&](const std::string& x, const std::string& y) {
    return one + " " + x + " " + two + " " + y + " " + three;
  };
  const SlotAgreement both = Slots(text("11", "22"), text("33", "44"));
  EXPECT_EQ(both.numbers.substituted, 2u);
  EXPECT_EQ(both.numbers.kept, 0u);
  const SlotAgreement first = Slots(text("11", "22"), text("33", "22"));
  EXPECT_EQ(first.numbers.substituted, 1u);
  EXPECT_EQ(first.numbers.kept, 1u);
  EXPECT_EQ(Slots(text("up", "22"), text("down", "22")).numbers.substituted, 0u);
  EXPECT_EQ(Slots(text("11", "22"), text("up", "22")).numbers.substituted, 0u);
  // Four tokens between aligned ones are looked at, five are not.
  EXPECT_EQ(Slots(text("a b c 11", "22"), text("d e f 33", "22")).numbers.substituted, 1u);
  EXPECT_EQ(Slots(text("a b c d 11", "22"), text("e f g h 33", "22")).numbers.substituted, 0u);
}

using Replacements = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string ReplaceAll(std::string text, Replacements replacements) {
  for (const auto& [from, to] : replacements) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

// A notice of our own with places for names; the numbers in it are always the same.
constexpr std::string_view kNotice =
    "The family of $1 of $2 is sorry to say that a long illness has come to an end. After school our mother worked for "
    "30 years at the mill of $3 and was known to every child there for the sweets in her pocket. A service with music "
    "will be held in the church of $4 at 11 on the last day of the month, and all are welcome to come. In place of "
    "flowers, please give to the lifeboat fund, account 4711 at the savings bank, which she supported for 40 years. "
    "The house will be open to friends and neighbours from 3 in the afternoon on both days before the service.";

std::string Notice(std::string_view person, std::string_view town, std::string_view company, std::string_view parish) {
  return ReplaceAll(std::string(kNotice), {{"$1", person}, {"$2", town}, {"$3", company}, {"$4", parish}});
}

const std::string kFirst = Notice("Edda Marwick", "Dunmarsh", "Tolvane", "Ansel");

TEST(IsTemplate, PagesThatDifferInTheirNames) {
  const std::string second = Notice("Olga Trebizond", "Carrowick", "Skelder", "Saltmere");
  const SlotAgreement slots = Slots(kFirst, second);
  EXPECT_GE(slots.names.substituted, 4u);
  EXPECT_EQ(slots.numbers.substituted, 0u);
  EXPECT_EQ(slots.filled, slots.places);
  EXPECT_TRUE(IsTemplate(slots));
  EXPECT_TRUE(CompareTexts(kFirst, second)->numbers_differ);
}

TEST(IsTemplate, ACorrectedNoticeIsNone) {
  EXPECT_FALSE(IsTemplate(Slots(kFirst, Notice("Edda Marvick", "Dunmarsh", "Tolvane", "Ansel"))));
  EXPECT_FALSE(IsTemplate(Slots(kFirst, Notice("Edda Marvick", "Dunmarsh", "Tolvane", "Saltmere"))));
}

// A credit line, say.
TEST(IsTemplate, ThreeNamesInOnePlaceAreNone) {
  const SlotAgreement slots = Slots(Notice("Edda", "Dunmarsh", JoinWords(DistinctWords(9000, 4)), "Ansel"),
                                    Notice("Edda", "Dunmarsh", JoinWords(DistinctWords(9500, 4)), "Ansel"));
  EXPECT_GE(slots.names.substituted, 3u);
  EXPECT_FALSE(IsTemplate(slots));
}

// Names changed by an editor who changes the rest as well.
TEST(IsTemplate, AnEditedNoticeIsNone) {
  const std::string edited =
      ReplaceAll(Notice("Olga Trebizond", "Dunmarsh", "Skelder", "Ansel"), {{"sorry", "sad"},
                                                                            {"long illness", "illness"},
                                                                            {"sweets", "apples"},
                                                                            {"welcome", "invited"},
                                                                            {"please give", "give"},
                                                                            {"savings bank", "bank"},
                                                                            {"friends", "old friends"},
                                                                            {"afternoon", "evening"}});
  const SlotAgreement slots = Slots(kFirst, edited);
  EXPECT_GE(slots.names.substituted, 3u);
  EXPECT_FALSE(IsTemplate(slots));
}

// Made-up words are in no table, so that each may be a name: edited copies must not become templates for that.
TEST(IsTemplate, EditedCopiesInAnUnknownLanguageAreNone) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const Words words = RandomWords(random, 300, 5000);
    Words edited = words;
    for (std::string& word : edited) {
      if (RandomChance(random, 0.06)) word = MakeWord(RandomBelow(random, 5000));
    }
    const SlotAgreement slots = Slots(JoinWords(words), JoinWords(edited));
    ASSERT_GE(slots.names.substituted, 3u) << "seed " << seed;
    ASSERT_FALSE(IsTemplate(slots)) << "seed " << seed;
  }
}

TEST(CompareSlots, SymmetricForRandomEdits) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    const Words words = RandomWords(random, 200, 500);
    const std::string a = JoinWords(words);
    const std::string b = JoinWords(EditWords(random, words, 0.1, 500));
    const Comparison ab = *CompareTexts(a, b);
    const Comparison ba = *CompareTexts(b, a);
    ASSERT_EQ(ab.numbers_differ, ba.numbers_differ) << "seed " << seed;
  }
}

}  // namespace
}  // namespace copydesk
