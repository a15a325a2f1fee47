// What one report shows at most. Everything that a limit leaves out is counted in the report itself.
#ifndef COPYDESK_REPORT_HTML_LIMITS_H_
#define COPYDESK_REPORT_HTML_LIMITS_H_

#include <cstddef>

namespace copydesk {

inline constexpr std::size_t kReportPages = 50;
inline constexpr std::size_t kReportPageBlocks = 300;  // of one page
inline constexpr std::size_t kReportFurniture = 40;    // passages of one page
inline constexpr std::size_t kReportStories = 200;
inline constexpr std::size_t kReportStoryMembers = 24;  // of one story
inline constexpr std::size_t kReportTerms = 12;         // of one story
inline constexpr std::size_t kReportClusters = 300;
inline constexpr std::size_t kReportMembers = 30;     // of one cluster
inline constexpr std::size_t kReportAttached = 20;    // of one cluster
inline constexpr std::size_t kReportContainers = 10;  // of one cluster
inline constexpr std::size_t kReportMatches = 250;    // besides those inside clusters
inline constexpr std::size_t kReportSpans = 200;      // marked in one comparison

// Bytes of HTML. A section that reaches its text bound goes on without texts; one that reaches twice as much ends.
inline constexpr std::size_t kReportSectionText = std::size_t{5} << 20;

// Bytes of text that one block or one side of a comparison shows, whole texts included.
inline constexpr std::size_t kReportTextBytes = 60'000;

// Bytes of titles, names and other one-line values.
inline constexpr std::size_t kReportLineBytes = 300;

// Words and bytes around an aligned passage, at the ends of a long one, and at the beginning of a block.
inline constexpr std::size_t kReportContextWords = 12;
inline constexpr std::size_t kReportPassageWords = 40;
inline constexpr std::size_t kReportLeadWords = 45;

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_LIMITS_H_
