#include "plain_terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "sketch/background.h"
#include "sketch/calendar_words.h"
#include "sketch/fixed_log.h"
#include "sketch/short_terms.h"
#include "text/extent.h"
#include "text/fold.h"
#include "text/paragraphs.h"
#include "text/plain_digits.h"
#include "text/shingles.h"
#include "text/tokens.h"
#include "text/unmask.h"
#include "text/word_break.h"
#include "text/word_hash.h"

namespace copydesk::plain {

// What the case of a word's first letter says.
enum class Capital : std::uint8_t {
  kNone,     // lower case, or a script without case
  kClear,    // a capital where only names have one
  kUnclear,  // a capital where any word may have one: at the start of a sentence, in a title-case line
};

struct TermToken {
  std::uint64_t hash = 0;      // of the normalised word: what a term is known by
  std::uint32_t position = 0;  // among all tokens of the block, title included
  std::uint32_t sentence = 0;
  std::uint32_t begin = 0;  // bytes of the piece that it is in
  std::uint32_t end = 0;
  std::uint32_t piece = 0;  // 0: the title; n: the part n - 1
  Capital capital = Capital::kNone;
  bool is_number = false;  // ASCII digits only, with points and commas
  bool is_word = false;    // at least two letters, no contraction
};

struct TermTokens {
  std::vector<std::string_view> pieces;  // the title and the parts, of the caller's text
  std::vector<TermToken> tokens;         // in text order; none of URLs and of tags with attributes

  // The token as it stands in the text.
  std::string_view Printed(std::size_t token) const {
    const TermToken& t = tokens[token];
    return pieces[t.piece].substr(t.begin, t.end - t.begin);
  }
};

// Reads the title and the parts; a title that the first tokens of the parts repeat is left out. Linear.
TermTokens ReadTermTokens(std::string_view title, std::string_view text, std::span<const TextRange> parts);

// The normalised form of a word as printed: folded, without a possessive ending or an elided article; of a number,
// without separators of thousands and with a point before its decimals.
std::string NormaliseTerm(std::string_view printed);

struct FunctionWords {
  std::vector<bool> is_function;  // by token
  bool german = false;            // the text is: capitals do not tell names from nouns
};

// The language is the one, or are those, that most of the tokens are function words of; below three such
// tokens, English ones are function words, and those of a likely language that are rare otherwise. Words of address are
// too. Of scripts written without spaces, a bigram with a Hiragana character, or with a character that is a function
// word of Chinese where the text has no Hiragana.
FunctionWords FindFunctionWords(const TermTokens& read);

// A year of the recent past or near future, which is a date; other years are numbers like any. 0: neither.
std::uint16_t YearOf(std::string_view printed);

// Reads dates and numbers into *terms, and says which tokens are terms: words and numbers, but no function words, no
// weekdays and months, no days of a month, and no numbers of one digit, which are in every text. Years are terms.
std::vector<bool> ReadDates(const TermTokens& read, const FunctionWords& function, BlockTerms* terms);

namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether a token may have a form that normalisation changes: an apostrophe, a digit, or digits of another script.
bool NeedsNormalising(std::string_view printed, bool number) {
  if (number) return printed.size() > 3;
  return std::any_of(printed.begin(), printed.end(),
                     [](char c) { return c == '\'' || c == '\xe2' || c == '\xca' || c == '\xef'; });
}

std::string FoldWord(std::string_view printed) {
  std::string all;
  FoldedText folded;
  while (!printed.empty()) {
    printed.remove_prefix(Fold(printed, printed.size(), &folded));
    all += folded.text;
  }
  const bool number = !all.empty() && ClassOf(DecodeUtf8(all, 0).code_point) == CharClass::kDigit;
  if (std::string digits; number && PlainDigits(all, &digits)) all = std::move(digits);
  UnmaskedWord plain;
  if (!MayBeMasked(all)) return all;
  Unmask(all, &plain);
  const bool as_it_is =
      plain.guise == Guise::kPlain || plain.guise == Guise::kForeign || plain.guise == Guise::kLookAlike;
  return as_it_is ? all : plain.text;
}

template <std::size_t kSize>
bool IsOneOf(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What stands after the apostrophe of don't, we'll, they're, I've, he'd, I'm.
constexpr std::array<std::string_view, 6> kContractions = {"t", "ll", "re", "ve", "d", "m"};

// What stands before it in Italian: dell'Ucraina. One or two letters are an elision anywhere: l'accord, d'Orsay.
constexpr std::array<std::string_view, 14> kElided = {"all", "coll", "dall",  "dell", "nell",  "quell",  "sull",
                                                      "un",  "bell", "quest", "sant", "jusqu", "lorsqu", "puisqu"};

std::string NormaliseNumber(std::string_view number) {
  // 1,234,567.5 and 1.234.567,5: groups of three after the first separator.
  std::vector<std::string_view> groups;
  std::string separators;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= number.size(); ++i) {
    if (i < number.size() && number[i] != '.' && number[i] != ',') continue;
    groups.push_back(number.substr(begin, i - begin));
    if (i < number.size()) separators += number[i];
    begin = i + 1;
  }
  if (separators.empty()) return std::string(number);
  std::size_t thousands = 0;  // how many of the separators part thousands
  while (thousands < separators.size() && separators[thousands] == separators[0] && groups[thousands + 1].size() == 3 &&
         groups[0].size() <= 3 && groups[0] != "0") {
    ++thousands;
  }
  std::string plain(groups[0]);
  for (std::size_t i = 0; i < separators.size(); ++i) {
    if (i >= thousands) plain += '.';
    plain += groups[i + 1];
  }
  return plain;
}

// The part of a folded word that is kept; empty for a contraction.
std::string_view StripAffixes(std::string_view word) {
  while (true) {
    const std::size_t apostrophe = word.find('\'');
    if (apostrophe == std::string_view::npos) return word;
    const std::string_view before = word.substr(0, apostrophe);
    const std::string_view after = word.substr(apostrophe + 1);
    if (after == "s" || after.empty()) return before;
    if (IsOneOf(after, kContractions)) return {};
    if (before.size() > 2 && !IsOneOf(before, kElided)) return word;
    word = after;
  }
}

bool IsPlainNumber(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return IsDigit(c) || c == '.' || c == ','; });
}

