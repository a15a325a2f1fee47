#include "copydesk/audit_html.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/audit_sections.h"
#include "report/cautions.h"
#include "report/html_facts.h"
#include "report/html_head.h"
#include "report/html_limits.h"
#include "report/html_parts.h"

namespace copydesk {
namespace {

template <typename T>
const T& OrDefault(const T* given) {
  static const T kDefault;
  return given != nullptr ? *given : kDefault;
}

std::size_t ReprintsOf(const CopyGroup& group) {
  return static_cast<std::size_t>(std::count_if(group.reuse.begin(), group.reuse.end(), [](const Reuse& reuse) {
    return reuse.verdict == PolicyVerdict::kCounts;
  }));
}

// The places of all members in time. Rows that name no member are passed over.
void PlaceInTime(AuditContext* context) {
  const std::vector<CopyGroup>& groups = context->audit.groups;
  context->first_place.assign(groups.size() + 1, 0);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    context->first_place[i + 1] = context->first_place[i] + groups[i].members.size();
  }
  context->places.resize(context->first_place.back());
  for (const TimelineRow& row : context->tables.timeline) {
    if (row.group >= groups.size() || row.member >= groups[row.group].members.size()) continue;
    context->places[context->first_place[row.group] + row.member] = {row.place, row.lag};
  }
}

void WriteData(std::string_view id, std::size_t number, std::string_view json, HtmlWriter* html) {
  *html << "<script type=\"application/json\" id=\"" << id << number << "\">" << ScriptJson{json} << "</script>\n";
}

void NoteLeftOut(std::size_t groups, const char* what, AuditContext* context) {
  if (groups == 0) return;
  context->left_out.push_back(absl::StrCat(what, " of ", Counted(groups, "group", "groups"), " are left out"));
}

// The data of the groups, those with the most reprints that count first, as far as the bounds go.
absl::Status WriteGroups(AuditContext* context, HtmlWriter* html) {
  std::vector<std::size_t> reprints(context->listed);
  for (std::size_t i = 0; i < context->listed; ++i) reprints[i] = ReprintsOf(context->audit.groups[i]);
  std::vector<std::size_t> order(context->listed);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return reprints[x] > reprints[y]; });
  std::size_t member_bytes = 0;
  std::size_t passage_bytes = 0;
  std::size_t text_bytes = 0;
  std::size_t cut = 0;
  for (const std::size_t number : order) {
    std::uint8_t& shown = context->shown[number];
    if (member_bytes < kAuditMemberBytes) {
      const std::string members = MakeGroupMembers(number, context);
      member_bytes += members.size();
      WriteData("members-", number, members, html);
      shown |= kShowsMembers;
      cut += context->audit.groups[number].members.size() > kAuditMembers ? 1 : 0;
    }
    if (passage_bytes < kAuditPassageBytes) {
      COPYDESK_ASSIGN_OR_RETURN(const std::string passages, MakeGroupPassages(number, context));
      passage_bytes += passages.size();
      WriteData("passages-", number, passages, html);
      shown |= kShowsPassages;
    }
    if (text_bytes < kAuditTextBytes) {
      COPYDESK_ASSIGN_OR_RETURN(const std::string texts, MakeGroupTexts(number, context));
      text_bytes += texts.size();
      if (texts.empty()) continue;
      WriteData("texts-", number, texts, html);
      shown |= kShowsTexts;
    }
  }
  const auto without = [&](GroupParts part) {
    return static_cast<std::size_t>(std::count_if(context->shown.begin(), context->shown.end(),
                                                  [&](std::uint8_t parts) { return (parts & part) == 0; }));
  };
  NoteLeftOut(without(kShowsMembers), "titles, addresses and figures of the articles", context);
  NoteLeftOut(cut, absl::StrCat("articles beyond the first ", WithThousands(kAuditMembers)).c_str(), context);
  NoteLeftOut(without(kShowsPassages), "tables of passages", context);
  if (context->ShowsText()) NoteLeftOut(without(kShowsTexts), "texts side by side", context);
  return absl::OkStatus();
}

