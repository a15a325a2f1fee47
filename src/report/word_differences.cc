#include "report/word_differences.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/utf8_reader.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxWords = 20'000;

struct Word {
  std::uint64_t hash = 0;
  TextRange range;
};

// Of the word with ASCII letters in lower case.
std::uint64_t HashFolded(std::string_view word) {
  std::array<char, 64> buffer;
  if (word.size() > buffer.size()) return Hash64(absl::AsciiStrToLower(ToAbsl(word)));
  std::transform(word.begin(), word.end(), buffer.begin(),
                 [](char c) { return absl::ascii_tolower(static_cast<unsigned char>(c)); });
  return Hash64(std::string_view(buffer.data(), word.size()));
}

// The range has the punctuation around the word, its hash has not.
void AddWord(std::string_view text, std::size_t begin, std::size_t end, std::vector<Word>* words) {
  const TextRange range{.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
  const auto is_edge = [&](std::size_t i) { return absl::ascii_ispunct(static_cast<unsigned char>(text[i])); };
  while (begin < end && is_edge(begin)) ++begin;
  while (end > begin && is_edge(end - 1)) --end;
  if (begin == end) return;
  words->push_back({.hash = HashFolded(text.substr(begin, end - begin)), .range = range});
}

std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] > ' ') {  // most text
      ++i;
      continue;
    }
    char32_t c = 0;
    const std::size_t length = ReadUtf8(text, i, &c);
    const bool is_dense = c >= 0x2e80;
    if (is_dense || c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0) {
      AddWord(text, begin, i, &words);
      if (is_dense) AddWord(text, i, i + length, &words);
      begin = i + length;
    }
    i += length;
  }
  AddWord(text, begin, text.size(), &words);
  return words;
}

// Matched pairs of words, ascending in both; false when the edit script is too long.
bool Align(const std::vector<Word>& a, const std::vector<Word>& b, int max_edits,
           std::vector<std::pair<int, int>>* matched) {
  const int n = static_cast<int>(a.size());
  const int m = static_cast<int>(b.size());
  const int offset = max_edits + 1;
  // furthest[k + offset]: the furthest x on the diagonal x - y = k that d edits reach. One copy is kept for each d, to
  // walk back.
  std::vector<int> furthest(2 * offset + 1, 0);
  std::vector<std::vector<int>> history;
  for (int d = 0; d <= max_edits; ++d) {
    history.push_back(furthest);
    for (int k = -d; k <= d; k += 2) {
      const int below = furthest[k - 1 + offset];
      const int above = furthest[k + 1 + offset];
      int x = k == -d || (k != d && below < above) ? above : below + 1;
      int y = x - k;
      while (x < n && y < m && y >= 0 && a[x].hash == b[y].hash) {
        ++x;
        ++y;
      }
      furthest[k + offset] = x;
      if (x < n || y < m) continue;
      for (int edits = d; edits >= 0; --edits) {
        const std::vector<int>& before = history[edits];
        const int diagonal = x - y;
        const bool down =
            diagonal == -edits || (diagonal != edits && before[diagonal - 1 + offset] < before[diagonal + 1 + offset]);
        const int from_diagonal = down ? diagonal + 1 : diagonal - 1;
        const int from_x = edits == 0 ? 0 : before[from_diagonal + offset];
        const int from_y = edits == 0 ? 0 : from_x - from_diagonal;
        const int snake_x = edits == 0 ? 0 : (down ? from_x : from_x + 1);
        while (x > snake_x) matched->emplace_back(--x, --y);
        x = from_x;
        y = from_y;
      }
      std::reverse(matched->begin(), matched->end());
      return true;
    }
  }
  return false;
}

// Words [from, to) of a passage; where there are none, the place after the word before.
TextRange RangeOf(const std::vector<Word>& words, int from, int to) {
  if (from < to) return {.begin = words[from].range.begin, .end = words[to - 1].range.end};
  const std::uint32_t place = from > 0 ? words[from - 1].range.end : 0;
  return {.begin = place, .end = place};
}

}  // namespace

WordDifferences FindWordDifferences(std::string_view a, std::string_view b, int max_edits) {
  const std::vector<Word> words_a = WordsOf(a);
  const std::vector<Word> words_b = WordsOf(b);
  std::vector<std::pair<int, int>> matched;
  if (words_a.size() > kMaxWords || words_b.size() > kMaxWords || !Align(words_a, words_b, max_edits, &matched))
    return {};
  matched.emplace_back(static_cast<int>(words_a.size()), static_cast<int>(words_b.size()));
  WordDifferences differences;
  int next_a = 0;
  int next_b = 0;
  for (const auto& [at_a, at_b] : matched) {
    if (at_a > next_a || at_b > next_b) {
      differences.a.push_back(RangeOf(words_a, next_a, at_a));
      differences.b.push_back(RangeOf(words_b, next_b, at_b));
    }
    next_a = at_a + 1;
    next_b = at_b + 1;
  }
  return differences;
}

}  // namespace copydesk
