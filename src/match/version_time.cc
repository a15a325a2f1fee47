#include "match/version_time.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "match/naming.h"
#include "sketch/block_time.h"

namespace copydesk {

absl::StatusOr<std::optional<std::int64_t>> VersionTime(const Store& store, const BlockName& name) {
  COPYDESK_ASSIGN_OR_RETURN(const DocumentNumber number, FindByName(store, name.document));
  COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(number));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store.GetBlocks(number));
  const auto block =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& other) { return other.name == name.block; });
  if (block == blocks.end()) return absl::NotFoundError(absl::StrCat(name.document, " has no block ", name.block));
  const std::array<const std::string*, 4> printed = {&block->published, &metadata.modified, &metadata.published,
                                                     &metadata.seen};
  for (const std::string* const text : printed) {
    if (const std::optional<std::int64_t> time = ParseTime(*text); time.has_value()) return time;
  }
  return std::nullopt;
}

}  // namespace copydesk
