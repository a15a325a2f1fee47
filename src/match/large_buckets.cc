#include "match/large_buckets.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "base/status.h"

namespace copydesk {

absl::StatusOr<std::vector<VerifiedPair>> VerifyLargeBucket(const Store& store, std::span<const BlockNumber> bucket,
                                                            const PairVerifyOptions& options, std::uint64_t* verified) {
  constexpr int kMaxRounds = 32;
  std::vector<VerifiedPair> all;
  std::vector<BlockNumber> rest(bucket.begin(), bucket.end());
  for (int round = 0; round < kMaxRounds && rest.size() > 1; ++round) {
    const BlockNumber centre = rest.front();
    std::vector<BlockPair> pairs;
    for (const BlockNumber block : std::span(rest).subspan(1)) pairs.emplace_back(std::minmax(centre, block));
    std::sort(pairs.begin(), pairs.end());
    COPYDESK_ASSIGN_OR_RETURN(std::vector<VerifiedPair> found, VerifyPairs(store, pairs, options));
    *verified += pairs.size() - CountUnverified(found);
    absl::flat_hash_set<std::pair<DocumentNumber, std::uint32_t>> joined = {{centre.document, centre.block}};
    for (const VerifiedPair& pair : found) {
      if (pair.comparison.relation < Relation::kNear) continue;
      const BlockNumber other = pair.blocks.first == centre ? pair.blocks.second : pair.blocks.first;
      joined.emplace(other.document, other.block);
    }
    std::erase_if(rest, [&](BlockNumber block) { return joined.contains({block.document, block.block}); });
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  return all;
}

}  // namespace copydesk
