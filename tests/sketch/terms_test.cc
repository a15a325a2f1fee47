#include "sketch/terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "sketch/background.h"
#include "testing/random_text.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kUnit = Term::kCountUnit;

std::vector<TextRange> Whole(std::string_view text) {
  return {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}};
}

BlockTerms TermsOf(std::string_view text, std::string_view title = {}) {
  return ExtractTerms(title, text, Whole(text));
}

const Term* FindTerm(const BlockTerms& block, std::string_view word) {
  const std::uint64_t hash = HashWord(word);
  const auto term = std::find_if(block.terms.begin(), block.terms.end(), [&](const Term& t) { return t.hash == hash; });
  return term == block.terms.end() ? nullptr : &*term;
}

bool Has(const BlockTerms& block, std::string_view word) { return FindTerm(block, word) != nullptr; }

bool IsName(const BlockTerms& block, std::string_view word) {
  const Term* const term = FindTerm(block, word);
  return term != nullptr && term->kind == TermKind::kName;
}

std::string Join(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with(from)) {
      result += to;
      at += from.size();
    } else {
      result += text[at++];
    }
  }
  return result;
}

TEST(Terms, FunctionWordsAreNone) {
  const BlockTerms block =
      TermsOf("The ferry and the pilot were in the harbour, but it did not leave before they came.");
  EXPECT_TRUE(Has(block, "ferry"));
  EXPECT_TRUE(Has(block, "harbour"));
  for (const std::string_view word : {"the", "and", "were", "in", "but", "it", "not", "they"}) {
    EXPECT_FALSE(Has(block, word)) << word;
  }
}

// A function word of one language is a word in a text of another.
TEST(Terms, LanguageOfTheTextDecides) {
  EXPECT_TRUE(Has(TermsOf("The war in the north is over and the army of the south has left."), "war"));
  EXPECT_FALSE(Has(TermsOf("Das Boot war nicht im Hafen, und der Wirt war auch nicht da."), "war"));
}

TEST(Terms, FunctionWordsOfOtherLanguagesAreNone) {
  struct Case {
    std::string_view text;
    std::string_view term;
    std::string_view function;
  };
  const std::vector<Case> cases = {
      {"Le bateau est dans le port avec les passagers, mais il ne part pas.", "bateau", "avec"},
      {"El barco está en el puerto con los pasajeros, pero no sale.", "barco", "pero"},
      {"Паром стоит в порту, и пассажиры не могут выйти, потому что он закрыт.", "паром", "потому"},
      {"العبارة في الميناء و لكن الركاب على الرصيف منذ الصباح", "الميناء", "على"},
      {"Il traghetto è nel porto con i passeggeri, ma non parte.", "traghetto", "con"},
      {"Prom jest w porcie, ale pasażerowie nie mogą wyjść, bo jest zamknięty.", "prom", "jest"},
  };
  for (const Case& c : cases) {
    EXPECT_TRUE(Has(TermsOf(c.text), c.term)) << c.text;
    EXPECT_FALSE(Has(TermsOf(c.text), c.function)) << c.text;
  }
}

TEST(Terms, ChineseBigramsWithoutFunctionCharacters) {
  const BlockTerms block = TermsOf("渡轮的乘客在码头等了一夜");
  EXPECT_TRUE(Has(block, "渡轮"));
  EXPECT_TRUE(Has(block, "码头"));
  EXPECT_FALSE(Has(block, "轮的"));
  EXPECT_FALSE(Has(block, "的乘"));
}

TEST(Terms, JapaneseBigramsWithoutHiragana) {
  const BlockTerms block = TermsOf("大統領は東京で会談した");
  EXPECT_TRUE(Has(block, "東京"));
  EXPECT_FALSE(Has(block, "京で"));
}

