// What scan, blocks and audit have in common: all matches of the input, and the files that they go to.
#ifndef COPYDESK_TOOLS_SCAN_RUN_H_
#define COPYDESK_TOOLS_SCAN_RUN_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "command_line.h"
#include "copydesk/html_report.h"
#include "copydesk/match_list.h"
#include "copydesk/output_file.h"
#include "copydesk/report.h"
#include "run.h"

namespace copydesk::tools {

struct Scan {
  std::shared_ptr<const MatchList> matches;
  Clusters clusters;
  Stories stories;
  VersionGroups versions;
  Summary summary;
  ReadResult read;
};

// The output files, created before the work so that a name that cannot be written costs no time.
struct ScanFiles {
  std::map<std::string, OutputFile> files;

  void Line(const std::string& file, std::string text) {
    text += '\n';
    files.at(file).Append(text);
  }
};

// report.html and what a scan writes into the folder, and files of these names besides; none where no folder was named.
[[nodiscard]] absl::StatusOr<ScanFiles> CreateFiles(const CommandLine& line, const std::vector<std::string>& more = {});

// Reads the inputs into the detector, where there are some, and finds all that is in it.
[[nodiscard]] absl::StatusOr<Scan> ScanInputs(const CommandLine& line, Detector* detector, ScanFiles* files);

// Writes everything but report.html, in which `pages` are to be shown. `origins`: of clusters, by their centres.
[[nodiscard]] absl::Status WriteResults(const CommandLine& line, const Scan& scan, Detector* detector, ScanFiles* files,
                                        std::vector<std::string>* pages,
                                        const std::map<BlockName, const Attribution*>& origins = {});

[[nodiscard]] absl::Status CommitFiles(ScanFiles* files);

// What a report shows of a document.
[[nodiscard]] absl::StatusOr<ReportedDocument> LoadReported(std::string_view name, Detector* detector);

[[nodiscard]] std::map<std::string, std::size_t> ClusterSizes(const Clusters& clusters);

// Blocks of a story, those of its duplicate clusters included.
[[nodiscard]] std::uint64_t CountBlocks(const Story& story, const std::map<std::string, std::size_t>& cluster_sizes);

}  // namespace copydesk::tools

#endif  // COPYDESK_TOOLS_SCAN_RUN_H_
