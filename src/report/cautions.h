// What a reader of results must know about them: inputs that were not read, caps that acted.
#ifndef COPYDESK_REPORT_CAUTIONS_H_
#define COPYDESK_REPORT_CAUTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "copydesk/report.h"

namespace copydesk {

// "1 text", "1,234 texts".
[[nodiscard]] std::string Counted(std::uint64_t count, const char* one, const char* many);

// One sentence each, without a full stop; empty when there is nothing to know.
[[nodiscard]] std::vector<std::string> Cautions(const Summary& summary);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_CAUTIONS_H_
