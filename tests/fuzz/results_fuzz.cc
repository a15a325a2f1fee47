// Reads the input as a line of each result file. Beyond not crashing: what was read is in range, and a match that is
// written and read again is the same. The first byte chooses the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "copydesk/report.h"
#include "copydesk/results.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

bool IsShare(double value) { return value >= 0 && value <= 1; }

void CheckMatch(std::string_view line) {
  const auto match = copydesk::ParseMatch(line);
  if (!match.ok()) {
    Require(!match.status().message().empty());
    return;
  }
  const copydesk::Comparison& comparison = match->comparison;
  Require(match->a != match->b);
  Require(IsShare(comparison.jaccard) && IsShare(comparison.quoted));
  Require(IsShare(comparison.share[0]) && IsShare(comparison.share[1]));
  Require(IsShare(match->same_story.value_or(0)) && IsShare(comparison.equivalence.value_or(0)));
  Require(match->verified || comparison == copydesk::Comparison{});
  const std::string text = copydesk::MatchJson(*match);
  const auto again = copydesk::ParseMatch(text);
  Require(again.ok());
  Require(copydesk::MatchJson(*again) == text);
}

void CheckBlock(std::string_view line) {
  const auto block = copydesk::ParseBlock(line);
  if (block.ok()) Require(block->bytes <= (std::uint64_t{1} << 32));
}

void CheckSummary(std::string_view text) {
  const auto settings = copydesk::ParseSummary(text);
  if (!settings.ok()) return;
  Require(IsShare(settings->rules.near_jaccard) && IsShare(settings->story_threshold));
  Require(settings->rules.short_tokens >= 0 && settings->relations.size() <= 6);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      CheckMatch(text);
      break;
    case 1:
      CheckBlock(text);
      break;
    default:
      CheckSummary(text);
  }
  return 0;
}
