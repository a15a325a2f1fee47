#include "report/excerpt.h"

#include <algorithm>

namespace copydesk {
namespace {

using Kind = ExcerptPiece::Kind;

// A word that is longer is cut: text without spaces would be one word.
constexpr std::size_t kWordBytes = 16;

// Fewer words are not worth an ellipsis.
constexpr std::size_t kFewWords = 6;

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

bool IsInsideCharacter(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

// The border of a character at or before `at`. Bytes that are not UTF-8 have borders wherever they are asked for.
std::size_t BorderBefore(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  for (std::size_t back = 0; back < 4 && back <= at; ++back) {
    if (!IsInsideCharacter(text, at - back)) return at - back;
  }
  return at;
}

TextRange Clamp(std::string_view text, const TextRange& range) {
  const std::size_t begin = BorderBefore(text, range.begin);
  const std::size_t end = BorderBefore(text, range.end);
  return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(std::max(begin, end))};
}

// Clamped, ascending and disjoint; of those that overlap the earlier keeps the common bytes.
std::vector<Mark> Disjoint(std::string_view text, std::vector<Mark> marks) {
  for (Mark& mark : marks) mark.range = Clamp(text, mark.range);
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& x, const Mark& y) { return x.range.begin < y.range.begin; });
  std::uint32_t end = 0;
  std::vector<Mark> disjoint;
  for (Mark& mark : marks) {
    mark.range.begin = std::max(mark.range.begin, end);
    if (mark.range.begin >= mark.range.end) continue;
    end = mark.range.end;
    disjoint.push_back(std::move(mark));
  }
  return disjoint;
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// Bytes of the first `words` words.
std::size_t HeadLength(std::string_view text, std::size_t words) {
  std::size_t i = 0;
  const std::size_t limit = words * kWordBytes;
  for (; words > 0 && i < text.size(); --words) {
    while (i < text.size() && IsSpace(text[i])) ++i;
    while (i < text.size() && !IsSpace(text[i])) ++i;
  }
  return i <= limit ? i : BorderBefore(text, limit);
}

// Bytes of the last `words` words.
std::size_t TailLength(std::string_view text, std::size_t words) {
  std::size_t i = text.size();
  const std::size_t limit = words * kWordBytes;
  for (; words > 0 && i > 0; --words) {
    while (i > 0 && IsSpace(text[i - 1])) --i;
    while (i > 0 && !IsSpace(text[i - 1])) --i;
  }
  if (text.size() - i <= limit) return text.size() - i;
  return text.size() - BorderBefore(text, text.size() - limit);
}

// Bytes [begin, end) of a passage, divided where its words differ.
void AddPassage(std::string_view text, const Mark& mark, std::size_t begin, std::size_t end,
                std::vector<ExcerptPiece>* segments) {
  const auto add = [&](Kind kind, std::size_t from, std::size_t to) {
    segments->push_back({.kind = kind, .text = text.substr(from, to - from), .number = mark.number});
  };
  std::size_t at = begin;
  for (const TextRange& difference : mark.differences) {
    const TextRange safe = Clamp(text, difference);
    if (safe.begin < at || safe.end > end) continue;
    if (safe.begin > at) add(Kind::kMarked, at, safe.begin);
    add(Kind::kDiffers, safe.begin, safe.end);
    at = safe.end;
  }
  if (at < end) add(Kind::kMarked, at, end);
}

class Excerpt {
 public:
  explicit Excerpt(std::size_t bytes) : left_(bytes) {}

  // A segment of which so many words at either end are kept.
  void Add(const ExcerptPiece& segment, std::size_t head_words, std::size_t tail_words) {
    const std::string_view text = segment.text;
    const std::size_t head = HeadLength(text, head_words);
    const std::size_t tail = TailLength(text.substr(head), tail_words);
    const std::string_view middle = text.substr(head, text.size() - head - tail);
    if (middle.size() < kFewWords * kWordBytes && CountPrintedWords(middle) < kFewWords && !(head == 0 && tail == 0)) {
      Keep(segment, text);
      return;
    }
    Keep(segment, text.substr(0, head));
    Omit(middle, segment.number);
    Keep(segment, text.substr(text.size() - tail));
  }

  // Where the counterpart has words more.
  void AddEmpty(const ExcerptPiece& segment) {
    if (left_ > 0) pieces_.push_back({.kind = segment.kind, .text = segment.text, .number = segment.number});
  }

  void Break() {
    if (!pieces_.empty() && pieces_.back().kind != Kind::kOmitted && pieces_.back().kind != Kind::kBreak) {
      pieces_.push_back({.kind = Kind::kBreak});
    }
  }

  std::vector<ExcerptPiece> Take() {
    if (!pieces_.empty() && pieces_.back().kind == Kind::kBreak) pieces_.pop_back();
    return std::move(pieces_);
  }

