#include "text/token_kernels.h"

#include <algorithm>
#include <array>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/token_kernels.cc"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

#include "text/token_kernels_plain.h"
#include "text/unmask.h"

#ifndef COPYDESK_TEXT_TOKEN_KERNELS_TABLES_
#define COPYDESK_TEXT_TOKEN_KERNELS_TABLES_
namespace copydesk::token_kernels {

// The positions of the set bits of a byte.
struct alignas(64) BitPositions {
  std::uint8_t positions[256][8];
  std::uint8_t count[256];
};

constexpr BitPositions MakeBitPositions() {
  BitPositions table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) != 0) table.positions[byte][table.count[byte]++] = static_cast<std::uint8_t>(bit);
    }
  }
  return table;
}

inline constexpr BitPositions kBitPositions = MakeBitPositions();

// The keys of text/word_hash.cc.
alignas(16) inline constexpr std::uint32_t kKeys[4][4] = {
    {0x886a3f24, 0xd308a385, 0x2e8a1913, 0x44737003},
    {0x223809a4, 0xd0319f29, 0x98fa2e08, 0x896c4eec},
    {0xe6212845, 0x7713d038, 0xcf6654be, 0x6c0ce934},
    {0xb729acc0, 0xdd507cc9, 0xb5d5843f, 0x170947b5},
};

// For each length of a word up to 16: the state that its hash starts from, and what keeps as many bytes of a vector.
struct alignas(64) HashStarts {
  struct Start {
    std::uint32_t state[4];
    std::uint8_t keep[16];
  };
  Start of[17];
};
inline constexpr HashStarts kStarts = [] {
  HashStarts starts{};
  for (std::uint32_t length = 0; length <= 16; ++length) {
    for (std::size_t i = 0; i < 4; ++i) starts.of[length].state[i] = kKeys[0][i] ^ (i == 2 ? length : 0);
    for (std::size_t i = 0; i < length; ++i) starts.of[length].keep[i] = 0xff;
  }
  return starts;
}();

}  // namespace copydesk::token_kernels
#endif  // COPYDESK_TEXT_TOKEN_KERNELS_TABLES_

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

// For words as runs of bits: which of them have no bit of a mask. A one is added where each word begins; it is carried
// to the bit behind the word unless a bit of the mask stops it.
struct WordsWithout {
  std::uint64_t carry = 0;

  // The bits behind those of the words that end in the block.
  HWY_INLINE std::uint64_t Next(std::uint64_t words, std::uint64_t starts, std::uint64_t ends, std::uint64_t mask) {
    const std::uint64_t open = words & ~mask;
    const std::uint64_t sum = open + starts;
    const std::uint64_t carried = sum + carry;
    carry = (sum < open ? 1 : 0) | (carried < sum ? 1 : 0);
    return carried & ends;
  }
};

class WordEvents {
 public:
  explicit WordEvents(WordEvent* events) : begin_(events), out_(events) {}

  HWY_INLINE void Foreign(std::uint32_t word) {
    if (is_first_) Append(word, WordEvent::kForeign);
    is_pending_ = !is_first_;
    is_first_ = false;
    has_last_ = true;
    last_ = word;
  }
  HWY_INLINE void Other(std::uint32_t word, WordEvent::Kind kind) {
    Flush();
    Append(word, kind);
    is_first_ = true;
    has_last_ = false;
  }
  HWY_INLINE void Flush() {
    if (is_pending_) Append(last_, WordEvent::kForeign);
    is_pending_ = false;
  }

  [[nodiscard]] bool IsNear(std::uint32_t word) const { return has_last_ && word - last_ <= WordContext::kReach; }
  // Whether the next foreign word is an event at once.
  [[nodiscard]] bool IsFirst() const { return is_first_; }
  [[nodiscard]] std::size_t Count() const { return static_cast<std::size_t>(out_ - begin_); }

 private:
  HWY_INLINE void Append(std::uint32_t word, WordEvent::Kind kind) { *out_++ = {.word = word, .kind = kind}; }

