// What dedup did, and what a check of it found, as JSON.
#include <string>

#include "copydesk/dedup.h"
#include "report/json_text.h"

namespace copydesk {

std::string DedupJson(const DedupReport& report) {
  Json relations = Json::object();
  for (const auto& [relation, count] : report.by_relation) relations[std::string(RelationName(relation))] = count;
  return Dump({{"records", report.records},
               {"removed", report.removed},
               {"kept", report.records - report.removed},
               {"relations", relations},
               {"against", report.against},
               {"contaminated", report.contaminated},
               {"parts", report.parts},
               {"changed", report.changed},
               {"kept_with_copies", report.kept_with_copies},
               {"bytes_in", report.bytes_in},
               {"bytes_kept", report.bytes_kept},
               {"bytes_removed", report.bytes_removed},
               {"bytes_damaged", report.bytes_damaged},
               {"files", report.files},
               {"resumed", report.resumed},
               {"rejects", report.reader.rejects},
               {"incomplete_buckets", report.matching.incomplete_buckets},
               {"stop_postings", report.matching.stop_postings},
               {"unverified", report.matching.unverified},
               {"seconds",
                {{"read", Rounded(report.read_seconds)},
                 {"match", Rounded(report.match_seconds)},
                 {"write", Rounded(report.write_seconds)}}}});
}

std::string VerifyJson(const VerifyReport& report) {
  return Dump({{"records", report.records},
               {"removed", report.removed},
               {"parts", report.parts},
               {"bytes_in", report.bytes_in},
               {"bytes_kept", report.bytes_kept},
               {"problem_count", report.problem_count},
               {"problems", report.problems},
               {"sampled", report.sampled},
               {"missed", report.missed},
               {"missed_interval", {report.missed_low, report.missed_high}},
               {"missed_pairs", report.missed_pairs}});
}

}  // namespace copydesk
