// Learns a model from the documents of a store.
#ifndef COPYDESK_MATCH_MODEL_LEARNER_H_
#define COPYDESK_MATCH_MODEL_LEARNER_H_

#include <atomic>
#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "match/model.h"

namespace copydesk {

struct LearnOptions {
  std::function<void(std::uint64_t done)> progress;  // documents; may be empty
  const std::atomic<bool>* cancel = nullptr;         // may be null
  int threads = 1;
};

struct LearnedModel {
  Model model;
  std::uint64_t documents = 0;  // read
};

// The model that a search of the whole store learns: each content with its terms counts once (see StoryItems), in
// whatever order documents were added. Reads every signature once. About 40 bytes a block and 30 a term. Errors: those
// of the store; Cancelled.
[[nodiscard]] absl::StatusOr<LearnedModel> LearnModel(const Store& store, const LearnOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_MODEL_LEARNER_H_
