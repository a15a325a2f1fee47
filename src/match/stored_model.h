// The model of a store: learned and kept, and read again.
#ifndef COPYDESK_MATCH_STORED_MODEL_H_
#define COPYDESK_MATCH_STORED_MODEL_H_

#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "copydesk/model.h"
#include "copydesk/store.h"
#include "match/model.h"
#include "match/model_learner.h"

namespace copydesk {

// Null when the store has none. Errors: those of Store::GetModel and DecodeModel.
[[nodiscard]] absl::StatusOr<std::shared_ptr<const Model>> LoadModel(const Store& store);

// Reads the summary alone. None when the store has no model.
[[nodiscard]] absl::StatusOr<std::optional<ModelInfo>> LoadModelInfo(const Store& store);

// Learns a model from the documents of the store and keeps it there, unless it is the store's model already. A model
// that cannot be used any more is replaced. Errors: those of the store; Cancelled: nothing has changed.
[[nodiscard]] absl::StatusOr<LearnReport> LearnStoredModel(Store* store, const LearnOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_STORED_MODEL_H_
