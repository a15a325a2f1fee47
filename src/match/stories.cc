#include "match/stories.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "base/cancel.h"
#include "base/parallel.h"
#include "base/pool.h"
#include "base/status.h"
#include "match/kept_terms.h"
#include "match/story_items.h"
#include "match/story_words.h"
#include "match/term_model.h"

namespace copydesk {
namespace {

// About what a vector takes, and the fewest that are kept.
constexpr std::uint64_t kVectorBytes = 2'000;
constexpr std::uint64_t kLeastVectors = 16;

constexpr std::size_t kItemsPerTask = 64;
constexpr std::size_t kStoryPairsPerTask = 2048;

template <typename T>
void AppendAll(std::vector<T>&& more, std::vector<T>* all) {
  all->insert(all->end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

class StorySearch::Impl {
 public:
  Impl(const Store& store, const StoryOptions& options, int threads, const std::atomic<bool>* cancel)
      : store_(store),
        options_(options),
        most_vectors_(options.memory == 0 ? std::numeric_limits<std::size_t>::max()
                                          : std::max(options.memory / kVectorBytes, kLeastVectors)),
        threads_(threads),
        cancel_(cancel) {}

  absl::Status Load() {
    TermModel::Builder counts;
    std::vector<LinkedBlock> links;
    COPYDESK_ASSIGN_OR_RETURN(items_,
                              StoryItems::Load(store_, options_.furniture.get(), threads_, cancel_,
                                               options_.learn ? &counts : nullptr, options_.links ? &links : nullptr));
    links_ = StoryLinks(std::move(links), options_.window);
    model_ = options_.learn ? std::make_shared<const TermModel>(counts.Build()) : options_.model;
    COPYDESK_RETURN_IF_ERROR(LoadKept());
    if (items_.size() > most_vectors_) return absl::OkStatus();
    std::vector<StoryVector> vectors(items_.size());
    std::vector<absl::Status> errors(items_.size());
    ParallelFor(items_.size(), threads_, [&](std::size_t i) {
      absl::StatusOr<StoryVector> vector = IsCancelled() ? absl::CancelledError("interrupted") : MakeVector(i);
      errors[i] = vector.status();
      if (vector.ok()) vectors[i] = *std::move(vector);
    });
    for (absl::Status& error : errors) COPYDESK_RETURN_IF_ERROR(std::move(error));
    vectors_ = std::move(vectors);
    return absl::OkStatus();
  }

  absl::StatusOr<StoryPairs> FindPairs(const std::function<bool(BlockNumber)>& takes_part) const {
    const std::vector<StoryBlocks> participants = Participants(takes_part);
    COPYDESK_ASSIGN_OR_RETURN(const StoryIndex index, MakeIndex(participants));

    const std::size_t tasks = (items_.size() + kItemsPerTask - 1) / kItemsPerTask;
    std::vector<absl::StatusOr<StoryPairs>> results(tasks, StoryPairs());
    Pool<StoryIndex::Scratch> scratches;
    ParallelFor(tasks, threads_, [&](std::size_t task) {
      auto scratch = scratches.Take([&] { return std::make_unique<StoryIndex::Scratch>(index); });
      const auto begin = static_cast<std::uint32_t>(task * kItemsPerTask);
      const auto end = static_cast<std::uint32_t>(std::min(items_.size(), (task + 1) * kItemsPerTask));
      results[task] = FindInRange(begin, end, index, participants, scratch.get());
      scratches.Give(std::move(scratch));
    });
    StoryPairs all{.pairs = {}, .bounds = {}, .candidates = 0, .stop_terms = index.stop_terms()};
    for (absl::StatusOr<StoryPairs>& result : results) {
      COPYDESK_RETURN_IF_ERROR(result.status());
      all.candidates += result->candidates;
      AppendAll(std::move(result->pairs), &all.pairs);
      AppendAll(std::move(result->bounds.blocks), &all.bounds.blocks);
      AppendAll(std::move(result->bounds.below), &all.bounds.below);
    }
    std::sort(all.pairs.begin(), all.pairs.end(),
              [](const StoryPair& x, const StoryPair& y) { return x.blocks < y.blocks; });
    return all;
  }

  absl::StatusOr<std::vector<std::optional<double>>> Score(std::span<const BlockPair> pairs) const {
    std::vector<std::optional<double>> scores(pairs.size());
    COPYDESK_RETURN_IF_ERROR(ForPairs(pairs.size(), [&](std::size_t i, Cache* cache) -> absl::Status {
      const auto a = items_.Find(pairs[i].first);
      const auto b = items_.Find(pairs[i].second);
      if (!a.has_value() || !b.has_value()) return absl::OkStatus();
      COPYDESK_ASSIGN_OR_RETURN(const VectorPointer vector_a, GetKept(*a, pairs[i].first, cache));
      COPYDESK_ASSIGN_OR_RETURN(const VectorPointer vector_b, GetKept(*b, pairs[i].second, cache));
      scores[i] = Probability(BlockOf(*a, pairs[i].first), BlockOf(*b, pairs[i].second), *vector_a, *vector_b);
      return absl::OkStatus();
    }));
    return scores;
  }

  absl::StatusOr<std::vector<std::vector<SharedTerm>>> Terms(std::span<const BlockPair> pairs) const {
    std::vector<std::vector<SharedWeight>> shared(pairs.size());
    COPYDESK_RETURN_IF_ERROR(ForPairs(pairs.size(), [&](std::size_t i, Cache* cache) -> absl::Status {
      const auto item_a = items_.Find(pairs[i].first);
      const auto item_b = items_.Find(pairs[i].second);
      if (!item_a.has_value() || !item_b.has_value()) return absl::OkStatus();
      COPYDESK_ASSIGN_OR_RETURN(const VectorPointer a, GetKept(*item_a, pairs[i].first, cache));
      COPYDESK_ASSIGN_OR_RETURN(const VectorPointer b, GetKept(*item_b, pairs[i].second, cache));
      shared[i] = SharedTerms(*a, *b);
      if (shared[i].size() > kMaxSharedTerms) shared[i].resize(kMaxSharedTerms);
      shared[i].shrink_to_fit();
      return absl::OkStatus();
    }));
    // Each word is looked up in the first item of a pair that shares it.
    absl::flat_hash_map<std::uint64_t, std::size_t> item_of;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (shared[i].empty()) continue;
      const std::size_t first = std::min(*items_.Find(pairs[i].first), *items_.Find(pairs[i].second));
      for (const SharedWeight& term : shared[i]) {
        const auto [entry, is_new] = item_of.try_emplace(term.hash, first);
        entry->second = std::min(entry->second, first);
      }
    }
    std::map<std::size_t, std::vector<std::uint64_t>> wanted;
    for (const auto& [hash, item] : item_of) wanted[item].push_back(hash);
    std::vector<TermsOfInterest> interests;
    interests.reserve(wanted.size());
    for (auto& [item, hashes] : wanted) {
      interests.push_back({.block = items_[item].blocks.front().block, .hashes = std::move(hashes)});
    }
    COPYDESK_ASSIGN_OR_RETURN(const TermWordMap words, FindTermWords(store_, interests, threads_, cancel_));
    std::vector<std::vector<SharedTerm>> terms(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      for (const SharedWeight& term : shared[i]) {
        const auto word = words.find(term.hash);
        if (word != words.end()) terms[i].push_back({.word = word->second, .weight = term.weight});
      }
    }
    return terms;
  }

  absl::StatusOr<std::optional<Reasons>> Explain(const BlockPair& pair) const {
    const auto a = items_.Find(pair.first);
    const auto b = items_.Find(pair.second);
    if (!a.has_value() || !b.has_value()) return std::nullopt;
    Cache cache;
    COPYDESK_ASSIGN_OR_RETURN(const VectorPointer vector_a, GetKept(*a, pair.first, &cache));
    COPYDESK_ASSIGN_OR_RETURN(const VectorPointer vector_b, GetKept(*b, pair.second, &cache));
    const bool windowed = options_.window.has_value() && BlockOf(*a, pair.first).time.has_value() &&
                          BlockOf(*b, pair.second).time.has_value();
    Reasons reasons{.score = ExplainScore(*vector_a, *vector_b, StoryRuleFor(*model_, windowed)),
                    .are_candidates = AreCandidates(CandidateTerms(*vector_a), CandidateTerms(*vector_b))};
    COPYDESK_ASSIGN_OR_RETURN(const std::string only_in_a, WordOf(pair.first, reasons.score.only_in_a));
    COPYDESK_ASSIGN_OR_RETURN(const std::string only_in_b, WordOf(pair.second, reasons.score.only_in_b));
    for (StoryPart& part : reasons.score.parts) {
      if (part.what == kMissingNamePart && !only_in_a.empty() && !only_in_b.empty()) {
        part.detail = absl::StrCat(only_in_a, "; ", only_in_b);
      }
    }
    return reasons;
  }

  const std::string& model() const { return model_->name(); }
  const StoryLinks& links() const { return links_; }

 private:
  // Empty without a hash, and where texts are not kept.
  absl::StatusOr<std::string> WordOf(BlockNumber block, std::optional<std::uint64_t> hash) const {
    if (!hash.has_value()) return std::string();
    const std::vector<TermsOfInterest> terms = {{.block = block, .hashes = {*hash}}};
    COPYDESK_ASSIGN_OR_RETURN(const TermWordMap words, FindTermWords(store_, terms, threads_, cancel_));
    const auto found = words.find(*hash);
    return found == words.end() ? std::string() : found->second;
  }

  // Owns its vector, or points into vectors_ and owns nothing: then no counter is touched.
  using VectorPointer = std::shared_ptr<const StoryVector>;

  // Vectors used last, for one thread, when there are too many to keep all: by item, and beyond the items by the number
  // of a block in kept_of_.
  using Cache = absl::flat_hash_map<std::size_t, VectorPointer>;

  using StoryBlocks = std::vector<StoryBlock>;

  bool IsCancelled() const { return copydesk::IsCancelled(cancel_); }

  // Vectors in the cache of a thread.
  std::size_t MostCached() const {
    return std::max<std::size_t>(most_vectors_ / static_cast<std::size_t>(threads_), 1);
  }

  // Finds the blocks that hold furniture, and keeps their vectors where there are few.
  absl::Status LoadKept() {
    std::vector<BlockNumber> blocks;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      for (const StoryBlock& block : items_[i].blocks) {
        if (block.may_have_furniture) blocks.push_back(block.block);
      }
    }
    const bool are_few = blocks.size() <= most_vectors_;
    std::vector<absl::StatusOr<std::optional<BlockTerms>>> terms(are_few ? blocks.size() : 0, std::nullopt);
    ParallelFor(terms.size(), threads_, [&](std::size_t i) {
      terms[i] =
          IsCancelled() ? absl::CancelledError("interrupted") : KeptTerms(store_, blocks[i], *options_.furniture);
    });
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (are_few) {
        COPYDESK_RETURN_IF_ERROR(terms[i].status());
        if (!terms[i]->has_value()) continue;
        kept_.push_back(std::make_shared<const StoryVector>(PrepareStory(**terms[i], *model_)));
      }
      kept_of_.try_emplace({blocks[i].document, blocks[i].block}, kept_of_.size());
    }
    return absl::OkStatus();
  }

