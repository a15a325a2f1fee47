// The tokens of a text: what every comparison in this library is made of.
#ifndef COPYDESK_TEXT_TOKENS_H_
#define COPYDESK_TEXT_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/uninitialized_vector.h"

namespace copydesk {

// Parallel arrays, one entry a token, in text order.
struct Tokens {
  UninitializedVector<std::uint64_t> hash;   // of the normalised token (text/word_hash.h)
  UninitializedVector<std::uint32_t> begin;  // bytes of the original text; the token is [begin, end)
  UninitializedVector<std::uint32_t> end;
  UninitializedVector<std::uint8_t> number;  // 1: the token starts with a digit

  // Bytes of the original text that were not UTF-8; each separates words like U+FFFD.
  std::size_t replaced_bytes = 0;

  // Characters that hid words and were seen through (text/unmask.h, text/invisible.h).
  std::size_t disguised = 0;

  [[nodiscard]] std::size_t size() const { return hash.size(); }
  void Clear();
};

// Appends the tokens of `text`, with offsets counted from `base`. Linear in the text, in memory bounded by its longest
// stretch without a separator. `text` must be below 4 GiB minus `base`. Thread-safe.
//
// Offsets are at character borders and cover every character that a token came from, so that the two tokens of U+00BD
// have the same. Neither begins nor ends ever descend. A bigram may cover white space and punctuation.
//
// 1. Invalid UTF-8 is replaced (maximal subparts, as Unicode section 3.9 recommends).
// 2. NFKC_Casefold; apostrophes (U+2018, U+2019, U+02BC, U+201B, U+FF07) become U+0027.
// 3. Words by the rules of text/word_break.h: runs of letters, digits and marks; an apostrophe joins letters, a
//    full stop or comma joins digits; everything else separates and is dropped.
// 4. A run of n > 1 characters of a script written without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) becomes
//    its n - 1 character bigrams; a single one is a token. A run goes on over all that separates words, which may be
//    printed otherwise or not at all: only a word ends it. A character here is a base with its combining marks. A
//    bigram's bytes are those of the folded text, as for words.
// 5. The digits of a number are those of ASCII (text/plain_digits.h).
// 6. A word's plain form is what is hashed (text/unmask.h): without optional vowel marks, noise and look-alikes.
// Plain text of common alphabets takes a path of vector kernels that gives the same tokens (text/piece_appender.h).
void AppendTokens(std::string_view text, std::uint32_t base, Tokens* tokens);

[[nodiscard]] Tokens Tokenize(std::string_view text);

// AppendTokens without that path: the same tokens, slower. For tests of that claim.
void AppendTokensByFolding(std::string_view text, std::uint32_t base, Tokens* tokens);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_TOKENS_H_
