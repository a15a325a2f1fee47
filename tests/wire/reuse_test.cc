#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "copydesk/audit.h"
#include "text/tokens.h"
#include "wire/audit_testing.h"

namespace copydesk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Reuse Measure(const AuditText& source, const AuditText& target, const AuditRules& policy = {},
              std::string_view due = {}) {
  return MeasureReuse(source, {&target, 1}, policy, due).value().at(0);
}

std::uint32_t Words(std::string_view text) { return static_cast<std::uint32_t>(Tokenize(text).size()); }

std::string_view Cut(const AuditText& text, TextRange range) {
  return text.text.substr(range.begin, range.end - range.begin);
}

// What holds for any two texts.
void ExpectSound(const AuditText& source, const AuditText& target, const AuditRules& policy) {
  const Reuse reuse = Measure(source, target, policy);
  EXPECT_EQ(reuse.source_words.kept, reuse.target_words.kept);
  EXPECT_EQ(reuse.source_words.changed, reuse.target_words.changed);
  EXPECT_EQ(reuse.source_words.counted() + reuse.source_words.excluded, Words(source.text));
  EXPECT_EQ(reuse.target_words.counted() + reuse.target_words.excluded, Words(target.text));
  EXPECT_EQ(reuse.excluded[0].all(), reuse.source_words.excluded);
  EXPECT_EQ(reuse.excluded[1].all(), reuse.target_words.excluded);
  for (const bool of_source : {true, false}) {
    WordFates sum;
    for (const ParagraphReuse& paragraph : of_source ? reuse.source_paragraphs : reuse.target_paragraphs) {
      sum.kept += paragraph.words.kept;
      sum.changed += paragraph.words.changed;
      sum.alone += paragraph.words.alone;
      sum.excluded += paragraph.words.excluded;
      EXPECT_EQ(paragraph.counterpart.has_value(), paragraph.words.kept > 0);
    }
    EXPECT_EQ(sum, of_source ? reuse.source_words : reuse.target_words);
  }
  EXPECT_LE(reuse.longest_run, reuse.source_words.kept);
  EXPECT_EQ(Words(Cut(source, reuse.longest[0])), reuse.longest_run);
  EXPECT_EQ(Tokenize(Cut(source, reuse.longest[0])).hash, Tokenize(Cut(target, reuse.longest[1])).hash);
  std::uint32_t inserted = 0;
  for (const Insertion& insertion : reuse.insertions) {
    EXPECT_EQ(Words(Cut(target, insertion.range)), insertion.words);
    inserted += insertion.words;
  }
  EXPECT_LE(inserted, reuse.target_words.alone);
  EXPECT_LE(reuse.own_extent, reuse.kept_extent);
}

TEST(MeasureReuse, AWholeReprintKeepsEverything) {
  Articles articles;
  const AuditText& source = articles.Add("Dunmarsh Echo", Harbour(), "2031-03-07T09:00:00Z", "Harbour closed again");
  const AuditText& target = articles.Add("Tolvane Post", Harbour(), "2031-03-07T11:30:00Z", "Harbour closed again");
  const Reuse reuse = Measure(source, target);
  EXPECT_EQ(reuse.share_kept, 1);
  EXPECT_EQ(reuse.share_copied, 1);
  EXPECT_EQ(reuse.longest_run, Words(source.text));
  EXPECT_EQ(reuse.lag, 9000);
  EXPECT_EQ(reuse.headline, HeadlineChange::kKept);
  EXPECT_EQ(reuse.verdict, PolicyVerdict::kCounts);
  EXPECT_EQ(reuse.credit, ReuseCredit::kNoCreditFound);
  EXPECT_EQ(reuse.due, "Dunmarsh Echo");
  EXPECT_THAT(reuse.insertions, IsEmpty());
}

TEST(MeasureReuse, CutChangedAndAddedWordsByParagraph) {
  Articles articles;
  const AuditText& source = articles.Add("Dunmarsh Echo", Harbour());
  const std::string added = "A baker on the quay gave away four trays of warm buns to the divers before noon.";
  const std::string edited =
      Replaced(std::string(HarbourParagraph(1)), "hollow of nine metres", "cavity of ten metres");
  const AuditText& target =
      articles.Add("Tolvane Post", Join({HarbourParagraph(0), edited, added, HarbourParagraph(2)}));
  const Reuse reuse = Measure(source, target);
  EXPECT_EQ(reuse.target_words.changed, 2U);
  EXPECT_EQ(reuse.target_words.alone, Words(added));
  EXPECT_EQ(reuse.source_words.alone, Words(Harbour(3)));
  EXPECT_EQ(reuse.verdict, PolicyVerdict::kBelowShare);
  ASSERT_THAT(reuse.target_paragraphs, SizeIs(4));
  EXPECT_EQ(reuse.target_paragraphs[1].counterpart, 1U);
  EXPECT_EQ(reuse.target_paragraphs[1].words.changed, 2U);
  EXPECT_FALSE(reuse.target_paragraphs[2].counterpart.has_value());
  EXPECT_EQ(reuse.target_paragraphs[3].counterpart, 2U);
  ASSERT_THAT(reuse.source_paragraphs, SizeIs(kStoryParagraphs));
  EXPECT_EQ(reuse.source_paragraphs[3].words.alone, Words(HarbourParagraph(3)));
  ASSERT_THAT(reuse.insertions, SizeIs(1));
  EXPECT_EQ(std::string(Cut(target, reuse.insertions[0].range)) + ".", added);
  EXPECT_EQ(std::string(source.text.substr(0, reuse.insertions[0].place)) + ".", Harbour(0, 2));
}

