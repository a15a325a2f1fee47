// copydesk scan, the main job, and copydesk blocks, the same for pages.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "copydesk/html_report.h"
#include "copydesk/match_list.h"
#include "copydesk/output_file.h"
#include "copydesk/report.h"
#include "copydesk/terminal_page.h"
#include "interrupt.h"
#include "progress.h"
#include "run.h"

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

struct Scan {
  std::shared_ptr<const MatchList> matches;
  Clusters clusters;
  Stories stories;
  VersionGroups versions;
  Summary summary;
};

// The output files, created before the work so that a name that cannot be written costs no time.
struct ScanFiles {
  std::map<std::string, OutputFile> files;

  void Line(const std::string& file, std::string text) {
    text += '\n';
    files.at(file).Append(text);
  }
};

absl::StatusOr<ScanFiles> CreateFiles(const CommandLine& line) {
  ScanFiles result;
  if (line.output.empty()) return result;
  if (absl::Status status = CreateFolder(line.output); !status.ok()) return status;
  for (const char* name : {"matches.jsonl", "clusters.jsonl", "blocks.jsonl", "furniture.jsonl", "rejects.jsonl",
                           "summary.json", "report.html"}) {
    auto file = OutputFile::Create(line.output + "/" + name, {.force = line.force, .inputs = line.inputs});
    if (!file.ok()) return file.status();
    result.files.emplace(name, *std::move(file));
  }
  return result;
}

// Worth a look block by block: more than one block with a text of its own.
bool IsPage(const DocumentView& document) {
  return std::count_if(document.blocks.begin(), document.blocks.end(),
                       [](const Block& block) { return block.role != BlockRole::kFurniture; }) > 1;
}

absl::StatusOr<std::string> HtmlOf(const Scan& scan, const std::vector<std::string>& pages, Evidence evidence,
                                   Detector* detector) {
  const auto load = [&](std::string_view name) -> absl::StatusOr<ReportedDocument> {
    if (Interrupted()) return absl::CancelledError("interrupted");
    absl::StatusOr<DocumentView> view = detector->View(name);
    if (!view.ok()) return view.status();
    absl::StatusOr<Document> document = detector->Find(name);
    if (!document.ok() && !absl::IsNotFound(document.status())) return document.status();
    return ReportedDocument{.view = *std::move(view), .text = document.ok() ? std::move(document->text) : ""};
  };
  return WriteHtmlReport({.summary = &scan.summary,
                          .matches = scan.matches.get(),
                          .clusters = scan.clusters,
                          .stories = scan.stories,
                          .versions = scan.versions,
                          .pages = pages,
                          .load = load,
                          .evidence = evidence});
}

absl::Status WriteFound(const Scan& scan, ScanFiles* files) {
  absl::Status status = scan.matches->ForEach([&](const Match& match) {
    files->Line("matches.jsonl", MatchJson(match));
    return absl::OkStatus();
  });
  for (const Cluster& cluster : scan.clusters) files->Line("clusters.jsonl", ClusterJson(cluster));
  for (const Story& story : scan.stories) files->Line("clusters.jsonl", StoryJson(story));
  for (const VersionGroup& group : scan.versions) files->Line("clusters.jsonl", VersionGroupJson(group));
  return status;
}

absl::Status WriteFiles(const CommandLine& line, const Scan& scan, Detector* detector, ScanFiles* files) {
  if (files->files.empty()) return absl::OkStatus();
  const absl::StatusOr<std::vector<FurniturePassage>> furniture = detector->Furniture();
  if (!furniture.ok()) return furniture.status();
  for (const FurniturePassage& passage : *furniture) files->Line("furniture.jsonl", FurnitureJson(passage));
  absl::Status found;
  std::vector<std::string> pages;
  const auto write_blocks = [&](const DocumentView& document) {
    if (Interrupted()) return absl::CancelledError("interrupted");
    if (IsPage(document)) pages.push_back(document.name);
    for (const Block& block : document.blocks) files->Line("blocks.jsonl", BlockJson(document, block));
    return absl::OkStatus();
  };
  {
    // Other files than those that this thread writes meanwhile.
    std::optional<std::jthread> thread;
    if (line.detector.threads == 1) {
      found = WriteFound(scan, files);
    } else {
      thread.emplace([&] { found = WriteFound(scan, files); });
    }
    if (absl::Status status = detector->ForEachDocument(write_blocks); !status.ok()) return status;
  }
  if (!found.ok()) return found;
  files->files.at("summary.json").Append(SummaryJson(scan.summary));
  const absl::StatusOr<std::string> html = HtmlOf(scan, pages, line.evidence, detector);
  if (!html.ok()) return html.status();
  files->files.at("report.html").Append(*html);
  for (auto& [name, file] : files->files) {
    if (absl::Status status = file.Commit(); !status.ok()) return status;
  }
  return absl::OkStatus();
}

std::string FirstWords(const std::string& text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  return text.substr(begin, std::min(text.find_first_of("\r\n", begin), begin + 200) - begin);
}

