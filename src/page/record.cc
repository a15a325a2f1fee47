#include "page/record.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "page/credit.h"
#include "page/digest.h"
#include "page/headline_list.h"
#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr double kShortLine = 30;      // words: longer ones hold text besides an invitation
constexpr std::size_t kMaxPhrase = 5;  // words of a phrase that may end the items of a digest

struct Cleaned {
  std::vector<TextRange> furniture;
  std::vector<TextRange> invitations;  // "read more" phrases, ascending; they are furniture as well
};

TextRange RangeOf(std::span<const PageWord> words, std::size_t first, std::size_t last) {
  return {.begin = words[first].range.begin, .end = words[last - 1].range.end};
}

std::string KeyOf(std::span<const PageWord> words, std::size_t first, std::size_t last) {
  std::string key;
  for (std::size_t i = first; i < std::min(last, words.size()); ++i)
    absl::StrAppend(&key, i > first ? " " : "", words[i].key);
  return key;
}

// "READ MORE HERE" after a sentence: a known phrase, or at least two words in capitals, as many as there are. 0: none.
std::size_t PhraseWords(std::span<const PageWord> words, std::size_t i, bool known) {
  if (i > 0 && !words[i - 1].ends_sentence) return 0;
  if (known) return static_cast<std::size_t>(ReadMoreWords(KeyOf(words, i, i + kMaxPhrase)));
  std::size_t size = 0;
  while (i + size < words.size() && size <= kMaxPhrase && words[i + size].all_capitals && !words[i + size].comma)
    ++size;
  return size >= 2 && size <= kMaxPhrase && !IsPhotoWord(words[i].key) ? size : 0;
}

// False for most lines: no word of it has two letters and all in capitals.
bool MayHoldCapitals(std::string_view line) {
  int capitals = 0;
  bool small = false;
  for (const char c : line) {
    if (static_cast<unsigned char>(c) >= 0x80) return true;
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      if (capitals >= 2 && !small) return true;
      capitals = 0;
      small = false;
    }
    capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
    small = small || (c >= 'a' && c <= 'z');
  }
  return capitals >= 2 && !small;
}

// Phrases in capitals that stand between sentences twice or more.
void FindRecurringPhrases(std::span<const PageWord> words, std::map<std::string, int>* phrases) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t size = PhraseWords(words, i, false);
    if (size == 0 || i + size == words.size()) continue;
    // The capitals of a title may follow: count every beginning of at least two words.
    for (std::size_t n = 2; n <= size; ++n) ++(*phrases)[KeyOf(words, i, i + n)];
  }
}

std::size_t RecurringPhraseWords(std::span<const PageWord> words, std::size_t i,
                                 const std::map<std::string, int>& phrases) {
  int best = 1;
  std::size_t words_of_best = 0;
  for (std::size_t n = PhraseWords(words, i, false); n >= 2; --n) {
    const auto found = phrases.find(KeyOf(words, i, i + n));
    if (found != phrases.end() && found->second > best) {
      best = found->second;
      words_of_best = n;
    }
  }
  return words_of_best;
}

// The phrase after the last sentence of a line in a script without spaces: "...雨水。点击阅读全文".
TextRange InvitationAtEnd(std::string_view text, TextRange line) {
  const TextRange none{.begin = line.end, .end = line.end};
  constexpr std::size_t kLongest = 60;  // bytes of the phrase
  constexpr std::size_t kMark = 3;      // bytes of each mark below
  const std::string_view printed = Slice(text, line);
  const std::size_t begin = printed.size() - std::min(printed.size(), kLongest + kMark);
  std::size_t at = std::string_view::npos;
  for (const std::string_view mark : {"。", "！", "？", "”", "」"}) {
    const std::size_t found = printed.substr(begin).rfind(mark);
    if (found != std::string_view::npos && (at == std::string_view::npos || begin + found + mark.size() > at))
      at = begin + found + mark.size();
  }
  if (at == std::string_view::npos || at >= printed.size() || printed.size() - at > kLongest) return none;
  const TextRange tail = {.begin = line.begin + static_cast<std::uint32_t>(at), .end = line.end};
  return ReadMoreWords(LineKey(Slice(text, tail))) > 0 ? tail : none;
}

void CleanLine(std::string_view text, const PageLine& line, const std::map<std::string, int>& phrases,
               const PageVocabulary& vocabulary, Cleaned* cleaned) {
  if (line.words <= kShortLine) {
    const std::string key = LineKey(Slice(text, line.range));
    const int invitation = ReadMoreWords(key);
    if (invitation > 0 && line.words <= invitation + 3) {
      cleaned->furniture.push_back(line.range);
      cleaned->invitations.push_back(line.range);
      return;
    }
    if (StartsLikeInvitation(key) && line.words <= kShortLine / 2) {
      cleaned->furniture.push_back(line.range);
      return;
    }
  }
  if (const TextRange tail = InvitationAtEnd(text, line.range); tail.begin != tail.end) {
    cleaned->furniture.push_back(tail);
    cleaned->invitations.push_back(tail);
    return;
  }
  if (line.words < kShortLine / 2) return;
  const std::vector<PageWord> words = SplitWords(text, line.range);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t size = PhraseWords(words, i, true);
    if (size == 0) size = RecurringPhraseWords(words, i, phrases);
    if (size == 0) continue;
    cleaned->invitations.push_back(RangeOf(words, i, std::min(i + size, words.size())));
    cleaned->furniture.push_back(cleaned->invitations.back());
    i += size - 1;
  }
  for (const WordRange& list : FindHeadlineLists(words, vocabulary)) {
    cleaned->furniture.push_back(RangeOf(words, list.first, list.last));
  }
}

