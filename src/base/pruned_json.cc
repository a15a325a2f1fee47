#include "base/pruned_json.h"

#include <string>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

class PrunedDom : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit PrunedDom(const JsonBounds& bounds) : bounds_(bounds) {}
  PrunedDom(const PrunedDom&) = delete;
  PrunedDom& operator=(const PrunedDom&) = delete;

  PrunedJson Take() {
    if (problem_ != JsonProblem::kNone) root_ = nullptr;
    return {.value = std::move(root_), .problem = problem_};
  }

  bool null() override { return Scalar(nullptr); }
  bool boolean(bool value) override { return Scalar(value); }
  bool number_integer(number_integer_t value) override { return Scalar(value); }
  bool number_unsigned(number_unsigned_t value) override { return Scalar(value); }
  bool number_float(number_float_t value, const string_t&) override { return Scalar(value); }
  bool binary(binary_t&) override { return Scalar(nullptr); }
  bool string(string_t& value) override { return !IsKept() || Put(std::move(value)) != nullptr; }
  bool start_object(std::size_t) override { return Begin(nlohmann::json::object()); }
  bool start_array(std::size_t) override { return Begin(nlohmann::json::array()); }
  bool end_object() override { return End(); }
  bool end_array() override { return End(); }

  bool key(string_t& name) override {
    if (skipped_ > 0) return true;
    skips_next_ = bounds_.is_kept && !bounds_.is_kept(name);
    key_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return Fail(JsonProblem::kMalformed);
  }

 private:
  bool Fail(JsonProblem problem) {
    if (problem_ == JsonProblem::kNone) problem_ = problem;
    return false;
  }

  // Whether the value that begins is kept.
  bool IsKept() { return skipped_ == 0 && !std::exchange(skips_next_, false); }

  bool Scalar(nlohmann::json value) { return !IsKept() || bounds_.strings_only || Put(std::move(value)) != nullptr; }

  // Null when there are too many.
  nlohmann::json* Put(nlohmann::json value) {
    if (values_ == bounds_.values) {
      Fail(JsonProblem::kTooMany);
      return nullptr;
    }
    ++values_;
    if (open_.empty()) return &(root_ = std::move(value));
    nlohmann::json& around = *open_.back();
    if (around.is_object()) return &(around[key_] = std::move(value));
    around.push_back(std::move(value));
    return &around.back();
  }

  bool Begin(nlohmann::json value) {
    if (++depth_ > bounds_.depth) return Fail(JsonProblem::kTooDeep);
    if (!IsKept()) {
      ++skipped_;
      return true;
    }
    nlohmann::json* const begun = Put(std::move(value));
    open_.push_back(begun);  // stays where it is, for only the last one grows
    return begun != nullptr;
  }

  bool End() {
    --depth_;
    if (skipped_ > 0) {
      --skipped_;
    } else {
      open_.pop_back();
    }
    return true;
  }

  const JsonBounds& bounds_;
  nlohmann::json root_;
  JsonProblem problem_ = JsonProblem::kNone;
  std::vector<nlohmann::json*> open_;
  std::string key_;
  int depth_ = 0;
  int skipped_ = 0;          // open arrays and objects that are not kept
  bool skips_next_ = false;  // the value of key_ is not kept
  std::size_t values_ = 0;
};

}  // namespace

PrunedJson ParsePruned(std::string_view text, const JsonBounds& bounds) {
  PrunedDom dom(bounds);
  nlohmann::json::sax_parse(text.begin(), text.end(), &dom);
  return dom.Take();
}

}  // namespace copydesk
