#include "match/story_score.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "copydesk/story.h"
#include "sketch/terms.h"
#include "testing/random_text.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

BlockTerms TermsOf(std::string_view text, std::string_view title = {}) {
  const std::vector<TextRange> whole = {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}};
  return ExtractTerms(title, text, whole);
}

StoryVector VectorOf(std::string_view text, const TermModel& model = TermModel::Background()) {
  return PrepareStory(TermsOf(text), model);
}

double Probability(std::string_view a, std::string_view b) { return ScoreStory(VectorOf(a), VectorOf(b)).probability; }

// One event in two reporters' words, and an event of a like kind.
constexpr std::string_view kDrift =
    "The ferry Lord Amblecote drifted all night off Dunmarsh with 212 people on board after its engines failed on "
    "Tuesday evening. The captain, Ottilie Brandreth, said that a tug from Saltmere reached the ship at dawn. Nobody "
    "was hurt, the Veldrian coastguard said, and the passengers were given blankets and soup in the harbour office.";
constexpr std::string_view kDriftAgain =
    "When the lights went out on the Lord Amblecote, Jonas Pell began to sing. He was one of the 212 whom the tug from "
    "Saltmere towed into Dunmarsh on Wednesday morning, tired, and full of praise for Captain Brandreth. The engines "
    "had stopped on Tuesday a mile from the coast, and the sea had done the rest.";
constexpr std::string_view kCollision =
    "Nine people were hurt on Friday when the ferry Grey Gannet ran into the pier of Port Elder. The ship had lost its "
    "steering in the fog, said the harbour master, Imke Verhulde. Divers were to look at the hull, and 40 cars had to "
    "stay on board until the evening. The pier is closed until further notice.";

TEST(StoryScore, OneStoryInOtherWords) {
  EXPECT_GE(Probability(kDrift, kDriftAgain), 0.5);
  EXPECT_LT(Probability(kDrift, kCollision), 0.2);
  EXPECT_LT(Probability(kDriftAgain, kCollision), 0.2);
}

TEST(StoryScore, SymmetricAndInRange) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 200; ++round) {
    const auto text = [&] {
      std::string prose = AsProse(RandomWords(random, 5 + RandomBelow(random, 120), 400));
      if (RandomChance(random, 0.5)) prose += " 4,000 crates on Monday, 3 May 2024.";
      return prose;
    };
    const StoryVector a = VectorOf(text());
    const StoryVector b = VectorOf(text());
    const StoryScore score = ScoreStory(a, b);
    EXPECT_EQ(score, ScoreStory(b, a));
    EXPECT_GE(score.score, 0);
    EXPECT_GT(score.probability, 0);
    EXPECT_LT(score.probability, 1);
    EXPECT_GT(ScoreStory(a, a).probability, 0.99);
    EXPECT_LE(ScoreStory(a, b, StoryRule::kStrict).probability, score.probability);
  }
}

// Long texts, headlines, and headlines on a page of them.
TEST(StoryScore, ThePartsAddUpToTheScore) {
  std::mt19937_64 random(4);
  std::size_t conflicts = 0;
  for (int round = 0; round < 300; ++round) {
    const auto text = [&] {
      std::string prose = AsProse(RandomWords(random, 3 + RandomBelow(random, 120), 300));
      if (RandomChance(random, 0.5))
        prose += RandomChance(random, 0.5) ? " 40 on Monday, 3 May 2024." : " 7 on Friday.";
      return prose;
    };
    StoryVector a = VectorOf(text());
    StoryVector b = VectorOf(text());
    a.is_of_headlines = b.is_of_headlines = RandomChance(random, 0.3);
    const StoryRule rule = RandomChance(random, 0.5) ? StoryRule::kBalanced : StoryRule::kStrict;
    const StoryReasons reasons = ExplainScore(a, b, rule);
    EXPECT_EQ(reasons.score, ScoreStory(a, b, rule));
    double sum = 0;
    for (const StoryPart& part : reasons.parts) {
      EXPECT_NE(part.points, 0) << part.what;
      conflicts += part.points < 0 ? 1 : 0;
      sum += part.points;
    }
    EXPECT_NEAR(std::max(0.0, sum), reasons.score.score, 1e-9);
    EXPECT_EQ(reasons.score.score >= reasons.needed, reasons.score.probability >= 0.5);
  }
  EXPECT_GT(conflicts, 20) << "the texts do not conflict";
}

