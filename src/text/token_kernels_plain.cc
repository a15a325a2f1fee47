#include "text/token_kernels_plain.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "text/word_hash.h"

namespace copydesk::plain {
namespace {

bool IsLetter(std::uint8_t byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
bool IsDigit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }

// `blocks` blocks and the zeros around them.
void Clear(std::size_t blocks, ByteMask* mask) { std::fill(mask->block, mask->block + blocks + 1, 0); }

void ClearAscii(std::size_t size, TokenPiece* piece) {
  for (ByteMask* mask : {&piece->letters, &piece->digits, &piece->apostrophes, &piece->points}) {
    Clear((size + 63) / 64, mask);
  }
}

void ClassifyByte(std::size_t at, std::uint8_t byte, TokenPiece* piece) {
  if (IsLetter(byte)) piece->letters.Set(at);
  if (IsDigit(byte)) piece->digits.Set(at);
  if (byte == '\'') piece->apostrophes.Set(at);
  if (byte == '.' || byte == ',') piece->points.Set(at);
  piece->folded[at] = IsLetter(byte) ? byte | 0x20 : byte;
}

void ClassifyCharacter(std::size_t at, std::size_t length, const CharacterRows& rows, TokenPiece* piece) {
  const std::uint8_t* const bytes = piece->bytes + at;
  const std::uint8_t kind = rows.KindOf(bytes, length);
  std::copy(bytes, bytes + length, piece->folded + at);
  piece->kinds = static_cast<std::uint8_t>(piece->kinds | kind);
  const bool has_row =
      length == 2 || (length == 3 && !IsPlainHan(bytes[0], bytes[1]) && !IsPlainHangul(bytes[0], bytes[1]));
  if (has_row) {
    const CharacterRow& row =
        rows.rows[length == 2 ? rows.of_two[bytes[0] & 31] : rows.of_three[(bytes[0] & 15) << 6 | (bytes[1] & 63)]];
    const std::size_t i = bytes[length - 1] & 63;
    piece->scripts = static_cast<std::uint8_t>(piece->scripts | row.scripts);
    if (row.folds_first) piece->folded[at] = row.first[i];
    if (row.folds_last) piece->folded[at + length - 1] = row.last[i];
  }
  struct Target {
    std::uint8_t kind;
    ByteMask* mask;
  };
  const Target targets[] = {{kLetterKind, &piece->letters},    {kDigitKind, &piece->digits},
                            {kUnspacedKind, &piece->unspaced}, {kWideJoinerKind, &piece->wide_joiners},
                            {kForeignKind, &piece->foreign},   {kAloneKind, &piece->alone},
                            {kSpecialKind, &piece->special}};
  for (std::size_t i = at; i < at + length; ++i) {
    for (const Target& target : targets) {
      if ((kind & target.kind) != 0) target.mask->Set(i);
    }
    if ((kind & kSlowKind) != 0 && (length < 4 || i == at)) piece->slow.Set(i);
    if (i > at) piece->trailing.Set(i);
  }
}

}  // namespace

bool ClassifyAscii(const char* text, std::size_t size, TokenPiece* piece) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text);
  if (!std::all_of(bytes, bytes + size, [](std::uint8_t byte) { return byte < 0x80; })) return false;
  ClearAscii(size, piece);
  for (std::size_t at = 0; at < size; ++at) ClassifyByte(at, bytes[at], piece);
  return true;
}

void ClassifyUtf8(std::size_t size, const CharacterRows& rows, TokenPiece* piece) {
  ClearAscii(size, piece);
  for (ByteMask* mask : {&piece->unspaced, &piece->wide_joiners, &piece->foreign, &piece->alone, &piece->special,
                         &piece->slow, &piece->trailing}) {
    Clear((size + 63) / 64, mask);
  }
  piece->kinds = 0;
  piece->scripts = 0;
  for (std::size_t at = 0; at < size;) {
    const std::uint8_t first = piece->bytes[at];
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 1) {
      ClassifyByte(at, first, piece);
    } else {
      ClassifyCharacter(at, length, rows, piece);
    }
    at += length;
  }
}

std::size_t FindBits(const std::uint64_t* mask, std::size_t blocks, std::uint32_t* positions) {
  std::uint32_t* out = positions;
  for (std::size_t i = 0; i < blocks; ++i) {
    for (std::uint64_t bits = mask[i]; bits != 0; bits &= bits - 1) {
      *out++ = static_cast<std::uint32_t>(64 * i + static_cast<std::size_t>(std::countr_zero(bits)));
    }
  }
  return static_cast<std::size_t>(out - positions);
}

std::size_t FindWordEdges(std::size_t size, TokenPiece* piece, std::uint32_t* edges, WordNumbers* numbers) {
  std::uint32_t* out = edges;
  const auto joins = [&](const ByteMask& joiners, const ByteMask& kind, std::size_t at) {
    return joiners.Has(at) && at > 0 && kind.Has(at - 1) && kind.Has(at + 1);
  };
  bool is_in_word = false;
  numbers->count = 0;
  Clear(size / 64 + 1, &piece->words);
  for (std::size_t at = 0; at <= size; ++at) {
    const bool is_word =
        at < size && (piece->letters.Has(at) || piece->digits.Has(at) ||
                      joins(piece->apostrophes, piece->letters, at) || joins(piece->points, piece->digits, at));
    if (is_word && !is_in_word && piece->digits.Has(at)) {
      numbers->words[numbers->count++] = static_cast<std::uint16_t>((out - edges) / 2);
    }
    if (is_word != is_in_word) *out++ = static_cast<std::uint32_t>(at);
    if (is_word) piece->words.Set(at);
    is_in_word = is_word;
  }
  return static_cast<std::size_t>(out - edges) / 2;
}

std::size_t PairCharacters(const std::uint32_t* characters, std::size_t count, std::uint32_t first,
                           std::uint32_t* edges, std::uint32_t* distant) {
  std::size_t num_distant = 0;
  for (std::size_t i = 0; i < count; ++i) {
    edges[2 * i] = characters[i];
    edges[2 * i + 1] = characters[i + 1] + kBytesOfUnspaced;
    if (characters[i + 1] == characters[i] + kBytesOfUnspaced) continue;
    distant[num_distant++] = first + static_cast<std::uint32_t>(i);
  }
  return num_distant;
}

void HashWords(const std::uint8_t* folded, const std::uint32_t* edges, std::size_t count, std::uint32_t base,
               std::uint64_t* hash, std::uint32_t* begin, std::uint32_t* end) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto* const word = reinterpret_cast<const char*>(folded + edges[2 * i]);
    hash[i] = HashWord(std::string_view(word, edges[2 * i + 1] - edges[2 * i]));
    begin[i] = edges[2 * i] + base;
    end[i] = edges[2 * i + 1] + base;
  }
}

}  // namespace copydesk::plain
