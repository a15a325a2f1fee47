// What holds for the sections of a model in every kind of store.
#ifndef COPYDESK_STORE_MODEL_SECTIONS_H_
#define COPYDESK_STORE_MODEL_SECTIONS_H_

#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/store.h"

namespace copydesk {

// The sections by name. InvalidArgument, naming the section, for a name that is none, two sections of one name, or a
// chunk that is too large. They point into `sections`.
[[nodiscard]] absl::StatusOr<std::vector<const ModelSection*>> SortSections(std::span<const ModelSection> sections);

[[nodiscard]] bool IsWanted(std::string_view section, std::span<const std::string_view> names);

}  // namespace copydesk

#endif  // COPYDESK_STORE_MODEL_SECTIONS_H_