  WordEvent* begin_;
  WordEvent* out_;
  bool is_first_ = true;
  bool is_pending_ = false;  // `last_` is no event yet
  bool has_last_ = false;    // no other event has been since
  std::uint32_t last_ = 0;   // the last foreign word
};

std::size_t FindWordEvents(const TokenPiece& piece, std::size_t size, WordEvent* events) {
  WordEvents found(events);
  WordsWithout foreign;
  WordsWithout alone;
  WordsWithout others;
  WordsWithout special;
  std::uint64_t last = 0;  // the word bit before the block
  std::uint32_t first_word = 0;
  for (std::size_t i = 0; i <= size / 64; ++i) {
    const std::uint64_t words = piece.words.block[i];
    const std::uint64_t after = words << 1 | last;
    const std::uint64_t starts = words & ~after;
    const std::uint64_t ends = after & ~words;
    last = words >> 63;
    // Masks are those of the whole piece, of which `words` ends before.
    const std::uint64_t has_foreign = ends & ~foreign.Next(words, starts, ends, piece.foreign.block[i]);
    const std::uint64_t has_special = ends & ~special.Next(words, starts, ends, piece.special.block[i]);
    const std::uint64_t without_others =
        others.Next(words, starts, ends, (piece.letters.block[i] & ~piece.foreign.block[i]) | piece.special.block[i]);
    const std::uint64_t without_alone = alone.Next(words, starts, ends, piece.alone.block[i]);
    const std::uint64_t simple = has_foreign & without_others;
    const std::uint64_t foreigners = simple & ~without_alone;
    const std::uint64_t look_alikes = simple & without_alone;
    const std::uint64_t inspected = has_special | (has_foreign & ~without_others);
    const auto num_words = static_cast<std::uint32_t>(hwy::PopCount(ends));
    const auto word_of = [&](std::uint64_t bit) HWY_ATTR {
      return first_word + static_cast<std::uint32_t>(hwy::PopCount(ends & (bit - 1)));
    };
    const bool is_plain =
        inspected == 0 && !found.IsFirst() && (look_alikes == 0 || found.IsNear(first_word + num_words));
    if (is_plain) {
      if (foreigners != 0)
        found.Foreign(word_of(std::uint64_t{1} << (63 - hwy::Num0BitsAboveMS1Bit_Nonzero64(foreigners))));
    } else {
      for (std::uint64_t bits = foreigners | look_alikes | inspected; bits != 0; bits &= bits - 1) {
        const std::uint64_t bit = bits & (~bits + 1);
        const std::uint32_t word = word_of(bit);
        if ((foreigners & bit) != 0) {
          found.Foreign(word);
        } else if ((inspected & bit) != 0) {
          found.Other(word, WordEvent::kOther);
        } else if (!found.IsNear(word)) {
          found.Other(word, WordEvent::kLookAlike);
        }
      }
    }
    first_word += num_words;
  }
  found.Flush();
  return found.Count();
}

}  // namespace

#if HWY_TARGET == HWY_SCALAR

using plain::ClassifyAscii;
using plain::ClassifyUtf8;
using plain::FindBits;
using plain::FindWordEdges;
using plain::HashWords;

