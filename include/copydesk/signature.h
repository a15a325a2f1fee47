// What is computed once from a text and kept: enough to propose candidates without the text.
#ifndef COPYDESK_SIGNATURE_H_
#define COPYDESK_SIGNATURE_H_

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/config.h"
#include "copydesk/minhash.h"
#include "copydesk/terms.h"

namespace copydesk {

// XXH3-128 of the normalised tokens of a text. Texts that differ only in case, punctuation, white space or
// Unicode form have equal content hashes. All zero for a text without tokens.
struct ContentHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const ContentHash&, const ContentHash&) = default;
};

// A winnowed shingle hash and the index of its first token.
struct PassageFingerprint {
  std::uint64_t hash = 0;
  std::uint32_t position = 0;

  friend bool operator==(const PassageFingerprint&, const PassageFingerprint&) = default;
};

struct Signature {
  ContentHash content;
  std::uint32_t tokens = 0;                      // number of tokens
  MinHashSketch minhash;                         // over the distinct shingles; empty for a text shorter than a shingle
  std::uint64_t simhash = 0;                     // 64 bits; 0 for a text without tokens
  std::vector<PassageFingerprint> fingerprints;  // by position; empty for a text shorter than a shingle
  BlockTerms terms;                              // empty for furniture and for a digest, whose items have them

  friend bool operator==(const Signature&, const Signature&) = default;
};

// Computes the signature of `text`. A pure function of the text and the configuration. Linear in the text.
// Errors: InvalidArgument for a configuration out of range or a text of 4 GiB or more.
[[nodiscard]] absl::StatusOr<Signature> ComputeSignature(std::string_view text, const SketchConfig& config = {});

}  // namespace copydesk

#endif  // COPYDESK_SIGNATURE_H_
