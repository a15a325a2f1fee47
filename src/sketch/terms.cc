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
#include "sketch/term_form.h"
#include "sketch/term_reader.h"

namespace copydesk {
namespace {

// Years count as words: that two texts name this year says little.
TermKind KindOf(const TermTokens& read, const TermWord& word, UsualCase usual, bool german) {
  if ((word.kind() & kIsNumber) != 0) return YearOf(read.Printed(word.first)) == 0 ? TermKind::kNumber : TermKind::kWord;
  if (german) {
    if (word.lower() > 0) return TermKind::kWord;
    const bool is_noun = usual == UsualCase::kGermanCapital || usual == UsualCase::kLower;
    return is_noun ? TermKind::kWord : TermKind::kName;
  }
  if (word.clear() > 0 || word.lower() > 0) return word.clear() > word.lower() ? TermKind::kName : TermKind::kWord;
  return usual == UsualCase::kCapital || usual == UsualCase::kUnknown ? TermKind::kName : TermKind::kWord;
}

// log2(1 + count) times idf: the order of terms, in integers, so that no library of mathematics has a say in it.
std::uint64_t TermWeight(const TermWord& word, std::uint32_t idf) {
  static_assert(Term::kCountUnit == kLogUnit);
  return (Log2Fixed(kLogUnit + word.count()) - kLog2OfUnit) * std::uint64_t{idf};
}

// Makes one of the terms of one hash that are printed as different kinds: the first, and leaves no count to the others.
void JoinTwins(TermTokens* read) {
  TermVocabulary& words = read->words;
  std::vector<std::uint32_t> firsts(words.size() + 1);
  for (std::uint32_t i = read->size; i-- > 0;) firsts[read->occurrences[i].word] = i;
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 1; i <= words.size(); ++i) {
    if (words[i].is_term && words[i].occurrences() > 0) order.push_back(i);
    if ((words[i].kind() & kIsNumber) != 0) firsts[i] = words[i].first;
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::uint64_t left = words.HashOf(a);
    const std::uint64_t right = words.HashOf(b);
    return left != right ? left < right : firsts[a] < firsts[b];
  });
  for (std::size_t i = 1, kept = 0; i < order.size(); ++i) {
    TermWord& word = words[order[i]];
    TermWord& before = words[order[kept]];
    if (words.HashOf(order[i]) != words.HashOf(order[kept])) {
      kept = i;
      continue;
    }
    before.counts += word.counts;
    before.cases += word.cases;
    word.counts = 0;
  }
}

// With room for more.
class HeavyWords {
 public:
  HeavyWord* MakeRoom(std::size_t size) {
    if (words_.size() < size) words_.resize(size);
    return words_.data();
  }
  void Keep(std::size_t size) { size_ = size; }
  [[nodiscard]] std::span<HeavyWord> words() { return std::span(words_).first(size_); }

 private:
  std::vector<HeavyWord> words_;
  std::size_t size_ = 0;
};

// Sets is_term of all words, and puts the terms with their weights in *heavy. Returns how many occurrences they have.
std::uint32_t WeighTerms(const FunctionWords& all_functions, const WordFacts* facts, TermTokens* read,
                         HeavyWords* heavy) {
  const FunctionWords functions = all_functions;
  const std::uint32_t size = read->words.size() + 1;
  const std::uint64_t* const hashes = read->words.words().hashes();
  TermWord* const words = read->words.entries();
  HeavyWord* const begin = heavy->MakeRoom(size);
  const auto set_is_term = [&](std::uint32_t i) {
    const auto is_content = static_cast<unsigned>(functions.IsContent(words[i], facts[i]));
    words[i].is_term = (static_cast<unsigned>(words[i].is_term) | is_content) != 0;
  };
  const bool has_twins = read->words.has_twins();
  if (has_twins) {
    for (std::uint32_t i = 1; i < size; ++i) set_is_term(i);
    JoinTwins(read);
  }
  std::uint32_t sum = 0;
  HeavyWord* out = begin;
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!has_twins) set_is_term(i);
    const TermWord& word = words[i];
    const std::uint32_t occurrences = word.occurrences() & (0u - static_cast<std::uint32_t>(word.is_term));
    sum += occurrences;
    // Written of each word and kept of terms, as which ones are is anyone's guess.
    *out = {.weight = TermWeight(word, facts[i].idf()), .hash = hashes[i], .word = i};
    out += occurrences > 0 ? 1 : 0;
  }
  heavy->Keep(static_cast<std::size_t>(out - begin));
  return sum;
}

// Buffers of a thread, so that a short block costs no memory of its own.
struct Scratch {
  TermTokens read;
  TextWords words;  // of a block without tokens
  HeavyWords heavy;

  // What a very long block needed is given back.
  void Trim() {
    constexpr std::size_t kMaxKept = std::size_t{1} << 17;
    if (read.occurrences.size() > kMaxKept) *this = Scratch();
  }
};

BlockTerms Extract(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                   const Tokens* tokens, TextWords* text_words) {
  thread_local Scratch scratch;
  TermTokens& read = scratch.read;
  if (text_words == nullptr) {
    text_words = &scratch.words;
    text_words->Read({});
  }
  ReadTermTokens(title, text, parts, tokens, text_words, &read);
  const WordFacts* const facts = text_words->Facts();
  const FunctionWords function_words(read.words, facts);
  BlockTerms terms;
  ReadDates(facts, &read, &terms);
  terms.words = WeighTerms(function_words, facts, &read, &scratch.heavy);
  if (terms.words < kShortWords) AddShortTerms(read, facts, &terms);
  const std::span<const HeavyWord> heaviest = KeepHeaviest(BlockTerms::kMaxTerms, scratch.heavy.words());
  terms.terms.reserve(heaviest.size());
  for (const auto& [weight, hash, i] : heaviest) {
    const TermWord& word = read.words[i];
    const TermKind kind = KindOf(read, word, facts[i].usual_case(), function_words.is_german());
    terms.terms.push_back({.hash = hash, .count = word.count(), .kind = kind});
  }
  scratch.Trim();
  return terms;
}

}  // namespace

BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts) {
  return Extract(title, text, parts, nullptr, nullptr);
}

BlockTerms ExtractTerms(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                        const Tokens& tokens, TextWords* words) {
  return Extract(title, text, parts, &tokens, words);
}

std::vector<std::string> TermWords(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                                   std::span<const std::uint64_t> hashes) {
  TextWords text_words;
  text_words.Read({});
  TermTokens read;
  ReadTermTokens(title, text, parts, nullptr, &text_words, &read);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> firsts;  // hash, occurrence
  firsts.reserve(read.size);
  for (std::uint32_t i = 0; i < read.size; ++i) firsts.emplace_back(read.HashOf(i), i);
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