// Letters in a word, but no more than two.
int CountLetters(std::string_view text) {
  int letters = 0;
  for (std::size_t at = 0; at < text.size() && letters < 2;) {
    const Utf8Character c = DecodeUtf8(text, at);
    const CharClass kind = ClassOf(c.code_point);
    if (kind == CharClass::kLetter || kind == CharClass::kNoSpace) ++letters;
    at += c.length;
  }
  return letters;
}

// What follows "Mr." and its kind is in the same sentence.
constexpr std::array<std::string_view, 22> kAbbreviations = {"Mr",  "Mrs", "Ms",  "Dr",  "St", "Gen",  "Sen",  "Rep",
                                                             "Gov", "Lt",  "Col", "Sgt", "Sr", "Capt", "Prof", "Rev",
                                                             "Jr",  "Mme", "Hon", "Sra", "No", "vs"};

enum class Break : std::uint8_t { kNone, kUnclear, kSentence };

// What the characters between two words do. `before` is the word before them.
Break ReadGap(std::string_view gap, std::string_view before) {
  Break result = Break::kNone;
  bool full_stop = false;
  for (std::size_t at = 0; at < gap.size();) {
    const Utf8Character c = DecodeUtf8(gap, at);
    at += c.length;
    switch (c.code_point) {
      case '.':
        full_stop = true;
        break;
      case '!':
      case '?':
      case 0x2026:
      case 0x3002:
      case 0xFF01:
      case 0xFF1F:
      case 0xFF0E:
      case 0x61F:
      case 0x6D4:
      case 0x964:
      case 0x2022:
      case 0xB7:
      case '*':
      case '|':
        return Break::kSentence;
      case ':':
      case '"':
      case '`':
      case 0x201C:
      case 0x201E:
      case 0xAB:
      case 0x2018:
      case 0x201A:
      case 0x300C:
        result = std::max(result, Break::kUnclear);
        break;
      default:
        if (full_stop) result = Break::kSentence;
    }
  }
  const bool one_letter = !before.empty() && DecodeUtf8(before, 0).length == before.size();
  if (result == Break::kSentence && (one_letter || IsOneOf(before, kAbbreviations))) return Break::kNone;
  return result;
}

