// Terms against their plain definition (plain_terms.h), over samples and random texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "plain_terms.h"
#include "sketch/background.h"
#include "sketch/term_characters.h"
#include "sketch/terms.h"
#include "testing/random_text.h"
#include "text/tokens.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

TextRange Range(std::size_t begin, std::size_t end) {
  return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
}

Tokens TokensOf(std::string_view text, const std::vector<TextRange>& parts) {
  Tokens tokens;
  for (const TextRange& part : parts) {
    AppendTokens(text.substr(part.begin, part.end - part.begin), part.begin, &tokens);
  }
  return tokens;
}

void ExpectEqual(std::string_view title, std::string_view text, const std::vector<TextRange>& parts) {
  const BlockTerms expected = plain::ExtractTerms(title, text, parts);
  const Tokens tokens = TokensOf(text, parts);
  TextWords text_words;
  text_words.Read(tokens.hash);
  const BlockTerms with_tokens = ExtractTerms(title, text, parts, tokens, &text_words);
  const BlockTerms without_tokens = ExtractTerms(title, text, parts);
  if (with_tokens == expected && without_tokens == expected) return;
  ADD_FAILURE() << "title: " << title << "\ntext: " << text << "\nwords " << expected.words << ", " << with_tokens.words
                << ", " << without_tokens.words << "; terms " << expected.terms.size() << ", "
                << with_tokens.terms.size() << "; same terms " << (expected.terms == with_tokens.terms) << ", numbers "
                << (expected.numbers == with_tokens.numbers) << ", stems " << (expected.stems == with_tokens.stems)
                << ", grams " << (expected.grams == with_tokens.grams) << ", months "
                << (expected.months == with_tokens.months) << ", weekdays "
                << (expected.weekdays == with_tokens.weekdays) << ", year " << (expected.year == with_tokens.year)
                << "; with and without tokens " << (with_tokens == without_tokens);
  for (std::size_t i = 0; i < std::min(expected.terms.size(), with_tokens.terms.size()); ++i) {
    const Term& a = expected.terms[i];
    const Term& b = with_tokens.terms[i];
    if (a == b) continue;
    const std::vector<std::uint64_t> hashes = {a.hash, b.hash};
    const std::vector<std::string> words = plain::TermWords(title, text, parts, hashes);
    ADD_FAILURE() << "term " << i << ": " << words[0] << " " << a.count << " " << static_cast<int>(a.kind) << " and "
                  << words[1] << " " << b.count << " " << static_cast<int>(b.kind);
    break;
  }
}

void ExpectEqual(std::string_view title, std::string_view text) { ExpectEqual(title, text, {Range(0, text.size())}); }

std::vector<std::string> Samples() {
  std::vector<std::string> texts;
  const std::string samples = COPYDESK_SAMPLES;
  for (const char* const name : {"/news/articles.jsonl", "/languages/articles.jsonl"}) {
    std::ifstream file(samples + name);
    for (std::string line; std::getline(file, line);) {
      texts.push_back(nlohmann::json::parse(line).at("text").get<std::string>());
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(samples + "/pages")) {
    std::ifstream file(entry.path());
    std::ostringstream text;
    text << file.rdbuf();
    texts.push_back(text.str());
  }
  return texts;
}

TEST(TermsOracle, Samples) {
  const std::vector<std::string> texts = Samples();
  ASSERT_GT(texts.size(), 20);
  for (const std::string& text : texts) {
    ExpectEqual("", text);
    const std::string title = text.substr(0, text.find('\n'));
    ExpectEqual(title, text);
    ExpectEqual("The Harbour of 12 May", text);
    const std::size_t half = std::max<std::size_t>(text.size() / 2, 1);
    std::size_t cut = half;
    while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) ++cut;
    ExpectEqual(title, text, {Range(0, cut), Range(cut, text.size())});
    ExpectEqual(title, text, {Range(cut, text.size()), Range(0, cut)});
  }
}

