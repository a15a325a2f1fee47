// Writes the report of tests/report/report_fixture.h: write_fixture FILE. It has pages and stories of many languages.
#include <fstream>
#include <iostream>

#include "report/report_fixture.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  copydesk::ReportFixture fixture = copydesk::SampleReport();
  const absl::StatusOr<std::string> html = copydesk::WriteHtmlReport(fixture.Report(copydesk::Evidence::kSpans));
  if (!html.ok()) {
    std::cerr << html.status() << "\n";
    return 1;
  }
  std::ofstream file(argv[1], std::ios::binary);
  file << *html;
  return file.good() ? 0 : 1;
}
