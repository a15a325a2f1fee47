// Finds phrases of a list in tokens.
#ifndef COPYDESK_WIRE_PHRASE_TREE_H_
#define COPYDESK_WIRE_PHRASE_TREE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace copydesk {

// A tree of token hashes, from the root a phrase each way down.
class PhraseTree {
 public:
  static constexpr std::size_t kMaxTokens = 64;  // of a phrase that count

  void Add(std::span<const std::uint64_t> phrase);

  // Sets `marks` of the tokens that belong to a phrase; as many marks as tokens. O(kMaxTokens) a token at worst.
  void Mark(std::span<const std::uint64_t> tokens, std::uint8_t mark, std::span<std::uint8_t> marks) const;

  [[nodiscard]] std::size_t size() const { return phrases_; }

 private:
  absl::flat_hash_map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> next_;
  std::vector<std::uint8_t> ends_ = {0};  // by node: a phrase ends there
  std::size_t phrases_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_WIRE_PHRASE_TREE_H_
