// What a signature depends on. Two signatures can be compared only when these agree. Defaults: docs/tuning.md.
#ifndef COPYDESK_CONFIG_H_
#define COPYDESK_CONFIG_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace copydesk {

struct SketchConfig {
  // Tokens per shingle for Jaccard, containment and MinHash. Range 2 to 32. Larger values are stricter: one
  // changed word destroys this many shingles.
  int shingle = 5;

  // MinHash bins: a power of two from 64 to 1024. The standard error of an estimate is about
  // sqrt(J (1 - J) / bins), 0.03 at worst with 256; a signature stores 1 byte and 1 bit a bin.
  int bins = 256;

  // Tokens per shingle for passage fingerprints. Range 2 to 32.
  int fingerprint_shingle = 6;

  // The largest winnowing window, in shingles. Range 1 to 64. Runs of at least
  // max_window + fingerprint_shingle - 1 equal tokens always share a fingerprint; a smaller window costs
  // more postings (about 2 / (window + 1) of the shingles are kept).
  int max_window = 15;

  // InvalidArgument, naming the field and its range, when a field is out of range.
  [[nodiscard]] absl::Status Validate() const;

  // One line that names every parameter and the versions of the hash, Unicode and background tables:
  // equal lines mean comparable signatures.
  [[nodiscard]] std::string Describe() const;

  // XXH3-64 of Describe(). Stored beside signatures; a store of another fingerprint is refused.
  [[nodiscard]] std::uint64_t Fingerprint() const;

  friend bool operator==(const SketchConfig&, const SketchConfig&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_CONFIG_H_
