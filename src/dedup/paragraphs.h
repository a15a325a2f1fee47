// Paragraphs that the collection holds more than once are cut out of all places but the first.
//
// A paragraph is what text/paragraphs.h takes for one: a line, or what blank lines enclose where the text is
// hard-wrapped. Two are equal when their normalised tokens are, by a hash of 128 bits and then token by token. Being
// equal is all or nothing, so that the first one of a kind always stays, and nothing that is cut is the reason of a
// cut.
//
// Time: O(tokens + paragraphs · log), two readings of a text that has a repeated paragraph, one of all others.
#ifndef COPYDESK_DEDUP_PARAGRAPHS_H_
#define COPYDESK_DEDUP_PARAGRAPHS_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "dedup/cut.h"

namespace copydesk {

struct ParagraphOptions {
  // The least tokens of a paragraph that is cut, 1 to 1,000. Shorter ones, headings and lines of dialogue, are equal by
  // chance.
  int min_tokens = 8;

  // Bytes for sorting and for tokens of texts; 0: sorting has no bound, and tokens take up to 256 MiB. Not bounded: the
  // tokens of two texts.
  std::uint64_t memory = 0;

  // For what does not fit in memory; empty: TMPDIR or /tmp.
  std::string temporary_folder;

  // When it becomes true, the work ends with Cancelled. May be null.
  const std::atomic<bool>* cancel = nullptr;
};

struct ParagraphStatistics {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t tokens = 0;
  std::uint64_t paragraphs = 0;  // of at least min_tokens tokens
  std::uint64_t repeated = 0;    // different ones that occur at two places or more
  std::uint64_t cut_documents = 0;
  std::uint64_t cuts = 0;
  std::uint64_t cut_bytes = 0;
  std::uint64_t cut_tokens = 0;
};

// Errors: InvalidArgument for an option out of range or a text of 4 GiB and more, Cancelled, those of `texts`, `visit`
// and of temporary files. `statistics` may be null.
[[nodiscard]] absl::Status FindRepeatedParagraphs(const CollectionTexts& texts, const ParagraphOptions& options,
                                                  const CutVisitor& visit, ParagraphStatistics* statistics);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_PARAGRAPHS_H_
