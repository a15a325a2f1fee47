// A text made ready to be compared with many others.
#ifndef COPYDESK_MATCH_PREPARED_TEXT_H_
#define COPYDESK_MATCH_PREPARED_TEXT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "copydesk/block.h"
#include "copydesk/signature.h"
#include "match/shared_shingles.h"
#include "match/shingle_sample.h"
#include "text/extent.h"
#include "text/tokens.h"

namespace copydesk {

struct PreparedText {
  Tokens tokens;
  std::vector<std::uint8_t> quoted;              // 1 for a token inside a quotation, an embedded post or a caption
  std::vector<std::uint32_t> extents;            // of the first tokens (text/extent.h); empty when all are words
  ContentHash content;                           // of all tokens, set aside or not
  Hash128 bytes;                                 // of the text as it stands
  std::uint32_t furniture = 0;                   // tokens that were set aside, and are none of `tokens`
  mutable std::optional<ShingleIndex> shingles;  // Shingles()
  mutable std::optional<ShingleSample> sample;   // Sample()

  [[nodiscard]] std::size_t size() const { return tokens.size(); }

  // The index of its shingles, made when it is first asked for: texts that are equal to what they are compared with
  // need none. Only for the thread that has the text.
  [[nodiscard]] const ShingleIndex& Shingles(int k) const {
    if (!shingles.has_value() || shingles->k() != k) shingles.emplace(tokens.hash, k);
    return *shingles;
  }

  // What is asked before the index, likewise.
  [[nodiscard]] const ShingleSample& Sample(int k, int run) const {
    if (!sample.has_value() || sample->k() != k || sample->run() != run) sample.emplace(tokens.hash, k, run);
    return *sample;
  }

  // The extent of `count` tokens from `begin` on.
  [[nodiscard]] std::uint64_t Extent(std::size_t begin, std::size_t count) const {
    return extents.empty() ? std::uint64_t{count} * kWordExtent : extents[begin + count] - extents[begin];
  }

  // Heap memory, in bytes, about, with the index and the sample of its shingles.
  [[nodiscard]] std::size_t MemoryBytes() const;
};

// Prepares the given parts of a text, without the ranges of it that are furniture (furniture_passages.h). Linear.
// The result does not refer to `text`.
[[nodiscard]] PreparedText PrepareText(std::string_view text, std::span<const TextRange> parts,
                                       std::span<const TextRange> furniture = {});

// 1 for each token that begins inside one of `ranges`; both ascend.
[[nodiscard]] std::vector<std::uint8_t> MarkTokens(const Tokens& tokens, std::span<const TextRange> ranges);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_PREPARED_TEXT_H_
