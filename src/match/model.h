// Everything that was learned of a collection.
#ifndef COPYDESK_MATCH_MODEL_H_
#define COPYDESK_MATCH_MODEL_H_

#include <memory>
#include <string>
#include <utility>

#include "match/furniture_model.h"
#include "match/term_model.h"

namespace copydesk {

// Immutable and thread-safe.
class Model {
 public:
  Model() : Model(TermModel(), FurnitureModel()) {}
  Model(TermModel terms, FurnitureModel furniture)
      : terms_(std::move(terms)), furniture_(std::move(furniture)), name_(ModelName(terms_.name(), furniture_)) {}

  [[nodiscard]] const TermModel& terms() const { return terms_; }
  [[nodiscard]] const FurnitureModel& furniture() const { return furniture_; }

  // See ModelName: equal names, equal results.
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  TermModel terms_;
  FurnitureModel furniture_;
  std::string name_;
};

// The frequencies alone; they keep the model alive.
[[nodiscard]] inline std::shared_ptr<const TermModel> TermsOf(const std::shared_ptr<const Model>& model) {
  return {model, &model->terms()};
}

}  // namespace copydesk

#endif  // COPYDESK_MATCH_MODEL_H_