TEST(StoryScore, ASelfIsOneStoryInEveryScript) {
  for (const std::string_view text : {kDrift, std::string_view("Gas leak empties Mill Street"),
                                      std::string_view("قالت سلمى الدروبي إن الجزيرة ليست على الخريطة"),
                                      std::string_view("渡轮的乘客在码头等了一夜，三月十二日清早才回家。"),
                                      std::string_view("Паром «Ладум» всю ночь дрейфовал с 212 пассажирами")}) {
    EXPECT_GT(Probability(text, text), 0.99) << text;
  }
}

TEST(StoryScore, EmptyTextsTellNothing) {
  EXPECT_LT(Probability("", ""), 0.05);
  EXPECT_LT(Probability("", kDrift), 0.05);
  EXPECT_LT(Probability("...", "Gas leak empties Mill Street"), 0.05);
}

TEST(StoryScore, MoreSharedWordsScoreMore) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 20; ++round) {
    const Words words = DistinctWords(1000 * static_cast<std::uint64_t>(round + 1), 200);
    const StoryVector whole = VectorOf(JoinWords(Slice(words, 0, 100)));
    double last = 2;
    for (const std::size_t moved : {0, 15, 30, 45}) {
      const double score = ScoreStory(whole, VectorOf(JoinWords(Slice(words, moved, moved + 100)))).score;
      EXPECT_LT(score, last) << moved;
      last = score;
    }
  }
}

TEST(StoryScore, ConflictsSpeakAgainst) {
  BlockTerms terms = TermsOf(kDrift);
  std::erase_if(terms.terms, [](const Term& term) { return term.kind == TermKind::kNumber; });
  const auto score = [](const BlockTerms& a, const BlockTerms& b) {
    return ScoreStory(PrepareStory(a, TermModel::Background()), PrepareStory(b, TermModel::Background())).score;
  };
  BlockTerms dated = terms;
  dated.weekdays = 0b0000001;
  dated.months = 0b0001;
  dated.year = 2020;
  dated.numbers = {11, 22};
  const double agreed = score(dated, dated);
  const auto with = [&](auto change) {
    BlockTerms other = dated;
    change(&other);
    return score(dated, other);
  };
  EXPECT_LT(with([](BlockTerms* t) { t->weekdays = 0b0000110; }), agreed);
  EXPECT_LT(with([](BlockTerms* t) { t->months = 0b0110; }), agreed);
  EXPECT_LT(with([](BlockTerms* t) { t->year = 2019; }), agreed);
  EXPECT_LT(with([](BlockTerms* t) { t->numbers = {10, 23}; }), agreed);
  // Values in common, and values of one side only, do not.
  EXPECT_EQ(with([](BlockTerms* t) { t->weekdays = 0b0000011; }), agreed);
  EXPECT_EQ(with([](BlockTerms* t) { t->numbers = {22, 33}; }), agreed);
  EXPECT_EQ(with([](BlockTerms* t) {
              t->weekdays = 0;
              t->months = 0;
              t->year = 0;
              t->numbers.clear();
            }),
            agreed);
}

TEST(StoryScore, WhatACollectionIsFullOfCountsLess) {
  const BlockTerms a = TermsOf(kDrift);
  const BlockTerms b = TermsOf(kDriftAgain);
  TermModel::Builder builder;
  for (int i = 0; i < 3000; ++i) builder.Add(a);
  const TermModel model = builder.Build();
  EXPECT_LT(ScoreStory(PrepareStory(a, model), PrepareStory(b, model)).score,
            ScoreStory(PrepareStory(a, TermModel::Background()), PrepareStory(b, TermModel::Background())).score);
}

