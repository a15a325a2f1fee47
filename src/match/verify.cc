#include "match/verify.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <thread>
#include <utility>

#include "base/cancel.h"
#include "base/parallel.h"
#include "base/status.h"
#include "match/compare_prepared.h"

namespace copydesk {
namespace {

constexpr std::size_t kPairsPerTask = 2048;

// Where texts are in few pairs, a prepared one is rarely asked for again, and what is kept longer is memory that was
// touched for nothing.
bool AreMany(std::span<const BlockPair> pairs) {
  constexpr std::size_t kManyPairs = 8;  // for each text that is the first of some
  std::size_t texts = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) texts += i == 0 || pairs[i].first != pairs[i - 1].first ? 1 : 0;
  return pairs.size() >= kManyPairs * texts;
}

absl::StatusOr<std::vector<VerifiedPair>> VerifyTask(std::span<const BlockPair> pairs, const PairVerifyOptions& options,
                                                     ComparedTexts* sources) {
  std::vector<VerifiedPair> found;
  for (const BlockPair& pair : pairs) {
    if (IsCancelled(options.cancel)) return absl::CancelledError("interrupted");
    auto a = sources->kept.Get(pair.first);
    auto b = sources->kept.Get(pair.second);
    if (a.ok() && b.ok() && (*a)->content == (*b)->content && (*a)->furniture + (*b)->furniture > 0) {
      a = sources->whole.Get(pair.first);
      b = sources->whole.Get(pair.second);
    }
    if (absl::IsNotFound(a.status()) || absl::IsNotFound(b.status())) {
      found.push_back({.blocks = pair, .comparison = {}, .verified = false});
      continue;
    }
    COPYDESK_RETURN_IF_ERROR(a.status());
    COPYDESK_RETURN_IF_ERROR(b.status());
    if (!options.keep_unrelated && !MayBeRelated(**a, **b, options.rules, options.weakest)) continue;
    Comparison comparison =
        ComparePrepared(**a, **b, options.rules, options.spans ? SpansOf::kRelated : SpansOf::kNone);
    if (comparison.relation >= options.weakest || options.keep_unrelated) {
      found.push_back({.blocks = pair, .comparison = std::move(comparison)});
    }
  }
  return found;
}

}  // namespace

absl::StatusOr<std::vector<VerifiedPair>> VerifyPairs(const Store& store, std::span<const BlockPair> pairs,
                                                      const PairVerifyOptions& options, Pool<ComparedTexts>* texts) {
  if (IsCancelled(options.cancel)) return absl::CancelledError("interrupted");
  const std::size_t tasks = (pairs.size() + kPairsPerTask - 1) / kPairsPerTask;
  std::vector<absl::StatusOr<std::vector<VerifiedPair>>> results(tasks, std::vector<VerifiedPair>());
  std::atomic<std::uint64_t> done = 0;
  const bool are_many = AreMany(pairs);
  const std::size_t cache_bytes = are_many ? options.cache_bytes : std::min(options.cache_bytes, std::size_t{64} << 20);
  Pool<ComparedTexts> of_this_call;  // what one task prepared serves the next
  Pool<ComparedTexts>* const sources = are_many && texts != nullptr ? texts : &of_this_call;
  const std::thread::id caller = std::this_thread::get_id();
  ParallelFor(tasks, options.threads, [&](std::size_t task) {
    const std::size_t begin = task * kPairsPerTask;
    const std::span<const BlockPair> part = pairs.subspan(begin, std::min(kPairsPerTask, pairs.size() - begin));
    auto source = sources->Take([&] { return std::make_unique<ComparedTexts>(store, options, cache_bytes); });
    results[task] = VerifyTask(part, options, source.get());
    sources->Give(std::move(source));
    done += part.size();
    if (options.progress && std::this_thread::get_id() == caller) options.progress(done);
  });
  std::vector<VerifiedPair> all;
  for (auto& result : results) {
    COPYDESK_RETURN_IF_ERROR(result.status());
    all.insert(all.end(), std::make_move_iterator(result->begin()), std::make_move_iterator(result->end()));
  }
  return all;
}

std::uint64_t CountUnverified(std::span<const VerifiedPair> pairs) {
  return static_cast<std::uint64_t>(
      std::count_if(pairs.begin(), pairs.end(), [](const VerifiedPair& pair) { return !pair.verified; }));
}

}  // namespace copydesk
