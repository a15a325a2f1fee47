#include "page/title_end.h"

#include <algorithm>

#include "page/phrases.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr std::size_t kMaxTitleEnd = 24;
constexpr std::size_t kMinTitle = 3;
constexpr std::size_t kMinSentence = 6;  // words from the end of the title to the end of the first sentence
constexpr std::size_t kRetold = 4;       // words of the text in which a name of the title may come again

int Score(std::span<const PageWord> words, std::size_t i, const PageVocabulary& vocabulary) {
  const PageWord& word = words[i];
  const PageWord& before = words[i - 1];
  if (!word.capital || word.digits || before.comma || word.key.empty()) return 0;
  int score = before.capital && !before.digits ? 0 : 1;
  const bool one_letter = word.key.size() == 1;
  if (vocabulary.LowerCase(word.key) > 0 && (!word.all_capitals || one_letter)) score += score > 0 ? 3 : 1;
  const bool name_before =
      i >= 2 && words[i - 2].capital && before.capital && vocabulary.Pair(words[i - 2].key, before.key) > 1;
  if (before.capital) {  // inside a name, or between two
    const bool one_name = vocabulary.Pair(before.key, word.key) > 1;
    score += one_name ? -3 : name_before ? 3 : 0;
  }
  const bool dateline = word.all_capitals && i + 2 < words.size() &&
                        (words[i + 1].key.empty() || (words[i + 1].all_capitals && words[i + 2].key.empty()));
  if (dateline) score += 4;  // "HIGH GARRICK - A train ..."
  if (i + 1 < words.size() && words[i + 1].capital && vocabulary.Pair(word.key, words[i + 1].key) > 1) score += 2;
  if (before.key.size() <= 4 && vocabulary.LowerCase(before.key) >= 3) score -= 4;  // no title ends with "of"
  for (std::size_t next = i; next < std::min(i + kRetold, words.size()); ++next) {  // names of the title, told again
    const bool again = words[next].capital && std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i),
                                                          [&](const PageWord& title) {
                                                            return title.capital && title.key == words[next].key;
                                                          });
    if (again) {
      ++score;
      break;
    }
  }
  return score;
}

// The sentence that begins at words[i] goes on for a while.
bool SentenceFollows(std::span<const PageWord> words, std::size_t i) {
  const std::size_t end = std::min(words.size(), i + kMinSentence);
  for (std::size_t k = i; k < end; ++k) {
    if (words[k].full_stop && words[k].key.size() > 3) return false;
  }
  return words.size() >= i + kMinSentence;
}

}  // namespace

void PageVocabulary::ReadLines() const {
  for (const auto& [text, line] : std::exchange(unread_, {})) {
    const std::vector<PageWord> words = SplitWords(text, line);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].key.empty()) continue;
      if (!words[i].capital) ++lower_[words[i].key];
      if (i + 1 < words.size() && words[i].capital && words[i + 1].capital && !words[i].ends_sentence) {
        ++pairs_[{words[i].key, words[i + 1].key}];
      }
    }
  }
}

int PageVocabulary::LowerCase(const std::string& key) const {
  ReadLines();
  const auto found = lower_.find(key);
  return found == lower_.end() ? 0 : found->second;
}

int PageVocabulary::Pair(const std::string& first, const std::string& second) const {
  ReadLines();
  const auto found = pairs_.find({first, second});
  return found == pairs_.end() ? 0 : found->second;
}

std::size_t PhotoCreditWords(std::span<const PageWord> words) {
  if (words.size() < 2 || !IsPhotoWord(words[0].key) || !words[0].comma) return 0;
  std::size_t end = 1;
  while (end < words.size() && end < 10 && (words[end].all_capitals || words[end].key.empty())) ++end;
  return end > 1 ? end : 0;
}

TitleEnd FindTitleEnd(std::span<const PageWord> words, const PageVocabulary& vocabulary) {
  TitleEnd best;
  if (words.empty() || !words[0].capital) return best;
  for (std::size_t i = 1; i < std::min(words.size(), kMaxTitleEnd); ++i) {
    if (words[i - 1].full_stop && words[i - 1].key.size() > 3) break;
    if (PhotoCreditWords(words.subspan(i)) > 0 && i >= 2) return {.body = i, .score = 6};
    if (i < kMinTitle || !SentenceFollows(words, i)) continue;
    const int score = Score(words, i, vocabulary);
    if (score > best.score) best = {.body = i, .score = score};
    if (words[i - 1].ends_sentence && words[i].capital && !words[i - 1].full_stop) {  // "Who won? The ..."
      best = {.body = i, .score = std::max(best.score, 4)};
      break;
    }
  }
  return best;
}

}  // namespace copydesk
