// A report made by hand from the sample pages and their truth, and from texts in two directions of writing: what
// the engine finds plays no part in it.
#ifndef COPYDESK_TESTS_REPORT_REPORT_FIXTURE_H_
#define COPYDESK_TESTS_REPORT_REPORT_FIXTURE_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/html_report.h"

namespace copydesk {

class ReportFixture {
 public:
  // Adds a page of samples/pages with its blocks and its stories; `terms` are taken for the shared ones.
  void AddPage(const std::string& name, const std::vector<SharedTerm>& terms);

  // Adds a document that is one article.
  void AddArticle(const std::string& id, const std::string& source, const std::string& title, const std::string& text);

  // Compares two articles and keeps the match when there is a text relation.
  void Compare(const std::string& a, const std::string& b);

  // Sorts the matches and joins them into clusters; then a report of all of it.
  [[nodiscard]] HtmlReport Report(Evidence evidence);

  std::map<std::string, ReportedDocument, std::less<>> documents;
  std::vector<Match> matches;
  std::optional<MatchSpan> list;  // of matches, once Report was called
  Clusters clusters;
  Stories stories;
  std::vector<std::string> pages;
  Summary summary;
};

// All sample pages that are plain text, and a cluster of copies in Latin and one in Arabic script.
[[nodiscard]] ReportFixture SampleReport();

}  // namespace copydesk

#endif  // COPYDESK_TESTS_REPORT_REPORT_FIXTURE_H_
