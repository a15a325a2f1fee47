#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "copydesk/dedup.h"
#include "copydesk/report.h"
#include "report/columns.h"

namespace copydesk {
namespace {

// A sentence, broken into lines.

std::string Share(std::uint64_t part, std::uint64_t whole) {
  return absl::StrFormat("%.1f %%", whole == 0 ? 0 : 100 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string Row(std::string_view name, std::uint64_t count, std::string_view note) {
  return absl::StrFormat("  %-18s%12s   %s\n", std::string(name), WithThousands(count), std::string(note));
}

std::string_view Explained(Relation relation) {
  if (relation == Relation::kExact) return "the same words as a record that stays";
  return relation == Relation::kNear ? "nearly the same text" : "held by a longer text";
}

std::string Removals(const DedupReport& report) {
  std::string lines;
  const bool parts = report.parts > 0;
  for (const auto& [relation, count] : report.by_relation) {
    lines += Row(RelationName(relation), count, parts ? "parts that stand in a text that stays" : Explained(relation));
  }
  if (report.against > 0) lines += Row("in the store", report.against, "match a document that was there before");
  if (report.contaminated > 0) {
    lines += Row("contaminated", report.contaminated, "share a passage with what must not be there");
  }
  return lines;
}

std::string Cautions(const DedupReport& report) {
  std::string lines;
  if (report.reader.rejects > 0) {
    lines += Paragraph(absl::StrCat(WithThousands(report.reader.rejects),
                                    " inputs were rejected: lines that are no records stay as they are, files that "
                                    "are not read are not written."));
  }
  if (report.bytes_damaged > 0) {
    lines += Paragraph(absl::StrCat(HumanBytes(report.bytes_damaged), " of damaged WARC records were left out."));
  }
  const std::uint64_t caps = report.matching.incomplete_buckets + report.matching.stop_postings;
  if (caps > 0) {
    lines += Paragraph(absl::StrCat(WithThousands(caps),
                                    " lists of candidates were longer than their cap, so that some pairs were not "
                                    "compared; --verify estimates what was missed."));
  }
  if (report.matching.unverified > 0) {
    lines += Paragraph(absl::StrCat(WithThousands(report.matching.unverified),
                                    " pairs could not be compared and stay: a text could not be had."));
  }
  return lines;
}

std::string Quoted(const std::string& path) {
  const bool plain =
      path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,%@") ==
          std::string::npos &&
      !path.empty();
  if (plain) return path;
  std::string quoted = "'";
  for (const char c : path) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::string TerminalDedup(const DedupOptions& options, const DedupReport& report) {
  std::string text = absl::StrCat(WithThousands(report.records), " records, ", HumanBytes(report.bytes_in), "\n");
  text += Removals(report);
  const std::uint64_t kept = report.records - report.removed;
  if (options.annotate) {
    text += absl::StrCat("all of them kept and annotated: ", WithThousands(kept), " with copydesk_keep true\n");
  } else {
    text += absl::StrCat("kept ", WithThousands(kept), " records (", Share(kept, report.records), "), ",
                         HumanBytes(report.bytes_kept), "; ", HumanBytes(report.bytes_removed), " removed (",
                         Share(report.bytes_removed, report.bytes_in), ")\n");
  }
  if (report.parts > 0) {
    text += absl::StrCat(WithThousands(report.parts), " parts were cut out of ", WithThousands(report.changed),
                         " records\n");
  }
  text += Cautions(report);
  if (options.dry_run) {
    text += "nothing was written\n";
    return text;
  }
  text += absl::StrCat("wrote ", WithThousands(report.files), report.files == 1 ? " file" : " files",
                       report.resumed > 0 ? absl::StrCat(" (", WithThousands(report.resumed), " were there)") : "",
                       " to ", Printable(options.output, 60), "\n");
  if (options.removed.empty()) return text;
  std::string check = "copydesk dedup --verify";
  for (const std::string& input : options.inputs) absl::StrAppend(&check, " ", Quoted(input));
  absl::StrAppend(&check, " --output ", Quoted(options.output), " --removed ", Quoted(options.removed));
  if (!options.against.empty()) absl::StrAppend(&check, " --against ", Quoted(options.against));
  if (!options.contamination.empty()) absl::StrAppend(&check, " --contamination ", Quoted(options.contamination));
  if (options.annotate) absl::StrAppend(&check, " --annotate");
  text += absl::StrCat("every removal is in ", Printable(options.removed, 60), "; to check them:\n  ",
                       Printable(check, 400), "\n");
  return text;
}

std::string TerminalVerification(const VerifyReport& report) {
  std::string text = absl::StrCat(WithThousands(report.records), " records, ", HumanBytes(report.bytes_in), "; ",
                                  WithThousands(report.removed), " removed",
                                  report.parts > 0 ? absl::StrCat(", ", WithThousands(report.parts), " parts cut") : "",
                                  ", ", HumanBytes(report.bytes_kept), " kept\n");
  if (report.problem_count == 0) {
    text += Paragraph(
        "The output is the input without what the certificate lists, and each removal was compared again "
        "and is as it says.");
  }
  for (const std::string& problem : report.problems) text += absl::StrCat("  ", Printable(problem, 300), "\n");
  if (report.problem_count > report.problems.size()) {
    text += absl::StrCat("  and ", WithThousands(report.problem_count - report.problems.size()), " more\n");
  }
  if (report.sampled > 0) {
    text += Paragraph(absl::StrFormat(
        "What was missed: of %s kept records, drawn at random and compared with all others, %s %s an exact or near "
        "duplicate that was kept too: %.2f %%, with 95 %% confidence between %.2f and %.2f %% of what was kept.",
        WithThousands(report.sampled), WithThousands(report.missed), report.missed == 1 ? "has" : "have",
        100.0 * report.missed / report.sampled, 100 * report.missed_low, 100 * report.missed_high));
    for (const std::string& pair : report.missed_pairs) text += absl::StrCat("  ", Printable(pair, 78), "\n");
  }
  return text;
}

}  // namespace copydesk