// What stands between the two characters of a bigram; empty in all words, and in a bigram that separators do not part.
std::string_view InnerGap(std::string_view printed) {
  const Utf8Character first = DecodeUtf8(printed, 0);
  if (ClassOf(first.code_point) != CharClass::kNoSpace) return {};
  for (std::size_t at = first.length; at < printed.size();) {
    const Utf8Character c = DecodeUtf8(printed, at);
    if (at + c.length < printed.size() && ClassOf(c.code_point) == CharClass::kOther) return printed.substr(at);
    at += c.length;
  }
  return {};
}

// Of Thai and its like, two characters are less than a syllable and in every text: terms are so many bigrams in a row.
constexpr int kBigramsOfTerm = 4;

// Whether the token is a bigram of such a script.
bool IsPartOfTerm(std::string_view text, std::uint32_t begin) {
  return static_cast<unsigned char>(text[begin]) >= 0xe0 && IsUnspacedAlphabet(DecodeUtf8(text, begin).code_point);
}

// Whether a URL begins here; it goes on to the next white space, *url_end.
bool IsUrl(std::string_view text, std::size_t begin, std::size_t* url_end) {
  const std::string_view rest = text.substr(begin, 8);
  if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return false;
  *url_end = std::min(text.find_first_of(" \t\r\n\v\f", begin), text.size());
  return true;
}

// Whether the token is inside a tag that a page shows as text, "<iframe src=...>"; it goes on to *tag_end.
bool IsTag(std::string_view text, std::size_t begin, std::size_t* tag_end) {
  constexpr std::size_t kLongestTag = 1000;
  if (begin == 0 || text[begin - 1] != '<') return false;
  const std::size_t size = text.substr(begin, kLongestTag).find('>');
  const bool has_attributes = size != std::string_view::npos && text.substr(begin, size).find('=') < size;
  if (has_attributes) *tag_end = begin + size;
  return has_attributes;
}

class Reader {
 public:
  explicit Reader(TermTokens* result) : result_(result) {}

  void ReadPiece(std::string_view text) {
    result_->pieces.push_back(text);
    for (const TextRange& paragraph : FindParagraphs(text)) ReadParagraph(text, paragraph);
  }

  // Forgets the tokens so far, but not their pieces.
  void ForgetTokens() {
    result_->tokens.clear();
    position_ = 0;
    sentence_ = 0;
  }

