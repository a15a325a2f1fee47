#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "copydesk/report.h"
#include "report/columns.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kColumnWidth = 47;
constexpr std::size_t kShownLines = 12;  // of a passage
constexpr std::size_t kShownPassages = 20;

std::string RelationLine(const Comparison& comparison) {
  std::string line(RelationName(comparison.relation));
  if (comparison.relation == Relation::kExact) {
    line += comparison.identical ? ", byte for byte" : ", but for case, punctuation or white space";
  }
  if (comparison.direction == Direction::kAInB) line += ", a is in b";
  if (comparison.direction == Direction::kBInA) line += ", b is in a";
  if (comparison.direction == Direction::kMutual) line += ", each is in the other";
  if (comparison.numbers_differ) line += ", numbers or names differ (template)";
  return line;
}

std::string StoryLine(const StoryComparison& story) {
  constexpr std::size_t kShownTerms = 6;
  constexpr std::size_t kTermsWidth = 60;
  std::string terms;
  for (std::size_t i = 0; i < std::min(story.terms.size(), kShownTerms); ++i) {
    absl::StrAppend(&terms, i == 0 ? "" : " ", story.terms[i].word);
  }
  std::string line = absl::StrFormat("story     %s likely the same", Likely(story.same_story));
  if (!terms.empty()) absl::StrAppend(&line, "; about ", Printable(terms, kTermsWidth));
  return line + "\n";
}

}  // namespace

std::string TerminalComparison(const Comparison& comparison, std::string_view name_a, std::string_view text_a,
                               std::string_view name_b, std::string_view text_b, const StoryComparison* story) {
  std::string text;
  text += absl::StrCat("a         ", Printable(name_a, 88), "\n");
  text += absl::StrCat("b         ", Printable(name_b, 88), "\n");
  text += absl::StrCat("relation  ", RelationLine(comparison), "\n");
  text += absl::StrFormat("shared    %s tokens in equal runs: %s of a, %s of b; %s of them quoted\n",
                          WithThousands(comparison.shared_tokens), Percent(comparison.share[0]),
                          Percent(comparison.share[1]), Percent(comparison.quoted));
  text += absl::StrFormat("shingles  Jaccard %.3f; %s of a are in b, %s of b in a\n", comparison.jaccard,
                          Percent(comparison.containment[0]), Percent(comparison.containment[1]));
  if (comparison.equivalence.has_value()) {
    text += absl::StrFormat("versions  %s likely of one text\n", Likely(*comparison.equivalence));
  }
  if (story != nullptr) text += StoryLine(*story);
  const std::size_t passages = comparison.spans.size();
  for (std::size_t i = 0; i < std::min(passages, kShownPassages); ++i) {
    const Span& span = comparison.spans[i];
    text += absl::StrFormat("\npassage %d of %d: %s equal tokens; bytes %d-%d of a, %d-%d of b\n", i + 1, passages,
                            WithThousands(span.tokens), span.a.begin, span.a.end, span.b.begin, span.b.end);
    const std::string_view a = text_a.substr(span.a.begin, span.a.end - span.a.begin);
    const std::string_view b = text_b.substr(span.b.begin, span.b.end - span.b.begin);
    text += SideBySide(WrapText(a, kColumnWidth), WrapText(b, kColumnWidth), kColumnWidth, kShownLines);
  }
  if (passages > kShownPassages) {
    text += absl::StrCat("\nand ", passages - kShownPassages, " more passages; --json gives them all\n");
  }
  return text;
}

}  // namespace copydesk
