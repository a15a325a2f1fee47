#include "page/headline_list.h"

#include <algorithm>
#include <set>
#include <string>

#include "page/phrases.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr std::size_t kMinStretch = 30;
constexpr std::size_t kMinLabels = 3;
constexpr std::size_t kMaxAnnouncement = 14;  // words

bool EndsStretch(const PageWord& word) { return word.full_stop && word.key.size() > 2; }

// "with", "and": short, and often in lower case on the page. No headline ends with it.
bool IsFunctionWord(const PageWord& word, const PageVocabulary& vocabulary) {
  return !word.capital && (word.key.size() <= 4 || vocabulary.LowerCase(word.key) >= 5) &&
         vocabulary.LowerCase(word.key) >= 2;
}

// Where each word stands that could be a label: a capital, followed by a capital or a number, and as a rule not in
// the middle of a phrase ("with President Putin").
std::vector<std::size_t> FindLabels(std::span<const PageWord> words, std::size_t first, std::size_t last,
                                    const PageVocabulary& vocabulary) {
  std::vector<std::size_t> places;  // of words that may be labels, those before no capital too
  std::size_t before_capital = 0;
  for (std::size_t i = first; i + 1 < last; ++i) {
    if (!words[i].capital || words[i].digits || words[i].comma || words[i].key.empty()) continue;
    places.push_back(i);
    before_capital += words[i + 1].capital ? 1 : 0;
  }
  std::vector<std::size_t> best;
  if (before_capital < kMinLabels) return best;
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t x, std::size_t y) { return words[x].key < words[y].key; });
  std::vector<std::size_t> found;
  for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
    found.clear();
    for (; end < places.size() && words[places[end]].key == words[places[begin]].key; ++end) {
      if (words[places[end] + 1].capital) found.push_back(places[end]);
    }
    const std::size_t all = end - begin;
    if (found.size() < kMinLabels || found.size() * 5 < all * 4 || found.size() <= best.size()) continue;
    const auto in_phrase = std::count_if(found.begin(), found.end(), [&](std::size_t i) {
      return i > first && (IsFunctionWord(words[i - 1], vocabulary) || words[i - 1].comma);
    });
    if (static_cast<std::size_t>(in_phrase) * 3 > found.size()) continue;
    const std::size_t gap = (found.back() - found.front()) / (found.size() - 1);
    if (gap >= 4 && gap <= 25) best = found;
  }
  return best;
}

// Up to four words from words[first] on.
std::string BeginningOf(std::span<const PageWord> words, std::size_t first) {
  std::string key;
  for (std::size_t i = first; i < std::min(words.size(), first + 4); ++i) {
    if (i > first) key += ' ';
    key += words[i].key;
  }
  return key;
}

// Where the short sentences begin that lead up to words[first].
std::size_t FindAnnouncement(std::span<const PageWord> words, std::size_t first) {
  std::size_t begin = first;
  while (begin > 0) {
    std::size_t sentence = begin - 1;  // back to the word after the sentence end before
    while (sentence > 0 && !words[sentence - 1].ends_sentence) --sentence;
    const std::size_t size = begin - sentence;
    const bool announces = StartsHeadlineList(BeginningOf(words.first(begin), sentence));
    if (first - sentence > kMaxAnnouncement || (size > 6 && !announces)) break;
    begin = sentence;
    if (announces) break;
  }
  return begin;
}

// The first word of the text that goes on after the last headline, which begins at `headline`.
std::size_t FindReturn(std::span<const PageWord> words, std::size_t headline, std::size_t last,
                       const std::set<std::string>& names, const PageVocabulary& vocabulary) {
  std::size_t best = last;
  int best_score = 0;
  for (std::size_t i = headline + 4; i < last; ++i) {
    const PageWord& word = words[i];
    const PageWord& before = words[i - 1];
    if (!word.capital || word.digits || before.comma || word.key.empty()) continue;
    int score = before.capital && !before.digits ? 0 : 1;
    if (vocabulary.LowerCase(word.key) > 0 && !(word.all_capitals && word.key.size() > 1)) score += 2;
    if (IsFunctionWord(before, vocabulary)) score -= 2;
    if (before.capital && vocabulary.Pair(before.key, word.key) > 1) score -= 3;
    for (std::size_t next = i; next < std::min(i + 3, last) && words[next].capital; ++next) {
      if (names.contains(words[next].key)) {
        score += 2;
        break;
      }
    }
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

}  // namespace

std::vector<WordRange> FindHeadlineLists(std::span<const PageWord> words, const PageVocabulary& vocabulary) {
  std::vector<WordRange> lists;
  std::vector<WordRange> running;  // stretches that are no lists: their names are the text's
  std::set<std::string> names;
  std::size_t first = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!EndsStretch(words[i]) && i + 1 < words.size()) continue;
    const std::size_t last = i + 1;
    std::vector<std::size_t> labels;
    if (last - first >= kMinStretch) labels = FindLabels(words, first, last, vocabulary);
    const std::size_t announcement = labels.empty() ? first : FindAnnouncement(words, first);
    const auto announced = [&] { return announcement < first || StartsHeadlineList(BeginningOf(words, first)); };
    if (!labels.empty() && (labels.size() > kMinLabels || announced())) {
      for (const WordRange& stretch : running) {
        for (std::size_t k = stretch.first; k < stretch.last; ++k) {
          if (words[k].capital && !words[k].digits) names.insert(words[k].key);
        }
      }
      running.clear();
      const std::size_t end = FindReturn(words, labels.back() + 1, last, names, vocabulary);
      lists.push_back({.first = announcement, .last = end});
    } else {
      running.push_back({.first = first, .last = last});
    }
    first = last;
  }
  return lists;
}

}  // namespace copydesk