 private:
  void ReadParagraph(std::string_view text, const TextRange& paragraph) {
    const std::string_view body = text.substr(paragraph.begin, paragraph.end - paragraph.begin);
    tokens_.Clear();
    AppendTokens(body, 0, &tokens_);
    std::size_t sentence_begin = result_->tokens.size();
    std::size_t skipped = 0;
    Break inner = Break::kNone;  // of the bigrams before that separators part, which are no terms
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::uint32_t begin = tokens_.begin[i];
      const std::uint32_t end = tokens_.end[i];
      if (begin < skipped || IsUrl(body, begin, &skipped) || IsTag(body, begin, &skipped)) continue;
      Break gap = Break::kSentence;
      if (i > 0) {
        const std::uint32_t last = tokens_.end[i - 1];
        gap = last >= begin ? Break::kNone
                            : ReadGap(body.substr(last, begin - last),
                                      body.substr(tokens_.begin[i - 1], last - tokens_.begin[i - 1]));
      }
      gap = std::max(gap, std::exchange(inner, Break::kNone));
      if (const std::string_view parted = InnerGap(body.substr(begin, end - begin)); !parted.empty()) {
        inner = std::max(gap, ReadGap(parted, {}));
        continue;
      }
      if (gap == Break::kSentence && result_->tokens.size() > sentence_begin) {
        EndSentence(sentence_begin);
        sentence_begin = result_->tokens.size();
      }
      if (IsPartOfTerm(body, begin)) {
        AppendRow(body, i, gap != Break::kNone, paragraph.begin);
        continue;
      }
      Append(body.substr(begin, end - begin), tokens_.hash[i], tokens_.number[i] != 0, gap != Break::kNone,
             paragraph.begin + begin, paragraph.begin + end);
    }
    if (result_->tokens.size() > sentence_begin) EndSentence(sentence_begin);
  }

  void Append(std::string_view printed, std::uint64_t hash, bool number, bool unclear, std::uint32_t begin,
              std::uint32_t end) {
    TermToken token{.hash = hash,
                    .position = position_++,
                    .sentence = sentence_,
                    .begin = begin,
                    .end = end,
                    .piece = static_cast<std::uint32_t>(result_->pieces.size() - 1)};
    token.is_word = CountLetters(printed) >= 2;
    token.is_number = number && IsPlainNumber(printed);
    if (NeedsNormalising(printed, number)) {
      const std::string word = NormaliseTerm(printed);
      token.hash = HashWord(word);
      token.is_number = number && IsPlainNumber(word);
      token.is_word = token.is_word && CountLetters(word) >= 2;
    }
    if (IsCapital(DecodeUtf8(printed, 0).code_point)) token.capital = unclear ? Capital::kUnclear : Capital::kClear;
    result_->tokens.push_back(token);
  }

  // The bigrams from `first` on as one token; none where the run ends or a separator parts it before they are enough.
  void AppendRow(std::string_view body, std::size_t first, bool unclear, std::uint32_t base) {
    const std::uint32_t begin = tokens_.begin[first];
    std::size_t last = first;
    while (last + 1 < std::min(first + kBigramsOfTerm, tokens_.size()) && tokens_.begin[last + 1] < tokens_.end[last]) {
      ++last;
    }
    const std::string_view printed = body.substr(begin, tokens_.end[last] - begin);
    if (last + 1 < first + kBigramsOfTerm || !InnerGap(printed).empty()) {
      ++position_;
      return;
    }
    const std::span<const std::uint64_t> row(tokens_.hash.data() + first, kBigramsOfTerm);
    Append(printed, ShingleHashes(row, kBigramsOfTerm).front(), false, unclear, base + begin, base + tokens_.end[last]);
  }

  // In a line in title case or in capitals, capitals say nothing.
  void EndSentence(std::size_t begin) {
    constexpr std::uint32_t kLong = 4;  // bytes; shorter words are lower-case in titles too
    std::size_t capitals = 0;
    std::size_t words = 0;
    for (std::size_t i = begin; i < result_->tokens.size(); ++i) {
      const TermToken& token = result_->tokens[i];
      if (!token.is_word || token.end - token.begin < kLong) continue;
      ++words;
      if (token.capital != Capital::kNone) ++capitals;
    }
    if (words >= 3 && capitals * 4 >= words * 3) {
      for (std::size_t i = begin; i < result_->tokens.size(); ++i) {
        TermToken& token = result_->tokens[i];
        if (token.capital == Capital::kClear) token.capital = Capital::kUnclear;
      }
    }
    ++sentence_;
  }

  TermTokens* result_;
  Tokens tokens_;
  std::uint32_t position_ = 0;
  std::uint32_t sentence_ = 0;
};

}  // namespace

std::string NormaliseTerm(std::string_view printed) {
  const std::string folded = FoldWord(printed);
  if (IsPlainNumber(folded)) return NormaliseNumber(folded);
  return std::string(StripAffixes(folded));
}

