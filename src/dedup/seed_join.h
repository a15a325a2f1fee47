// Which fingerprints of a document occur earlier in the collection, and where: a join out of core.
#ifndef COPYDESK_DEDUP_SEED_JOIN_H_
#define COPYDESK_DEDUP_SEED_JOIN_H_

#include <atomic>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/record_sorter.h"
#include "dedup/run_fingerprints.h"

namespace copydesk {

// A token of a document.
struct TokenPlace {
  std::uint32_t document = 0;
  std::uint32_t token = 0;

  friend auto operator<=>(const TokenPlace&, const TokenPlace&) = default;
};

// A fingerprint that has earlier places: DocumentSeeds::places[first_place, end_place), ascending.
struct Seed {
  std::uint32_t token = 0;
  bool is_middle = false;  // as in RunFingerprint
  std::uint32_t first_place = 0;
  std::uint32_t end_place = 0;
};

struct DocumentSeeds {
  std::uint32_t document = 0;
  std::vector<Seed> seeds;  // ascending by token
  std::vector<TokenPlace> places;

  [[nodiscard]] std::span<const TokenPlace> PlacesOf(const Seed& seed) const {
    return std::span(places).subspan(seed.first_place, seed.end_place - seed.first_place);
  }
};

struct SeedCounts {
  std::uint64_t fingerprints = 0;
  std::uint64_t repeated = 0;         // different ones that occur at two places or more
  std::uint64_t capped = 0;           // of these, that occur at more places than are kept
  std::uint64_t seeds = 0;            // fingerprints with an earlier place
  std::uint64_t temporary_bytes = 0;  // estimated: of the records of both sorts
};

// Protocol: Add* Next*. Fingerprints are sorted by hash, those with earlier places by document. O(f log f) for f
// fingerprints; 16 bytes of record each, and 8 bytes a place of a seed.
// Of a hash the first `cap` places in input order are kept, those in the middle of a stretch left out.
class SeedJoin {
 public:
  // Records take up to about `memory` bytes, then go to temporary files in `folder` (base/record_sorter.h); 0: no
  // bound. `cancel` may be null.
  SeedJoin(std::uint32_t cap, std::uint64_t memory, const std::string& folder, const std::atomic<bool>* cancel);

  // Of one document; documents come in any order.
  [[nodiscard]] absl::Status Add(std::uint32_t document, std::span<const RunFingerprint> fingerprints);

  // The next document that has seeds, ascending; none at the end. Errors: Cancelled, those of RecordSorter.
  [[nodiscard]] absl::StatusOr<std::optional<DocumentSeeds>> Next();

  [[nodiscard]] const SeedCounts& counts() const { return counts_; }

 private:
  [[nodiscard]] absl::Status Join();

  const std::uint32_t cap_;
  const std::atomic<bool>* const cancel_;
  std::optional<RecordSorter> by_hash_;
  RecordSorter by_document_;
  bool is_joined_ = false;
  std::optional<DocumentSeeds> begun_;  // the document of the record that was read last
  SeedCounts counts_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_SEED_JOIN_H_
