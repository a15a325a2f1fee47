#include "text/folded_appender.h"

#include "base/utf8_reader.h"
#include "text/invisible.h"
#include "text/plain_digits.h"
#include "text/word_break.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

// Work is done in pieces of about this size, so that buffers stay in the cache.
constexpr std::size_t kPiece = std::size_t{8} << 10;

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

}  // namespace

void FoldedAppender::Append(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::string_view rest = text.substr(begin, end - begin);
    const std::size_t size = Fold(rest, kPiece, &folded_);
    if (!folded_.changes.empty()) tokens_.disguised += CountHidden(rest.substr(0, size), folded_);
    AppendWords(base_ + begin);
    tokens_.replaced_bytes += folded_.replaced_bytes;
    begin += size;
  }
}

void FoldedAppender::EndRun() {
  if (run_.last.empty()) return;
  if (!run_.is_paired) AppendMasked(run_.last, run_.begin, run_.end, false);
  run_.last.clear();
}

void FoldedAppender::Finish() {
  EndRun();
  context_.Finish(&taken_);
  Take();
}

void FoldedAppender::AppendWords(std::size_t base) {
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

void FoldedAppender::AppendCharacter(std::string_view character, std::size_t begin, std::size_t end) {
  const bool is_paired = HasRun();
  if (is_paired) {
    run_.last.append(character);
    AppendMasked(run_.last, run_.begin, end, false);
  }
  SetRun(character, begin, end, is_paired);
}

void FoldedAppender::SetRun(std::string_view last, std::size_t begin, std::size_t end, bool is_paired) {
  run_.last.assign(last);
  run_.begin = begin;
  run_.end = end;
  run_.is_paired = is_paired;
}

void FoldedAppender::Refold(std::size_t token, std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  (void)Fold(word, word.size(), &folded_);
  char32_t first = 0;
  (void)ReadUtf8(folded_.text, 0, &first);
  const bool number = ClassOf(first) == CharClass::kDigit;
  tokens_.number[token] = number ? 1 : 0;
  Settle(token, folded_.text, number);
}

void FoldedAppender::MeetForeign(std::size_t token) {
  context_.Meet(token, Guise::kForeign, &taken_);
  Take();
}

void FoldedAppender::AppendMasked(std::string_view word, std::size_t begin, std::size_t end, bool number) {
  tokens_.hash.push_back(0);
  tokens_.begin.push_back(static_cast<std::uint32_t>(begin));
  tokens_.end.push_back(static_cast<std::uint32_t>(end));
  tokens_.number.push_back(number ? 1 : 0);
  Settle(tokens_.size() - 1, word, number);
}

void FoldedAppender::Settle(std::size_t token, std::string_view word, bool number) {
  if (number && PlainDigits(word, &digits_)) word = digits_;
  if (MayBeMasked(word)) {
    SettleUnmasked(token, word);
  } else {
    tokens_.hash[token] = HashWord(word);
  }
}

void FoldedAppender::SettleUnmasked(std::size_t token, std::string_view word) {
  Unmask(word, &unmasked_);
  const bool as_it_is =
      unmasked_.guise == Guise::kPlain || unmasked_.guise == Guise::kForeign || unmasked_.guise == Guise::kLookAlike;
  tokens_.hash[token] = HashWord(as_it_is ? word : std::string_view(unmasked_.text));
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

void FoldedAppender::Take() {
  for (const WordContext::Decision& decision : taken_) {
    tokens_.hash[decision.token] = decision.hash;
    tokens_.disguised += static_cast<std::size_t>(std::int64_t{decision.disguised});
  }
  taken_.clear();
}

}  // namespace copydesk
