// A run of the tokens of a text.
#ifndef COPYDESK_SKETCH_TOKEN_RUN_H_
#define COPYDESK_SKETCH_TOKEN_RUN_H_

#include <cstddef>
#include <cstdint>

#include "text/tokens.h"

namespace copydesk {

// By their arrays, which must stay as they are while this is used.
struct TokenRun {
  const std::uint64_t* hash;
  const std::uint32_t* begin;
  const std::uint32_t* end;
  const std::uint8_t* number;
  const std::uint32_t* word;  // numbers in a TextWords
  std::size_t size;

  TokenRun(const Tokens& tokens, const std::uint32_t* words, std::size_t first, std::size_t last)
      : hash(tokens.hash.data() + first),
        begin(tokens.begin.data() + first),
        end(tokens.end.data() + first),
        number(tokens.number.data() + first),
        word(words + first),
        size(last - first) {}
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TOKEN_RUN_H_
