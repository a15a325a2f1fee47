#include "sketch/term_reader.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/utf8.h"
#include "text/extent.h"
#include "text/fold.h"
#include "text/paragraphs.h"
#include "text/plain_digits.h"
#include "text/shingles.h"
#include "text/tokens.h"
#include "text/unmask.h"
#include "text/word_break.h"
#include "text/word_hash.h"

namespace copydesk {
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

}  // namespace copydesk
