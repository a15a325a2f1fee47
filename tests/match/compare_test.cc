#include "copydesk/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "match/compare_prepared.h"
#include "match/match_testing.h"
#include "testing/random_text.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

Comparison Compare(std::string_view a, std::string_view b, const RelationRules& rules = {}) {
  absl::StatusOr<Comparison> comparison = CompareTexts(a, b, rules);
  EXPECT_TRUE(comparison.ok()) << comparison.status();
  return comparison.ok() ? *std::move(comparison) : Comparison();
}

Comparison CompareWords(const Words& a, const Words& b, const RelationRules& rules = {}) {
  return Compare(AsProse(a), AsProse(b), rules);
}

// `shared` words at the beginning, then words of its own up to `size`.
Words TextWith(const Words& shared, std::uint64_t own, std::size_t size) {
  return Concatenate(std::vector<Words>{shared, DistinctWords(own, size - shared.size())});
}

TEST(CompareTexts, Exact) {
  const std::string a = AsProse(DistinctWords(0, 40));
  const Comparison same = Compare(a, a);
  EXPECT_EQ(same.relation, Relation::kExact);
  EXPECT_TRUE(same.identical);
  EXPECT_EQ(same.direction, Direction::kNone);
  EXPECT_DOUBLE_EQ(same.jaccard, 1);
  EXPECT_DOUBLE_EQ(same.share[0], 1);
  EXPECT_DOUBLE_EQ(same.containment[1], 1);
  EXPECT_EQ(same.shared_tokens, 40u);
  ASSERT_EQ(same.spans.size(), 1u);
  EXPECT_EQ(same.spans[0].tokens, 40u);

  const Comparison tokens = Compare(a, JoinWords(DistinctWords(0, 40), " ... "));
  EXPECT_EQ(tokens.relation, Relation::kExact);
  EXPECT_FALSE(tokens.identical);
}

// Exact before all else: quotations and numbers do not matter.
TEST(CompareTexts, ExactBeforeAllElse) {
  EXPECT_EQ(Compare("“All of this is quoted.”", "“all of this is quoted”").relation, Relation::kExact);
  EXPECT_EQ(Compare("1 2 3 4 5", "1 2 3 4 5.").relation, Relation::kExact);
  RelationRules rules;
  rules.min_shared = 1'000'000;
  EXPECT_EQ(Compare("one two", "One, two!", rules).relation, Relation::kExact);
}

TEST(CompareTexts, TextsWithoutTokensMatchNothing) {
  for (const std::string_view empty : {"", " \n", "... —", "\xff"}) {
    EXPECT_EQ(Compare(empty, empty), Comparison()) << testing::PrintToString(empty);
    EXPECT_EQ(Compare(empty, "one two three four five six"), Comparison());
    EXPECT_EQ(Compare("one", empty), Comparison());
  }
}

TEST(CompareTexts, TextsShorterThanAShingleMatchWhenEqual) {
  const Words words = DistinctWords(0, 100);
  for (std::size_t n = 1; n < 5; ++n) {
    const Words few = Slice(words, 0, n);
    EXPECT_EQ(CompareWords(few, few).relation, Relation::kExact) << n;
    EXPECT_EQ(CompareWords(few, Slice(words, 0, n + 1)).relation, Relation::kNone) << n;
    EXPECT_EQ(CompareWords(few, Slice(words, 1, n + 1)).relation, Relation::kNone) << n;
    EXPECT_EQ(CompareWords(few, words).relation, Relation::kNone) << n;
  }
}

TEST(CompareTexts, NearByShareOfTheLongerText) {
  for (const auto& [shared, relation] : {std::pair(68u, Relation::kNear), std::pair(67u, Relation::kContains)}) {
    const Words common = DistinctWords(0, shared);
    const Comparison comparison = CompareWords(TextWith(common, 1000, 80), TextWith(common, 2000, 100));
    EXPECT_EQ(comparison.relation, relation) << shared;
    EXPECT_EQ(comparison.shared_tokens, shared);
    EXPECT_LT(comparison.jaccard, 0.7);
  }
}