const Block* FindBlock(const DocumentView& view, const std::string& name) {
  const auto found =
      std::find_if(view.blocks.begin(), view.blocks.end(), [&](const Block& block) { return block.name == name; });
  return found == view.blocks.end() ? nullptr : &*found;
}

// The outlet that a block is from, or its document's id.
absl::StatusOr<std::string> SourceOf(const BlockName& name, Detector* detector) {
  const absl::StatusOr<DocumentView> view = detector->View(name.document);
  if (!view.ok()) return view.status();
  const Block* const block = FindBlock(*view, name.block);
  if (block != nullptr && !block->source.empty()) return block->source;
  return view->metadata.source.empty() ? view->name : view->metadata.source;
}

// Its title, or its first words.
absl::StatusOr<std::string> TitleOf(const BlockName& name, Detector* detector) {
  const absl::StatusOr<DocumentView> view = detector->View(name.document);
  if (!view.ok()) return view.status();
  const Block* const block = FindBlock(*view, name.block);
  if (block != nullptr && !block->title.empty()) return block->title;
  if (view->blocks.size() == 1 && !view->metadata.title.empty()) return view->metadata.title;
  const absl::StatusOr<Document> document = detector->Find(name.document);
  if (!document.ok()) return document.status();
  const std::size_t begin = block == nullptr || block->parts.empty() ? 0 : block->parts.front().begin;
  return FirstWords(document->text.substr(std::min<std::size_t>(begin, document->text.size())));
}

// What a person knows a cluster by.
absl::StatusOr<ClusterHeadline> Headline(const Cluster& cluster, Detector* detector) {
  ClusterHeadline headline{.cluster = &cluster, .title = "", .sources = {}};
  for (std::size_t i = 0; i < std::min(cluster.members.size(), kShownMembers); ++i) {
    absl::StatusOr<std::string> source = SourceOf(cluster.members[i].block, detector);
    if (!source.ok()) return source.status();
    headline.sources.push_back(*std::move(source));
  }
  absl::StatusOr<std::string> title = TitleOf(cluster.centre, detector);
  if (!title.ok()) return title.status();
  headline.title = *std::move(title);
  return headline;
}

// Blocks of a story, those of its duplicate clusters included.
std::uint64_t CountBlocks(const Story& story, const std::map<std::string, std::size_t>& cluster_sizes) {
  std::uint64_t blocks = 0;
  for (const StoryMember& member : story.members) {
    blocks += member.cluster.empty() ? 1 : cluster_sizes.at(member.cluster);
  }
  return blocks;
}

std::map<std::string, std::size_t> ClusterSizes(const Clusters& clusters) {
  std::map<std::string, std::size_t> sizes;
  for (const Cluster& cluster : clusters) sizes[cluster.name] = cluster.members.size();
  return sizes;
}

// The stories with the most blocks first, then by name.
absl::StatusOr<std::vector<StoryHeadline>> StoryHeadlines(const Scan& scan, Detector* detector) {
  constexpr std::size_t kMaxStories = 10;
  const std::map<std::string, std::size_t> sizes = ClusterSizes(scan.clusters);
  std::vector<StoryHeadline> headlines;
  headlines.reserve(scan.stories.size());
  for (const Story& story : scan.stories) {
    headlines.push_back({.story = &story, .blocks = CountBlocks(story, sizes), .title = "", .sources = {}});
  }
  std::stable_sort(headlines.begin(), headlines.end(),
                   [](const StoryHeadline& x, const StoryHeadline& y) { return x.blocks > y.blocks; });
  headlines.resize(std::min(headlines.size(), kMaxStories));
  for (StoryHeadline& headline : headlines) {
    const std::vector<StoryMember>& members = headline.story->members;
    for (std::size_t i = 0; i < std::min(members.size(), kShownMembers); ++i) {
      absl::StatusOr<std::string> source = SourceOf(members[i].block, detector);
      if (!source.ok()) return source.status();
      headline.sources.push_back(*std::move(source));
    }
    absl::StatusOr<std::string> title = TitleOf(headline.story->centre, detector);
    if (!title.ok()) return title.status();
    headline.title = *std::move(title);
  }
  return headlines;
}

// The clusters with the most members first, then by name.
absl::StatusOr<std::vector<ClusterHeadline>> Headlines(const Clusters& clusters, Detector* detector) {
  constexpr std::size_t kMaxClusters = 10;
  std::vector<const Cluster*> largest;
  largest.reserve(clusters.size());
  for (const Cluster& cluster : clusters) largest.push_back(&cluster);
  std::stable_sort(largest.begin(), largest.end(),
                   [](const Cluster* x, const Cluster* y) { return x->members.size() > y->members.size(); });
  largest.resize(std::min(largest.size(), kMaxClusters));
  std::vector<ClusterHeadline> headlines;
  for (const Cluster* const cluster : largest) {
    absl::StatusOr<ClusterHeadline> headline = Headline(*cluster, detector);
    if (!headline.ok()) return headline.status();
    headlines.push_back(*std::move(headline));
  }
  return headlines;
}

