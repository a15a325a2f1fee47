#include "sketch/terms.h"

#include <algorithm>
#include <span>
#include <utility>

#include "sketch/background.h"
#include "sketch/fixed_log.h"
#include "sketch/function_words.h"
#include "sketch/heaviest.h"
#include "sketch/short_terms.h"
#include "sketch/term_dates.h"
#include "sketch/term_facts.h"
#include "sketch/term_form.h"
#include "sketch/term_reader.h"

namespace copydesk {
namespace {

// Years count as words: that two texts name this year says little.
TermKind KindOf(const TermTokens& read, const TermWord& word, bool german) {
  if ((word.kind & kIsNumber) != 0) return YearOf(read.Printed(word.first)) == 0 ? TermKind::kNumber : TermKind::kWord;
  if (german) {
    if (word.lower() > 0) return TermKind::kWord;
    const UsualCase usual = BackgroundCase(word.hash);
    const bool is_noun = usual == UsualCase::kGermanCapital || usual == UsualCase::kLower;
    return is_noun ? TermKind::kWord : TermKind::kName;
  }
  if (word.clear() > 0 || word.lower() > 0) return word.clear() > word.lower() ? TermKind::kName : TermKind::kWord;
  const UsualCase usual = BackgroundCase(word.hash);
  return usual == UsualCase::kCapital || usual == UsualCase::kUnknown ? TermKind::kName : TermKind::kWord;
}

// log2(1 + count) times idf: the order of terms, in integers, so that no library of mathematics has a say in it.
std::uint64_t TermWeight(const TermWord& word, std::uint32_t idf) {
  static_assert(Term::kCountUnit == kLogUnit);
  return (Log2Fixed(kLogUnit + word.count()) - kLog2OfUnit) * std::uint64_t{idf};
}

// Makes one of the terms of one hash that are printed as different kinds: the first, and leaves no count to the others.
void JoinTwins(TermVocabulary* words) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 1; i <= words->size(); ++i) {
    if ((*words)[i].is_term && (*words)[i].occurrences() > 0) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const TermWord& left = (*words)[a];
    const TermWord& right = (*words)[b];
    return left.hash != right.hash ? left.hash < right.hash : left.first < right.first;
  });
  for (std::size_t i = 1, kept = 0; i < order.size(); ++i) {
    TermWord& word = (*words)[order[i]];
    TermWord& before = (*words)[order[kept]];
    if (word.hash != before.hash) {
      kept = i;
      continue;
    }
    before.counts += word.counts;
    before.cases += word.cases;
    word.counts = 0;
  }
}

// Buffers of a thread, so that a short block costs no memory of its own.
struct Scratch {
  TermTokens read;
  TermFacts facts;
  std::vector<HeavyWord> words;

  // What a very long block needed is given back.
  void Trim() {
    constexpr std::size_t kMaxKept = std::size_t{1} << 17;
    if (read.occurrences.size() > kMaxKept) *this = Scratch();
  }
};

BlockTerms Extract(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                   const Tokens* tokens) {
  thread_local Scratch scratch;
  TermTokens& read = scratch.read;
  ReadTermTokens(title, text, parts, tokens, &read);
  LookUpTerms(read.words, &scratch.facts);
  const bool german = LeaveOutFunctionWords(scratch.facts, &read.words);
  BlockTerms terms;
  ReadDates(scratch.facts, &read, &terms);
  if (read.words.has_twins()) JoinTwins(&read.words);
  std::vector<HeavyWord>& words = scratch.words;
  words.resize(read.words.size() + 1);
  std::size_t size = 0;
  for (std::uint32_t i = 1; i <= read.words.size(); ++i) {
    const TermWord& word = read.words[i];
    const std::uint32_t occurrences = word.is_term ? word.occurrences() : 0;
    terms.words += occurrences;
    // Written of each word and kept of terms, as which ones are is anyone's guess.
    words[size] = {.weight = TermWeight(word, scratch.facts.idf[i]), .hash = word.hash, .word = i};
    size += occurrences > 0 ? 1 : 0;
  }
  words.resize(size);
  if (terms.words < kShortWords) AddShortTerms(read, &terms);
  KeepHeaviest(BlockTerms::kMaxTerms, &words);
  terms.terms.reserve(words.size());
  for (const HeavyWord& heavy : words) {
    const TermWord& word = read.words[heavy.word];
    terms.terms.push_back({.hash = word.hash, .count = word.count(), .kind = KindOf(read, word, german)});
  }
  scratch.Trim();
  return terms;
}

}  // namespace

BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts) {
  return Extract(title, text, parts, nullptr);
}

BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                        const Tokens& tokens) {
  return Extract(title, text, parts, &tokens);
}

std::vector<std::string> TermWords(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                                   std::span<const std::uint64_t> hashes) {
  TermTokens read;
  ReadTermTokens(title, text, parts, nullptr, &read);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> firsts;  // hash, occurrence
  firsts.reserve(read.words.size());
  for (std::uint32_t i = 1; i <= read.words.size(); ++i) firsts.emplace_back(read.words[i].hash, read.words[i].first);
  std::sort(firsts.begin(), firsts.end());
  std::vector<std::string> words(hashes.size());
  std::string buffer;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto first = std::lower_bound(firsts.begin(), firsts.end(), std::pair{hashes[i], std::uint32_t{0}});
    if (first == firsts.end() || first->first != hashes[i]) continue;
    words[i] = NormaliseTerm(read.Printed(first->second), &buffer);
  }
  return words;
}

}  // namespace copydesk
