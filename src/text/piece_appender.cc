#include "text/piece_appender.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <vector>

#include "base/utf8_reader.h"
#include "text/fold.h"

namespace copydesk {
namespace {

// In a word, bytes [begin, end) that others stand for in what is hashed.
struct Cut {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t size;
  char bytes[4];
};

// Of the bits below `size`, those of block i.
std::uint64_t Below(std::uint64_t bits, std::size_t i, std::size_t size) {
  if (64 * (i + 1) <= size) return bits;
  return size <= 64 * i ? 0 : bits & ((std::uint64_t{1} << (size - 64 * i)) - 1);
}

// The first of the tokens from `token` on that ends behind `at`; there is one.
std::size_t FindToken(const std::uint32_t* edges, std::size_t token, std::size_t count, std::size_t at) {
  constexpr std::size_t kStep = 8;
  while (token + kStep < count && edges[2 * (token + kStep) - 1] <= at) token += kStep;
  while (edges[2 * token + 1] <= at) ++token;
  return token;
}

}  // namespace

// One a thread, as a text may be shorter than the time that it takes to get this much memory.
struct PieceAppender::Scratch {
  TokenPiece piece;
  std::uint32_t words[kMaxPositions];
  std::uint32_t unspaced[kMaxPositions];
  std::uint32_t edges[kMaxPositions];  // words and bigrams in order
  std::uint64_t unspaced_starts[kMaxPiece / 64 + 1];
  std::uint32_t unspaced_before[kMaxPiece / 64 + 1];  // how many are in the blocks before
  std::uint32_t* tokens;                              // `words` or `edges`

  WordNumbers numbers;
  WordEvent events[kMaxPiece / 2 + 1];

