// Small collections that repeat themselves, and what can be said of them by looking at everything.
#ifndef COPYDESK_TESTS_DEDUP_RANDOM_CORPUS_H_
#define COPYDESK_TESTS_DEDUP_RANDOM_CORPUS_H_

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "dedup/repeated_runs.h"
#include "dedup/staying_tokens.h"
#include "text/tokens.h"

namespace copydesk {

struct CorpusKind {
  std::size_t documents = 12;
  std::size_t pool = 10;           // passages that documents are put together from
  std::size_t most_words = 45;     // of a passage
  std::size_t vocabulary = 400;    // of it
  double own = 0.3;                // share of passages that are in one document only
  bool has_stretches = false;      // some passages repeat a few words over and over
  bool has_other_scripts = false;  // some passages are Chinese, and some bytes are no UTF-8
};

// Sentences of some words each, with full stops, some lines and paragraphs, quotation marks and capitals.
std::vector<std::string> MakeCorpus(std::mt19937_64& random, const CorpusKind& kind);

// All maximal runs of at least `least` tokens of texts[document] in earlier texts, where these stay: by comparing every
// token with every other.
std::vector<RepeatedRun> EveryRunInEarlier(std::span<const Tokens> texts, std::uint32_t document,
                                           const StayingTokens& staying, std::uint32_t least);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_DEDUP_RANDOM_CORPUS_H_
