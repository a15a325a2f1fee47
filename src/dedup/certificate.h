// Lines of a removal certificate (docs/formats.md).
#ifndef COPYDESK_DEDUP_CERTIFICATE_H_
#define COPYDESK_DEDUP_CERTIFICATE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/match.h"

namespace copydesk {

// A record, or a part of its text, that a line speaks of.
struct CertifiedItem {
  std::string document;          // its id
  Locator locator;               // of the record
  std::string block;             // of --unit block; empty: none
  std::vector<TextRange> parts;  // bytes of its text, ascending; empty: the whole record

  friend bool operator==(const CertifiedItem&, const CertifiedItem&) = default;
};

// Why an item goes: for one of the same collection, of a store, or of texts that must not be there.
enum class RemovalReason : std::uint8_t { kDuplicate, kStored, kContamination };

struct CertificateLine {
  CertifiedItem removed;
  CertifiedItem kept;
  RemovalReason reason = RemovalReason::kDuplicate;
  Relation relation = Relation::kExact;
  double score = 1;
  std::uint32_t tokens = 0;  // of a part: equal in both; 0: not said

  friend bool operator==(const CertificateLine&, const CertificateLine&) = default;
};

// One JSON object without a line end. Of a kept item with RemovalReason::kStored the locator's file is the store's
// folder, and of one with kContamination the file of the texts that must not be there.
[[nodiscard]] std::string CertificateJson(const CertificateLine& line);

// InvalidArgument for anything that CertificateJson does not write.
[[nodiscard]] absl::StatusOr<CertificateLine> ParseCertificateLine(std::string_view json);

// The text that `parts` are, with a line end after each.
[[nodiscard]] std::string TextOfParts(std::string_view text, const std::vector<TextRange>& parts);

// A text as it is read back from a certificate: what is not UTF-8 is replaced.
[[nodiscard]] std::string AsPrinted(std::string_view text);

// A score as the certificate prints it.
[[nodiscard]] double PrintedScore(double score);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_CERTIFICATE_H_