absl::Status FillSummary(const CommandLine& line, const ReadResult& read, const Detector& detector, Scan* scan) {
  Summary& summary = scan->summary;
  summary.command = line.command == Command::kBlocks ? "blocks" : "scan";
  summary.reader = read.counts;
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

absl::Status PrintJson(const CommandLine& line, const Scan& scan) {
  if (line.json == "matches") {
    return scan.matches->ForEach([](const Match& match) {
      std::printf("%s\n", MatchJson(match).c_str());
      return absl::OkStatus();
    });
  }
  if (line.json == "clusters") {
    for (const Cluster& cluster : scan.clusters) std::printf("%s\n", ClusterJson(cluster).c_str());
    for (const Story& story : scan.stories) std::printf("%s\n", StoryJson(story).c_str());
    for (const VersionGroup& group : scan.versions) std::printf("%s\n", VersionGroupJson(group).c_str());
  }
  return absl::OkStatus();
}

absl::Status PrintBlocks(Detector* detector) {
  return detector->ForEachDocument([](const DocumentView& document) {
    for (const Block& block : document.blocks) std::printf("%s\n", BlockJson(document, block).c_str());
    return absl::OkStatus();
  });
}

absl::Status PrintFurniture(Detector* detector) {
  const absl::StatusOr<std::vector<FurniturePassage>> furniture = detector->Furniture();
  if (!furniture.ok()) return furniture.status();
  for (const FurniturePassage& passage : *furniture) std::printf("%s\n", FurnitureJson(passage).c_str());
  return absl::OkStatus();
}

// The matches of which the document is the first side.
absl::StatusOr<std::vector<Match>> MatchesOf(const std::string& document, const MatchList& matches) {
  const absl::StatusOr<std::uint64_t> first = matches.LowerBound({.document = document, .block = ""}, {});
  if (!first.ok()) return first.status();
  std::vector<Match> found;
  for (std::uint64_t place = *first; place < matches.size(); ++place) {
    absl::StatusOr<Match> match = matches.At(place);
    if (!match.ok()) return match.status();
    if (match->a.document != document) break;
    found.push_back(*std::move(match));
  }
  return found;
}

// Each page with its blocks and the stories that are in several of them.
absl::Status PrintPages(const Scan& scan, Detector* detector) {
  bool first = true;
  return detector->ForEachDocument([&](const DocumentView& page) {
    const absl::StatusOr<Document> document = detector->Find(page.name);
    if (!document.ok()) return document.status();
    const absl::StatusOr<std::vector<Match>> matches = MatchesOf(page.name, *scan.matches);
    if (!matches.ok()) return matches.status();
    if (!std::exchange(first, false)) std::printf("\n");
    std::fputs(TerminalPage(page, document->text, scan.stories, scan.clusters, *matches).c_str(), stdout);
    return absl::OkStatus();
  });
}

absl::Status PrintSummary(const Scan& scan, Detector* detector) {
  const absl::StatusOr<std::vector<ClusterHeadline>> headlines = Headlines(scan.clusters, detector);
  if (!headlines.ok()) return headlines.status();
  const absl::StatusOr<std::vector<StoryHeadline>> stories = StoryHeadlines(scan, detector);
  if (!stories.ok()) return stories.status();
  std::fputs(TerminalSummary(scan.summary, *headlines, *stories).c_str(), stdout);
  return absl::OkStatus();
}

absl::StatusOr<int> ScanAll(const CommandLine& line) {
  Stopwatch stopwatch;
  absl::StatusOr<ScanFiles> files = CreateFiles(line);
  if (!files.ok()) return files.status();
  ProgressLine progress(line.quiet);
  Options options = line.detector;
  options.page_metadata = line.command == Command::kBlocks;
  options.progress = [&](const Progress& now) { progress.Stage(std::string(now.stage), now.done, "pairs"); };
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return detector.status();
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
  if (absl::Status status = FillSummary(line, *read, *detector, &scan); !status.ok()) return status;
  if (absl::Status status = WriteFiles(line, scan, &*detector, &*files); !status.ok()) return status;
  progress.Clear();
  if (!line.json.empty()) {
    if (absl::Status status = PrintJson(line, scan); !status.ok()) return status;
    if (line.json == "blocks") {
      if (absl::Status status = PrintBlocks(&*detector); !status.ok()) return status;
    } else if (line.json == "furniture") {
      if (absl::Status status = PrintFurniture(&*detector); !status.ok()) return status;
    }
  } else if (!line.quiet) {
    const absl::Status printed =
        line.command == Command::kBlocks ? PrintPages(scan, &*detector) : PrintSummary(scan, &*detector);
    if (!printed.ok()) return printed;
    if (!line.output.empty()) {
      std::printf("wrote report.html, matches, clusters, blocks, furniture, rejects (.jsonl) and summary.json to %s\n",
                  Printable(line.output, 60).c_str());
    }
  }
  return ExitCode(line, *read);
}

}  // namespace

int RunScan(const CommandLine& line) {
  const absl::StatusOr<int> status = ScanAll(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
