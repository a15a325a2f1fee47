// Which of the places where credits stand a text has.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "copydesk/credit.h"
#include "text/word_break.h"
#include "wire/article_layout.h"
#include "wire/candidate.h"

namespace copydesk {
namespace {

constexpr std::size_t kLabelBytes = 100;

constexpr auto kCutMarks = std::to_array<std::string_view>({"...", "…", "[…]", "(…)", "[...]", "(...)", "&hellip;"});
constexpr auto kReadOn = std::to_array<std::string_view>(
    {"read more", "continue reading", "read on", "weiterlesen", "lire la suite", "seguir leyendo", "читать далее",
     "leggi tutto", "lees verder", "läs mer", "(more)", "more to come", "全文", "続きを読む"});

bool BeginsInside(std::string_view line) {
  for (const std::string_view mark : kCutMarks) {
    if (line.starts_with(mark)) return true;
  }
  for (std::size_t at = 0; at < line.size();) {
    const Utf8Character c = DecodeUtf8(line, at);
    const CharClass kind = ClassOf(c.code_point);
    if (kind == CharClass::kLetter || kind == CharClass::kNoSpace) {
      if (u_islower(static_cast<UChar32>(c.code_point)) == 0) return false;
      // "iPhone" and "dpa" begin titles too.
      const std::vector<PrintedWord> words = SplitPrinted(line.substr(at, 40));
      const bool capital_inside = std::any_of(words[0].letters.begin(), words[0].letters.end(),
                                              [](char letter) { return letter >= 'A' && letter <= 'Z'; });
      return !capital_inside;
    }
    if (kind == CharClass::kDigit) return false;
    if (c.code_point == ',' || c.code_point == ';' || c.code_point == ')') return true;
    at += c.length;
  }
  return false;
}

// "... [+1234 chars]".
bool CountsWhatFollows(std::string_view line) {
  return line.ends_with("chars]") && line.rfind("[+") != std::string_view::npos;
}

bool EndsInside(std::string_view text, const std::vector<ArticleLine>& lines) {
  const TextRange range = lines.back().range;
  const std::string_view line = text.substr(range.begin, range.end - range.begin);
  for (const std::string_view mark : kCutMarks) {
    if (line.ends_with(mark)) return true;
  }
  if (CountsWhatFollows(line)) return true;
  const std::string folded = FoldForCredits(line.substr(line.size() - std::min(line.size(), kLabelBytes)));
  for (const std::string_view phrase : kReadOn) {
    if (folded.ends_with(phrase)) return true;
  }
  if (EndsSentence(line)) return false;
  const char32_t last = DecodeUtf8Before(line, line.size()).code_point;
  if (last == ',' || last == ';' || last == '-' || last == U'，' || last == U'、') return true;
  // A label, or a few words behind the end of the last sentence; a single line without an end is neither.
  const std::string_view rest = LastSentence(line.substr(line.size() - std::min(line.size(), 4 * kLabelBytes)));
  const bool is_whole_text = lines.size() == 1 && rest.size() == line.size();
  return is_whole_text || rest.size() > kLabelBytes;
}

}  // namespace

CreditPlaces FindCreditPlaces(std::string_view text, std::span<const TextRange> parts) {
  const ArticleLayout layout = LayOut(text, parts);
  if (layout.lines.empty()) return CreditPlaces::kNeither;
  const TextRange first = layout.lines.front().range;
  const bool beginning = !BeginsInside(text.substr(first.begin, first.end - first.begin));
  const bool end = !EndsInside(text, layout.lines);
  if (beginning) return end ? CreditPlaces::kBoth : CreditPlaces::kBeginning;
  return end ? CreditPlaces::kEnd : CreditPlaces::kNeither;
}

CreditPlaces FindBlockCreditPlaces(std::string_view text, const Block& block) {
  const CreditPlaces places = FindCreditPlaces(text, block.parts);
  if (block.credit.empty()) return places;
  if (places == CreditPlaces::kBeginning) return CreditPlaces::kBoth;
  return places == CreditPlaces::kNeither ? CreditPlaces::kEnd : places;
}

}  // namespace copydesk
