#include "text/quotation.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/utf8.h"
#include "text/paragraphs.h"
#include "text/posts_and_captions.h"
#include "text/quotation_marks.h"

namespace copydesk {
namespace {

constexpr char32_t kDoubled = U'\U000F0000';  // stands for two straight or grave single marks in a row

// An opening mark and the marks that may close it.
struct QuotationMarks {
  char32_t open;
  std::u32string_view close;
};

constexpr auto kMarks = std::to_array<QuotationMarks>({
    {U'“', U"”\""},
    {U'„', U"“”\""},
    {U'‟', U"”"},
    {U'«', U"»"},
    {U'»', U"«"},
    {U'‹', U"›"},
    {U'「', U"」"},
    {U'『', U"』"},
    {U'"', U"\"”"},
    {U'‘', U"’"},
    {U'‚', U"‘’"},
    {kDoubled, U"\U000F0000\""},
});

// 0 is the border of a paragraph.
bool IsSpace(char32_t c) {
  return c == 0 || c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x3000;
}

// Han, Kana, and the punctuation that goes with them: scripts without spaces around quotations.
bool IsUnspaced(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

// What may stand before an opening mark: white space, an opening bracket, a dash, another quotation mark.
bool MayPrecedeOpening(char32_t c) {
  return IsSpace(c) || IsUnspaced(c) || std::u32string_view(U"([{-–—―“‘«„\"'/:").find(c) != std::u32string_view::npos;
}

// Those that an apostrophe may stand before.
bool IsWordCharacter(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && (c < 0x2000 || c > 0x206F) && !IsUnspaced(c) && c < 0xF0000);
}

// A character of a text with its neighbours.
struct Place {
  char32_t before;
  char32_t mark;
  char32_t after;
  std::size_t length;  // bytes of the mark
};

Place LookAt(std::string_view text, std::size_t position) {
  const Utf8Character here = DecodeUtf8(text, position);
  Place place{.before = DecodeUtf8Before(text, position).code_point,
              .mark = here.code_point,
              .after = 0,
              .length = here.length};
  const std::string_view pair = text.substr(position, 2);
  if (pair == "''" || pair == "``") {
    place.mark = kDoubled;
    place.length = 2;
  }
  const std::size_t next = position + place.length;
  if (next < text.size()) place.after = DecodeUtf8(text, next).code_point;
  return place;
}

const QuotationMarks* FindOpening(const Place& place) {
  const auto* const marks =
      std::find_if(kMarks.begin(), kMarks.end(), [&](const QuotationMarks& m) { return m.open == place.mark; });
  if (marks == kMarks.end()) return nullptr;
  // French puts spaces inside its marks.
  const bool may_stand_apart = place.mark == U'«' || place.mark == U'‹';
  if (IsSpace(place.after)) return may_stand_apart && MayPrecedeOpening(place.before) ? marks : nullptr;
  // These marks close as well as open, or are apostrophes; their neighbours tell.
  const bool is_ambiguous = std::u32string_view(U"\"‘‚»\U000F0000").find(place.mark) != std::u32string_view::npos;
  return is_ambiguous && !MayPrecedeOpening(place.before) ? nullptr : marks;
}

bool Closes(const QuotationMarks& open, const Place& place) {
  if (open.close.find(place.mark) == std::u32string_view::npos) return false;
  if (place.mark == U'’') return !IsWordCharacter(place.after);  // otherwise an apostrophe
  const bool is_straight = place.mark == U'"' || place.mark == kDoubled;
  return !is_straight || !IsSpace(place.before) || IsSpace(place.after);
}

// A paragraph of a text, and the places in the text where marks may be in it.
struct Paragraph {
  std::string_view text;
  std::uint32_t begin = 0;
  std::span<const std::uint32_t> marks;

  // True when its first character opens a quotation.
  [[nodiscard]] bool BeginsWithOpening() const {
    return !marks.empty() && marks.front() == begin && FindOpening(LookAt(text, 0)) != nullptr;
  }
};

// Appends the quotations of one paragraph. A mark that nothing closes makes it look again behind that mark, once for
// each kind of mark.
void AppendQuotations(const Paragraph& paragraph, bool next_opens, std::vector<TextRange>* ranges) {
  const QuotationMarks* open = nullptr;
  std::size_t opening = 0;                     // the place of `open` among the marks, ...
  std::size_t after_opening = 0;               // ... and where it ends in the paragraph
  std::array<bool, kMarks.size()> is_stray{};  // nothing closes this kind any more
  std::size_t end = 0;                         // of the last mark, in the paragraph
  for (std::size_t i = 0;; ++i) {
    if (i == paragraph.marks.size()) {
      if (open == nullptr || next_opens) break;
      is_stray[static_cast<std::size_t>(open - kMarks.data())] = true;
      open = nullptr;
      i = opening;
      end = after_opening;
      continue;
    }
    const std::size_t at = paragraph.marks[i] - paragraph.begin;
    if (at < end) continue;  // the second of a pair
    const Place place = LookAt(paragraph.text, at);
    end = at + place.length;
    if (open == nullptr) {
      open = FindOpening(place);
      if (open != nullptr && is_stray[static_cast<std::size_t>(open - kMarks.data())]) open = nullptr;
      opening = i;
      after_opening = end;
    } else if (Closes(*open, place)) {
      ranges->push_back({.begin = paragraph.marks[opening], .end = paragraph.begin + static_cast<std::uint32_t>(end)});
      open = nullptr;
    }
  }
  // A quotation over several paragraphs opens each of them and closes the last.
  if (open != nullptr && next_opens) {
    ranges->push_back({.begin = paragraph.marks[opening],
                       .end = paragraph.begin + static_cast<std::uint32_t>(paragraph.text.size())});
  }
}

// Sorts, and joins what touches.
void Normalise(std::vector<TextRange>* ranges) {
  std::sort(ranges->begin(), ranges->end(), [](const TextRange& x, const TextRange& y) { return x.begin < y.begin; });
  std::size_t kept = 0;
  for (const TextRange& range : *ranges) {
    if (kept > 0 && range.begin <= (*ranges)[kept - 1].end) {
      (*ranges)[kept - 1].end = std::max((*ranges)[kept - 1].end, range.end);
    } else {
      (*ranges)[kept++] = range;
    }
  }
  ranges->resize(kept);
}

}  // namespace

std::vector<TextRange> FindQuotations(std::string_view text) {
  const std::vector<TextRange> paragraphs = FindParagraphs(text);
  std::vector<TextRange> ranges = FindPostsAndCaptions(text, paragraphs);
  const std::vector<std::uint32_t> marks = FindQuotationMarks(text);
  auto next = marks.begin();
  // One after the other; behind the last there is an empty one.
  const auto read = [&](std::size_t i) {
    if (i == paragraphs.size()) return Paragraph();
    const auto [begin, end] = paragraphs[i];
    const auto first = std::lower_bound(next, marks.end(), begin);
    next = std::lower_bound(first, marks.end(), end);
    return Paragraph{.text = text.substr(begin, end - begin), .begin = begin, .marks = {first, next}};
  };
  Paragraph paragraph = read(0);
  for (std::size_t i = 0; i < paragraphs.size() && !marks.empty(); ++i) {
    const Paragraph following = read(i + 1);
    AppendQuotations(paragraph, following.BeginsWithOpening(), &ranges);
    paragraph = following;
  }
  Normalise(&ranges);
  return ranges;
}

}  // namespace copydesk
