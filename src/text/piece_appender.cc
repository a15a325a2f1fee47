#include "text/piece_appender.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <vector>

#include "base/utf8_reader.h"
#include "text/word_break.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

constexpr std::size_t kBytesOfUnspaced = 3;  // all of the fast path are as long

// Of the bits below `size`, those of block i.
std::uint64_t Below(std::uint64_t bits, std::size_t i, std::size_t size) {
  if (64 * (i + 1) <= size) return bits;
  return size <= 64 * i ? 0 : bits & ((std::uint64_t{1} << (size - 64 * i)) - 1);
}

}  // namespace

// One a thread, as a text may be shorter than the time that it takes to get this much memory.
struct PieceAppender::Scratch {
  TokenPiece piece;
  std::uint32_t words[kMaxPositions];
  std::uint32_t unspaced[kMaxPositions];
  std::uint32_t edges[kMaxPositions];  // words and bigrams in order
  std::uint64_t unspaced_starts[kMaxPiece / 64 + 1];
  const std::uint32_t* tokens;  // `words` or `edges`

  std::vector<std::uint32_t> joins;  // where a wide apostrophe joins letters
  // Words that become shorter: which of the piece, where they are in piece.folded, and their hashes.
  std::vector<std::uint32_t> shortened;
  std::vector<std::uint32_t> shortened_edges;
  std::vector<std::uint64_t> shortened_hashes;
  std::vector<std::uint8_t> shortened_numbers;
  // Bigrams of characters that are not beside each other: which of the piece.
  std::vector<std::uint32_t> distant;
};

PieceAppender::Scratch& PieceAppender::ThreadScratch() {
  thread_local const std::unique_ptr<Scratch> kScratch = std::make_unique<Scratch>();
  return *kScratch;
}

PieceAppender::PieceAppender(std::uint32_t base, FoldedAppender* folded, Tokens* tokens)
    : base_(base), folded_(*folded), tokens_(*tokens), scratch_(ThreadScratch()) {}

bool PieceAppender::Any(const ByteMask& mask, std::size_t size) const {
  return !is_ascii_ && size > 0 && mask.HasAny(0, size);
}

bool PieceAppender::Load(std::string_view piece, bool is_last, PlainExtent* extent) {
  TokenPiece& into = scratch_.piece;
  const std::size_t size = piece.size();
  std::memcpy(into.bytes, piece.data(), size);
  std::memset(into.bytes + size, 0, 128);
  is_ascii_ = ClassifyAscii(size, &into);
  if (!is_ascii_) {
    if (!simdjson::validate_utf8(piece.data(), size)) return false;
    ClassifyUtf8(size, GetCharacterRows(), &into);
  }
  const std::size_t blocks = (size + 63) / 64;
  extent->slow = size;
  for (std::size_t i = 0; i < blocks && !is_ascii_; ++i) {
    if (into.slow.block[i] == 0) continue;
    extent->slow = 64 * i + static_cast<std::size_t>(std::countr_zero(into.slow.block[i]));
    break;
  }
  extent->size = size;
  if (is_last && extent->slow == size) return true;
  // The last separator before.
  extent->size = 0;
  for (std::size_t i = std::min(blocks, extent->slow / 64 + 1); i-- > 0;) {
    std::uint64_t others =
        into.letters.block[i] | into.digits.block[i] | into.apostrophes.block[i] | into.points.block[i];
    if (!is_ascii_) {
      others |= into.unspaced.block[i] | into.wide_joiners.block[i] | into.slow.block[i] | into.trailing.block[i];
    }
    const std::uint64_t separators = Below(~others, i, extent->slow);
    if (separators == 0) continue;
    extent->size = 64 * i + 63 - static_cast<std::size_t>(std::countl_zero(separators));
    break;
  }
  return true;
}

void PieceAppender::JoinWide(std::size_t size) {
  TokenPiece& piece = scratch_.piece;
  scratch_.joins.clear();
  for (std::size_t i = 0; 64 * i < size; ++i) {
    std::uint64_t firsts = Below(piece.wide_joiners.block[i] & ~piece.trailing.block[i], i, size);
    for (; firsts != 0; firsts &= firsts - 1) {
      const std::size_t at = 64 * i + static_cast<std::size_t>(std::countr_zero(firsts));
      char32_t c = 0;
      const std::size_t length =
          ReadUtf8(std::string_view(reinterpret_cast<const char*>(piece.bytes), kMaxPiece + 64), at, &c);
      const bool is_apostrophe = ClassOf(c) == CharClass::kApostrophe;
      ByteMask& joined = is_apostrophe ? piece.letters : piece.digits;
      if (at == 0 || at + length >= size || !joined.Has(at - 1) || !joined.Has(at + length)) continue;
      for (std::size_t j = at; j < at + length; ++j) {
        joined.Set(j);
        if (!is_apostrophe) piece.special.Set(j);
      }
      if (is_apostrophe) scratch_.joins.push_back(static_cast<std::uint32_t>(at));
    }
  }
}

