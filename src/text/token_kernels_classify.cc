#include <cstddef>
#include <cstring>

#include "text/token_kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/token_kernels_classify.cc"
#include <hwy/foreach_target.h>
//
#include <hwy/highway.h>

#include "text/token_kernels_plain.h"

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
#if HWY_TARGET == HWY_SCALAR

using plain::ClassifyAscii;
using plain::ClassifyUtf8;

#else
namespace {

namespace hn = hwy::HWY_NAMESPACE;

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
    const auto look_up = [&](std::size_t i)
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

}  // namespace
#endif  // HWY_TARGET == HWY_SCALAR
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {

HWY_EXPORT(ClassifyAscii);
HWY_EXPORT(ClassifyUtf8);

bool ClassifyAscii(const char* text, std::size_t size, TokenPiece* piece) {
  return HWY_DYNAMIC_DISPATCH(ClassifyAscii)(text, size, piece);
}

void ClassifyUtf8(std::size_t size, const CharacterRows& rows, TokenPiece* piece) {
  HWY_DYNAMIC_DISPATCH(ClassifyUtf8)(size, rows, piece);
}

}  // namespace copydesk
#endif  // HWY_ONCE
