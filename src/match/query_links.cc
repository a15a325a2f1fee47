#include "match/query_links.h"

#include <algorithm>
#include <map>
#include <memory>

#include "base/cancel.h"
#include "base/status.h"

namespace copydesk {
namespace {

// The blocks of one address, by their contents.
using BlocksByContent = std::map<ContentHash, std::vector<BlockNumber>>;

class Search {
 public:
  Search(const Store& store, const LinkQuestion& question, const StoryOptions& options, const FirstOf& first_of,
         StoryCache* cache, const std::atomic<bool>* cancel)
      : store_(store), question_(question), options_(options), first_of_(first_of), cache_(cache), cancel_(cancel) {}

  absl::StatusOr<LinkAnswers> Run() {
    if (!options_.links || question_.links.empty()) return LinkAnswers();
    const std::vector<TermPeriod> periods =
        PeriodsWithin(store_, question_.time, options_.window, options_.limits.period_cap, &are_periods_bounded_);
    LinkAnswers answers;
    for (const BlockLink& link : question_.links) {
      bool is_bounded = are_periods_bounded_;
      BlocksByContent found;
      COPYDESK_RETURN_IF_ERROR(Read(link, /*is_target=*/false, periods, &found, &is_bounded));
      if (!link.is_target) COPYDESK_RETURN_IF_ERROR(Read(link, /*is_target=*/true, periods, &found, &is_bounded));
      Take(found, &answers, &is_bounded);
      answers.large_links += is_bounded ? 1 : 0;
    }
    std::sort(answers.blocks.begin(), answers.blocks.end());
    answers.blocks.erase(std::unique(answers.blocks.begin(), answers.blocks.end()), answers.blocks.end());
    return answers;
  }

 private:
  // Lists of hashes may hold others: each block is asked for its address.
  absl::Status Read(const BlockLink& link, bool is_target, std::span<const TermPeriod> periods, BlocksByContent* found,
                    bool* is_bounded) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(periods.size());
    for (const TermPeriod& period : periods) hashes.push_back(TermHash(LinkTerm(link.key, is_target), period));
    const std::size_t cap = options_.limits.term_cap;
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<std::vector<Posting>> lists,
                              store_.GetManyPostings(PostingKind::kTerm, hashes, cap + 1));
    for (const std::vector<Posting>& postings : lists) {
      *is_bounded = *is_bounded || postings.size() > cap;
      for (std::size_t i = 0; i < std::min(cap, postings.size()); ++i) {
        if (IsCancelled(cancel_)) return absl::CancelledError("interrupted");
        COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownStory> known,
                                  cache_->Get(store_, postings[i].block, options_));
        if (known == nullptr || !AreWithin(options_.window, question_.time, known->time)) continue;
        const bool has_it = std::any_of(known->links.begin(), known->links.end(), [&](const BlockLink& other) {
          return other.key == link.key && other.is_target == is_target;
        });
        if (has_it) (*found)[known->content].push_back(postings[i].block);
      }
    }
    return absl::OkStatus();
  }

  // As StoryLinks::FindPairs: of too many blocks one of each of the first contents, unless the question is one of
  // these.
  void Take(const BlocksByContent& found, LinkAnswers* answers, bool* is_bounded) const {
    const LinkLimits& limits = options_.link_limits;
    std::size_t blocks = 1;
    for (const auto& [content, copies] : found) blocks += copies.size();
    const auto before = static_cast<std::size_t>(std::distance(found.begin(), found.lower_bound(question_.content)));
    const bool is_large = blocks > limits.link_cap;
    const bool is_centre = !found.contains(question_.content) && before < limits.kept;
    *is_bounded = *is_bounded || is_large;
    std::size_t contents = 0;
    for (const auto& [content, copies] : found) {
      if (!is_large || is_centre) {
        answers->blocks.insert(answers->blocks.end(), copies.begin(), copies.end());
      } else if (contents++ < limits.kept) {
        answers->blocks.push_back(first_of_(copies));
      }
    }
  }

  const Store& store_;
  const LinkQuestion& question_;
  const StoryOptions& options_;
  const FirstOf& first_of_;
  StoryCache* const cache_;
  const std::atomic<bool>* const cancel_;
  bool are_periods_bounded_ = false;
};

}  // namespace

bool ShareAddress(std::span<const BlockLink> a, std::span<const BlockLink> b) {
  return std::any_of(a.begin(), a.end(), [&](const BlockLink& x) {
    return std::any_of(b.begin(), b.end(),
                       [&](const BlockLink& y) { return x.key == y.key && !(x.is_target && y.is_target); });
  });
}

absl::StatusOr<LinkAnswers> FindLinked(const Store& store, const LinkQuestion& question, const StoryOptions& options,
                                       const FirstOf& first_of, StoryCache* cache, const std::atomic<bool>* cancel) {
  return Search(store, question, options, first_of, cache, cancel).Run();
}

}  // namespace copydesk