// Puts the bigrams of a piece between its words, in text order, and returns the number of both.
std::size_t PieceAppender::PairUnspaced(std::size_t num_words, std::size_t size) {
  const TokenPiece& piece = scratch_.piece;
  const std::size_t blocks = (size + 63) / 64;
  for (std::size_t i = 0; i < blocks; ++i) {
    scratch_.unspaced_starts[i] = Below(piece.unspaced.block[i] & ~piece.trailing.block[i], i, size);
  }
  const std::size_t num_unspaced = FindBits(scratch_.unspaced_starts, blocks, scratch_.unspaced);
  const std::uint32_t* const words = scratch_.words;
  const std::uint32_t* const unspaced = scratch_.unspaced;
  const auto bytes_at = [&](std::size_t at) {
    return std::string_view(reinterpret_cast<const char*>(piece.folded + at), kBytesOfUnspaced);
  };
  scratch_.distant.clear();
  scratch_.tokens = scratch_.edges;
  std::uint32_t* out = scratch_.edges;
  std::size_t word = 0;
  std::size_t i = 0;
  // A run that began before.
  bool has_last = false;
  bool is_paired = false;
  std::uint32_t last = 0;
  if (folded_.HasRun()) {
    if (num_words > 0 && (num_unspaced == 0 || words[0] < unspaced[0])) {
      folded_.EndRun();
    } else if (num_unspaced > 0) {
      last = unspaced[0];
      folded_.AppendCharacter(bytes_at(last), begin_ + last, begin_ + last + kBytesOfUnspaced);
      folded_.EndRun();  // goes on here
      has_last = true;
      is_paired = true;
      i = 1;
    }
  }
  const auto end_run = [&] {
    if (has_last && !is_paired) {
      *out++ = last;
      *out++ = last + kBytesOfUnspaced;
    }
    has_last = false;
  };
  for (;;) {
    // The characters before the next word.
    const std::uint32_t next_word = word < num_words ? words[2 * word] : static_cast<std::uint32_t>(size);
    for (; i < num_unspaced && unspaced[i] < next_word; ++i) {
      const std::uint32_t at = unspaced[i];
      if (has_last) {
        if (at != last + kBytesOfUnspaced) {
          scratch_.distant.push_back(static_cast<std::uint32_t>((out - scratch_.edges) / 2));
        }
        *out++ = last;
        *out++ = at + kBytesOfUnspaced;
      }
      is_paired = has_last;
      has_last = true;
      last = at;
    }
    if (word == num_words) break;
    end_run();
    *out++ = words[2 * word];
    *out++ = words[2 * word + 1];
    ++word;
  }
  if (has_last) folded_.SetRun(bytes_at(last), begin_ + last, begin_ + last + kBytesOfUnspaced, is_paired);
  return static_cast<std::size_t>(out - scratch_.edges) / 2;
}

// Words with wide apostrophes, without the bytes that they are longer by.
void PieceAppender::HashShortened(std::size_t first_token, std::size_t count) {
  TokenPiece& piece = scratch_.piece;
  const std::uint32_t* const edges = scratch_.tokens;
  std::vector<std::uint32_t>& shortened = scratch_.shortened;
  std::vector<std::uint32_t>& shortened_edges = scratch_.shortened_edges;
  shortened.clear();
  shortened_edges.clear();
  std::uint32_t out = kMaxPiece + 64;
  std::size_t token = 0;
  for (std::size_t join = 0; join < scratch_.joins.size();) {
    while (token < count && edges[2 * token + 1] <= scratch_.joins[join]) ++token;
    const std::uint32_t begin = edges[2 * token];
    const std::uint32_t end = edges[2 * token + 1];
    const bool is_special = piece.special.HasAny(begin, end) || piece.foreign.HasAny(begin, end);
    if (is_special) piece.special.Set(begin);
    shortened_edges.push_back(out);
    std::uint32_t from = begin;
    for (; join < scratch_.joins.size() && scratch_.joins[join] < end; ++join) {
      const std::uint32_t at = scratch_.joins[join];
      std::memcpy(piece.folded + out, piece.folded + from, at - from);
      out += at - from;
      piece.folded[out++] = '\'';
      from = at + (piece.bytes[at] < 0xe0 ? 2 : 3);
    }
    std::memcpy(piece.folded + out, piece.folded + from, end - from);
    out += end - from;
    shortened_edges.push_back(out);
    shortened.push_back(static_cast<std::uint32_t>(token));
  }
  scratch_.shortened_hashes.resize(shortened.size());
  scratch_.shortened_numbers.resize(shortened.size());
  HashWords(piece.folded, shortened_edges.data(), shortened.size(), scratch_.shortened_hashes.data(),
            scratch_.shortened_numbers.data());
  for (std::size_t i = 0; i < shortened.size(); ++i) {
    tokens_.hash[first_token + shortened[i]] = scratch_.shortened_hashes[i];
  }
}

