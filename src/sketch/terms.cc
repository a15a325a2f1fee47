#include "sketch/terms.h"

#include <algorithm>
#include <span>
#include <utility>

#include "sketch/background.h"
#include "sketch/fixed_log.h"
#include "sketch/function_words.h"
#include "sketch/short_terms.h"
#include "sketch/term_dates.h"
#include "sketch/term_reader.h"

namespace copydesk {
namespace {

// Years count as words: that two texts name this year says little.
TermKind KindOf(const TermTokens& read, std::span<const std::size_t> occurrences, bool german) {
  const TermToken& first = read.tokens[occurrences.front()];
  if (first.is_number) return YearOf(read.Printed(occurrences.front())) == 0 ? TermKind::kNumber : TermKind::kWord;
  int clear = 0;
  int lower = 0;
  for (const std::size_t i : occurrences) {
    if (read.tokens[i].capital == Capital::kClear) ++clear;
    if (read.tokens[i].capital == Capital::kNone) ++lower;
  }
  const UsualCase usual = BackgroundCase(first.hash);
  if (german) {
    const bool is_noun = usual == UsualCase::kGermanCapital || usual == UsualCase::kLower;
    return lower == 0 && !is_noun ? TermKind::kName : TermKind::kWord;
  }
  if (clear > 0 || lower > 0) return clear > lower ? TermKind::kName : TermKind::kWord;
  return usual == UsualCase::kCapital || usual == UsualCase::kUnknown ? TermKind::kName : TermKind::kWord;
}

// What an occurrence counts: 2 / (1 + position / 100). In integers, so that a sum does not depend on its order. All
// positions of a text of 2^32 tokens sum up to less than 2^28.
std::uint32_t CountAt(std::uint32_t position) {
  constexpr std::uint64_t kHalf = 100;
  return static_cast<std::uint32_t>(2 * kHalf * Term::kCountUnit / (kHalf + position));
}

std::vector<Term> CountTerms(const TermTokens& read, const std::vector<bool>& is_term, bool german) {
  std::vector<std::size_t> tokens;  // in order of their hashes, then of the text
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    if (is_term[i]) tokens.push_back(i);
  }
  const auto hash = [&](std::size_t i) { return read.tokens[i].hash; };
  std::sort(tokens.begin(), tokens.end(),
            [&](std::size_t a, std::size_t b) { return hash(a) != hash(b) ? hash(a) < hash(b) : a < b; });
  std::vector<Term> terms;
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::uint32_t count = 0;
    std::size_t end = begin;
    for (; end < tokens.size() && hash(tokens[end]) == hash(tokens[begin]); ++end) {
      count += CountAt(read.tokens[tokens[end]].position);
    }
    const std::span<const std::size_t> occurrences(tokens.data() + begin, end - begin);
    terms.push_back({.hash = hash(tokens[begin]), .count = count, .kind = KindOf(read, occurrences, german)});
    begin = end;
  }
  return terms;
}

// log2(1 + count) times idf: the order of terms, in integers, so that no library of mathematics has a say in it.
std::uint64_t TermWeight(const Term& term) {
  static_assert(Term::kCountUnit == kLogUnit);
  return (Log2Fixed(kLogUnit + term.count) - kLog2OfUnit) * std::uint64_t{BackgroundIdf(term.hash)};
}

void KeepHeaviest(std::vector<Term>* terms) {
  std::vector<std::pair<std::uint64_t, Term>> weighted;
  weighted.reserve(terms->size());
  for (const Term& term : *terms) weighted.emplace_back(TermWeight(term), term);
  std::sort(weighted.begin(), weighted.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.hash < b.second.hash;
  });
  weighted.resize(std::min(weighted.size(), BlockTerms::kMaxTerms));
  terms->clear();
  for (const auto& [weight, term] : weighted) terms->push_back(term);
}

}  // namespace

BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts) {
  const TermTokens read = ReadTermTokens(title, text, parts);
  const FunctionWords function = FindFunctionWords(read);
  BlockTerms terms;
  const std::vector<bool> is_term = ReadDates(read, function, &terms);
  terms.words = static_cast<std::uint32_t>(std::count(is_term.begin(), is_term.end(), true));
  terms.terms = CountTerms(read, is_term, function.german);
  KeepHeaviest(&terms.terms);
  if (terms.words < kShortWords) AddShortTerms(read, is_term, &terms);
  return terms;
}

std::vector<std::string> TermWords(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                                   std::span<const std::uint64_t> hashes) {
  std::vector<std::pair<std::uint64_t, std::size_t>> wanted;
  wanted.reserve(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) wanted.emplace_back(hashes[i], i);
  std::sort(wanted.begin(), wanted.end());
  std::vector<std::string> words(hashes.size());
  const TermTokens read = ReadTermTokens(title, text, parts);
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const TermToken& token = read.tokens[i];
    auto entry = std::lower_bound(wanted.begin(), wanted.end(), std::pair{token.hash, std::size_t{0}});
    for (; entry != wanted.end() && entry->first == token.hash && words[entry->second].empty(); ++entry) {
      words[entry->second] = NormaliseTerm(read.Printed(i));
    }
  }
  return words;
}

}  // namespace copydesk
