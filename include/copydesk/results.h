// The results of a scan, read back from the files that it wrote.
//
// Files may have been damaged or made by others: every value is checked, and what is wrong is an error that names the
// file and the line. Nothing is guessed.
#ifndef COPYDESK_RESULTS_H_
#define COPYDESK_RESULTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/document.h"
#include "copydesk/match.h"

namespace copydesk {

// A line of blocks.jsonl, as far as results are counted by it.
struct ResultText {
  BlockName name;
  BlockRole role = BlockRole::kMain;
  std::string parent;       // name of the block that it is an item of; empty: of none
  std::string title;        // as printed; may be empty
  std::uint64_t bytes = 0;  // of its parts
  std::uint32_t words = 0;

  friend bool operator==(const ResultText&, const ResultText&) = default;
};

// What summary.json says of how the results were found.
struct ResultSettings {
  RelationRules rules;
  std::vector<Relation> relations;  // those that were reported, strongest first
  bool stories = false;             // pairs that tell one story were looked for
  double story_threshold = 0.5;     // meaningful with `stories` only
  std::uint64_t unverified = 0;     // pairs with a text that could not be had
  std::uint64_t caps = 0;           // how often a cap kept text candidates from being compared
  std::uint64_t story_caps = 0;     // the same of stories

  friend bool operator==(const ResultSettings&, const ResultSettings&) = default;
};

struct ScanResults {
  std::vector<Match> matches;  // as Detector::Matches gave them, to four decimals, without spans and terms
  std::vector<ResultText> texts;
  ResultSettings settings;
};

// A line is at most this long.
inline constexpr std::size_t kMaxResultLine = std::size_t{64} << 20;

// One line of matches.jsonl, of blocks.jsonl, and the whole of summary.json. Members that are not known are passed
// over. Errors: InvalidArgument, which names the member.
[[nodiscard]] absl::StatusOr<Match> ParseMatch(std::string_view line);
[[nodiscard]] absl::StatusOr<ResultText> ParseBlock(std::string_view line);
[[nodiscard]] absl::StatusOr<ResultSettings> ParseSummary(std::string_view text);

// Reads matches.jsonl, blocks.jsonl and summary.json of the folder that `copydesk scan -o` wrote. Line by line: memory
// is about 400 bytes a match and 200 a block besides their names. Errors: NotFound for a file that is not there;
// DataLoss, which names file and line, for a damaged one.
[[nodiscard]] absl::StatusOr<ScanResults> ReadResults(const std::string& folder);

}  // namespace copydesk

#endif  // COPYDESK_RESULTS_H_
