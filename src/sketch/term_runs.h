// Runs of the commonest kinds of words, which say nothing by what stands between them: read without a question for
// each.
#ifndef COPYDESK_SKETCH_TERM_RUNS_H_
#define COPYDESK_SKETCH_TERM_RUNS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "sketch/term_reader.h"
#include "sketch/token_run.h"

namespace copydesk {

// Where a reader is in a text, and where it writes.
struct RunState {
  const char* text;
  TermVocabulary* words;
  const std::array<std::uint8_t, 0x10000>* characters;  // TermCharacterTable()
  Occurrence* out;                                      // with room for all tokens
  std::uint32_t last;                                   // the end of the token before
  std::uint32_t position;
  std::uint32_t bits;  // kFirstOfSentence, for the first word only
  std::uint32_t capitals = 0;
  bool may_have_urls;
};

// Each reads tokens from `i` on, which is not the first of a paragraph and in no URL, and returns the first that it
// does not read; *state is then behind what was read. Words that may begin URLs are left to others.

// Words of ASCII letters. Only plain separators are in the text up to `stop`, from the end of the token before on.
std::size_t ReadPlainRun(const TokenRun& tokens, std::size_t i, std::uint32_t stop, RunState* state);

// Words of letters of one or two bytes each, with one or two ASCII separators between them; nothing else that is ASCII
// is in the text up to `stop`, and no character of more bytes.
std::size_t ReadLetterRun(const TokenRun& tokens, std::size_t i, std::uint32_t stop, RunState* state);

// Bigrams that share a character with the token before them, of characters with nothing between them.
std::size_t ReadBigramRun(const TokenRun& tokens, std::size_t i, std::uint32_t skipped, RunState* state);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_RUNS_H_