TEST(CompareTexts, NearByJaccard) {
  const Words a = DistinctWords(0, 60);
  const Words b = Concatenate(std::vector<Words>{a, a, DistinctWords(1000, 10)});
  RelationRules rules;
  rules.near_jaccard = 56.0 / 70;  // 56 shingles, 4 where the repetition begins, 10 with new words
  const Comparison near = CompareWords(a, b, rules);
  EXPECT_DOUBLE_EQ(near.jaccard, rules.near_jaccard);
  EXPECT_LT(near.share[1], 0.68);
  EXPECT_EQ(near.relation, Relation::kNear);
  rules.near_jaccard = std::nextafter(near.jaccard, 1.0);
  EXPECT_EQ(CompareWords(a, b, rules).relation, Relation::kContains);
}

TEST(CompareTexts, ContainsByShareOfTheShorterText) {
  for (const auto& [shared, relation] : {std::pair(30u, Relation::kContains), std::pair(29u, Relation::kOverlap)}) {
    const Words common = DistinctWords(0, shared);
    const Words shorter = TextWith(common, 1000, 60);
    const Words longer = TextWith(common, 2000, 100);
    const Comparison comparison = CompareWords(shorter, longer);
    EXPECT_EQ(comparison.relation, relation) << shared;
    EXPECT_EQ(comparison.direction, shared == 30 ? Direction::kAInB : Direction::kNone);
    EXPECT_EQ(CompareWords(longer, shorter).direction, shared == 30 ? Direction::kBInA : Direction::kNone);
    EXPECT_DOUBLE_EQ(comparison.share[0], shared / 60.0);
    EXPECT_DOUBLE_EQ(comparison.share[1], shared / 100.0);
  }
}

TEST(CompareTexts, ContainsMutually) {
  const Words common = DistinctWords(0, 60);
  const Comparison comparison = CompareWords(TextWith(common, 1000, 100), TextWith(common, 2000, 100));
  EXPECT_EQ(comparison.relation, Relation::kContains);
  EXPECT_EQ(comparison.direction, Direction::kMutual);
}

TEST(CompareTexts, OverlapNeeds20OwnTokens) {
  for (const auto& [shared, relation] : {std::pair(20u, Relation::kOverlap), std::pair(19u, Relation::kNone)}) {
    const Words common = DistinctWords(0, shared);
    const Comparison comparison = CompareWords(TextWith(common, 1000, 100), TextWith(common, 2000, 100));
    EXPECT_EQ(comparison.relation, relation) << shared;
    EXPECT_EQ(comparison.shared_tokens, shared);
  }
  // In runs of at least eight: seven and thirteen are not enough, eight and twelve are.
  for (const std::size_t first : {7u, 8u}) {
    const Words one = DistinctWords(0, first);
    const Words two = DistinctWords(100, 20 - first);
    const Comparison comparison = CompareWords(Concatenate(std::vector<Words>{one, DistinctWords(1000, 60), two}),
                                               Concatenate(std::vector<Words>{one, DistinctWords(2000, 60), two}));
    EXPECT_EQ(comparison.relation, first == 8 ? Relation::kOverlap : Relation::kNone) << first;
  }
}

TEST(CompareTexts, FewerOwnTokensNeed25SharedOnes) {
  for (const auto& [own, relation] : {std::pair(16u, Relation::kOverlap), std::pair(15u, Relation::kNone)}) {
    const std::string shared = JoinWords(DistinctWords(0, own)) + " “" + JoinWords(DistinctWords(500, 9)) + "” ";
    const Comparison comparison =
        Compare(shared + JoinWords(DistinctWords(1000, 100)), shared + JoinWords(DistinctWords(2000, 150)));
    EXPECT_EQ(comparison.shared_tokens, own + 9);
    EXPECT_EQ(comparison.relation, relation) << own;
  }
}

TEST(CompareTexts, QuoteUnlessEnoughIsOutsideQuotations) {
  const Words quoted = DistinctWords(0, 40);
  for (const auto& [own, relation] : {std::pair(15u, Relation::kOverlap), std::pair(14u, Relation::kQuote)}) {
    const std::string shared = JoinWords(DistinctWords(500, own)) + ": “" + JoinWords(quoted) + ".” ";
    const Comparison comparison =
        Compare(shared + JoinWords(DistinctWords(1000, 100)), shared + JoinWords(DistinctWords(2000, 150)));
    EXPECT_EQ(comparison.relation, relation) << own;
    EXPECT_NEAR(comparison.quoted, 40.0 / (40 + own), 1e-12);
  }
}

