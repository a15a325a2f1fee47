#include "copydesk/terminal_explanation.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "copydesk/report.h"
#include "report/cautions.h"
#include "report/columns.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kNameWidth = 36;
constexpr std::size_t kIndent = 12;
constexpr std::size_t kShownTerms = 10;
constexpr std::size_t kWordWidth = 30;
constexpr std::size_t kLinkWidth = 60;

// A label and text that is broken into lines beside it. The text is made harmless.
std::string Labelled(std::string_view label, std::string_view text) {
  std::string lines;
  for (const std::string& line : WrapText(text, kColumns - kIndent)) {
    absl::StrAppendFormat(&lines, "%-12s%s\n", lines.empty() ? std::string(label) : "", line);
  }
  return lines;
}

std::string BlockLines(const char* label, const ExplainedBlock& block) {
  std::string text = absl::StrFormat("%-12s%s, block %s (%s)\n", label, Printable(block.name.document, kNameWidth),
                                     Printable(block.name.block, 12), std::string(BlockRoleName(block.role)));
  if (!block.title.empty()) {
    absl::StrAppend(&text, std::string(kIndent, ' '), Printable(block.title, kColumns - kIndent), "\n");
  }
  std::string facts = absl::StrCat(Counted(block.tokens, "token", "tokens"), ", ",
                                   Counted(block.fingerprints, "fingerprint", "fingerprints"));
  if (block.copies > 0) absl::StrAppend(&facts, ", ", Counted(block.copies, "other copy", "other copies"));
  if (block.disguised > 0) {
    absl::StrAppend(&facts, "; ", Counted(block.disguised, "character disguises", "characters disguise"),
                    " words, which are compared as what they look like");
  }
  if (block.furniture > 0) {
    absl::StrAppend(&facts, "; ", Counted(block.furniture, "token", "tokens"), " of its page are furniture");
  }
  text += Labelled("", facts);
  if (block.set_aside == 0) return text;
  text += Labelled("", Counted(block.set_aside, "passage is", "passages are") +
                           " furniture of its source and set aside (not for exact):");
  for (const std::string& passage : block.set_aside_texts) {
    absl::StrAppend(&text, std::string(kIndent + 2, ' '), Printable(passage, kColumns - kIndent - 2), "\n");
  }
  if (block.set_aside > block.set_aside_texts.size()) absl::StrAppend(&text, std::string(kIndent + 2, ' '), "...\n");
  return text;
}

// ", 3 of them in lists above 256 (--posting-cap)".
std::string Capped(std::uint32_t capped, std::size_t cap, const char* what) {
  return capped == 0 ? "" : absl::StrCat(", ", capped, " of them in ", what, " above ", WithThousands(cap));
}

std::string CandidateLines(const Explanation& explanation) {
  std::string lines = "\nCandidates by text\n";
  if (explanation.equal_content) lines += "  content   equal\n";
  const std::uint64_t copies = std::max(explanation.a.copies, explanation.b.copies);
  if (copies >= explanation.copy_cap && explanation.copy_cap > 0) {
    lines += Labelled("  copies", absl::StrCat("a text has more than ", explanation.copy_cap,
                                               " copies: of these only the first by name is matched"));
  }
  const Estimate& estimate = explanation.estimated_jaccard;
  lines += Labelled("  bands", absl::StrFormat("%d of %d shared%s; estimated Jaccard %.2f (%.2f to %.2f)",
                                               explanation.shared_bands, explanation.bands.bands,
                                               Capped(explanation.capped_bands, explanation.bucket_cap, "buckets"),
                                               estimate.value, estimate.lower, estimate.upper));
  if (explanation.comparison.has_value()) {
    lines += Labelled("", absl::StrFormat("a pair of Jaccard %.3f shares one with probability %.4f",
                                          explanation.comparison->jaccard, explanation.band_probability));
  }
  lines +=
      Labelled("  passages",
               absl::StrCat(Counted(explanation.shared_fingerprints, "fingerprint", "fingerprints"), " shared",
                            Capped(explanation.capped_fingerprints, explanation.posting_cap, "lists (--posting-cap)")));
  const std::string longest = explanation.longest_run > 0
                                  ? absl::StrCat("longest equal run ", explanation.longest_run, " tokens")
                                  : std::string("no equal run that counts");
  lines += Labelled("", absl::StrFormat("%s; one of %d tokens always shares one", longest, explanation.sure_run));
  return lines +
         Labelled("  so", explanation.is_text_candidate ? "the pair is compared" : "no text match is looked for");
}

