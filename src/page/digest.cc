#include "page/digest.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr double kMinItemWords = 10;
constexpr double kMaxTitleWords = 22;
constexpr std::size_t kLookedAt = 60;  // words of a piece in which its title is looked for
constexpr int kMinScoreInside = 2;     // of a title that does not begin its piece

// The number that begins a line, "3." or "3)" or "3、"; 0 for none. *after: where its text begins.
int LeadingNumber(std::string_view text, const PageLine& line, std::uint32_t* after) {
  const std::string_view printed = Slice(text, line.range);
  std::size_t digits = 0;
  while (digits < printed.size() && digits < 3 && printed[digits] >= '0' && printed[digits] <= '9') ++digits;
  if (digits == 0 || digits == printed.size()) return 0;
  int number = 0;
  std::from_chars(printed.data(), printed.data() + digits, number);
  std::size_t end = digits;
  for (const std::string_view mark : {".", ")", "、", "．", ":", "）"}) {
    if (printed.substr(digits).starts_with(mark)) end = digits + mark.size();
  }
  if (end == digits) return 0;
  if (end < printed.size() && printed[end] >= '0' && printed[end] <= '9') return 0;  // 3.5
  *after = TrimRange(text, {.begin = line.range.begin + static_cast<std::uint32_t>(end), .end = line.range.end}).begin;
  return number;
}

// A piece of the body between two marks: lines [first, last), its text from `begin` on.
struct Piece {
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint32_t begin = 0;
};

double WordsOf(std::span<const PageLine> lines, const Piece& piece) {
  double words = 0;
  for (std::size_t i = piece.first; i < piece.last; ++i) words += lines[i].words;
  return words;
}

// Pieces that begin at the lines for which `begins` gives a place; what comes before the first is an introduction.
template <typename Begins>
std::vector<Piece> SplitAt(std::span<const PageLine> lines, Begins begins) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::uint32_t begin = 0;
    if (begins(i, &begin)) {
      if (!pieces.empty()) pieces.back().last = i;
      pieces.push_back({.first = i, .last = lines.size(), .begin = begin});
    }
  }
  return pieces;
}

std::vector<Piece> SplitAtRules(std::string_view text, std::span<const PageLine> lines) {
  bool after_rule = false;
  return SplitAt(lines, [&](std::size_t i, std::uint32_t* begin) {
    *begin = lines[i].range.begin;
    if (lines[i].words == 0 && IsRule(Slice(text, lines[i].range))) {
      after_rule = true;
      return false;
    }
    return std::exchange(after_rule, false);
  });
}

std::vector<Piece> SplitAtHeadings(std::span<const PageLine> lines) {
  return SplitAt(lines, [&](std::size_t i, std::uint32_t* begin) {
    *begin = lines[i].range.begin;
    return lines[i].heading > 0 && lines[i].words > 0;
  });
}

std::vector<Piece> SplitAtNumbers(std::string_view text, std::span<const PageLine> lines) {
  int wanted = 1;
  return SplitAt(lines, [&](std::size_t i, std::uint32_t* begin) {
    if (LeadingNumber(text, lines[i], begin) != wanted) return false;
    ++wanted;
    return true;
  });
}

std::vector<Piece> SplitAtBullets(std::string_view text, std::span<const PageLine> lines) {
  return SplitAt(lines, [&](std::size_t i, std::uint32_t* begin) { return IsBullet(text, lines[i], begin); });
}

// The end of the last line of a piece that is no mark.
std::uint32_t EndOf(std::string_view text, std::span<const PageLine> lines, const Piece& piece) {
  std::size_t last = piece.last;
  while (last > piece.first + 1 && IsRule(Slice(text, lines[last - 1].range))) --last;
  return lines[last - 1].range.end;
}

// "Bac de Roncelles. Le bac ...", "Grêle: ...": the short first sentence of an item of one line.
std::uint32_t ShortFirstSentence(std::span<const PageWord> words) {
  for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 7); ++i) {
    if (words[i].ends_sentence || (words[i].comma && i > 0 && words[i].range.end > words[i].range.begin)) {
      const bool more = words.size() > i + 6;
      return more && words[i].ends_sentence ? words[i].range.end : 0;
    }
  }
  return 0;
}

// The sentence, photo credit or beginning in the first words of a piece that reads like a title run on into its text.
void FindInlineTitle(std::span<const PageWord> words, bool introduced, const PageVocabulary& vocabulary,
                     DigestItem* item) {
  int best = 0;
  for (std::size_t i = 0; i < std::min(words.size(), kLookedAt); ++i) {
    const std::size_t credit = PhotoCreditWords(words.subspan(i));
    const std::size_t begin = i + credit;
    const bool starts = i == 0 || credit > 0 || (introduced && words[i - 1].ends_sentence);
    if (i > 0 && !introduced) break;
    if (!starts || begin >= words.size()) continue;
    const TitleEnd end = FindTitleEnd(words.subspan(begin), vocabulary);
    if (end.body == 0 || end.score < best || (introduced && end.score < kMinScoreInside)) continue;
    best = end.score;
    const std::size_t body = begin + end.body;
    const std::size_t skipped = PhotoCreditWords(words.subspan(body));
    item->title = {.begin = words[begin].range.begin, .end = words[body - 1].range.end};
    item->body.begin = words[std::min(body + skipped, words.size() - 1)].range.begin;
  }
}

