#include "page/credit.h"

#include <algorithm>
#include <string>
#include <vector>

#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr std::size_t kMaxCreditWords = 7;
constexpr std::size_t kMaxCreditBytes = 100;
constexpr std::size_t kTail = 600;  // bytes of the line that are looked at

bool IsBracketed(std::string_view text) {
  constexpr std::string_view kPairs[][2] = {{"(", ")"},   {"[", "]"},   {"【", "】"},
                                            {"（", "）"}, {"［", "］"}, {"〔", "〕"}};
  return std::any_of(std::begin(kPairs), std::end(kPairs),
                     [&](const auto& pair) { return text.starts_with(pair[0]) && text.ends_with(pair[1]); });
}

bool SpeaksOfPhoto(std::string_view credit, const std::vector<PageWord>& words) {
  const auto photo = [](const PageWord& word) {
    const std::size_t slash = std::min(word.key.find_first_of("/:"), word.key.size());
    return IsPhotoWord(word.key) || IsPhotoWord(std::string_view(word.key).substr(0, slash));
  };
  if (std::any_of(words.begin(), words.end(), photo)) return true;
  for (const std::string_view mark : {"图片", "圖片", "摄影", "攝影", "写真", "사진"}) {
    if (credit.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

TextRange FindCredit(std::string_view text, TextRange line, bool own_line) {
  const TextRange none{.begin = line.end, .end = line.end};
  TextRange tail = line;
  if (tail.end - tail.begin > kTail) tail.begin = tail.end - kTail;
  std::vector<PageWord> words = SplitWords(text, tail);
  std::size_t first = words.size();
  while (first > 0 && !words[first - 1].ends_sentence) --first;
  if (first == words.size() || words.size() - first > kMaxCreditWords) return none;
  if (first == 0 && tail.begin != line.begin) return none;
  const TextRange range = {.begin = words[first].range.begin, .end = line.end};
  const std::string_view credit = Slice(text, range);
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
  if (credit.size() > kMaxCreditBytes || SpeaksOfPhoto(credit, words)) return none;
  const bool capitals =
      std::all_of(words.begin(), words.end(), [](const PageWord& w) { return w.all_capitals || w.key.empty(); });
  const bool named = HasAgencyWord(LineKey(credit));
  const std::string key = LineKey(credit);
  if (credit.find_first_of("0123456789#_@") != std::string_view::npos) return none;
  if (ReadMoreWords(key) > 0 || StartsLikeInvitation(key) || key.empty()) return none;
  if (IsBracketed(credit) || capitals || named) return range;
  const bool label = own_line && first == 0 && words[0].capital && words.size() <= 5;
  return label ? range : none;
}

}  // namespace copydesk
