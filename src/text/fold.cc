#include "text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <memory>

#include "base/utf8_reader.h"
#include "text/mark_order.h"
#include "text/word_break.h"

namespace copydesk {
namespace {

// A stretch this long is handed to ICU at the next place where it may end: bounds its buffers and its 32-bit lengths.
constexpr std::size_t kMaxStretch = std::size_t{64} << 10;
constexpr std::size_t kMaxFolded = std::size_t{256} << 20;

// More marks than this in a row are put in order before ICU sees them. The Stream-Safe Text Format (Unicode Standard
// Annex #15, section 13) takes 30 for more than any language needs.
constexpr int kMaxMarks = 30;

// Null when ICU has no data for it.
const icu::Normalizer2* MakeNormalizer() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* all = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) return nullptr;
  UVersionInfo version;
  u_getUnicodeVersion(version);
  if (version[0] < 15 || (version[0] == 15 && version[1] == 0)) return all;
  auto set = std::make_unique<icu::UnicodeSet>(icu::UnicodeString(kFoldedCodePoints, -1, US_INV), error);
  if (U_FAILURE(error)) return nullptr;
  set->freeze();
  return new icu::FilteredNormalizer2(*all, *set.release());  // both live as long as the program
}

const icu::Normalizer2* Normalizer() {
  static const icu::Normalizer2* const kNormalizer = MakeNormalizer();
  return kNormalizer;
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The only character that folds to an apostrophe and something else: U+02BC and n.
constexpr char32_t kApostropheN = 0x149;
constexpr std::string_view kModifierApostrophe = "\xca\xbc";  // U+02BC

class Folding {
 public:
  Folding(std::string_view text, std::size_t at_least, FoldedText* folded)
      : text_(text), at_least_(at_least), folded_(*folded) {}

  std::size_t Run();

 private:
  // Reads the character at `at`; all that is not ASCII is ill-formed where ICU cannot fold it.
  std::size_t Read(std::size_t at, char32_t* c) const {
    const std::size_t length = ReadUtf8(text_, at, c);
    if (*c >= 0x80 && normalizer_ == nullptr) *c = kIllFormed;
    return length;
  }

  // Whether the text may be cut before the character `c` at `at`.
  bool IsSafeCut(std::size_t at, char32_t c, CharClass char_class) const;

  // Folds [stretch_, end), whose ends are boundaries of normalisation, and starts a new stretch at `end`.
  void EndStretch(std::size_t end);
  // The same for what starts at stretch_ and becomes `bytes`.
  void Replace(std::size_t end, std::string_view bytes);
  // The same for what ICU could not fold for want of memory: counts as not UTF-8.
  void ReplaceUnfolded(std::size_t end) {
    folded_.replaced_bytes += end - stretch_;
    Replace(end, kReplacementCharacter);
  }
  // Folds text that holds a long run of marks: from the base of the run, whose first mark is at `run_begin` in the
  // current stretch, to the next boundary at or after `at`; returns that.
  std::size_t FoldMarks(std::size_t run_begin, std::size_t at);
  // Folds from the boundary `begin` to the next boundary at or after `at`, as one change; returns that.
  std::size_t FoldSegment(std::size_t begin, std::size_t at);

  // Whether `c`, which is no mark, composes with nothing before it.
  [[nodiscard]] bool IsBoundary(char32_t c) const {
    return c == kIllFormed || normalizer_->hasBoundaryBefore(static_cast<UChar32>(c)) != 0;
  }

  void FoldAscii(std::string_view stretch);
  void FoldByIcu(std::string_view stretch);

  std::string_view text_;
  std::size_t at_least_;
  FoldedText& folded_;
  const icu::Normalizer2* normalizer_ = Normalizer();
  icu::Edits edits_;
  std::size_t stretch_ = 0;
  bool ascii_ = true;  // the stretch has no other bytes
};

bool Folding::IsSafeCut(std::size_t at, char32_t c, CharClass char_class) const {
  if (at < at_least_) return at >= kMaxFolded;
  if (at >= kMaxFolded || c == kIllFormed) return true;
  return char_class == CharClass::kOther && (c < 0x80 || normalizer_->isInert(static_cast<UChar32>(c)) != 0);
}

std::size_t Folding::Run() {
  std::size_t at = 0;
  std::size_t run_begin = 0;
  int marks = 0;
  while (at < text_.size()) {
    char32_t c = 0;
    const std::size_t length = Read(at, &c);
    const CharClass char_class = ClassOf(c);
    if (IsSafeCut(at, c, char_class)) break;
    if (char_class == CharClass::kMark) {
      if (marks++ == 0) run_begin = at;
      ascii_ = false;
      at += length;
      if (marks > kMaxMarks) at = FoldMarks(run_begin, at);
      continue;
    }
    marks = 0;
    if (c == kIllFormed) {
      EndStretch(at);
      Replace(at + length, kReplacementCharacter);
      folded_.replaced_bytes += length;
    } else if (c >= 0x80 && char_class == CharClass::kApostrophe) {
      EndStretch(at);
      Replace(at + length, "'");
    } else if (c == kApostropheN) {
      at = FoldSegment(at, at + length);
      continue;
    } else if (c >= 0x80) {
      if (at - stretch_ >= kMaxStretch && IsBoundary(c)) EndStretch(at);
      ascii_ = false;
    }
    at += length;
  }
  EndStretch(at);
  return at;
}

void Folding::Replace(std::size_t end, std::string_view bytes) {
  folded_.changes.push_back({.begin = static_cast<std::uint32_t>(folded_.text.size()),
                             .size = static_cast<std::uint32_t>(bytes.size()),
                             .original_begin = static_cast<std::uint32_t>(stretch_),
                             .original_size = static_cast<std::uint32_t>(end - stretch_)});
  folded_.text.append(bytes);
  stretch_ = end;
}

void Folding::EndStretch(std::size_t end) {
  const std::string_view stretch = text_.substr(stretch_, end - stretch_);
  if (ascii_) {
    FoldAscii(stretch);
  } else {
    FoldByIcu(stretch);
  }
  stretch_ = end;
  ascii_ = true;
}

void Folding::FoldAscii(std::string_view stretch) {
  const std::size_t begin = folded_.text.size();
  folded_.text.append(stretch);
  for (std::size_t i = begin; i < folded_.text.size(); ++i) {
    char& c = folded_.text[i];
    c = static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
  }
}

void Folding::FoldByIcu(std::string_view stretch) {
  const std::size_t folded_begin = folded_.text.size();
  UErrorCode error = U_ZERO_ERROR;
  edits_.reset();
  icu::StringByteSink<std::string> sink(&folded_.text, static_cast<std::int32_t>(stretch.size()));
  normalizer_->normalizeUTF8(0, icu::StringPiece(stretch.data(), static_cast<std::int32_t>(stretch.size())), sink,
                             &edits_, error);
  if (U_FAILURE(error)) {
    folded_.text.resize(folded_begin);
    ReplaceUnfolded(stretch_ + stretch.size());
    return;
  }
  icu::Edits::Iterator edit = edits_.getFineChangesIterator();
  while (edit.next(error)) {
    const auto original = static_cast<std::size_t>(edit.sourceIndex());
    const std::size_t begin = folded_begin + static_cast<std::size_t>(edit.destinationIndex());
    const auto original_size = static_cast<std::size_t>(edit.oldLength());
    const auto size = static_cast<std::size_t>(edit.newLength());
    const auto is_one_character = [size](const char* bytes) {
      return std::all_of(bytes + 1, bytes + size, IsContinuation);
    };
    if (size == original_size && is_one_character(stretch.data() + original) &&
        is_one_character(folded_.text.data() + begin)) {
      continue;
    }
    folded_.changes.push_back({.begin = static_cast<std::uint32_t>(begin),
                               .size = static_cast<std::uint32_t>(size),
                               .original_begin = static_cast<std::uint32_t>(stretch_ + original),
                               .original_size = static_cast<std::uint32_t>(original_size)});
  }
}

std::size_t Folding::FoldMarks(std::size_t run_begin, std::size_t at) {
  // Not further back than the stretch, which begins at a boundary. A base may itself compose with what is before it:
  // conjoining jamo do.
  std::size_t begin = run_begin;
  while (begin > stretch_) {
    do --begin;
    while (IsContinuation(text_[begin]));
    char32_t c = 0;
    (void)ReadUtf8(text_, begin, &c);
    if (ClassOf(c) != CharClass::kMark && IsBoundary(c)) break;
  }
  return FoldSegment(begin, at);
}

std::size_t Folding::FoldSegment(std::size_t begin, std::size_t at) {
  while (at < std::min(text_.size(), kMaxFolded)) {
    char32_t c = 0;
    const std::size_t length = Read(at, &c);
    if (ClassOf(c) != CharClass::kMark && IsBoundary(c)) break;
    at += length;
  }
  EndStretch(begin);
  const std::string ordered = OrderMarks(text_.substr(begin, at - begin), *normalizer_);
  std::string bytes;
  icu::StringByteSink<std::string> sink(&bytes);
  UErrorCode error = U_ZERO_ERROR;
  normalizer_->normalizeUTF8(0, icu::StringPiece(ordered.data(), static_cast<std::int32_t>(ordered.size())), sink,
                             nullptr, error);
  if (U_FAILURE(error)) {
    ReplaceUnfolded(at);
    return at;
  }
  if (bytes.starts_with(kModifierApostrophe)) bytes.replace(0, kModifierApostrophe.size(), "'");
  Replace(at, bytes);
  return at;
}

}  // namespace