TEST(Terms, PossessivesAndElisionsGo) {
  const BlockTerms block =
      TermsOf("Marlow's crew saw Marlow\u2019s boat near the sisters' house and didn't stop; l'\u00e9quipe too.");
  ASSERT_TRUE(Has(block, "marlow"));
  EXPECT_TRUE(Has(block, "sisters"));
  EXPECT_TRUE(Has(block, "équipe"));
  EXPECT_FALSE(Has(block, "marlow's"));
  EXPECT_FALSE(Has(block, "didn't"));
  EXPECT_EQ(FindTerm(block, "marlow")->count, kUnit * 200 / 100 + kUnit * 200 / 103);
}

TEST(Terms, UrlsAreNone) {
  const BlockTerms block =
      TermsOf("See https://example.org/harbour-ferry?x=pilot and www.quayside.example for the captain.");
  for (const std::string_view word : {"https", "example", "harbour", "ferry", "pilot", "www", "quayside"}) {
    EXPECT_FALSE(Has(block, word)) << word;
  }
  EXPECT_TRUE(Has(block, "captain"));
}

TEST(Terms, TagsThatAPageShowsAreNone) {
  const BlockTerms block = TermsOf("Heron <iframe src=\"player/embed\" frameborder=\"0\" title=\"Audio\"> nests");
  EXPECT_EQ(block.words, 2u);
  EXPECT_GT(TermsOf("Heron < 40 nests = many > few <unclosed src=1 of them").words, 4u);
}

TEST(Terms, FunctionWordsOfHeadlinesAreNone) {
  EXPECT_EQ(TermsOf("What Will Happen After Brackenford?").words, 2u);
  EXPECT_EQ(TermsOf("War in Brackenford").words, 2u);
  EXPECT_EQ(TermsOf("Mr Pell, Mrs Pell and Ms Prowse").words, 3u);
}

TEST(Terms, Numbers) {
  const BlockTerms block =
      TermsOf("They paid US$100 for 4,000 crates, 1.200.000 jars and 2.5 tons, then 2,5 tons; 7 men died.");
  for (const std::string_view number : {"100", "4000", "1200000", "2.5"}) {
    ASSERT_TRUE(Has(block, number)) << number;
    EXPECT_EQ(FindTerm(block, number)->kind, TermKind::kNumber);
    EXPECT_TRUE(std::binary_search(block.numbers.begin(), block.numbers.end(), HashWord(number))) << number;
  }
  EXPECT_FALSE(Has(block, "4,000"));
  EXPECT_FALSE(Has(block, "7")) << "one digit is in every text";
}

TEST(Terms, NumbersOfTheFirstThreeSentences) {
  const BlockTerms block = TermsOf("About 11 came. Then 22 more. Of those 33 left. In the end 44 stayed.", "Title");
  const auto has = [&](std::string_view n) {
    return std::binary_search(block.numbers.begin(), block.numbers.end(), HashWord(n));
  };
  EXPECT_TRUE(has("11"));
  EXPECT_TRUE(has("22"));
  EXPECT_FALSE(has("33")) << "the title is the first sentence";
  EXPECT_TRUE(Has(block, "44"));
}

TEST(Terms, Dates) {
  const BlockTerms block =
      TermsOf("On Tuesday, 12 March 2024, the pilot left; he was back by Friday, in January 2025.");
  EXPECT_EQ(block.weekdays, 0b0010010);
  EXPECT_EQ(block.months, 0b000000000101);
  EXPECT_EQ(block.year, 2025);
  for (const std::string_view word : {"tuesday", "march", "12", "friday", "january"})
    EXPECT_FALSE(Has(block, word)) << word;
  ASSERT_TRUE(Has(block, "2024"));
  EXPECT_EQ(FindTerm(block, "2024")->kind, TermKind::kWord) << "that two texts name this year says little";
}