#else
namespace {

namespace hn = hwy::HWY_NAMESPACE;
namespace tk = copydesk::token_kernels;

using Bytes = hn::CappedTag<std::uint8_t, 64>;
using ByteVector = hn::Vec<Bytes>;
using ByteLanes = hn::Mask<Bytes>;

std::size_t Blocks(std::size_t size) { return (size + 63) / 64; }

// Writes the mask of the vector at byte `at`.
HWY_INLINE void Store(ByteLanes lanes, std::size_t at, ByteMask* mask) {
  hn::StoreMaskBits(Bytes(), lanes, reinterpret_cast<std::uint8_t*>(mask->block) + at / 8);
}

HWY_INLINE ByteLanes AtMost(ByteVector v, std::uint8_t limit) { return hn::Eq(hn::Min(v, hn::Set(Bytes(), limit)), v); }
HWY_INLINE ByteLanes AtLeast(ByteVector v, std::uint8_t limit) {
  return hn::Eq(hn::Max(v, hn::Set(Bytes(), limit)), v);
}

void ClearEnd(std::size_t blocks, ByteMask* mask) { mask->block[blocks] = 0; }

// The ASCII letters, digits and joiners of a vector; other bytes are none of them.
struct AsciiLanes {
  ByteLanes letters;
  ByteLanes digits;
  ByteLanes apostrophes;
  ByteLanes points;
  ByteVector folded;
};

HWY_INLINE AsciiLanes ClassifyVector(ByteVector v) {
  const Bytes d;
  AsciiLanes lanes;
  const ByteVector lower = hn::Or(v, hn::Set(d, 0x20));
  lanes.letters = AtMost(hn::Sub(lower, hn::Set(d, 'a')), 25);
  lanes.digits = AtMost(hn::Sub(v, hn::Set(d, '0')), 9);
  lanes.apostrophes = hn::Eq(v, hn::Set(d, '\''));
  // ',' is 0x2c and '.' is 0x2e.
  lanes.points = hn::Eq(hn::Or(v, hn::Set(d, 2)), hn::Set(d, '.'));
  lanes.folded = hn::IfThenElse(lanes.letters, lower, v);
  return lanes;
}

HWY_INLINE void StoreAscii(const AsciiLanes& lanes, std::size_t at, TokenPiece* piece) {
  Store(lanes.letters, at, &piece->letters);
  Store(lanes.digits, at, &piece->digits);
  Store(lanes.apostrophes, at, &piece->apostrophes);
  Store(lanes.points, at, &piece->points);
  hn::StoreU(lanes.folded, Bytes(), piece->folded + at);
}

bool ClassifyAscii(const char* text, std::size_t size, TokenPiece* piece) {
  const Bytes d;
  const std::size_t step = hn::Lanes(d);
  const std::size_t whole = size / 64 * 64;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text);
  alignas(64) std::uint8_t last[64] = {};
  std::memcpy(last, bytes + whole, size - whole);
  ByteVector all = hn::Zero(d);
  for (std::size_t at = 0; at < whole; at += step) all = hn::Or(all, hn::LoadU(d, bytes + at));
  for (std::size_t at = 0; at < 64; at += step) all = hn::Or(all, hn::Load(d, last + at));
  if (!hn::AllFalse(d, hn::TestBit(all, hn::Set(d, 0x80)))) return false;
  for (std::size_t at = 0; at < whole; at += step) StoreAscii(ClassifyVector(hn::LoadU(d, bytes + at)), at, piece);
  for (std::size_t at = 0; at < 64; at += step) StoreAscii(ClassifyVector(hn::Load(d, last + at)), whole + at, piece);
  for (ByteMask* mask : {&piece->letters, &piece->digits, &piece->apostrophes, &piece->points}) {
    ClearEnd(Blocks(size), mask);
  }
  return true;
}

// What rows say of the characters of a vector.
struct RowLanes {
  ByteVector kind;
  unsigned kinds = 0;  // all that may be in `kind`, but for ASCII
  ByteVector folded;
};

// Looks up 64-entry tables for lanes with indices below 64. One shuffle serves 16 entries: an index that is not of them
// gets its highest bit set, which gives 0.
struct RowIndex {
  ByteVector part[4];

  explicit HWY_INLINE RowIndex(ByteVector index) {
    const Bytes d;
    const ByteVector limit = hn::Set(d, 0x70);
    part[0] = hn::SaturatedAdd(index, limit);
    part[1] = hn::SaturatedAdd(hn::Sub(index, hn::Set(d, 16)), limit);
    part[2] = hn::SaturatedAdd(hn::Sub(index, hn::Set(d, 32)), limit);
    part[3] = hn::SaturatedAdd(hn::Sub(index, hn::Set(d, 48)), limit);
  }

  HWY_INLINE ByteVector LookUp(const std::uint8_t* table) const {
    const Bytes d;
    const auto look_up = [&](int i)
                             HWY_ATTR { return hn::TableLookupBytesOr0(hn::LoadDup128(d, table + 16 * i), part[i]); };
    return hn::Or(hn::Or(look_up(0), look_up(1)), hn::Or(look_up(2), look_up(3)));
  }
};

