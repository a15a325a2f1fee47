// Seeded word salad and edits of it, for tests that compare texts.
#ifndef COPYDESK_TESTS_TESTING_RANDOM_TEXT_H_
#define COPYDESK_TESTS_TESTING_RANDOM_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

using Words = std::vector<std::string>;

// The same on every machine, which std::uniform_int_distribution is not. `bound` is above 0.
inline std::size_t RandomBelow(std::mt19937_64& random, std::size_t bound) { return random() % bound; }

inline bool RandomChance(std::mt19937_64& random, double probability) {
  return static_cast<double>(random() >> 11) < probability * 9007199254740992.0;  // 2^53
}

// A word of ASCII letters, at least two syllables; other numbers give other words, and each is one token.
inline std::string MakeWord(std::uint64_t number) {
  constexpr std::string_view kConsonants = "bdfgklmnprstvz";
  constexpr std::string_view kVowels = "aeiou";
  std::string word;
  for (int syllable = 0; syllable < 2 || number > 0; ++syllable) {
    word += kConsonants[number % kConsonants.size()];
    number /= kConsonants.size();
    word += kVowels[number % kVowels.size()];
    number /= kVowels.size();
  }
  return word;
}

// `count` words, each one of the first `vocabulary` of MakeWord.
inline Words RandomWords(std::mt19937_64& random, std::size_t count, std::size_t vocabulary) {
  Words words(count);
  for (std::string& word : words) word = MakeWord(RandomBelow(random, vocabulary));
  return words;
}

// MakeWord(first), MakeWord(first + 1) ...: no word twice.
inline Words DistinctWords(std::uint64_t first, std::size_t count) {
  Words words(count);
  for (std::size_t i = 0; i < count; ++i) words[i] = MakeWord(first + i);
  return words;
}

inline Words Concatenate(std::span<const Words> parts) {
  Words all;
  for (const Words& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

inline Words Slice(const Words& words, std::size_t begin, std::size_t end) {
  return {words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end)};
}

// Each word is left out, changed, or followed by a new one with probability `rate` / 3 each.
inline Words EditWords(std::mt19937_64& random, const Words& words, double rate, std::size_t vocabulary) {
  Words edited;
  for (const std::string& word : words) {
    if (RandomChance(random, rate / 3)) continue;
    edited.push_back(RandomChance(random, rate / 3) ? MakeWord(RandomBelow(random, vocabulary)) : word);
    if (RandomChance(random, rate / 3)) edited.push_back(MakeWord(RandomBelow(random, vocabulary)));
  }
  return edited;
}

// Words with single spaces between them.
inline std::string JoinWords(const Words& words, std::string_view separator = " ") {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += separator;
    text += words[i];
  }
  return text;
}

// The same words as prose: capitals, commas, sentences, paragraphs on lines of their own. Tokens are those of the
// words.
inline std::string AsProse(const Words& words) {
  std::string text;
  bool begins_sentence = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += words[i];
    if (begins_sentence) {
      char& first = text[text.size() - words[i].size()];
      if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
    }
    begins_sentence = i % 13 == 12;
    if (begins_sentence) text += '.';
    if (i % 13 == 5) text += ',';
    text += i % 52 == 51 ? '\n' : ' ';
  }
  return text;
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_TESTING_RANDOM_TEXT_H_
