#include "match/model_learner.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "base/cancel.h"
#include "base/status.h"
#include "match/furniture_learner.h"
#include "match/story_items.h"
#include "sketch/story_identity.h"

namespace copydesk {
namespace {

constexpr std::uint64_t kDocumentsPerReport = 1024;

}  // namespace

absl::StatusOr<LearnedModel> LearnModel(const Store& store, const LearnOptions& options) {
  TermModel::Builder counts;
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> known;
  const std::uint64_t documents = store.DocumentCount();
  for (DocumentNumber number = 0; number < store.EndNumber(); ++number) {
    if (!store.Contains(number)) continue;
    if (IsCancelled(options.cancel)) {
      return absl::CancelledError("interrupted");
    }
    if (options.progress && number % kDocumentsPerReport == 0) options.progress(number);
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store.GetSignatures(number));
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store.GetBlocks(number));
    for (std::size_t i = 0; i < signatures.size() && i < blocks.size(); ++i) {
      if (!TellsStory(blocks[i], signatures[i])) continue;
      const Hash128 identity = IdentifyStory(signatures[i]);
      if (known.insert({identity.high, identity.low}).second) counts.Add(signatures[i].terms);
    }
  }
  COPYDESK_ASSIGN_OR_RETURN(FurnitureModel furniture, LearnFurniture(store, options.threads, options.cancel));
  return LearnedModel{.model = Model(counts.Build(), std::move(furniture)), .documents = documents};
}

}  // namespace copydesk
