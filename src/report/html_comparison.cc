#include "report/html_comparison.h"

#include <array>

#include "absl/strings/str_format.h"
#include "report/aligned_marks.h"
#include "report/html_parts.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kCharactersOfLongWords = 18;

// Classes of report.css: neighbouring passages differ in tint.
constexpr std::array<Markup, 3> kTints = {Markup("t0"), Markup("t1"), Markup("t2")};

constexpr std::array<Markup, 6> kRelationClasses = {Markup("none"),     Markup("quote"), Markup("overlap"),
                                                    Markup("contains"), Markup("near"),  Markup("exact")};

std::vector<ExcerptPiece> ExcerptOf(const ShownBlock& shown, std::vector<Mark> marks, Evidence evidence) {
  if (shown.block == nullptr) return {};
  const ExcerptRule rule{.whole = evidence == Evidence::kFull};
  return MakeExcerpt(shown.document->text, shown.block->parts, std::move(marks), rule);
}

// has[i]: passage number i begins in the pieces.
std::vector<bool> NumbersOf(const std::vector<ExcerptPiece>& pieces) {
  std::vector<bool> has(kReportSpans + 1);
  for (const ExcerptPiece& piece : pieces) {
    if (piece.begins && piece.number < has.size()) has[piece.number] = true;
  }
  return has;
}

struct Side {
  Markup letter;
  Markup other;
};

void WritePassageNumber(const ExcerptPiece& piece, const std::vector<bool>& counterparts, const Side& side,
                        std::size_t comparison, HtmlWriter* html) {
  *html << "<a class=\"passage\" dir=\"ltr\" id=\"p" << comparison << side.letter << piece.number << "\"";
  if (piece.number < counterparts.size() && counterparts[piece.number]) {
    *html << " href=\"#p" << comparison << side.other << piece.number << "\"";
  }
  *html << "><span class=\"sr\">Passage </span>" << piece.number << "</a>";
}

void WritePieces(const std::vector<ExcerptPiece>& pieces, const std::vector<bool>& counterparts, const Side& side,
                 std::size_t comparison, HtmlWriter* html) {
  for (const ExcerptPiece& piece : pieces) {
    switch (piece.kind) {
      case ExcerptPiece::Kind::kText:
        *html << piece.text;
        break;
      case ExcerptPiece::Kind::kMarked:
      case ExcerptPiece::Kind::kDiffers:
        if (piece.text.empty()) {
          *html << "<span class=\"missing\" dir=\"ltr\" title=\"The other text has words here\">‸</span>";
          break;
        }
        if (piece.kind == ExcerptPiece::Kind::kMarked) {
          *html << "<mark class=\"" << kTints[piece.number % kTints.size()] << "\">";
        } else {
          *html << "<mark class=\"differs\">";
        }
        if (piece.begins) WritePassageNumber(piece, counterparts, side, comparison, html);
        *html << piece.text << "</mark>";
        break;
      case ExcerptPiece::Kind::kOmitted:
        WriteOmission(piece, html);
        break;
      case ExcerptPiece::Kind::kBreak:
        WriteGap(html);
        break;
    }
  }
}

void WriteColumn(const ShownBlock& shown, const std::vector<ExcerptPiece>& pieces,
                 const std::vector<bool>& counterparts, const Side& side, std::size_t comparison, HtmlWriter* html) {
  *html << "<section class=\"column\"><h4>";
  WriteLine(shown.Title(true), html);
  *html << "</h4>";
  WriteOrigin(shown, html);
  if (shown.document->text.empty()) {
    *html << "<p class=\"quiet\">Its text was not kept.</p></section>\n";
    return;
  }
  *html << "<div class=\"text\" dir=\"auto\" lang=\"\">";
  WritePieces(pieces, counterparts, side, comparison, html);
  *html << "</div></section>\n";
}

}  // namespace

void WriteOmission(const ExcerptPiece& piece, HtmlWriter* html) {
  const bool by_words = piece.characters <= piece.words * kCharactersOfLongWords;
  const std::string count = WithThousands(by_words ? piece.words : piece.characters);
  *html << " <span class=\"omitted\" lang=\"en\" dir=\"ltr\">… " << count;
  if (by_words) {
    *html << (piece.words == 1 ? Markup(" word …</span> ") : Markup(" words …</span> "));
  } else {
    *html << " characters …</span> ";
  }
}

