// The documents of a store with the names that results use for them.
#ifndef COPYDESK_DOCUMENT_VIEWS_H_
#define COPYDESK_DOCUMENT_VIEWS_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/detector.h"
#include "copydesk/store.h"
#include "match/furniture_model.h"

namespace copydesk {

using PagesByNumber = std::map<DocumentNumber, PageMetadata>;

// `furniture` is what was set aside; null: nothing was. `pages` has what is known of pages besides. Errors: those of
// the store.
[[nodiscard]] absl::StatusOr<DocumentView> MakeDocumentView(const Store& store, const FurnitureModel* furniture,
                                                            const PagesByNumber* pages, std::string name,
                                                            DocumentNumber number);

struct VisitOptions {
  std::uint64_t memory = 0;      // as of Options
  std::string temporary_folder;  // the same
  int threads = 1;
  const std::atomic<bool>* cancel = nullptr;
};

// Visits every document, by name.
[[nodiscard]] absl::Status VisitDocuments(const Store& store, const FurnitureModel* furniture,
                                          const PagesByNumber* pages, const VisitOptions& options,
                                          const std::function<absl::Status(const DocumentView&)>& visit);

}  // namespace copydesk

#endif  // COPYDESK_DOCUMENT_VIEWS_H_
