// What a detector does before its first document: its options checked, its store and its model opened.
#ifndef COPYDESK_DETECTOR_SETUP_H_
#define COPYDESK_DETECTOR_SETUP_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/detector.h"
#include "copydesk/store.h"
#include "match/model.h"

namespace copydesk {

// InvalidArgument for what is out of range.
[[nodiscard]] absl::Status ValidateOptions(const Options& options);

// The weakest relation that is asked for or that clusters need, where stories do not look at all.
[[nodiscard]] Relation WeakestNeeded(const Options& options);

[[nodiscard]] absl::StatusOr<std::unique_ptr<Store>> OpenStore(const Options& options);

// The model of a store, which is in the folder `path`; null where there is none.
[[nodiscard]] absl::StatusOr<std::shared_ptr<const Model>> LoadModelOf(const Store& store, const std::string& path);

// The model of the store in a folder that is to have one.
[[nodiscard]] absl::StatusOr<std::shared_ptr<const Model>> OpenModelOf(const std::string& path);

// As of Detector.
[[nodiscard]] absl::Status CheckSpace(const Options& options, std::uint64_t input_bytes);

}  // namespace copydesk

#endif  // COPYDESK_DETECTOR_SETUP_H_
