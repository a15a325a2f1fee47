#include "text/posts_and_captions.h"

#include <algorithm>
#include <cstdint>

#include "text/paragraph_signs.h"

namespace copydesk {
namespace {

// A caption is a sentence or three; a longer paragraph that names a photo agency is running text.
constexpr std::size_t kMaxCaptionBytes = 900;

// A credit that stands on a line of its own, below the caption.
constexpr std::size_t kMaxCreditBytes = 100;
constexpr std::size_t kMaxCaptionBeforeCreditBytes = 400;

constexpr std::size_t kMaxClosingCreditBytes = 100;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool IsLetter(char c) { return (Lower(c) >= 'a' && Lower(c) <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0; }

// Where the "(name/agency)" or "(... via agency)" begins that a paragraph ends with, as captions do; npos when it does
// not.
std::size_t FindClosingCredit(std::string_view paragraph) {
  constexpr std::size_t kNone = std::string_view::npos;
  const std::size_t close = paragraph.find_last_not_of(" .");
  if (close == kNone || paragraph[close] != ')') return kNone;
  const std::size_t open = paragraph.rfind('(', close);
  if (open == kNone || close - open > kMaxClosingCreditBytes) return kNone;
  const std::string_view inside = paragraph.substr(open + 1, close - open - 1);
  if (std::any_of(inside.begin(), inside.end(), [](char c) { return c >= '0' && c <= '9'; })) return kNone;
  const std::size_t slash = inside.find('/');
  const bool has_names_around_slash = slash != kNone && slash > 0 && slash + 1 < inside.size() &&
                                      (IsLetter(inside[slash - 1]) || inside[slash - 1] == ' ') &&
                                      (IsLetter(inside[slash + 1]) || inside[slash + 1] == ' ');
  return has_names_around_slash || inside.find(" via ") != kNone ? open : kNone;
}

// True when a sentence ends in `text`; the full stop of an initial is none.
bool HasSentenceEnd(std::string_view text) {
  if (text.find("。") != std::string_view::npos) return true;
  for (std::size_t end = text.find_first_of(".!?"); end != std::string_view::npos;
       end = text.find_first_of(".!?", end + 1)) {
    const bool is_initial = end > 0 && text[end] == '.' && text[end - 1] >= 'A' && text[end - 1] <= 'Z';
    if (!is_initial) return true;
  }
  return false;
}

// True when the credit that begins at byte `credit` of a paragraph is all of it: no caption stands before it, at most
// the name of a photographer.
bool IsCreditAlone(std::string_view paragraph, std::size_t credit) {
  return paragraph.size() <= kMaxCreditBytes && !HasSentenceEnd(paragraph.substr(0, credit));
}

bool IsHandleCharacter(char c) {
  const char lower = Lower(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// "(@name)", the way in which the author of an embedded post is given.
bool HasBracketedHandle(std::string_view paragraph) {
  for (std::size_t at = paragraph.find("(@"); at != std::string_view::npos; at = paragraph.find("(@", at + 2)) {
    std::size_t end = at + 2;
    while (end < paragraph.size() && IsHandleCharacter(paragraph[end])) ++end;
    if (end > at + 2 && end < paragraph.size() && paragraph[end] == ')') return true;
  }
  return false;
}

// The line below a post: a dash or a name, the handle, a date.
bool IsPostSignature(std::string_view paragraph) {
  constexpr std::size_t kMaxBytes = 160;
  return paragraph.size() <= kMaxBytes && HasBracketedHandle(paragraph) &&
         std::any_of(paragraph.begin(), paragraph.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct ParagraphSigns {
  bool has_post_link = false;
  std::size_t photo_credit = std::string_view::npos;  // where the first is in the paragraph
};

// Those of one paragraph after the other.
class SignReader {
 public:
  explicit SignReader(std::string_view text) : signs_(FindSigns(text)) {}

  // Paragraphs ascend.
  ParagraphSigns Of(const TextRange& paragraph) {
    ParagraphSigns found;
    while (next_ < signs_.size() && signs_[next_].begin < paragraph.begin) ++next_;
    for (; next_ < signs_.size() && signs_[next_].begin < paragraph.end; ++next_) {
      const Sign& sign = signs_[next_];
      if (sign.end > paragraph.end) continue;
      found.has_post_link = found.has_post_link || sign.is_post_link;
      if (!sign.is_post_link)
        found.photo_credit = std::min<std::size_t>(found.photo_credit, sign.begin - paragraph.begin);
    }
    return found;
  }

 private:
  std::vector<Sign> signs_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<TextRange> FindPostsAndCaptions(std::string_view text, std::span<const TextRange> paragraphs) {
  SignReader signs_of(text);
  std::vector<std::uint8_t> found(paragraphs.size(), 0);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const std::size_t size = paragraphs[i].end - paragraphs[i].begin;
    if (size > kMaxCaptionBytes) continue;
    const std::string_view paragraph = text.substr(paragraphs[i].begin, size);
    const ParagraphSigns signs = signs_of.Of(paragraphs[i]);
    const std::size_t before = i == 0 ? 0 : paragraphs[i - 1].end - paragraphs[i - 1].begin;
    if (IsPostSignature(paragraph)) {
      found[i] = 1;
      if (i > 0) found[i - 1] = 1;
    } else if (signs.has_post_link) {
      found[i] = 1;
    } else if (const std::size_t credit = std::min(signs.photo_credit, FindClosingCredit(paragraph));
               credit != std::string_view::npos) {
      found[i] = 1;
      if (i > 0 && IsCreditAlone(paragraph, credit) && before <= kMaxCaptionBeforeCreditBytes) found[i - 1] = 1;
    }
  }
  std::vector<TextRange> ranges;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (found[i] != 0) ranges.push_back(paragraphs[i]);
  }
  return ranges;
}

}  // namespace copydesk
