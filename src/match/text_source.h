// Texts of stored blocks, prepared for comparison and kept for a while.
#ifndef COPYDESK_MATCH_TEXT_SOURCE_H_
#define COPYDESK_MATCH_TEXT_SOURCE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "copydesk/store.h"
#include "match/furniture_model.h"
#include "match/prepared_text.h"

namespace copydesk {

// Hands out prepared texts and keeps the ones used last, up to `budget` bytes. For one thread; several may share the
// store.
class TextSource {
 public:
  // `store` must stay live while this is live.
  // Passages that `furniture` has of a document's source are set aside; null: none.
  explicit TextSource(const Store& store, std::size_t budget, std::shared_ptr<const FurnitureModel> furniture = nullptr)
      : store_(store), budget_(budget), furniture_(std::move(furniture)) {}

  // The prepared text of a block. Errors are those of Store::GetText and Store::GetBlocks.
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const PreparedText>> Get(BlockNumber block);

 private:
  [[nodiscard]] absl::StatusOr<std::vector<TextRange>> FurnitureOf(DocumentNumber document,
                                                                   std::string_view text) const;

  struct Entry {
    std::shared_ptr<const PreparedText> text;
    std::list<BlockNumber>::iterator place;
  };

  const Store& store_;
  std::size_t budget_;
  std::shared_ptr<const FurnitureModel> furniture_;
  std::size_t bytes_ = 0;
  std::list<BlockNumber> recent_;  // most recent first
  absl::flat_hash_map<std::pair<std::uint64_t, std::uint32_t>, Entry> entries_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_TEXT_SOURCE_H_