 private:
  void Keep(const ExcerptPiece& segment, std::string_view text) {
    const std::size_t kept = text.size() <= left_ ? text.size() : BorderBefore(text, left_);
    if (kept > 0) {
      const bool begins = segment.number != 0 && segment.number != last_number_;
      if (begins) last_number_ = segment.number;
      pieces_.push_back(
          {.kind = segment.kind, .text = text.substr(0, kept), .number = segment.number, .begins = begins});
      left_ -= kept;
    }
    if (kept < text.size()) {
      left_ = 0;
      Omit(text.substr(kept), 0);
    }
  }

  void Omit(std::string_view text, std::uint32_t number) {
    const std::size_t words = CountPrintedWords(text);
    if (words == 0) return;
    if (!pieces_.empty() && pieces_.back().kind == Kind::kBreak) pieces_.pop_back();
    if (pieces_.empty() || pieces_.back().kind != Kind::kOmitted || pieces_.back().number != number) {
      pieces_.push_back({.kind = Kind::kOmitted, .number = number});
    }
    pieces_.back().words += words;
    pieces_.back().characters += CountCharacters(text);
  }

  std::vector<ExcerptPiece> pieces_;
  std::size_t left_;
  std::uint32_t last_number_ = 0;
};

}  // namespace

std::string_view SafeSlice(std::string_view text, const TextRange& range) {
  const TextRange safe = Clamp(text, range);
  return text.substr(safe.begin, safe.end - safe.begin);
}

std::vector<TextRange> SafeRanges(std::string_view text, std::span<const TextRange> ranges) {
  std::vector<Mark> marks;
  for (const TextRange& range : ranges) marks.push_back({.range = range});
  std::vector<TextRange> safe;
  for (const Mark& mark : Disjoint(text, std::move(marks))) safe.push_back(mark.range);
  return safe;
}

std::size_t CountPrintedWords(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (!IsSpace(c) && !inside) ++words;
    inside = !IsSpace(c);
  }
  return words;
}

std::vector<ExcerptPiece> MakeExcerpt(std::string_view text, std::span<const TextRange> parts, std::vector<Mark> marks,
                                      const ExcerptRule& rule) {
  const std::vector<TextRange> safe_parts = SafeRanges(text, parts);
  const std::vector<Mark> safe_marks = Disjoint(text, std::move(marks));

  // The whole text as segments that are marked or not.
  std::vector<ExcerptPiece> segments;
  const auto slice = [&](std::size_t begin, std::size_t end) { return text.substr(begin, end - begin); };
  auto mark = safe_marks.begin();
  for (const TextRange& part : safe_parts) {
    if (!segments.empty()) segments.push_back({.kind = Kind::kBreak});
    std::size_t at = part.begin;
    while (mark != safe_marks.end() && mark->range.end <= at) ++mark;
    for (; mark != safe_marks.end() && mark->range.begin < part.end; ++mark) {
      const std::size_t begin = std::max<std::size_t>(mark->range.begin, at);
      const std::size_t end = std::min(mark->range.end, part.end);
      if (begin > at) segments.push_back({.kind = Kind::kText, .text = slice(at, begin)});
      AddPassage(text, *mark, begin, end, &segments);
      at = end;
      if (mark->range.end > part.end) break;  // it goes on in the next part
    }
    if (at < part.end) segments.push_back({.kind = Kind::kText, .text = slice(at, part.end)});
  }

  const auto number_at = [&](std::size_t i) { return i < segments.size() ? segments[i].number : 0; };
  const bool has_marks =
      std::any_of(segments.begin(), segments.end(), [](const ExcerptPiece& segment) { return segment.number != 0; });
  std::size_t lead_words = rule.lead_words;
  Excerpt excerpt(rule.bytes);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const ExcerptPiece& segment = segments[i];
    const auto words_beside = [&](std::size_t neighbour) {
      if (segment.number == 0) return number_at(neighbour) != 0 ? rule.context_words : 0;
      const bool is_inside = number_at(neighbour) == segment.number && segment.kind == Kind::kMarked;
      return is_inside ? rule.context_words : rule.passage_words;
    };
    if (segment.kind == Kind::kBreak) {
      excerpt.Break();
    } else if (segment.text.empty()) {
      excerpt.AddEmpty(segment);
    } else if (rule.whole) {
      excerpt.Add(segment, segment.text.size(), 0);
    } else if (has_marks) {
      excerpt.Add(segment, words_beside(i - 1), words_beside(i + 1));
    } else {
      excerpt.Add(segment, lead_words, 0);
      lead_words -= std::min(lead_words, CountPrintedWords(segment.text));
    }
  }
  return excerpt.Take();
}

}  // namespace copydesk
