#include "match/stored_model.h"

#include <array>
#include <string_view>
#include <utility>

#include "base/status.h"
#include "match/model_codec.h"

namespace copydesk {

absl::StatusOr<std::shared_ptr<const Model>> LoadModel(const Store& store) {
  COPYDESK_ASSIGN_OR_RETURN(const StoredModel stored, store.GetModel(kModelSections));
  if (stored.version == 0) return nullptr;
  COPYDESK_ASSIGN_OR_RETURN(Model model, DecodeModel(stored));
  return std::make_shared<const Model>(std::move(model));
}

absl::StatusOr<std::optional<ModelInfo>> LoadModelInfo(const Store& store) {
  COPYDESK_ASSIGN_OR_RETURN(const StoredModel stored, store.GetModel(std::array{kSummarySection}));
  if (stored.version == 0) return std::nullopt;
  COPYDESK_ASSIGN_OR_RETURN(ModelInfo info, DecodeModelInfo(stored));
  return std::optional<ModelInfo>(std::move(info));
}

absl::StatusOr<LearnReport> LearnStoredModel(Store* store, const LearnOptions& options) {
  LearnReport report;
  absl::StatusOr<std::optional<ModelInfo>> before = LoadModelInfo(*store);
  if (before.ok()) {
    report.before = *std::move(before);
  } else if (!absl::IsFailedPrecondition(before.status())) {
    return before.status();
  }
  COPYDESK_ASSIGN_OR_RETURN(const LearnedModel learned, LearnModel(*store, options));
  report.model = Describe(learned.model, learned.documents);
  if (report.before.has_value() && report.before->name == report.model.name) {
    report.model = *report.before;
    return report;
  }
  COPYDESK_ASSIGN_OR_RETURN(report.model.version, store->PutModel(EncodeModel(learned.model, learned.documents)));
  report.changed = true;
  return report;
}

}  // namespace copydesk
