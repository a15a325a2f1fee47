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

HWY_INLINE std::uint64_t BitsOf(ByteLanes lanes) {
  std::uint64_t bits = 0;
  hn::StoreMaskBits(Bytes(), lanes, reinterpret_cast<std::uint8_t*>(&bits));
  return bits;
}

// The same for the mask that has such bits.
HWY_INLINE void StoreBits(std::uint64_t bits, std::size_t at, ByteMask* mask) {
  std::memcpy(reinterpret_cast<std::uint8_t*>(mask->block) + at / 8, &bits, hn::Lanes(Bytes()) / 8);
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
  const auto store_block = [&](const std::uint8_t* block, std::size_t at) HWY_ATTR {
    ByteVector all = hn::LoadU(d, block);
    for (std::size_t i = step; i < 64; i += step) all = hn::Or(all, hn::LoadU(d, block + i));
    if (!hn::AllFalse(d, hn::TestBit(all, hn::Set(d, 0x80)))) return false;
    for (std::size_t i = 0; i < 64; i += step) StoreAscii(ClassifyVector(hn::LoadU(d, block + i)), at + i, piece);
    return true;
  };
  for (std::size_t at = 0; at < whole; at += 64) {
    if (!store_block(bytes + at, at)) return false;
  }
  if (!store_block(last, whole)) return false;
  for (ByteMask* mask : {&piece->letters, &piece->digits, &piece->apostrophes, &piece->points}) {
    ClearEnd(Blocks(size), mask);
  }
  return true;
}

// For the first bytes of characters of three bytes, all bytes of those characters, also where they end in the next
// vector.
struct ThreeBytes {
  std::uint64_t carry = 0;

  HWY_INLINE std::uint64_t Next(ByteLanes firsts) {
    const std::size_t lanes = hn::Lanes(Bytes());
    const std::uint64_t bits = BitsOf(firsts);
    const std::uint64_t all = bits | bits << 1 | bits << 2 | carry;
    carry = bits >> (lanes - 1) | bits >> (lanes - 2);
    return all;
  }
};

// What rows say of the characters of a vector.
struct RowLanes {
  ByteVector kind;
  unsigned kinds = 0;  // all that may be in `kind`, but for ASCII
  ByteVector folded;
  std::uint64_t han = 0;  // bits, of which `kind` says nothing
  std::uint64_t hangul = 0;
};

// Of the characters so far.
struct PieceState {
  unsigned kinds = 0;
  unsigned scripts = 0;
  ThreeBytes han;
  ThreeBytes hangul;
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

// Looks up tables of 16 entries each by the low bits of lanes, and chooses between two by another bit.
struct HalfIndex {
  ByteVector low;

  explicit HWY_INLINE HalfIndex(ByteVector index) : low(hn::And(index, hn::Set(Bytes(), 15))) {}

