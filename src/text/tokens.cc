#include "text/tokens.h"

#include <algorithm>

#include "base/utf8_reader.h"
#include "text/character_rows.h"
#include "text/folded_appender.h"
#include "text/piece_appender.h"
#include "text/token_kernels.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

// After a stretch that took the slow path, the next piece may be cut short by another one soon, and is shorter.
constexpr std::size_t kPieceAfterSlow = 512;

// Plain text between two slow characters goes the way of those unless there is at least this much of it.
constexpr std::size_t kMinPlain = 32;

bool IsTrailing(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The end of the whole characters of text[at, at + at_most), whatever is not UTF-8.
std::size_t EndOfPiece(std::string_view text, std::size_t at, std::size_t at_most) {
  std::size_t end = std::min(text.size(), at + at_most);
  for (int i = 0; i < 3 && end < text.size() && end > at + 1 && IsTrailing(text[end]); ++i) --end;
  return end;
}

// Where a stretch of slow text ends, and where the text goes on: before its last separator where that is not ASCII, for
// such a one can tell what the characters before it are (text/invisible.h); no tokens come of seeing it twice.
struct SlowEnd {
  std::size_t end;
  std::size_t resume;
};

// Of the slow stretch that goes on at `at`: the first separator that begins a stretch of plain text.
SlowEnd FindEndOfSlow(std::string_view text, std::size_t at) {
  const CharacterRows& rows = GetCharacterRows();
  const SlowEnd none{text.size(), text.size()};
  SlowEnd found = none;
  bool is_after_letter = false;
  while (at < text.size()) {
    char32_t c = 0;
    const std::size_t length = ReadUtf8(text, at, &c);
    const bool is_ascii = c < 0x80;
    std::uint8_t kind = kSlowKind;
    if (is_ascii) {
      const CharClass char_class = ClassOf(c);
      kind = char_class == CharClass::kOther ? 0 : char_class == CharClass::kLetter ? kLetterKind : kDigitKind;
    } else if (c != kIllFormed) {
      kind = rows.KindOf(reinterpret_cast<const std::uint8_t*>(text.data()) + at, length);
    }
    // Marks are plain after letters.
    if ((kind & kOptionalMarkKind) == kOptionalMarkKind && !is_after_letter) kind = kSlowKind;
    is_after_letter = (kind & kLetterKind) != 0;
    if (kind == kSlowKind) {
      found = none;
    } else if (kind == 0 && found.resume == text.size()) {
      found = {.end = is_ascii ? at : at + length, .resume = at};
    }
    at += length;
    if (found.resume < at && at - found.resume >= kMinPlain) break;
  }
  return found;
}

}  // namespace

void Tokens::Clear() {
  hash.clear();
  begin.clear();
  end.clear();
  number.clear();
  replaced_bytes = 0;
  disguised = 0;
}

void AppendTokens(std::string_view text, std::uint32_t base, Tokens* tokens) {
  FoldedAppender folded(base, tokens);
  PieceAppender plain(base, &folded, tokens);
  std::size_t piece_size = kMaxPiece;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = EndOfPiece(text, at, piece_size);
    PlainExtent extent;
    const bool is_utf8 = plain.Load(text.substr(at, end - at), end == text.size(), &extent);
    if (!is_utf8 && piece_size > kPieceAfterSlow) {
      piece_size = kPieceAfterSlow;
      continue;
    }
    if (is_utf8 && extent.size > 0) plain.Append(text, at, extent.size);
    if (is_utf8 && extent.slow == end - at) {
      if (extent.size > 0 || piece_size < kMaxPiece) {
        at += extent.size;
        piece_size = std::min(2 * piece_size, kMaxPiece);
        continue;
      }
    }
    const SlowEnd slow = FindEndOfSlow(text, is_utf8 ? at + extent.slow : end);
    folded.Append(text, at + extent.size, slow.end);
    at = slow.resume;
    piece_size = kPieceAfterSlow;
  }
  folded.Finish();
}

void AppendTokensByFolding(std::string_view text, std::uint32_t base, Tokens* tokens) {
  FoldedAppender folded(base, tokens);
  folded.Append(text, 0, text.size());
  folded.Finish();
}

Tokens Tokenize(std::string_view text) {
  Tokens tokens;
  AppendTokens(text, 0, &tokens);
  return tokens;
}

}  // namespace copydesk
