#include "page/words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "base/status.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

bool IsWordCharacter(char32_t c) {
  const CharClass kind = ClassOf(c);
  return kind == CharClass::kLetter || kind == CharClass::kDigit || kind == CharClass::kNoSpace;
}

bool IsFullStop(char32_t c) { return c == '.' || c == U'。' || c == U'।' || c == U'۔' || c == U'։' || c == U'．'; }

bool IsSentenceEnd(char32_t c) {
  return IsFullStop(c) || c == '!' || c == '?' || c == U'…' || c == U'！' || c == U'？' || c == U'؟';
}

bool IsClosing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || u_charType(static_cast<UChar32>(c)) == U_END_PUNCTUATION ||
         u_charType(static_cast<UChar32>(c)) == U_FINAL_PUNCTUATION || c == U'»' || c == U'“';
}

// The last character that is no closing mark; 0 when there is none.
char32_t LastBeforeClosing(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0) {
    const Utf8Character last = DecodeUtf8Before(text, at);
    if (!IsClosing(last.code_point) && !IsSpace(last.code_point)) return last.code_point;
    at -= last.length;
  }
  return 0;
}

std::string FoldAll(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return absl::AsciiStrToLower(ToAbsl(text));
  FoldedText folded;
  std::string result;
  while (!text.empty()) {
    text.remove_prefix(Fold(text, text.size(), &folded));
    result += folded.text;
  }
  return result;
}

// Without characters that are in no word at either end.
std::string_view WithoutPunctuation(std::string_view text) {
  while (!text.empty()) {
    const Utf8Character first = DecodeUtf8(text, 0);
    if (IsWordCharacter(first.code_point)) break;
    text.remove_prefix(first.length);
  }
  while (!text.empty()) {
    const Utf8Character last = DecodeUtf8Before(text, text.size());
    if (IsWordCharacter(last.code_point) || ClassOf(last.code_point) == CharClass::kMark) break;
    text.remove_suffix(last.length);
  }
  return text;
}

void FillLetters(std::string_view word, PageWord* result) {
  int letters = 0;
  int capitals = 0;
  bool first = true;
  for (std::size_t at = 0; at < word.size();) {
    const Utf8Character c = DecodeUtf8(word, at);
    at += c.length;
    if (!IsWordCharacter(c.code_point)) continue;
    const auto code = static_cast<UChar32>(c.code_point);
    const bool capital = u_isupper(code) != 0 || u_istitle(code) != 0;
    if (std::exchange(first, false)) {
      result->digits = u_isdigit(code) != 0;
      result->capital = capital || result->digits;
    }
    if (u_isalpha(code) != 0) {
      ++letters;
      capitals += capital ? 1 : 0;
    }
  }
  result->all_capitals = letters >= 2 && capitals == letters;
}

// What the functions above say of ASCII.
struct AsciiTable {
  AsciiTable() {
    for (char32_t c = 0; c < 0x80; ++c) {
      word[c] = IsWordCharacter(c);
      closing[c] = IsClosing(c) || IsSpace(c);
    }
  }

  std::array<bool, 0x80> word = {};
  std::array<bool, 0x80> closing = {};
};

const AsciiTable& Ascii() {
  static const AsciiTable table;
  return table;
}

// The same word as FillWord makes, of ASCII.
void FillAsciiWord(std::string_view printed, PageWord* word) {
  const AsciiTable& ascii = Ascii();
  const auto is_word = [&](char c) { return ascii.word[static_cast<unsigned char>(c)]; };
  std::size_t first = 0;
  std::size_t last = printed.size();
  while (first < last && !is_word(printed[first])) ++first;
  while (last > first && !is_word(printed[last - 1])) --last;
  word->key.resize(last - first);
  int letters = 0;
  int capitals = 0;
  for (std::size_t i = first; i < last; ++i) {
    const char c = printed[i];
    const bool capital = c >= 'A' && c <= 'Z';
    letters += capital || (c >= 'a' && c <= 'z') ? 1 : 0;
    capitals += capital ? 1 : 0;
    word->key[i - first] = capital ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  if (first < last) {
    const char c = printed[first];
    word->digits = c >= '0' && c <= '9';
    word->capital = word->digits || (c >= 'A' && c <= 'Z');
  }
  word->all_capitals = letters >= 2 && capitals == letters;
  std::size_t end = printed.size();
  while (end > 0 && ascii.closing[static_cast<unsigned char>(printed[end - 1])]) --end;
  const char before = end > 0 ? printed[end - 1] : '\0';
  word->full_stop = before == '.';
  word->ends_sentence = before == '.' || before == '!' || before == '?';
  word->comma = before == ',' || before == ';' || before == ':' || before == '-';
}

void FillWord(std::string_view printed, PageWord* word) {
  word->key = FoldAll(WithoutPunctuation(printed));
  FillLetters(printed, word);
  const char32_t last = LastBeforeClosing(printed);
  word->ends_sentence = IsSentenceEnd(last);
  word->full_stop = IsFullStop(last);
  word->comma = last == ',' || last == ';' || last == ':' || last == '-' || last == U'–' || last == U'—';
}

}  // namespace

