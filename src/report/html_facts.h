// Counts, notes and facts of a run, as both reports show them.
#ifndef COPYDESK_REPORT_HTML_FACTS_H_
#define COPYDESK_REPORT_HTML_FACTS_H_

#include <cstdint>
#include <span>
#include <string>

#include "copydesk/report.h"
#include "report/html_writer.h"

namespace copydesk {

// An item of a list: "<b>12</b> stories".
void WriteCount(std::uint64_t count, Markup label, HtmlWriter* html);

// A term and what it is, of a list of definitions.
void WriteFact(Markup name, const std::string& value, HtmlWriter* html);

// What a reader must know: the cautions, and what was left out to keep the file small (sentences without a full stop).
// Nothing where there is nothing to know.
void WriteNotes(const Summary& summary, std::span<const std::string> left_out, HtmlWriter* html);

// Rules, bands, configuration and fingerprint, each by WriteFact.
void WriteScanFacts(const Summary& summary, HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_FACTS_H_