HWY_INLINE bool IsFirstOfTwo(std::uint8_t byte) { return byte >= 0xc2 && byte <= 0xdf; }
HWY_INLINE bool IsFirstOfThree(std::uint8_t byte) { return (byte & 0xf0) == 0xe0; }

// Characters of two bytes, all with the same first byte at a time. `p` is where the vector is in the text.
HWY_INLINE void ClassifyTwo(const std::uint8_t* p, const CharacterRows& rows, TokenPiece* piece, RowLanes* lanes) {
  const Bytes d;
  const ByteVector v = hn::LoadU(d, p);
  const ByteVector previous = hn::LoadU(d, p - 1);
  ByteLanes firsts = hn::And(AtLeast(v, 0xc2), AtMost(v, 0xdf));
  const RowIndex index(hn::And(hn::IfThenElse(firsts, hn::LoadU(d, p + 1), v), hn::Set(d, 63)));
  // Of a character that began in the vector before.
  std::ptrdiff_t place = IsFirstOfTwo(p[-1]) ? -1 : hn::FindFirstTrue(d, firsts);
  if (place < 0 && !IsFirstOfTwo(p[-1])) return;
  do {
    const std::uint8_t first = p[place];
    const ByteLanes at_first = hn::Eq(v, hn::Set(d, first));
    const ByteLanes at_last = hn::Eq(previous, hn::Set(d, first));
    firsts = hn::AndNot(at_first, firsts);
    place = hn::FindFirstTrue(d, firsts);
    const CharacterRow& row = rows.rows[rows.of_two[first & 31]];
    piece->scripts = static_cast<std::uint8_t>(piece->scripts | row.scripts);
    const ByteLanes here = hn::Or(at_first, at_last);
    lanes->kind = hn::Or(lanes->kind, hn::IfThenElseZero(here, index.LookUp(row.kind)));
    lanes->kinds |= row.kinds;
    if (row.folds_last) lanes->folded = hn::IfThenElse(at_last, index.LookUp(row.last), lanes->folded);
    if (row.folds_first) lanes->folded = hn::IfThenElse(at_first, index.LookUp(row.first), lanes->folded);
  } while (place >= 0);
}

// Lanes where two bytes in a row begin a plain Han character; and a Hangul syllable.
HWY_INLINE ByteLanes PlainHan(ByteVector first, ByteVector second) {
  const Bytes d;
  return hn::Or(hn::And(AtLeast(first, 0xe5), AtMost(first, 0xe9)),
                hn::And(hn::Eq(first, hn::Set(d, 0xe4)), AtLeast(second, 0xb8)));
}
HWY_INLINE ByteLanes PlainHangul(ByteVector first, ByteVector second) {
  const Bytes d;
  return hn::Or(hn::Or(hn::And(AtLeast(first, 0xeb), AtMost(first, 0xec)),
                       hn::And(hn::Eq(first, hn::Set(d, 0xea)), AtLeast(second, 0xb0))),
                hn::And(hn::Eq(first, hn::Set(d, 0xed)), AtMost(second, 0x9d)));
}

