// The stored blocks that have an address of a block that is not in the store.
#ifndef COPYDESK_MATCH_QUERY_LINKS_H_
#define COPYDESK_MATCH_QUERY_LINKS_H_

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/signature.h"
#include "copydesk/store.h"
#include "match/query_stories.h"
#include "match/story_links.h"
#include "sketch/block_links.h"

namespace copydesk {

// Whether both have an address to which at least one of them leads.
[[nodiscard]] bool ShareAddress(std::span<const BlockLink> a, std::span<const BlockLink> b);

// A block that asks.
struct LinkQuestion {
  std::vector<BlockLink> links;
  ContentHash content;
  std::optional<std::int64_t> time;
};

struct LinkAnswers {
  std::vector<BlockNumber> blocks;  // ascending, each once, inside the window
  std::uint64_t large_links = 0;    // addresses of too many blocks to be all read, or all paired
};

// What StoryLinks::FindPairs would pair with the question, copies of its content besides, as long as no cap acts.
// Errors: those of the store; Cancelled when `cancel`, which may be null, becomes true.
[[nodiscard]] absl::StatusOr<LinkAnswers> FindLinked(const Store& store, const LinkQuestion& question,
                                                     const StoryOptions& options, const FirstOf& first_of,
                                                     StoryCache* cache, const std::atomic<bool>* cancel);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_QUERY_LINKS_H_
