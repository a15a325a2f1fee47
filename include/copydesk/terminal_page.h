// A page as a person reads of it on a terminal: its blocks, and the stories that appear in several of them.
#ifndef COPYDESK_TERMINAL_PAGE_H_
#define COPYDESK_TERMINAL_PAGE_H_

#include <span>
#include <string>
#include <string_view>

#include "copydesk/cluster.h"
#include "copydesk/detector.h"
#include "copydesk/match.h"

namespace copydesk {

// At most 100 columns wide, ending with a line end. `stories` are those of the whole run, `matches` at least those of
// which the page is the first side, sorted; a story is told when at least two of the page's blocks are in it, directly
// or through a duplicate cluster. Text from input is made harmless (see Printable in copydesk/report.h).
[[nodiscard]] std::string TerminalPage(const DocumentView& page, std::string_view text, const Stories& stories,
                                       const Clusters& clusters, std::span<const Match> matches);

}  // namespace copydesk

#endif  // COPYDESK_TERMINAL_PAGE_H_