TEST(MeasureReuse, CreditStates) {
  Articles articles;
  const AuditText& source = articles.Add("Reuters", "DUNMARSH (Reuters) - " + Harbour());
  const auto credit_of = [&](const std::string& text) { return Measure(source, articles.Add("Post", text)).credit; };
  EXPECT_EQ(credit_of("DUNMARSH (Reuters) - " + Harbour(0, 5)), ReuseCredit::kCreditedVerbatim);
  EXPECT_EQ(credit_of(Join({Harbour(0, 4), FerryParagraph(1), "(Reuters)"})), ReuseCredit::kCreditedAltered);
  EXPECT_EQ(credit_of("DUNMARSH (AP) - " + Harbour(0, 5)), ReuseCredit::kNoCreditFound);
  EXPECT_EQ(credit_of(Harbour(0, 5)), ReuseCredit::kNoCreditFound);
  EXPECT_EQ(credit_of(Join({Harbour(0, 5), "The harbour master told Reuters on Friday that he did not know more."})),
            ReuseCredit::kNoCreditFound)
      << "a mention";
  EXPECT_EQ(credit_of(Harbour(0, 4) + "\n\nThe mayor told the..."), ReuseCredit::kUnknown);
  EXPECT_EQ(credit_of(Harbour(0, 5) + "\n\nWith inputs from agencies"), ReuseCredit::kCreditedVerbatim);
  EXPECT_EQ(credit_of(std::string(FerryParagraph(0))), ReuseCredit::kNothingKept);
}

TEST(MeasureReuse, AnOutletIsCreditedWhereItsNameIsPrinted) {
  Articles articles;
  const AuditText& source = articles.Add("Dunmarsh Echo", Harbour());
  const AuditText& naming =
      articles.Add("Post", Join({Harbour(0, 5), "This was first reported by the Dunmarsh Echo on Friday."}));
  EXPECT_EQ(Measure(source, naming).credit, ReuseCredit::kCreditedAltered);
  const AuditText& post = articles.Add("Post", Harbour());
  const AuditText& about_post = articles.Add("Echo", Harbour(1));  // has "post and medicine"
  EXPECT_EQ(Measure(post, about_post).credit, ReuseCredit::kNoCreditFound);
}

TEST(MeasureReuse, AQuotationAloneNeedsNoCredit) {
  Articles articles;
  const std::string quotation = "“" + std::string(HarbourParagraph(5)) + "”";
  const AuditText& source = articles.Add("Dunmarsh Echo", Join({HarbourParagraph(0), quotation}));
  const AuditText& target = articles.Add("Tolvane Post", Join({FerryParagraph(0), quotation, FerryParagraph(1)}));
  EXPECT_EQ(Measure(source, target).credit, ReuseCredit::kQuotationOnly);
  const Reuse excluded = Measure(source, target, {.exclude_quotations = true});
  EXPECT_EQ(excluded.target_words.kept, 0U);
  EXPECT_EQ(excluded.credit, ReuseCredit::kNothingKept);
  EXPECT_EQ(excluded.excluded[1].quotations, Words(quotation));
}

TEST(MeasureReuse, ExclusionsChangeTheScores) {
  Articles articles;
  const std::string furniture = "Get our letter from the coast each morning, free, by signing up on the page below.";
  const AuditText& source = articles.Add("Dunmarsh Echo", Harbour());
  AuditText target = articles.Add("Tolvane Post", Join({HarbourParagraph(0), furniture, HarbourParagraph(1)}));
  EXPECT_LT(Measure(source, target).share_copied, 1);

  const auto at = static_cast<std::uint32_t>(target.text.find(furniture));
  const TextRange range{.begin = at, .end = static_cast<std::uint32_t>(at + furniture.size())};
  target.furniture = {&range, 1};
  EXPECT_EQ(Measure(source, target).share_copied, 1);
  EXPECT_EQ(Measure(source, target).excluded[1].furniture, Words(furniture));
  EXPECT_LT(Measure(source, target, {.exclude_furniture = false}).share_copied, 1);

  target.furniture = {};
  AuditRules policy{.phrases = PhraseList::Parse("# ours\n\n" + furniture + "\nby the way\n").value()};
  EXPECT_EQ(policy.phrases.size(), 2U);
  EXPECT_EQ(Measure(source, target, policy).share_copied, 1);
  EXPECT_EQ(Measure(source, target, policy).excluded[1].phrases, Words(furniture));

  policy.sources = {"dunmarsh ECHO"};
  EXPECT_EQ(Measure(source, target, policy).verdict, PolicyVerdict::kExcludedSource);
}

