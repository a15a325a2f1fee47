#include "scan_run.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include "interrupt.h"

namespace copydesk::tools {
namespace {

class Stopwatch {
 public:
  // Seconds since the last call, or since the beginning.
  double Lap() {
    const auto now = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(now - std::exchange(last_, now)).count();
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// Worth a look block by block: more than one block with a text of its own.
bool IsPage(const DocumentView& document) {
  return std::count_if(document.blocks.begin(), document.blocks.end(),
                       [](const Block& block) { return block.role != BlockRole::kFurniture; }) > 1;
}

absl::Status WriteFound(const Scan& scan, const std::map<BlockName, const Attribution*>& origins, ScanFiles* files) {
  absl::Status status = scan.matches->ForEach([&](const Match& match) {
    files->Line("matches.jsonl", MatchJson(match));
    return absl::OkStatus();
  });
  for (const Cluster& cluster : scan.clusters) {
    const auto origin = origins.find(cluster.centre);
    files->Line("clusters.jsonl", ClusterJson(cluster, origin == origins.end() ? nullptr : origin->second));
  }
  for (const Story& story : scan.stories) files->Line("clusters.jsonl", StoryJson(story));
  for (const VersionGroup& group : scan.versions) files->Line("clusters.jsonl", VersionGroupJson(group));
  return status;
}

std::string CommandName(Command command) {
  if (command == Command::kAudit) return "audit";
  return command == Command::kBlocks ? "blocks" : "scan";
}

absl::Status FillSummary(const CommandLine& line, const Detector& detector, Scan* scan) {
  Summary& summary = scan->summary;
  summary.command = CommandName(line.command);
  summary.reader = scan->read.counts;
  summary.added = detector.add_statistics();
  summary.matching = detector.match_statistics();
  summary.documents = detector.store().DocumentCount();
  summary.clusters = scan->clusters.size();
  for (const Cluster& cluster : scan->clusters) {
    summary.clustered_blocks += cluster.members.size();
    summary.attached_blocks += cluster.attached.size();
  }
  summary.version_groups = scan->versions.size();
  for (const VersionGroup& group : scan->versions) summary.versioned_blocks += group.members.size();
  const std::map<std::string, std::size_t> sizes = ClusterSizes(scan->clusters);
  summary.stories = scan->stories.size();
  for (const Story& story : scan->stories) summary.story_blocks += CountBlocks(story, sizes);
  summary.story_threshold = line.detector.story_threshold;
  summary.window_hours = line.detector.window_hours;
  summary.link_evidence = line.detector.link_evidence;
  summary.peak_bytes = PeakMemory();
  summary.configuration = detector.store().config().Describe();
  summary.fingerprint = detector.store().config().Fingerprint();
  summary.bands = detector.store().bands();
  summary.recall = summary.bands.Recall(line.detector.rules.near_jaccard);
  summary.rules = line.detector.rules;
  summary.relations = line.detector.relations;
  summary.stories_sought = line.detector.stories;
  return CountMatches(*scan->matches, &summary);
}

}  // namespace

std::map<std::string, std::size_t> ClusterSizes(const Clusters& clusters) {
  std::map<std::string, std::size_t> sizes;
  for (const Cluster& cluster : clusters) sizes[cluster.name] = cluster.members.size();
  return sizes;
}

std::uint64_t CountBlocks(const Story& story, const std::map<std::string, std::size_t>& cluster_sizes) {
  std::uint64_t blocks = 0;
  for (const StoryMember& member : story.members) {
    blocks += member.cluster.empty() ? 1 : cluster_sizes.at(member.cluster);
  }
  return blocks;
}

absl::StatusOr<ScanFiles> CreateFiles(const CommandLine& line, const std::vector<std::string>& more) {
  ScanFiles result;
  if (line.output.empty()) return result;
  if (absl::Status status = CreateFolder(line.output); !status.ok()) return status;
  std::vector<std::string> names = {"matches.jsonl", "clusters.jsonl", "blocks.jsonl", "furniture.jsonl",
                                    "rejects.jsonl", "summary.json",   "report.html"};
  names.insert(names.end(), more.begin(), more.end());
  for (const std::string& name : names) {
    auto file = OutputFile::Create(line.output + "/" + name, {.force = line.force, .inputs = line.inputs});
    if (!file.ok()) return file.status();
    result.files.emplace(name, *std::move(file));
  }
  return result;
}

absl::StatusOr<Scan> ScanInputs(const CommandLine& line, Detector* detector, ScanFiles* files) {
  Stopwatch stopwatch;
  absl::StatusOr<ReadResult> read = ReadResult();
  if (!line.inputs.empty()) {  // otherwise what the store holds is all
    read = ReadAll(line, [&](const std::vector<Document>& batch) { return detector->Add(batch); },
                   {.begin = [&](std::uint64_t bytes) { return detector->CheckSpace(bytes); },
                    .on_reject =
                        [&](const Reject& reject) {
                          if (!files->files.empty()) files->Line("rejects.jsonl", RejectJson(reject));
                        }});
  }
  if (!read.ok()) return read.status();
  Scan scan;
  scan.read = *std::move(read);
  scan.summary.seconds.emplace_back("read", stopwatch.Lap());
  absl::StatusOr<std::shared_ptr<const MatchList>> matches = detector->ListMatches();
  if (!matches.ok()) return matches.status();
  scan.matches = *std::move(matches);
  stopwatch.Lap();
  scan.summary.seconds.emplace_back("furniture", detector->match_statistics().furniture_seconds);
  scan.summary.seconds.emplace_back("candidates", detector->match_statistics().candidate_seconds);
  scan.summary.seconds.emplace_back("verify", detector->match_statistics().verify_seconds);
  if (line.detector.stories) scan.summary.seconds.emplace_back("stories", detector->match_statistics().story_seconds);
  absl::StatusOr<Clusters> clusters = detector->Cluster();
  if (!clusters.ok()) return clusters.status();
  scan.clusters = *std::move(clusters);
  absl::StatusOr<Stories> stories = detector->Stories();
  if (!stories.ok()) return stories.status();
  scan.stories = *std::move(stories);
  absl::StatusOr<VersionGroups> versions = detector->Versions();
  if (!versions.ok()) return versions.status();
  scan.versions = *std::move(versions);
  scan.summary.seconds.emplace_back("cluster", stopwatch.Lap());
  if (absl::Status status = FillSummary(line, *detector, &scan); !status.ok()) return status;
  return scan;
}

absl::Status WriteResults(const CommandLine& line, const Scan& scan, Detector* detector, ScanFiles* files,
                          std::vector<std::string>* pages, const std::map<BlockName, const Attribution*>& origins) {
  if (files->files.empty()) return absl::OkStatus();
  const absl::StatusOr<std::vector<FurniturePassage>> furniture = detector->Furniture();
  if (!furniture.ok()) return furniture.status();
  for (const FurniturePassage& passage : *furniture) files->Line("furniture.jsonl", FurnitureJson(passage));
  absl::Status found;
  const auto write_blocks = [&](const DocumentView& document) {
    if (Interrupted()) return absl::CancelledError("interrupted");
    if (IsPage(document)) pages->push_back(document.name);
    for (const Block& block : document.blocks) files->Line("blocks.jsonl", BlockJson(document, block));
    return absl::OkStatus();
  };
  {
    // Other files than those that this thread writes meanwhile.
    std::optional<std::jthread> thread;
    if (line.detector.threads == 1) {
      found = WriteFound(scan, origins, files);
    } else {
      thread.emplace([&] { found = WriteFound(scan, origins, files); });
    }
    if (absl::Status status = detector->ForEachDocument(write_blocks); !status.ok()) return status;
  }
  if (!found.ok()) return found;
  files->files.at("summary.json").Append(SummaryJson(scan.summary));
  return absl::OkStatus();
}

absl::Status CommitFiles(ScanFiles* files) {
  for (auto& [name, file] : files->files) {
    if (absl::Status status = file.Commit(); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<ReportedDocument> LoadReported(std::string_view name, Detector* detector) {
  if (Interrupted()) return absl::CancelledError("interrupted");
  absl::StatusOr<DocumentView> view = detector->View(name);
  if (!view.ok()) return view.status();
  absl::StatusOr<Document> document = detector->Find(name);
  if (!document.ok() && !absl::IsNotFound(document.status())) return document.status();
  return ReportedDocument{.view = *std::move(view), .text = document.ok() ? std::move(document->text) : ""};
}

}  // namespace copydesk::tools
