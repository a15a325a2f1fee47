// Fingerprints by which runs of at least N equal tokens are found: winnowed shingles (sketch/winnow.h).
#ifndef COPYDESK_DEDUP_RUN_FINGERPRINTS_H_
#define COPYDESK_DEDUP_RUN_FINGERPRINTS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace copydesk {

// A run of `tokens` holds at least `window` shingles of `shingle` tokens, of which winnowing keeps one:
// window + shingle - 1 <= tokens.
struct RunSizes {
  std::uint32_t tokens = 0;
  int shingle = 0;
  std::size_t window = 0;
};

// For runs of 16 to 1,000 tokens.
[[nodiscard]] RunSizes RunSizesFor(int tokens);

// Of a stretch that repeats itself all the places of one shingle are fingerprints, for each of them is where a run may
// begin or end; of more than a thousand those in its middle are thinned out.
struct RunFingerprint {
  std::uint64_t hash = 0;
  std::uint32_t position = 0;  // token
  bool is_middle = false;      // neither of the first two nor of the last two places of this shingle in its stretch

  friend bool operator==(const RunFingerprint&, const RunFingerprint&) = default;
};

// In place of what `fingerprints` held, ascending by position: of the tokens' hashes, none for fewer than sizes.tokens.
//
// Winnow drops a fingerprint whose neighbour before it has the same hash. Two texts may then share a run and keep
// different ones of its equal shingles, and neither the ends of the run nor its alignment be found. So between two
// fingerprints the other places of their shingles are looked up again, those behind the first thousand of a stretch
// only when they are a quarter of a window apart. Linear; about 2 / (window + 1) fingerprints a token, and four times
// as many of a text that is one word.
void FingerprintRuns(std::span<const std::uint64_t> tokens, const RunSizes& sizes,
                     std::vector<RunFingerprint>* fingerprints);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_RUN_FINGERPRINTS_H_
