#include "sketch/block_time.h"

#include <string>

namespace copydesk {

std::optional<std::int64_t> BlockTime(const Metadata& metadata, const Block& block) {
  for (const std::string* const text : {&block.published, &metadata.published, &metadata.modified, &metadata.seen}) {
    if (const std::optional<std::int64_t> time = ParseTime(*text); time.has_value()) return time;
  }
  return std::nullopt;
}

}  // namespace copydesk