// Characters of three bytes: those known without rows, then all with the same first two bytes at a time.
HWY_INLINE void ClassifyThree(const std::uint8_t* p, const CharacterRows& rows, TokenPiece* piece, RowLanes* lanes) {
  const Bytes d;
  const ByteVector v = hn::LoadU(d, p);
  const ByteVector previous = hn::LoadU(d, p - 1);
  const ByteVector before = hn::LoadU(d, p - 2);
  const ByteVector next = hn::LoadU(d, p + 1);
  const ByteLanes han_first = PlainHan(v, next);
  const ByteLanes hangul_first = PlainHangul(v, next);
  const ByteLanes han = hn::Or(hn::Or(han_first, PlainHan(previous, v)), PlainHan(before, previous));
  const ByteLanes hangul = hn::Or(hn::Or(hangul_first, PlainHangul(previous, v)), PlainHangul(before, previous));
  lanes->kind = hn::Or(lanes->kind, hn::Or(hn::IfThenElseZero(han, hn::Set(d, kUnspacedKind)),
                                           hn::IfThenElseZero(hangul, hn::Set(d, kLetterKind))));
  const ByteLanes all_firsts = hn::And(AtLeast(v, 0xe0), AtMost(v, 0xef));
  ByteLanes firsts = hn::AndNot(hn::Or(han, hangul), all_firsts);
  lanes->kinds |= kUnspacedKind | kLetterKind;
  // A character that began in the vector before.
  const std::uint8_t* cut = IsFirstOfThree(p[-1]) ? p - 1 : IsFirstOfThree(p[-2]) ? p - 2 : nullptr;
  if (cut != nullptr && (IsPlainHan(cut[0], cut[1]) || IsPlainHangul(cut[0], cut[1]))) cut = nullptr;
  const auto next_place = [&]() HWY_ATTR {
    const std::ptrdiff_t place = hn::FindFirstTrue(d, firsts);
    return place < 0 ? nullptr : p + place;
  };
  if (cut == nullptr && hn::AllFalse(d, firsts)) return;
  const ByteLanes all_seconds = hn::And(AtLeast(previous, 0xe0), AtMost(previous, 0xef));
  const ByteVector last = hn::IfThenElse(all_firsts, hn::LoadU(d, p + 2), hn::IfThenElse(all_seconds, next, v));
  const RowIndex index(hn::And(last, hn::Set(d, 63)));
  for (const std::uint8_t* at = cut != nullptr ? cut : next_place(); at != nullptr; at = next_place()) {
    const ByteVector first = hn::Set(d, at[0]);
    const ByteVector second = hn::Set(d, at[1]);
    const ByteLanes at_first = hn::And(hn::Eq(v, first), hn::Eq(next, second));
    const ByteLanes at_second = hn::And(hn::Eq(previous, first), hn::Eq(v, second));
    const ByteLanes at_last = hn::And(hn::Eq(before, first), hn::Eq(previous, second));
    firsts = hn::AndNot(at_first, firsts);
    const CharacterRow& row = rows.rows[rows.of_three[(at[0] & 15) << 6 | (at[1] & 63)]];
    piece->scripts = static_cast<std::uint8_t>(piece->scripts | row.scripts);
    const ByteLanes here = hn::Or(hn::Or(at_first, at_second), at_last);
    lanes->kind = hn::Or(lanes->kind, hn::IfThenElseZero(here, index.LookUp(row.kind)));
    lanes->kinds |= row.kinds;
    if (row.folds_last) lanes->folded = hn::IfThenElse(at_last, index.LookUp(row.last), lanes->folded);
  }
}

HWY_INLINE void ClassifyMixed(std::size_t at, const CharacterRows& rows, TokenPiece* piece) {
  const Bytes d;
  const std::uint8_t* const p = piece->bytes + at;
  const ByteVector v = hn::Load(d, p);
  const AsciiLanes ascii = ClassifyVector(v);
  RowLanes lanes;
  lanes.kind = hn::Or(hn::IfThenElseZero(ascii.letters, hn::Set(d, kLetterKind)),
                      hn::IfThenElseZero(ascii.digits, hn::Set(d, kDigitKind)));
  lanes.folded = ascii.folded;
  ClassifyTwo(p, rows, piece, &lanes);
  if (IsFirstOfThree(p[-1]) || IsFirstOfThree(p[-2]) || !hn::AllFalse(d, hn::And(AtLeast(v, 0xe0), AtMost(v, 0xef)))) {
    ClassifyThree(p, rows, piece, &lanes);
  }
  const ByteLanes four = AtLeast(v, 0xf0);
  if (!hn::AllFalse(d, four)) {
    lanes.kind = hn::Or(lanes.kind, hn::IfThenElseZero(four, hn::Set(d, kSlowKind)));
    lanes.kinds |= kSlowKind;
  }
  const auto store = [&](std::uint8_t kind, ByteMask* mask)
                         HWY_ATTR { Store(hn::TestBit(lanes.kind, hn::Set(d, kind)), at, mask); };
  store(kLetterKind, &piece->letters);
  store(kDigitKind, &piece->digits);
  Store(ascii.apostrophes, at, &piece->apostrophes);
  Store(ascii.points, at, &piece->points);
  Store(hn::Eq(hn::And(v, hn::Set(d, 0xc0)), hn::Set(d, 0x80)), at, &piece->trailing);
  // The others are zeros.
  if ((lanes.kinds & kUnspacedKind) != 0) store(kUnspacedKind, &piece->unspaced);
  if ((lanes.kinds & kWideJoinerKind) != 0) store(kWideJoinerKind, &piece->wide_joiners);
  if ((lanes.kinds & (kForeignKind | kAloneKind)) != 0) {
    store(kForeignKind, &piece->foreign);
    store(kAloneKind, &piece->alone);
  }
  if ((lanes.kinds & kSpecialKind) != 0) store(kSpecialKind, &piece->special);
  if ((lanes.kinds & kSlowKind) != 0) store(kSlowKind, &piece->slow);
  hn::StoreU(lanes.folded, d, piece->folded + at);
}