void WriteGap(HtmlWriter* html) {
  *html << " <span class=\"gap\" dir=\"ltr\" title=\"Other text of the page stands here\">⋯</span> ";
}

void WriteRelation(const Match& match, bool swapped, HtmlWriter* html) {
  const Comparison& comparison = match.comparison;
  if (!match.verified) {
    *html << "<span class=\"relation none\">not verified</span>";
    return;
  }
  const Markup kind = kRelationClasses[static_cast<std::size_t>(comparison.relation) % kRelationClasses.size()];
  *html << "<span class=\"relation " << kind << "\">" << kind << "</span>";
  if (comparison.relation == Relation::kExact) {
    *html << (comparison.identical ? Markup(" byte for byte") : Markup(" but for case, punctuation or white space"));
  }
  const bool left_in_right = comparison.direction == (swapped ? Direction::kBInA : Direction::kAInB);
  if (comparison.direction == Direction::kMutual) {
    *html << " each in the other";
  } else if (comparison.direction != Direction::kNone) {
    *html << (left_in_right ? Markup(" the first text is in the second") : Markup(" the second text is in the first"));
  }
  if (comparison.numbers_differ)
    *html << " <span class=\"note\">its numbers or names differ: a recurring report</span>";
}

void WriteFigures(const Match& match, bool swapped, HtmlWriter* html) {
  const Comparison& comparison = match.comparison;
  *html << "<p class=\"figures\">";
  if (match.verified && comparison.relation != Relation::kNone) {
    const std::size_t left = swapped ? 1 : 0;
    *html << WithThousands(comparison.shared_tokens)
          << (comparison.shared_tokens == 1 ? Markup(" word") : Markup(" words"))
          << " in equal runs: " << Percent(comparison.share[left]) << " of the first text, "
          << Percent(comparison.share[1 - left]) << " of the second; " << Percent(comparison.quoted)
          << " of them quoted. Jaccard " << absl::StrFormat("%.2f", comparison.jaccard) << ".";
  } else if (match.estimated_jaccard.has_value()) {
    *html << "Estimated from signatures: Jaccard between " << absl::StrFormat("%.2f", match.estimated_jaccard->lower)
          << " and " << absl::StrFormat("%.2f", match.estimated_jaccard->upper) << ".";
  }
  if (match.same_story.has_value()) *html << " Same story: " << Percent(*match.same_story) << ".";
  if (match.evidence.link) *html << " Same link.";
  *html << "</p>";
}

void WriteComparison(const ComparedPair& pair, Markup title, ReportContext* context, HtmlWriter* html) {
  if (pair.match == nullptr) return;
  const Match& match = *pair.match;
  const bool is_identical =
      match.verified && match.comparison.relation == Relation::kExact && match.comparison.identical;
  const bool shows_texts = context->HasRoomForText(*html) && !is_identical;
  *html << "<details class=\"compare\"><summary>" << title << "</summary>";
  WriteFigures(match, pair.swapped, html);
  if (!shows_texts) {
    if (is_identical) {
      *html << "<p class=\"quiet\">Both texts are the same, byte for byte.</p>";
    } else if (context->ShowsText()) {
      *html << "<p class=\"quiet\">The texts are left out here, to keep this file small.</p>";
    }
    *html << "</details>\n";
    return;
  }
  const std::size_t comparison = ++context->comparisons;
  std::array<std::vector<Mark>, 2> marks =
      AlignedMarks(pair.left.document->text, pair.right.document->text, match.comparison.spans, pair.swapped);
  const std::vector<ExcerptPiece> left = ExcerptOf(pair.left, std::move(marks[0]), context->report.evidence);
  const std::vector<ExcerptPiece> right = ExcerptOf(pair.right, std::move(marks[1]), context->report.evidence);
  *html << "<div class=\"columns\">";
  WriteColumn(pair.left, left, NumbersOf(right), {.letter = "a", .other = "b"}, comparison, html);
  WriteColumn(pair.right, right, NumbersOf(left), {.letter = "b", .other = "a"}, comparison, html);
  *html << "</div>";
  if (match.comparison.spans.size() > kReportSpans) {
    *html << "<p class=\"quiet\">The first " << kReportSpans << " of " << WithThousands(match.comparison.spans.size())
          << " passages are marked.</p>";
  }
  *html << "</details>\n";
}

}  // namespace copydesk