DigestItem MakeItem(std::string_view text, std::span<const PageLine> lines, const Piece& piece, bool bulleted,
                    const PageVocabulary& vocabulary) {
  DigestItem item;
  item.body = {.begin = piece.begin, .end = EndOf(text, lines, piece)};
  const PageLine& first = lines[piece.first];
  const bool own_line = piece.last > piece.first + 1 && first.words <= kMaxTitleWords &&
                        (!first.sentence || first.words <= 8 || first.heading > 0) &&
                        lines[piece.first + 1].range.begin < item.body.end;
  if (own_line) {
    item.title = {.begin = piece.begin, .end = first.range.end};
    item.body.begin = lines[piece.first + 1].range.begin;
    return item;
  }
  const std::vector<PageWord> words = SplitWords(text, {.begin = piece.begin, .end = first.range.end});
  if (const std::uint32_t end = ShortFirstSentence(words); bulleted && end > 0) {
    const std::size_t stop = DecodeUtf8Before(text.substr(0, end), end).length;  // left out of the title
    item.title = {.begin = piece.begin, .end = end - static_cast<std::uint32_t>(stop)};
    item.body.begin = TrimRange(text, {.begin = end, .end = item.body.end}).begin;
    return item;
  }
  FindInlineTitle(words, /*introduced=*/false, vocabulary, &item);
  return item;
}

std::vector<DigestItem> ItemsOfPieces(std::string_view text, std::span<const PageLine> lines,
                                      const std::vector<Piece>& pieces, std::size_t min_items, bool bulleted,
                                      const PageVocabulary& vocabulary) {
  std::vector<DigestItem> items;
  if (pieces.size() < min_items) return items;
  const auto too_short = [&](const Piece& piece) { return WordsOf(lines, piece) < kMinItemWords; };
  if (std::any_of(pieces.begin(), pieces.end(), too_short)) return items;
  for (const Piece& piece : pieces) items.push_back(MakeItem(text, lines, piece, bulleted, vocabulary));
  return items;
}

// The part of `body` that is on its first line.
TextRange FirstLine(std::span<const PageLine> lines, TextRange body) {
  const auto line =
      std::find_if(lines.begin(), lines.end(), [&](const PageLine& l) { return l.range.end > body.begin; });
  return {.begin = body.begin, .end = line == lines.end() ? body.end : std::min(line->range.end, body.end)};
}

bool ReadsLikeTitle(std::string_view text, TextRange line) {
  return CountWords(Slice(text, line)) <= kMaxTitleWords && !EndsLikeSentence(Slice(text, line));
}

// Items that end with an invitation each, the last one perhaps without.
std::vector<DigestItem> ItemsOfInvitations(std::string_view text, std::span<const PageLine> lines, std::uint32_t begin,
                                           std::span<const TextRange> invitations, const PageVocabulary& vocabulary) {
  std::vector<DigestItem> items;
  if (invitations.size() < 2) return items;
  for (std::size_t i = 0; i <= invitations.size(); ++i) {
    const std::uint32_t end = i < invitations.size() ? invitations[i].begin : lines.back().range.end;
    DigestItem item;
    item.body = TrimRange(text, {.begin = begin, .end = end});
    if (i < invitations.size()) begin = invitations[i].end;
    if (CountWords(Slice(text, item.body)) < kMinItemWords) {
      if (i < invitations.size() && i > 0) return {};
      continue;
    }
    const TextRange first = FirstLine(lines, item.body);
    if (first.end == item.body.end || !ReadsLikeTitle(text, first)) {
      FindInlineTitle(SplitWords(text, item.body), items.empty(), vocabulary, &item);
    } else {
      item.title = first;
      item.body = TrimRange(text, {.begin = first.end, .end = item.body.end});
    }
    items.push_back(item);
  }
  return items.size() >= 2 ? items : std::vector<DigestItem>();
}

}  // namespace

bool IsBullet(std::string_view text, const PageLine& line, std::uint32_t* after) {
  const Utf8Character first = DecodeUtf8(text, line.range.begin);
  const char32_t c = first.code_point;
  const bool mark = c == U'•' || c == U'●' || c == U'▪' || c == U'■' || c == U'◆' || c == U'►' || c == U'▶' ||
                    c == U'‣' || c == U'◦' || c == '*' || c == '-' || c == U'–' || c == U'—' || c == U'·';
  if (!mark) return false;
  const auto begin = line.range.begin + static_cast<std::uint32_t>(first.length);
  if (begin >= line.range.end || !IsSpace(DecodeUtf8(text, begin).code_point)) return false;
  if (after != nullptr) *after = TrimRange(text, {.begin = begin, .end = line.range.end}).begin;
  return true;
}

std::vector<DigestItem> FindDigestItems(std::string_view text, std::span<const PageLine> lines, std::uint32_t begin,
                                        std::span<const TextRange> invitations, const PageVocabulary& vocabulary) {
  if (lines.empty()) return {};
  std::vector<DigestItem> items = ItemsOfPieces(text, lines, SplitAtRules(text, lines), 2, false, vocabulary);
  if (items.empty()) items = ItemsOfPieces(text, lines, SplitAtHeadings(lines), 2, false, vocabulary);
  if (items.empty()) items = ItemsOfPieces(text, lines, SplitAtNumbers(text, lines), 3, true, vocabulary);
  if (items.empty()) items = ItemsOfPieces(text, lines, SplitAtBullets(text, lines), 3, true, vocabulary);
  if (items.empty()) items = ItemsOfInvitations(text, lines, begin, invitations, vocabulary);
  return items;
}

}  // namespace copydesk