std::string Amount(const Condition& condition, double value) {
  if (condition.is_flag) return value >= 1 ? "so" : "not so";
  return condition.is_count ? absl::StrFormat("%.0f", value) : absl::StrFormat("%.3f", value);
}

std::string ConditionLine(const Condition& condition) {
  std::string line = absl::StrFormat("  %-9s %s %-31s %8s", std::string(RelationName(condition.relation)),
                                     condition.Holds() ? "yes" : "no ", std::string(condition.what),
                                     Amount(condition, condition.value));
  if (!condition.is_flag) absl::StrAppend(&line, ", needs ", Amount(condition, condition.needed));
  return line + "\n";
}

std::string NearestLines(const Explanation& explanation) {
  const Comparison& comparison = *explanation.comparison;
  if (comparison.shared_tokens == 0 && comparison.jaccard <= 0) return Labelled("  nearest", "none, nothing is shared");
  std::string lines;
  for (const Condition& condition : explanation.nearest) {
    std::string_view what = condition.what;
    for (const std::string_view joint : {"or ", "and "}) {
      if (what.starts_with(joint)) what.remove_prefix(joint.size());
    }
    std::string text = absl::StrCat(ToAbsl(RelationName(condition.relation)), ": ", ToAbsl(what));
    if (condition.is_flag) {
      text += " does not hold";
    } else {
      absl::StrAppend(&text, ", ", Amount(condition, condition.needed - condition.value), " short of ",
                      Amount(condition, condition.needed));
    }
    lines += Labelled(lines.empty() ? "  nearest" : "", text);
  }
  return lines;
}

std::string NumberLines(const ExplainedNumbers& numbers, bool is_template) {
  if (numbers.kept + numbers.changed == 0) return {};
  const auto list = [](std::uint32_t count, const std::vector<std::string>& texts) {
    std::string result = absl::StrCat(WithThousands(count), count > 0 ? " (" : "");
    for (std::size_t i = 0; i < texts.size(); ++i) absl::StrAppend(&result, i > 0 ? ", " : "", texts[i]);
    if (count > texts.size()) result += ", ...";
    return result + (count > 0 ? ")" : "");
  };
  std::vector<std::string> changed;
  changed.reserve(numbers.changed_texts.size());
  for (const auto& [a, b] : numbers.changed_texts) changed.push_back(absl::StrCat(a, " / ", b));
  return Labelled("  numbers", absl::StrCat("in aligned text ", list(numbers.kept, numbers.kept_texts),
                                            " are kept and ", list(numbers.changed, changed), " changed",
                                            is_template ? ": a recurring report (template)" : ""));
}

std::string VerificationLines(const Explanation& explanation) {
  if (!explanation.comparison.has_value()) return "\nVerification\n  a text is not kept: nothing is compared\n";
  const Comparison& comparison = *explanation.comparison;
  std::string lines = absl::StrCat("\nVerification: ", ToAbsl(RelationName(comparison.relation)), "\n");
  if (comparison.furniture[0] + comparison.furniture[1] > 0) {
    lines += Labelled("  set aside", absl::StrFormat("%d tokens of a and %d of b, as furniture of their source",
                                                     comparison.furniture[0], comparison.furniture[1]));
  }
  for (const Condition& condition : explanation.conditions) lines += ConditionLine(condition);
  lines += NearestLines(explanation);
  lines += NumberLines(explanation.numbers, comparison.numbers_differ);
  if (comparison.equivalence.has_value() && explanation.versions.has_value()) {
    const VersionSigns& signs = *explanation.versions;
    lines += Labelled("  versions",
                      absl::StrFormat("%s likely of one text: %s of both aligned, the longest passage is %s of the "
                                      "shorter, the first begins after %d tokens",
                                      Likely(*comparison.equivalence), Percent(signs.aligned), Percent(signs.longest),
                                      signs.before_first));
  }
  return lines;
}

