#include "match/match_names.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "match/compare_prepared.h"
#include "match/naming.h"

namespace copydesk {
namespace {

constexpr std::size_t kKeptNames = std::size_t{1} << 18;  // some 40 MB

}  // namespace

absl::StatusOr<BlockName> MatchNames::LookUp(BlockNumber block) const {
  COPYDESK_ASSIGN_OR_RETURN(std::string document, DocumentName(store_, block.document));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Block> blocks, store_.GetBlocks(block.document));
  if (block.block >= blocks.size()) {
    return absl::DataLossError(absl::StrCat("document ", block.document, " has no block ", block.block));
  }
  return BlockName{.document = std::move(document), .block = blocks[block.block].name};
}

const BlockName& MatchNames::Get(BlockNumber block) {
  if (names_.size() >= kKeptNames) names_.clear();
  const auto [entry, is_new] = names_.try_emplace({block.document, block.block});
  if (is_new) {
    absl::StatusOr<BlockName> name = LookUp(block);
    status_.Update(name.status());
    if (name.ok()) entry->second = *std::move(name);
  }
  return entry->second;
}

void MatchNames::SortByName(std::vector<BlockNumber>* blocks) {
  std::vector<std::pair<BlockName, BlockNumber>> named;
  named.reserve(blocks->size());
  for (const BlockNumber block : *blocks) named.emplace_back(Get(block), block);
  std::sort(named.begin(), named.end());
  std::transform(named.begin(), named.end(), blocks->begin(), [](const auto& entry) { return entry.second; });
}

BlockNumber MatchNames::FirstByName(const std::vector<BlockNumber>& blocks) {
  BlockNumber first = blocks.front();
  BlockName first_name = Get(first);
  for (const BlockNumber block : blocks) {
    const BlockName& name = Get(block);
    if (name < first_name) std::tie(first, first_name) = std::tie(block, name);
  }
  return first;
}

absl::StatusOr<Estimate> MatchNames::EstimatePair(const BlockPair& blocks) const {
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> a, store_.GetSignatures(blocks.first.document));
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Signature> b, store_.GetSignatures(blocks.second.document));
  return EstimateJaccard(a[blocks.first.block].minhash, b[blocks.second.block].minhash);
}

Match MatchNames::ToMatch(VerifiedPair pair) {
  BlockName first = Get(pair.blocks.first);
  Match match = MakeMatch(std::move(first), Get(pair.blocks.second), std::move(pair.comparison));
  match.verified = pair.verified;
  match.same_story = pair.same_story;
  match.terms = std::move(pair.terms);
  match.evidence = pair.evidence;
  if (!pair.verified) {
    const absl::StatusOr<Estimate> estimate = EstimatePair(pair.blocks);
    status_.Update(estimate.status());
    if (estimate.ok()) match.estimated_jaccard = *estimate;
  }
  return match;
}

Match MakeMatch(BlockName a, BlockName b, Comparison comparison) {
  if (b < a) {
    std::swap(a, b);
    SwapSides(&comparison);
  }
  return {.a = std::move(a), .b = std::move(b), .comparison = std::move(comparison)};
}

}  // namespace copydesk