// Runs of at least three short lines after one that announces headlines.
void FindHeadlineLines(std::string_view text, std::span<const PageLine> lines, Cleaned* cleaned) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].words > 12 || !StartsHeadlineList(LineKey(Slice(text, lines[i].range)))) continue;
    std::size_t end = i + 1;
    while (end < lines.size() && !lines[end].IsProse()) ++end;
    if (end - i < 4) continue;
    for (std::size_t k = i; k < end; ++k) cleaned->furniture.push_back(lines[k].range);
    i = end - 1;
  }
}

Cleaned Clean(std::string_view text, std::span<const PageLine> lines, const PageVocabulary& vocabulary) {
  Cleaned cleaned;
  std::map<std::string, int> phrases;
  for (const PageLine& line : lines) {
    if (line.words < kShortLine / 2 || !MayHoldCapitals(Slice(text, line.range))) continue;
    FindRecurringPhrases(SplitWords(text, line.range), &phrases);
  }
  std::erase_if(phrases, [](const auto& phrase) { return phrase.second < 2; });
  for (const PageLine& line : lines) CleanLine(text, line, phrases, vocabulary, &cleaned);
  FindHeadlineLines(text, lines, &cleaned);
  return cleaned;
}

std::vector<TextRange> RangesOf(std::span<const PageLine> lines) {
  std::vector<TextRange> ranges;
  for (const PageLine& line : lines) ranges.push_back(line.range);
  return ranges;
}

// Takes the credit off the end of `lines`: a line of its own, or the end of the last one.
TextRange TakeCredit(std::string_view text, std::span<const PageLine>* lines) {
  if (lines->empty()) return {};
  const PageLine& last = lines->back();
  const bool own_line = lines->size() > 1 && !last.sentence && last.words <= 8;
  const TextRange credit = FindCredit(text, last.range, own_line);
  if (credit.begin == last.range.begin) *lines = lines->first(lines->size() - 1);
  return credit;
}

}  // namespace

std::vector<TextRange> Subtract(std::string_view text, std::span<const TextRange> ranges,
                                std::vector<TextRange> holes) {
  std::sort(holes.begin(), holes.end(), [](TextRange x, TextRange y) { return x.begin < y.begin; });
  std::vector<TextRange> rest;
  const auto keep = [&](std::uint32_t begin, std::uint32_t end) {
    const TextRange piece = TrimRange(text, {.begin = begin, .end = std::max(begin, end)});
    if (piece.begin == piece.end) return;
    const bool adjacent = !rest.empty() && TrimRange(text, {rest.back().end, piece.begin}).begin == piece.begin;
    if (adjacent) {
      rest.back().end = piece.end;
    } else {
      rest.push_back(piece);
    }
  };
  std::size_t hole = 0;
  for (const TextRange& range : ranges) {
    std::uint32_t begin = range.begin;
    while (hole < holes.size() && holes[hole].end <= range.begin) ++hole;
    for (std::size_t i = hole; i < holes.size() && holes[i].begin < range.end; ++i) {
      if (holes[i].end <= begin) continue;
      keep(begin, holes[i].begin);
      begin = std::max(begin, holes[i].end);
    }
    if (begin < range.end) keep(begin, range.end);
  }
  return rest;
}

void AppendRecord(std::string_view text, Block head, std::span<const PageLine> lines,
                  std::span<const TextRange> furniture, const PageVocabulary& vocabulary, PageParts* page) {
  const TextRange credit = TakeCredit(text, &lines);
  head.credit = Collapse(Slice(text, credit));
  Cleaned cleaned = Clean(text, lines, vocabulary);
  cleaned.furniture.insert(cleaned.furniture.end(), furniture.begin(), furniture.end());
  std::vector<TextRange> holes = cleaned.furniture;
  holes.push_back(credit);
  head.parts = Subtract(text, RangesOf(lines), holes);
  page->furniture.insert(page->furniture.end(), cleaned.furniture.begin(), cleaned.furniture.end());
  std::vector<DigestItem> items;
  if (head.role != BlockRole::kMain && !head.parts.empty()) {
    items = FindDigestItems(text, lines, head.parts.front().begin, cleaned.invitations, vocabulary);
  }
  const std::string name = head.name;
  page->blocks.push_back(std::move(head));
  int number = 0;
  for (const DigestItem& item : items) {
    Block block;
    block.name = absl::StrCat(name, ".", ++number);
    block.role = BlockRole::kDigestItem;
    block.parent = name;
    block.title = Collapse(Slice(text, item.title));
    std::vector<TextRange> inside;
    for (const PageLine& line : lines) {
      const TextRange both = {.begin = std::max(line.range.begin, item.body.begin),
                              .end = std::min(line.range.end, item.body.end)};
      if (both.begin < both.end) inside.push_back(both);
    }
    block.parts = Subtract(text, inside, holes);
    page->blocks.push_back(std::move(block));
  }
}

}  // namespace copydesk
