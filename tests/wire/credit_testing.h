// What tests of credits have in common.
#ifndef COPYDESK_TESTS_WIRE_CREDIT_TESTING_H_
#define COPYDESK_TESTS_WIRE_CREDIT_TESTING_H_

#include <string>
#include <string_view>
#include <vector>

#include "copydesk/credit.h"

namespace copydesk {

// Running text without credits: a paragraph of it.
inline constexpr std::string_view kParagraph =
    "The harbour was closed for the third day on Friday while engineers looked for the cause of the collapse.";

// "kind agency: text" of each credit that is found in `text`, which is one article of one part.
std::vector<std::string> CreditsIn(std::string_view text);

// Those of a line that stands above two paragraphs of running text, between them, and below them.
std::vector<std::string> CreditsAbove(std::string_view line);
std::vector<std::string> CreditsAmid(std::string_view line);
std::vector<std::string> CreditsBelow(std::string_view line);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_WIRE_CREDIT_TESTING_H_
