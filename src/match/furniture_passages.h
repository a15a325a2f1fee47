// The passages of a text, by which furniture is learned and found again.
#ifndef COPYDESK_MATCH_FURNITURE_PASSAGES_H_
#define COPYDESK_MATCH_FURNITURE_PASSAGES_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "copydesk/block.h"
#include "copydesk/document.h"
#include "match/furniture_model.h"

namespace copydesk {

// A paragraph (text/paragraphs.h) with its normalised tokens.
struct Passage {
  TextRange range;
  std::uint64_t hash = 0;    // of the tokens
  std::uint64_t form = 0;    // the same, but for numbers: of "Updated 6:52" and "Updated 7:10"
  std::uint32_t tokens = 0;  // above 0
  bool is_caption = false;   // or a post; learners mark it
};

// In order; paragraphs without a token are left out. Linear.
[[nodiscard]] std::vector<Passage> FindPassages(std::string_view text);

// What the furniture of a document is known by: a hash of its source or, where it has none, of the host of its URL
// without a leading "www."; 0 when it has neither, and then nothing is learned of it.
[[nodiscard]] std::uint64_t FurnitureSource(const Metadata& metadata);

// The same as a person reads it; empty when there is none.
[[nodiscard]] std::string_view FurnitureSourceName(const Metadata& metadata);

// The passages of `text` that are furniture of a source, ascending. `of_source` is FurnitureModel::OfSource. Linear,
// and nothing is read when it is empty.
[[nodiscard]] std::vector<TextRange> FindFurniture(std::string_view text, std::span<const FurnitureEntry> of_source);

// `parts` without what lies in `removed`; both ascend and are disjoint.
[[nodiscard]] std::vector<TextRange> WithoutRanges(std::span<const TextRange> parts,
                                                   std::span<const TextRange> removed);

// The bytes of `parts` that lie in `ranges`; both ascend and are disjoint.
[[nodiscard]] std::vector<TextRange> WithinRanges(std::span<const TextRange> parts, std::span<const TextRange> ranges);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_FURNITURE_PASSAGES_H_
