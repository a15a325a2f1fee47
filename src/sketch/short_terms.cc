#include "sketch/short_terms.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "sketch/background.h"
#include "sketch/term_form.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kStemIdfStep = kIdfUnit / 4;

void SortUnique(std::vector<std::uint32_t>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

// Ends of English, and of other languages where they are the same: plurals, -ed, -ing. What is left keeps four letters.
std::string_view Stem(std::string_view word) {
  for (const std::string_view ending : {"ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e"}) {
    if (word.size() >= ending.size() + 4 && word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

void AddGrams(const std::string& spaced, std::vector<std::uint32_t>* grams) {
  constexpr std::size_t kSize = 4;
  std::size_t starts[kSize] = {};  // of the characters before, in turn
  std::size_t characters = 0;
  for (std::size_t at = 0;; ++characters) {
    if (characters >= kSize) {
      const std::size_t begin = starts[characters % kSize];
      grams->push_back(static_cast<std::uint32_t>(HashWord(std::string_view(spaced).substr(begin, at - begin)) >> 32));
    }
    if (at == spaced.size()) break;
    starts[characters % kSize] = at;
    at += DecodeUtf8(spaced, at).length;
  }
}

}  // namespace

double StemIdf(std::uint32_t stem) { return (stem & ~kStemHashMask) * 0.25; }

void AddShortTerms(const TermTokens& read, const WordFacts* facts, BlockTerms* terms) {
  std::string spaced = " ";
  std::string buffer;
  for (std::uint32_t i = 0; i < read.size; ++i) {
    const TermWord& token = read.WordOf(i);
    if (!token.is_term || (read.occurrences[i].bits & kIsNoTerm) != 0) continue;
    const std::string_view word = NormaliseTerm(read.Printed(i), &buffer);
    spaced += word;
    spaced += ' ';
    const std::uint32_t idf = std::clamp(facts[read.occurrences[i].word].idf() / kStemIdfStep, 1u, ~kStemHashMask);
    terms->stems.push_back((static_cast<std::uint32_t>(HashWord(Stem(word)) >> 32) & kStemHashMask) | idf);
  }
  AddGrams(spaced, &terms->grams);
  SortUnique(&terms->grams);
  // Of one stem, the first: its commonest form.
  SortUnique(&terms->stems);
  const auto same_stem = [](std::uint32_t a, std::uint32_t b) { return (a & kStemHashMask) == (b & kStemHashMask); };
  terms->stems.erase(std::unique(terms->stems.begin(), terms->stems.end(), same_stem), terms->stems.end());
}

}  // namespace copydesk
