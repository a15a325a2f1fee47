#include "sketch/term_reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "base/utf8.h"
#include "sketch/term_bytes.h"
#include "sketch/term_characters.h"
#include "sketch/term_gaps.h"
#include "sketch/term_lines.h"
#include "sketch/term_print.h"
#include "sketch/term_runs.h"
#include "sketch/token_run.h"
#include "text/paragraphs.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

// Of Thai and its like, two characters are less than a syllable and in every text: terms are so many bigrams in a row.
constexpr int kBigramsOfTerm = 4;

struct ReaderBuffers {
  TermBytes bytes;
  Tokens tokens;  // of a piece
  std::vector<std::uint32_t> numbers;
  Tokens own_tokens;  // of a paragraph
  std::vector<std::uint32_t> own_numbers;
  std::string normalised;
};

class Reader {
 public:
  Reader(TermTokens* read, ReaderBuffers* buffers)
      : read_(*read),
        words_(read->words),
        characters_(TermCharacterTable()),
        bytes_(buffers->bytes),
        own_tokens_(buffers->own_tokens),
        own_numbers_(buffers->own_numbers),
        normalised_(buffers->normalised) {}

  void Clear(TextWords* words) {
    words_.Reset(words);
    read_.title_size = 0;
    knows_title_ = false;
    read_.numbers.clear();
    read_.units.clear();
    read_.left_out.clear();
    size_ = 0;
    position_ = 0;
    sentence_ = 0;
  }

  // What was read is the title.
  void EndTitle() { read_.title_size = size_; }

  // Whether the tokens after the title are the same again.
  [[nodiscard]] bool RepeatsTitle() {
    const std::uint32_t title = read_.title_size;
    if (title == 0 || knows_title_ || size_ < 2 * title) return false;
    knows_title_ = true;
    for (std::uint32_t i = 0; i < title; ++i) {
      if (read_.HashOf(i) != read_.HashOf(title + i)) return false;
    }
    return true;
  }

  void Finish() { read_.size = size_; }

  // The numbers of the words of `tokens`, which are not those of the block.
  void Number(const Tokens& tokens, std::vector<std::uint32_t>* numbers) {
    numbers->resize(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) (*numbers)[i] = words_.NumberOf(tokens.hash[i]);
  }

  // Reads a piece of `text` whose tokens are [first, last) of `tokens`. True: the rest need not be read, for the parts
  // repeat the title.
  bool ReadPiece(std::string_view text, const TextRange& piece, const Tokens& tokens, const std::uint32_t* numbers,
                 std::size_t first, std::size_t last) {
    text_ = text;
    base_ = piece.begin;
    const std::string_view own = text.substr(piece.begin, piece.end - piece.begin);
    bytes_.Read(own);
    std::size_t token = first;
    const bool may_be_wrapped = MayBeWrapped(own, bytes_);
    if (!may_be_wrapped && !bytes_.traits().may_be_unspaced && tokens.disguised == 0) {
      return ReadLines(piece, TokenRun(tokens, numbers, first, last)) || RepeatsTitle();
    }
    const auto read = [&](const TextRange& paragraph) {
      const TextRange range{.begin = piece.begin + paragraph.begin, .end = piece.begin + paragraph.end};
      ReadParagraph(range, tokens, numbers, first, last, &token);
      return RepeatsTitle();
    };
    if (may_be_wrapped) {
      for (const TextRange& paragraph : FindParagraphs(own)) {
        if (read(paragraph)) return true;
      }
      return false;
    }
    for (std::size_t begin = 0; begin < own.size();) {
      const std::size_t end = bytes_.FindLineEnd(begin, own.size());
      const TextRange line = TrimLine(own, begin, end);
      if (line.begin < line.end && read(line)) return true;
      begin = end + 1;
    }
    return false;
  }

