// JSON of others, of which only some is kept.
#ifndef COPYDESK_BASE_PRUNED_JSON_H_
#define COPYDESK_BASE_PRUNED_JSON_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>

namespace copydesk {

struct JsonBounds {
  int depth = 16;  // of arrays and objects in one another
  std::size_t values = std::numeric_limits<std::size_t>::max();
  bool strings_only = false;                                  // of values that are neither array nor object
  std::function<bool(std::string_view member)> is_kept = {};  // null: all are
};

enum class JsonProblem : std::uint8_t { kNone, kMalformed, kTooDeep, kTooMany };

struct PrunedJson {
  nlohmann::json value;  // null where there is a problem
  JsonProblem problem = JsonProblem::kNone;
};

// One JSON value with nothing but white space around it. Of members of one name the last counts. Linear, where the
// library's own way to leave members out takes time quadratic in the length of an array.
[[nodiscard]] PrunedJson ParsePruned(std::string_view text, const JsonBounds& bounds);

}  // namespace copydesk

#endif  // COPYDESK_BASE_PRUNED_JSON_H_
