// Results as text: JSON lines for machines, a summary for a terminal.
#ifndef COPYDESK_REPORT_H_
#define COPYDESK_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/attribution.h"
#include "copydesk/cluster.h"
#include "copydesk/detector.h"
#include "copydesk/furniture.h"
#include "copydesk/match.h"
#include "copydesk/match_list.h"
#include "copydesk/reader.h"
#include "copydesk/story.h"
#include "copydesk/versions.h"

namespace copydesk {

// One JSON object without a line end; the fields are described in docs/formats.md. Bytes of ids and titles that are
// not UTF-8 become U+FFFD; control characters and bidirectional controls are written as escapes (see Printable).
[[nodiscard]] std::string MatchJson(const Match& match);
[[nodiscard]] std::string ClusterJson(const Cluster& cluster);

// The same with where its text is from; null: nobody asked.
[[nodiscard]] std::string ClusterJson(const Cluster& cluster, const Attribution* attribution);
[[nodiscard]] std::string StoryJson(const Story& story);                   // a line of clusters.jsonl too
[[nodiscard]] std::string VersionGroupJson(const VersionGroup& group);     // and this
[[nodiscard]] std::string FurnitureJson(const FurniturePassage& passage);  // a line of furniture.jsonl
[[nodiscard]] std::string BlockJson(const DocumentView& document, const Block& block);
[[nodiscard]] std::string RejectJson(const Reject& reject);

// What a run did.
struct Summary {
  std::string command;
  ReaderCounts reader;
  AddStatistics added;
  MatchStatistics matching;
  std::uint64_t documents = 0;                              // in the collection or store
  std::vector<std::pair<Relation, std::uint64_t>> matches;  // verified ones per relation, strongest first
  std::uint64_t clusters = 0;
  std::uint64_t clustered_blocks = 0;
  std::uint64_t attached_blocks = 0;
  std::uint64_t version_groups = 0;
  std::uint64_t versioned_blocks = 0;
  std::uint64_t story_matches = 0;  // pairs that tell one story with at least story_threshold
  std::uint64_t story_only = 0;     // matches without a text relation
  std::uint64_t linked = 0;         // matches with MatchEvidence::link
  std::uint64_t stories = 0;
  std::uint64_t story_blocks = 0;  // those of duplicate clusters among them included
  double story_threshold = 0;
  double window_hours = 0;                              // 0: no window
  bool link_evidence = true;                            // as Options::link_evidence
  std::vector<std::pair<std::string, double>> seconds;  // per stage, in order
  std::uint64_t peak_bytes = 0;                         // resident memory
  std::string configuration;                            // SketchConfig::Describe()
  std::uint64_t fingerprint = 0;                        // SketchConfig::Fingerprint()
  BandPlan bands;
  double recall = 0;  // of the bands, at the near threshold
  RelationRules rules;
  std::vector<Relation> relations;  // that were asked for
  bool stories_sought = true;       // pairs that tell one story were asked for too
};

// Fills in Summary::matches, story_matches, story_only and linked; story_threshold is set. Errors: those of the
// matches.
[[nodiscard]] absl::Status CountMatches(const MatchList& matches, Summary* summary);

// One JSON object over several lines.
[[nodiscard]] std::string SummaryJson(const Summary& summary);

// A cluster as a person reads of it. Only so many members are shown; further sources are not looked at.
inline constexpr std::size_t kShownMembers = 6;
struct ClusterHeadline {
  const Cluster* cluster = nullptr;
  std::string title;                 // of the centre, or its first words
  std::vector<std::string> sources;  // of the first members, in their order; an id where there is no source
};

// A story as a person reads of it: the same of its members, for each of which only its first block counts.
struct StoryHeadline {
  const Story* story = nullptr;
  std::uint64_t blocks = 0;          // those of its duplicate clusters included
  std::string title;                 // of the centre, or its first words
  std::vector<std::string> sources;  // as in ClusterHeadline
};

// At most 100 columns wide, ending with a line end. Text from input is made harmless (see Printable). At most ten
// clusters and ten stories are shown.
[[nodiscard]] std::string TerminalSummary(const Summary& summary, std::span<const ClusterHeadline> clusters,
                                          std::span<const StoryHeadline> stories = {});

// Two texts side by side: relation, figures, the story when it is given, and the aligned passages with some words
// around them.
[[nodiscard]] std::string TerminalComparison(const Comparison& comparison, std::string_view name_a,
                                             std::string_view text_a, std::string_view name_b, std::string_view text_b,
                                             const StoryComparison* story = nullptr);

// `text` for a terminal: on one line, control characters, escape sequences and bidirectional controls made visible,
// bytes that are not UTF-8 as U+FFFD, cut to `columns` with an ellipsis. Wide characters count as two columns. Of more
// than 30 marks or invisible characters in a row the rest is left out.
[[nodiscard]] std::string Printable(std::string_view text, std::size_t columns);

// 1234567 as "1,234,567".
[[nodiscard]] std::string WithThousands(std::uint64_t number);

// 1234567 as "1.2 MB".
[[nodiscard]] std::string HumanBytes(std::uint64_t bytes);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_H_
