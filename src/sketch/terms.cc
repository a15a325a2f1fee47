#include "sketch/terms.h"

#include <algorithm>
#include <span>
#include <utility>

#include "sketch/background.h"
#include "sketch/function_words.h"
#include "sketch/heaviest.h"
#include "sketch/short_terms.h"
#include "sketch/term_dates.h"
#include "sketch/term_form.h"
#include "sketch/term_reader.h"
#include "sketch/term_weights.h"

namespace copydesk {
namespace {

// Whether a word that is no number is a name.
bool IsName(const TermWord& word, UsualCase usual, bool german) {
  const auto is = [](bool condition) { return static_cast<unsigned>(condition); };
  if (german) {
    const unsigned is_noun = is(usual == UsualCase::kGermanCapital) | is(usual == UsualCase::kLower);
    return (is(word.lower() > 0) | is_noun) == 0;
  }
  const unsigned is_usual = is(usual == UsualCase::kCapital) | is(usual == UsualCase::kUnknown);
  // In arithmetic, as any of this is anyone's guess.
  return (is(word.clear() > word.lower()) | (is(word.cases == 0) & is_usual)) != 0;
}

// Years count as words: that two texts name this year says little.
TermKind KindOf(const TermTokens& read, const TermWord& word, UsualCase usual, bool german) {
  if ((word.kind() & kIsNumber) != 0) [[unlikely]] {
    return YearOf(read.Printed(word.first)) == 0 ? TermKind::kNumber : TermKind::kWord;
  }
  static_assert(static_cast<int>(TermKind::kWord) == 0 && static_cast<int>(TermKind::kName) == 1);
  return static_cast<TermKind>(IsName(word, usual, german));
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

// The terms of a block, with room for more.
struct TermList {
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> counts;
  std::vector<std::uint32_t> idfs;
  std::vector<std::uint64_t> weights;
  std::size_t size = 0;
  std::vector<HeavyWord> heaviest;

  void MakeRoom(std::size_t room) {
    if (words.size() >= room) return;
    words.resize(room);
    counts.resize(room);
    idfs.resize(room);
    weights.resize(room);
  }
};

// Whether a word has letters, is no date and no function word.
bool IsContent(const TermWord& word, const WordFacts& facts, unsigned unspaced_functions) {
  const unsigned kind = word.kind();
  const unsigned is_unspaced = kind / kIsUnspaced & 1u;
  const unsigned is_none = static_cast<unsigned>((kind & kIsWord) == 0) | static_cast<unsigned>(word.is_function) |
                           static_cast<unsigned>((word.calendar & TermWord::kIsDate) != 0) |
                           static_cast<unsigned>(facts.is_address()) |
                           (is_unspaced & static_cast<unsigned>((kind & unspaced_functions) != 0));
  return is_none == 0;
}

// Sets is_term of all words, and lists the terms. Returns how many occurrences they have.
std::uint32_t ListTerms(const FunctionWords& functions, const WordFacts* facts, TermTokens* read, TermList* list) {
  const std::uint32_t size = read->words.size() + 1;
  TermWord* const words = read->words.entries();
  functions.Mark(facts, words);
  const unsigned unspaced_functions = functions.unspaced_kinds();
  const auto set_is_term = [&](std::uint32_t i) {
    const auto is_content = static_cast<unsigned>(IsContent(words[i], facts[i], unspaced_functions));
    words[i].is_term = (static_cast<unsigned>(words[i].is_term) | is_content) != 0;
  };
  const bool has_twins = read->words.has_twins();
  if (has_twins) {
    for (std::uint32_t i = 1; i < size; ++i) set_is_term(i);
    JoinTwins(read);
  }
  list->MakeRoom(size);
  std::uint32_t* const out_words = list->words.data();
  std::uint32_t* const out_counts = list->counts.data();
  std::uint32_t* const out_idfs = list->idfs.data();
  std::size_t out = 0;
  std::uint32_t sum = 0;
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!has_twins) set_is_term(i);
    const TermWord& word = words[i];
    const std::uint32_t occurrences = word.occurrences() & (0u - static_cast<std::uint32_t>(word.is_term));
    sum += occurrences;
    // Written of each word and kept of terms, as which ones are is anyone's guess.
    out_words[out] = i;
    out_counts[out] = word.count();
    out_idfs[out] = facts[i].idf();
    out += occurrences > 0 ? 1 : 0;
  }
  list->size = out;
  return sum;
}

// Buffers of a thread, so that a short block costs no memory of its own.
struct TermScratch {
  TermTokens read;
  TextWords words;  // of a block without tokens
  FunctionWords functions;
  TermList list;

  // What a very long block needed is given back.
  void Trim() {
    constexpr std::size_t kMaxKept = std::size_t{1} << 17;
    if (read.occurrences.size() > kMaxKept) *this = TermScratch();
  }
};

BlockTerms Extract(std::string_view title, std::string_view text, std::span<const TextRange> parts,
                   const Tokens* tokens, TextWords* text_words) {
  thread_local TermScratch scratch;
  TermTokens& read = scratch.read;
  if (text_words == nullptr) {
    text_words = &scratch.words;
    text_words->Read({});
  }
  ReadTermTokens(title, text, parts, tokens, text_words, &read);
  const WordFacts* facts = text_words->Facts();
  FunctionWords& functions = scratch.functions;
  functions.Find(read.words, facts, &read.dates);
  if (functions.has_mixed_kinds()) {
    read.is_careful = true;
    ReadTermTokens(title, text, parts, tokens, text_words, &read);
    read.is_careful = false;
    facts = text_words->Facts();
    functions.Find(read.words, facts, &read.dates);
  }
  BlockTerms terms;
  ReadDates(&read, &terms);
  TermList& list = scratch.list;
  terms.words = ListTerms(functions, facts, &read, &list);
  if (terms.words < kShortWords) AddShortTerms(read, facts, &terms);
  WeighTerms(list.counts.data(), list.idfs.data(), list.size, list.weights.data());
  FindHeaviest(
      BlockTerms::kMaxTerms,
      {.weights = std::span(list.weights).first(list.size), .words = list.words.data(), .hashes = text_words->hashes()},
      &list.heaviest);
  terms.terms.resize(list.heaviest.size());
  const bool german = functions.is_german();
  for (std::size_t i = 0; i < list.heaviest.size(); ++i) {
    const HeavyWord& heavy = list.heaviest[i];
    const TermWord& word = read.words[heavy.word];
    const TermKind kind = KindOf(read, word, facts[heavy.word].usual_case(), german);
    terms.terms[i] = {.hash = heavy.hash, .count = word.count(), .kind = kind};
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
