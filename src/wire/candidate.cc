#include "wire/candidate.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <bitset>

#include "base/utf8.h"
#include "text/word_break.h"
#include "wire/credit_words.h"

namespace copydesk {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

bool IsWord(char32_t c) {
  const CharClass kind = ClassOf(c);
  return kind == CharClass::kLetter || kind == CharClass::kDigit || kind == CharClass::kNoSpace ||
         kind == CharClass::kMark;
}

bool IsSpaceCharacter(char32_t c) { return FoldNameCharacter(c) == ' ' || c == 0xFEFF; }

bool IsSmallLetter(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

bool IsSentenceEnd(char32_t c) {
  constexpr std::u32string_view kEnds = U".!?…。！？．।۔؟։";
  return kEnds.find(c) != std::u32string_view::npos;
}

// Words that end with a full stop inside sentences.
bool IsAbbreviation(std::string_view word) {
  constexpr std::string_view kAbbreviations[] = {"mr",  "mrs", "ms",  "dr",   "jr",  "sr",   "st",  "jan", "feb",
                                                 "mar", "apr", "jun", "jul",  "aug", "sept", "sep", "oct", "nov",
                                                 "dec", "no",  "u.s", "p.a",  "a.p", "inc",  "co",  "ltd", "gen",
                                                 "sen", "rep", "gov", "juil", "av",  "p.m",  "a.m", "d.c"};
  const std::string folded = FoldForCredits(word);
  return std::find(std::begin(kAbbreviations), std::end(kAbbreviations), folded) != std::end(kAbbreviations);
}

// A sentence ends in text at `at`, where there is one of its marks of `length` bytes.
bool EndsSentenceAt(std::string_view text, std::size_t at, std::size_t length, char32_t mark) {
  if (mark != '.') return true;
  const std::size_t next = at + length;
  if (next < text.size() && IsWord(DecodeUtf8(text, next).code_point)) return false;  // "U.S", "1.5"
  std::size_t begin = at;
  while (begin > 0 && !IsSpaceCharacter(DecodeUtf8Before(text, begin).code_point) && at - begin < 12) {
    begin -= DecodeUtf8Before(text, begin).length;
  }
  const std::string_view word = text.substr(begin, at - begin);
  const std::size_t letters = static_cast<std::size_t>(std::count_if(
      word.begin(), word.end(), [](char c) { return !IsContinuation(c) && (c < 0 || c > '/' || c == '.'); }));
  if (letters == 1 && u_isupper(static_cast<UChar32>(DecodeUtf8(word, 0).code_point)) != 0) return false;  // "J."
  return !IsAbbreviation(word);
}

bool IsBoundary(std::string_view folded, std::size_t at) {
  if (at == 0 || at >= folded.size()) return true;
  const char32_t before = DecodeUtf8Before(folded, at).code_point;
  const char32_t behind = DecodeUtf8(folded, at).code_point;
  if (ClassOf(before) == CharClass::kNoSpace || ClassOf(behind) == CharClass::kNoSpace) return true;
  return !IsWord(before) || !IsWord(behind);
}

}  // namespace

std::string_view Before(const Candidate& candidate, std::size_t bytes) {
  std::size_t begin = candidate.line.begin;
  if (candidate.range.begin - begin > bytes) begin = candidate.range.begin - bytes;
  for (int i = 0; i < 3 && begin < candidate.range.begin && IsContinuation(candidate.text[begin]); ++i) ++begin;
  return candidate.text.substr(begin, candidate.range.begin - begin);
}

std::string_view Behind(const Candidate& candidate, std::size_t bytes) {
  std::size_t end = candidate.line.end;
  if (end - candidate.range.end > bytes) {
    end = candidate.range.end + bytes;
    for (int i = 0; i < 3 && end > candidate.range.end && IsContinuation(candidate.text[end]); ++i) --end;
  }
  return candidate.text.substr(candidate.range.end, end - candidate.range.end);
}

std::string FoldForCredits(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = DecodeUtf8(text, at);
    at += c.length;
    const char32_t f = FoldNameCharacter(c.code_point);
    if (f < 0x80) {
      if (f != ' ' || folded.empty() || folded.back() != ' ') folded += static_cast<char>(f);
      continue;
    }
    char buffer[4];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(f));
    folded.append(buffer, length);
  }
  return folded;
}

std::string_view TrimEnd(std::string_view text) {
  while (!text.empty()) {
    const Utf8Character last = DecodeUtf8Before(text, text.size());
    if (!IsSpaceCharacter(last.code_point)) break;
    text.remove_suffix(last.length);
  }
  return text;
}

std::string_view TrimStart(std::string_view text) {
  while (!text.empty()) {
    const Utf8Character first = DecodeUtf8(text, 0);
    if (!IsSpaceCharacter(first.code_point)) break;
    text.remove_prefix(first.length);
  }
  return text;
}

