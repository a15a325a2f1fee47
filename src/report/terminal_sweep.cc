#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "copydesk/report.h"
#include "copydesk/sweep.h"
#include "report/cautions.h"
#include "report/columns.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kMemberNameWidth = 28;

// A sentence, broken into lines.

std::string WhatIsSwept(const Sweep& sweep) {
  const RelationRules& rules = sweep.settings.rules;
  switch (sweep.by) {
    case SweepBy::kNear:
      return absl::StrFormat(
          "By near: Jaccard of shingles, or %.2f more than what is shared of the longer text. The scan was made at "
          "%.2f.",
          rules.near_jaccard - rules.near_share, sweep.own);
    case SweepBy::kContains:
      return absl::StrFormat(
          "By contains: the share of a text that is in a longer one which is kept. Copies are removed as in the scan. "
          "The scan was made at %.2f.",
          sweep.own);
    case SweepBy::kStory:
      return absl::StrFormat(
          "By story: the probability that two texts tell one story, as the mean over a group. Copies count as one. The "
          "scan was made at %.2f.",
          sweep.own);
    case SweepBy::kEquivalence:
      return "By equivalence: the probability that two texts are versions of one. It has no threshold in a scan.";
  }
  return {};
}

std::string Table(const Sweep& sweep) {
  std::string lines = absl::StrFormat("  %-10s%9s%10s%9s%10s%11s%18s\n", std::string(SweepByName(sweep.by)), "pairs",
                                      "clusters", "largest", "removed", "documents", "bytes");
  const bool has_own = sweep.by != SweepBy::kEquivalence;
  for (const SweepRow& row : sweep.rows) {
    const double share =
        sweep.bytes > 0 ? static_cast<double>(row.removed_bytes) / static_cast<double>(sweep.bytes) : 0;
    const char* const mark = !row.complete ? "+" : has_own && row.threshold == sweep.own ? "*" : "";
    absl::StrAppendFormat(&lines, "  %-6.4g%-4s%9s%10s%9s%10s%11s%11s%7s\n", row.threshold, mark,
                          WithThousands(row.pairs), WithThousands(row.clusters), WithThousands(row.largest),
                          WithThousands(row.removed), WithThousands(row.removed_documents),
                          HumanBytes(row.removed_bytes), Percent(share));
  }
  return lines;
}

std::string Notes(const Sweep& sweep) {
  std::string lines;
  const auto is_incomplete = [](const SweepRow& row) { return !row.complete; };
  if (std::any_of(sweep.rows.begin(), sweep.rows.end(), is_incomplete)) {
    lines +=
        Paragraph(absl::StrFormat("+ At least so many: below %.2f the scan stored no pair without a relation. A scan "
                                  "at a lower threshold is complete from there on.",
                                  sweep.complete_from));
  }
  const bool is_story = sweep.by == SweepBy::kStory;
  if (sweep.by != SweepBy::kEquivalence) lines += "* The scan's own threshold.\n";
  if (sweep.settings.unverified > 0) {
    lines += Paragraph(absl::StrCat(Counted(sweep.settings.unverified, "pair was", "pairs were"),
                                    " not verified: no text is kept. They count in no row."));
  }
  if ((is_story ? sweep.settings.story_caps : sweep.settings.caps) > 0) {
    lines += Paragraph("Caps acted in the scan, so that not all pairs were compared: see its summary.json.");
  }
  return lines;
}

std::string NameOf(const BlockName& name) {
  return Printable(name.block.empty() || name.block == "0" ? name.document : name.document + ":" + name.block,
                   kMemberNameWidth);
}

// A name and a title in two columns.
std::string TextLine(const BlockName& name, const std::string& title) {
  const std::string shown = NameOf(name);
  constexpr std::size_t kTitleIndent = 9;
  const std::string gap(kMemberNameWidth + 2 - std::min(kMemberNameWidth, DisplayWidth(shown)), ' ');
  return shown + (title.empty() ? "" : gap + Printable(title, kColumns - kTitleIndent - kMemberNameWidth - 2)) + "\n";
}

std::string PairLines(const SweptPair& pair) {
  const Comparison& comparison = pair.comparison;
  const auto [low, high] = std::minmax(comparison.share[0], comparison.share[1]);
  std::string lines = absl::StrFormat("  %.3f  %s", pair.score, TextLine(pair.a, pair.title_a));
  absl::StrAppend(&lines, "         ", TextLine(pair.b, pair.title_b));
  absl::StrAppendFormat(&lines, "         %s%s; Jaccard %.3f, %s of shorter, %s of longer\n",
                        std::string(RelationName(comparison.relation)), comparison.numbers_differ ? ", template" : "",
                        comparison.jaccard, Percent(high), Percent(low));
  return lines;
}

std::string Pairs(const SweepRow& row) {
  std::string lines = absl::StrFormat("\nNearest to %.4g, with what is shared:\n", row.threshold);
  if (row.borderline.empty()) return lines + "  no pair\n";
  bool is_above = true;
  for (const SweptPair& pair : row.borderline) {
    if (is_above && pair.score < row.threshold) {
      is_above = false;
      absl::StrAppendFormat(&lines, "  ----- below %.4g\n", row.threshold);
    }
    lines += PairLines(pair);
  }
  return lines;
}

}  // namespace

std::string TerminalSweep(const Sweep& sweep) {
  std::string text = absl::StrCat(Counted(sweep.documents, "document", "documents"), " with ",
                                  Counted(sweep.texts, "text", "texts"), ", ", HumanBytes(sweep.bytes), "\n");
  text += Paragraph(WhatIsSwept(sweep));
  text += "Removed is what goes when one text of each cluster is kept.\n\n";
  text += Table(sweep) + Notes(sweep);
  for (const SweepRow& row : sweep.rows) {
    if (std::binary_search(sweep.at.begin(), sweep.at.end(), row.threshold)) text += Pairs(row);
  }
  return text;
}

}  // namespace copydesk
