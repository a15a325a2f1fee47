// What is learned of a collection: how rare its terms are, and the furniture of its sources. A model is frozen: results
// under one name are the same, whatever was added since. Matches name theirs.
#ifndef COPYDESK_MODEL_H_
#define COPYDESK_MODEL_H_

#include <cstdint>
#include <optional>
#include <string>

namespace copydesk {

// Which model weighs terms and says what is furniture.
enum class ModelSource : std::uint8_t {
  // Matches learns from all documents, and keeps nothing of it. Query and Explain take the model of the detector's own
  // store; where it has none, Query takes the background alone, and Explain learns.
  kLearn,
  kNone,   // the background frequencies alone, which are part of the program
  kStore,  // the model of the store that Options::model_store names
};

// What is known of a model without its contents.
struct ModelInfo {
  std::string name;             // "m-" and 16 hexadecimal digits; equal names, equal results
  std::uint64_t version = 0;    // in its store: 1 for the first one learned there
  std::uint64_t documents = 0;  // learned from
  std::uint64_t blocks = 0;     // counted: each content with its terms once
  std::uint64_t terms = 0;      // different ones
  std::uint64_t furniture = 0;  // passages of a source

  friend bool operator==(const ModelInfo&, const ModelInfo&) = default;
};

// What Detector::Learn did.
struct LearnReport {
  ModelInfo model;                  // of the store now
  std::optional<ModelInfo> before;  // of the store until now; none: it had none
  bool changed = false;             // false: the same was learned again, and nothing was written
};

}  // namespace copydesk

#endif  // COPYDESK_MODEL_H_