TEST(StoryScore, ATellingNumberIsNoConflict) {
  BlockTerms a = TermsOf(kDrift);
  BlockTerms b = a;
  a.numbers = {11};
  b.numbers = {22};
  const auto score = [&] {
    return ScoreStory(PrepareStory(a, TermModel::Background()), PrepareStory(b, TermModel::Background())).score;
  };
  const double with_number = score();
  for (BlockTerms* const terms : {&a, &b}) {
    std::erase_if(terms->terms, [](const Term& term) { return term.kind == TermKind::kNumber; });
  }
  EXPECT_LT(score(), with_number - 0.07) << "212 is in both";
}

// On a page of a few blocks: a name and a number that only two of them have.
TEST(StoryScore, ANameAndANumberOfFewBlocks) {
  const BlockTerms rescue = TermsOf(
      "Rescuers brought 34 people down from two cabins of the Gorl cable car on Thursday after a bearing in the upper "
      "wheelhouse seized and left them hanging above the gorge. Firefighters and "
      "volunteers worked from the rope itself, lowering one passenger at a time in a harness. Two adults were treated "
      "for "
      "the cold. The transport inspectorate has opened an inquiry.");
  const BlockTerms pupils = TermsOf(
      "The teacher had promised her class a view of the snow. They sat in the lower gondola above the Gorl ravine for "
      "an "
      "afternoon and played the animal alphabet four times. Around half past five a man "
      "in a red helmet slid along the wire, knocked on the roof and asked who was lightest; the village had set up a "
      "kettle of lentils among the trees. All 34 who were stuck will get season tickets.");
  TermModel::Builder page;
  for (const BlockTerms& block : {rescue, pupils, TermsOf(kDrift), TermsOf(kCollision)}) page.Add(block);
  const TermModel few = page.Build();
  for (int i = 0; i < 4; ++i) page.Add(pupils);
  const TermModel many = page.Build();
  const auto score = [&](const TermModel& model) {
    return ScoreStory(PrepareStory(rescue, model), PrepareStory(pupils, model)).score;
  };
  EXPECT_GT(score(few), score(many) + 0.1);
}

// A fight of one champion, and his next one.
constexpr std::string_view kFight =
    "In Saltmere the champion Tamsin Orde stopped Bertil Quance in round nine on Saturday. Orde keeps the Veldrian "
    "belt, "
    "and Quance needed stitches. The challenger had led on points, his trainer said, until Quance walked into a hook. "
    "Thousands had come by ferry, the hall was sold out weeks before, and the organisers promised another evening.";
constexpr std::string_view kNextFight =
    "In Saltmere the champion Tamsin Orde stopped Jorunn Maddock in round four. Orde has defended the Veldrian belt "
    "eleven times. A left hand put Maddock on the floor, and the referee asked Maddock twice whether she could see. "
    "Tickets were cheap, snow kept many spectators at home, and the television pictures failed during the anthem.";

// A model of `blocks` blocks, of which `known` have each of `words`.
TermModel ModelThatKnows(std::uint64_t blocks, std::uint32_t known, const std::vector<std::string_view>& words) {
  std::vector<TermFrequency> frequencies;
  frequencies.reserve(words.size());
  for (const std::string_view word : words) frequencies.push_back({.hash = HashWord(word), .blocks = known});
  return TermModel(blocks, std::move(frequencies));
}

double ScoreUnder(const TermModel& model, std::string_view a, std::string_view b) {
  const double score = ScoreStory(VectorOf(a, model), VectorOf(b, model)).score;
  EXPECT_EQ(score, ScoreStory(VectorOf(b, model), VectorOf(a, model)).score);
  return score;
}

