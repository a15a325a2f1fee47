// What was learned of furniture, as a person reads it.
#ifndef COPYDESK_MATCH_FURNITURE_LISTING_H_
#define COPYDESK_MATCH_FURNITURE_LISTING_H_

#include <atomic>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/furniture.h"
#include "copydesk/store.h"
#include "match/furniture_model.h"

namespace copydesk {

// The passages of a model that the documents of a store hold, by source, then by falling number of documents, then by
// text. Each passage is shown as the document with the smallest content hash prints it. Reads the texts of the sources
// that the model knows. Errors: those of the store; Cancelled.
[[nodiscard]] absl::StatusOr<std::vector<FurniturePassage>> ListFurniture(const Store& store,
                                                                          const FurnitureModel& model,
                                                                          const std::atomic<bool>* cancel);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_FURNITURE_LISTING_H_
