#include "text/tokens.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "base/utf8_reader.h"
#include "text/fold.h"
#include "text/invisible.h"
#include "text/unmask.h"
#include "text/word_break.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

// Work is done in pieces of about this size, so that buffers stay in the cache.
constexpr std::size_t kPiece = std::size_t{8} << 10;

// ASCII between two other characters goes the way of those unless there is at least this much of it.
constexpr std::size_t kMinAscii = 32;

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsAsciiSeparator(char c) { return IsAscii(c) && ClassOf(static_cast<unsigned char>(c)) == CharClass::kOther; }

// The first place in [begin, end) where `is` holds, or `end`.
template <typename Is>
std::size_t Find(std::string_view text, std::size_t begin, std::size_t end, Is is) {
  return static_cast<std::size_t>(std::find_if(text.begin() + begin, text.begin() + end, is) - text.begin());
}

std::size_t FindNonAscii(std::string_view text, std::size_t begin) {
  std::uint64_t bytes = 0;
  for (; begin + sizeof(bytes) <= text.size(); begin += sizeof(bytes)) {
    std::memcpy(&bytes, text.data() + begin, sizeof(bytes));
    if ((bytes & 0x8080808080808080u) != 0) break;
  }
  return Find(text, begin, text.size(), [](char c) { return !IsAscii(c); });
}

// Where the mixed text that has a non-ASCII byte at `at` ends: before a separator that begins a long stretch of ASCII.
std::size_t FindEndOfMixed(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t ascii = Find(text, at, text.size(), IsAscii);
    const std::size_t ascii_end = FindNonAscii(text, ascii);
    if (ascii_end == text.size() || ascii_end - ascii >= kMinAscii) {
      const std::size_t separator = Find(text, ascii, ascii_end, IsAsciiSeparator);
      if (separator < ascii_end) return separator;
    }
    at = ascii_end;
  }
  return at;
}

void Append(std::string_view bytes, std::size_t begin, std::size_t end, bool number, Tokens* tokens) {
  tokens->hash.push_back(HashWord(bytes));
  tokens->begin.push_back(static_cast<std::uint32_t>(begin));
  tokens->end.push_back(static_cast<std::uint32_t>(end));
  tokens->number.push_back(number ? 1 : 0);
}

// text[begin, end) is ASCII and nothing in it belongs to a word outside.
void AppendAscii(std::string_view text, std::size_t begin, std::size_t end, std::uint32_t base, std::string* piece,
                 Tokens* tokens) {
  while (begin < end) {
    const std::size_t piece_end = end - begin <= kPiece ? end : Find(text, begin + kPiece, end, IsAsciiSeparator);
    piece->assign(text.substr(begin, piece_end - begin));
    for (char& c : *piece) c = static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
    std::size_t position = 0;
    Word word;
    while (NextAsciiWord(*piece, &position, &word)) {
      Append(std::string_view(*piece).substr(word.begin, word.end - word.begin), base + begin + word.begin,
             base + begin + word.end, word.first == CharClass::kDigit, tokens);
    }
    begin = piece_end;
  }
}

// The end of the character at `at`: of a base and its marks.
std::size_t EndOfCharacter(std::string_view text, std::size_t at, std::size_t end) {
  char32_t c = 0;
  at += ReadUtf8(text, at, &c);
  while (at < end) {
    const std::size_t length = ReadUtf8(text, at, &c);
    if (ClassOf(c) != CharClass::kMark) break;
    at += length;
  }
  return at;
}

// Folds mixed text piece by piece and appends its tokens; context goes from piece to piece.
class FoldedAppender {
 public:
  FoldedAppender(std::uint32_t base, Tokens* tokens) : base_(base), tokens_(*tokens) {}

