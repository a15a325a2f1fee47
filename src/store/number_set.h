// A set of document numbers: one bit a number, in pieces that are kept apart.
#ifndef COPYDESK_STORE_NUMBER_SET_H_
#define COPYDESK_STORE_NUMBER_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/store.h"

namespace copydesk {

// A copy costs a pointer for each 65,536 numbers: pieces are shared until they change. Thread-safe as a value is.
class NumberSet {
 public:
  static constexpr std::uint64_t kPieceNumbers = std::uint64_t{1} << 16;

  [[nodiscard]] bool Contains(DocumentNumber number) const {
    const std::uint64_t piece = number / kPieceNumbers;
    if (piece >= pieces_.size() || pieces_[piece] == nullptr) return false;
    return (pieces_[piece]->words[number % kPieceNumbers / 64] >> (number % 64) & 1) != 0;
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }

  // A number above all of the set and `number` makes pieces for those between: 8 bytes each.
  void Insert(DocumentNumber number);

  // The bytes of one piece: its bits, from the lowest number on, without what follows the last byte that is not zero.
  [[nodiscard]] std::string EncodePiece(std::uint64_t piece) const;

  // Takes in a piece that is not there yet; false for bytes that EncodePiece cannot have written.
  [[nodiscard]] bool DecodePiece(std::uint64_t piece, std::string_view bytes);

 private:
  struct Piece {
    std::array<std::uint64_t, kPieceNumbers / 64> words = {};
  };

  std::vector<std::shared_ptr<const Piece>> pieces_;
  std::uint64_t size_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_STORE_NUMBER_SET_H_
