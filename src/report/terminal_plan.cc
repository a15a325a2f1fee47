#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "copydesk/plan.h"
#include "copydesk/report.h"
#include "report/columns.h"

namespace copydesk {
namespace {

// A sentence, broken into lines.

// Two digits that count, or all before the point.
std::string Short(double value) {
  return value < 9.95 ? absl::StrFormat("%.1f", value) : absl::StrFormat("%.0f", value);
}

// Unlike HumanBytes, of any size.
std::string Bytes(double bytes) {
  constexpr std::array kUnits = {"B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < kUnits.size(); ++unit) bytes /= 1000;
  return unit == 0 ? absl::StrFormat("%.0f B", bytes) : absl::StrCat(Short(bytes), " ", kUnits[unit]);
}

std::string Duration(double seconds) {
  struct Unit {
    double seconds;
    const char* name;
  };
  constexpr std::array<Unit, 5> kUnits = {
      {{365.25 * 86'400, "years"}, {86'400, "days"}, {3600, "h"}, {60, "min"}, {1, "s"}}};
  constexpr double kLongest = 9999;  // years
  if (seconds > kLongest * kUnits.front().seconds) return ">9999 years";
  for (const Unit& unit : kUnits) {
    if (seconds >= 2 * unit.seconds) return absl::StrCat(Short(seconds / unit.seconds), " ", unit.name);
  }
  return seconds < 0.1 ? absl::StrCat(Short(seconds * 1000), " ms") : absl::StrCat(Short(seconds), " s");
}

std::string CostLine(const char* name, const PlannedCost& cost) {
  return absl::StrFormat("  %-20s%12s%12s%12s%12s%10s\n", name, Duration(cost.seconds),
                         Duration(cost.processor_seconds), Bytes(cost.memory),
                         cost.temporary > 0 ? Bytes(cost.temporary) : "-", Bytes(cost.disk));
}

std::string Costs(const Plan& plan) {
  std::string lines =
      absl::StrFormat("  %-20s%12s%12s%12s%12s%10s\n", "", "time", "processor", "memory", "temporary", "disk");
  if (plan.options.copies) absl::StrAppend(&lines, CostLine("scan, copies", plan.copies));
  if (plan.options.stories) absl::StrAppend(&lines, CostLine("scan, all relations", plan.stories));
  absl::StrAppend(&lines, CostLine("add --bulk", plan.store.bulk), CostLine("add", plan.store.batches));
  return lines;
}

std::string Families(const Plan& plan) {
  const auto documents = static_cast<double>(plan.options.documents);
  std::string lines = absl::StrFormat("  %-20s%12s%12s\n", "store, made at once", "", "a document");
  const auto add = [&](const std::string& name, double bytes) {
    const std::string each = documents > 0 ? Bytes(bytes / documents) : "-";
    absl::StrAppendFormat(&lines, "    %-18s%12s%12s\n", name, Bytes(bytes), each);
  };
  for (const PlannedFamily& family : plan.store.families) add(family.name, family.bytes);
  return lines;
}

std::string Queries(const PlannedQuery& query) {
  return Paragraph(absl::StrFormat(
      "Half of all queries take less than %s; %s when the files of the store are not in memory; %s when 50,000 "
      "documents were just added.",
      Duration(query.warm), Duration(query.cold), Duration(query.added)));
}

std::string Recall(const Plan& plan) {
  std::vector<std::string> shares;
  for (const PlannedRecall& one : plan.recall) {
    shares.push_back(absl::StrFormat("%.4g: %.4f", one.jaccard, one.recall));
  }
  return Paragraph(absl::StrFormat(
      "Recall: %d bands of %d rows propose a pair of Jaccard %s. A shared passage of %d tokens is always proposed, but "
      "for caps.",
      plan.bands.bands, plan.bands.rows, absl::StrJoin(shares, ", "), plan.sure_tokens));
}

std::string Limits(const char* what, const PlannedLimits& limits) {
  std::vector<std::string> reasons;
  if (limits.memory) reasons.emplace_back("its memory");
  if (limits.disk) reasons.emplace_back("the free space of its disk");
  if (limits.days) reasons.push_back(absl::StrFormat("%.0f days", kPlannedDays));
  if (reasons.empty()) return {};
  return absl::StrCat(what, " takes more than ", absl::StrJoin(reasons, ", "), ". ");
}

std::string Advice(const Plan& plan) {
  std::string lines;
  if (plan.machines > 1) {
    lines = Paragraph(absl::StrFormat(
        "One machine like this one is too small. %s%sThat is work for a cluster, of about %.0f machines like this one.",
        Limits("A scan", plan.scan_limits), Limits("A store", plan.store_limits), plan.machines));
  }
  absl::StrAppend(&lines, Paragraph(absl::StrFormat(
                              "Every row was measured on %s documents or more: %s. %s",
                              WithThousands(static_cast<std::uint64_t>(plan.measured_documents)), plan.measured_on,
                              plan.extrapolated ? "This is more than twice as large: rows are extrapolated."
                                                : "Texts of other kinds and faster disks change it.")));
  return lines;
}

}  // namespace

std::string TerminalPlan(const Plan& plan) {
  const PlanOptions& options = plan.options;
  std::string machine = absl::StrCat(options.threads, options.threads == 1 ? " thread" : " threads");
  if (options.machine_memory > 0) {
    absl::StrAppend(&machine, ", ", Bytes(static_cast<double>(options.machine_memory)), " of memory");
  }
  if (options.free_disk > 0) {
    absl::StrAppend(&machine, ", ", Bytes(static_cast<double>(options.free_disk)), " of free disk");
  }
  return absl::StrCat(
      Paragraph(absl::StrFormat("%s documents of %s: %s of text; %s", WithThousands(options.documents),
                                Bytes(options.mean_bytes),
                                Bytes(static_cast<double>(options.documents) * options.mean_bytes), machine)),
      "\n", Costs(plan), "\n", Families(plan), "\n", Queries(plan.store.query), "\n", Recall(plan), "\n", Advice(plan));
}

}  // namespace copydesk
