#include "match/prepared_text.h"

#include <algorithm>
#include <string>

#include "hwy/contrib/sort/vqsort.h"
#include "match/furniture_passages.h"
#include "sketch/content_hash.h"
#include "text/quotation.h"
#include "text/shingles.h"

namespace copydesk {
namespace {

// 1 for each token that begins inside one of `ranges`; both ascend.
std::vector<std::uint8_t> MarkTokens(const Tokens& tokens, std::span<const TextRange> ranges) {
  std::vector<std::uint8_t> marks(tokens.size(), 0);
  std::size_t range = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    while (range < ranges.size() && ranges[range].end <= tokens.begin[i]) ++range;
    marks[i] = range < ranges.size() && ranges[range].begin <= tokens.begin[i] ? 1 : 0;
  }
  return marks;
}

std::vector<RunStart> SortedRuns(const Tokens& tokens, int length) {
  std::vector<RunStart> runs;
  if (tokens.size() < static_cast<std::size_t>(length)) return runs;
  const std::vector<std::uint64_t> hashes = ShingleHashes(tokens.hash, length);
  std::vector<hwy::uint128_t> keys(hashes.size());  // hash over position, for which vectors sort
  for (std::size_t i = 0; i < hashes.size(); ++i) keys[i] = {.lo = i, .hi = hashes[i]};
  thread_local const hwy::Sorter sorter;  // has scratch memory
  sorter(keys.data(), keys.size(), hwy::SortAscending());
  runs.reserve(keys.size());
  for (const hwy::uint128_t& key : keys) {
    runs.push_back({.hash = key.hi, .position = static_cast<std::uint32_t>(key.lo)});
  }
  return runs;
}

// Replaces the tokens by those of the parts that are kept.
void SetAside(std::string_view text, std::span<const TextRange> kept, PreparedText* prepared) {
  const std::size_t all = prepared->tokens.size();
  prepared->tokens = Tokens();
  for (const TextRange& part : kept) {
    AppendTokens(text.substr(part.begin, part.end - part.begin), part.begin, &prepared->tokens);
  }
  prepared->furniture = static_cast<std::uint32_t>(all - std::min(all, prepared->tokens.size()));
}

}  // namespace

std::size_t PreparedText::MemoryBytes() const {
  return tokens.size() * (sizeof(std::uint64_t) + 2 * sizeof(std::uint32_t) + 2) +
         shingles.size() * sizeof(std::uint64_t) + runs.size() * sizeof(RunStart) +
         extents.size() * sizeof(std::uint32_t);
}

PreparedText PrepareText(std::string_view text, std::span<const TextRange> parts, const RelationRules& rules,
                         std::span<const TextRange> furniture) {
  PreparedText prepared;
  std::string joined;
  for (const TextRange& part : parts) {
    const std::string_view piece = text.substr(part.begin, part.end - part.begin);
    AppendTokens(piece, part.begin, &prepared.tokens);
    if (parts.size() > 1) joined += piece;
  }
  prepared.bytes =
      HashBytes128(parts.size() == 1 ? text.substr(parts[0].begin, parts[0].end - parts[0].begin) : joined);
  prepared.content = HashContent(prepared.tokens.hash);
  if (!furniture.empty()) SetAside(text, WithoutRanges(parts, furniture), &prepared);
  prepared.quoted = MarkTokens(prepared.tokens, FindQuotations(text));
  prepared.shingles = SortedSet(ShingleHashes(prepared.tokens.hash, rules.shingle));
  prepared.extents = SumExtents(text, prepared.tokens);
  prepared.runs = SortedRuns(prepared.tokens, rules.run);
  return prepared;
}

}  // namespace copydesk