TEST(MeasureReuse, ThePolicyAsksForBothThresholds) {
  Articles articles;
  const AuditText& source = articles.Add("Dunmarsh Echo", Harbour(0, 4));
  const AuditText& most = articles.Add("Tolvane Post", Harbour(0, 3));
  EXPECT_EQ(Measure(source, most).verdict, PolicyVerdict::kBelowShare);
  EXPECT_EQ(Measure(source, most, {.min_share = 0.7}).verdict, PolicyVerdict::kBelowWords);
  EXPECT_EQ(Measure(source, most, {.min_share = 0.7, .min_words = 50}).verdict, PolicyVerdict::kCounts);
}

TEST(MeasureReuse, ADatelineIsNoAddition) {
  Articles articles;
  const AuditText& source = articles.Add("AP", "DUNMARSH (AP) — " + Harbour());
  const AuditText& target = articles.Add("Post", "By Jane Doe, Associated Press\n\n" + Harbour());
  const Reuse reuse = Measure(source, target);
  EXPECT_EQ(reuse.share_kept, 1);
  EXPECT_EQ(reuse.share_copied, 1);
  EXPECT_EQ(reuse.excluded[0].credits, 2U);
  EXPECT_EQ(reuse.credit, ReuseCredit::kCreditedVerbatim);
  EXPECT_THAT(reuse.credited, ElementsAre("AP"));
}

TEST(MeasureReuse, ADayIsNoLag) {
  Articles articles;
  const AuditText& source = articles.Add("Echo", Harbour(), "2031-03-07");
  const AuditText& target = articles.Add("Post", Harbour(), "2031-03-07T11:30:00Z");
  EXPECT_FALSE(Measure(source, target).lag.has_value());
}

TEST(MeasureReuse, ScriptsWithoutSpacesCountInWords) {
  std::string chinese;
  for (int i = 0; i < 60; ++i) chinese += "港口因墙壁倒塌关闭第" + std::to_string(i) + "天渔船等待";
  Articles articles;
  const AuditText& text = articles.Add("Echo", chinese);
  const Reuse reuse = Measure(text, text);
  EXPECT_EQ(reuse.share_kept, 1);
  EXPECT_LT(reuse.kept_extent, reuse.target_words.kept);
}

TEST(MeasureReuse, RefusesWhatIsOutOfRange) {
  const AuditText text;
  const absl::Status status = MeasureReuse(text, {&text, 1}, {.min_share = 1.5}).status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("min_share"));
  EXPECT_FALSE(MeasureReuse(text, {&text, 1}, {.run = 1}).ok());
}

TEST(MeasureReuse, EmptyTexts) {
  Articles articles;
  const AuditText& empty = articles.Add("Echo", "");
  const AuditText& full = articles.Add("Post", Harbour());
  ExpectSound(empty, empty, {});
  ExpectSound(empty, full, {});
  ExpectSound(full, empty, {});
  EXPECT_EQ(Measure(full, empty).credit, ReuseCredit::kNothingKept);
}

// Kept, changed, cut and excluded words are all the words of a text, whatever is compared.
TEST(MeasureReuse, EveryWordHasOneFate) {
  const unsigned seed = 20311;
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> sides[2];
    for (std::vector<std::string>& side : sides) {
      const std::size_t paragraphs = below(9);
      for (std::size_t p = 0; p < paragraphs; ++p) {
        std::string paragraph(below(3) == 0 ? FerryParagraph(below(8)) : HarbourParagraph(below(8)));
        for (std::size_t edits = below(4); edits > 0; --edits) {
          const std::size_t space = paragraph.find(' ', below(paragraph.size()));
          if (space == std::string::npos) continue;
          constexpr const char* kEdits[] = {" quite ", " ", "\n\n", " “", "” ", " 港口关闭 ", " (AP) - ", "\xff"};
          paragraph.replace(space, below(2) * 6, kEdits[below(8)]);
        }
        side.push_back(std::move(paragraph));
      }
    }
    Articles articles;
    const AuditText& source = articles.Add("Echo", Join({sides[0].begin(), sides[0].end()}));
    const AuditText& target = articles.Add("Post", Join({sides[1].begin(), sides[1].end()}));
    AuditRules policy{.run = static_cast<int>(2 + below(10)), .exclude_quotations = below(2) == 0};
    if (below(2) == 0) policy.phrases = PhraseList::Parse("of the\nharbour\nsaid that").value();
    SCOPED_TRACE(testing::Message() << "seed " << seed << ", round " << round);
    ExpectSound(source, target, policy);
  }
}

TEST(MeasureReuse, RepetitionStaysBounded) {
  std::string one;
  std::string two;
  for (int i = 0; i < 200'000; ++i) one += "again and again ";
  for (int i = 0; i < 200'000; ++i) two += "and again again ";
  Articles articles;
  ExpectSound(articles.Add("Echo", one), articles.Add("Post", two), {});
}

}  // namespace
}  // namespace copydesk