 private:
  // The tokens of a paragraph are its own: no run of characters goes on in it, and no word outside says what its words
  // are. [first, last) are those of the piece, *token the first of them that does not begin before the paragraph.
  void ReadParagraph(const TextRange& paragraph, const Tokens& tokens, const std::uint32_t* numbers, std::size_t first,
                     std::size_t last, std::size_t* token) {
    std::size_t begin = *token;
    while (begin < last && tokens.begin[begin] < paragraph.begin) ++begin;
    std::size_t end = begin;
    while (end < last && tokens.begin[end] < paragraph.end) ++end;
    *token = end;
    // A word that waits for its context may find it in another paragraph, when there are disguises.
    bool is_own = tokens.disguised == 0;
    // A bigram over the end of the paragraph before: its second character is in a bigram of this one, or alone.
    if (begin > first && tokens.end[begin - 1] > paragraph.begin && tokens.end[begin - 1] <= paragraph.end) {
      is_own = is_own && begin < end && tokens.begin[begin] < tokens.end[begin - 1];
    }
    if (begin < end && tokens.end[end - 1] > paragraph.end) {
      --end;
      is_own = is_own && begin < end && tokens.end[end - 1] > tokens.begin[end];
    }
    if (is_own) {
      ReadTokens(paragraph, TokenRun(tokens, numbers, begin, end));
      return;
    }
    own_tokens_.Clear();
    AppendTokens(text_.substr(paragraph.begin, paragraph.end - paragraph.begin), paragraph.begin, &own_tokens_);
    Number(own_tokens_, &own_numbers_);
    ReadTokens(paragraph, TokenRun(own_tokens_, own_numbers_.data(), 0, own_tokens_.size()));
  }

  void MakeRoom(std::size_t tokens) {
    if (read_.occurrences.size() < size_ + tokens) read_.occurrences.resize(2 * (size_ + tokens));
  }

  // A paragraph, or a piece whose paragraphs are its lines, with so many tokens.
  void Begin(const TextRange& range, std::size_t tokens, bool are_lines) {
    MakeRoom(tokens);
    paragraph_ = range;
    are_lines_ = are_lines;
    last_ = range.begin;
    skipped_ = 0;
    inner_ = Break::kNone;
    BeginSentence();
  }

  void ReadTokens(const TextRange& paragraph, const TokenRun& tokens) {
    Begin(paragraph, tokens.size, /*are_lines=*/false);
    for (std::size_t i = 0; i < tokens.size; ++i) {
      // The first token is at the start of a sentence.
      if (i > 0 && skipped_ <= last_ && inner_ == Break::kNone) i = ReadRun(tokens, i);
      if (i == tokens.size) break;
      ReadToken(tokens, i);
      last_ = tokens.end[i];
    }
    EndSentence();
  }

  // Reads words of common kinds from token `i` on, if it is of one; returns the first token that is not.
  std::size_t ReadRun(const TokenRun& tokens, std::size_t i) {
    RunState state{.text = text_.data(),
                   .words = &words_,
                   .characters = &characters_,
                   .out = read_.occurrences.data() + size_,
                   .last = last_,
                   .position = position_,
                   .bits = first_of_sentence_,
                   .may_have_urls = bytes_.traits().may_have_urls};
    const auto lead = static_cast<unsigned char>(text_[tokens.begin[i]]);
    const std::uint32_t from = std::min(tokens.begin[i], last_) - base_;
    if (lead >= 0xe0) {
      i = ReadBigramRun(tokens, i, skipped_, &state);
    } else if (read_.is_careful) {
      return i;
    } else if (lead < 0x80) {
      i = ReadPlainRun(tokens, i, base_ + static_cast<std::uint32_t>(bytes_.FindNotable(from)), &state);
    } else {
      i = ReadLetterRun(tokens, i, base_ + static_cast<std::uint32_t>(bytes_.FindRare(from)), &state);
    }
    last_ = state.last;
    size_ += state.position - position_;
    position_ = state.position;
    first_of_sentence_ = state.bits;
    capitals_ += state.capitals;
    return i;
  }

  [[nodiscard]] bool MayBeUrl(std::uint32_t begin) const { return text_[begin] == 'h' || text_[begin] == 'w'; }

  // Reads a piece whose paragraphs are its lines, without a character of a script written without spaces.
  // True: the rest need not be read, for the piece repeats the title.
  bool ReadLines(const TextRange& piece, const TokenRun& tokens) {
    Begin(piece, tokens.size, /*are_lines=*/true);
    for (std::size_t i = 0; i < tokens.size; ++i) {
      if (i > 0 && skipped_ <= last_) i = ReadRun(tokens, i);
      if (i == tokens.size) break;
      const std::uint32_t begin = tokens.begin[i];
      if (i == 0 || IsLineEndBetween(last_, begin)) {
        EndSentence();
        if (RepeatsTitle()) return true;
        BeginSentence();
        ReadTokenAfter(Break::kSentence, tokens, i);
      } else {
        ReadTokenAfter(GapBefore(tokens, i), tokens, i);
      }
      last_ = tokens.end[i];
    }
    EndSentence();
    return false;
  }

