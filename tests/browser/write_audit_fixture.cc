// Writes a report of tests/report/audit_fixture.h: write_audit_fixture sample|large|hostile spans|full|none FILE. What
// is large has 10,000 groups.
#include <fstream>
#include <iostream>
#include <string_view>

#include "report/audit_fixture.h"

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string_view kind = argv[1];
  const std::string_view wanted = argv[2];
  std::mt19937_64 random(5);
  copydesk::AuditFixture fixture = kind == "large"     ? copydesk::LargeAudit(10'000)
                                   : kind == "hostile" ? copydesk::HostileAudit(random, 60)
                                                       : copydesk::SampleAudit();
  const copydesk::Evidence evidence = wanted == "full"   ? copydesk::Evidence::kFull
                                      : wanted == "none" ? copydesk::Evidence::kNone
                                                         : copydesk::Evidence::kSpans;
  const absl::StatusOr<std::string> html = copydesk::WriteAuditHtml(fixture.Report(evidence));
  if (!html.ok()) {
    std::cerr << html.status() << "\n";
    return 1;
  }
  std::ofstream file(argv[3], std::ios::binary);
  file << *html;
  return file.good() ? 0 : 1;
}
