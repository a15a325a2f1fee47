#include <algorithm>
#include <array>
#include <cstring>

#include "text/token_kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/token_kernels_words.cc"
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

using plain::FindBits;
using plain::FindWordEdges;
using plain::HashWords;
using plain::PairCharacters;

#else
namespace {

namespace hn = hwy::HWY_NAMESPACE;
namespace tk = copydesk::token_kernels;

using Positions = hn::CappedTag<std::uint32_t, 8>;

// Appends the positions of the set bits of a byte, which stand for positions from `first` on.
HWY_INLINE std::uint32_t* AppendByte(std::size_t byte, hn::Vec<Positions> first, std::uint32_t* out) {
  const Positions d;
  const hn::Rebind<std::uint8_t, Positions> narrow;
  for (std::size_t j = 0; j < 8; j += hn::Lanes(d)) {
    const auto positions = hn::PromoteTo(d, hn::LoadU(narrow, tk::kBitPositions.positions[byte] + j));
    hn::StoreU(hn::Add(first, positions), d, out + j);
  }
  return out + tk::kBitPositions.count[byte];
}

HWY_INLINE std::uint32_t* AppendBits(std::uint64_t bits, std::uint32_t first, std::uint32_t* out) {
  const Positions d;
  const auto step = hn::Set(d, 8);
  auto base = hn::Set(d, first);
  HWY_UNROLL(8)
  for (int i = 0; i < 8; ++i, bits >>= 8, base = hn::Add(base, step)) out = AppendByte(bits & 0xff, base, out);
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
    // One is written of each block and kept where there is one, as whether it has a number is anyone's guess.
    const auto word_of = [&](std::uint64_t bits) HWY_ATTR {
      const std::size_t before = hwy::PopCount(changes & (bits - 1) & ~bits);
      return static_cast<std::uint16_t>((static_cast<std::size_t>(out - edges) + before) / 2);
    };
    std::uint64_t starts = changes & words & digits[i];
    *next_number = word_of(starts);
    next_number += starts != 0 ? 1 : 0;
    for (starts &= starts - 1; HWY_UNLIKELY(starts != 0); starts &= starts - 1) *next_number++ = word_of(starts);
    out = AppendBits(changes, static_cast<std::uint32_t>(64 * i), out);
  }
  numbers->count = static_cast<std::size_t>(next_number - numbers->words);
  return static_cast<std::size_t>(out - edges) / 2;
}

std::size_t PairCharacters(const std::uint32_t* characters, std::size_t count, std::uint32_t first,
                           std::uint32_t* edges, std::uint32_t* distant) {
  const Positions d;
  std::uint32_t* out = distant;
  const auto size = hn::Set(d, kBytesOfUnspaced);
  const auto step = hn::Set(d, static_cast<std::uint32_t>(hn::Lanes(d)));
  auto number = hn::Set(d, first);
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d), number = hn::Add(number, step)) {
    const auto one = hn::LoadU(d, characters + i);
    const auto two = hn::LoadU(d, characters + i + 1);
    hn::StoreInterleaved2(one, hn::Add(two, size), d, edges + 2 * i);
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, hn::Ne(hn::Add(one, size), two), bits);
    out = AppendByte(bits[0], number, out);
  }
  const std::size_t rest =
      plain::PairCharacters(characters + i, count - i, first + static_cast<std::uint32_t>(i), edges + 2 * i, out);
  return static_cast<std::size_t>(out - distant) + rest;
}

using Block = hn::Full128<std::uint8_t>;

HWY_INLINE hn::Vec<Block> Key(std::size_t i) {
  return hn::Load(Block(), reinterpret_cast<const std::uint8_t*>(tk::kKeys[i]));
}

HWY_INLINE hn::Vec<Block> LastRounds(hn::Vec<Block> state) { return hn::AESRound(hn::AESRound(state, Key(2)), Key(3)); }

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
  alignas(16) std::uint64_t halves[2];
  hn::Store(LastRounds(hn::AESRound(hn::Xor(state, last), Key(1))), d, reinterpret_cast<std::uint8_t*>(halves));
  return halves[0] ^ halves[1];
}

// Words go in chunks through two loops: where they begin and end, and their hashes as if they had at most 16 bytes, so
// that no branch on the length has to be guessed. Those that are longer are hashed once more.
constexpr std::size_t kChunk = 64;  // a bit of a mask each

