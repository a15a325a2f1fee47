// The options of copydesk plan.
#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>

#include "command_options.h"
#include "machine_memory.h"

namespace copydesk::tools {

void AddPlan(CLI::App* app, CommandLine* line, RawOptions* raw) {
  CLI::App* const plan = AddCommand(
      app, "plan", "Tells what a collection of a size will need: memory, disk and time of a scan and of a store.",
      "copydesk plan --docs 1000000 --mean-bytes 4000\n  copydesk plan --docs 200M --threads 32 --memory 100GiB "
      "--machine-memory 128GiB --free-disk 4TB",
      Command::kPlan, line);
  const std::map<std::string, std::uint64_t> thousands = {{"k", 1'000}, {"M", 1'000'000}, {"G", 1'000'000'000}};
  plan->add_option("--docs", line->plan.documents, "how many documents, as 250000, 10M or 1G")
      ->required()
      ->transform(CLI::AsNumberWithUnit(thousands, CLI::AsNumberWithUnit::CASE_SENSITIVE))
      ->transform([](const std::string& text) {  // before the other
        if (text.find('-') != std::string::npos) throw CLI::ValidationError("--docs", text + ": write a number");
        return text;
      })
      ->type_name("N");
  plan->add_option("--mean-bytes", line->plan.mean_bytes, "bytes of a text, on average (default: 2400)")
      ->type_name("B");
  plan->add_option("--relations", raw->relations,
                   "plan a scan for these only: with story among them all is planned, otherwise copies (default: both)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"exact", "near", "contains", "overlap", "quote", "story"}).description(""));
  plan->add_option("--threshold", raw->thresholds, "for recall: near=0.7 (the default)")
      ->delimiter(',')
      ->allow_extra_args(false);
  plan->add_option("--recall", line->detector.recall,
                   "wanted recall of the bands at the near threshold (default: 0.99)");
  plan->add_flag("!--no-text", line->plan.keep_text, "of a store that keeps no texts");
  plan->add_option("-j,--threads", line->plan.threads, "threads (default: one a processor of this machine)");
  plan->add_option("--memory", raw->memory, "as --memory of a scan (default: half of the machine's; 0: no bound)")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  plan->add_option("--machine-memory", line->plan.machine_memory, "memory of the machine (default: this one's)")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  plan->add_option("--free-disk", line->plan.free_disk, "free space of its disk (default: that of this folder)")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  plan->add_flag_callback(
      "--json", [line] { line->json = "plan"; }, "print one JSON object");
}

void FinishPlan(const RawOptions& raw, CommandLine* line) {
  PlanOptions& plan = line->plan;
  if (!raw.relations.empty()) {
    plan.stories = line->detector.stories;
    plan.copies = !plan.stories;
  }
  plan.near_jaccard = line->detector.rules.near_jaccard;
  plan.recall = line->detector.recall;
  if (plan.machine_memory == 0) plan.machine_memory = MachineMemory();
  plan.memory = raw.memory.value_or(plan.machine_memory / 2);
  if (plan.free_disk == 0) {
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(".", error);
    if (!error) plan.free_disk = space.available;
  }
}

}  // namespace copydesk::tools
