#include "match/explain_alignment.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "match/alignment.h"
#include "match/compare_prepared.h"
#include "match/equivalence.h"
#include "match/shared_runs.h"
#include "match/short_texts.h"

namespace copydesk {
namespace {

std::vector<SharedRun> RunsOf(const PreparedText& a, const PreparedText& b, const RelationRules& rules) {
  if (a.content == b.content && a.tokens.hash == b.tokens.hash) {
    return {{.a = 0, .b = 0, .length = static_cast<std::uint32_t>(a.size())}};
  }
  const bool is_rest = a.furniture + b.furniture > 0;
  if (!is_rest && AreShort(a, b, rules)) return AlignShort(a, b).runs;
  return FindSharedRuns(a, b, rules.run);
}

std::string TextOf(const AlignedSide& side, std::uint32_t token) {
  const Tokens& tokens = side.prepared.tokens;
  return std::string(side.text.substr(tokens.begin[token], tokens.end[token] - tokens.begin[token]));
}

ExplainedNumbers NumbersOf(const AlignedSide& a, const AlignedSide& b, const std::vector<AlignedTokens>& passages) {
  ExplainedNumbers numbers;
  ForEachNumber(
      a.prepared, b.prepared, passages,
      [&](std::uint32_t in_a, std::uint32_t) {
        if (++numbers.kept <= kExplainedExamples) numbers.kept_texts.push_back(TextOf(a, in_a));
      },
      [&](std::uint32_t in_a, std::uint32_t in_b) {
        if (++numbers.changed <= kExplainedExamples) {
          numbers.changed_texts.emplace_back(TextOf(a, in_a), TextOf(b, in_b));
        }
      });
  return numbers;
}

}  // namespace

void ExplainAlignment(const AlignedSide& a, const AlignedSide& b, const RelationRules& rules, Explanation* result) {
  if (a.prepared.size() == 0 || b.prepared.size() == 0) return;
  const bool in_order = AreInOrder(a.prepared, b.prepared);
  const AlignedSide& first = in_order ? a : b;
  const AlignedSide& second = in_order ? b : a;
  const std::vector<SharedRun> runs = RunsOf(first.prepared, second.prepared, rules);
  for (const SharedRun& run : runs) result->longest_run = std::max(result->longest_run, run.length);
  const std::vector<AlignedTokens> passages = AlignPassages(first.prepared, second.prepared, runs);
  if (!passages.empty()) result->versions = FindVersionSigns(passages, first.prepared.size(), second.prepared.size());
  result->numbers = NumbersOf(first, second, passages);
  if (in_order) return;
  for (auto& [in_first, in_second] : result->numbers.changed_texts) std::swap(in_first, in_second);
}

}  // namespace copydesk