void PieceAppender::HashDistantPairs(std::size_t first_token) {
  for (const std::uint32_t token : scratch_.distant) {
    char bytes[2 * kBytesOfUnspaced];
    const std::uint8_t* const folded = scratch_.piece.folded;
    std::memcpy(bytes, folded + scratch_.tokens[2 * token], kBytesOfUnspaced);
    std::memcpy(bytes + kBytesOfUnspaced, folded + scratch_.tokens[2 * token + 1] - kBytesOfUnspaced, kBytesOfUnspaced);
    tokens_.hash[first_token + token] = HashWord({bytes, sizeof(bytes)});
  }
}

// Words that unmasking has a say in, or that fold to other lengths.
void PieceAppender::InspectWords(std::string_view text, std::size_t begin, std::size_t first_token,
                                 std::size_t count) {
  const TokenPiece& piece = scratch_.piece;
  const std::uint32_t* const edges = scratch_.tokens;
  const bool one_script = std::has_single_bit(piece.scripts);
  std::size_t foreign = 0;  // one more than the last foreign token that the context has not been told of
  const auto tell = [&] {
    if (foreign > 0) folded_.MeetForeign(foreign - 1);
    foreign = 0;
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = edges[2 * i];
    const std::size_t to = edges[2 * i + 1];
    const bool is_special = piece.special.HasAny(from, to);
    if (!is_special && !piece.foreign.HasAny(from, to)) continue;
    const std::size_t token = first_token + i;
    bool is_simple = !is_special && one_script;
    for (std::size_t block = from / 64; is_simple && 64 * block < to; ++block) {
      std::uint64_t others = Below(piece.letters.block[block] & ~piece.foreign.block[block], block, to);
      if (block == from / 64) others &= ~std::uint64_t{0} << (from % 64);
      is_simple = others == 0;
    }
    if (is_simple && piece.alone.HasAny(from, to)) {
      foreign = token + 1;
      if (folded_.context().IsWaiting()) tell();
      continue;
    }
    const bool is_beside_foreign = foreign > 0 ? token - (foreign - 1) <= WordContext::kReach
                                               : folded_.context().IsBesideForeign(token);
    if (is_simple && is_beside_foreign) continue;
    tell();
    folded_.Refold(token, text, begin + from, begin + to);
  }
  tell();
}

void PieceAppender::Append(std::string_view text, std::size_t begin, std::size_t size) {
  TokenPiece& piece = scratch_.piece;
  begin_ = base_ + begin;
  const bool has_joiners = Any(piece.wide_joiners, size);
  scratch_.joins.clear();
  if (has_joiners) JoinWide(size);
  const std::size_t num_words = FindWordEdges(piece, size, scratch_.words);
  std::size_t count = num_words;
  scratch_.tokens = scratch_.words;
  scratch_.distant.clear();
  if (Any(piece.unspaced, size)) {
    count = PairUnspaced(num_words, size);
  } else if (num_words > 0) {
    folded_.EndRun();
  }
  if (count == 0) return;
  const std::size_t first_token = tokens_.size();
  tokens_.hash.resize(first_token + count);
  tokens_.begin.resize(first_token + count);
  tokens_.end.resize(first_token + count);
  tokens_.number.resize(first_token + count);
  HashWords(piece.folded, scratch_.tokens, count, tokens_.hash.data() + first_token,
            tokens_.number.data() + first_token);
  SplitEdges(scratch_.tokens, count, static_cast<std::uint32_t>(begin_), tokens_.begin.data() + first_token,
             tokens_.end.data() + first_token);
  if (!scratch_.joins.empty()) HashShortened(first_token, count);
  HashDistantPairs(first_token);
  if (Any(piece.special, size) || Any(piece.foreign, size)) InspectWords(text, begin, first_token, count);
}

}  // namespace copydesk
