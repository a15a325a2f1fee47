// An explanation for a person at a terminal.
#ifndef COPYDESK_TERMINAL_EXPLANATION_H_
#define COPYDESK_TERMINAL_EXPLANATION_H_

#include <string>

#include "copydesk/explanation.h"

namespace copydesk {

// At most 80 columns wide, ending with a line end. Text from input is made harmless (see Printable in
// copydesk/report.h).
[[nodiscard]] std::string TerminalExplanation(const Explanation& explanation);

// The same as one JSON object without a line end.
[[nodiscard]] std::string ExplanationJson(const Explanation& explanation);

}  // namespace copydesk

#endif  // COPYDESK_TERMINAL_EXPLANATION_H_
