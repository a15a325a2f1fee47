// How common words are in general: a fixed table that the configuration names, so that weights in a signature do not
// depend on the collection. Made by scripts/background/make.py, which records origin and licence.
#ifndef COPYDESK_SKETCH_BACKGROUND_H_
#define COPYDESK_SKETCH_BACKGROUND_H_

#include <cstdint>

namespace copydesk {

// Changes when a word gets another value.
inline constexpr std::uint64_t kBackgroundVersion = 1;

// Weight of a word that the table does not have: rarer than one in exp(11.5), about 100,000.
inline constexpr int kUnknownWordWeight = 9;

// 0 for the commonest words to kUnknownWordWeight: -log(probability) rounded, less 3, by the hash of the normalised
// word. For a word of several languages the commonest use counts. The table is built at the first call, which takes
// some milliseconds; thread-safe; constant time after that.
[[nodiscard]] int BackgroundWeight(std::uint64_t word_hash);

// Frequencies are given as of this many texts of a news article's length.
inline constexpr double kBackgroundTexts = 2000;

// In how many of them a word is.
[[nodiscard]] double BackgroundFrequency(std::uint64_t word_hash);

// ln((N + 1) / (frequency + 0.5)), N the number of texts.
[[nodiscard]] double BackgroundIdf(std::uint64_t word_hash);

[[nodiscard]] bool IsFunctionWord(std::uint64_t word_hash);
[[nodiscard]] bool IsUsuallyCapitalised(std::uint64_t word_hash);

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_BACKGROUND_H_