bool IsWideSpace(char32_t c) noexcept { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == 0xFEFF; }

std::vector<PageWord> SplitWords(std::string_view text, TextRange range) {
  std::vector<PageWord> words;
  const auto end_word = [&](std::size_t begin, std::size_t end, bool is_ascii) {
    if (begin == end) return;
    PageWord& word = words.emplace_back();
    word.range = {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
    const std::string_view printed = text.substr(begin, end - begin);
    if (is_ascii) {
      FillAsciiWord(printed, &word);
    } else {
      FillWord(printed, &word);
    }
  };
  std::size_t begin = range.begin;
  bool is_ascii = true;
  for (std::size_t at = range.begin; at < range.end;) {
    const Utf8Character c = DecodeUtf8(text, at);
    if (IsSpace(c.code_point)) {
      end_word(begin, at, is_ascii);
      begin = at + c.length;
      is_ascii = true;
    } else if (c.code_point >= 0x80) {
      is_ascii = false;
    }
    at += c.length;
  }
  end_word(std::min<std::size_t>(begin, range.end), range.end, is_ascii);
  return words;
}

double CountWords(std::string_view line) {
  double words = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < line.size();) {
    const auto byte = static_cast<unsigned char>(line[at]);
    if (byte < 0x80) {  // most text
      const bool space = byte <= 0x20;
      const bool letter = (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
      if (letter && !in_word) words += 1;
      in_word = !space && (in_word || letter);
      ++at;
      continue;
    }
    const Utf8Character c = DecodeUtf8(line, at);
    at += c.length;
    const CharClass kind = ClassOf(c.code_point);
    if (kind == CharClass::kNoSpace) {
      words += 0.5;
      in_word = false;
    } else if (IsSpace(c.code_point)) {
      in_word = false;
    } else if (!in_word && (kind == CharClass::kLetter || kind == CharClass::kDigit)) {
      words += 1;
      in_word = true;
    }
  }
  return words;
}

bool EndsLikeSentence(std::string_view line) { return IsSentenceEnd(LastBeforeClosing(line)); }

std::string Collapse(std::string_view text) {
  std::string result;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = DecodeUtf8(text, at);
    if (IsSpace(c.code_point)) {
      space = !result.empty();
    } else {
      if (space) result += ' ';
      space = false;
      result += text.substr(at, c.length);
    }
    at += c.length;
  }
  return result;
}

std::string LineKey(std::string_view line) {
  // Most lines of most texts: ASCII, with single spaces.
  bool is_plain = true;
  char before = 0;
  for (const char c : line) {
    is_plain = is_plain && c >= ' ' && c < 0x7f && (c != ' ' || before != ' ');
    before = c;
  }
  if (!is_plain) return FoldAll(WithoutPunctuation(Collapse(line)));
  const AsciiTable& ascii = Ascii();
  while (!line.empty() && !ascii.word[static_cast<unsigned char>(line.front())]) line.remove_prefix(1);
  while (!line.empty() && !ascii.word[static_cast<unsigned char>(line.back())]) line.remove_suffix(1);
  return absl::AsciiStrToLower(ToAbsl(line));
}

TextRange TrimRange(std::string_view text, TextRange range) {
  const auto is_printed = [](char c) { return c > ' ' && c < 0x7f; };  // most text
  if (range.begin < range.end && is_printed(text[range.begin]) && is_printed(text[range.end - 1])) return range;
  while (range.begin < range.end) {
    const Utf8Character c = DecodeUtf8(text, range.begin);
    if (!IsSpace(c.code_point)) break;
    range.begin += static_cast<std::uint32_t>(c.length);
  }
  while (range.begin < range.end) {
    const Utf8Character c = DecodeUtf8Before(text.substr(0, range.end), range.end);
    if (!IsSpace(c.code_point)) break;
    range.end -= static_cast<std::uint32_t>(c.length);
  }
  if (range.end < range.begin) range.end = range.begin;
  return range;
}

}  // namespace copydesk
