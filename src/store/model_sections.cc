#include "store/model_sections.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/meta_codec.h"

namespace copydesk {

absl::StatusOr<std::vector<const ModelSection*>> SortSections(std::span<const ModelSection> sections) {
  std::vector<const ModelSection*> sorted;
  sorted.reserve(sections.size());
  for (const ModelSection& section : sections) {
    COPYDESK_RETURN_IF_ERROR(CheckSectionName(section.name));
    const auto is_large = [](const std::string& chunk) { return chunk.size() > kMaxModelChunk; };
    if (section.chunks.size() > std::numeric_limits<std::uint32_t>::max() ||
        std::any_of(section.chunks.begin(), section.chunks.end(), is_large)) {
      return absl::InvalidArgumentError(
          absl::StrCat("section ", section.name, " of a model has too many chunks, or too large ones"));
    }
    sorted.push_back(&section);
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const ModelSection* x, const ModelSection* y) { return x->name < y->name; });
  const auto repeated = std::adjacent_find(
      sorted.begin(), sorted.end(), [](const ModelSection* x, const ModelSection* y) { return x->name == y->name; });
  if (repeated == sorted.end()) return sorted;
  return absl::InvalidArgumentError(absl::StrCat("a model has two sections ", (*repeated)->name));
}

bool IsWanted(std::string_view section, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), section) != names.end();
}

}  // namespace copydesk
