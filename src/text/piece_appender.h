// The fast path of tokenising: tokens of pieces of plain text, by the kernels of text/token_kernels.h.
#ifndef COPYDESK_TEXT_PIECE_APPENDER_H_
#define COPYDESK_TEXT_PIECE_APPENDER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/folded_appender.h"
#include "text/token_kernels.h"
#include "text/tokens.h"

namespace copydesk {

// How far a piece is plain: text[0, size) of it can be appended, and ends where no word goes on; a character at `slow`
// needs the slow path, or the piece ends there.
struct PlainExtent {
  std::size_t size = 0;
  std::size_t slow = 0;
};

// Load, then Append for what Load found.
class PieceAppender {
 public:
  // `folded` gets what a run of characters or the context of words has to know; both must stay live while this is live.
  PieceAppender(std::uint32_t base, FoldedAppender* folded, Tokens* tokens);

  // Reads `piece`, at most kMaxPiece bytes of whole characters; `is_last` when the text ends with it. False when it is
  // not UTF-8.
  [[nodiscard]] bool Load(std::string_view piece, bool is_last, PlainExtent* extent);

  // Appends the tokens of the first `size` bytes of the piece, which is at `begin` in `text`.
  void Append(std::string_view text, std::size_t begin, std::size_t size);

 private:
  struct Scratch;
  static Scratch& ThreadScratch();

  void MarkSlow(std::size_t size);
  void CutWords(std::size_t size);
  void CutMark(std::size_t at, std::size_t size);
  std::size_t PairUnspaced(std::size_t num_words, std::size_t size);
  void HashRewritten(std::size_t first_token, std::size_t count);
  void InspectWords(std::string_view text, std::size_t begin, std::size_t first_token, std::size_t count,
                    std::size_t size);
  void FollowEvents(std::string_view text, std::size_t begin, std::size_t first_token, std::size_t size);
  [[nodiscard]] bool IsSimpleForeign(std::size_t from, std::size_t to) const;
  // Whether some of the first `size` bytes is of the kind that the mask is for.
  [[nodiscard]] bool Any(CharacterKind kind, const ByteMask& mask, std::size_t size) const;

  std::size_t base_;
  FoldedAppender& folded_;
  Tokens& tokens_;
  Scratch& scratch_;
  bool is_ascii_ = true;
  std::size_t begin_ = 0;  // of the piece, with the base
};

}  // namespace copydesk

#endif  // COPYDESK_TEXT_PIECE_APPENDER_H_