  // text[begin, end): nothing in it belongs to a word outside.
  void Append(std::string_view text, std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::string_view rest = text.substr(begin, end - begin);
      const std::size_t size = Fold(rest, kPiece, &folded_);
      if (!folded_.changes.empty()) tokens_.disguised += CountHidden(rest.substr(0, size), folded_);
      AppendWords(base_ + begin);
      tokens_.replaced_bytes += folded_.replaced_bytes;
      begin += size;
    }
  }

  // After the last piece.
  void Finish() {
    context_.Finish(&taken_);
    Take();
  }

 private:
  // The tokens of the folded text, whose original begins at `base`.
  void AppendWords(std::size_t base) {
    const std::string_view text = folded_.text;
    OffsetCursor cursor(folded_);
    const auto append = [&](std::size_t begin, std::size_t end, bool number) {
      const std::string_view word = text.substr(begin, end - begin);
      const std::size_t first = base + cursor.Begin(begin);
      const std::size_t last = base + cursor.End(end);
      if (MayBeMasked(word)) {
        AppendUnmasked(word, first, last, number);
      } else {
        copydesk::Append(word, first, last, number, &tokens_);
      }
    };
    std::size_t position = 0;
    Word word;
    while (NextWord(text, &position, &word)) {
      if (word.first != CharClass::kNoSpace) {
        append(word.begin, word.end, word.first == CharClass::kDigit);
        continue;
      }
      std::size_t first = word.begin;
      std::size_t second = EndOfCharacter(text, first, word.end);
      if (second == word.end) append(first, second, false);
      while (second < word.end) {
        const std::size_t end = EndOfCharacter(text, second, word.end);
        append(first, end, false);
        first = second;
        second = end;
      }
    }
  }

  void AppendUnmasked(std::string_view word, std::size_t begin, std::size_t end, bool number) {
    Unmask(word, &unmasked_);
    const bool as_it_is =
        unmasked_.guise == Guise::kPlain || unmasked_.guise == Guise::kForeign || unmasked_.guise == Guise::kLookAlike;
    copydesk::Append(as_it_is ? word : std::string_view(unmasked_.text), begin, end, number, &tokens_);
    const std::size_t token = tokens_.size() - 1;
    const auto disguised = static_cast<std::int32_t>(unmasked_.disguised);
    if (unmasked_.guise != Guise::kLookAlike) tokens_.disguised += unmasked_.disguised;
    switch (unmasked_.guise) {
      case Guise::kLookAlike:
        context_.Await({.token = token, .hash = HashWord(unmasked_.text), .disguised = disguised, .for_latin = true});
        break;
      case Guise::kEither:
        context_.Await({.token = token,
                        .hash = HashWord(unmasked_.other),
                        .disguised = static_cast<std::int32_t>(unmasked_.other_disguised) - disguised,
                        .for_latin = unmasked_.other_is_latin});
        break;
      case Guise::kDisguised:
      case Guise::kForeign:
      case Guise::kReversed:
        context_.Meet(token, unmasked_.guise, &taken_);
        Take();
        break;
      default:
        break;
    }
  }

  void Take() {
    for (const WordContext::Decision& decision : taken_) {
      tokens_.hash[decision.token] = decision.hash;
      tokens_.disguised += static_cast<std::size_t>(std::int64_t{decision.disguised});
    }
    taken_.clear();
  }

  std::size_t base_;
  Tokens& tokens_;
  FoldedText folded_;
  UnmaskedWord unmasked_;
  WordContext context_;
  std::vector<WordContext::Decision> taken_;
};

}  // namespace

void Tokens::Clear() {
  hash.clear();
  begin.clear();
  end.clear();
  number.clear();
  replaced_bytes = 0;
  disguised = 0;
}

void AppendTokens(std::string_view text, std::uint32_t base, Tokens* tokens) {
  std::string piece;
  FoldedAppender folded(base, tokens);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t ascii_end = FindNonAscii(text, at);
    if (ascii_end == text.size()) {
      AppendAscii(text, at, ascii_end, base, &piece, tokens);
      break;
    }
    // Up to the last separator, which may have marks and belongs with them, as does a word that runs into them.
    std::size_t mixed = ascii_end;
    while (mixed > at && !IsAsciiSeparator(text[mixed - 1])) --mixed;
    if (mixed > at) {
      --mixed;
      AppendAscii(text, at, mixed, base, &piece, tokens);
    }
    const std::size_t mixed_end = FindEndOfMixed(text, ascii_end);
    folded.Append(text, mixed, mixed_end);
    at = mixed_end;
  }
  folded.Finish();
}

void AppendTokensByFolding(std::string_view text, std::uint32_t base, Tokens* tokens) {
  FoldedAppender folded(base, tokens);
  folded.Append(text, 0, text.size());
  folded.Finish();
}

Tokens Tokenize(std::string_view text) {
  Tokens tokens;
  AppendTokens(text, 0, &tokens);
  return tokens;
}

}  // namespace copydesk
