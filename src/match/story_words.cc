#include "match/story_words.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "match/block_terms.h"
#include "sketch/terms.h"

namespace copydesk {
namespace {

// In the order of the hashes; empty when the text is not kept.
absl::StatusOr<std::vector<std::string>> WordsOf(const Store& store, const TermsOfInterest& terms) {
  const BlockNumber block = terms.block;
  const absl::StatusOr<std::string> text = store.GetText(block.document);
  if (absl::IsNotFound(text.status())) return std::vector<std::string>();
  COPYDESK_RETURN_IF_ERROR(text.status());
  COPYDESK_ASSIGN_OR_RETURN(const Metadata metadata, store.GetMetadata(block.document));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store.GetBlocks(block.document));
  if (block.block >= blocks.size()) {
    return absl::DataLossError(absl::StrCat("document ", block.document, " has no block ", block.block));
  }
  return TermWords(BlockTitle(metadata, blocks, block.block), *text, blocks[block.block].parts, terms.hashes);
}

}  // namespace

absl::StatusOr<TermWordMap> FindTermWords(const Store& store, std::span<const TermsOfInterest> terms, int threads,
                                          const std::atomic<bool>* cancel) {
  std::vector<absl::StatusOr<std::vector<std::string>>> found(terms.size(), std::vector<std::string>());
  ParallelFor(terms.size(), threads, [&](std::size_t i) {
    if (IsCancelled(cancel)) {
      found[i] = absl::CancelledError("interrupted");
    } else {
      found[i] = WordsOf(store, terms[i]);
    }
  });
  TermWordMap words;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    COPYDESK_RETURN_IF_ERROR(found[i].status());
    for (std::size_t j = 0; j < found[i]->size(); ++j) {
      if (!(*found[i])[j].empty()) words.try_emplace(terms[i].hashes[j], std::move((*found[i])[j]));
    }
  }
  return words;
}

}  // namespace copydesk
