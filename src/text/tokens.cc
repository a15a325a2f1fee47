#include "text/tokens.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "base/utf8_reader.h"
#include "text/fold.h"
#include "text/invisible.h"
#include "text/plain_digits.h"
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

bool IsAsciiLetterOrDigit(char c) {
  const CharClass char_class = ClassOf(static_cast<unsigned char>(c));
  return IsAscii(c) && (char_class == CharClass::kLetter || char_class == CharClass::kDigit);
}

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

  // A word outside the mixed text ends a run of characters.
  void EndRun() {
    if (run_.last.empty()) return;
    if (!run_.is_paired) AppendMasked(run_.last, run_.begin, run_.end, false);
    run_.last.clear();
  }
  [[nodiscard]] bool HasRun() const { return !run_.last.empty(); }

  // After the last piece.
  void Finish() {
    EndRun();
    context_.Finish(&taken_);
    Take();
  }

 private:
  // A run of characters of scripts written without spaces, so far: its last one, folded, and its bytes.
  struct Run {
    std::string last;  // empty: there is none
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_paired = false;  // it is in a bigram
  };

  // The tokens of the folded text, whose original begins at `base`.
  void AppendWords(std::size_t base) {
    const std::string_view text = folded_.text;
    OffsetCursor cursor(folded_);
    std::size_t position = 0;
    Word word;
    while (NextWord(text, &position, &word)) {
      if (word.first != CharClass::kNoSpace) {
        EndRun();
        AppendMasked(text.substr(word.begin, word.end - word.begin), base + cursor.Begin(word.begin),
                     base + cursor.End(word.end), word.first == CharClass::kDigit);
        continue;
      }
      for (std::size_t at = word.begin; at < word.end;) {
        const std::size_t end = EndOfCharacter(text, at, word.end);
        AppendCharacter(text.substr(at, end - at), base + cursor.Begin(at), base + cursor.End(end));
        at = end;
      }
    }
  }

  void AppendCharacter(std::string_view character, std::size_t begin, std::size_t end) {
    const bool is_paired = HasRun();
    if (is_paired) {
      run_.last.append(character);
      AppendMasked(run_.last, run_.begin, end, false);
    }
    run_.last.assign(character);
    run_.begin = begin;
    run_.end = end;
    run_.is_paired = is_paired;
  }

  void AppendMasked(std::string_view word, std::size_t begin, std::size_t end, bool number) {
    if (number && PlainDigits(word, &digits_)) word = digits_;
    if (MayBeMasked(word)) {
      AppendUnmasked(word, begin, end, number);
    } else {
      copydesk::Append(word, begin, end, number, &tokens_);
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
  std::string digits_;
  Run run_;
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
  const auto append_ascii = [&](std::size_t begin, std::size_t end) {
    if (folded.HasRun() && Find(text, begin, end, IsAsciiLetterOrDigit) < end) folded.EndRun();
    AppendAscii(text, begin, end, base, &piece, tokens);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t ascii_end = FindNonAscii(text, at);
    if (ascii_end == text.size()) {
      append_ascii(at, ascii_end);
      break;
    }
    // Up to the last separator, which may have marks and belongs with them, as does a word that runs into them.
    std::size_t mixed = ascii_end;
    while (mixed > at && !IsAsciiSeparator(text[mixed - 1])) --mixed;
    if (mixed > at) {
      --mixed;
      append_ascii(at, mixed);
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