// Writes begins and ends with `base`, and where in kStarts the hash of each word starts. Returns a bit for each word of
// more than 16 bytes.
HWY_INLINE std::uint64_t SplitEdges(const std::uint32_t* edges, std::size_t size, std::uint32_t base,
                                    std::uint32_t* begin, std::uint32_t* end, std::uint32_t* starts) {
  const hn::CappedTag<std::uint32_t, 8> d;  // their mask is a byte
  using Vector = hn::Vec<decltype(d)>;
  constexpr std::uint32_t kShort = 16;
  static_assert(sizeof(tk::HashStarts::Start) == 32);
  const Vector limit = hn::Set(d, kShort);
  const Vector bases = hn::Set(d, base);
  std::uint64_t are_long = 0;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= size; i += hn::Lanes(d)) {
    Vector begins;
    Vector ends;
    hn::LoadInterleaved2(d, edges + 2 * i, begins, ends);
    const Vector length = hn::Sub(ends, begins);
    hn::StoreU(hn::Add(begins, bases), d, begin + i);
    hn::StoreU(hn::Add(ends, bases), d, end + i);
    hn::StoreU(hn::ShiftLeft<5>(hn::Min(length, limit)), d, starts + i);
    std::uint8_t bits[8];
    hn::StoreMaskBits(d, hn::Gt(length, limit), bits);
    are_long |= std::uint64_t{bits[0]} << i;
  }
  for (; i < size; ++i) {
    const std::uint32_t length = edges[2 * i + 1] - edges[2 * i];
    begin[i] = edges[2 * i] + base;
    end[i] = edges[2 * i + 1] + base;
    starts[i] = std::min(length, kShort) << 5;
    are_long |= std::uint64_t{length > kShort} << i;
  }
  return are_long;
}

HWY_INLINE hn::Vec<Block> HashState(const std::uint8_t* word, std::size_t start) {
  const Block d;
  const std::uint8_t* const of_length = reinterpret_cast<const std::uint8_t*>(tk::kStarts.of) + start;
  const auto bytes = hn::And(hn::LoadU(d, word), hn::Load(d, of_length + 16));
  return LastRounds(hn::AESRound(hn::Xor(hn::Load(d, of_length), bytes), Key(1)));
}

void HashWords(const std::uint8_t* folded, const std::uint32_t* edges, std::size_t count, std::uint32_t base,
               std::uint64_t* hash, std::uint32_t* begin, std::uint32_t* end) {
  const hn::Full128<std::uint64_t> d;
  std::uint32_t starts[kChunk];
  while (count > 0) {
    const std::size_t size = std::min(count, kChunk);
    const std::uint64_t are_long = SplitEdges(edges, size, base, begin, end, starts);
    const auto state_of = [&](std::size_t i)
                              HWY_ATTR { return hn::BitCast(d, HashState(folded + edges[2 * i], starts[i])); };
    std::size_t i = 0;
    for (; i + 2 <= size; i += 2) {
      const auto one = state_of(i);
      const auto two = state_of(i + 1);
      hn::StoreU(hn::Xor(hn::InterleaveLower(d, one, two), hn::InterleaveUpper(d, one, two)), d, hash + i);
    }
    if (i < size) {
      const auto one = state_of(i);
      hash[i] = hn::GetLane(hn::Xor(one, hn::InterleaveUpper(d, one, one)));
    }
    for (std::uint64_t bits = are_long; bits != 0; bits &= bits - 1) {
      const std::size_t word = hwy::Num0BitsBelowLS1Bit_Nonzero64(bits);
      hash[word] = HashLong(folded + edges[2 * word], edges[2 * word + 1] - edges[2 * word]);
    }
    edges += 2 * size;
    hash += size;
    begin += size;
    end += size;
    count -= size;
  }
}

}  // namespace
#endif  // HWY_TARGET == HWY_SCALAR
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {

HWY_EXPORT(FindBits);
HWY_EXPORT(FindWordEdges);
HWY_EXPORT(FindWordEvents);
HWY_EXPORT(HashWords);
HWY_EXPORT(PairCharacters);

std::size_t FindBits(const std::uint64_t* mask, std::size_t blocks, std::uint32_t* positions) {
  return HWY_DYNAMIC_DISPATCH(FindBits)(mask, blocks, positions);
}

std::size_t FindWordEdges(std::size_t size, TokenPiece* piece, std::uint32_t* edges, WordNumbers* numbers) {
  return HWY_DYNAMIC_DISPATCH(FindWordEdges)(size, piece, edges, numbers);
}

std::size_t FindWordEvents(const TokenPiece& piece, std::size_t size, WordEvent* events) {
  return HWY_DYNAMIC_DISPATCH(FindWordEvents)(piece, size, events);
}

std::size_t PairCharacters(const std::uint32_t* characters, std::size_t count, std::uint32_t first,
                           std::uint32_t* edges, std::uint32_t* distant) {
  return HWY_DYNAMIC_DISPATCH(PairCharacters)(characters, count, first, edges, distant);
}

void HashWords(const std::uint8_t* folded, const std::uint32_t* edges, std::size_t count, std::uint32_t base,
               std::uint64_t* hash, std::uint32_t* begin, std::uint32_t* end) {
  HWY_DYNAMIC_DISPATCH(HashWords)(folded, edges, count, base, hash, begin, end);
}

}  // namespace copydesk
#endif  // HWY_ONCE
