#include "sketch/term_runs.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "sketch/term_characters.h"
#include "sketch/term_counts.h"
#include "sketch/term_print.h"

namespace copydesk {
namespace {

// Of a plain word with a capital, or without.
void Count(std::uint32_t position, std::uint32_t capital, unsigned kind, TermWord* word) {
  static_assert(kClearCapital == 1 && kOneClear == kOneLower >> 32);
  word->counts += kOneOccurrence + CountAt(position);
  word->cases += kOneLower >> (capital * 32);
  word->plain_kind = static_cast<std::uint16_t>(TermWord::kIsSeen | kind);
}

}  // namespace

std::size_t ReadPlainRun(const TokenRun& tokens, std::size_t i, std::uint32_t stop, RunState* state) {
  const char* const text = state->text;
  const bool may_have_urls = state->may_have_urls;
  TermWord* const words = state->words->entries();
  Occurrence* out = state->out;
  const std::size_t first = i;
  std::uint32_t position = state->position;
  std::uint32_t bits = state->bits;
  std::uint32_t capitals = 0;
  for (; i < tokens.size && tokens.end[i] <= stop; ++i) {
    const std::uint32_t begin = tokens.begin[i];
    const std::uint32_t end = tokens.end[i];
    const auto letter = static_cast<unsigned char>(text[begin]);
    if (may_have_urls && (letter == 'h' || letter == 'w')) break;
    const std::uint32_t capital = (letter >> 5 & 1u) ^ 1u;
    const std::uint32_t number = tokens.word[i];
    Count(position, capital, end - begin > 1 ? kIsWord : kNoKind, &words[number]);
    capitals += capital;
    *out++ = {.word = number, .begin = begin, .end = end, .bits = bits | capital};
    bits = 0;
    ++position;
  }
  if (i > first) state->last = tokens.end[i - 1];
  state->out = out;
  state->position = position;
  state->bits = bits;
  state->capitals = capitals;
  return i;
}

std::size_t ReadLetterRun(const TokenRun& tokens, std::size_t i, std::uint32_t stop, RunState* state) {
  const char* const text = state->text;
  const auto& characters = *state->characters;
  const bool may_have_urls = state->may_have_urls;
  TermWord* const words = state->words->entries();
  Occurrence* out = state->out;
  std::uint32_t last = state->last;
  std::uint32_t position = state->position;
  std::uint32_t bits = state->bits;
  std::uint32_t capitals = 0;
  for (; i < tokens.size && tokens.end[i] <= stop; ++i) {
    const std::uint32_t begin = tokens.begin[i];
    const std::uint32_t end = tokens.end[i];
    constexpr std::uint32_t kMostBetween = 2;
    if (begin - last > kMostBetween || !absl::ascii_isascii(static_cast<char>(text[last] | text[begin - 1]))) break;
    const char letter = text[begin];
    if (tokens.number[i] != 0 || (may_have_urls && (letter == 'h' || letter == 'w'))) break;
    const std::uint32_t first_size = absl::ascii_isascii(letter) ? 1 : 2;
    const bool is_one = end - begin == first_size;
    const unsigned first = ShortTermCharacter(characters, text + begin);
    const unsigned second = is_one ? kCharacterIsLetter : ShortTermCharacter(characters, text + begin + first_size);
    if (!is_one && (first & second & kCharacterIsLetter) == 0) break;
    const std::uint32_t capital = first / kCharacterIsCapital & 1u;
    const std::uint32_t number = tokens.word[i];
    Count(position, capital, is_one ? kNoKind : kIsWord, &words[number]);
    capitals += capital;
    *out++ = {.word = number, .begin = begin, .end = end, .bits = bits | capital};
    bits = 0;
    ++position;
    last = end;
  }
  state->last = last;
  state->out = out;
  state->position = position;
  state->bits = bits;
  state->capitals = capitals;
  return i;
}

std::size_t ReadBigramRun(const TokenRun& tokens, std::size_t i, std::uint32_t skipped, RunState* state) {
  const char* const text = state->text;
  const auto& characters = *state->characters;
  TermVocabulary& words = *state->words;
  Occurrence* out = state->out;
  std::uint32_t last = state->last;
  std::uint32_t position = state->position;
  std::uint32_t bits = state->bits;
  constexpr std::uint32_t kBytes = 3;  // of a character
  unsigned second = 0;                 // of the token before
  for (; i < tokens.size; ++i) {
    const std::uint32_t begin = tokens.begin[i];
    const std::uint32_t end = tokens.end[i];
    if (begin >= last || end - begin != 2 * kBytes) break;
    // The second character of the bigram before, as a rule.
    if (second == 0 || begin + kBytes != last) [[unlikely]] {
      if (begin < skipped || begin == 0 || absl::ascii_isascii(text[begin - 1])) break;
      second = UnspacedBits(text + begin, characters);
      if (second == 0) break;
    }
    const unsigned first = std::exchange(second, UnspacedBits(text + begin + kBytes, characters));
    if (second == 0) break;
    const std::uint32_t number = words.OfKind(tokens.word[i], KindOfUnspaced(first, second));
    TermWord& word = words[number];
    word.counts += kOneOccurrence + CountAt(position);
    word.cases += kOneLower;
    *out++ = {.word = number, .begin = begin, .end = end, .bits = bits};
    bits = 0;
    ++position;
    last = end;
  }
  state->last = last;
  state->out = out;
  state->position = position;
  state->bits = bits;
  return i;
}

}  // namespace copydesk
