// Passages that the collection holds more than once are cut out of all documents but the first: removal of repeated
// substrings as in K. Lee, D. Ippolito, A. Nystrom, C. Zhang, D. Eck, C. Callison-Burch, N. Carlini, "Deduplicating
// Training Data Makes Language Models Better", ACL 2022, section 4.1, which takes runs of 50 tokens.
//
// Different from the paper: runs are found by winnowed fingerprints, out of core, not by a suffix array of the whole
// collection in memory, and are the same ones (tests/dedup compares with a suffix array); tokens are normalised words,
// not those of a language model; the first occurrence stays, where the paper removes all or any; and of a run only
// whole sentences go (dedup/sentences.h), so that what is left reads as text.
//
// What goes of a document, by these rules, documents in input order and sentences in the order of the text:
//   1. A run is a maximal sequence of at least N equal tokens of this document and of an earlier one, all of which stay
//      in that one.
//   2. At each sentence that lies whole in a run, the run that reaches furthest is taken (of several, that of the
//      earliest place), and the sentences from here on to the last one in it go, if they have `min_cut` tokens.
//   3. In what is left, a run goes that equals an earlier passage of the same document which stays and does not overlap
//      it, in the same way, first come first served.
// So every passage that goes is in a document that is written, in one piece, and what was cut is never the reason of
// another cut.
//
// Time: O(tokens + fingerprints · log), three readings of a text that has a repeated fingerprint, one of all others.
#ifndef COPYDESK_DEDUP_PASSAGES_H_
#define COPYDESK_DEDUP_PASSAGES_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dedup/cut.h"
#include "dedup/repeated_runs.h"

namespace copydesk {

struct PassageOptions {
  // N: the least tokens of a repeated run, 16 to 1,000. Lower ones remove phrases that many write on their own.
  int min_tokens = 50;

  // The least tokens of what is cut, 1 to min_tokens: of a run that begins and ends inside sentences little may be
  // left.
  int min_cut = 8;

  // Places of a fingerprint that later texts are compared with, 1 to 1,000: the first ones in input order. A run is
  // missed only where all of its fingerprints have more places before it, and where all of these stand in other words
  // or are cut themselves. Each place more costs 8 bytes of temporary file for each later occurrence.
  int posting_cap = 16;

  // Bytes for sorting and for tokens of texts; 0: sorting has no bound, and tokens take up to 256 MiB. Not bounded: the
  // tokens of two texts, and 16 bytes a document with cuts, 8 a cut.
  std::uint64_t memory = 0;

  // For what does not fit in memory; empty: TMPDIR or /tmp.
  std::string temporary_folder;

  // When it becomes true, the work ends with Cancelled. May be null.
  const std::atomic<bool>* cancel = nullptr;
};

struct PassageStatistics {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t tokens = 0;
  std::uint64_t fingerprints = 0;
  std::uint64_t repeated_fingerprints = 0;  // different ones at two places or more
  std::uint64_t capped_fingerprints = 0;    // of these, with more places than posting_cap
  std::uint64_t runs = 0;                   // in earlier documents
  std::uint64_t cut_documents = 0;
  std::uint64_t cuts = 0;
  std::uint64_t cuts_in_itself = 0;  // of these, kept in the same document
  std::uint64_t cut_bytes = 0;
  std::uint64_t cut_tokens = 0;
  std::uint64_t limited_documents = 0;  // repeat themselves so much that not all of their runs were looked for
  std::uint64_t temporary_bytes = 0;    // of records that were sorted, in memory or in files
};

// Errors: InvalidArgument for an option out of range or a text of 4 GiB and more, Cancelled, those of `texts`, `visit`
// and of temporary files. `statistics` may be null.
[[nodiscard]] absl::Status FindRepeatedPassages(const CollectionTexts& texts, const PassageOptions& options,
                                                const CutVisitor& visit, PassageStatistics* statistics);

// All runs, as they are before anything is cut: whether the earlier place stays does not count, nor do sentences. A run
// whose earlier place is in the same document is as long as the distance between both at most. For tests and for
// measurements.
using RunVisitor = std::function<absl::Status(std::uint32_t document, std::vector<RepeatedRun> runs)>;
[[nodiscard]] absl::Status FindRepeatedRuns(const CollectionTexts& texts, const PassageOptions& options,
                                            const RunVisitor& visit, PassageStatistics* statistics);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_PASSAGES_H_
