// The lines that end reports of Reuters: "(Reporting by Jane Doe; Editing by John Roe)", "Our Standards: The Thomson
// Reuters Trust Principles."
#ifndef COPYDESK_WIRE_REPORTING_LINE_H_
#define COPYDESK_WIRE_REPORTING_LINE_H_

#include <string_view>
#include <vector>

#include "copydesk/block.h"

namespace copydesk {

// Appends their places in text[line], ascending. They name no agency; the form is that of Reuters, where it names who
// reported and who edited or wrote. At most 1,200 bytes each; linear.
void FindReportingLines(std::string_view text, TextRange line, std::vector<TextRange>* found);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_REPORTING_LINE_H_
