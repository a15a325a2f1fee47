#include "text/character_rows.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>

#include "base/utf8_reader.h"
#include "text/fold.h"
#include "text/look_alikes.h"
#include "text/unmask.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Rows outside these are slow, but for Han and Hangul: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and their like;
// Vietnamese; punctuation and symbols; kana; full-width forms.
constexpr Range kKnown[] = {{0x80, 0x7ff}, {0x1e00, 0x22ff}, {0x2500, 0x27bf}, {0x3000, 0x30ff}, {0xff00, 0xffef}};

std::string ToUtf8(char32_t c) {
  if (c < 0x800) return {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  return {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
          static_cast<char>(0x80 | (c & 63))};
}

constexpr std::string_view kHebrewLetter = "\xd7\x90";

// Whether words are hashed without it.
bool IsOptional(std::string_view bytes) {
  UnmaskedWord unmasked;
  Unmask(std::string(kHebrewLetter).append(bytes), &unmasked);
  return unmasked.guise == Guise::kSpelling && unmasked.text == kHebrewLetter;
}

// A letter, folded, as text/unmask.h takes it.
std::uint8_t KindOfLetter(char32_t c, std::string_view bytes) {
  UnmaskedWord unmasked;
  if (MayBeMasked(bytes)) Unmask(bytes, &unmasked);
  switch (unmasked.guise) {
    case Guise::kPlain: {
      // Tatweel alone is a word; in a word, it goes.
      if (IsOptional(bytes)) return kOptionalMarkKind;
      const Script script = ScriptOf(c);
      return script == Script::kOther || script == Script::kLatin ? kLetterKind : kSlowKind;
    }
    case Guise::kForeign:
      return kLetterKind | kForeignKind | kAloneKind;
    case Guise::kLookAlike:
      return kLetterKind | kForeignKind;
    default:
      return kSlowKind;
  }
}

std::uint8_t KindOfFolded(std::string_view original, std::string_view folded) {
  if (folded.empty()) return kSlowKind;
  char32_t c = 0;
  if (ReadUtf8(folded, 0, &c) != folded.size()) return kSlowKind;
  const bool keeps_length = folded.size() == original.size();
  switch (ClassOf(c)) {
    case CharClass::kOther:
      return 0;
    case CharClass::kLetter: {
      if (keeps_length) return KindOfLetter(c, folded);
      // Styled letters, which may hide a word (text/invisible.h), have three bytes or more.
      const bool is_plain = KindOfLetter(c, folded) == kLetterKind;
      return is_plain && original.size() == 2 ? kLetterKind | kSpecialKind : kSlowKind;
    }
    case CharClass::kDigit:
      return kDigitKind | kSpecialKind;
    case CharClass::kNoSpace: {
      const auto first = static_cast<std::uint8_t>(folded.front());
      return keeps_length && first >= 0xe3 && first <= 0xe9 ? kUnspacedKind : kSlowKind;
    }
    case CharClass::kApostrophe:
    case CharClass::kPoint:
      return kWideJoinerKind;
    case CharClass::kMark:
      if (original != folded || original.size() != 2) return kSlowKind;
      return IsOptional(folded) ? kOptionalMarkKind : kMarkKind;
    default:
      return kSlowKind;
  }
}

// U+00B5 folds to a Greek letter among characters that all texts have: a word with it is special, so that such texts do
// not count as Greek.
constexpr char32_t kMicro = 0xb5;

// Fills what is known of `c`.
void Fill(char32_t c, FoldedText* folded, CharacterRow* row) {
  const std::string original = ToUtf8(c);
  const std::size_t i = c & 63;
  row->kind[i] = kSlowKind;
  row->first[i] = static_cast<std::uint8_t>(original.front());
  row->last[i] = static_cast<std::uint8_t>(original.back());
  const bool is_mark = ClassOf(c) == CharClass::kMark;
  if ((!FoldsAlone(c) && !is_mark) || Fold(original, original.size(), folded) != original.size() ||
      folded->replaced_bytes > 0) {
    return;
  }
  const std::string& text = folded->text;
  if (text == ".." || text == "...") {  // one point joins, several do not
    row->kind[i] = 0;
    return;
  }
  std::uint8_t kind = KindOfFolded(original, text);
  if (is_mark && kind != kMarkKind && kind != kOptionalMarkKind) kind = kSlowKind;
  if (c == kMicro && kind != kSlowKind) kind = kLetterKind | kSpecialKind;
  const bool is_kept = (kind & kSpecialKind) == 0 && (kind & (kLetterKind | kUnspacedKind)) != 0;
  if (is_kept && text != original) {
    if (original.size() == 3 && (text[0] != original[0] || text[1] != original[1])) {
      row->kind[i] = kSlowKind;
      return;
    }
    row->first[i] = static_cast<std::uint8_t>(text.front());
    row->last[i] = static_cast<std::uint8_t>(text.back());
    row->folds_first = row->folds_first || text.front() != original.front();
    row->folds_last = row->folds_last || text.back() != original.back();
  }
  row->kind[i] = kind;
  if ((kind & kForeignKind) != 0) {
    char32_t letter = 0;
    (void)ReadUtf8(text, 0, &letter);
    row->scripts = static_cast<std::uint8_t>(row->scripts | 1u << static_cast<unsigned>(ScriptOf(letter)));
  }
}

// Makes a pair of two rows. A character for which no code is left is slow; with the tables as they are, there is none.
void FillPair(std::size_t lead, CharacterRow* even, CharacterRow* odd, CharacterPair* pair) {
  constexpr std::size_t kSlow = 1;
  std::size_t codes = 2;
  pair->kind[kSlow] = kSlowKind;
  const auto fill = [&](CharacterRow* row, std::size_t is_odd) {
    for (std::size_t i = 0; i < 64; ++i) {
      const auto first_step = static_cast<std::uint8_t>(row->folds_first ? row->first[i] - (lead + is_odd) : 0);
      const auto last_step = static_cast<std::uint8_t>(row->folds_last ? row->last[i] - (0x80 | i) : 0);
      std::size_t code = kSlow;
      while (code < codes && (pair->kind[code] != row->kind[i] || pair->first_step[code] != first_step ||
                              pair->last_step[code] != last_step)) {
        ++code;
      }
      if (code == CharacterPair::kMaxCodes) {
        row->kind[i] = kSlowKind;
        code = kSlow;
      }
      pair->code[64 * is_odd + i] = static_cast<std::uint8_t>(code);
      if (code < codes) continue;
      pair->kind[code] = row->kind[i];
      pair->first_step[code] = first_step;
      pair->last_step[code] = last_step;
      ++codes;
    }
  };
  fill(even, 0);
  fill(odd, 1);
  pair->kinds = static_cast<std::uint8_t>(even->kinds | odd->kinds);
  pair->scripts[0] = even->scripts;
  pair->scripts[1] = odd->scripts;
  pair->folds = even->folds_first || even->folds_last || odd->folds_first || odd->folds_last;
}

CharacterRows MakeRows() {
  CharacterRows result;
  CharacterRow slow{};
  std::fill(std::begin(slow.kind), std::end(slow.kind), kSlowKind);
  slow.kinds = kSlowKind;
  result.rows.push_back(slow);
  FoldedText folded;
  for (const Range& range : kKnown) {
    for (char32_t first = range.first & ~char32_t{63}; first <= range.last; first += 64) {
      CharacterRow row{};
      for (char32_t c = first; c < first + 64; ++c) Fill(c, &folded, &row);
      for (const std::uint8_t kind : row.kind) row.kinds = static_cast<std::uint8_t>(row.kinds | kind);
      const auto index = static_cast<std::uint16_t>(result.rows.size());
      result.rows.push_back(row);
      if (first < 0x800) {
        result.of_two[first >> 6] = index;
      } else {
        result.of_three[first >> 6] = index;
      }
    }
  }
  for (std::size_t i = 0; i < std::size(result.pairs); ++i) {
    FillPair(0xc0 | 2 * i, &result.rows[result.of_two[2 * i]], &result.rows[result.of_two[2 * i + 1]],
             &result.pairs[i]);
  }
  return result;
}

}  // namespace

std::uint8_t CharacterRows::KindOf(const std::uint8_t* bytes, std::size_t length) const noexcept {
  if (length == 2) return rows[of_two[bytes[0] & 31]].kind[bytes[1] & 63];
  if (length != 3) return kSlowKind;
  if (IsPlainHan(bytes[0], bytes[1])) return kUnspacedKind;
  if (IsPlainHangul(bytes[0], bytes[1])) return kLetterKind;
  return rows[of_three[(bytes[0] & 15) << 6 | (bytes[1] & 63)]].kind[bytes[2] & 63];
}

const CharacterRows& GetCharacterRows() {
  static const CharacterRows kRows = MakeRows();
  return kRows;
}

}  // namespace copydesk
