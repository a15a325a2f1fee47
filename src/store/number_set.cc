#include "store/number_set.h"

#include <bit>

namespace copydesk {

void NumberSet::Insert(DocumentNumber number) {
  if (Contains(number)) return;
  const std::uint64_t place = number / kPieceNumbers;
  if (place >= pieces_.size()) pieces_.resize(place + 1);
  const auto piece = pieces_[place] == nullptr ? std::make_shared<Piece>() : std::make_shared<Piece>(*pieces_[place]);
  piece->words[number % kPieceNumbers / 64] |= std::uint64_t{1} << (number % 64);
  pieces_[place] = piece;
  ++size_;
}

std::string NumberSet::EncodePiece(std::uint64_t piece) const {
  std::string bytes;
  if (piece >= pieces_.size() || pieces_[piece] == nullptr) return bytes;
  for (std::size_t i = 0; i < kPieceNumbers / 8; ++i) {
    bytes.push_back(static_cast<char>(pieces_[piece]->words[i / 8] >> (i % 8 * 8) & 0xff));
  }
  bytes.erase(bytes.find_last_not_of('\0') + 1);
  return bytes;
}

bool NumberSet::DecodePiece(std::uint64_t piece, std::string_view bytes) {
  constexpr std::uint64_t kMostPieces = (std::uint64_t{1} << 40) / kPieceNumbers;
  if (bytes.empty() || bytes.size() > kPieceNumbers / 8 || bytes.back() == '\0' || piece >= kMostPieces) return false;
  if (piece >= pieces_.size()) pieces_.resize(piece + 1);
  if (pieces_[piece] != nullptr) return false;
  const auto decoded = std::make_shared<Piece>();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    decoded->words[i / 8] |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (i % 8 * 8);
  }
  for (const std::uint64_t word : decoded->words) size_ += static_cast<std::uint64_t>(std::popcount(word));
  pieces_[piece] = decoded;
  return true;
}

}  // namespace copydesk