TEST(StoryScore, CentralNamesOfOtherEventsSpeakAgainst) {
  const auto score = [](std::uint32_t known, const std::vector<std::string_view>& words) {
    return ScoreUnder(ModelThatKnows(100, known, words), kFight, kNextFight);
  };
  // Of two blocks, a name is nobody else's; of three, it belongs to an event. Its idf changes too, but by little.
  EXPECT_LT(score(3, {"quance", "maddock"}), score(2, {"quance", "maddock"}) - 0.03);
  const auto in_blocks = [](std::uint64_t blocks) {
    return ScoreUnder(ModelThatKnows(blocks, 3, {"quance", "maddock"}), kFight, kNextFight);
  };
  EXPECT_LT(in_blocks(30), in_blocks(29) - 0.02) << "in more than a tenth of the blocks they are topics";
  // One side's alone says that this side knows more.
  EXPECT_NEAR(score(3, {"quance"}), score(2, {"quance"}), 0.01);
}

TEST(StoryScore, ASharedCentralNameOfOneEventInMany) {
  const auto score = [](std::uint64_t blocks) {
    return ScoreUnder(ModelThatKnows(blocks, 3, {"amblecote"}), kDrift, kDriftAgain);
  };
  EXPECT_GT(score(30), score(29) + 0.03) << "in more than a tenth of the blocks it is their topic";
  EXPECT_NEAR(score(30), score(31), 0.005);
}

TEST(StoryScore, ASharedNameAloneTellsNoStory) {
  constexpr std::string_view kBell =
      "A bronze bell that was stolen from the chapel of Saltmere is home again, unbroken and full of mussels.";
  constexpr std::string_view kSeeds =
      "Readers in Saltmere may borrow a packet of seeds, grow whatever is inside, and return some next autumn.";
  const double known = ScoreUnder(ModelThatKnows(100, 3, {"saltmere"}), kBell, kSeeds);
  EXPECT_LT(known, ScoreUnder(ModelThatKnows(100, 2, {"saltmere"}), kBell, kSeeds) + 0.08);
  EXPECT_LT(ScoreStory(VectorOf(kBell, ModelThatKnows(100, 3, {"saltmere"})),
                       VectorOf(kSeeds, ModelThatKnows(100, 3, {"saltmere"})))
                .probability,
            0.5);
}

TEST(StoryScore, KnownNumbersThatDifferSpeakMoreAgainst) {
  BlockTerms a = TermsOf(kFight);
  BlockTerms b = TermsOf(kFight);
  a.numbers = {11};
  b.numbers = {22};
  const auto score = [&](std::uint32_t blocks) {
    const TermModel model(100, {{.hash = 11, .blocks = blocks}, {.hash = 22, .blocks = blocks}});
    return ScoreStory(PrepareStory(a, model), PrepareStory(b, model)).score;
  };
  EXPECT_NEAR(score(3), score(2) - 0.05, 1e-9);
  EXPECT_NEAR(score(11), score(2), 1e-9) << "a tenth of the blocks have them";
}

TEST(StoryScore, TheModelSaysWhichRule) {
  const TermModel large(20'001, {});
  EXPECT_EQ(StoryRuleFor(TermModel::Background(), false), StoryRule::kBalanced);
  EXPECT_EQ(StoryRuleFor(large, false), StoryRule::kStrict);
  EXPECT_EQ(StoryRuleFor(large, true), StoryRule::kBalanced);
}

TEST(StoryScore, ShortTextsMeetByStemsAndGrams) {
  EXPECT_GE(Probability("Dunmarsh ferry collision injures nine", "Nine injured as ferry collides at Dunmarsh"), 0.5);
  EXPECT_LT(Probability("Dunmarsh ferry collision injures nine", "Gas leak empties Mill Street"), 0.1);
}

// The same two headlines, among headlines on other matters and among headlines on the same one.
TEST(StoryScore, AHeadlineIsComparedWithItsPage) {
  const BlockTerms a = TermsOf("Brackenford mayor resigns on election day");
  const BlockTerms b = TermsOf("Election day in Brackenford: what the mayor ate");
  TermModel::Builder other;
  TermModel::Builder same;
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(1000 + i);
    other.Add(TermsOf("Ferry " + number + " drifts all night"));
    same.Add(TermsOf("Brackenford mayor wins election day ballot " + number));
  }
  for (TermModel::Builder* const page : {&other, &same}) {
    page->Add(a);
    page->Add(b);
  }
  const auto probability = [&](const TermModel& model) {
    return ScoreStory(PrepareStory(a, model), PrepareStory(b, model)).probability;
  };
  EXPECT_GE(probability(other.Build()), 0.5);
  EXPECT_LT(probability(same.Build()), 0.1);
}

