// Records that go whatever else is in the collection: those that a store has, and those with passages of texts that
// must not be there.
#ifndef COPYDESK_DEDUP_RECORD_FILTER_H_
#define COPYDESK_DEDUP_RECORD_FILTER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/dedup.h"
#include "copydesk/detector.h"
#include "dedup/certificate.h"
#include "dedup/contamination.h"

namespace copydesk {

// What a filter needs of DedupOptions or VerifyOptions.
struct FilterOptions {
  std::string against;
  std::string contamination;
  int contamination_run = 13;
  ReaderOptions reader;
  Options detector;
  double min_contained = 0.9;
};

class RecordFilter {
 public:
  // Opens the store, for reading, and reads the texts. Errors: those of Detector::Open and OpenReader; InvalidArgument
  // when no text can be looked for.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<RecordFilter>> Open(const FilterOptions& options);

  // The line for a record that goes; none for others. Contamination comes first. O(tokens), and a query of the store.
  [[nodiscard]] absl::StatusOr<std::optional<CertificateLine>> Find(const Document& document);

  [[nodiscard]] bool empty() const { return !store_.has_value() && !contamination_.has_value(); }

 private:
  explicit RecordFilter(const FilterOptions& options) : options_(options) {}
  [[nodiscard]] absl::StatusOr<std::optional<CertificateLine>> FindContamination(const Document& document) const;
  [[nodiscard]] absl::StatusOr<std::optional<CertificateLine>> FindStored(const Document& document);

  const FilterOptions options_;
  std::optional<Detector> store_;
  std::optional<Contamination> contamination_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_RECORD_FILTER_H_
