// The terms of blocks without the furniture that a model has learned of their source.
//
// A signature knows nothing of any collection, so that its terms are those of the whole block. They propose candidates;
// a score under a model goes by the terms of what is left, read again from the text.
#ifndef COPYDESK_MATCH_KEPT_TERMS_H_
#define COPYDESK_MATCH_KEPT_TERMS_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/store.h"
#include "copydesk/terms.h"
#include "match/furniture_model.h"

namespace copydesk {

// The terms of a block without the ranges of the text that are furniture (ascending); none when it has no part of them,
// and its own terms hold. Empty terms when nothing is left. Linear in the block's text.
[[nodiscard]] std::optional<BlockTerms> TermsWithout(const Metadata& metadata, std::string_view text,
                                                     std::span<const Block> blocks, std::size_t block,
                                                     std::span<const TextRange> furniture);

// The same for a stored block; none as well where its text is not kept. Nothing is read but the metadata for a source
// without furniture. Errors: those of the store.
[[nodiscard]] absl::StatusOr<std::optional<BlockTerms>> KeptTerms(const Store& store, BlockNumber block,
                                                                  const FurnitureModel& furniture);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_KEPT_TERMS_H_
