// From a document as it was read to one as a store keeps it.
#ifndef COPYDESK_SKETCHED_DOCUMENT_H_
#define COPYDESK_SKETCHED_DOCUMENT_H_

#include "absl/status/statusor.h"
#include "copydesk/detector.h"
#include "copydesk/document.h"
#include "copydesk/page.h"
#include "copydesk/store.h"

namespace copydesk {

// A document cut into blocks, with their signatures.
struct SketchedDocument {
  StoredDocument stored;  // what its record lacks is told by the page, if it is one
  PageMetadata page;
  AddStatistics counts;  // what it adds to those of a collection
};

// Pure and thread-safe. `with_terms`: signatures have terms and a SimHash, which text relations do not need. Errors:
// those of SplitPage.
[[nodiscard]] absl::StatusOr<SketchedDocument> SketchDocument(const Document& document, const SketchConfig& config,
                                                              Unit unit, bool with_terms);

}  // namespace copydesk

#endif  // COPYDESK_SKETCHED_DOCUMENT_H_
