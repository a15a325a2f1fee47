// What adding a batch of documents changes in a store: numbers, and postings. The same for every kind of store.
#ifndef COPYDESK_STORE_ADD_PLAN_H_
#define COPYDESK_STORE_ADD_PLAN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "base/hash.h"
#include "copydesk/store.h"
#include "store/encoded_document.h"
#include "store/posting_entry.h"

namespace copydesk {

inline constexpr std::size_t kPostingKinds = 4;

// What a store says of the documents that it holds already.
class StoredContents {
 public:
  virtual ~StoredContents() = default;

  struct IdMatch {
    bool known = false;                       // the id is there
    std::optional<DocumentNumber> same_text;  // with this text
  };
  [[nodiscard]] virtual absl::StatusOr<IdMatch> FindId(std::string_view id, const TextIdentity& text) = 0;

  // Some block of the store has this content and postings.
  [[nodiscard]] virtual absl::StatusOr<bool> HasContent(const ContentHash& content) = 0;

  // Some block of the store has this story (see PostingHashes) and term postings.
  [[nodiscard]] virtual absl::StatusOr<bool> HasStory(const Hash128& story) = 0;
};

struct NewDocument {
  std::size_t index = 0;  // in the batch
  DocumentNumber number = 0;
  std::shared_ptr<const EncodedDocument> encoded;
};

struct AddPlan {
  std::vector<AddedDocument> added;  // one per document of the batch
  std::vector<NewDocument> documents;
  std::array<std::vector<PostingEntry>, kPostingKinds> postings;  // by PostingKind; no entry twice
  std::vector<std::pair<Hash128, BlockNumber>> stories;           // of blocks with terms
  std::set<std::int64_t> periods;                                 // of these blocks, as far as they are known
};

// The stories of a plan as entries.
[[nodiscard]] std::vector<PostingEntry> StoryEntries(const AddPlan& plan);

// Plans to add `batch`, its documents one after another, to a store with `config`, `bands` and `next` documents.
// Blocks without tokens and furniture have no postings. Linear, plus one lookup a document and one a block. Errors:
// InvalidArgument, naming the document, for what the encodings cannot hold; those of `stored`.
[[nodiscard]] absl::StatusOr<AddPlan> PlanAdd(std::span<const StoredDocument> batch, const SketchConfig& config,
                                              const BandPlan& bands, DocumentNumber next, StoredContents* stored);

}  // namespace copydesk

#endif  // COPYDESK_STORE_ADD_PLAN_H_
