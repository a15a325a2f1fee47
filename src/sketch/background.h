// How common words are in general, and which are function words: a fixed table that the configuration names, so that
// what a signature holds does not depend on the collection. Made by scripts/background/make.py, which records origin
// and licence; docs/background.md says what is in it. One table serves SimHash and the terms of stories.
//
// A word is known by the hash of its normalised form. The table keeps 39 of its bits: one unknown word in some millions
// is taken for a known one. Lookups are thread-safe and take constant time, about one cache line
// each (sketch/background_lines.h); the first takes about a millisecond more.
#ifndef COPYDESK_SKETCH_BACKGROUND_H_
#define COPYDESK_SKETCH_BACKGROUND_H_

#include <cstdint>

namespace copydesk {

// Changes when a word gets another value. SketchConfig::Describe() and the names of models have it.
inline constexpr std::uint32_t kBackgroundVersion = 2;

// For SimHash. Weight of a word that the table does not have: rarer than one in exp(11.5), about 100,000.
inline constexpr int kUnknownWordWeight = 9;

// 0 for the commonest words to kUnknownWordWeight: -log(probability) rounded, less 3. For a word of several languages
// the commonest use counts.
[[nodiscard]] int BackgroundWeight(std::uint64_t word_hash);

// For terms. Frequencies are given as in so many texts of a news article's length.
inline constexpr double kBackgroundTexts = 2000;

// In how many of them a word is; of a word that is a function word of one language and none of another ("war" in
// German and in English), in how many texts of the other.
[[nodiscard]] double BackgroundFrequency(std::uint64_t word_hash);

// ln((N + 1) / (frequency + 0.5)), N the number of texts, in units of 1 / kIdfUnit, rounded: a table of integers, for
// signatures depend on it and libraries differ in the last bit of a logarithm.
inline constexpr std::uint32_t kIdfUnit = 1u << 16;
[[nodiscard]] std::uint32_t BackgroundIdf(std::uint64_t word_hash);

// The languages that have it as a function word, a bit each; 0 for other words.
[[nodiscard]] std::uint64_t FunctionLanguages(std::uint64_t word_hash);
inline constexpr std::uint64_t kEnglish = 1u << 0;
inline constexpr std::uint64_t kGerman = 1u << 1;
inline constexpr std::uint64_t kChinese = std::uint64_t{1} << 59;

// How a word is printed in the middle of a sentence, in most texts.
enum class UsualCase : std::uint8_t {
  kUnknown,  // a word that the table does not have, or has as a function word only
  kLower,
  kCapital,        // in languages that capitalise names only
  kGermanCapital,  // in German: a name or any noun
};
[[nodiscard]] UsualCase BackgroundCase(std::uint64_t word_hash);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_BACKGROUND_H_