TermTokens ReadTermTokens(std::string_view title, std::string_view text, std::span<const TextRange> parts) {
  TermTokens result;
  Reader reader(&result);
  reader.ReadPiece(title);
  const std::vector<TermToken> titled = result.tokens;
  for (const TextRange& part : parts) reader.ReadPiece(text.substr(part.begin, part.end - part.begin));
  const auto same_hash = [](const TermToken& a, const TermToken& b) { return a.hash == b.hash; };
  const bool repeats = result.tokens.size() >= 2 * titled.size() && !titled.empty() &&
                       std::equal(titled.begin(), titled.end(),
                                  result.tokens.begin() + static_cast<std::ptrdiff_t>(titled.size()), same_hash);
  if (repeats) {
    reader.ForgetTokens();
    result.pieces.resize(1);
    for (const TextRange& part : parts) reader.ReadPiece(text.substr(part.begin, part.end - part.begin));
  }
  return result;
}

namespace {

constexpr int kMinVotes = 3;
constexpr int kFewVotes = 2;

bool IsHiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

bool IsAscii(std::string_view text) { return text.empty() || static_cast<unsigned char>(text[0]) < 0x80; }

// Of a token. One that begins with ASCII has no character of a script written without spaces.
template <typename Is>
bool AnyCharacter(std::string_view text, Is is) {
  if (IsAscii(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = DecodeUtf8(text, at);
    if (is(c.code_point, text.substr(at, c.length))) return true;
    at += c.length;
  }
  return false;
}

bool HasHiragana(std::string_view text) {
  return AnyCharacter(text, [](char32_t c, std::string_view) { return IsHiragana(c); });
}

bool HasChineseFunctionCharacter(std::string_view text) {
  return AnyCharacter(text, [](char32_t, std::string_view character) {
    return (FunctionLanguages(HashWord(character)) & kChinese) != 0;
  });
}

bool IsUnspaced(std::string_view text) {
  return !IsAscii(text) && ClassOf(DecodeUtf8(text, 0).code_point) == CharClass::kNoSpace;
}

// The languages with the most votes; 0 when none has as many as `least`.
std::uint64_t Elect(const std::array<int, 64>& votes, int least) {
  const int most = *std::max_element(votes.begin(), votes.end());
  std::uint64_t elected = 0;
  for (std::size_t i = 0; most >= least && i < votes.size(); ++i) {
    if (votes[i] == most) elected |= std::uint64_t{1} << i;
  }
  return elected;
}

// Of address: in some outlets before every name. In no list of function words.
bool IsAddress(std::uint64_t hash) {
  static const std::array<std::uint64_t, 6> kWords = {HashWord("mr"),   HashWord("mrs"), HashWord("ms"),
                                                      HashWord("herr"), HashWord("mme"), HashWord("mlle")};
  return std::find(kWords.begin(), kWords.end(), hash) != kWords.end();
}

// Where too few words say which language a text is in, as in a headline: English ones are taken for function words, and
// those of the likeliest languages that are rare as anything else ("war" stays, "aber" does not) and no names.
bool IsFunctionAnywhere(std::uint64_t hash, std::uint64_t languages, std::uint64_t likely) {
  constexpr std::uint32_t kRareIdf = 4 * kIdfUnit;
  if ((languages & kEnglish) != 0) return true;
  return (languages & likely) != 0 && BackgroundIdf(hash) >= kRareIdf && BackgroundCase(hash) != UsualCase::kCapital;
}

}  // namespace

FunctionWords FindFunctionWords(const TermTokens& read) {
  const std::size_t size = read.tokens.size();
  std::vector<std::uint64_t> languages(size);
  std::array<int, 64> votes{};
  bool japanese = false;
  for (std::size_t i = 0; i < size; ++i) {
    languages[i] = FunctionLanguages(read.tokens[i].hash);
    for (std::uint64_t left = languages[i]; left != 0; left &= left - 1) {
      ++votes[static_cast<std::size_t>(std::countr_zero(left))];
    }
    japanese = japanese || HasHiragana(read.Printed(i));
  }
  const std::uint64_t elected = Elect(votes, kMinVotes);
  const std::uint64_t likely = Elect(votes, kFewVotes);
  FunctionWords result{.is_function = std::vector<bool>(size), .german = (elected & kGerman) != 0};
  for (std::size_t i = 0; i < size; ++i) {
    const std::string_view printed = read.Printed(i);
    if (IsAddress(read.tokens[i].hash)) {
      result.is_function[i] = true;
      continue;
    }
    result.is_function[i] =
        elected != 0 ? (languages[i] & elected) != 0 : IsFunctionAnywhere(read.tokens[i].hash, languages[i], likely);
    if (IsUnspaced(printed)) {
      const bool function = japanese ? HasHiragana(printed) : HasChineseFunctionCharacter(printed);
      result.is_function[i] = result.is_function[i] || function;
    }
  }
  return result;
}

namespace {

constexpr std::uint32_t kNumberSentences = 3;  // the title is one of them when there is one

// The neighbours of token `i` in its sentence: each is called with its index until one says true.
template <typename Is>
bool AnyNeighbour(const TermTokens& read, std::size_t i, Is is) {
  const auto same_sentence = [&](std::size_t other) { return read.tokens[other].sentence == read.tokens[i].sentence; };
  return (i > 0 && same_sentence(i - 1) && is(i - 1)) ||
         (i + 1 < read.tokens.size() && same_sentence(i + 1) && is(i + 1));
}

bool IsShortNumber(const TermTokens& read, std::size_t i) {
  return read.tokens[i].is_number && read.tokens[i].end - read.tokens[i].begin <= 4;
}

bool IsMonth(const TermTokens& read, std::size_t i) {
  const std::optional<CalendarWord> word = FindCalendarWord(read.tokens[i].hash);
  return word.has_value() && word->month;
}

// Chinese, Japanese and Korean dates: a number and what follows it.
bool IsDateUnit(std::string_view printed) {
  for (const std::string_view unit : {"年", "月", "日", "년", "월", "일"}) {
    if (printed == unit) return true;
  }
  return false;
}

// The number that stands before 月 or 월, 1 to 12; or 0.
int MonthBeforeUnit(const TermTokens& read, std::size_t i) {
  const std::string_view unit = read.Printed(i);
  if (i == 0 || (unit != "月" && unit != "월")) return 0;
  const std::string_view number = read.Printed(i - 1);
  if (number.empty() || number.size() > 2) return 0;
  int month = 0;
  for (const char c : number) {
    if (c < '0' || c > '9') return 0;
    month = month * 10 + (c - '0');
  }
  return month <= 12 ? month : 0;
}

// Whether a number is the day, month or year of a date.
bool IsDateNumber(const TermTokens& read, std::size_t i) {
  if (i + 1 < read.tokens.size() && IsDateUnit(read.Printed(i + 1))) return true;
  const TermToken& token = read.tokens[i];
  return token.end - token.begin <= 2 && AnyNeighbour(read, i, [&](std::size_t other) { return IsMonth(read, other); });
}

constexpr std::uint32_t kMinNumberSize = 2;

class DateReader {
 public:
  DateReader(const TermTokens& read, BlockTerms* terms) : read_(read), terms_(terms) {}

