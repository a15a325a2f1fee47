// Furniture: passages that a source prints again and again around whatever it publishes (sign-up lines, weather boxes,
// an author's standing biography). Learned from a collection, applied when texts are compared, never when they are
// stored: signatures stay a pure function of the text.
#ifndef COPYDESK_FURNITURE_H_
#define COPYDESK_FURNITURE_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

namespace copydesk {

// One learned passage of one source. Both are named by hashes, so that a learned model is small (24 bytes an entry) and
// holds no text.
struct FurnitureEntry {
  std::uint64_t source = 0;    // of the source's name
  std::uint64_t passage = 0;   // of the passage's normalised tokens
  std::uint32_t contexts = 0;  // texts it was seen in that are no versions of one another

  friend auto operator<=>(const FurnitureEntry&, const FurnitureEntry&) = default;
};

// A learned passage as a person reads of it.
struct FurniturePassage {
  std::string source;
  std::string text;             // as first printed, in content-hash order; cut at kFurnitureTextBytes
  std::uint32_t words = 0;      // tokens of the whole passage
  std::uint64_t documents = 0;  // of the source, that hold it
  std::uint32_t contexts = 0;

  friend auto operator<=>(const FurniturePassage&, const FurniturePassage&) = default;
};
inline constexpr std::size_t kFurnitureTextBytes = 400;

}  // namespace copydesk

#endif  // COPYDESK_FURNITURE_H_
