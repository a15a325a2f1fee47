// Whether a document holds a passage of a benchmark: training data that does makes a test of what was trained
// worthless.
//
// T. Brown et al., "Language Models are Few-Shot Learners", NeurIPS 2020, appendix C, looks for shared runs of 13
// words, fewer where test examples are shorter. Different from there: tokens are normalised words (text/tokens.h), an
// item that is shorter than a run counts when the whole of it is in the document, and every find is compared token by
// token, is extended as far as both texts are equal, and says where it is in both. A run that many documents hold (a
// licence, a proverb) is reported for each; the paper sets such aside.
#ifndef COPYDESK_DEDUP_CONTAMINATION_H_
#define COPYDESK_DEDUP_CONTAMINATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "dedup/hash_places.h"

namespace copydesk {

struct ContaminationOptions {
  // The least tokens of a shared run, 8 to 1,000. Lower ones find what many write on their own.
  int run = 13;

  // The least tokens of an item that counts when it is whole in a document, 1 to run. Shorter items are never found.
  int min_item = 8;
};

struct BenchmarkItem {
  std::string id;
  std::string text;
};

// A passage of a document that is one of an item too.
struct ContaminationFound {
  std::uint32_t item = 0;
  TextRange in_item;         // bytes of its text
  TextRange in_text;         // bytes of the document's text
  std::uint32_t tokens = 0;  // equal in both

  friend bool operator==(const ContaminationFound&, const ContaminationFound&) = default;
};

// Takes about 60 bytes a token of the benchmark. Const functions are thread-safe.
class Contamination {
 public:
  // Errors: InvalidArgument for an option out of range, for an item of 4 GiB and more, and for more than 2^32 - 1
  // tokens or items.
  [[nodiscard]] static absl::StatusOr<Contamination> Create(std::span<const BenchmarkItem> items,
                                                            const ContaminationOptions& options);

  // The longest passage that `text`, below 4 GiB, shares with an item, in tokens; of equally long ones the first in the
  // text, then that of the first item, then the first in it. Linear in the text: a run that stands at more than 64
  // places of the benchmark is compared with the first 64 of them, and where a text and an item repeat themselves so
  // much that each token would be compared more than 1,024 times, the longest so far is given.
  [[nodiscard]] std::optional<ContaminationFound> Find(std::string_view text) const;

  [[nodiscard]] const std::string& id(std::uint32_t item) const { return ids_[item]; }

  // Items that have fewer than min_item tokens, and are never found.
  [[nodiscard]] std::size_t ignored_items() const { return ignored_items_; }

 private:
  explicit Contamination(const ContaminationOptions& options)
      : run_(static_cast<std::uint32_t>(options.run)), min_item_(static_cast<std::uint32_t>(options.min_item)) {}

  // Equal tokens of a text and of the items, whose tokens stand one behind the other.
  struct Match {
    std::uint32_t begin = 0;  // of the tokens of all items
    std::uint32_t text_begin = 0;
    std::uint32_t tokens = 0;
  };

  [[nodiscard]] std::uint32_t ItemAt(std::uint32_t token) const;
  void FindRuns(std::span<const std::uint64_t> text, Match* best) const;
  void FindShortItems(std::span<const std::uint64_t> text, Match* best) const;

  std::uint32_t run_;
  std::uint32_t min_item_;
  std::vector<std::string> ids_;
  std::vector<std::uint32_t> first_token_;  // of each item, and the number of all
  std::vector<std::uint64_t> hashes_;       // of the tokens of all items
  std::vector<TextRange> bytes_;            // of each, in its item's text
  HashPlaces runs_;                         // of items that are as long as a run: at every token
  HashPlaces short_items_;                  // of the others: their first min_item tokens
  std::size_t ignored_items_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_CONTAMINATION_H_