  // Takes note of token `i`; true when it is part of a date, or a number of one digit: no term.
  bool Take(std::size_t i) {
    const TermToken& token = read_.tokens[i];
    if (token.is_number) return TakeNumber(i);
    if (const int month = MonthBeforeUnit(read_, i); month > 0) AddMonth(month - 1);
    const std::optional<CalendarWord> word = FindCalendarWord(token.hash);
    if (!word.has_value()) return false;
    const auto is_number = [&](std::size_t other) { return IsShortNumber(read_, other); };
    if (word->needs_number && !AnyNeighbour(read_, i, is_number)) return false;
    if (word->month) {
      AddMonth(word->index);
    } else {
      terms_->weekdays = static_cast<std::uint8_t>(terms_->weekdays | (1u << word->index));
    }
    return true;
  }

 private:
  bool TakeNumber(std::size_t i) {
    const TermToken& token = read_.tokens[i];
    const std::uint16_t year = YearOf(read_.Printed(i));
    terms_->year = std::max(terms_->year, year);
    if (token.end - token.begin < kMinNumberSize || (year == 0 && IsDateNumber(read_, i))) return true;
    if (token.sentence < kNumberSentences) terms_->numbers.push_back(token.hash);
    return false;
  }

  void AddMonth(int index) { terms_->months = static_cast<std::uint16_t>(terms_->months | (1u << index)); }

