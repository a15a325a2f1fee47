#include "report/term_marks.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <string>

#include "base/utf8_reader.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxTerms = 64;
constexpr std::size_t kMaxTermLength = 64;  // characters
constexpr std::size_t kInflectedFrom = 5;
constexpr std::size_t kInflection = 2;

struct Character {
  char32_t folded = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_word = false;   // part of a word
  bool is_dense = false;  // of a script that is written without spaces
};

bool IsDense(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

std::vector<Character> CharactersOf(std::string_view text) {
  std::vector<Character> characters;
  characters.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = 0;
    const std::size_t length = ReadUtf8(text, i, &c);
    Character character{.begin = static_cast<std::uint32_t>(i), .end = static_cast<std::uint32_t>(i + length)};
    if (c != kIllFormed) {
      const auto code_point = static_cast<UChar32>(c);
      character.folded = static_cast<char32_t>(u_foldCase(code_point, U_FOLD_CASE_DEFAULT));
      character.is_word = u_isalnum(code_point) != 0 || (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0;
      character.is_dense = c >= 0x0e00 && IsDense(code_point);
    }
    characters.push_back(character);
    i += length;
  }
  return characters;
}

std::u32string Folded(std::string_view word) {
  std::u32string folded;
  for (const Character& character : CharactersOf(word)) folded += character.folded;
  return folded;
}

// Characters at `at` that are the term or an inflected form of it; 0: they are not.
std::size_t LengthAt(const std::vector<Character>& text, std::size_t at, const std::u32string& term) {
  if (term.size() > text.size() - at) return 0;
  for (std::size_t i = 0; i < term.size(); ++i) {
    if (text[at + i].folded != term[i]) return 0;
  }
  std::size_t end = at + term.size();
  if (text[end - 1].is_dense) return term.size();
  while (end < text.size() && text[end].is_word && !text[end].is_dense) {
    ++end;
    if (term.size() < kInflectedFrom || end - at > term.size() + kInflection) return 0;
  }
  return end - at;
}

}  // namespace

std::vector<TextRange> FindTerms(std::string_view text, std::span<const SharedTerm> terms) {
  std::vector<std::u32string> words;
  for (const SharedTerm& term : terms.first(std::min(terms.size(), kMaxTerms))) {
    std::u32string word = Folded(std::string_view(term.word).substr(0, 4 * kMaxTermLength));
    if (!word.empty() && word.size() <= kMaxTermLength) words.push_back(std::move(word));
  }
  const std::vector<Character> characters = CharactersOf(text);
  std::vector<TextRange> found;
  for (std::size_t i = 0; i < characters.size();) {
    const bool may_begin = characters[i].is_word && (i == 0 || !characters[i - 1].is_word || characters[i].is_dense);
    std::size_t longest = 0;
    if (may_begin) {
      for (const std::u32string& word : words) longest = std::max(longest, LengthAt(characters, i, word));
    }
    if (longest > 0) found.push_back({.begin = characters[i].begin, .end = characters[i + longest - 1].end});
    i += std::max<std::size_t>(longest, 1);
  }
  return found;
}

}  // namespace copydesk
