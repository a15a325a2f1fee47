// What the units below a document share: where texts come from, and what is cut out of them.
#ifndef COPYDESK_DEDUP_CUT_H_
#define COPYDESK_DEDUP_CUT_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/block.h"

namespace copydesk {

// The texts of a collection in input order. Not called TextSource: match/text_source.h has a class of that name, and
// two in one namespace are one to the linker. Thread-safety: one thread.
class CollectionTexts {
 public:
  virtual ~CollectionTexts() = default;

  // Documents.
  [[nodiscard]] virtual std::uint32_t size() const = 0;

  // The same bytes each time; below 4 GiB.
  [[nodiscard]] virtual absl::StatusOr<std::string> Text(std::uint32_t document) const = 0;
};

// A part of a document's text that goes because an earlier part of the collection, which stays, holds the same.
struct Cut {
  TextRange removed;                // bytes of the document's text, at character borders
  std::uint32_t kept_document = 0;  // an earlier one, or the same where `kept` is earlier
  TextRange kept;                   // bytes of that document's text, from its first token to the end of the last
  std::uint32_t tokens = 0;         // that lie whole in `removed`, equal to those that lie whole in `kept`

  friend bool operator==(const Cut&, const Cut&) = default;
};

// Called for documents with cuts only, ascending; cuts are ascending and disjoint. An error ends the work and is
// returned.
using CutVisitor = std::function<absl::Status(std::uint32_t document, std::vector<Cut> cuts)>;

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_CUT_H_
