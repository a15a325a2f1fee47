// Which bytes of a text a reader of terms has to look at: in prose that is ASCII, one word in five has any.
#ifndef COPYDESK_SKETCH_TERM_BYTES_H_
#define COPYDESK_SKETCH_TERM_BYTES_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace copydesk {

struct TextTraits {
  bool may_have_urls = false;
  bool may_be_unspaced = false;  // there may be a character of a script written without spaces
};

// Bits for each byte of a text, in its order.
class TermBytes {
 public:
  static constexpr std::size_t kMaxRange = 56;

  // How far a search goes, so that one from each word of a text stays linear.
  static constexpr std::size_t kFarthest = 4096;

  // In place of what was there. Linear; a kernel for vector instructions.
  void Read(std::string_view text);

  [[nodiscard]] const TextTraits& traits() const { return traits_; }

  // Of the bytes at or after `begin`, which is at most the size of the text, the first that is more than an ASCII
  // letter or a plain separator: a digit, a line end, one of . ! ? : " ` * | < ' or no ASCII; that size, or
  // begin + kFarthest, where there is none before.
  [[nodiscard]] std::size_t FindNotable(std::size_t begin) const { return FindIn(notable_, begin, FarFrom(begin)); }

  // The same, but that the letters of two bytes each, from U+00C0 on, are none of them; those of U+0280 to U+02BF are.
  [[nodiscard]] std::size_t FindRare(std::size_t begin) const { return FindIn(rare_, begin, FarFrom(begin)); }

  // Whether any of text[begin, begin + size) is one of those. `size` is from 1 to kMaxRange.
  [[nodiscard]] bool AnyRare(std::size_t begin, std::size_t size) const { return AnyOf(rare_, begin, size); }

  // Whether any of them is a line feed or carriage return. `size` is not 0.
  [[nodiscard]] bool AnyLineEnd(std::size_t begin, std::size_t size) const {
    return size <= kMaxRange ? AnyOf(line_ends_, begin, size) : FindLineEnd(begin, begin + size) < begin + size;
  }

  // The first line feed or carriage return in text[begin, end), begin and end at most the size of the text; `end` where
  // there is none.
  [[nodiscard]] std::size_t FindLineEnd(std::size_t begin, std::size_t end) const {
    return FindIn(line_ends_, begin, end);
  }
  [[nodiscard]] std::size_t size() const { return size_; }  // of the text

 private:
  static bool AnyOf(const std::vector<std::uint8_t>& set, std::size_t begin, std::size_t size) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, set.data() + begin / 8, sizeof(bits));
    return (bits >> (begin % 8) << (64 - size)) != 0;
  }

  [[nodiscard]] std::size_t FarFrom(std::size_t begin) const { return std::min(size_, begin + kFarthest); }

  static std::size_t FindIn(const std::vector<std::uint8_t>& set, std::size_t begin, std::size_t end) {
    if (begin >= end) return end;
    std::uint64_t bits = 0;
    std::size_t at = begin / 8;
    std::memcpy(&bits, set.data() + at, sizeof(bits));
    bits = bits >> (begin % 8) << (begin % 8);
    for (; bits == 0 && at * 8 < end; std::memcpy(&bits, set.data() + at, sizeof(bits))) at += sizeof(bits);
    return std::min(at * 8 + static_cast<std::size_t>(std::countr_zero(bits)), end);
  }

  std::size_t size_ = 0;
  TextTraits traits_;
  std::vector<std::uint8_t> notable_;  // with room for a word and a vector after the last
  std::vector<std::uint8_t> rare_;
  std::vector<std::uint8_t> line_ends_;
};

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_BYTES_H_
