// The small parts that the sections of the report are made of.
#ifndef COPYDESK_REPORT_HTML_PARTS_H_
#define COPYDESK_REPORT_HTML_PARTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "copydesk/html_report.h"
#include "report/html_writer.h"
#include "report/report_texts.h"

namespace copydesk {

// `text` if it is not longer, else its first `bytes` bytes and an ellipsis.
[[nodiscard]] std::string Shortened(std::string_view text, std::size_t bytes);

// A line of text of the input, in a direction of its own.
void WriteLine(std::string_view text, HtmlWriter* html);

// A bar and the share as a number: "91 %".
void WriteBar(double share, HtmlWriter* html);

// ISO 8601 as people write it ("2026-03-03 13:05 +01:00"); other text as it is.
[[nodiscard]] std::string ReadableTime(std::string_view time);

// Outlet, time, name of the document, link: what is known of where a block stood.
void WriteOrigin(const ShownBlock& shown, HtmlWriter* html);

// "main article", "digest item" ...
[[nodiscard]] Markup RoleLabel(BlockRole role);

// The letter of a story, as a link to it.
struct StoryBadge {
  std::size_t number = 0;  // from 0
};
[[nodiscard]] std::string StoryLetters(std::size_t number);  // A, B ... Z, AA, AB ...
void WriteBadge(const StoryBadge& badge, bool link, HtmlWriter* html);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_PARTS_H_
