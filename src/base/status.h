// Macros for absl::Status, and the one conversion between the two string_view types.
#ifndef COPYDESK_BASE_STATUS_H_
#define COPYDESK_BASE_STATUS_H_

#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace copydesk {

// Some builds of Abseil have a string_view of their own, to which std::string_view does not convert.
[[nodiscard]] inline absl::string_view ToAbsl(std::string_view text) noexcept { return {text.data(), text.size()}; }
[[nodiscard]] inline std::string_view FromAbsl(absl::string_view text) noexcept { return {text.data(), text.size()}; }

}  // namespace copydesk

// Returns from the enclosing function when `expression` is not OK.
#define COPYDESK_RETURN_IF_ERROR(expression)                                  \
  do {                                                                        \
    if (absl::Status copydesk_status = (expression); !copydesk_status.ok()) { \
      return copydesk_status;                                                 \
    }                                                                         \
  } while (false)

#define COPYDESK_CONCAT_INNER(a, b) a##b
#define COPYDESK_CONCAT(a, b) COPYDESK_CONCAT_INNER(a, b)
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses.
// COPYDESK_ASSIGN_OR_RETURN(declaration, expression): assigns the value of a StatusOr, or returns its status.
#define COPYDESK_ASSIGN_OR_RETURN(declaration, expression) \
  COPYDESK_ASSIGN_OR_RETURN_INNER(COPYDESK_CONCAT(copydesk_result_, __LINE__), declaration, expression)
#define COPYDESK_ASSIGN_OR_RETURN_INNER(result, declaration, expression) \
  auto result = (expression);                                            \
  if (!result.ok()) return result.status();                              \
  declaration = *std::move(result)
// NOLINTEND(bugprone-macro-parentheses)
#endif  // COPYDESK_BASE_STATUS_H_
