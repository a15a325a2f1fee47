// copydesk scan, the main job, and copydesk blocks, the same for pages.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <utility>

#include "copydesk/html_report.h"
#include "copydesk/match_list.h"
#include "copydesk/report.h"
#include "copydesk/terminal_page.h"
#include "progress.h"
#include "run.h"
#include "scan_run.h"

namespace copydesk::tools {
namespace {

absl::StatusOr<std::string> HtmlOf(const Scan& scan, const std::vector<std::string>& pages, Evidence evidence,
                                   Detector* detector) {
  return WriteHtmlReport({.summary = &scan.summary,
                          .matches = scan.matches.get(),
                          .clusters = scan.clusters,
                          .stories = scan.stories,
                          .versions = scan.versions,
                          .pages = pages,
                          .load = [detector](std::string_view name) { return LoadReported(name, detector); },
                          .evidence = evidence});
}

absl::Status WriteFiles(const CommandLine& line, const Scan& scan, Detector* detector, ScanFiles* files) {
  if (files->files.empty()) return absl::OkStatus();
  std::vector<std::string> pages;
  if (absl::Status status = WriteResults(line, scan, detector, files, &pages); !status.ok()) return status;
  const absl::StatusOr<std::string> html = HtmlOf(scan, pages, line.evidence, detector);
  if (!html.ok()) return html.status();
  files->files.at("report.html").Append(*html);
  return CommitFiles(files);
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
  absl::StatusOr<ScanFiles> files = CreateFiles(line);
  if (!files.ok()) return files.status();
  ProgressLine progress(line.quiet);
  Options options = line.detector;
  options.page_metadata = line.command == Command::kBlocks;
  options.progress = [&](const Progress& now) { progress.Stage(std::string(now.stage), now.done, "pairs"); };
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return detector.status();
  const absl::StatusOr<Scan> found = ScanInputs(line, &*detector, &*files);
  if (!found.ok()) return found.status();
  const Scan& scan = *found;
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
  return ExitCode(line, scan.read);
}

}  // namespace

int RunScan(const CommandLine& line) {
  const absl::StatusOr<int> status = ScanAll(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