  std::vector<Cut> cuts;  // ascending
  // Words that are put together anew: which of the piece, where they are in piece.folded, and their hashes.
  std::vector<std::uint32_t> rewritten;
  std::vector<std::uint32_t> rewritten_edges;
  std::vector<std::uint64_t> rewritten_hashes;
  std::vector<std::uint32_t> unused;
  // Bigrams of characters that are not beside each other: which of the piece.
  std::uint32_t distant[kMaxPositions];
  std::size_t num_distant;
};

PieceAppender::Scratch& PieceAppender::ThreadScratch() {
  thread_local const std::unique_ptr<Scratch> kScratch = std::make_unique<Scratch>();
  return *kScratch;
}

PieceAppender::PieceAppender(std::uint32_t base, FoldedAppender* folded, Tokens* tokens)
    : base_(base), folded_(*folded), tokens_(*tokens), scratch_(ThreadScratch()) {}

bool PieceAppender::Any(CharacterKind kind, const ByteMask& mask, std::size_t size) const {
  return !is_ascii_ && size > 0 && (scratch_.piece.kinds & kind) != 0 && mask.HasAny(0, size);
}

bool PieceAppender::Load(std::string_view piece, bool is_last, PlainExtent* extent) {
  TokenPiece& into = scratch_.piece;
  const std::size_t size = piece.size();
  is_ascii_ = ClassifyAscii(piece.data(), size, &into);
  if (!is_ascii_) {
    std::memset(into.before, 0, sizeof(into.before));
    std::memcpy(into.bytes, piece.data(), size);
    std::memset(into.bytes + size, 0, 128);
    if (!simdjson::validate_utf8(piece.data(), size)) return false;
    ClassifyUtf8(size, GetCharacterRows(), &into);
    MarkSlow(size);
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

// Marks that do not follow a letter need the slow path.
void PieceAppender::MarkSlow(std::size_t size) {
  TokenPiece& piece = scratch_.piece;
  for (std::size_t i = 0; 64 * i < size; ++i) {
    const std::uint64_t marks = piece.wide_joiners.block[i] & piece.letters.block[i] & ~piece.trailing.block[i];
    if (marks != 0) piece.slow.block[i] |= marks & ~piece.letters.After(i);
  }
}

// Finds what is not hashed as it is printed: wide joiners between letters or digits, and marks.
void PieceAppender::CutWords(std::size_t size) {
  TokenPiece& piece = scratch_.piece;
  for (std::size_t i = 0; 64 * i < size; ++i) {
    std::uint64_t firsts = piece.wide_joiners.block[i] & ~piece.trailing.block[i];
    if (firsts == 0) continue;
    firsts = Below(firsts & (piece.letters.After(i) | piece.digits.After(i)), i, size);
    for (; firsts != 0; firsts &= firsts - 1) {
      const std::size_t at = 64 * i + static_cast<std::size_t>(std::countr_zero(firsts));
      if (piece.letters.Has(at)) {
        CutMark(at, size);
        continue;
      }
      const std::uint8_t* const bytes = piece.bytes + at;
      const std::size_t length = bytes[0] < 0xe0 ? 2 : 3;
      const bool is_apostrophe = length == 2 ? bytes[0] == 0xca : bytes[2] < (bytes[0] == 0xe2 ? 0x9c : 0x88);
      ByteMask& joined = is_apostrophe ? piece.letters : piece.digits;
      if (at + length >= size || !joined.Has(at - 1) || !joined.Has(at + length)) continue;
      for (std::size_t j = at; j < at + length; ++j) {
        joined.Set(j);
        if (!is_apostrophe) piece.special.Set(j);
      }
      if (!is_apostrophe) {
        piece.kinds |= kSpecialKind;
        continue;
      }
      const auto begin = static_cast<std::uint32_t>(at);
      scratch_.cuts.push_back(
          {.begin = begin, .end = begin + static_cast<std::uint32_t>(length), .size = 1, .bytes = "'"});
    }
  }
}

// The mark at `at`, which follows a letter. One that composes with it to another plain letter is special no longer.
void PieceAppender::CutMark(std::size_t at, std::size_t size) {
  TokenPiece& piece = scratch_.piece;
  const auto begin = static_cast<std::uint32_t>(at);
  if (!piece.special.Has(at)) {
    scratch_.cuts.push_back({.begin = begin, .end = begin + 2, .size = 0, .bytes = {}});
    return;
  }
  std::size_t base = at - 1;
  while (piece.trailing.Has(base)) --base;
  const bool has_other = at + 2 < size && piece.letters.Has(at + 2) && piece.wide_joiners.Has(at + 2);
  if (has_other || piece.wide_joiners.Has(base) || piece.special.Has(base)) return;
  char32_t letter = 0;
  char32_t mark = 0;
  (void)ReadUtf8({reinterpret_cast<const char*>(piece.folded), at}, base, &letter);
  (void)ReadUtf8({reinterpret_cast<const char*>(piece.bytes), at + 2}, at, &mark);
  const char32_t composed = ComposeFolded(letter, mark);
  if (composed < 0x80 || composed >= 0x800) return;
  Cut cut{.begin = static_cast<std::uint32_t>(base), .end = begin + 2, .size = 2, .bytes = {}};
  cut.bytes[0] = static_cast<char>(0xc0 | composed >> 6);
  cut.bytes[1] = static_cast<char>(0x80 | (composed & 63));
  const std::uint8_t kind = GetCharacterRows().KindOf(reinterpret_cast<const std::uint8_t*>(cut.bytes), 2);
  const std::uint8_t foreign = kind & (kForeignKind | kAloneKind);
  if ((kind & ~foreign) != kLetterKind || ((foreign & kForeignKind) != 0) != piece.foreign.Has(base)) return;
  for (std::size_t i = base; i < at + 2; ++i) {
    if ((foreign & kForeignKind) != 0) piece.foreign.Set(i);
    if ((foreign & kAloneKind) != 0) piece.alone.Set(i);
    if ((foreign & kAloneKind) == 0) piece.alone.Reset(i);
    piece.special.Reset(i);
  }
  scratch_.cuts.push_back(cut);
}

// Puts the bigrams of a piece between its words, in text order, and returns the number of both.
std::size_t PieceAppender::PairUnspaced(std::size_t num_words, std::size_t size) {
  const TokenPiece& piece = scratch_.piece;
  const std::size_t blocks = (size + 63) / 64;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i <= blocks; ++i) {
    const std::uint64_t starts = Below(piece.unspaced.block[i] & ~piece.trailing.block[i], i, size);
    scratch_.unspaced_starts[i] = starts;
    scratch_.unspaced_before[i] = before;
    before += static_cast<std::uint32_t>(std::popcount(starts));
  }
  const auto count_before = [&](std::uint32_t at) {
    const std::uint64_t in_block = Below(scratch_.unspaced_starts[at / 64], 0, at % 64);
    return scratch_.unspaced_before[at / 64] + static_cast<std::size_t>(std::popcount(in_block));
  };
  const std::size_t num_unspaced = FindBits(scratch_.unspaced_starts, blocks, scratch_.unspaced);
  const std::uint32_t* const words = scratch_.words;
  const std::uint32_t* const unspaced = scratch_.unspaced;
  const auto bytes_at = [&](std::size_t at) {
    return std::string_view(reinterpret_cast<const char*>(piece.folded + at), kBytesOfUnspaced);
  };
  scratch_.tokens = scratch_.edges;
  std::uint32_t* out = scratch_.edges;
  std::size_t num_distant = 0;
  std::size_t number = 0;
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
    if (!has_last && i < num_unspaced && unspaced[i] < next_word) {
      last = unspaced[i++];
      has_last = true;
      is_paired = false;
    }
    if (i < num_unspaced && unspaced[i] < next_word) {
      const std::size_t end = count_before(next_word);
      const auto pair = static_cast<std::uint32_t>((out - scratch_.edges) / 2);
      num_distant += PairCharacters(unspaced + i - 1, end - i, pair, out, scratch_.distant + num_distant);
      out += 2 * (end - i);
      is_paired = true;
      i = end;
      last = unspaced[i - 1];
    }
    if (word == num_words) break;
    end_run();
    if (number < scratch_.numbers.count && scratch_.numbers.words[number] == word) {
      scratch_.numbers.words[number++] = static_cast<std::uint16_t>((out - scratch_.edges) / 2);
    }
    *out++ = words[2 * word];
    *out++ = words[2 * word + 1];
    ++word;
  }
  scratch_.num_distant = num_distant;
  if (has_last) folded_.SetRun(bytes_at(last), begin_ + last, begin_ + last + kBytesOfUnspaced, is_paired);
  return static_cast<std::size_t>(out - scratch_.edges) / 2;
}

// Words with cuts, and bigrams of characters that are not beside each other.
void PieceAppender::HashRewritten(std::size_t first_token, std::size_t count) {
  TokenPiece& piece = scratch_.piece;
  const std::uint32_t* const edges = scratch_.tokens;
  std::vector<std::uint32_t>& rewritten = scratch_.rewritten;
  std::vector<std::uint32_t>& rewritten_edges = scratch_.rewritten_edges;
  rewritten.clear();
  rewritten_edges.clear();
  std::uint32_t out = kMaxPiece + 64;
  // By 16 bytes at once: more than are asked for are there, and written over.
  const auto write = [&](std::uint32_t from, std::uint32_t length) {
    for (std::uint32_t i = 0; i < length; i += 16) std::memcpy(piece.folded + out + i, piece.folded + from + i, 16);
    out += length;
  };
  std::size_t token = 0;
  for (std::size_t i = 0; i < scratch_.cuts.size();) {
    token = FindToken(edges, token, count, scratch_.cuts[i].begin);
    std::uint32_t from = edges[2 * token];
    const std::uint32_t end = edges[2 * token + 1];
    rewritten.push_back(static_cast<std::uint32_t>(token));
    rewritten_edges.push_back(out);
    for (; i < scratch_.cuts.size() && scratch_.cuts[i].begin < end; ++i) {
      const Cut& cut = scratch_.cuts[i];
      write(from, cut.begin - from);
      std::memcpy(piece.folded + out, cut.bytes, sizeof(cut.bytes));
      out += cut.size;
      from = cut.end;
    }
    write(from, end - from);
    rewritten_edges.push_back(out);
  }
  for (std::size_t i = 0; i < scratch_.num_distant; ++i) {
    const std::size_t pair = scratch_.distant[i];
    rewritten.push_back(scratch_.distant[i]);
    rewritten_edges.push_back(out);
    write(edges[2 * pair], kBytesOfUnspaced);
    write(edges[2 * pair + 1] - kBytesOfUnspaced, kBytesOfUnspaced);
    rewritten_edges.push_back(out);
  }
  scratch_.rewritten_hashes.resize(rewritten.size());
  scratch_.unused.resize(rewritten.size());
  HashWords(piece.folded, rewritten_edges.data(), rewritten.size(), 0, scratch_.rewritten_hashes.data(),
            scratch_.unused.data(), scratch_.unused.data());
  for (std::size_t i = 0; i < rewritten.size(); ++i) {
    tokens_.hash[first_token + rewritten[i]] = scratch_.rewritten_hashes[i];
  }
}

// Whether the word, which has a foreign letter, has letters of that script alone.
bool PieceAppender::IsSimpleForeign(std::size_t from, std::size_t to) const {
  const TokenPiece& piece = scratch_.piece;
  if ((piece.scripts & (piece.scripts - 1)) != 0 || piece.special.HasAny(from, to)) return false;
  std::uint64_t others = 0;
  for (std::size_t i = from / 64; 64 * i < to; ++i) {
    std::uint64_t in_block = Below(piece.letters.block[i] & ~piece.foreign.block[i], i, to);
    if (i == from / 64) in_block &= ~std::uint64_t{0} << (from % 64);
    others |= in_block;
  }
  return others == 0;
}

// Words that unmasking has a say in, or that fold to other lengths.
void PieceAppender::InspectWords(std::string_view text, std::size_t begin, std::size_t first_token, std::size_t count,
                                 std::size_t size) {
  const TokenPiece& piece = scratch_.piece;
  const std::uint32_t* const edges = scratch_.tokens;
  std::size_t foreign = 0;  // one more than the last foreign token that the context has not been told of
  const auto tell = [&] {
    if (foreign > 0) folded_.MeetForeign(foreign - 1);
    foreign = 0;
  };
  std::size_t i = 0;
  std::size_t to = 0;
  for (std::size_t block = to / 64; 64 * block < size; ++block) {
    std::uint64_t bits = Below(piece.special.block[block] | piece.foreign.block[block], block, size);
    if (64 * block < to) bits &= 64 * (block + 1) <= to ? 0 : ~std::uint64_t{0} << (to % 64);
    while (bits != 0) {
      const std::size_t at = 64 * block + static_cast<std::size_t>(std::countr_zero(bits));
      i = FindToken(edges, i, count, at);
      const std::size_t from = edges[2 * i];
      to = edges[2 * i + 1];
      bits &= 64 * (block + 1) <= to ? 0 : ~std::uint64_t{0} << (to % 64);
      const std::size_t token = first_token + i;
      const bool is_simple = IsSimpleForeign(from, to);
      if (is_simple && piece.alone.HasAny(from, to)) {
        foreign = token + 1;
        if (folded_.context().IsWaiting()) tell();
        continue;
      }
      const bool is_beside_foreign =
          foreign > 0 ? token - (foreign - 1) <= WordContext::kReach : folded_.context().IsBesideForeign(token);
      if (is_simple && is_beside_foreign) continue;
      tell();
      folded_.Refold(token, text, begin + from, begin + to);
    }
  }
  tell();
}

// The same, and faster, for pieces of words alone whose foreign letters are of one script.
void PieceAppender::FollowEvents(std::string_view text, std::size_t begin, std::size_t first_token, std::size_t size) {
  const std::size_t count = FindWordEvents(scratch_.piece, size, scratch_.events);
  for (std::size_t i = 0; i < count; ++i) {
    const WordEvent& event = scratch_.events[i];
    const std::size_t token = first_token + event.word;
    if (event.kind == WordEvent::kForeign) {
      folded_.MeetForeign(token);
    } else if (event.kind != WordEvent::kLookAlike || !folded_.context().IsBesideForeign(token)) {
      const std::uint32_t* const edges = scratch_.words + std::size_t{2} * event.word;
      folded_.Refold(token, text, begin + edges[0], begin + edges[1]);
    }
  }
}

void PieceAppender::Append(std::string_view text, std::size_t begin, std::size_t size) {
  TokenPiece& piece = scratch_.piece;
  begin_ = base_ + begin;
  scratch_.cuts.clear();
  scratch_.num_distant = 0;
  if (Any(kWideJoinerKind, piece.wide_joiners, size)) CutWords(size);
  const std::size_t num_words = FindWordEdges(size, &piece, scratch_.words, &scratch_.numbers);
  std::size_t count = num_words;
  scratch_.tokens = scratch_.words;
  const bool has_unspaced = Any(kUnspacedKind, piece.unspaced, size);
  if (has_unspaced) {
    count = PairUnspaced(num_words, size);
  } else if (num_words > 0) {
    folded_.EndRun();
  }
  if (count == 0) return;
  const std::size_t first_token = tokens_.size();
  tokens_.hash.resize(first_token + count);
  tokens_.begin.resize(first_token + count);
  tokens_.end.resize(first_token + count);
  tokens_.number.resize(first_token + count, 0);
  HashWords(piece.folded, scratch_.tokens, count, static_cast<std::uint32_t>(begin_), tokens_.hash.data() + first_token,
            tokens_.begin.data() + first_token, tokens_.end.data() + first_token);
  for (std::size_t i = 0; i < scratch_.numbers.count; ++i) {
    tokens_.number[first_token + scratch_.numbers.words[i]] = 1;
  }
  if (!scratch_.cuts.empty() || scratch_.num_distant > 0) HashRewritten(first_token, count);
  if (!Any(kSpecialKind, piece.special, size) && !Any(kForeignKind, piece.foreign, size)) return;
  if (has_unspaced || (piece.scripts & (piece.scripts - 1)) != 0) {
    InspectWords(text, begin, first_token, count, size);
  } else {
    FollowEvents(text, begin, first_token, size);
  }
}

}  // namespace copydesk
