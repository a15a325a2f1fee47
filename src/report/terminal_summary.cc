#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "copydesk/report.h"
#include "report/cautions.h"
#include "report/columns.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kSummaryColumns = 100;
constexpr std::size_t kShownClusters = 10;
constexpr std::size_t kShownStories = 10;
constexpr std::size_t kHeadlineTerms = 6;

// `prefix` and then `words` with `separator` between them, broken into lines of at most kSummaryColumns, the later ones
// indented as far as the prefix. No word is wider than such a line.
std::string Lines(const std::string& prefix, const std::vector<std::string>& words, const std::string& separator) {
  const std::size_t indent = DisplayWidth(prefix);
  std::string result = prefix;
  std::size_t column = indent;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = i + 1 < words.size() ? words[i] + separator : words[i];
    // Separators may stick out: their blanks are taken off the end of a line.
    const std::size_t width = DisplayWidth(word);
    const std::size_t needed = i + 1 < words.size() ? DisplayWidth(words[i]) + 1 : width;
    if (column > indent && column + needed > kSummaryColumns) {
      result.erase(result.find_last_not_of(' ') + 1);
      absl::StrAppend(&result, "\n", std::string(indent, ' '));
      column = indent;
    }
    result += word;
    column += width;
  }
  return absl::StrCat(result, "\n");
}

std::string ClusterLines(const ClusterHeadline& headline) {
  const Cluster& cluster = *headline.cluster;
  std::string lines = absl::StrFormat("%5d  ", cluster.members.size());
  const std::string indent(lines.size(), ' ');
  lines += Printable(headline.title, kSummaryColumns - lines.size()) + "\n";
  const std::size_t shown = std::min({cluster.members.size(), headline.sources.size(), kShownMembers});
  std::vector<std::string> members;
  for (std::size_t i = 0; i < shown; ++i) {
    const ClusterMember& member = cluster.members[i];
    std::string entry = Printable(headline.sources[i], 28);
    if (i == 0) {
      entry += " (centre)";
    } else {
      entry += absl::StrCat(" ", ToAbsl(RelationName(member.relation)), " ", Percent(member.share_kept));
    }
    members.push_back(std::move(entry));
  }
  if (cluster.members.size() > shown) members.push_back(absl::StrCat("and ", cluster.members.size() - shown, " more"));
  lines += Lines(indent, members, ", ");
  std::vector<std::string> notes;
  if (!cluster.attached.empty()) {
    notes.push_back(absl::StrCat(Counted(cluster.attached.size(), "text is", "texts are"), " a part of it"));
  }
  if (!cluster.part_of.empty()) {
    notes.push_back(absl::StrCat("itself a part of ", Counted(cluster.part_of.size(), "other", "others"), " (",
                                 Percent(cluster.part_of.front().share), ")"));
  }
  if (!notes.empty()) lines += Lines(indent, notes, ", ");
  return lines;
}

// Sources once each, and the words that say what it is about.
std::string StoryLines(const StoryHeadline& headline) {
  std::string lines = absl::StrFormat("%5d  ", headline.blocks);
  const std::string indent(lines.size(), ' ');
  lines += Printable(headline.title, kSummaryColumns - lines.size()) + "\n";
  std::vector<std::string> sources;
  for (const std::string& source : headline.sources) {
    std::string printable = Printable(source, 28);
    if (std::find(sources.begin(), sources.end(), printable) == sources.end()) sources.push_back(std::move(printable));
  }
  if (headline.story->members.size() > headline.sources.size()) sources.emplace_back("and more");
  lines += Lines(indent, sources, ", ");
  std::vector<std::string> words;
  for (const SharedTerm& term : headline.story->terms) {
    if (words.size() < kHeadlineTerms) words.push_back(Printable(term.word, 28));
  }
  if (!words.empty()) lines += Lines(indent + "about ", words, " ");
  return lines;
}

std::string CautionLines(const Summary& summary) {
  std::string lines;
  for (const std::string& caution : Cautions(summary)) lines += Lines("  note: ", absl::StrSplit(caution, ' '), " ");
  return lines;
}

}  // namespace

std::string TerminalSummary(const Summary& summary, std::span<const ClusterHeadline> clusters,
                            std::span<const StoryHeadline> stories) {
  std::string text = Counted(summary.documents, "document", "documents");
  if (summary.reader.files > 0) {
    absl::StrAppend(&text, ", ", HumanBytes(summary.added.text_bytes), " of text, from ",
                    Counted(summary.reader.files, "file", "files"), "\n");
  } else {
    text += " of a store\n";
  }
  std::vector<std::string> matches;
  for (const auto& [relation, count] : summary.matches) {
    matches.push_back(absl::StrCat(ToAbsl(RelationName(relation)), " ", WithThousands(count)));
  }
  if (matches.empty()) matches.emplace_back("none");
  text += Lines("  matches   ", matches, "   ");
  std::vector<std::string> counts = {
      absl::StrCat(WithThousands(summary.clusters), " with ", Counted(summary.clustered_blocks, "text", "texts"))};
  if (summary.attached_blocks > 0) {
    counts.push_back(
        absl::StrCat(Counted(summary.attached_blocks, "other text is", "other texts are"), " a part of one"));
  }
  text += Lines("  clusters  ", counts, "; ");
  if (summary.version_groups > 0) {
    text += Lines("  versions  ",
                  {absl::StrCat(WithThousands(summary.version_groups), " with ",
                                Counted(summary.versioned_blocks, "text", "texts"), " in order of time")},
                  "; ");
  }
  if (!summary.matching.model.empty()) {
    text +=
        Lines("  stories   ",
              {absl::StrCat(WithThousands(summary.stories), " with ", Counted(summary.story_blocks, "text", "texts")),
               Counted(summary.story_matches, "pair tells", "pairs tell") + " one story"},
              "; ");
  }
  text += CautionLines(summary);
  if (!clusters.empty()) {
    text += clusters.size() < summary.clusters
                ? absl::StrCat("\nThe ", std::min(clusters.size(), kShownClusters), " largest clusters of copies:\n")
                : "\nClusters of copies:\n";
  }
  for (const ClusterHeadline& headline : clusters.first(std::min(clusters.size(), kShownClusters))) {
    text += ClusterLines(headline);
  }
  if (!stories.empty()) {
    text += stories.size() < summary.stories
                ? absl::StrCat("\nThe ", std::min(stories.size(), kShownStories), " largest stories:\n")
                : "\nStories:\n";
  }
  for (const StoryHeadline& headline : stories.first(std::min(stories.size(), kShownStories))) {
    text += StoryLines(headline);
  }
  text += "\n";
  double total = 0;
  std::vector<std::string> costs;
  for (const auto& [stage, seconds] : summary.seconds) {
    total += seconds;
    costs.push_back(absl::StrFormat("%s%s %.1f", costs.empty() ? "(" : "", stage, seconds));
  }
  if (!costs.empty()) costs.back() += ")";
  costs.push_back(absl::StrCat(HumanBytes(summary.peak_bytes), " of memory"));
  if (summary.documents > 0) {
    const auto candidates = static_cast<double>(summary.matching.candidates);
    costs.push_back(absl::StrFormat("%.1f candidates a document", candidates / static_cast<double>(summary.documents)));
  }
  text += Lines(absl::StrFormat("%.1f s ", total), costs, ", ");
  return text;
}

}  // namespace copydesk
