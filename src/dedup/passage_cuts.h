// From the repeated runs of one document to the sentences that are cut out of it.
#ifndef COPYDESK_DEDUP_PASSAGE_CUTS_H_
#define COPYDESK_DEDUP_PASSAGE_CUTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "dedup/repeated_runs.h"
#include "dedup/run_fingerprints.h"
#include "dedup/seed_join.h"
#include "dedup/text_units.h"

namespace copydesk {

// Whole units whose tokens are a part of a repeated run.
struct PassageCut {
  UnitRange units;
  TokenRange tokens;  // from the first of the first unit to the last of the last
  std::uint32_t kept_document = 0;
  std::uint32_t kept_begin = 0;

  friend bool operator==(const PassageCut& x, const PassageCut& y) {
    return x.tokens == y.tokens && x.kept_document == y.kept_document && x.kept_begin == y.kept_begin;
  }
};

// The units from `first` on that lie whole in a run, if they have at least `min_tokens` tokens; units without a token
// go with those around them. Logarithmic.
[[nodiscard]] std::optional<PassageCut> CutWithin(const RepeatedRun& run, std::span<const TextUnit> units,
                                                  std::size_t first, std::uint32_t min_tokens);

// Rule 2 of dedup/passages.h. O(units + runs · log runs).
[[nodiscard]] std::vector<PassageCut> CutRuns(std::vector<RepeatedRun> runs, std::span<const TextUnit> units,
                                              std::uint32_t min_tokens);

// The tokens that cuts touch (TokensTouching), ascending, disjoint, as few ranges as there can be.
[[nodiscard]] std::vector<TokenRange> GoneTokens(std::span<const PassageCut> cuts, std::span<const TextUnit> units,
                                                 const Tokens& tokens);

// Rule 3: further cuts of a document of which `gone` is gone, ascending. What is kept lies before what is cut, also
// before any later cut, so that it stays.
[[nodiscard]] std::vector<PassageCut> CutRepeatsInItself(const DocumentSeeds& seeds, const Tokens& tokens,
                                                         std::span<const TextUnit> units,
                                                         std::span<const TokenRange> gone, const RunSizes& sizes,
                                                         std::uint32_t min_tokens, WorkLimit* work);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_PASSAGE_CUTS_H_