// Quoted in one of the two texts is enough.
TEST(CompareTexts, QuotedOnOneSide) {
  const std::string shared = JoinWords(DistinctWords(0, 40));
  const std::string a = "“" + shared + "” " + JoinWords(DistinctWords(1000, 100));
  const std::string b = shared + " " + JoinWords(DistinctWords(2000, 100));
  EXPECT_EQ(Compare(a, b).relation, Relation::kQuote);
  EXPECT_EQ(Compare(b, a).relation, Relation::kQuote);
  EXPECT_DOUBLE_EQ(Compare(a, b).quoted, 1);
}

TEST(CompareTexts, QuotedTextsAreStillNear) {
  const std::string shared = "“" + JoinWords(DistinctWords(0, 90)) + "” ";
  EXPECT_EQ(Compare(shared + "alpha beta gamma", shared + "delta epsilon zeta").relation, Relation::kNear);
}

// A report and the next day's: words equal, numbers not.
std::string Report(std::string_view one, std::string_view two, std::string_view three, std::uint64_t own,
                   std::size_t own_words) {
  return JoinWords(DistinctWords(0, 12)) + " " + std::string(one) + " " + JoinWords(DistinctWords(100, 12)) + " " +
         std::string(two) + " " + JoinWords(DistinctWords(200, 12)) + " " + std::string(three) + " " +
         JoinWords(DistinctWords(300, 12)) + " " + JoinWords(DistinctWords(own, own_words));
}

TEST(CompareTexts, TemplatesAreNeverContained) {
  const Comparison recurring = Compare(Report("11", "12", "13", 1000, 30), Report("21", "22", "13", 2000, 60));
  EXPECT_TRUE(recurring.numbers_differ);
  EXPECT_EQ(recurring.relation, Relation::kOverlap);
  const Comparison one_changed = Compare(Report("11", "12", "13", 1000, 30), Report("21", "12", "13", 2000, 60));
  EXPECT_FALSE(one_changed.numbers_differ);
  EXPECT_EQ(one_changed.relation, Relation::kContains);
  const Comparison words = Compare(Report("up", "flat", "13", 1000, 30), Report("down", "high", "13", 2000, 60));
  EXPECT_FALSE(words.numbers_differ);
  EXPECT_EQ(words.relation, Relation::kContains);
  // Still near when it is near.
  const Comparison near = Compare(Report("11", "12", "13", 0, 0), Report("21", "22", "23", 0, 0));
  EXPECT_TRUE(near.numbers_differ);
  EXPECT_EQ(near.relation, Relation::kNear);
}

TEST(CompareTexts, JaccardAndContainmentEqualSets) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t vocabulary = 2 + random() % 200;
    const Words text = RandomWords(random, 5 + random() % 300, vocabulary);
    const Words edited = EditWords(random, text, static_cast<double>(random() % 50) / 100, vocabulary);
    if (edited.size() < 5) continue;
    const auto shingles = [](const Words& words) {
      std::set<Words> set;
      for (std::size_t i = 0; i + 5 <= words.size(); ++i) set.insert(Slice(words, i, i + 5));
      return set;
    };
    const std::set<Words> a = shingles(text);
    const std::set<Words> b = shingles(edited);
    const auto shared = static_cast<double>(
        std::count_if(a.begin(), a.end(), [&](const Words& shingle) { return b.contains(shingle); }));
    const auto in_a = static_cast<double>(a.size());
    const auto in_b = static_cast<double>(b.size());
    const Comparison comparison = CompareWords(text, edited);
    ASSERT_DOUBLE_EQ(comparison.jaccard, shared / (in_a + in_b - shared)) << "seed " << seed;
    ASSERT_DOUBLE_EQ(comparison.containment[0], shared / in_a) << "seed " << seed;
    ASSERT_DOUBLE_EQ(comparison.containment[1], shared / in_b) << "seed " << seed;
  }
}

bool IsCharacterBorder(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
}

