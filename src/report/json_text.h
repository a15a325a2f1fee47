// JSON as results are printed in it.
#ifndef COPYDESK_REPORT_JSON_TEXT_H_
#define COPYDESK_REPORT_JSON_TEXT_H_

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "copydesk/document.h"
#include "copydesk/terms.h"

namespace copydesk {

using Json = nlohmann::ordered_json;

// JSON text in UTF-8, in which the control characters that JSON allows in strings are escaped as well: it is printed to
// terminals and put into pages.
[[nodiscard]] std::string Dump(const Json& json, int indent = -1);

// To four decimals.
[[nodiscard]] double Rounded(double value);
// To two.
[[nodiscard]] double RoundedWeight(double value);
[[nodiscard]] Json Shares(const std::array<double, 2>& shares);

// A document that is compared as a whole has no block of a name.
[[nodiscard]] Json NameJson(const BlockName& name);

// Null for an empty string: a value that is not known.
[[nodiscard]] Json Optional(const std::string& value);

[[nodiscard]] Json TermsJson(const std::vector<SharedTerm>& terms);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_JSON_TEXT_H_