// Pieces that the rules have something to say of.
std::vector<std::string> Pieces() {
  std::vector<std::string> pieces = {" ",
                                     " ",
                                     " ",
                                     " ",
                                     " ",
                                     " ",
                                     ", ",
                                     ". ",
                                     ". ",
                                     ".",
                                     "! ",
                                     "? ",
                                     ": ",
                                     "; ",
                                     " - ",
                                     " \u2013 ",
                                     "\n",
                                     "\n\n",
                                     "\r\n",
                                     "\r",
                                     "\t",
                                     " \u201c",
                                     "\u201d ",
                                     " \"",
                                     "\" ",
                                     " *",
                                     "| ",
                                     " `",
                                     "...",
                                     "\u2026 ",
                                     "'",
                                     "\u2019",
                                     "\u2018",
                                     " (",
                                     ") ",
                                     "/",
                                     "_",
                                     "\u00b7",
                                     "\u2022",
                                     "\u00ab",
                                     "\u00bb ",
                                     "<",
                                     ">",
                                     " = ",
                                     "&",
                                     "\u3002",
                                     "\uff0c",
                                     "\u3001",
                                     "\uff01",
                                     "\u300c",
                                     "\u300d",
                                     "\u060c ",
                                     "\u061f ",
                                     "\u06d4 ",
                                     "\u0964 ",
                                     "\xff",
                                     "\xe4\xb8",
                                     "the",
                                     "The",
                                     "a",
                                     "A",
                                     "I",
                                     "and",
                                     "of",
                                     "in",
                                     "is",
                                     "war",
                                     "may",
                                     "May",
                                     "March",
                                     "march",
                                     "Monday",
                                     "january",
                                     "Sunday",
                                     "5",
                                     "12",
                                     "31",
                                     "2019",
                                     "1979",
                                     "2050",
                                     "1,234",
                                     "1.234,5",
                                     "0.5",
                                     "1,990",
                                     "3rd",
                                     "20th",
                                     "1st",
                                     "b2b",
                                     "a1",
                                     "covid19",
                                     "don't",
                                     "Don\u2019t",
                                     "it's",
                                     "Russia's",
                                     "Russia\u2019s",
                                     "l'accord",
                                     "d\u2019Orsay",
                                     "dell'Ucraina",
                                     "O'Neill",
                                     "we\u2019ll",
                                     "players'",
                                     "Mr",
                                     "Mr.",
                                     "Mrs. ",
                                     "U.S.",
                                     "No. ",
                                     "vs. ",
                                     "Jr.",
                                     "http://example.com/a?b=c",
                                     "https://x.org",
                                     "www.example.com",
                                     "WWW.example.com",
                                     "http",
                                     "www",
                                     "httpd",
                                     "<iframe src=\"a b\" width=5>",
                                     "<b>",
                                     "<a href=x",
                                     "example.com",
                                     "London",
                                     "LONDON",
                                     "london",
                                     "Angela Merkel",
                                     "Ferry",
                                     "ferry",
                                     "harbour",
                                     "\ufb01sh",
                                     "\ufb01",
                                     "fi",
                                     "\u00bd",
                                     "1 2",
                                     "\u00b2",
                                     "\u00b5m",
                                     "x\u00b2",
                                     "\u00c9t\u00e9",
                                     "\u00e9t\u00e9",
                                     "e\u0301te\u0301",
                                     "na\u00efve",
                                     "Stra\u00dfe",
                                     "STRASSE",
                                     "der",
                                     "und",
                                     "nicht",
                                     "die",
                                     "aber",
                                     "Herr",
                                     "Boot",
                                     "Hafen",
                                     "le",
                                     "les",
                                     "avec",
                                     "dans",
                                     "que",
                                     "\u043f\u0430\u0440\u043e\u043c",
                                     "\u041f\u0430\u0440\u043e\u043c",
                                     "\u0432",
                                     "\u0438",
                                     "\u043d\u0435",
                                     "\u043c\u0430\u044f",
                                     "\u041c\u0430\u0440\u0442",
                                     "\u041c\u043e\u0441\u043a\u0432\u0430",
                                     "\u0441lick",
                                     "\u0440\u0430y\u0440al",
                                     "\u0441\u0430\u0440",
                                     "\u0441\u043e\u0440",
                                     "hell\u043e",
                                     "\u0391\u03b8\u03ae\u03bd\u03b1",
                                     "\u0643\u062a\u0627\u0628",
                                     "\u0627\u0644\u0633\u0641\u064a\u0646\u0629",
                                     "\u0641\u064a",
                                     "\u0645\u0646",
                                     "\u0643\u064e\u062a\u064e\u0628\u064e",
                                     "\u0661\u0669\u0666\u0662",
                                     "\u0662\u0660\u0661\u0669",
                                     "\u0665",
                                     "\u4e2d",
                                     "\u56fd",
                                     "\u4e2d\u56fd",
                                     "\u7684",
                                     "\u6e21\u8f6e",
                                     "\u5728\u6e2f\u53e3",
                                     "\u4e86",
                                     "5\u6708",
                                     "12\u6708",
                                     "\u6708",
                                     "\u5e74",
                                     "2019\u5e745\u670812\u65e5",
                                     "\u306e",
                                     "\u306b",
                                     "\u30d5\u30a7\u30ea\u30fc",
                                     "\u3072\u3089",
                                     "\uff8c\uff6a\uff98\uff70",
                                     "\uf900",
                                     "\u5f00\u0301",
                                     "\ud55c\uad6d",
                                     "5\uc6d4",
                                     "\uc6d4",
                                     "\ub144",
                                     "\u0e01\u0e32\u0e23\u0e40\u0e14\u0e34\u0e19\u0e17\u0e32\u0e07",
                                     "\u0e01",
                                     "\u0e40\u0e23\u0e37\u0e2d",
                                     "\u1780\u1798\u17d2",
                                     "\u0939\u093f\u0928\u094d\u0926\u0940",
                                     "\u05e9\u05dc\u05d5\u05dd",
                                     "\uff26\uff45\uff52\uff52\uff59",
                                     "\uff11\uff12",
                                     "soft\u00adhyphen",
                                     "zero\u200bwidth",
                                     "\u200d",
                                     "\ufeff",
                                     "\U0001f600",
                                     "\U0001d400bc",
                                     "\u24d0\u24d1\u24d2",
                                     "A\u0336B\u0336",
                                     "\u2075",
                                     "\u212aelvin",
                                     "\u017fo",
                                     "\ufdfa",
                                     "\u3099",
                                     "\u00e9\u3099",
                                     "\u0301",
                                     "\U00020000\U00020001",
                                     "x",
                                     "s",
                                     "t",
                                     "ab",
                                     "ABC",
                                     "iPhone",
                                     "McDonald"};
  for (std::uint64_t i = 0; i < 30; ++i) pieces.push_back(MakeWord(i));
  for (std::uint64_t i = 0; i < 10; ++i) {
    std::string word = MakeWord(i);
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    pieces.push_back(word);
  }
  return pieces;
}