std::size_t CommonSubsequence(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const std::uint64_t token : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = token == b[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

void ExpectSoundSpans(std::string_view a, std::string_view b, const Comparison& comparison, std::uint64_t seed) {
  std::uint32_t tokens = 0;
  std::uint32_t end_a = 0;
  for (const Span& span : comparison.spans) {
    tokens += span.tokens;
    ASSERT_LE(end_a, span.a.begin) << "seed " << seed;
    end_a = span.a.end;
    for (const auto& [text, range] : {std::pair(a, span.a), std::pair(b, span.b)}) {
      ASSERT_LT(range.begin, range.end) << "seed " << seed;
      ASSERT_LE(range.end, text.size()) << "seed " << seed;
      ASSERT_TRUE(IsCharacterBorder(text, range.begin)) << "seed " << seed;
      ASSERT_TRUE(IsCharacterBorder(text, range.end)) << "seed " << seed;
    }
    const auto in_a = Tokenize(a.substr(span.a.begin, span.a.end - span.a.begin)).hash;
    const auto in_b = Tokenize(b.substr(span.b.begin, span.b.end - span.b.begin)).hash;
    ASSERT_EQ(in_a.front(), in_b.front()) << "seed " << seed;
    ASSERT_EQ(in_a.back(), in_b.back()) << "seed " << seed;
    ASSERT_GE(CommonSubsequence(in_a, in_b), span.tokens) << "seed " << seed;
  }
  ASSERT_GE(tokens, comparison.shared_tokens) << "seed " << seed;
}

TEST(CompareTexts, SymmetricAndSoundForRandomEdits) {
  std::set<Relation> seen;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t vocabulary = seed % 4 == 0 ? 3 : 2000;
    const Words shared = RandomWords(random, random() % 150, vocabulary);
    const double rate = static_cast<double>(random() % 30) / 100;
    const std::string a =
        AsProse(Concatenate(std::vector<Words>{RandomWords(random, random() % 150, vocabulary), shared}));
    std::string b = AsProse(Concatenate(std::vector<Words>{EditWords(random, shared, rate, vocabulary),
                                                           RandomWords(random, random() % 80, vocabulary)}));
    if (seed % 3 == 0) b = absl::StrCat("“", b, "”");
    const Comparison ab = Compare(a, b);
    Comparison ba = Compare(b, a);
    seen.insert(ab.relation);
    SwapSides(&ba);
    ASSERT_EQ(ab, ba) << "seed " << seed;
    if (vocabulary > 3) ExpectSoundSpans(a, b, ab, seed);
  }
  EXPECT_EQ(seen.size(), 5u) << "not all of none, quote, overlap, contains, near were met";
}

TEST(CompareTexts, SymmetricWhereTextsRepeatThemselves) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    std::mt19937_64 random(seed);
    RelationRules rules;
    rules.run = 2 + static_cast<int>(random() % 4);
    const std::string a = JoinWords(RandomWords(random, 1 + random() % 60, 2));
    const std::string b = JoinWords(RandomWords(random, 1 + random() % 60, 2));
    const Comparison ab = Compare(a, b, rules);
    Comparison ba = Compare(b, a, rules);
    ASSERT_EQ(ab.shared_tokens, ba.shared_tokens) << "seed " << seed;
    SwapSides(&ba);
    ASSERT_EQ(ab, ba) << "seed " << seed;
  }
}

TEST(CompareTexts, SpansAreBytesOfTheOriginals) {
  const std::string shared =
      "Die Brücke über den Kanal bleibt für zwei Jahre gesperrt, sagte der Bürgermeister am Montag "
      "in einer kurzen Erklärung vor dem Rathaus der Stadt, und dankte allen Beteiligten";
  const std::string a = "Überraschung! " + shared + ". Ende – für heute, so hieß es später.";
  const std::string b = "Ganz anders begann dieser Text: „" + shared + "“ Früher war das nicht möglich gewesen.";
  const Comparison comparison = Compare(a, b);
  ASSERT_EQ(comparison.spans.size(), 1u);
  const Span& span = comparison.spans[0];
  EXPECT_EQ(a.substr(span.a.begin, span.a.end - span.a.begin), shared);
  EXPECT_EQ(b.substr(span.b.begin, span.b.end - span.b.begin), shared);
  EXPECT_EQ(span.tokens, Tokenize(shared).size());
  EXPECT_EQ(comparison.shared_tokens, span.tokens);
}

// Stories of our own: the whole, reprinted with another beginning, and cut.
struct Story {
  std::string_view language;
  std::string_view beginning;
  std::string_view body;
  std::string_view other;  // unrelated
};