TEST(Terms, DatesOfOtherLanguages) {
  EXPECT_EQ(TermsOf("Am Mittwoch, 5. August, fuhr sie ab.").months, 1 << 7);
  EXPECT_EQ(TermsOf("Am Mittwoch, 5. August, fuhr sie ab.").weekdays, 1 << 2);
  EXPECT_EQ(TermsOf("Le lundi 3 mars il est parti.").months, 1 << 2);
  EXPECT_EQ(TermsOf("в понедельник 5 августа он уехал").months, 1 << 7);
  EXPECT_EQ(TermsOf("в понедельник 5 августа он уехал").weekdays, 1 << 0);
  EXPECT_EQ(TermsOf("el lunes 7 de enero").months, 1 << 0);
  EXPECT_EQ(TermsOf("3月12日清早").months, 1 << 2);
}

// Words that name a month only beside a number.
TEST(Terms, NotEveryMarchIsAMonth) {
  const BlockTerms march = TermsOf("The crowd began to march through the town and may go on.");
  EXPECT_EQ(march.months, 0);
  EXPECT_TRUE(Has(march, "march"));
  EXPECT_EQ(TermsOf("On Mars nobody knows the day.").months, 0);
}

TEST(Terms, NamesHaveCapitalsInMidSentence) {
  const BlockTerms block = TermsOf("The captain Ottilie Brandreth met the mayor. Teachers saw it.");
  EXPECT_TRUE(IsName(block, "ottilie"));
  EXPECT_TRUE(IsName(block, "brandreth"));
  EXPECT_FALSE(IsName(block, "captain"));
  ASSERT_TRUE(Has(block, "teachers"));
  EXPECT_FALSE(IsName(block, "teachers")) << "only at the start of a sentence, and usually without a capital";
}

TEST(Terms, SentenceStartsAndTitleCaseAreDecidedElsewhere) {
  EXPECT_TRUE(IsName(TermsOf("London waits. The storm is near."), "london")) << "usually capitalised";
  const BlockTerms block = TermsOf("Bakers strike. The bakers of the town are angry. Dill left early, said old Dill.",
                                   "Angry Bakers Close Every Shop Again");
  EXPECT_FALSE(IsName(block, "bakers"));
  EXPECT_FALSE(IsName(block, "shop"));
  EXPECT_TRUE(IsName(block, "dill")) << "in mid-sentence elsewhere";
  EXPECT_TRUE(IsName(TermsOf("Then Mr. Dunmore left with Dr. Hale for the coast."), "hale"));
}

TEST(Terms, GermanNounsAreNoNames) {
  const BlockTerms block = TermsOf(
      "Der Kanzler sprach mit Putin in Berlin über die Regierung und die Wirtschaft, aber nicht über das Wetter.");
  EXPECT_TRUE(IsName(block, "putin"));
  EXPECT_TRUE(IsName(block, "berlin"));
  EXPECT_FALSE(IsName(block, "regierung"));
  EXPECT_FALSE(IsName(block, "wirtschaft"));
}

TEST(Terms, ScriptsWithoutCaseHaveNoNames) {
  const BlockTerms block = TermsOf("قالت سلمى الدروبي إن الجزيرة ليست على الخريطة");
  ASSERT_FALSE(block.terms.empty());
  for (const Term& term : block.terms) EXPECT_EQ(term.kind, TermKind::kWord);
}

TEST(Terms, EarlyWordsCountMore) {
  std::string text = "harbour";
  for (int i = 0; i < 99; ++i) text += " the";
  text += " lantern";
  const BlockTerms block = TermsOf(text);
  ASSERT_TRUE(Has(block, "harbour"));
  ASSERT_TRUE(Has(block, "lantern"));
  EXPECT_EQ(FindTerm(block, "harbour")->count, 2 * kUnit);
  EXPECT_EQ(FindTerm(block, "lantern")->count, kUnit);
}

TEST(Terms, TheTitleStandsFirst) {
  const BlockTerms block = TermsOf("The pilot left.", "Ferry Adrift");
  EXPECT_EQ(FindTerm(block, "ferry")->count, 2 * kUnit);
  EXPECT_EQ(FindTerm(block, "pilot")->count, kUnit * 200 / 103);
}