void ClassifyUtf8(std::size_t size, const CharacterRows& rows, TokenPiece* piece) {
  const Bytes d;
  const std::size_t step = hn::Lanes(d);
  const std::size_t blocks = Blocks(size);
  ByteMask* const others[] = {&piece->unspaced, &piece->wide_joiners, &piece->foreign, &piece->alone,
                              &piece->special,  &piece->slow,         &piece->trailing};
  piece->scripts = 0;
  for (ByteMask* mask : others) std::memset(mask->block, 0, (blocks + 1) * sizeof(mask->block[0]));
  for (std::size_t at = 0; at < 64 * blocks; at += step) {
    // A vector of ASCII ends all characters before it.
    const ByteVector v = hn::Load(d, piece->bytes + at);
    if (hn::AllFalse(d, hn::TestBit(v, hn::Set(d, 0x80)))) {
      StoreAscii(ClassifyVector(v), at, piece);
    } else {
      ClassifyMixed(at, rows, piece);
    }
  }
  for (ByteMask* mask : {&piece->letters, &piece->digits, &piece->apostrophes, &piece->points}) ClearEnd(blocks, mask);
}

// Appends the positions of the set bits of a byte, which stand for positions from `first` on.
HWY_INLINE std::uint32_t* AppendByte(std::size_t byte, std::uint32_t first, std::uint32_t* out) {
  const hn::CappedTag<std::uint32_t, 8> d;
  const hn::Rebind<std::uint8_t, decltype(d)> narrow;
  const auto base = hn::Set(d, first);
  for (std::size_t j = 0; j < 8; j += hn::Lanes(d)) {
    const auto positions = hn::PromoteTo(d, hn::LoadU(narrow, tk::kBitPositions.positions[byte] + j));
    hn::StoreU(hn::Add(base, positions), d, out + j);
  }
  return out + tk::kBitPositions.count[byte];
}

HWY_INLINE std::uint32_t* AppendBits(std::uint64_t bits, std::uint32_t first, std::uint32_t* out) {
  for (std::uint32_t byte = 0; byte < 8; ++byte, bits >>= 8) out = AppendByte(bits & 0xff, first + 8 * byte, out);
  return out;
}

std::size_t FindBits(const std::uint64_t* mask, std::size_t blocks, std::uint32_t* positions) {
  std::uint32_t* out = positions;
  for (std::size_t i = 0; i < blocks; ++i) {
    if (mask[i] != 0) out = AppendBits(mask[i], static_cast<std::uint32_t>(64 * i), out);
  }
  return static_cast<std::size_t>(out - positions);
}