  [[nodiscard]] bool IsLineEndBetween(std::uint32_t begin, std::uint32_t end) const {
    return begin < end && bytes_.AnyLineEnd(begin - base_, end - begin);
  }

  [[nodiscard]] Break GapBefore(const TokenRun& tokens, std::size_t i) const {
    const std::uint32_t begin = tokens.begin[i];
    const std::uint32_t before = tokens.begin[i - 1];
    return last_ >= begin ? Break::kNone
                          : ReadGap({text_.data() + last_, begin - last_}, {text_.data() + before, last_ - before});
  }

  // A token after a gap, where no script is written without spaces.
  void ReadTokenAfter(Break gap, const TokenRun& tokens, std::size_t i) {
    const std::uint32_t begin = tokens.begin[i];
    if (IsSkipped(begin)) return;
    StartSentenceAfter(gap);
    AppendWord(tokens, i, gap != Break::kNone);
  }

  // The common words first.
  void AppendWord(const TokenRun& tokens, std::size_t i, bool unclear) {
    const std::uint32_t begin = tokens.begin[i];
    const std::uint32_t end = tokens.end[i];
    const std::size_t size = end - begin;
    if (size <= TermBytes::kMaxRange && !bytes_.AnyRare(begin - base_, size)) {
      // Letters of one or two bytes each, and marks.
      const char* const printed = text_.data() + begin;
      const bool is_short = absl::ascii_isascii(printed[0]);
      const std::size_t second = is_short ? 1 : 2;
      const unsigned first_bits = ShortTermCharacter(characters_, printed);
      if (second < size && (first_bits & ShortTermCharacter(characters_, printed + second) & kCharacterIsLetter) != 0) {
        const bool capital = (first_bits & kCharacterIsCapital) != 0;
        Append(begin, end, words_.OfKind(tokens.word[i], kIsWord), kIsWord, CapitalBit(capital, unclear));
        return;
      }
    }
    const PrintedWord word =
        ReadPrinted({text_.data() + begin, size}, tokens.hash[i], tokens.number[i] != 0, &normalised_);
    const std::uint32_t number =
        word.hash == tokens.hash[i] ? words_.OfKind(tokens.word[i], word.kind) : words_.Find(word.hash, word.kind);
    AppendPrinted(begin, end, number, word, unclear);
  }

  static std::uint32_t CapitalBit(bool is_capital, bool unclear) {
    return is_capital ? (unclear ? kUnclearCapital : kClearCapital) : 0;
  }

  // Any token.
  void ReadToken(const TokenRun& tokens, std::size_t i) {
    const std::uint32_t begin = tokens.begin[i];
    const std::uint32_t end = tokens.end[i];
    if (IsSkipped(begin)) return;
    Break gap = i == 0 ? Break::kSentence : GapBefore(tokens, i);
    gap = std::max(gap, std::exchange(inner_, Break::kNone));
    const std::string_view printed(text_.data() + begin, end - begin);
    const bool may_be_unspaced = static_cast<unsigned char>(printed[0]) >= 0xe0;
    unsigned kind = 0;
    if (may_be_unspaced) {
      kind = KindOfBigram(printed, characters_);
      if (kind == 0) {
        if (const std::string_view parted = InnerGap(printed); !parted.empty()) {
          inner_ = std::max(gap, ReadGap(parted, {}));
          return;
        }
      }
    }
    StartSentenceAfter(gap);
    const bool unclear = gap != Break::kNone;
    if (kind != 0) {
      Append(begin, end, words_.OfKind(tokens.word[i], kind), kind, 0);
    } else if (may_be_unspaced && IsPartOfTerm(begin)) {
      AppendRow(tokens, i, unclear);
    } else {
      AppendWord(tokens, i, unclear);
    }
  }

  // Whether a token is in a URL or tag.
  bool IsSkipped(std::uint32_t begin) {
    if (begin < skipped_) return true;
    const bool after_tag = begin > paragraph_.begin && text_[begin - 1] == '<';
    if (!MayBeUrl(begin) && !after_tag) return false;
    const std::string_view body(text_.data() + paragraph_.begin, paragraph_.end - paragraph_.begin);
    const std::size_t at = begin - paragraph_.begin;
    std::size_t skipped = 0;
    if (!IsUrl(body, at, &skipped) && !(after_tag && IsTag(body.substr(0, TagLimit(begin)), at, &skipped)))
      return false;
    skipped_ = paragraph_.begin + static_cast<std::uint32_t>(skipped);
    return true;
  }

