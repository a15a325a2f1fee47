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

// The audit's report. Bytes of its data: the list of groups and the tables; members and figures of groups; their
// passages; texts side by side. Those of the groups with the most reprints that count come first.
inline constexpr std::size_t kAuditListBytes = std::size_t{12} << 20;
inline constexpr std::size_t kAuditMemberBytes = std::size_t{14} << 20;
inline constexpr std::size_t kAuditPassageBytes = std::size_t{6} << 20;
inline constexpr std::size_t kAuditTextBytes = std::size_t{12} << 20;

// Of one group.
inline constexpr std::size_t kAuditMembers = 1000;
inline constexpr std::size_t kAuditColumns = 60;  // articles in the table of passages
inline constexpr std::size_t kAuditPassages = 120;
inline constexpr std::size_t kAuditVariants = 40;  // of one passage
inline constexpr std::size_t kAuditComparisons = 50;
inline constexpr std::size_t kAuditGroupTextBytes = std::size_t{3} << 19;
inline constexpr std::size_t kAuditParagraphs = 200;  // of one text
inline constexpr int kAuditEdits = 600;               // different words of one aligned passage

inline constexpr std::size_t kAuditTableRows = 5000;  // of one table
inline constexpr std::size_t kAuditTitleLoads =
    2000;  // groups whose reference has no title and is loaded for its words

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_LIMITS_H_