std::size_t FindWordEdges(std::size_t size, TokenPiece* piece, std::uint32_t* edges, WordNumbers* numbers) {
  std::uint32_t* out = edges;
  std::uint64_t last = 0;  // the word bit before the block
  std::uint16_t* next_number = numbers->words;
  const std::uint64_t* const letters = piece->letters.block;
  const std::uint64_t* const digits = piece->digits.block;
  std::uint64_t letters_before = 0;
  std::uint64_t digits_before = 0;
  const std::size_t end = size / 64;
  for (std::size_t i = 0; i <= end; ++i) {
    const bool is_partial = i == end;
    std::uint64_t words = 0;
    if (!is_partial || size % 64 != 0) {
      const std::uint64_t l = letters[i];
      const std::uint64_t n = digits[i];
      const std::uint64_t between_letters = (l << 1 | letters_before) & (l >> 1 | letters[i + 1] << 63);
      const std::uint64_t between_digits = (n << 1 | digits_before) & (n >> 1 | digits[i + 1] << 63);
      words = l | n | (piece->apostrophes.block[i] & between_letters) | (piece->points.block[i] & between_digits);
      letters_before = l >> 63;
      digits_before = n >> 63;
      if (is_partial) words &= (std::uint64_t{1} << (size % 64)) - 1;
    }
    piece->words.block[i] = words;
    const std::uint64_t changes = words ^ (words << 1 | last);
    last = words >> 63;
    for (std::uint64_t starts = changes & words & digits[i]; starts != 0; starts &= starts - 1) {
      const auto before = hwy::PopCount(changes & (starts - 1) & ~starts);
      *next_number++ = static_cast<std::uint16_t>((static_cast<std::size_t>(out - edges) + before) / 2);
    }
    out = AppendBits(changes, static_cast<std::uint32_t>(64 * i), out);
  }
  numbers->count = static_cast<std::size_t>(next_number - numbers->words);
  return static_cast<std::size_t>(out - edges) / 2;
}

using Block = hn::Full128<std::uint8_t>;

HWY_INLINE hn::Vec<Block> Key(std::size_t i) {
  return hn::Load(Block(), reinterpret_cast<const std::uint8_t*>(tk::kKeys[i]));
}

HWY_INLINE std::uint64_t FinishHash(hn::Vec<Block> state) {
  const hn::Full128<std::uint64_t> d64;
  state = hn::AESRound(hn::AESRound(state, Key(2)), Key(3));
  const auto halves = hn::BitCast(d64, state);
  return hn::GetLane(hn::Xor(halves, hn::Shuffle01(halves)));
}

HWY_INLINE hn::Vec<Block> LoadBlock(const void* bytes) {
  return hn::Load(Block(), static_cast<const std::uint8_t*>(bytes));
}

std::uint64_t HashLong(const std::uint8_t* word, std::size_t length) {
  const Block d;
  alignas(16) const std::uint64_t high_length[2] = {0, length};
  auto state = hn::Xor(Key(0), LoadBlock(high_length));
  std::size_t at = 0;
  for (; at + 16 < length; at += 16) state = hn::AESRound(hn::Xor(state, hn::LoadU(d, word + at)), Key(1));
  const auto last = hn::And(hn::LoadU(d, word + at), LoadBlock(tk::kStarts.of[length - at].keep));
  return FinishHash(hn::AESRound(hn::Xor(state, last), Key(1)));
}

// Words are hashed eight by eight, as if they had at most 16 bytes, so that no branch on the length has to be guessed;
// those that are longer, once more.
constexpr std::size_t kGroup = 8;

struct HashGroup {
  alignas(32) std::uint32_t begins[kGroup];
  alignas(32) std::uint32_t starts[kGroup];  // where in kStarts
};

HWY_INLINE void HashGroupWords(const std::uint8_t* folded, const HashGroup& group, std::uint64_t* hash) {
  const Block d;
  const auto* const starts = reinterpret_cast<const std::uint8_t*>(tk::kStarts.of);
  const auto key1 = Key(1);
  HWY_UNROLL(8)
  for (std::size_t j = 0; j < kGroup; ++j) {
    const std::uint8_t* const start = starts + group.starts[j];
    const auto word = hn::And(hn::LoadU(d, folded + group.begins[j]), hn::Load(d, start + 16));
    hash[j] = FinishHash(hn::AESRound(hn::Xor(hn::Load(d, start), word), key1));
  }
}