TEST(Terms, ARepeatedTitleCountsOnce) {
  const std::string_view body = "Ferry adrift all night\nThe pilot of the ferry left before the storm came.";
  EXPECT_EQ(TermsOf(body, "Ferry Adrift All Night!").terms, TermsOf(body).terms);
  EXPECT_NE(TermsOf(body, "Ferry found in the morning").terms, TermsOf(body).terms);
}

TEST(Terms, OnlyTheParts) {
  const std::string_view text = "The pilot left. ADVERTISEMENT lantern sale. The harbour is shut.";
  const std::vector<TextRange> parts = {{.begin = 0, .end = 15},
                                        {.begin = 44, .end = static_cast<std::uint32_t>(text.size())}};
  const BlockTerms block = ExtractTerms("", text, parts);
  EXPECT_TRUE(Has(block, "pilot"));
  EXPECT_TRUE(Has(block, "harbour"));
  EXPECT_FALSE(Has(block, "lantern"));
}

TEST(Terms, LineEndsDoNotCount) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 20; ++round) {
    const std::string text = AsProse(RandomWords(random, 300, 2000));
    EXPECT_EQ(TermsOf(Join(text, "\n", "\r\n")), TermsOf(text)) << round;
  }
}

// The same words in lines of about 80 characters. Capitals at the start of a line say what they said before.
TEST(Terms, HardWrappingDoesNotCount) {
  const std::string paragraph =
      "The mayor of Dunmarsh met the pilot Ottilie Brandreth on the quay before dawn, and nobody in the harbour office "
      "of "
      "Port Elder had been told. Both then took the early boat to Saltmere, where the inspectors of Veldria were "
      "waiting "
      "for them with the papers of the Grey Gannet, which had been lost for more than a week.";
  for (const std::string_view line_end : {"\n", "\r\n"}) {
    std::string wrapped;
    std::size_t column = 0;
    for (const char c : paragraph) {
      if (c == ' ' && column > 70) {
        wrapped += line_end;
        column = 0;
      } else {
        wrapped += c;
        ++column;
      }
    }
    EXPECT_EQ(TermsOf(wrapped), TermsOf(paragraph));
  }
}

TEST(Terms, AtMostSixtyFourTheRarestFirst) {
  std::mt19937_64 random(3);
  const BlockTerms block = TermsOf(JoinWords(RandomWords(random, 3000, 1000)));
  ASSERT_EQ(block.terms.size(), BlockTerms::kMaxTerms);
  EXPECT_GT(block.words, 2000u);
  double last = 1e9;
  for (const Term& term : block.terms) {
    const double count = static_cast<double>(term.count) / Term::kCountUnit;
    const double weight = std::log2(1 + count) * BackgroundIdf(term.hash) / kIdfUnit;
    EXPECT_LE(weight, last + 0.001) << "a unit of the logarithm times the largest idf";
    last = weight;
  }
}

TEST(Terms, ShortTextsHaveStemsAndGrams) {
  const BlockTerms shorter = TermsOf("Gas leak empties Mill Street");
  EXPECT_FALSE(shorter.stems.empty());
  EXPECT_FALSE(shorter.grams.empty());
  EXPECT_TRUE(std::is_sorted(shorter.stems.begin(), shorter.stems.end()));
  EXPECT_TRUE(std::is_sorted(shorter.grams.begin(), shorter.grams.end()));
  EXPECT_EQ(shorter.stems.size(), 5u);
  std::mt19937_64 random(5);
  const BlockTerms longer = TermsOf(JoinWords(RandomWords(random, 200, 1000)));
  EXPECT_TRUE(longer.stems.empty());
  EXPECT_TRUE(longer.grams.empty());
}

