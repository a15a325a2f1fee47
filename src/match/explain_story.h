// Why a pair does or does not tell one story.
#ifndef COPYDESK_MATCH_EXPLAIN_STORY_H_
#define COPYDESK_MATCH_EXPLAIN_STORY_H_

#include <vector>

#include "absl/status/status.h"
#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/explanation.h"
#include "copydesk/signature.h"
#include "copydesk/store.h"
#include "match/collection.h"

namespace copydesk {

// One side of the pair, as the store has it.
struct ExplainedSide {
  BlockNumber number;
  Metadata metadata;
  std::vector<Block> blocks;
  Signature signature;

  [[nodiscard]] const Block& block() const { return blocks[number.block]; }
};

// Fills in what an explanation says of the story, but for story_threshold. `result->comparison` is known, and whether
// it was one of short texts. Errors: those of the store; Cancelled.
[[nodiscard]] absl::Status ExplainStory(const Store& store, const ExplainedSide& a, const ExplainedSide& b,
                                        bool are_short, const CollectionOptions& options, Explanation* result);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_EXPLAIN_STORY_H_
