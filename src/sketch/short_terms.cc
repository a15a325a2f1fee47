#include "sketch/short_terms.h"

#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "sketch/background.h"
#include "sketch/term_form.h"
#include "text/token_kernels.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kStemIdfStep = kIdfUnit / 4;

void SortUnique(std::vector<std::uint32_t>* values) {
  // Fewer are sorted as fast by comparing.
  constexpr std::size_t kMinVectorSort = 32;
  if (values->size() < kMinVectorSort) {
    std::sort(values->begin(), values->end());
  } else {
    thread_local const hwy::Sorter kSorter;  // one a thread, for each gets memory of its own
    kSorter(values->data(), values->size(), hwy::SortAscending());
  }
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

// Ends of English, and of other languages where they are the same: plurals, -ed, -ing. What is left keeps four letters.
std::string_view Stem(std::string_view word) {
  for (const std::string_view ending : {"ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e"}) {
    if (word.size() >= ending.size() + 4 && word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

// Pieces of a text that are hashed together.
class Pieces {
 public:
  void Clear() { edges_.clear(); }
  void Add(std::size_t begin, std::size_t end) {
    edges_.push_back(static_cast<std::uint32_t>(begin));
    edges_.push_back(static_cast<std::uint32_t>(end));
  }
  // The first 32 bits of the hash of each, none of which is empty; *text gets some room behind it.
  std::span<const std::uint32_t> Hash(std::string* text) {
    constexpr std::size_t kRoom = 16;  // of HashWords, and of bytes
    const std::size_t size = edges_.size() / 2;
    text->append(kRoom, '\0');
    edges_.resize(edges_.size() + kRoom);
    hashes_.resize(size);
    begins_.resize(size);
    ends_.resize(size);
    for (std::size_t at = 0; at < size; at += kMaxPiece) {
      const std::size_t count = std::min(size - at, kMaxPiece);
      std::array<std::uint32_t, kRoom> behind;  // HashWords writes there
      std::copy_n(edges_.begin() + static_cast<std::ptrdiff_t>(2 * (at + count)), kRoom, behind.begin());
      HashWords(reinterpret_cast<const std::uint8_t*>(text->data()), edges_.data() + 2 * at, count, 0,
                hashes_.data() + at, begins_.data() + at, ends_.data() + at);
      std::copy_n(behind.begin(), kRoom, edges_.begin() + static_cast<std::ptrdiff_t>(2 * (at + count)));
    }
    for (std::size_t i = 0; i < size; ++i) begins_[i] = static_cast<std::uint32_t>(hashes_[i] >> 32);
    return begins_;
  }

 private:
  std::vector<std::uint32_t> edges_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> ends_;
};

void AddGrams(std::string_view spaced, Pieces* pieces) {
  constexpr std::size_t kSize = 4;
  std::array<std::size_t, kSize> starts{};  // of the characters before, in turn
  std::size_t characters = 0;
  for (std::size_t at = 0;; ++characters) {
    if (characters >= kSize) pieces->Add(starts[characters % kSize], at);
    if (at == spaced.size()) break;
    starts[characters % kSize] = at;
    at += static_cast<unsigned char>(spaced[at]) < 0x80 ? 1 : DecodeUtf8(spaced, at).length;
  }
}

// Buffers of a thread, so that a text costs no memory of its own.
struct ShortScratch {
  std::string spaced;
  std::string buffer;
  Pieces pieces;
};

}  // namespace

double StemIdf(std::uint32_t stem) { return (stem & ~kStemHashMask) * 0.25; }

void AddShortTerms(const TermTokens& read, const WordFacts* facts, BlockTerms* terms) {
  thread_local ShortScratch scratch;
  std::string& spaced = scratch.spaced;
  Pieces& pieces = scratch.pieces;
  spaced = " ";
  pieces.Clear();
  for (std::uint32_t i = 0; i < read.size; ++i) {
    const TermWord& token = read.WordOf(i);
    if (!token.is_term || (read.occurrences[i].bits & kIsNoTerm) != 0) continue;
    const std::string_view word = NormaliseTerm(read.Printed(i), &scratch.buffer);
    const std::string_view stem = Stem(word);
    pieces.Add(spaced.size(), spaced.size() + stem.size());
    spaced += word;
    spaced += ' ';
    const std::uint32_t idf = facts[read.occurrences[i].word].idf();
    terms->stems.push_back(std::clamp(idf / kStemIdfStep, 1u, ~kStemHashMask));
  }
  AddGrams(spaced, &pieces);
  const std::span<const std::uint32_t> hashes = pieces.Hash(&spaced);
  for (std::size_t i = 0; i < terms->stems.size(); ++i) terms->stems[i] |= hashes[i] & kStemHashMask;
  const std::span<const std::uint32_t> grams = hashes.subspan(terms->stems.size());
  terms->grams.assign(grams.begin(), grams.end());
  SortUnique(&terms->grams);
  // Of one stem, the first: its commonest form.
  SortUnique(&terms->stems);
  const auto same_stem = [](std::uint32_t a, std::uint32_t b) { return (a & kStemHashMask) == (b & kStemHashMask); };
  terms->stems.erase(std::unique(terms->stems.begin(), terms->stems.end(), same_stem), terms->stems.end());
}

}  // namespace copydesk