constexpr Story kStories[] = {
    {"German", "Der Stadtrat hat am Dienstagabend überraschend beschlossen, die alte Drehbrücke zu sperren.",
     "Händler an beiden Ufern hatten die Entscheidung seit dem ersten Gutachten über die verrosteten Lager gefürchtet. "
     "Für die Dauer der Arbeiten soll eine kleine Fähre im Zehnminutentakt verkehren, kündigte die Bürgermeisterin an. "
     "Die Kosten schätzt das Bauamt auf vier Millionen Euro, die größtenteils aus einem Fonds des Landes kommen "
     "sollen.",
     "Im Zoo ist ein Elefant geboren worden, der nach Angaben der Tierpfleger gesund ist und schon trinkt."},
    {"Russian", "Городской совет во вторник неожиданно решил закрыть старый разводной мост.",
     "Торговцы на обоих берегах боялись этого решения с тех пор, как появился первый отчёт о проржавевших опорах. "
     "На время работ между берегами каждые десять минут будет ходить небольшой паром, пообещала мэр города. "
     "Стоимость ремонта оценивают в четыре миллиона, и большую часть денег должен выделить областной фонд развития.",
     "В зоопарке родился слонёнок, который, по словам смотрителей, здоров и уже пьёт молоко."},
    {"Chinese", "市议会周二晚间出人意料地决定关闭老旋转桥。",
     "自从第一份关于轴承生锈的报告公布以来，两岸的商户一直担心这个决定。市长承诺，施工期间每十分钟有一班小型渡轮往返两"
     "岸。"
     "建设局估计费用为四百万元，大部分将由省发展基金承担。",
     "动物园里诞生了一头小象，据饲养员说它很健康，已经开始喝奶了。"},
    {"Arabic", "قرر مجلس المدينة مساء الثلاثاء بشكل مفاجئ إغلاق الجسر الدوار القديم.",
     "وكان أصحاب المحلات على الضفتين يخشون هذا القرار منذ صدور التقرير الأول عن المحامل الصدئة قبل عام كامل. "
     "ووعدت رئيسة البلدية بتشغيل عبارة صغيرة كل عشر دقائق بين الضفتين طوال مدة الأعمال التي تستمر عامين. "
     "وتقدر دائرة الأشغال التكلفة بأربعة ملايين يأتي معظمها من صندوق التنمية التابع للإقليم بعد موافقة الوزارة.",
     "ولد فيل صغير في حديقة الحيوان وقال الحراس إنه بصحة جيدة وبدأ يشرب الحليب."},
};

TEST(CompareTexts, InManyLanguages) {
  for (const Story& story : kStories) {
    const std::string beginning(story.beginning);
    const std::string body(story.body);
    const std::string other(story.other);
    const std::string whole = absl::StrCat(beginning, "\n\n", body);
    EXPECT_EQ(Compare(whole, absl::StrCat(beginning, " ", body)).relation, Relation::kExact) << story.language;
    const Comparison near = Compare(whole, body);
    EXPECT_EQ(near.relation, Relation::kNear) << story.language;
    std::string longer = absl::StrCat(other, "\n\n", body, "\n\n", other, "\n\n");
    for (const std::string_view more :
         {kStories[0].other, kStories[1].beginning, kStories[2].other, kStories[3].beginning, kStories[0].beginning}) {
      longer += more;
    }
    const Comparison contains = Compare(body, longer);
    EXPECT_EQ(contains.relation, Relation::kContains) << story.language;
    EXPECT_EQ(contains.direction, Direction::kAInB) << story.language;
    EXPECT_EQ(Compare(whole, other).relation, Relation::kNone) << story.language;
    ExpectSoundSpans(whole, body, near, 0);
  }
  EXPECT_EQ(Compare(kStories[0].body, kStories[1].body).relation, Relation::kNone);
}

TEST(CompareTexts, NotUtf8) {
  const std::string a = "\xff\xfe" + AsProse(DistinctWords(0, 40)) + "\xe2\x80";
  const std::string b = AsProse(DistinctWords(0, 40));
  EXPECT_EQ(Compare(a, b).relation, Relation::kExact);
  EXPECT_FALSE(Compare(a, b).identical);
}