  const TermTokens& read_;
  BlockTerms* terms_;
};

}  // namespace

std::uint16_t YearOf(std::string_view printed) {
  if (printed.size() != 4) return 0;
  int year = 0;
  for (const char c : printed) {
    if (c < '0' || c > '9') return 0;
    year = year * 10 + (c - '0');
  }
  return year >= 1980 && year < 2050 ? static_cast<std::uint16_t>(year) : std::uint16_t{0};
}

std::vector<bool> ReadDates(const TermTokens& read, const FunctionWords& function, BlockTerms* terms) {
  std::vector<bool> is_term(read.tokens.size());
  DateReader dates(read, terms);
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const TermToken& token = read.tokens[i];
    is_term[i] = !dates.Take(i) && (token.is_number || (token.is_word && !function.is_function[i]));
  }
  std::sort(terms->numbers.begin(), terms->numbers.end());
  terms->numbers.erase(std::unique(terms->numbers.begin(), terms->numbers.end()), terms->numbers.end());
  return is_term;
}

namespace {

constexpr std::uint32_t kStemIdfStep = kIdfUnit / 4;

void SortUnique(std::vector<std::uint32_t>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

// Ends of English, and of other languages where they are the same: plurals, -ed, -ing. What is left keeps four letters.
std::string_view Stem(std::string_view word) {
  for (const std::string_view ending : {"ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e"}) {
    if (word.size() >= ending.size() + 4 && word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

void AddGrams(const std::string& spaced, std::vector<std::uint32_t>* grams) {
  constexpr std::size_t kSize = 4;
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < spaced.size(); at += DecodeUtf8(spaced, at).length) starts.push_back(at);
  starts.push_back(spaced.size());
  for (std::size_t i = 0; i + kSize < starts.size(); ++i) {
    const std::string_view gram = std::string_view(spaced).substr(starts[i], starts[i + kSize] - starts[i]);
    grams->push_back(static_cast<std::uint32_t>(HashWord(gram) >> 32));
  }
}

}  // namespace

void AddShortTerms(const TermTokens& read, const std::vector<bool>& is_term, BlockTerms* terms) {
  std::string spaced = " ";
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const TermToken& token = read.tokens[i];
    if (!is_term[i]) continue;
    const std::string word = NormaliseTerm(read.Printed(i));
    spaced += word;
    spaced += ' ';
    const std::uint32_t idf = std::clamp(BackgroundIdf(token.hash) / kStemIdfStep, 1u, ~kStemHashMask);
    terms->stems.push_back((static_cast<std::uint32_t>(HashWord(Stem(word)) >> 32) & kStemHashMask) | idf);
  }
  AddGrams(spaced, &terms->grams);
  SortUnique(&terms->grams);
  // Of one stem, the first: its commonest form.
  SortUnique(&terms->stems);
  const auto same_stem = [](std::uint32_t a, std::uint32_t b) { return (a & kStemHashMask) == (b & kStemHashMask); };
  terms->stems.erase(std::unique(terms->stems.begin(), terms->stems.end(), same_stem), terms->stems.end());
}

namespace {

// Years count as words: that two texts name this year says little.
TermKind KindOf(const TermTokens& read, std::span<const std::size_t> occurrences, bool german) {
  const TermToken& first = read.tokens[occurrences.front()];
  if (first.is_number) return YearOf(read.Printed(occurrences.front())) == 0 ? TermKind::kNumber : TermKind::kWord;
  int clear = 0;
  int lower = 0;
  for (const std::size_t i : occurrences) {
    if (read.tokens[i].capital == Capital::kClear) ++clear;
    if (read.tokens[i].capital == Capital::kNone) ++lower;
  }
  const UsualCase usual = BackgroundCase(first.hash);
  if (german) {
    const bool is_noun = usual == UsualCase::kGermanCapital || usual == UsualCase::kLower;
    return lower == 0 && !is_noun ? TermKind::kName : TermKind::kWord;
  }
  if (clear > 0 || lower > 0) return clear > lower ? TermKind::kName : TermKind::kWord;
  return usual == UsualCase::kCapital || usual == UsualCase::kUnknown ? TermKind::kName : TermKind::kWord;
}

// What an occurrence counts: 2 / (1 + position / 100). In integers, so that a sum does not depend on its order. All
// positions of a text of 2^32 tokens sum up to less than 2^28.
std::uint32_t CountAt(std::uint32_t position) {
  constexpr std::uint64_t kHalf = 100;
  return static_cast<std::uint32_t>(2 * kHalf * Term::kCountUnit / (kHalf + position));
}

std::vector<Term> CountTerms(const TermTokens& read, const std::vector<bool>& is_term, bool german) {
  std::vector<std::size_t> tokens;  // in order of their hashes, then of the text
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    if (is_term[i]) tokens.push_back(i);
  }
  const auto hash = [&](std::size_t i) { return read.tokens[i].hash; };
  std::sort(tokens.begin(), tokens.end(),
            [&](std::size_t a, std::size_t b) { return hash(a) != hash(b) ? hash(a) < hash(b) : a < b; });
  std::vector<Term> terms;
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::uint32_t count = 0;
    std::size_t end = begin;
    for (; end < tokens.size() && hash(tokens[end]) == hash(tokens[begin]); ++end) {
      count += CountAt(read.tokens[tokens[end]].position);
    }
    const std::span<const std::size_t> occurrences(tokens.data() + begin, end - begin);
    terms.push_back({.hash = hash(tokens[begin]), .count = count, .kind = KindOf(read, occurrences, german)});
    begin = end;
  }
  return terms;
}

// log2(1 + count) times idf: the order of terms, in integers, so that no library of mathematics has a say in it.
std::uint64_t TermWeight(const Term& term) {
  static_assert(Term::kCountUnit == kLogUnit);
  return (Log2Fixed(kLogUnit + term.count) - kLog2OfUnit) * std::uint64_t{BackgroundIdf(term.hash)};
}

void KeepHeaviest(std::vector<Term>* terms) {
  std::vector<std::pair<std::uint64_t, Term>> weighted;
  weighted.reserve(terms->size());
  for (const Term& term : *terms) weighted.emplace_back(TermWeight(term), term);
  std::sort(weighted.begin(), weighted.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.hash < b.second.hash;
  });
  weighted.resize(std::min(weighted.size(), BlockTerms::kMaxTerms));
  terms->clear();
  for (const auto& [weight, term] : weighted) terms->push_back(term);
}

}  // namespace

BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts) {
  const TermTokens read = ReadTermTokens(title, text, parts);
  const FunctionWords function = FindFunctionWords(read);
  BlockTerms terms;
  const std::vector<bool> is_term = ReadDates(read, function, &terms);
  terms.words = static_cast<std::uint32_t>(std::count(is_term.begin(), is_term.end(), true));
  terms.terms = CountTerms(read, is_term, function.german);
  KeepHeaviest(&terms.terms);
  if (terms.words < kShortWords) AddShortTerms(read, is_term, &terms);
  return terms;
}

std::vector<std::string> TermWords(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                                   std::span<const std::uint64_t> hashes) {
  std::vector<std::pair<std::uint64_t, std::size_t>> wanted;
  wanted.reserve(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) wanted.emplace_back(hashes[i], i);
  std::sort(wanted.begin(), wanted.end());
  std::vector<std::string> words(hashes.size());
  const TermTokens read = ReadTermTokens(title, text, parts);
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const TermToken& token = read.tokens[i];
    auto entry = std::lower_bound(wanted.begin(), wanted.end(), std::pair{token.hash, std::size_t{0}});
    for (; entry != wanted.end() && entry->first == token.hash && words[entry->second].empty(); ++entry) {
      words[entry->second] = NormaliseTerm(read.Printed(i));
    }
  }
  return words;
}

}  // namespace copydesk::plain