void FoldedText::Clear() {
  text.clear();
  changes.clear();
  replaced_bytes = 0;
}

std::size_t Fold(std::string_view text, std::size_t at_least, FoldedText* folded) {
  folded->Clear();
  return Folding(text, at_least, folded).Run();
}

bool FoldsAlone(char32_t c) {
  const icu::Normalizer2* normalizer = Normalizer();
  return normalizer != nullptr && c != kIllFormed && ClassOf(c) != CharClass::kMark &&
         normalizer->hasBoundaryBefore(static_cast<UChar32>(c)) != 0;
}

char32_t ComposeFolded(char32_t base, char32_t mark) {
  const icu::Normalizer2* normalizer = Normalizer();
  if (normalizer == nullptr) return 0;
  const UChar32 composed = normalizer->composePair(static_cast<UChar32>(base), static_cast<UChar32>(mark));
  return composed < 0 ? 0 : static_cast<char32_t>(composed);
}

std::size_t OffsetCursor::Begin(std::size_t offset) {
  const auto end = [](const FoldChange& change) { return std::size_t{change.begin} + change.size; };
  while (begin_ < changes_.size() && end(changes_[begin_]) <= offset) ++begin_;
  if (begin_ < changes_.size() && changes_[begin_].begin <= offset) return changes_[begin_].original_begin;
  return Shift(begin_, offset);
}

std::size_t OffsetCursor::End(std::size_t offset) {
  const auto end = [](const FoldChange& change) { return std::size_t{change.begin} + change.size; };
  while (end_ < changes_.size() && end(changes_[end_]) < offset) ++end_;
  if (end_ < changes_.size() && changes_[end_].begin < offset) {
    return std::size_t{changes_[end_].original_begin} + changes_[end_].original_size;
  }
  return Shift(end_, offset);
}

std::size_t OffsetCursor::Shift(std::size_t changes_before, std::size_t offset) const {
  if (changes_before == 0) return offset;
  const FoldChange& last = changes_[changes_before - 1];
  return offset - (std::size_t{last.begin} + last.size) + last.original_begin + last.original_size;
}

}  // namespace copydesk
