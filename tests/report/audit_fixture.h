// An audit made by hand from fictional articles in several languages: which articles make a group is said here, and
// what they have in common is measured by the library's pure functions.
#ifndef COPYDESK_TESTS_REPORT_AUDIT_FIXTURE_H_
#define COPYDESK_TESTS_REPORT_AUDIT_FIXTURE_H_

#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/audit_html.h"

namespace copydesk {

struct FixtureArticle {
  std::string outlet;
  std::string title;
  std::string text;
  std::string published;
  GroupRole role = GroupRole::kVersion;
};

class AuditFixture {
 public:
  AuditFixture();

  // Adds articles that share copy, as a group. `furniture`: text at the end of each that is the site's own.
  void AddGroup(const std::vector<FixtureArticle>& articles, std::string_view furniture = {});

  // Says what was said of the finding of a group.
  void SetStatus(std::size_t group, std::size_t finding, FindingState state, const std::string& note,
                 StatusMatch match = StatusMatch::kSame);

  // Counts the tables; then a report of all of it.
  [[nodiscard]] AuditHtml Report(Evidence evidence);

  std::map<std::string, ReportedDocument, std::less<>> documents;
  CollectionAudit audit;
  AuditTables tables;
  JoinedStatuses statuses;
  AuditOptions options;
  Summary summary;

 private:
  void CountTables();
};

// A story that many outlets print, cut and edit, with an agency as its origin; others in German, Arabic and Chinese; a
// mixture of two agencies' copy whose credit names one of them; statuses of all kinds.
[[nodiscard]] AuditFixture SampleAudit();

// So many groups of 2 to 9 articles, made of few words. Every text is of about 120 words.
[[nodiscard]] AuditFixture LargeAudit(std::size_t groups);

// Text that would act if it were markup, controls and bytes that are not UTF-8 in every field; figures are random bits,
// and places may be of members that there are not. `attack()` gives a text.
[[nodiscard]] AuditFixture HostileAudit(std::mt19937_64& random, std::size_t groups);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_REPORT_AUDIT_FIXTURE_H_
