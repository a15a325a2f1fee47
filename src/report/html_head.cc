#include "report/html_head.h"

#include <array>
#include <span>

#include "report_assets.h"

namespace copydesk {
namespace {

constexpr std::array kScanStyles = {kReportStyle};
constexpr std::array kScanScripts = {kReportScript};
constexpr std::array kAuditStyles = {kReportStyle, kChartsStyle, kAuditStyle, kAuditTextStyle};
// Each needs those before it.
constexpr std::array kAuditScripts = {
    kChartsScript,      kAuditBaseScript,     kAuditListScript,  kAuditOverviewScript, kAuditGroupsScript,
    kAuditTablesScript, kAuditPassagesScript, kAuditTextsScript, kAuditGroupScript,    kAuditPagesScript};

std::span<const Asset> StylesOf(ReportPage page) {
  if (page == ReportPage::kAudit) return kAuditStyles;
  return kScanStyles;
}

std::span<const Asset> ScriptsOf(ReportPage page) {
  if (page == ReportPage::kAudit) return kAuditScripts;
  return kScanScripts;
}

void WriteHashes(std::span<const Asset> assets, HtmlWriter* html) {
  for (const Asset& asset : assets) *html << " 'sha256-" << asset.hash << "'";
}

}  // namespace

void WriteHead(ReportPage page, Markup title, HtmlWriter* html) {
  *html << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src";
  WriteHashes(StylesOf(page), html);
  *html << "; script-src";
  WriteHashes(ScriptsOf(page), html);
  *html << "; base-uri 'none'; form-action 'none'\">\n"
        << "<meta name=\"referrer\" content=\"no-referrer\">\n"
        << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        << "<meta name=\"color-scheme\" content=\"light dark\">\n"
        << "<title>" << title << "</title>\n";
  for (const Asset& style : StylesOf(page)) *html << "<style>" << style.text << "</style>\n";
  *html << "</head>\n<body>\n";
}

void WriteScripts(ReportPage page, HtmlWriter* html) {
  for (const Asset& script : ScriptsOf(page)) *html << "<script>" << script.text << "</script>\n";
}

}  // namespace copydesk
