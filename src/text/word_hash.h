// The hash of one normalised token.
#ifndef COPYDESK_TEXT_WORD_HASH_H_
#define COPYDESK_TEXT_WORD_HASH_H_

#include <cstdint>
#include <string_view>

namespace copydesk {

// 64 bits of an AES-based hash over every byte of `word`: the state starts from the first round key with the length
// (little-endian 64 bits) xored into its high half; each 16-byte piece, the last one padded with zeros, is xored in,
// followed by one AES encryption round (FIPS 197, section 5.1, as the AESENC instruction computes it); two more
// rounds follow the last piece; the result is the low half xored with the high half. There are four round keys, the
// first 512 bits of the fraction of pi: one to start from, one for the rounds of all pieces, one for each of the last
// two rounds. Stored signatures depend on every bit of this. Not for hostile input: keys are fixed, so that colliding
// words can be made; whoever counts or tabulates by it must bound the worst case. This is the scalar reference;
// with AES instructions a word of up to 16 bytes costs three of them. An empty word takes the two last rounds only.
[[nodiscard]] std::uint64_t HashWord(std::string_view word) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_TEXT_WORD_HASH_H_