TEST(Terms, EndingsDoNotChangeStems) {
  EXPECT_EQ(TermsOf("strikes").stems.size(), 1u);
  EXPECT_EQ(TermsOf("strike strikes").stems.size(), 1u);
  EXPECT_EQ(TermsOf("strike lantern").stems.size(), 2u);
}

TEST(Terms, WordsAreFoundBack) {
  const std::string_view text = "Marlow\u2019s ÉQUIPE paid 4,000 crowns in Łódź.";
  const BlockTerms block = TermsOf(text, "Ferry");
  std::vector<std::uint64_t> hashes;
  for (const std::string_view word : {"marlow", "équipe", "4000", "łódź", "nowhere", "ferry"})
    hashes.push_back(HashWord(word));
  const std::vector<std::string> words = TermWords("Ferry", text, Whole(text), hashes);
  EXPECT_EQ(words, (std::vector<std::string>{"marlow", "équipe", "4000", "łódź", "", "ferry"}));
  std::vector<std::uint64_t> all;
  for (const Term& term : block.terms) all.push_back(term.hash);
  for (const std::string& word : TermWords("Ferry", text, Whole(text), all)) EXPECT_FALSE(word.empty());
}

TEST(Terms, EmptyAndStrangeTexts) {
  for (const std::string_view text :
       {"", " ", "\n\r\n", "...", "\xff\xfe", "'", "a", "1", "'''''", "a'b'c'd", "\xe2\x80\x99"}) {
    const BlockTerms block = TermsOf(text);
    EXPECT_EQ(block.terms.size(), 0u) << text;
    EXPECT_EQ(block.words, 0u) << text;
  }
  EXPECT_EQ(ExtractTerms("", "", {}), BlockTerms());
}

TEST(Terms, HostileTexts) {
  std::string apostrophes;
  std::string numbers;
  for (int i = 0; i < 300'000; ++i) {
    apostrophes += "a'";
    numbers += "7.7,";
  }
  EXPECT_LE(TermsOf(apostrophes + "end").terms.size(), 1u);
  EXPECT_LE(TermsOf(numbers).terms.size(), 1u);
  EXPECT_EQ(TermsOf(std::string(1'000'000, 'x')).terms.size(), 1u);
  EXPECT_EQ(TermsOf(std::string(1'000'000, '\n')).terms.size(), 0u);
}

std::uint64_t Digest(const BlockTerms& block) {
  std::vector<std::uint64_t> values = {block.words, block.weekdays, block.months, block.year};
  for (const Term& term : block.terms) {
    values.push_back(term.hash);
    values.push_back(term.count);
    values.push_back(static_cast<std::uint64_t>(term.kind));
  }
  values.insert(values.end(), block.numbers.begin(), block.numbers.end());
  values.insert(values.end(), block.stems.begin(), block.stems.end());
  values.insert(values.end(), block.grams.begin(), block.grams.end());
  return HashWords128(values).low;
}

// Terms are stored: whoever changes one of these makes stores of before speak another language, and has to raise the
// version of terms in SketchConfig::Describe().
TEST(Terms, GoldenValues) {
  EXPECT_EQ(
      Digest(TermsOf("Gas leak empties Mill Street: 40 hurt, says Brackenford's mayor on Tuesday, 3 March 2026.")),
      0x8423ef32732d06c2u);
  EXPECT_EQ(
      Digest(TermsOf("Паром «Ладум» всю ночь дрейфовал с 212 пассажирами, сообщил капитан Орлов.", "Ночь на пароме")),
      0xc9d9d60a39eaae6du);
  EXPECT_EQ(Digest(TermsOf("渡轮的乘客在码头等了一夜，三月十二日清早才回家。")), 0x9d4c4982d8a255fcu);
  std::mt19937_64 random(11);
  EXPECT_EQ(Digest(TermsOf(AsProse(RandomWords(random, 500, 300)), "Saltmere Waits For 4,000 Crates")),
            0x3cb22ab1d15f67c8u);
}

}  // namespace
}  // namespace copydesk