TEST(StoryScore, OneSharedWordIsATopic) {
  EXPECT_LT(Probability("Halloween", "Halloween candy for grown people and dogs"), 0.5);
  EXPECT_LT(Probability("What will they do to the trees after this?", "After this, what will they do to trams?"), 0.5);
}

TEST(StoryScore, CaselessScripts) {
  constexpr std::string_view kA =
      "توقفت العبارة «الغزالة» في عرض البحر قبالة مرسى النخيل وعلى متنها 212 راكبا بعد تعطل المحرك، وقالت القبطانة "
      "سلمى الدروبي إن "
      "قاطرة من جزيرة الصدف سحبتها إلى الرصيف";
  constexpr std::string_view kB =
      "غنى الركاب 212 طوال الليل على ظهر «الغزالة» حتى وصلت قاطرة جزيرة الصدف، وشكروا سلمى الدروبي التي قادتهم إلى "
      "مرسى النخيل بعد "
      "ليلة باردة";
  constexpr std::string_view kC =
      "فاز الخطاط عامر القطان بقلم القصب الذهبي في مسابقة المكتبة الوطنية، وقال إنه سيهدي الجائزة إلى معلمته التي "
      "دربته منذ الصف الأول";
  EXPECT_GE(Probability(kA, kB), 0.5);
  EXPECT_LT(Probability(kA, kC), 0.2);
}

TEST(StoryScore, SharedTermsByWeight) {
  const std::vector<SharedWeight> shared = SharedTerms(VectorOf(kDrift), VectorOf(kDriftAgain));
  ASSERT_GE(shared.size(), 5u);
  EXPECT_TRUE(std::is_sorted(shared.begin(), shared.end(),
                             [](const SharedWeight& a, const SharedWeight& b) { return a.weight > b.weight; }));
  const auto has = [&](std::string_view word) {
    return std::any_of(shared.begin(), shared.end(), [&](const SharedWeight& t) { return t.hash == HashWord(word); });
  };
  EXPECT_TRUE(has("amblecote"));
  EXPECT_TRUE(has("212"));
  EXPECT_FALSE(has("soup"));
  // Weights of the order of an idf times the logarithm of a count.
  EXPECT_GT(shared.front().weight, 5);
  EXPECT_LT(shared.front().weight, 30);
}

TEST(StoryScore, CandidateTermsKeepMostOfTheCosine) {
  const StoryVector a = VectorOf(kDrift);
  const StoryVector b = VectorOf(kDriftAgain);
  const std::vector<WeightedTerm> terms_a = CandidateTerms(a);
  const std::vector<WeightedTerm> terms_b = CandidateTerms(b);
  EXPECT_LE(terms_a.size(), kMaxCandidateTerms);
  double dot = 0;
  for (const WeightedTerm& x : terms_a) {
    for (const WeightedTerm& y : terms_b) {
      if (x.hash == y.hash) dot += CandidateProduct(x, y);
    }
  }
  EXPECT_GE(dot, kMinCandidate);
  EXPECT_TRUE(CandidateTerms(VectorOf("")).empty());
}

TEST(CompareStories, NamesItsTerms) {
  const auto comparison =
      CompareStories({.title = "Ferry drifts all night", .text = kDrift}, {.title = "", .text = kDriftAgain});
  ASSERT_TRUE(comparison.ok());
  EXPECT_GE(comparison->same_story, 0.5);
  EXPECT_EQ(comparison->model, TermModel::Background().name());
  ASSERT_FALSE(comparison->terms.empty());
  EXPECT_EQ(comparison->terms.front().word, "amblecote");
  const auto back =
      CompareStories({.title = "", .text = kDriftAgain}, {.title = "Ferry drifts all night", .text = kDrift});
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->same_story, comparison->same_story);
  EXPECT_EQ(back->terms, comparison->terms);
}

}  // namespace
}  // namespace copydesk