void HashWords(const std::uint8_t* folded, std::uint32_t* edges, std::size_t count, std::uint32_t base,
               std::uint64_t* hash, std::uint32_t* begin, std::uint32_t* end) {
  const hn::CappedTag<std::uint32_t, kGroup> d;
  using Vector = hn::Vec<decltype(d)>;
  static_assert(sizeof(tk::HashStarts::Start) == 32);
  std::uint32_t long_words[kMaxPiece + kGroup];
  std::uint32_t* next_long = long_words;
  std::fill(edges + 2 * count, edges + 2 * (count + kGroup), 0);
  const Vector limit = hn::Set(d, 16);
  const Vector bases = hn::Set(d, base);
  HashGroup group;
  for (std::size_t i = 0; i < count; i += kGroup) {
    const bool is_whole = i + kGroup <= count;
    alignas(32) std::uint32_t ends[kGroup];
    for (std::size_t j = 0; j < kGroup; j += hn::Lanes(d)) {
      Vector begins;
      Vector after;
      hn::LoadInterleaved2(d, edges + 2 * (i + j), begins, after);
      const Vector length = hn::Sub(after, begins);
      hn::Store(begins, d, group.begins + j);
      hn::Store(hn::ShiftLeft<5>(hn::Min(length, limit)), d, group.starts + j);
      std::uint8_t bits[8];
      hn::StoreMaskBits(d, hn::Gt(length, limit), bits);
      if (bits[0] != 0) next_long = AppendByte(bits[0], static_cast<std::uint32_t>(i + j), next_long);
      if (is_whole) {
        hn::StoreU(hn::Add(begins, bases), d, begin + i + j);
        hn::StoreU(hn::Add(after, bases), d, end + i + j);
      } else {
        hn::Store(after, d, ends + j);
      }
    }
    if (is_whole) {
      HashGroupWords(folded, group, hash + i);
      continue;
    }
    std::uint64_t hashes[kGroup];
    HashGroupWords(folded, group, hashes);
    for (std::size_t j = 0; i + j < count; ++j) {
      hash[i + j] = hashes[j];
      begin[i + j] = group.begins[j] + base;
      end[i + j] = ends[j] + base;
    }
  }
  for (const std::uint32_t* i = long_words; i < next_long; ++i) {
    hash[*i] = HashLong(folded + edges[2 * *i], edges[2 * *i + 1] - edges[2 * *i]);
  }
}

}  // namespace
#endif  // HWY_TARGET == HWY_SCALAR
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {

HWY_EXPORT(ClassifyAscii);
HWY_EXPORT(ClassifyUtf8);
HWY_EXPORT(FindBits);
HWY_EXPORT(FindWordEdges);
HWY_EXPORT(FindWordEvents);
HWY_EXPORT(HashWords);

bool ClassifyAscii(const char* text, std::size_t size, TokenPiece* piece) {
  return HWY_DYNAMIC_DISPATCH(ClassifyAscii)(text, size, piece);
}

void ClassifyUtf8(std::size_t size, const CharacterRows& rows, TokenPiece* piece) {
  HWY_DYNAMIC_DISPATCH(ClassifyUtf8)(size, rows, piece);
}

std::size_t FindBits(const std::uint64_t* mask, std::size_t blocks, std::uint32_t* positions) {
  return HWY_DYNAMIC_DISPATCH(FindBits)(mask, blocks, positions);
}

std::size_t FindWordEdges(std::size_t size, TokenPiece* piece, std::uint32_t* edges, WordNumbers* numbers) {
  return HWY_DYNAMIC_DISPATCH(FindWordEdges)(size, piece, edges, numbers);
}

std::size_t FindWordEvents(const TokenPiece& piece, std::size_t size, WordEvent* events) {
  return HWY_DYNAMIC_DISPATCH(FindWordEvents)(piece, size, events);
}

void HashWords(const std::uint8_t* folded, std::uint32_t* edges, std::size_t count, std::uint32_t base,
               std::uint64_t* hash, std::uint32_t* begin, std::uint32_t* end) {
  HWY_DYNAMIC_DISPATCH(HashWords)(folded, edges, count, base, hash, begin, end);
}

}  // namespace copydesk
#endif  // HWY_ONCE