  // Where a tag that begins before `begin` has ended, in bytes of the paragraph.
  std::size_t TagLimit(std::uint32_t begin) const {
    const std::size_t farthest = std::min<std::size_t>(paragraph_.end, begin + kLongestTag);
    if (!are_lines_) return farthest - paragraph_.begin;
    return base_ + bytes_.FindLineEnd(begin - base_, farthest - base_) - paragraph_.begin;
  }

  // Whether the token is a bigram of a script that writes sounds without spaces.
  bool IsPartOfTerm(std::uint32_t begin) const {
    return (TermCharacter(DecodeUtf8(text_, begin).code_point) & kCharacterIsUnspacedAlphabet) != 0;
  }

  void AppendPrinted(std::uint32_t begin, std::uint32_t end, std::uint32_t number, const PrintedWord& word,
                     bool unclear) {
    Append(begin, end, number, word.kind, CapitalBit(word.capital, unclear));
    const std::string_view printed(text_.data() + begin, end - begin);
    if (printed == "月" || printed == "월") read_.units.push_back(size_ - 1);
  }

  // The bigrams from `first` on as one token; none where the run ends or a separator parts it before they are enough.
  void AppendRow(const TokenRun& tokens, std::size_t first, bool unclear) {
    const std::uint32_t begin = tokens.begin[first];
    std::size_t last = first;
    while (last + 1 < std::min(first + kBigramsOfTerm, tokens.size) && tokens.begin[last + 1] < tokens.end[last]) {
      ++last;
    }
    const std::string_view printed(text_.data() + begin, tokens.end[last] - begin);
    if (last + 1 < first + kBigramsOfTerm || !InnerGap(printed).empty()) {
      read_.left_out.push_back(size_);
      ++position_;
      return;
    }
    const std::span<const std::uint64_t> row(tokens.hash + first, kBigramsOfTerm);
    const PrintedWord word =
        ReadPrinted(printed, ShingleHashes(row, kBigramsOfTerm).front(), /*number=*/false, &normalised_);
    AppendPrinted(begin, tokens.end[last], words_.Find(word.hash, word.kind), word, unclear);
  }

  void Append(std::uint32_t begin, std::uint32_t end, std::uint32_t number, unsigned kind, std::uint32_t capital) {
    TermWord& word = words_[number];
    word.counts += kOneOccurrence;
    if ((kind & kIsNumber) != 0) {
      read_.numbers.push_back({.occurrence = size_, .sentence = sentence_});
    } else {
      word.counts += CountAt(position_);
      word.cases += capital == 0 ? kOneLower : capital == kClearCapital ? kOneClear : 0;
    }
    capitals_ += capital != 0 ? 1 : 0;
    read_.occurrences[size_] = {.word = number, .begin = begin, .end = end, .bits = capital | first_of_sentence_};
    first_of_sentence_ = 0;
    ++size_;
    ++position_;
  }

  void StartSentenceAfter(Break gap) {
    if (gap != Break::kSentence || size_ == sentence_begin_) return;
    EndSentence();
    BeginSentence();
  }

  void BeginSentence() {
    sentence_begin_ = size_;
    first_of_sentence_ = kFirstOfSentence;
    capitals_ = 0;
  }

  void EndSentence() {
    if (size_ == sentence_begin_) return;
    constexpr std::uint32_t kMinCapitals = 3;
    if (capitals_ >= kMinCapitals) EndSentenceOfCapitals();
    ++sentence_;
  }

  // In a line in title case or in capitals, capitals say nothing.
  void EndSentenceOfCapitals() {
    constexpr std::uint32_t kLong = 4;  // bytes; shorter words are lower-case in titles too
    const std::span<Occurrence> sentence(read_.occurrences.data() + sentence_begin_, size_ - sentence_begin_);
    const TermWord* const entries = words_.entries();
    std::uint32_t words = 0;
    std::uint32_t capitals = 0;
    static_assert(kIsWord == 1 && (kClearCapital | kUnclearCapital) == 3);
    for (const Occurrence& occurrence : sentence) {
      // In arithmetic, as any of this is anyone's guess.
      const std::uint32_t is_long =
          static_cast<std::uint32_t>(occurrence.end - occurrence.begin >= kLong) & entries[occurrence.word].kind();
      words += is_long;
      capitals += is_long & (occurrence.bits | occurrence.bits >> 1);
    }
    if (words < 3 || capitals * 4 < words * 3) return;
    for (Occurrence& occurrence : sentence) {
      if ((occurrence.bits & kClearCapital) == 0) continue;
      occurrence.bits ^= kClearCapital | kUnclearCapital;
      words_[occurrence.word].cases -= kOneClear;
    }
  }

