#include "match/match_sorter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "match/match_codec.h"
#include "match/selected_matches.h"

namespace copydesk {
namespace {

using Random = std::mt19937_64;

// Names of any bytes, zeros among them, that begin alike.
std::string MakeName(Random* random) {
  std::string name((*random)() % 4, '\0');
  for (char& c : name) c = "\0\0a\xff"[(*random)() % 4];
  return name;
}

double Draw(Random* random) { return static_cast<double>((*random)()) / 1e19; }

// Every field takes part; optional ones are there half of the time.
Match MakeMatch(Random* random) {
  const auto has = [&] { return (*random)() % 2 == 0; };
  const auto number = [&] { return static_cast<std::uint32_t>((*random)()); };
  Match match{.a = {.document = MakeName(random), .block = MakeName(random)},
              .b = {.document = MakeName(random), .block = MakeName(random)}};
  Comparison& comparison = match.comparison;
  comparison.relation = static_cast<Relation>((*random)() % 6);
  comparison.direction = static_cast<Direction>((*random)() % 4);
  comparison.identical = has();
  comparison.numbers_differ = has();
  comparison.jaccard = Draw(random);
  comparison.containment = {Draw(random), Draw(random)};
  comparison.share = {Draw(random), Draw(random)};
  comparison.shared_tokens = number();
  if (has()) comparison.shared_words = number();
  comparison.quoted = Draw(random);
  comparison.furniture = has() ? std::array{number(), number()} : std::array{0U, 0U};
  if (has()) comparison.equivalence = Draw(random);
  for (std::uint64_t i = (*random)() % 3; i > 0; --i) {
    comparison.spans.push_back({.a = {number(), number()}, .b = {number(), number()}, .tokens = number()});
  }
  match.verified = has();
  if (has()) match.estimated_jaccard = {.lower = Draw(random), .value = Draw(random), .upper = Draw(random)};
  if (has()) match.same_story = Draw(random);
  for (std::uint64_t i = (*random)() % 3; i > 0; --i) {
    match.terms.push_back({.word = MakeName(random), .weight = Draw(random)});
  }
  match.evidence.link = has();
  return match;
}

bool ByNames(const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); }
bool HaveSameNames(const Match& x, const Match& y) { return std::tie(x.a, x.b) == std::tie(y.a, y.b); }

TEST(MatchCodec, BytesAreTheMatchAndSortAsItsNames) {
  Random random(1);
  for (int i = 0; i < 5'000; ++i) {
    const Match x = MakeMatch(&random);
    const Match y = MakeMatch(&random);
    std::string bytes;
    EncodeMatchValue(x, &bytes);
    EXPECT_EQ(DecodeMatch(EncodeMatchKey(x), bytes).value(), x);
    EXPECT_EQ(IsVerified(bytes), x.verified);
    EXPECT_EQ(EncodeMatchKey(x) < EncodeMatchKey(y), ByNames(x, y));
  }
}

TEST(MatchCodec, EvidenceIsAByteAtTheEnd) {
  Match match;
  match.evidence.link = true;
  std::string bytes;
  EncodeMatchValue(match, &bytes);
  EXPECT_EQ(static_cast<unsigned char>(bytes.front()), 0x81) << "verified, and has evidence";
  EXPECT_EQ(bytes.back(), 1);
  for (const char other : {'\x00', '\x02', '\x03'}) {
    bytes.back() = other;
    EXPECT_TRUE(absl::IsDataLoss(DecodeMatchValue(bytes).status())) << static_cast<int>(other);
  }
  match.evidence.link = false;
  std::string without;
  EncodeMatchValue(match, &without);
  EXPECT_EQ(without.size() + 1, bytes.size());
}

TEST(MatchCodec, DamagedBytesAreAnError) {
  Random random(2);
  for (int i = 0; i < 200; ++i) {
    const Match match = MakeMatch(&random);
    std::string bytes;
    EncodeMatchValue(match, &bytes);
    const std::string key = EncodeMatchKey(match);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_TRUE(absl::IsDataLoss(DecodeMatch(key, bytes.substr(0, size)).status()));
    }
    for (std::size_t size = 0; size < key.size(); ++size) {
      EXPECT_TRUE(absl::IsDataLoss(DecodeMatch(key.substr(0, size), bytes).status()));
    }
    EXPECT_TRUE(absl::IsDataLoss(DecodeMatch(key, bytes + '\0').status()));
    EXPECT_TRUE(absl::IsDataLoss(DecodeMatch(key + '\0', bytes).status()));
  }
}

