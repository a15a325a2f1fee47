// Random text as an attacker would choose it, and what may never reach a terminal.
#ifndef COPYDESK_TESTS_REPORT_HOSTILE_TEXT_H_
#define COPYDESK_TESTS_REPORT_HOSTILE_TEXT_H_

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

// Up to `max_pieces` pieces: words, control characters, escape sequences, bidirectional controls, marks, wide
// characters, bytes that are not UTF-8.
[[nodiscard]] std::string HostileText(std::mt19937_64& random, std::size_t max_pieces);

// A code point in UTF-8; U+FFFD for a surrogate.
[[nodiscard]] std::string Utf8Of(char32_t c);

// What is wrong with text for a terminal: bytes that are not UTF-8, and control and bidirectional characters other than
// a line end. Empty when it is harmless.
[[nodiscard]] std::string FindHarm(std::string_view text);

// Columns as the C library counts them, without the library's own tables.
[[nodiscard]] std::size_t ColumnsOf(std::string_view text);

[[nodiscard]] std::vector<std::string> LinesOf(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_REPORT_HOSTILE_TEXT_H_
