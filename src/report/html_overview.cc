// The head of the report, and the details of the run at its end.
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "copydesk/version.h"
#include "report/cautions.h"
#include "report/html_facts.h"
#include "report/html_parts.h"
#include "report/html_sections.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kShownModels = 8;

}  // namespace

void WriteCount(std::uint64_t count, Markup label, HtmlWriter* html) {
  *html << "<li><b>" << WithThousands(count) << "</b> " << label << "</li>\n";
}

void WriteFact(Markup name, const std::string& value, HtmlWriter* html) {
  *html << "<dt>" << name << "</dt><dd>" << value << "</dd>\n";
}

void WriteNotes(const Summary& summary, std::span<const std::string> left_out, HtmlWriter* html) {
  std::vector<std::string> notes = Cautions(summary);
  for (const std::string& sentence : left_out) notes.push_back(absl::StrCat("To keep this file small, ", sentence));
  if (notes.empty()) return;
  *html << "<div class=\"notes\"><h2>To know</h2><ul>\n";
  for (const std::string& note : notes) *html << "<li>" << note << ".</li>\n";
  *html << "</ul></div>\n";
}

void WriteScanFacts(const Summary& summary, HtmlWriter* html) {
  const RelationRules& rules = summary.rules;
  WriteFact("near",
            absl::StrFormat("Jaccard of %d-word shingles at least %.2f, or shared runs cover %s of the longer text",
                            rules.shingle, rules.near_jaccard, Percent(rules.near_share)),
            html);
  WriteFact("contains", absl::StrFormat("shared runs cover %s of the shorter text", Percent(rules.contains_share)),
            html);
  WriteFact(
      "shared run",
      absl::StrFormat("at least %d equal words; %d words in all, %d of them outside quotations, or %d outside them",
                      rules.run, rules.min_shared, rules.min_own, rules.min_own_alone),
      html);
  if (summary.bands.bands > 0) {
    WriteFact("bands",
              absl::StrFormat("%d of %d rows; expected recall at the near threshold %s", summary.bands.bands,
                              summary.bands.rows, Percent(summary.recall)),
              html);
  }
  WriteFact("configuration", Shortened(summary.configuration, kReportLineBytes), html);
  WriteFact("fingerprint", absl::StrFormat("%016x", summary.fingerprint), html);
}

void WriteOverview(const ReportContext& context, HtmlWriter* html) {
  static const Summary kNoSummary;
  const Summary& summary = context.report.summary != nullptr ? *context.report.summary : kNoSummary;
  *html << "<header><h1>What was found</h1>\n<p class=\"lead\">" << Counted(summary.documents, "document", "documents");
  if (summary.added.blocks > summary.documents) *html << ", " << Counted(summary.added.blocks, "block", "blocks");
  *html << ", " << HumanBytes(summary.added.text_bytes) << " of text";
  if (summary.reader.files > 0) *html << ", from " << Counted(summary.reader.files, "file", "files");
  *html << ".</p>\n<ul class=\"counts\">\n";
  const std::size_t stories = context.report.stories.size();
  WriteCount(stories, stories == 1 ? Markup("story") : Markup("stories"), html);
  const std::size_t clusters = context.report.clusters.size();
  WriteCount(clusters, clusters == 1 ? Markup("cluster of copies") : Markup("clusters of copies"), html);
  WriteCount(summary.clustered_blocks, "texts in clusters", html);
  WriteCount(summary.attached_blocks, "parts of them elsewhere", html);
  *html << "</ul>\n<p class=\"matches\">Matches: ";
  bool is_first = true;
  for (const auto& [relation, count] : summary.matches) {
    if (!is_first) *html << ", ";
    is_first = false;
    *html << RelationName(relation) << " " << WithThousands(count);
  }
  if (is_first) *html << "none";
  *html << ".</p>\n";
  WriteNotes(summary, context.left_out, html);
  *html << "</header>\n";
}

absl::Status WriteRunDetails(const ReportContext& context, HtmlWriter* html) {
  *html << "<section id=\"run\"><h2>How it was found</h2>\n<dl class=\"run\">\n";
  if (context.report.summary != nullptr) WriteScanFacts(*context.report.summary, html);
  std::set<std::string> models;
  COPYDESK_RETURN_IF_ERROR(context.report.matches->ForEach([&](const Match& match) {
    if (!match.model.empty() && models.size() < kShownModels) models.insert(match.model);
    return absl::OkStatus();
  }));
  for (const std::string& model : models) WriteFact("model", Shortened(model, kReportLineBytes), html);
  WriteFact("evidence",
            context.report.evidence == Evidence::kFull    ? "whole texts"
            : context.report.evidence == Evidence::kSpans ? "aligned passages and first words"
                                                          : "figures, titles and terms only",
            html);
  WriteFact("version", absl::StrCat("copydesk ", ToAbsl(Version())), html);
  *html << "</dl>\n<p class=\"quiet\">The figures say how far texts resemble one another. They do not say who wrote "
           "first, "
           "nor whether a use was permitted.</p></section>\n";
  return absl::OkStatus();
}

}  // namespace copydesk
