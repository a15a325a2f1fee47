// Signs of photo credits and of links to posts in a text (text/posts_and_captions.h).
#ifndef COPYDESK_TEXT_PARAGRAPH_SIGNS_H_
#define COPYDESK_TEXT_PARAGRAPH_SIGNS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace copydesk {

// The bytes [begin, end) of a text are a sign, capitals or not.
struct Sign {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_post_link = false;  // else a photo credit

  friend auto operator<=>(const Sign&, const Sign&) = default;
};

// All signs, by where they begin; they may overlap. Linear in the text. Three bytes of each sign, those that are rarest
// in texts, are looked for by table look-ups on nibbles, 16 bytes or more at a time (G. Langdale's Teddy, in Hyperscan,
// "fdr/teddy.c"); what they find is compared byte for byte.
[[nodiscard]] std::vector<Sign> FindSigns(std::string_view text);

// The same, looking at every place for every sign. For tests.
[[nodiscard]] std::vector<Sign> FindSignsPlainly(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_TEXT_PARAGRAPH_SIGNS_H_