  bool MayHaveFurniture(const StoryBlock& block) const {
    return block.may_have_furniture && kept_of_.contains({block.block.document, block.block.block});
  }

  // The vector of a block of an item: that of the item, unless the block holds furniture.
  absl::StatusOr<VectorPointer> GetKept(std::size_t item, BlockNumber block, Cache* cache) const {
    const auto kept = kept_of_.find({block.document, block.block});
    if (kept == kept_of_.end()) return GetVector(item, cache);
    if (!kept_.empty()) return kept_[kept->second];
    const std::size_t key = items_.size() + kept->second;
    if (const auto found = cache->find(key); found != cache->end()) return found->second;
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<BlockTerms> terms, KeptTerms(store_, block, *options_.furniture));
    VectorPointer vector;
    if (terms.has_value()) {
      vector = std::make_shared<const StoryVector>(PrepareStory(*terms, *model_));
    } else {
      COPYDESK_ASSIGN_OR_RETURN(vector, GetVector(item, cache));
    }
    if (cache->size() >= MostCached()) cache->clear();
    (*cache)[key] = vector;
    return vector;
  }

  absl::StatusOr<StoryVector> MakeVector(std::size_t item) const {
    const BlockNumber block = items_[item].blocks.front().block;
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> signatures, store_.GetSignatures(block.document));
    return PrepareStory(signatures[block.block].terms, *model_);
  }

  absl::StatusOr<VectorPointer> GetVector(std::size_t item, Cache* cache) const {
    if (!vectors_.empty()) return VectorPointer(VectorPointer(), &vectors_[item]);
    if (const auto found = cache->find(item); found != cache->end()) return found->second;
    if (cache->size() >= MostCached()) cache->clear();
    COPYDESK_ASSIGN_OR_RETURN(StoryVector made, MakeVector(item));
    auto vector = std::make_shared<const StoryVector>(std::move(made));
    (*cache)[item] = vector;
    return vector;
  }

  // Calls body(i, cache) for each i below `count`, on all threads; returns the first error.
  absl::Status ForPairs(std::size_t count, const std::function<absl::Status(std::size_t, Cache*)>& body) const {
    const std::size_t tasks = (count + kStoryPairsPerTask - 1) / kStoryPairsPerTask;
    std::vector<absl::Status> results(tasks);
    ParallelFor(tasks, threads_, [&](std::size_t task) {
      std::unique_ptr<Cache> cache = caches_.Take([] { return std::make_unique<Cache>(); });
      const std::size_t end = std::min(count, (task + 1) * kStoryPairsPerTask);
      for (std::size_t i = task * kStoryPairsPerTask; i < end && results[task].ok(); ++i) {
        results[task] = IsCancelled() ? absl::CancelledError("interrupted") : body(i, cache.get());
      }
      caches_.Give(std::move(cache));
    });
    for (absl::Status& result : results) COPYDESK_RETURN_IF_ERROR(std::move(result));
    return absl::OkStatus();
  }

  // The blocks of each item that take part.
  std::vector<StoryBlocks> Participants(const std::function<bool(BlockNumber)>& takes_part) const {
    std::vector<StoryBlocks> participants(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) {
      for (const StoryBlock& block : items_[i].blocks) {
        if (takes_part(block.block)) participants[i].push_back(block);
      }
    }
    return participants;
  }

  absl::StatusOr<StoryIndex> MakeIndex(const std::vector<StoryBlocks>& participants) const {
    std::vector<StoryProfile> profiles(items_.size());
    COPYDESK_RETURN_IF_ERROR(ForPairs(items_.size(), [&](std::size_t i, Cache* cache) -> absl::Status {
      if (participants[i].empty()) return absl::OkStatus();
      COPYDESK_ASSIGN_OR_RETURN(const VectorPointer vector, GetVector(i, cache));
      profiles[i] = {.terms = CandidateTerms(*vector), .times = TimesOf(participants[i])};
      profiles[i].terms.shrink_to_fit();
      return absl::OkStatus();
    }));
    return StoryIndex(profiles, options_.limits, options_.window);
  }

  static std::optional<TimeRange> TimesOf(const StoryBlocks& blocks) {
    std::optional<TimeRange> range;
    for (const StoryBlock& block : blocks) {
      if (!block.time.has_value()) return std::nullopt;
      if (!range.has_value()) range = {.earliest = *block.time, .latest = *block.time};
      range->earliest = std::min(range->earliest, *block.time);
      range->latest = std::max(range->latest, *block.time);
    }
    return range;
  }

  const StoryBlock& BlockOf(std::size_t item, BlockNumber block) const {
    const StoryBlocks& blocks = items_[item].blocks;
    return *std::lower_bound(blocks.begin(), blocks.end(), block,
                             [](const StoryBlock& entry, BlockNumber wanted) { return entry.block < wanted; });
  }

  // Of two blocks, whose probability under the balanced rule may be known; none: they are too far apart in time, or one
  // is nothing but furniture.
  std::optional<double> Probability(const StoryBlock& a, const StoryBlock& b, const StoryVector& vector_a,
                                    const StoryVector& vector_b, std::optional<double> balanced = std::nullopt) const {
    if (vector_a.terms.empty() || vector_b.terms.empty()) return std::nullopt;
    const bool windowed = options_.window.has_value() && a.time.has_value() && b.time.has_value();
    if (windowed && std::abs(*a.time - *b.time) > *options_.window) return std::nullopt;
    const StoryRule rule = StoryRuleFor(*model_, windowed);
    if (rule == StoryRule::kBalanced && balanced.has_value()) return balanced;
    return ScoreStory(vector_a, vector_b, rule).probability;
  }

  bool AnyMayHaveFurniture(const StoryBlocks& blocks) const {
    return !kept_of_.empty() &&
           std::any_of(blocks.begin(), blocks.end(), [&](const StoryBlock& block) { return MayHaveFurniture(block); });
  }

  absl::StatusOr<StoryPairs> FindInRange(std::uint32_t begin, std::uint32_t end, const StoryIndex& index,
                                         const std::vector<StoryBlocks>& participants,
                                         StoryIndex::Scratch* scratch) const {
    std::unique_ptr<Cache> cache = caches_.Take([] { return std::make_unique<Cache>(); });
    StoryPairs found;
    for (std::uint32_t item = begin; item < end; ++item) {
      if (IsCancelled()) return absl::CancelledError("interrupted");
      const StoryBlocks& blocks = participants[item];
      if (blocks.empty()) continue;
      const StoryIndex::Partners partners = index.PartnersOf(item, scratch);
      found.candidates += partners.items.size();
      if (partners.is_bounded) {
        for (const StoryBlock& block : blocks) found.bounds.blocks.push_back(block.block);
      }
      COPYDESK_ASSIGN_OR_RETURN(const VectorPointer vector, GetVector(item, cache.get()));
      const bool is_kept = AnyMayHaveFurniture(blocks);
      for (const std::uint32_t partner : partners.items) {
        COPYDESK_ASSIGN_OR_RETURN(const VectorPointer other, GetVector(partner, cache.get()));
        const bool are_whole = !is_kept && !AnyMayHaveFurniture(participants[partner]);
        const double balanced = ScoreStory(*other, *vector).probability;
        if (balanced < kMinStory && !partners.is_bounded && are_whole) continue;
        for (const StoryBlock& a : participants[partner]) {
          for (const StoryBlock& b : blocks) {
            std::optional<double> probability;
            if (are_whole) {
              probability = Probability(a, b, *other, *vector, balanced);
            } else {
              COPYDESK_ASSIGN_OR_RETURN(const VectorPointer kept_a, GetKept(partner, a.block, cache.get()));
              COPYDESK_ASSIGN_OR_RETURN(const VectorPointer kept_b, GetKept(item, b.block, cache.get()));
              probability = Probability(a, b, *kept_a, *kept_b);
            }
            if (!probability.has_value()) continue;
            const BlockPair pair = std::minmax(a.block, b.block);
            if (*probability >= kMinStory) {
              found.pairs.push_back({.blocks = pair, .probability = *probability});
            } else if (partners.is_bounded) {
              found.bounds.below.push_back(pair);
            }
          }
        }
      }
    }
    caches_.Give(std::move(cache));
    return found;
  }

  const Store& store_;
  const StoryOptions options_;
  const std::size_t most_vectors_;
  const int threads_;
  const std::atomic<bool>* const cancel_;
  StoryItems items_;
  StoryLinks links_;
  std::shared_ptr<const TermModel> model_;
  std::vector<StoryVector> vectors_;  // of all items, or none

  // Blocks that hold furniture, numbered, and their vectors without it. Where there are too many to keep: blocks that
  // may hold some, and no vectors.
  absl::flat_hash_map<std::pair<DocumentNumber, std::uint32_t>, std::size_t> kept_of_;
  std::vector<VectorPointer> kept_;

  mutable Pool<Cache> caches_;
};

