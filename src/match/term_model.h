// How rare terms are: in general (sketch/background.h), and in a collection. Both counts are pooled, so that one
// threshold serves a page of ten blocks and an archive of a million.
#ifndef COPYDESK_MATCH_TERM_MODEL_H_
#define COPYDESK_MATCH_TERM_MODEL_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "copydesk/terms.h"

namespace copydesk {

// In how many blocks of a collection a term is.
struct TermFrequency {
  std::uint64_t hash = 0;
  std::uint32_t blocks = 0;

  friend bool operator==(const TermFrequency&, const TermFrequency&) = default;
};

// What was counted of short and brief texts (sketch/short_terms.h).
struct HeadlineCounts {
  std::uint64_t brief = 0;  // blocks; those that are short too
  std::uint64_t shorts = 0;
  std::vector<TermFrequency> stems;  // of the short ones, by StemHash

  friend bool operator==(const HeadlineCounts&, const HeadlineCounts&) = default;
};

// What a model says of a term.
struct TermRarity {
  double idf = 0;            // as TermModel::Idf
  double headline_idf = 0;   // as TermModel::HeadlineIdf
  std::uint32_t blocks = 0;  // as TermModel::Blocks
};

// Immutable; a copy is as deep as its counts. Thread-safe.
class TermModel {
 public:
  // Counts a collection. The model does not depend on the order of the blocks.
  class Builder {
   public:
    void Add(const BlockTerms& block);
    [[nodiscard]] TermModel Build() const;

   private:
    absl::flat_hash_map<std::uint64_t, std::uint32_t> frequencies_;
    std::uint64_t blocks_ = 0;
    HeadlineCounts headlines_;
    absl::flat_hash_map<std::uint64_t, std::uint32_t> stems_;
  };

  // Nothing learned: the background alone.
  TermModel();

  // What a Builder counted, in any order; a hash that stands twice is added up. No count is above `blocks`; those that
  // are, are cut to it.
  TermModel(std::uint64_t blocks, std::vector<TermFrequency> frequencies, HeadlineCounts headlines = {});

  [[nodiscard]] static const TermModel& Background();
  [[nodiscard]] static const std::shared_ptr<const TermModel>& SharedBackground();

  // How many blocks were counted.
  [[nodiscard]] std::uint64_t blocks() const { return blocks_; }

  // Ascending by hash, each once, without those of no block.
  [[nodiscard]] std::span<const TermFrequency> frequencies() const { return frequencies_; }

  // Ascending by hash, as above.
  [[nodiscard]] const HeadlineCounts& headlines() const { return headlines_; }

  // ln((N + n + 1) / (background + collection + 0.5)): N and n, the sizes of both; above 0. O(log terms).
  [[nodiscard]] double Idf(std::uint64_t hash) const;

  // In how many of the counted blocks a term is. O(log terms).
  [[nodiscard]] std::uint32_t Blocks(std::uint64_t hash) const;

  // Idf, but where the collection is one of headlines no more than it allows itself: from as much as can be for a term
  // of two blocks down to 0 for one that half of them have. What a third of a page's headlines say tells none of them
  // apart, however rare it is elsewhere.
  [[nodiscard]] double HeadlineIdf(std::uint64_t hash) const;

  // All three of a term. O(log terms), and a third of what they take one by one.
  [[nodiscard]] TermRarity Rarity(std::uint64_t hash) const;

  // The same as HeadlineIdf for a stem of a short text, as in BlockTerms, among the short texts.
  [[nodiscard]] double HeadlineStemIdf(std::uint32_t stem) const;

  // Whether there are enough brief texts to count among, and they are half of the blocks.
  [[nodiscard]] bool is_headlines() const {
    return headlines_.brief >= kEnoughHeadlines && 2 * headlines_.brief >= blocks_;
  }

  // "m-" and 16 hexadecimal digits: a hash of the counts and of the background's version. Equal names, equal scores.
  [[nodiscard]] const std::string& name() const { return name_; }

  // Whether a pair without times close to each other needs the strict threshold: in a large collection, pairs that
  // look alike by chance outnumber those of one story.
  [[nodiscard]] bool is_large() const { return blocks_ > kLarge; }

 private:
  static constexpr std::uint64_t kLarge = 20'000;  // docs/tuning.md: story of a large collection
  static constexpr std::uint64_t kEnoughHeadlines = 20;

  std::uint64_t blocks_ = 0;
  std::vector<TermFrequency> frequencies_;
  HeadlineCounts headlines_;
  std::string name_;
};

}  // namespace copydesk

#endif  // COPYDESK_MATCH_TERM_MODEL_H_
