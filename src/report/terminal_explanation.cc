#include "copydesk/terminal_explanation.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "copydesk/report.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kNameWidth = 40;
constexpr std::size_t kTitleWidth = 86;
constexpr std::size_t kShownTerms = 10;

std::string BlockLines(const char* label, const ExplainedBlock& block) {
  std::string lines = absl::StrFormat(
      "%s          %s, block %s (%s)\n           %s tokens, %s fingerprints; %s tokens of furniture set aside\n", label,
      Printable(block.name.document, kNameWidth), Printable(block.name.block, 20),
      std::string(BlockRoleName(block.role)), WithThousands(block.tokens), WithThousands(block.fingerprints),
      WithThousands(block.furniture));
  if (!block.title.empty()) absl::StrAppend(&lines, "           ", Printable(block.title, kTitleWidth), "\n");
  return lines;
}

std::string CandidateLines(const Explanation& explanation) {
  std::string lines = "\nCandidates by text\n";
  if (explanation.equal_content) lines += "  content     equal\n";
  const Estimate& estimate = explanation.estimated_jaccard;
  absl::StrAppendFormat(&lines, "  bands       %d of %d shared; estimated Jaccard %.2f (%.2f to %.2f)\n",
                        explanation.shared_bands, explanation.bands.bands, estimate.value, estimate.lower,
                        estimate.upper);
  if (explanation.comparison.has_value()) {
    absl::StrAppendFormat(&lines, "              a pair of Jaccard %.3f shares one with probability %.4f\n",
                          explanation.comparison->jaccard, explanation.band_probability);
  }
  absl::StrAppendFormat(&lines, "  passages    %s shared", WithThousands(explanation.shared_fingerprints));
  if (explanation.capped_fingerprints > 0) {
    absl::StrAppend(&lines, ", ", WithThousands(explanation.capped_fingerprints), " of them capped (--posting-cap)");
  }
  const std::string longest = explanation.longest_run > 0
                                  ? absl::StrCat("longest equal run ", explanation.longest_run, " tokens")
                                  : std::string("no equal run that counts");
  absl::StrAppendFormat(&lines, "\n              %s; one of %d tokens is always found\n", longest,
                        explanation.sure_run);
  absl::StrAppend(&lines, "  so          ",
                  explanation.is_text_candidate ? "the pair is compared" : "no text match is looked for", "\n");
  return lines;
}

std::string Amount(const Condition& condition, double value) {
  return condition.is_count ? absl::StrFormat("%.0f", value) : absl::StrFormat("%.3f", value);
}

// The condition that fails by the least, of those that fail.
const Condition* Nearest(const Explanation& explanation) {
  const Condition* nearest = nullptr;
  double best = -1;
  for (const Condition& condition : explanation.conditions) {
    if (condition.Holds() || condition.needed <= 0) continue;
    const double reached = condition.value / condition.needed;
    if (reached > best) nearest = &condition;
    best = std::max(best, reached);
  }
  return nearest;
}

std::string VerificationLines(const Explanation& explanation) {
  if (!explanation.comparison.has_value()) return "\nVerification\n  a text is not kept: nothing is compared\n";
  const Comparison& comparison = *explanation.comparison;
  std::string lines = absl::StrCat("\nVerification: ", ToAbsl(RelationName(comparison.relation)));
  if (comparison.numbers_differ) lines += ", a template (numbers or names differ): never contains";
  if (comparison.furniture[0] + comparison.furniture[1] > 0) {
    absl::StrAppendFormat(&lines, "; %d and %d tokens are furniture of their source and set aside",
                          comparison.furniture[0], comparison.furniture[1]);
  }
  if (comparison.equivalence.has_value()) {
    absl::StrAppendFormat(&lines, "; %s likely to be versions of one text", Likely(*comparison.equivalence));
  }
  lines += "\n";
  for (const Condition& condition : explanation.conditions) {
    absl::StrAppendFormat(&lines, "  %-9s %s %-29s %8s, needs %s\n", std::string(RelationName(condition.relation)),
                          condition.Holds() ? "yes" : "no ", std::string(condition.what),
                          Amount(condition, condition.value), Amount(condition, condition.needed));
  }
  const Condition* const nearest = Nearest(explanation);
  if (nearest != nullptr && comparison.relation < Relation::kNear) {
    absl::StrAppendFormat(&lines, "  nearest   %s: %s is %s, needs %s\n", std::string(RelationName(nearest->relation)),
                          std::string(nearest->what), Amount(*nearest, nearest->value),
                          Amount(*nearest, nearest->needed));
  }
  return lines;
}

std::string StoryLines(const Explanation& explanation) {
  if (explanation.model.empty()) return {};
  std::string lines = "\nStory: ";
  if (!explanation.same_story.has_value()) {
    const bool apart = explanation.hours_apart.has_value() && explanation.window_hours > 0 &&
                       *explanation.hours_apart > explanation.window_hours;
    lines += apart ? absl::StrFormat("not scored: %.0f hours apart, the window is %.0f\n", *explanation.hours_apart,
                                     explanation.window_hours)
                   : std::string("not scored: a block has no terms\n");
    return lines;
  }
  absl::StrAppendFormat(&lines, "%s, at %.3f; one story from %.2f\n",
                        *explanation.same_story >= explanation.story_threshold ? "the same" : "not the same",
                        *explanation.same_story, explanation.story_threshold);
  if (explanation.hours_apart.has_value()) {
    absl::StrAppendFormat(&lines, "  times     %.1f hours apart; the window is %.0f\n", *explanation.hours_apart,
                          explanation.window_hours);
  } else {
    lines += "  times     not both known: no window\n";
  }
  absl::StrAppendFormat(&lines, "  terms     %d of those that pairs are found by are shared\n",
                        explanation.shared_terms);
  for (std::size_t i = 0; i < std::min(explanation.terms.size(), kShownTerms); ++i) {
    absl::StrAppendFormat(&lines, "            %-30s %.3f\n", Printable(explanation.terms[i].word, 30),
                          explanation.terms[i].weight);
  }
  absl::StrAppend(&lines, "  model     ", explanation.model, "\n");
  return lines;
}

}  // namespace

std::string TerminalExplanation(const Explanation& explanation) {
  std::string text = BlockLines("a", explanation.a) + BlockLines("b", explanation.b);
  if (!explanation.never_compared.empty()) {
    absl::StrAppend(&text, "\nNever compared: ", explanation.never_compared, ".\n");
    return text;
  }
  return text + CandidateLines(explanation) + VerificationLines(explanation) + StoryLines(explanation);
}

}  // namespace copydesk