StorySearch::StorySearch(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StorySearch::StorySearch(StorySearch&&) noexcept = default;
StorySearch& StorySearch::operator=(StorySearch&&) noexcept = default;
StorySearch::~StorySearch() = default;

absl::StatusOr<StorySearch> StorySearch::Open(const Store& store, const StoryOptions& options, int threads,
                                              const std::atomic<bool>* cancel) {
  auto impl = std::make_unique<Impl>(store, options, threads, cancel);
  COPYDESK_RETURN_IF_ERROR(impl->Load());
  return StorySearch(std::move(impl));
}

absl::StatusOr<StoryPairs> StorySearch::FindPairs(const std::function<bool(BlockNumber)>& takes_part) const {
  return impl_->FindPairs(takes_part);
}

absl::StatusOr<std::vector<std::optional<double>>> StorySearch::Score(std::span<const BlockPair> pairs) const {
  return impl_->Score(pairs);
}

absl::StatusOr<std::vector<std::vector<SharedTerm>>> StorySearch::Terms(std::span<const BlockPair> pairs) const {
  return impl_->Terms(pairs);
}

absl::StatusOr<std::optional<StorySearch::Reasons>> StorySearch::Explain(const BlockPair& pair) const {
  return impl_->Explain(pair);
}

const std::string& StorySearch::model() const { return impl_->model(); }

const StoryLinks& StorySearch::links() const { return impl_->links(); }

}  // namespace copydesk
