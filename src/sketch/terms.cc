#include "sketch/terms.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "sketch/background.h"
#include "sketch/calendar_words.h"
#include "sketch/function_words.h"
#include "sketch/short_terms.h"
#include "sketch/term_reader.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNumberSentences = 3;  // the title is one of them when there is one

// A year of four digits from 1900 to 2099, or 0.
std::uint16_t YearOf(std::string_view printed) {
  if (printed.size() != 4 || (!printed.starts_with("19") && !printed.starts_with("20"))) return 0;
  std::uint16_t year = 0;
  for (const char c : printed) {
    if (c < '0' || c > '9') return 0;
    year = static_cast<std::uint16_t>(year * 10 + (c - '0'));
  }
  return year;
}

// Whether a token beside token `i` is a number of at most two digits or a year.
bool IsBesideNumber(const TermTokens& read, std::size_t i) {
  const auto is_date_number = [&](std::size_t other) {
    return read.tokens[other].is_number && read.tokens[other].sentence == read.tokens[i].sentence &&
           read.tokens[other].end - read.tokens[other].begin <= 4;
  };
  return (i > 0 && is_date_number(i - 1)) || (i + 1 < read.tokens.size() && is_date_number(i + 1));
}

// Reads dates and numbers into *terms, and says which tokens can be terms.
std::vector<bool> ReadDates(const TermTokens& read, const FunctionWords& function, BlockTerms* terms) {
  std::vector<bool> is_term(read.tokens.size());
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const TermToken& token = read.tokens[i];
    if (token.is_number) {
      is_term[i] = true;
      terms->year = std::max(terms->year, YearOf(read.Printed(i)));
      if (token.sentence < kNumberSentences) terms->numbers.push_back(token.hash);
      continue;
    }
    if (!token.is_word) continue;
    const std::optional<CalendarWord> calendar = FindCalendarWord(token.hash);
    const bool is_date = calendar.has_value() && (!calendar->needs_number || IsBesideNumber(read, i));
    is_term[i] = !is_date && !function.is_function[i];
    if (!is_date) continue;
    if (calendar->month) {
      terms->months = static_cast<std::uint16_t>(terms->months | (1u << calendar->index));
    } else {
      terms->weekdays = static_cast<std::uint8_t>(terms->weekdays | (1u << calendar->index));
    }
  }
  std::sort(terms->numbers.begin(), terms->numbers.end());
  terms->numbers.erase(std::unique(terms->numbers.begin(), terms->numbers.end()), terms->numbers.end());
  return is_term;
}

TermKind KindOf(std::span<const TermToken* const> occurrences, bool german) {
  if (occurrences.front()->is_number) return TermKind::kNumber;
  int clear = 0;
  int lower = 0;
  for (const TermToken* token : occurrences) {
    if (token->capital == Capital::kClear) ++clear;
    if (token->capital == Capital::kNone) ++lower;
  }
  const UsualCase usual = BackgroundCase(occurrences.front()->hash);
  if (german) {
    const bool is_noun = usual == UsualCase::kGermanCapital || usual == UsualCase::kLower;
    return lower == 0 && !is_noun ? TermKind::kName : TermKind::kWord;
  }
  if (clear > 0 || lower > 0) return clear > lower ? TermKind::kName : TermKind::kWord;
  return usual == UsualCase::kCapital || usual == UsualCase::kUnknown ? TermKind::kName : TermKind::kWord;
}

std::vector<Term> CountTerms(const TermTokens& read, const std::vector<bool>& is_term, bool german) {
  std::vector<const TermToken*> tokens;
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    if (is_term[i]) tokens.push_back(&read.tokens[i]);
  }
  std::stable_sort(tokens.begin(), tokens.end(),
                   [](const TermToken* a, const TermToken* b) { return a->hash < b->hash; });
  std::vector<Term> terms;
  for (auto begin = tokens.begin(); begin != tokens.end();) {
    const auto end = std::find_if(begin, tokens.end(), [&](const TermToken* t) { return t->hash != (*begin)->hash; });
    double count = 0;
    for (auto token = begin; token != end; ++token) count += 2 / (1 + (*token)->position / 100.0);
    terms.push_back({.hash = (*begin)->hash,
                     .count = static_cast<float>(count),
                     .kind = KindOf({begin, static_cast<std::size_t>(end - begin)}, german)});
    begin = end;
  }
  return terms;
}

void KeepHeaviest(std::vector<Term>* terms) {
  std::vector<std::pair<double, Term>> weighted;
  weighted.reserve(terms->size());
  for (const Term& term : *terms) {
    weighted.emplace_back(std::log2(1 + static_cast<double>(term.count)) * BackgroundIdf(term.hash), term);
  }
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