// In memory, in runs and in files: every pair once, by name, with the model where one is named.
TEST(MatchSorter, GivesEveryPairOnceInOrder) {
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{600'000}}) {
    Random random(memory + 3);
    std::vector<Match> expected(4'000);
    for (Match& match : expected) match = MakeMatch(&random);
    std::sort(expected.begin(), expected.end(), ByNames);
    expected.erase(std::unique(expected.begin(), expected.end(), HaveSameNames), expected.end());
    std::vector<Match> added = expected;
    added.insert(added.end(), expected.begin(), expected.begin() + 500);
    std::shuffle(added.begin(), added.end(), random);

    MatchSorter sorter(memory);
    for (const Match& match : added) ASSERT_TRUE(sorter.Add(match).ok());
    const std::shared_ptr<const MatchList> list = sorter.Finish("model").value();
    std::uint64_t unverified = 0;
    for (Match& match : expected) {
      const Comparison& comparison = match.comparison;
      if (match.same_story.has_value() || comparison.furniture[0] + comparison.furniture[1] > 0) match.model = "model";
      unverified += match.verified ? 0 : 1;
    }
    EXPECT_TRUE(list->All().value() == expected) << memory;
    EXPECT_EQ(sorter.unverified(), unverified);
    ASSERT_EQ(list->size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); i += 37) {
      EXPECT_EQ(list->At(i).value(), expected[i]);
      EXPECT_EQ(list->Find(expected[i].a, expected[i].b).value(), expected[i]);
      EXPECT_EQ(list->LowerBound(expected[i].a, expected[i].b).value(), i);
    }
    EXPECT_EQ(list->Find({.document = "no", .block = "such"}, {}).value(), std::nullopt);
    EXPECT_EQ(list->LowerBound({.document = "\xff\xff\xff\xff", .block = ""}, {}).value(), list->size());
  }
}

TEST(MatchSorter, NothingGivesNothing) {
  MatchSorter sorter(1);
  const std::shared_ptr<const MatchList> list = sorter.Finish("").value();
  EXPECT_EQ(list->size(), 0);
  EXPECT_TRUE(list->All().value().empty());
  EXPECT_EQ(list->Find({}, {}).value(), std::nullopt);
}

TEST(MatchList, AnErrorOfTheVisitorEndsIt) {
  const std::vector<Match> matches(3);
  int visits = 0;
  EXPECT_EQ(MatchSpan(matches).ForEach(
                [&](const Match&) { return ++visits == 2 ? absl::CancelledError("enough") : absl::OkStatus(); }),
            absl::CancelledError("enough"));
  EXPECT_EQ(visits, 2);
}

TEST(SelectMatches, KeepsWhatIsWanted) {
  Random random(4);
  std::vector<Match> matches(1'000);
  for (Match& match : matches) match = MakeMatch(&random);
  std::sort(matches.begin(), matches.end(), ByNames);
  const auto all = std::make_shared<const MatchSpan>(matches);
  for (const int share : {0, 1, 3, 1'000}) {
    int met = 0;
    std::vector<Match> expected;
    for (int i = 0; i < 1'000; ++i) {
      if (share > 0 && i % share == 0) expected.push_back(matches[static_cast<std::size_t>(i)]);
    }
    const auto selected = SelectMatches(all, [&](const Match&) { return share > 0 && met++ % share == 0; }).value();
    ASSERT_EQ(selected->size(), expected.size());
    EXPECT_TRUE(selected->All().value() == expected);
    for (std::size_t i = 0; i < expected.size(); i += 41) EXPECT_EQ(selected->At(i).value(), expected[i]);
    EXPECT_EQ(selected == all, share == 1);
  }
}

}  // namespace
}  // namespace copydesk
