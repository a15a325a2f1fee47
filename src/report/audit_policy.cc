// What the figures rest on: rules, exclusions, what was asked for.
#include <algorithm>
#include <span>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "copydesk/version.h"
#include "report/audit_sections.h"
#include "report/cautions.h"
#include "report/html_facts.h"
#include "report/html_limits.h"
#include "report/html_parts.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kShownNames = 40;

std::string Listed(std::span<const std::string> names) {
  std::string listed;
  for (const std::string& name : names.first(std::min(names.size(), kShownNames))) {
    absl::StrAppend(&listed, listed.empty() ? "" : ", ", Shortened(name, kReportLineBytes));
  }
  if (names.size() > kShownNames) absl::StrAppend(&listed, " and ", names.size() - kShownNames, " more");
  return listed;
}

void WriteExclusions(const AuditRules& rules, HtmlWriter* html) {
  std::vector<std::string> excluded = {"forms of credits"};
  if (rules.exclude_furniture) excluded.emplace_back("furniture of sites");
  if (rules.exclude_quotations) excluded.emplace_back("quotations, embedded posts and captions");
  if (rules.phrases.size() > 0) {
    excluded.push_back(Counted(rules.phrases.size(), "phrase of a list", "phrases of a list"));
  }
  WriteFact("left out of account", absl::StrCat(absl::StrJoin(excluded, "; "), "; and words that are equal to these"),
            html);
  if (!rules.exclude_furniture) WriteFact("counted though", "furniture of sites", html);
  WriteFact("texts that may be reused", rules.sources.empty() ? "none were named" : Listed(rules.sources), html);
}

void WriteSelection(const AuditOptions& options, HtmlWriter* html) {
  if (options.since.has_value()) {
    WriteFact("since",
              absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::FromUnixSeconds(*options.since), absl::UTCTimeZone()), html);
  }
  if (!options.outlets.empty()) WriteFact("outlets asked for", Listed(options.outlets), html);
  if (!options.origins.empty()) WriteFact("agencies asked for", Listed(options.origins), html);
}

}  // namespace

void WriteAuditPolicy(const AuditContext& context, HtmlWriter* html) {
  const AuditRules& rules = context.options.rules;
  *html
      << "<section id=\"policy\"><h1>Policy</h1>\n<p class=\"lead\">What counts as a reprint here, what is left out of "
         "account, and how the groups were found.</p>\n<dl class=\"run\">\n";
  WriteFact("a reprint",
            absl::StrFormat("keeps at least %s of the words of its source, and at least %d of them",
                            Percent(rules.min_share), rules.min_words),
            html);
  WriteFact("kept text", absl::StrFormat("begins with a run of at least %d equal words", rules.run), html);
  WriteFact(
      "credited, verbatim",
      absl::StrFormat("at most %.1f %% of its words are changed or added; cuts are no change", 100 * rules.max_altered),
      html);
  WriteFact("quotation only",
            absl::StrFormat("fewer than %d kept words are outside quotations, posts and captions", rules.min_own),
            html);
  WriteFact("no credit found",
            "in the extracted text, which has the places where credits stand. What was published may "
            "have had one",
            html);
  WriteFact("credit unknown", "none was found, and a place where credits stand was not captured", html);
  WriteExclusions(rules, html);
  WriteSelection(context.options, html);
  WriteFact("agencies known", WithThousands(context.options.agencies.agencies().size()), html);
  WriteFact("texts in this file",
            context.report.evidence == Evidence::kFull    ? "whole"
            : context.report.evidence == Evidence::kSpans ? "aligned passages with some words around them"
                                                          : "none: figures and titles only",
            html);
  *html << "</dl>\n<h2>How the groups were found</h2>\n<dl class=\"run\">\n";
  if (context.report.summary != nullptr) WriteScanFacts(context.summary, html);
  WriteFact("version", absl::StrCat("copydesk ", ToAbsl(Version())), html);
  *html
      << "</dl>\n<p class=\"quiet\">The figures say how far texts resemble one another and what was reused. An origin "
         "is a conclusion from evidence; its confidence is a share of that evidence, and no probability. Nothing here "
         "says whether a use was permitted.</p></section>\n";
}

}  // namespace copydesk