void WriteAuditNavigation(HtmlWriter* html) {
  *html << "<a class=\"skip\" href=\"#main\">To the results</a>\n<nav aria-label=\"Sections\"><strong>copydesk "
           "audit</strong>"
        // Shown by the scripts, which make these pages.
        << "<ul id=\"pages\" hidden>\n<li><a href=\"#/overview\">Overview</a></li>\n"
        << "<li><a href=\"#/groups\">Groups</a></li>\n<li><a href=\"#/outlets\">Outlets</a></li>\n"
        << "<li><a href=\"#/agencies\">Agencies</a></li>\n<li><a href=\"#/matrix\">Outlet × agency</a></li>\n"
        << "<li><a href=\"#/flows\">Who copies whom</a></li>\n<li><a href=\"#/conflicts\">Conflicts</a></li>\n"
        << "<li><a href=\"#/statuses\">Statuses</a></li>\n<li><a href=\"#/policy\">Policy</a></li>\n</ul></nav>\n";
}

void WriteAuditOverview(const AuditContext& context, HtmlWriter* html) {
  const CollectionAudit& audit = context.audit;
  ReuseCounts all;
  std::uint32_t quotations = 0;
  for (const CopyGroup& group : audit.groups) {
    for (const Reuse& reuse : group.reuse) {
      if (reuse.verdict != PolicyVerdict::kCounts) continue;
      ++all.reprints;
      quotations += reuse.credit == ReuseCredit::kQuotationOnly ? 1 : 0;
      all.no_credit_found += reuse.credit == ReuseCredit::kNoCreditFound ? 1 : 0;
      all.unknown += reuse.credit == ReuseCredit::kUnknown ? 1 : 0;
      all.credited_verbatim += reuse.credit == ReuseCredit::kCreditedVerbatim ? 1 : 0;
      all.credited_altered += reuse.credit == ReuseCredit::kCreditedAltered ? 1 : 0;
    }
  }
  *html << "<header id=\"overview\"><h1>Who printed whose text</h1>\n<p class=\"lead\">"
        << Counted(audit.articles.size(), "article", "articles") << " of "
        << Counted(context.tables.outlets.size(), "outlet", "outlets") << ". "
        << Counted(audit.groups.size(), "group", "groups") << " of articles that share copy";
  if (audit.all_groups > audit.groups.size()) {
    *html << ", of " << WithThousands(audit.all_groups) << " in all: those that were asked for";
  }
  *html << ".</p>\n<ul class=\"counts\">\n";
  WriteCount(audit.groups.size(), audit.groups.size() == 1 ? Markup("group") : Markup("groups"), html);
  WriteCount(all.reprints, all.reprints == 1 ? Markup("reprint") : Markup("reprints"), html);
  WriteCount(all.credited_verbatim, "credited, verbatim", html);
  WriteCount(all.credited_altered, "credited, altered", html);
  WriteCount(all.no_credit_found, "no credit found", html);
  WriteCount(all.unknown, "credit unknown", html);
  if (quotations > 0) WriteCount(quotations, "quotations only", html);
  *html << "</ul>\n<p class=\"quiet\">A reprint is what the <a href=\"#/policy\">policy</a> counts as one. “No credit "
           "found” is said of the extracted text, never of what was published.</p>\n";
  WriteNotes(context.summary, context.left_out, html);
  *html << "</header>\n";
}

}  // namespace

absl::StatusOr<std::string> WriteAuditHtml(const AuditHtml& report) {
  ReportTexts texts(report.load);
  AuditContext context{.report = report,
                       .summary = OrDefault(report.summary),
                       .audit = OrDefault(report.audit),
                       .tables = OrDefault(report.tables),
                       .options = OrDefault(report.options),
                       .texts = &texts};
  PlaceInTime(&context);
  COPYDESK_RETURN_IF_ERROR(ListGroups(&context));
  HtmlWriter groups;
  COPYDESK_RETURN_IF_ERROR(WriteGroups(&context, &groups));
  const std::string index = MakeAuditIndex(&context);

  HtmlWriter html;
  WriteHead(ReportPage::kAudit, "copydesk audit", &html);
  WriteAuditNavigation(&html);
  html << "<main id=\"main\" tabindex=\"-1\">\n";
  WriteAuditOverview(context, &html);
  html
      << "<noscript><p class=\"notes\">Groups, tables and texts are in this file, and shown by its scripts, which this "
         "browser does not run. They use no network.</p></noscript>\n<div id=\"view\"></div>\n";
  WriteAuditPolicy(context, &html);
  html << "</main>\n<script type=\"application/json\" id=\"index\">" << ScriptJson{index} << "</script>\n" << groups;
  WriteScripts(ReportPage::kAudit, &html);
  html << "</body>\n</html>\n";
  return std::move(html).Take();
}

}  // namespace copydesk