// `pieces` with a space between two of them half of the time.
std::string RandomText(std::mt19937_64& random, const std::vector<std::string>& pieces, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += pieces[RandomBelow(random, pieces.size())];
    if (RandomChance(random, 0.5)) text += ' ';
  }
  return text;
}

std::vector<std::string> SomeOf(std::mt19937_64& random, const std::vector<std::string>& pieces, std::size_t size) {
  std::vector<std::string> some(size);
  for (std::string& piece : some) piece = pieces[RandomBelow(random, pieces.size())];
  return some;
}

TEST(TermsOracle, RandomMixtures) {
  const std::vector<std::string> all = Pieces();
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::vector<std::string> pieces = seed % 2 == 0 ? all : SomeOf(random, all, 1 + RandomBelow(random, 30));
    const std::string text = RandomText(random, pieces, RandomBelow(random, seed % 50 == 0 ? 3000 : 120));
    std::string title;
    if (RandomChance(random, 0.5)) title = RandomText(random, pieces, RandomBelow(random, 12));
    ExpectEqual(title, text);
    std::string repeated = title;
    repeated.append("\n").append(text);
    if (!title.empty()) ExpectEqual(title, repeated);
    if (HasFailure()) break;
  }
}

TEST(TermsOracle, RandomParts) {
  const std::vector<std::string> all = Pieces();
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::string text = RandomText(random, SomeOf(random, all, 40), 100);
    std::vector<TextRange> parts;
    for (std::size_t begin = RandomBelow(random, 30); begin < text.size();) {
      const std::size_t end = std::min(text.size(), begin + RandomBelow(random, 200));
      parts.push_back(Range(begin, end));
      begin = end + RandomBelow(random, 2) * RandomBelow(random, 40);
    }
    if (seed % 10 == 0) std::shuffle(parts.begin(), parts.end(), random);
    ExpectEqual(seed % 3 == 0 ? "Ferry Harbour" : "", text, parts);
    if (HasFailure()) break;
  }
}

