// Folding: the form of a text in which words that readers take for the same are the same bytes.
//
// 1. Bytes that are not UTF-8 become U+FFFD, one for each maximal subpart (base/utf8_reader.h).
// 2. NFKC_Casefold (Unicode 15.0, section 3.13, D146): case, ligatures, full-width and other compatibility forms go;
//    default-ignorable code points (soft hyphen, U+200B, joiners, variation selectors) are removed; the rest is
//    composed.
// 3. The apostrophes U+2018, U+2019, U+201B, U+02BC and U+FF07 become U+0027, which NFKC does not do.
// Only code points assigned in Unicode 15.0 are folded, whatever the linked ICU knows: the stability policy of Unicode
// keeps the mappings of assigned code points, so that newer versions of ICU give the same bytes. (ICU before 72 leaves
// the newest few as they are.)
#ifndef COPYDESK_TEXT_FOLD_H_
#define COPYDESK_TEXT_FOLD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

// Bytes [begin, begin + size) of the folded text stand for the `original_size` bytes at `original_begin`, as a whole.
struct FoldChange {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;  // 0: removed
  std::uint32_t original_begin = 0;
  std::uint32_t original_size = 0;

  friend bool operator==(const FoldChange&, const FoldChange&) = default;
};

struct FoldedText {
  std::string text;  // UTF-8
  // Ascending and disjoint in both texts. Between them, and where one character became one of the same length, bytes
  // stand for bytes.
  std::vector<FoldChange> changes;
  std::size_t replaced_bytes = 0;  // bytes of the original that were not UTF-8

  void Clear();
};

// Folds text[0, n) into *folded, replacing what was there, and returns n: the first place at or after `at_least`, which
// must be above 0, where a word cannot go on and the texts before and after fold independently; the size of the text
// when there is none. Linear in the n bytes, hostile ones too. Memory: about twice n for prose, 30 times n for the
// worst text; so that this has a bound, text without such a place is cut after 256 MiB. What ICU cannot fold, for want
// of its data or of memory, is treated as not UTF-8: counted, never passed on unfolded.
[[nodiscard]] std::size_t Fold(std::string_view text, std::size_t at_least, FoldedText* folded);

// Whether `c` folds in the same way whatever stands before it, and what is before it too: nothing composes or is put in
// order across the place before it. False for what ICU cannot fold.
[[nodiscard]] bool FoldsAlone(char32_t c);

// What two folded characters in a row compose to; 0: nothing.
[[nodiscard]] char32_t ComposeFolded(char32_t base, char32_t mark);

// The code points that are folded, as a pattern of icu::UnicodeSet: those assigned in Unicode 15.0, and the unassigned
// ones that are default-ignorable.
inline constexpr const char* kFoldedCodePoints =
    "[[:Age=15.0:]\\u2065\\uFFF0-\\uFFF8\\U000E0000\\U000E0002-\\U000E001F\\U000E0080-\\U000E00FF\\U000E01F0-"
    "\\U000E0FFF]";

// Takes offsets of a folded text to its original, which it covers: a part of what one character became gives the whole
// character. Each call of Begin, and each of End, takes an offset that is not below the one before; all calls together
// are linear.
class OffsetCursor {
 public:
  // `folded` must stay live and unchanged while this is live.
  explicit OffsetCursor(const FoldedText& folded) : changes_(folded.changes) {}

  // For the first byte of a span, and for the byte after its last. Spans are not empty.
  [[nodiscard]] std::size_t Begin(std::size_t offset);
  [[nodiscard]] std::size_t End(std::size_t offset);

 private:
  // Where `offset`, which is in no change and has this many of them before it, is in the original.
  [[nodiscard]] std::size_t Shift(std::size_t changes_before, std::size_t offset) const;

  const std::vector<FoldChange>& changes_;
  std::size_t begin_ = 0;  // how many changes lie before the last offset that Begin was asked for
  std::size_t end_ = 0;    // the same for End
};

}  // namespace copydesk

#endif  // COPYDESK_TEXT_FOLD_H_
