// The bytes of a model's sections; docs/store-format.md has them one by one.
#ifndef COPYDESK_MATCH_MODEL_CODEC_H_
#define COPYDESK_MATCH_MODEL_CODEC_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/model.h"
#include "copydesk/store.h"
#include "match/model.h"

namespace copydesk {

inline constexpr std::string_view kSummarySection = "summary";
inline constexpr std::string_view kTermsSection = "terms";
inline constexpr std::string_view kStemsSection = "stems";
inline constexpr std::string_view kFurnitureSection = "furniture";
inline constexpr std::array kModelSections = {kFurnitureSection, kStemsSection, kSummarySection, kTermsSection};

// Entries a chunk: about 500 KiB.
inline constexpr std::size_t kEntriesPerChunk = std::size_t{1} << 16;

// What is known of a model that was learned from so many documents. `version` is left to the store.
[[nodiscard]] ModelInfo Describe(const Model& model, std::uint64_t documents);

// Linear; about 8 bytes a term and 17 a passage of furniture.
[[nodiscard]] std::vector<ModelSection> EncodeModel(const Model& model, std::uint64_t documents);

// DataLoss for sections that EncodeModel cannot have written; FailedPrecondition for a model of another version of the
// format or of the background frequencies.
[[nodiscard]] absl::StatusOr<Model> DecodeModel(const StoredModel& stored);

// The summary section alone, with the version of the model.
[[nodiscard]] absl::StatusOr<ModelInfo> DecodeModelInfo(const StoredModel& stored);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_MODEL_CODEC_H_
