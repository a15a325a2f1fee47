// Tokens by folding (text/fold.h), one character after the other: the reference for the fast path, and its way through
// all that takes the text around to fold.
#ifndef COPYDESK_TEXT_FOLDED_APPENDER_H_
#define COPYDESK_TEXT_FOLDED_APPENDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"
#include "text/tokens.h"
#include "text/unmask.h"

namespace copydesk {

// Folds stretches of a text piece by piece and appends their tokens; context goes from stretch to stretch, also over
// those whose tokens are appended by others.
class FoldedAppender {
 public:
  // A run of characters of scripts written without spaces, so far: its last one, folded, and its bytes.
  struct Run {
    std::string last;  // empty: there is none
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_paired = false;  // it is in a bigram
  };

  FoldedAppender(std::uint32_t base, Tokens* tokens) : base_(base), tokens_(*tokens) {}

  // text[begin, end): nothing in it belongs to a word outside.
  void Append(std::string_view text, std::size_t begin, std::size_t end);

  // A word ends a run of characters.
  void EndRun();
  [[nodiscard]] bool HasRun() const { return !run_.last.empty(); }
  [[nodiscard]] bool IsRunPaired() const { return run_.is_paired; }
  // A folded character of such a script.
  void AppendCharacter(std::string_view character, std::size_t begin, std::size_t end);
  // The run goes on at a character whose bigrams are there.
  void SetRun(std::string_view last, std::size_t begin, std::size_t end, bool is_paired);

  // Hashes anew the token that stands for the word text[begin, end), which is none of scripts without spaces.
  void Refold(std::size_t token, std::string_view text, std::size_t begin, std::size_t end);

  // After the last piece.
  void Finish();

  // The token is a word of Guise::kForeign that is hashed as it is.
  void MeetForeign(std::size_t token);
  [[nodiscard]] const WordContext& context() const { return context_; }

 private:
  // The tokens of the folded text, whose original begins at `base`.
  void AppendWords(std::size_t base);
  void AppendMasked(std::string_view word, std::size_t begin, std::size_t end, bool number);
  // Hashes `word`, folded, into the token.
  void Settle(std::size_t token, std::string_view word, bool number);
  void SettleUnmasked(std::size_t token, std::string_view word);
  void Take();

  std::size_t base_;
  Tokens& tokens_;
  FoldedText folded_;
  std::string digits_;
  Run run_;
  UnmaskedWord unmasked_;
  WordContext context_;
  std::vector<WordContext::Decision> taken_;
};

}  // namespace copydesk

#endif  // COPYDESK_TEXT_FOLDED_APPENDER_H_