std::string ScoreLines(const Explanation& explanation) {
  std::string lines = Labelled("  score", absl::StrFormat("%.3f; %.3f is a probability of 0.5", explanation.story_score,
                                                          explanation.story_score_needed));
  for (const StoryPart& part : explanation.story_parts) {
    const std::string detail = part.detail.empty() ? "" : "  " + Printable(part.detail, 26);
    absl::StrAppendFormat(&lines, "            %-33s %+.3f%s\n", std::string(part.what), part.points, detail);
  }
  return lines;
}

std::string StoryTitle(const Explanation& explanation) {
  const bool is_same = *explanation.same_story >= explanation.story_threshold;
  return absl::StrFormat("%s, at %.3f; one story from %.2f\n", is_same ? "the same" : "not the same",
                         *explanation.same_story, explanation.story_threshold);
}

std::string StoryLines(const Explanation& explanation) {
  if (explanation.model.empty()) return {};
  std::string lines = "\nStory: ";
  const bool is_apart = explanation.hours_apart.has_value() && explanation.window_hours > 0 &&
                        *explanation.hours_apart > explanation.window_hours;
  if (explanation.same_story.has_value()) {
    lines += StoryTitle(explanation);
  } else {
    lines += is_apart ? "not scored, the times are too far apart\n" : "not scored, a block has no terms\n";
  }
  if (!explanation.hours_apart.has_value()) {
    lines += "  times     not both known: no window\n";
  } else {
    const std::string window = explanation.window_hours > 0
                                   ? absl::StrFormat("the window is %.0f", explanation.window_hours)
                                   : std::string("there is no window");
    lines += Labelled("  times", absl::StrFormat("%.1f hours apart; %s", *explanation.hours_apart, window));
  }
  lines += Labelled("  terms",
                    absl::StrCat(explanation.shared_terms, " shared of those that pairs are found by",
                                 Capped(explanation.capped_terms, explanation.term_cap, "blocks"), ": ",
                                 explanation.is_story_candidate ? "the pair is scored in a scan"
                                                                : "too few for a scan to score the pair by itself"));
  if (!explanation.shared_link.empty()) {
    lines += Labelled("  link", absl::StrCat("both have ", Printable(explanation.shared_link, kLinkWidth),
                                             explanation.link_evidence ? ": one story" : "; too far apart to count"));
  }
  if (!explanation.story_parts.empty()) lines += ScoreLines(explanation);
  if (!explanation.terms.empty()) lines += "  shared\n";
  for (std::size_t i = 0; i < std::min(explanation.terms.size(), kShownTerms); ++i) {
    const std::string word = Printable(explanation.terms[i].word, kWordWidth);
    const std::string gap(kWordWidth + 1 - std::min(kWordWidth, DisplayWidth(word)), ' ');
    absl::StrAppendFormat(&lines, "            %s%s%6.2f\n", word, gap, explanation.terms[i].weight);
  }
  return lines + Labelled("  model", explanation.model);
}

std::string ClusterLines(const Explanation& explanation) {
  if (!explanation.clusters.has_value()) return {};
  const ClusterOutcome& outcome = *explanation.clusters;
  std::string lines = "\nClusters of copies\n";
  for (std::size_t side = 0; side < 2; ++side) {
    const BlockName& centre = outcome.centres[side];
    const std::string text =
        outcome.clusters[side].empty()
            ? std::string("in none")
            : absl::StrCat(outcome.clusters[side], ", around ", Printable(centre.document, kNameWidth),
                           centre.block.empty() ? "" : ":", Printable(centre.block, 12));
    lines += Labelled(side == 0 ? "  a" : "  b", text);
  }
  return lines + Labelled("  so", outcome.why);
}

}  // namespace

std::string TerminalExplanation(const Explanation& explanation) {
  std::string text = BlockLines("a", explanation.a) + BlockLines("b", explanation.b);
  if (!explanation.never_compared.empty()) {
    absl::StrAppend(&text, "\nNever compared: ", explanation.never_compared, ".\n");
    return text;
  }
  return text + CandidateLines(explanation) + VerificationLines(explanation) + StoryLines(explanation) +
         ClusterLines(explanation);
}

}  // namespace copydesk
