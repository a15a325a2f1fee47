// What stands between the words of a block: ends of sentences, quotes, URLs and tags.
#ifndef COPYDESK_SKETCH_TERM_GAPS_H_
#define COPYDESK_SKETCH_TERM_GAPS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace copydesk {

// What a gap does to the word after it, in ascending order of strength.
enum class Break : std::uint8_t {
  kNone,
  kUnclear,  // a colon, a quote: a capital may follow any word
  kSentence,
};

namespace term_gaps_internal {

enum GapByte : std::uint8_t { kPlain, kFullStop, kEndsSentence, kUnclears, kNotAscii };

constexpr std::array<std::uint8_t, 256> MakeGapBytes() {
  std::array<std::uint8_t, 256> bytes{};
  for (std::size_t i = 0x80; i < bytes.size(); ++i) bytes[i] = kNotAscii;
  bytes['.'] = kFullStop;
  for (const unsigned char c : {'!', '?', '*', '|'}) bytes[c] = kEndsSentence;
  for (const unsigned char c : {':', '"', '`'}) bytes[c] = kUnclears;
  return bytes;
}

inline constexpr auto kGapBytes = MakeGapBytes();

[[nodiscard]] Break ReadLongGap(std::string_view gap, std::string_view before);

// Whether a full stop and space after the word end no sentence.
[[nodiscard]] bool IsAbbreviated(std::string_view before);

}  // namespace term_gaps_internal

// What the characters between two words do. `before` is the word before them.
[[nodiscard]] inline Break ReadGap(std::string_view gap, std::string_view before) {
  using term_gaps_internal::kGapBytes;
  const auto byte = [&](std::size_t i) { return kGapBytes[static_cast<unsigned char>(gap[i])]; };
  // A full stop alone may be anything: example.com.
  if (gap.size() == 1 && byte(0) <= term_gaps_internal::kFullStop) return Break::kNone;
  if (gap.size() == 2 && (byte(0) | byte(1)) == term_gaps_internal::kPlain) return Break::kNone;
  if (gap.size() == 2 && byte(0) == term_gaps_internal::kFullStop && byte(1) == term_gaps_internal::kPlain) {
    return term_gaps_internal::IsAbbreviated(before) ? Break::kNone : Break::kSentence;
  }
  return term_gaps_internal::ReadLongGap(gap, before);
}

// What stands between the two characters of a bigram; empty in all words, and in a bigram that separators do not part.
[[nodiscard]] std::string_view InnerGap(std::string_view printed);

// Whether a URL begins here; it goes on to the next white space, *url_end.
[[nodiscard]] bool IsUrl(std::string_view text, std::size_t begin, std::size_t* url_end);

// Whether the token is inside a tag that a page shows as text, "<iframe src=...>"; it goes on to *tag_end, within so
// many bytes.
inline constexpr std::size_t kLongestTag = 1000;
[[nodiscard]] bool IsTag(std::string_view text, std::size_t begin, std::size_t* tag_end);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_GAPS_H_
