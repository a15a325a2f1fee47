// Writes a collection back without its duplicates, with a certificate of every removal.
//
// What is kept is byte for byte what was read: the output is the input minus what the certificate lists. A record goes
// only for a record that stays and that it was compared with, so that a chain of likenesses removes nothing that has no
// like. The choice is the greedy maximal independent set of the graph of matches in the order of preference
// (sequential form of M. Luby, "A Simple Parallel Algorithm for the Maximal Independent Set Problem", 1986).
#ifndef COPYDESK_DEDUP_H_
#define COPYDESK_DEDUP_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/detector.h"
#include "copydesk/reader.h"

namespace copydesk {

// What goes: whole records, or parts of their texts.
enum class DedupUnit : std::uint8_t {
  kDocument,   // records whose text is an exact or near duplicate
  kBlock,      // blocks of plain texts, by the same rule
  kParagraph,  // paragraphs with the same words as an earlier one
  kPassage,    // sentences inside runs of tokens that an earlier text has
};

// Which copy stays. What they leave equal is decided by the order of the input.
enum class KeepPolicy : std::uint8_t {
  kFirst,     // in the order of the input
  kEarliest,  // by `published`; texts without a time that can be read come last
  kLongest,   // bytes of text
  kField,     // the largest number in a JSON member; records without one come last
  kSource,    // of the sources in their order; others come last
};

struct DedupOptions {  // docs/tuning.md says what each default rests on
  // As for OpenReader, but standard input: each input is read more than once.
  std::vector<std::string> inputs;

  // A file when there is one input, no folder, and `output` is no folder; else a folder, which is made, where each
  // input file has its name, and those of an input folder their paths below it. A name that ends in .gz or .zst is
  // compressed so.
  std::string output;

  // The certificate, one JSON line a removal in the order of the input; empty: none is written.
  std::string removed;

  ReaderOptions reader;

  // Sketches, rules, threads, memory and the model. `relations` of kExact, kNear and kContains say what goes; of two
  // texts one of which contains the other only the contained one, and only when `min_contained` of its tokens are in
  // the other. `unit`, `stories`, `spans`, `store` and what belongs to a store are set by Dedup.
  Options detector;

  DedupUnit unit = DedupUnit::kDocument;
  KeepPolicy keep = KeepPolicy::kFirst;
  std::string keep_field;                 // of kField
  std::vector<std::string> keep_sources;  // of kSource

  // Share of a contained text that the kept one has; range above 0 to 1. Lower removes texts with more of their own.
  double min_contained = 0.9;

  // Tokens of the shortest passage (range 16 to 1000) and paragraph (from 1) that go.
  int min_passage = 50;
  int min_paragraph = 8;

  // JSON lines only: everything is kept, and each record gets copydesk_cluster, copydesk_size and copydesk_keep.
  bool annotate = false;

  // Folder of a store: what matches a document in it goes too. Empty: none.
  std::string against;

  // Records, as of `inputs`, whose passages must not be in the output: a run of `contamination_run` tokens (range 8 to
  // 1000) shared with one of them removes a record; of a shorter one all its tokens, if there are 8. Empty: none.
  std::string contamination;
  int contamination_run = 13;

  bool force = false;    // replace outputs that exist
  bool resume = false;   // go on with what an interrupted run left, and leave something to go on with
  bool dry_run = false;  // write nothing

  // Called after each batch of records, and after each file that was written.
  std::function<void(const Progress&)> progress;
};

struct DedupReport {
  ReaderCounts reader;  // of the records that were read in this run
  MatchStatistics matching;
  std::uint64_t records = 0;
  std::uint64_t removed = 0;  // records; with parts as unit those of which nothing is left
  std::vector<std::pair<Relation, std::uint64_t>> by_relation;  // removals, the strongest relation first
  std::uint64_t against = 0;                                    // of `removed`: for a document of the store
  std::uint64_t contaminated = 0;                               // of `removed`
  std::uint64_t parts = 0;                                      // that were cut out of records
  std::uint64_t changed = 0;                                    // records that parts were cut from
  std::uint64_t kept_with_copies = 0;                           // kept records that others went for
  std::uint64_t bytes_in = 0;                                   // decompressed, of all shards
  std::uint64_t bytes_kept = 0;
  std::uint64_t bytes_removed = 0;
  std::uint64_t bytes_damaged = 0;  // of WARC files: no whole records, and left out; of bytes_in they are the rest
  std::uint64_t files = 0;          // written
  std::uint64_t resumed = 0;        // files that an earlier run had read or written
  double read_seconds = 0;
  double match_seconds = 0;
  double write_seconds = 0;
};

// Errors: InvalidArgument for options out of range or that do not go together, AlreadyExists for an output that exists
// without `force`, FailedPrecondition for what an interrupted run left, with the remedy; those of OpenReader and
// Detector; Cancelled. After an error every output that has its final name is whole.
// Memory: that of the detector, 72 bytes a match and the ids of the matched records, and 16 bytes a removal.
[[nodiscard]] absl::StatusOr<DedupReport> Dedup(const DedupOptions& options);

struct VerifyOptions {
  std::vector<std::string> inputs;  // as they were given to Dedup
  std::string output;
  std::string removed;
  ReaderOptions reader;
  RelationRules rules;
  double min_contained = 0.9;
  bool annotated = false;  // the output was made with DedupOptions::annotate
  std::string against;
  std::string contamination;
  int contamination_run = 13;
  std::string temporary_folder;

  // Kept records that are compared with all others, to estimate how many duplicates were missed; range 0 to 100,000.
  std::uint32_t sample = 500;
  std::uint64_t seed = 1;

  const std::atomic<bool>* cancel = nullptr;
  std::function<void(const Progress&)> progress;
};

struct VerifyReport {
  std::uint64_t records = 0;
  std::uint64_t removed = 0;  // records that the certificate lists, each of which was found
  std::uint64_t parts = 0;    // parts of records, likewise
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_kept = 0;

  // At most 100 of what is wrong, each a sentence that names the place; `problem_count` counts all.
  std::vector<std::string> problems;
  std::uint64_t problem_count = 0;

  std::uint32_t sampled = 0;  // kept records compared with all others
  std::uint32_t missed = 0;   // of these: have an exact or near duplicate that was kept too
  double missed_low = 0;      // 95 % interval of the share of kept records that have one (Wilson)
  double missed_high = 0;
  std::vector<std::string> missed_pairs;  // at most 10, one a record, as "near, 0.83: first and second"
};

// A report as a person reads it, at most 80 columns wide, and as one JSON object without a line end.
[[nodiscard]] std::string TerminalDedup(const DedupOptions& options, const DedupReport& report);
[[nodiscard]] std::string DedupJson(const DedupReport& report);
[[nodiscard]] std::string TerminalVerification(const VerifyReport& report);
[[nodiscard]] std::string VerifyJson(const VerifyReport& report);

// Checks from the files alone that the output is the input without what the certificate lists, and that each removed
// item has the relation and the score that are claimed with what it names, which is in the output. OK whatever is
// found; errors are those of reading.
[[nodiscard]] absl::StatusOr<VerifyReport> VerifyDedup(const VerifyOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_H_