TEST(CompareTexts, HostileRepetition) {
  std::string a;
  for (int i = 0; i < 100'000; ++i) a += "na ";
  const std::string b = a.substr(0, a.size() / 2) + "stop " + a.substr(a.size() / 2);
  const Comparison comparison = Compare(a, b);
  // A run that stands at more places than are tried is matched where it stands first.
  EXPECT_GE(comparison.relation, Relation::kContains);
  EXPECT_GE(comparison.shared_tokens, 50'000u);
  EXPECT_LE(comparison.spans.size(), 4u);
}

TEST(MayBeRelated, NeverDeniesARelation) {
  std::array<int, 2> answers = {};
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    std::mt19937_64 random(seed);
    RelationRules rules;
    if (seed % 3 == 0) rules = {.shingle = 4, .run = 5, .near_jaccard = 0.3, .near_share = 0.4, .contains_share = 0.2};
    const std::size_t vocabulary = seed % 4 == 0 ? 3 : 2000;
    const Words shared = RandomWords(random, random() % 200, vocabulary);
    const double rate = static_cast<double>(random() % 40) / 100;
    const PreparedText a =
        Prepare(AsProse(Concatenate(std::vector<Words>{RandomWords(random, random() % 200, vocabulary), shared})));
    const PreparedText b = Prepare(AsProse(Concatenate(std::vector<Words>{
        EditWords(random, shared, rate, vocabulary), RandomWords(random, random() % 80, vocabulary)})));
    const Relation relation = ComparePrepared(a, b, rules, SpansOf::kNone).relation;
    for (const Relation weakest : {Relation::kQuote, Relation::kOverlap, Relation::kContains, Relation::kNear}) {
      const bool may_be = MayBeRelated(a, b, rules, weakest);
      EXPECT_EQ(may_be, MayBeRelated(b, a, rules, weakest)) << "seed " << seed;
      ++answers[may_be ? 1 : 0];
      ASSERT_TRUE(may_be || relation < weakest) << "seed " << seed;
    }
  }
  EXPECT_GT(answers[0], 500);
  EXPECT_GT(answers[1], 500);
}

TEST(ComparePrepared, SpansOnlyWhenAsked) {
  const PreparedText a = Prepare(AsProse(DistinctWords(0, 60)));
  const PreparedText b = Prepare(AsProse(DistinctWords(5, 60)));
  Comparison with = ComparePrepared(a, b, {}, SpansOf::kAll);
  EXPECT_FALSE(with.spans.empty());
  const Comparison without = ComparePrepared(a, b, {}, SpansOf::kNone);
  EXPECT_TRUE(without.spans.empty());
  with.spans.clear();
  EXPECT_EQ(with, without);
}

TEST(ValidateRules, RangesAndNames) {
  EXPECT_TRUE(Validate(RelationRules()).ok());
  const auto message = [](auto change) {
    RelationRules rules;
    change(&rules);
    const absl::StatusOr<Comparison> comparison = CompareTexts("a", "b", rules);
    EXPECT_EQ(comparison.status(), Validate(rules));
    EXPECT_EQ(comparison.status().code(), absl::StatusCode::kInvalidArgument);
    return std::string(comparison.status().message());
  };
  EXPECT_THAT(message([](RelationRules* r) { r->shingle = 1; }),
              testing::HasSubstr("shingle is 1; it must be from 2 to 32"));
  EXPECT_THAT(message([](RelationRules* r) { r->shingle = 33; }), testing::HasSubstr("shingle"));
  EXPECT_THAT(message([](RelationRules* r) { r->run = 1; }), testing::HasSubstr("run is 1; it must be from 2 to 64"));
  EXPECT_THAT(message([](RelationRules* r) { r->run = 65; }), testing::HasSubstr("run"));
  EXPECT_THAT(message([](RelationRules* r) { r->near_jaccard = 0; }), testing::HasSubstr("near_jaccard"));
  EXPECT_THAT(message([](RelationRules* r) { r->near_share = 1.01; }), testing::HasSubstr("near_share"));
  EXPECT_THAT(message([](RelationRules* r) { r->contains_share = std::numeric_limits<double>::quiet_NaN(); }),
              testing::HasSubstr("contains_share"));
  EXPECT_THAT(message([](RelationRules* r) { r->min_shared = 0; }), testing::HasSubstr("min_shared"));
  EXPECT_THAT(message([](RelationRules* r) { r->min_own = -1; }), testing::HasSubstr("min_own"));
  EXPECT_THAT(message([](RelationRules* r) { r->min_own_alone = 0; }), testing::HasSubstr("min_own_alone"));
}

}  // namespace
}  // namespace copydesk
