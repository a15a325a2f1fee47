// Any bytes: the tokens have sound offsets, both paths agree, and folding first changes nothing.
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8_reader.h"
#include "text/fold.h"
#include "text/tokens.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

bool IsValid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = 0;
    at += copydesk::ReadUtf8(text, at, &c);
    if (c == copydesk::kIllFormed) return false;
  }
  return true;
}

bool IsBorder(std::string_view text, std::size_t at) { return at == text.size() || !U8_IS_TRAIL(text[at]); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const copydesk::Tokens tokens = copydesk::Tokenize(text);
  const bool valid = IsValid(text);
  Require(valid == (tokens.replaced_bytes == 0));
  Require(std::is_sorted(tokens.begin.begin(), tokens.begin.end()));
  Require(std::is_sorted(tokens.end.begin(), tokens.end.end()));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Require(tokens.begin[i] < tokens.end[i] && tokens.end[i] <= size);
    Require(!valid || (IsBorder(text, tokens.begin[i]) && IsBorder(text, tokens.end[i])));
  }

  copydesk::Tokens by_folding;
  copydesk::AppendTokensByFolding(text, 0, &by_folding);
  Require(tokens.hash == by_folding.hash && tokens.begin == by_folding.begin && tokens.end == by_folding.end &&
          tokens.number == by_folding.number && tokens.replaced_bytes == by_folding.replaced_bytes);

  copydesk::FoldedText folded;
  Require(copydesk::Fold(text, size, &folded) == size);
  Require(IsValid(folded.text) && folded.replaced_bytes == tokens.replaced_bytes);
  const copydesk::Tokens again = copydesk::Tokenize(folded.text);
  Require(again.hash == tokens.hash && again.number == tokens.number);
  return 0;
}