  TermTokens& read_;
  TermVocabulary& words_;
  const std::array<std::uint8_t, 0x10000>& characters_;
  TermBytes& bytes_;
  Tokens& own_tokens_;
  std::vector<std::uint32_t>& own_numbers_;
  std::string& normalised_;
  std::string_view text_;
  TextRange paragraph_;
  std::uint32_t base_ = 0;  // of bytes_ in text_
  std::uint32_t last_ = 0;  // the end of the token before
  std::uint32_t skipped_ = 0;
  Break inner_ = Break::kNone;  // of the bigrams before that separators part, which are no terms
  bool are_lines_ = false;      // the paragraph is a whole piece, whose lines are paragraphs
  bool knows_title_ = false;    // the parts have enough tokens to say whether they repeat it
  std::uint32_t size_ = 0;      // occurrences
  std::uint32_t position_ = 0;
  std::uint32_t sentence_ = 0;
  std::uint32_t sentence_begin_ = 0;
  std::uint32_t first_of_sentence_ = 0;
  std::uint32_t capitals_ = 0;  // of the sentence
};

}  // namespace

std::uint32_t TermTokens::Position(std::uint32_t occurrence) const {
  const auto before = std::upper_bound(left_out.begin(), left_out.end(), occurrence) - left_out.begin();
  return occurrence + static_cast<std::uint32_t>(before);
}

namespace {

bool AreInOrder(std::span<const TextRange> parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].begin < parts[i - 1].end) return false;
  }
  return true;
}

// Reads the parts, up to where they are seen to repeat the title: true then.
bool ReadParts(std::string_view text, std::span<const TextRange> parts, const Tokens* tokens, const TextWords& words,
               ReaderBuffers* buffers, Reader* reader) {
  std::size_t first = 0;
  for (const TextRange& part : parts) {
    if (tokens == nullptr) {
      buffers->tokens.Clear();
      AppendTokens(text.substr(part.begin, part.end - part.begin), part.begin, &buffers->tokens);
      reader->Number(buffers->tokens, &buffers->numbers);
      if (reader->ReadPiece(text, part, buffers->tokens, buffers->numbers.data(), 0, buffers->tokens.size())) {
        return true;
      }
      continue;
    }
    const auto end =
        std::lower_bound(tokens->begin.begin() + static_cast<std::ptrdiff_t>(first), tokens->begin.end(), part.end);
    const auto last = static_cast<std::size_t>(end - tokens->begin.begin());
    if (reader->ReadPiece(text, part, *tokens, words.of_tokens(), first, last)) return true;
    first = last;
  }
  return false;
}

}  // namespace

void ReadTermTokens(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                    const Tokens* tokens, TextWords* words, TermTokens* read) {
  thread_local ReaderBuffers buffers;  // so that a short block costs no memory of its own
  if (tokens != nullptr && !AreInOrder(parts)) tokens = nullptr;
  read->title = title;
  read->text = text;
  Reader reader(read, &buffers);
  reader.Clear(words);
  if (!title.empty()) {
    buffers.tokens.Clear();
    AppendTokens(title, 0, &buffers.tokens);
    reader.Number(buffers.tokens, &buffers.numbers);
    const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(title.size())};
    reader.ReadPiece(title, whole, buffers.tokens, buffers.numbers.data(), 0, buffers.tokens.size());
    reader.EndTitle();
  }
  if (ReadParts(text, parts, tokens, *words, &buffers, &reader)) {
    reader.Clear(words);
    ReadParts(text, parts, tokens, *words, &buffers, &reader);
  }
  reader.Finish();
  constexpr std::size_t kMaxKept = std::size_t{1} << 20;  // bytes; what a very long block needed is given back
  if (text.size() > kMaxKept) buffers = ReaderBuffers();
}

}  // namespace copydesk
