#include "text/invisible.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/code_points.h"
#include "text/look_alikes.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

constexpr char32_t kSoftHyphen = 0xad;
constexpr int kFewCharacters = 64;  // further than this no neighbour is looked for, so that hostile text stays linear
constexpr int kLettersInARow = 3;

bool IsOverride(char32_t c) { return IsIn(c, 0x202d, 0x202e); }

// Default-ignorable code points.
bool IsInvisible(char32_t c) {
  return c == kSoftHyphen || c == 0x34f || c == 0x61c || IsIn(c, 0x115f, 0x1160) || IsIn(c, 0x17b4, 0x17b5) ||
         IsIn(c, 0x180b, 0x180f) || IsIn(c, 0x200b, 0x200f) || IsIn(c, 0x202a, 0x202e) || IsIn(c, 0x2060, 0x206f) ||
         c == 0x3164 || IsIn(c, 0xfe00, 0xfe0f) || c == 0xfeff || c == 0xffa0 || IsIn(c, 0xfff0, 0xfff8) ||
         IsIn(c, 0x1bca0, 0x1bca3) || IsIn(c, 0x1d173, 0x1d17a) || IsIn(c, 0xe0000, 0xe0fff);
}

// Those that some scripts need inside words.
bool IsJoinerOrSelector(char32_t c) {
  return c == 0x34f || IsIn(c, 0x180b, 0x180f) || IsIn(c, 0x200c, 0x200d) || IsIn(c, 0xfe00, 0xfe0f) ||
         IsIn(c, 0xe0100, 0xe01ef);
}

bool IsFullWidthLetter(char32_t c) { return IsIn(c, 0xff21, 0xff3a) || IsIn(c, 0xff41, 0xff5a); }

bool IsStyledLetter(char32_t c) {
  return IsFullWidthLetter(c) || IsIn(c, 0x24b6, 0x24e9) || IsIn(c, 0x1d400, 0x1d6a3) || IsIn(c, 0x1f130, 0x1f149);
}

bool IsEastAsian(char32_t c) {
  return (IsIn(c, 0x2e80, 0xd7ff) || IsIn(c, 0xf900, 0xfaff) || IsIn(c, 0xff00, 0xffef) || c >= 0x20000) &&
         !IsFullWidthLetter(c) && !IsIn(c, 0xa4d0, 0xa4ff);
}

// Of a character that belongs to a word of letters.
bool IsOfWord(char32_t c) {
  const CharClass char_class = ClassOf(c);
  return char_class == CharClass::kLetter || char_class == CharClass::kDigit ||
         (char_class == CharClass::kMark && !IsInvisible(c));
}

bool IsEuropean(char32_t c) {
  const bool capital = IsIn(c, 'A', 'Z') || IsIn(c, 0xc0, 0xde);
  const Script script = ScriptOf(c);
  return capital || script == Script::kLatin || script == Script::kGreek || script == Script::kCyrillic;
}

// Characters after `at` or before it, one by one; 0 at the end.
class Walk {
 public:
  Walk(std::string_view text, std::size_t at, bool forward) : text_(text), at_(at), forward_(forward) {}

  char32_t Next() {
    if (forward_ ? at_ >= text_.size() : at_ == 0) return 0;
    const Utf8Character c = forward_ ? DecodeUtf8(text_, at_) : DecodeUtf8Before(text_, at_);
    at_ = forward_ ? at_ + c.length : at_ - c.length;
    return c.code_point;
  }

 private:
  std::string_view text_;
  std::size_t at_;
  bool forward_;
};

// The nearest character that can be seen.
char32_t Visible(Walk walk) {
  char32_t c = walk.Next();
  for (int i = 0; i < kFewCharacters && IsInvisible(c); ++i) c = walk.Next();
  return c;
}

// How many characters in a row, of at most `limit`, are as `is` says; *after is what follows them.
template <typename Is>
int CountRow(Walk walk, int limit, Is is, char32_t* after) {
  int count = 0;
  for (*after = walk.Next(); count < limit && *after != 0 && is(*after); *after = walk.Next()) ++count;
  return count;
}

// The character that carries the marks before a place, or the place's own neighbour.
char32_t BaseBefore(Walk walk) {
  char32_t c = walk.Next();
  for (int i = 0; i < kFewCharacters && c != 0 && ClassOf(c) == CharClass::kMark; ++i) c = walk.Next();
  return c;
}

bool Hides(std::string_view text, std::size_t begin, std::size_t end, char32_t c) {
  const Walk before(text, begin, false);
  const Walk after(text, end, true);
  if (IsOverride(c)) return true;
  if (IsStyledLetter(c)) {
    char32_t left = 0;
    char32_t right = 0;
    const int row = 1 + CountRow(before, kFewCharacters, IsStyledLetter, &left) +
                    CountRow(after, kFewCharacters, IsStyledLetter, &right);
    return row >= kLettersInARow && !(IsFullWidthLetter(c) && (IsEastAsian(left) || IsEastAsian(right)));
  }
  if (!IsInvisible(c)) return false;
  const char32_t left = Visible(before);
  if (ClassOf(BaseBefore(before)) == CharClass::kNoSpace) return false;
  if (!IsOfWord(left) || !IsOfWord(Visible(after)) || IsIn(left, 0xac00, 0xd7a3)) return false;
  if (IsJoinerOrSelector(c)) return IsEuropean(left) || IsStyledLetter(left);
  if (c != kSoftHyphen) return true;
  char32_t unused = 0;
  return CountRow(before, 2, IsOfWord, &unused) < 2 || CountRow(after, 2, IsOfWord, &unused) < 2;
}

}  // namespace

std::uint32_t CountHidden(std::string_view original, const FoldedText& folded) {
  std::uint32_t count = 0;
  for (const FoldChange& change : folded.changes) {
    const std::size_t change_end = std::size_t{change.original_begin} + change.original_size;
    for (std::size_t at = change.original_begin; at < change_end;) {
      const Utf8Character c = DecodeUtf8(original, at);
      const std::size_t end = at + c.length;
      count += Hides(original, at, end, c.code_point) ? 1 : 0;
      at = end;
    }
  }
  return count;
}

}  // namespace copydesk