std::string_view LastSentence(std::string_view text) {
  for (std::size_t at = text.size(); at > 0;) {
    const Utf8Character c = DecodeUtf8Before(text, at);
    if (IsSentenceEnd(c.code_point) && EndsSentenceAt(text, at - c.length, c.length, c.code_point)) {
      return text.substr(at);
    }
    at -= c.length;
  }
  return text;
}

std::string_view FirstSentence(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character c = DecodeUtf8(text, at);
    at += c.length;
    if (IsSentenceEnd(c.code_point) && EndsSentenceAt(text, at - c.length, c.length, c.code_point)) {
      return text.substr(0, at);
    }
  }
  return text;
}

std::vector<PrintedWord> SplitPrinted(std::string_view text) {
  std::vector<PrintedWord> words;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character first = DecodeUtf8(text, at);
    if (IsSpaceCharacter(first.code_point)) {
      at += first.length;
      continue;
    }
    PrintedWord word;
    word.range.begin = static_cast<std::uint32_t>(at);
    std::size_t begin = text.size();
    std::size_t end = at;
    int letters = 0;
    bool small = false;
    while (at < text.size()) {
      const Utf8Character c = DecodeUtf8(text, at);
      if (IsSpaceCharacter(c.code_point)) break;
      if (IsWord(c.code_point)) {
        if (begin == text.size()) {
          begin = at;
          word.capital = !IsSmallLetter(c.code_point);
        }
        end = at + c.length;
        word.digit = word.digit || ClassOf(c.code_point) == CharClass::kDigit;
        small = small || IsSmallLetter(c.code_point);
        if (u_isupper(static_cast<UChar32>(c.code_point)) != 0) ++letters;
      }
      at += c.length;
    }
    word.range.end = static_cast<std::uint32_t>(at);
    if (begin < end) word.letters = text.substr(begin, end - begin);
    word.all_capitals = letters >= 2 && !small;
    words.push_back(word);
  }
  return words;
}

std::size_t FindPhrase(std::string_view folded, std::span<const std::string_view> phrases) {
  const auto is_ascii_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  std::bitset<256> starts;
  for (const std::string_view phrase : phrases) starts.set(static_cast<unsigned char>(phrase[0]));
  for (std::size_t at = folded.size(); at-- > 0;) {
    if (!starts.test(static_cast<unsigned char>(folded[at]))) continue;
    if (at > 0 && is_ascii_letter(folded[at]) && is_ascii_letter(folded[at - 1])) continue;  // inside most words
    const std::string_view rest = folded.substr(at);
    for (const std::string_view phrase : phrases) {
      if (rest[0] == phrase[0] && rest.starts_with(phrase) && IsBoundary(folded, at) &&
          IsBoundary(folded, at + phrase.size())) {
        return at;
      }
    }
  }
  return std::string_view::npos;
}

bool StartsWithPhrase(std::string_view folded, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return folded.starts_with(phrase) && IsBoundary(folded, phrase.size());
  });
}

bool EndsWithPhrase(std::string_view folded, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return folded.ends_with(phrase) && IsBoundary(folded, folded.size() - phrase.size());
  });
}

bool IsPhrase(std::string_view folded, std::span<const std::string_view> phrases) {
  return std::find(phrases.begin(), phrases.end(), folded) != phrases.end();
}

bool IsStaffWord(std::string_view letters) { return IsPhrase(FoldForCredits(letters), StaffWords()); }

std::string_view WithoutThe(std::string_view before) {
  before = TrimEnd(before);
  const bool the = before.size() >= 3 && FoldForCredits(before.substr(before.size() - 3)) == "the" &&
                   IsBoundary(before, before.size() - 3);
  return the ? TrimEnd(before.substr(0, before.size() - 3)) : before;
}

std::optional<TextRange> BracketsAround(const Candidate& candidate) {
  constexpr std::string_view kPairs[][2] = {{"(", ")"},   {"[", "]"}, {"（", "）"}, {"【", "】"}, {"［", "］"},
                                            {"〔", "〕"}, {"<", ">"}, {"«", "»"},   {"“", "”"}};
  const std::string_view before = WithoutThe(Before(candidate, 16));
  std::string_view behind = TrimStart(Behind(candidate, 16));
  if (behind.starts_with('.')) behind.remove_prefix(1);  // "(A.P.)"
  for (const auto& pair : kPairs) {
    if (!before.ends_with(pair[0]) || !behind.starts_with(pair[1])) continue;
    const auto begin = static_cast<std::size_t>(before.data() - candidate.text.data()) + before.size() - pair[0].size();
    const auto end = static_cast<std::size_t>(behind.data() - candidate.text.data()) + pair[1].size();
    return TextRange{.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
  }
  return std::nullopt;
}

std::size_t DashAtStart(std::string_view text) {
  const std::string_view trimmed = TrimStart(text);
  const std::size_t spaces = text.size() - trimmed.size();
  for (const std::string_view dash : {"—", "–", "--", "―", "─", "−"}) {
    if (trimmed.starts_with(dash)) return spaces + dash.size();
  }
  if (trimmed.starts_with("- ") || (spaces > 0 && trimmed.starts_with('-'))) return spaces + 1;
  return 0;
}

}  // namespace copydesk