// Lines of titles, of prose and of short lines that are wrapped.
TEST(TermsOracle, RandomLines) {
  const std::vector<std::string> all = Pieces();
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::vector<std::string> pieces = SomeOf(random, all, 60);
    std::string text;
    const std::size_t width = 2 + RandomBelow(random, 25);
    for (std::size_t line = RandomBelow(random, 30); line > 0; --line) {
      text += RandomText(random, pieces, width + RandomBelow(random, 3));
      text += RandomChance(random, 0.8) ? "\n" : RandomChance(random, 0.5) ? "\n\n" : "\r\n";
    }
    ExpectEqual("", text);
    if (HasFailure()) break;
  }
}

TEST(TermsOracle, LongTexts) {
  std::mt19937_64 random(5);
  ExpectEqual("", AsProse(RandomWords(random, 20000, 5000)));
  ExpectEqual("", AsProse(DistinctWords(1, 30000)));
  ExpectEqual("", RandomText(random, Pieces(), 50000));
  ExpectEqual("", std::string(100000, 'a'));
  ExpectEqual("", std::string(10000, ' ') + "a" + std::string(10000, '.') + "b");
  ExpectEqual("", "");
  ExpectEqual("title", "");
}

TEST(TermsOracle, AnyBytes) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    std::string text(RandomBelow(random, 400), '\0');
    for (char& c : text) c = static_cast<char>(random());
    ExpectEqual("", text);
    if (HasFailure()) break;
  }
}

TEST(TermsOracle, WordsOfTerms) {
  const std::vector<std::string> all = Pieces();
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const std::string text = RandomText(random, all, 200);
    const std::vector<TextRange> parts = {Range(0, text.size())};
    auto hashes = Tokenize(text).hash;
    for (const Term& term : ExtractTerms("May Day", text, parts).terms) hashes.push_back(term.hash);
    ASSERT_EQ(TermWords("May Day", text, parts, hashes), plain::TermWords("May Day", text, parts, hashes));
  }
}

std::string Utf8(char32_t c) {
  std::string text;
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) {
    text += static_cast<char>(0xc0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      text += static_cast<char>(0xe0 | (c >> 12));
    } else {
      text += static_cast<char>(0xf0 | (c >> 18));
      text += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    }
    text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
  }
  text += static_cast<char>(0x80 | (c & 0x3f));
  return text;
}

// The list of characters says the same as the table of words.
TEST(TermCharacter, ChineseFunctionWords) {
  std::string characters;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xd800 && c < 0xe000) continue;
    const bool is_function = (FunctionLanguages(HashWord(Utf8(c))) & kChinese) != 0;
    if (is_function) characters += Utf8(c);
    EXPECT_EQ((TermCharacter(c) & kCharacterIsChineseFunction) != 0, is_function) << Utf8(c);
  }
  for (int byte = 0x80; byte < 0x100; ++byte) {
    const char c = static_cast<char>(byte);
    EXPECT_EQ(FunctionLanguages(HashWord({&c, 1})) & kChinese, 0);
  }
  if (HasFailure()) ADD_FAILURE() << "all of them: " << characters;
}

}  // namespace
}  // namespace copydesk