  HWY_INLINE ByteVector LookUp(const std::uint8_t* table) const {
    return hn::TableLookupBytes(hn::LoadDup128(Bytes(), table), low);
  }
  HWY_INLINE ByteVector LookUp(const std::uint8_t* table, ByteLanes is_upper) const {
    return hn::IfThenElse(is_upper, LookUp(table + 16), LookUp(table));
  }
};

HWY_INLINE ByteLanes HasBit(ByteVector v, std::uint8_t bit) { return hn::TestBit(v, hn::Set(Bytes(), bit)); }

// The codes of the characters with such indices in a pair of rows.
HWY_INLINE ByteVector CodesOf(const CharacterPair& pair, ByteVector index) {
  const HalfIndex half(index);
  const ByteLanes upper_16 = HasBit(index, 16);
  const ByteLanes upper_32 = HasBit(index, 32);
  const ByteVector even =
      hn::IfThenElse(upper_32, half.LookUp(pair.code + 32, upper_16), half.LookUp(pair.code, upper_16));
  const ByteVector odd =
      hn::IfThenElse(upper_32, half.LookUp(pair.code + 96, upper_16), half.LookUp(pair.code + 64, upper_16));
  return hn::IfThenElse(HasBit(index, 64), odd, even);
}

// Characters of two bytes, those of two rows at a time: the letters of most scripts are in two rows side by side, and
// which of them come in a vector is anyone's guess. `p` is where the vector is in the text.
HWY_INLINE void ClassifyTwo(const std::uint8_t* p, const CharacterRows& rows, PieceState* state, RowLanes* lanes) {
  const Bytes d;
  const hn::Repartition<std::uint16_t, Bytes> d16;
  const ByteVector v = hn::LoadU(d, p);
  const ByteLanes is_first = hn::And(AtLeast(v, 0xc2), AtMost(v, 0xdf));
  ByteLanes firsts = is_first;
  // Of a character that began in the vector before.
  std::ptrdiff_t place = IsFirstOfTwo(p[-1]) ? -1 : hn::FindFirstTrue(d, firsts);
  if (place < 0 && !IsFirstOfTwo(p[-1])) return;
  const ByteVector lead = hn::IfThenElse(is_first, v, hn::LoadU(d, p - 1));
  const ByteVector odd_bit = hn::And(hn::BitCast(d, hn::ShiftLeft<6>(hn::BitCast(d16, lead))), hn::Set(d, 64));
  const ByteVector index = hn::Or(hn::And(hn::IfThenElse(is_first, hn::LoadU(d, p + 1), v), hn::Set(d, 63)), odd_bit);
  const ByteVector pair_of_lane = hn::And(lead, hn::Set(d, 0xfe));
  do {
    const auto first = static_cast<std::uint8_t>(p[place] & 0xfe);
    const ByteLanes here = hn::Eq(pair_of_lane, hn::Set(d, first));
    const ByteLanes firsts_here = hn::And(here, firsts);
    firsts = hn::AndNot(here, firsts);
    place = hn::FindFirstTrue(d, firsts);
    const CharacterPair& pair = rows.pairs[first / 2 & 15];
    lanes->kinds |= pair.kinds;
    if (pair.scripts[0] == pair.scripts[1]) {
      state->scripts |= pair.scripts[0];
    } else {
      if (!hn::AllFalse(d, hn::AndNot(HasBit(v, 1), firsts_here))) state->scripts |= pair.scripts[0];
      if (!hn::AllFalse(d, hn::And(HasBit(v, 1), firsts_here))) state->scripts |= pair.scripts[1];
    }
    const ByteVector code = hn::IfThenElseZero(here, CodesOf(pair, index));
    const HalfIndex by_code(code);
    const ByteLanes upper = HasBit(code, 16);
    lanes->kind = hn::Or(lanes->kind, by_code.LookUp(pair.kind, upper));
    if (!pair.folds) continue;
    const ByteVector step =
        hn::IfThenElse(is_first, by_code.LookUp(pair.first_step, upper), by_code.LookUp(pair.last_step, upper));
    lanes->folded = hn::Add(lanes->folded, step);
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
HWY_INLINE void ClassifyThree(const std::uint8_t* p, const CharacterRows& rows, PieceState* state, RowLanes* lanes) {
  const Bytes d;
  const ByteVector v = hn::LoadU(d, p);
  const ByteVector next = hn::LoadU(d, p + 1);
  const ByteLanes han_first = PlainHan(v, next);
  const ByteLanes hangul_first = PlainHangul(v, next);
  lanes->han = state->han.Next(han_first);
  lanes->hangul = state->hangul.Next(hangul_first);
  const ByteLanes all_firsts = hn::And(AtLeast(v, 0xe0), AtMost(v, 0xef));
  ByteLanes firsts = hn::AndNot(hn::Or(han_first, hangul_first), all_firsts);
  lanes->kinds |= kUnspacedKind | kLetterKind;
  // A character that began in the vector before.
  const std::uint8_t* cut = IsFirstOfThree(p[-1]) ? p - 1 : IsFirstOfThree(p[-2]) ? p - 2 : nullptr;
  if (cut != nullptr && (IsPlainHan(cut[0], cut[1]) || IsPlainHangul(cut[0], cut[1]))) cut = nullptr;
  const auto next_place = [&]() HWY_ATTR {
    const std::ptrdiff_t place = hn::FindFirstTrue(d, firsts);
    return place < 0 ? nullptr : p + place;
  };
  if (cut == nullptr && hn::AllFalse(d, firsts)) return;
  const ByteVector previous = hn::LoadU(d, p - 1);
  const ByteVector before = hn::LoadU(d, p - 2);
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
    state->scripts |= row.scripts;
    const ByteLanes here = hn::Or(hn::Or(at_first, at_second), at_last);
    lanes->kind = hn::Or(lanes->kind, hn::IfThenElseZero(here, index.LookUp(row.kind)));
    lanes->kinds |= row.kinds;
    if (row.folds_last) lanes->folded = hn::IfThenElse(at_last, index.LookUp(row.last), lanes->folded);
  }
}

HWY_INLINE void ClassifyMixed(std::size_t at, const CharacterRows& rows, PieceState* state, TokenPiece* piece) {
  const Bytes d;
  const std::uint8_t* const p = piece->bytes + at;
  const ByteVector v = hn::Load(d, p);
  const AsciiLanes ascii = ClassifyVector(v);
  RowLanes lanes;
  lanes.kind = hn::Or(hn::IfThenElseZero(ascii.letters, hn::Set(d, kLetterKind)),
                      hn::IfThenElseZero(ascii.digits, hn::Set(d, kDigitKind)));
  lanes.folded = ascii.folded;
  ClassifyTwo(p, rows, state, &lanes);
  if (IsFirstOfThree(p[-1]) || IsFirstOfThree(p[-2]) || !hn::AllFalse(d, hn::And(AtLeast(v, 0xe0), AtMost(v, 0xef)))) {
    ClassifyThree(p, rows, state, &lanes);
  }
  const ByteLanes four = AtLeast(v, 0xf0);
  if (!hn::AllFalse(d, four)) {
    lanes.kind = hn::Or(lanes.kind, hn::IfThenElseZero(four, hn::Set(d, kSlowKind)));
    lanes.kinds |= kSlowKind;
  }
  state->kinds |= lanes.kinds;
  const auto is = [&](std::uint8_t kind) HWY_ATTR { return HasBit(lanes.kind, kind); };
  const auto store = [&](std::uint8_t kind, ByteMask* mask) HWY_ATTR { Store(is(kind), at, mask); };
  StoreBits(BitsOf(is(kLetterKind)) | lanes.hangul, at, &piece->letters);
  store(kDigitKind, &piece->digits);
  Store(ascii.apostrophes, at, &piece->apostrophes);
  Store(ascii.points, at, &piece->points);
  Store(hn::Eq(hn::And(v, hn::Set(d, 0xc0)), hn::Set(d, 0x80)), at, &piece->trailing);
  // The others are zeros.
  if ((lanes.kinds & kUnspacedKind) != 0) StoreBits(BitsOf(is(kUnspacedKind)) | lanes.han, at, &piece->unspaced);
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
  PieceState state;
  for (ByteMask* mask : others) std::memset(mask->block, 0, (blocks + 1) * sizeof(mask->block[0]));
  for (std::size_t at = 0; at < 64 * blocks; at += step) {
    // A vector of ASCII ends all characters before it.
    const ByteVector v = hn::Load(d, piece->bytes + at);
    if (hn::AllFalse(d, hn::TestBit(v, hn::Set(d, 0x80)))) {
      StoreAscii(ClassifyVector(v), at, piece);
    } else {
      ClassifyMixed(at, rows, &state, piece);
    }
  }
  for (ByteMask* mask : {&piece->letters, &piece->digits, &piece->apostrophes, &piece->points}) ClearEnd(blocks, mask);
  piece->kinds = static_cast<std::uint8_t>(state.kinds);
  piece->scripts = static_cast<std::uint8_t>(state.scripts);
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
