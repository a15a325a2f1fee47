// copydesk compare: two texts side by side.
#include "copydesk/compare.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/page.h"
#include "copydesk/report.h"
#include "copydesk/story.h"
#include "run.h"

namespace copydesk::tools {
namespace {

constexpr std::size_t kShownTerms = 10;

// The two documents that the user named.
struct Pair {
  Document a;
  Document b;
  int status = kDone;  // or kRejected
};

absl::StatusOr<Pair> ReadTwo(const CommandLine& line) {
  std::vector<Document> found;
  std::size_t total = 0;
  const auto find = [&](const std::string& id) {
    return std::find_if(found.begin(), found.end(), [&](const Document& d) { return d.metadata.id == id; });
  };
  // Without ids the first two; with ids the first record of each.
  const auto is_wanted = [&](const Document& document) {
    const std::string& id = document.metadata.id;
    if (line.ids.empty()) return found.size() < 2;
    return std::find(line.ids.begin(), line.ids.end(), id) != line.ids.end() && find(id) == found.end();
  };
  const absl::StatusOr<ReadResult> read = ReadAll(line, [&](std::vector<Document> batch) {
    for (Document& document : batch) {
      ++total;
      if (is_wanted(document)) found.push_back(std::move(document));
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read.status();
  for (Document& document : found) {
    if (document.type != ContentType::kHtml) continue;
    absl::StatusOr<Page> page = SplitPage(document);
    if (!page.ok()) return page.status();
    document.text = std::move(page->text);  // what a reader sees of it
    document.type = ContentType::kText;
    if (document.metadata.title.empty()) document.metadata.title = std::move(page->metadata.title);
  }
  if (line.ids.empty()) {
    if (total == 2) return Pair{std::move(found[0]), std::move(found[1]), ExitCode(line, *read)};
    return absl::InvalidArgumentError("the inputs hold " + std::to_string(total) +
                                      " records, not two; name two of them with --id A --id B");
  }
  for (const std::string& id : line.ids) {
    if (find(id) == found.end()) return absl::NotFoundError("no record has the id " + id);
  }
  if (line.ids[0] == line.ids[1]) return absl::InvalidArgumentError("--id names one record twice");
  return Pair{*find(line.ids[0]), *find(line.ids[1]), ExitCode(line, *read)};
}

// Characters that disguise words, in all blocks of a text; CompareTexts sees through them and does not say so.
absl::StatusOr<std::uint64_t> CountDisguised(const Document& document) {
  const absl::StatusOr<Page> page = SplitPage(document);
  if (!page.ok()) return page.status();
  std::uint64_t count = 0;
  for (const Block& block : page->blocks) {
    if (block.parent.empty()) count += block.disguised;  // items are parts of their digest
  }
  return count;
}

}  // namespace

int RunCompare(const CommandLine& line) {
  const absl::StatusOr<Pair> documents = ReadTwo(line);
  if (!documents.ok()) return Fail(documents.status());
  const auto& [a, b, status] = *documents;
  absl::StatusOr<Comparison> comparison = CompareTexts(a.text, b.text, line.detector.rules);
  if (!comparison.ok()) return Fail(comparison.status());
  if (!line.detector.spans) comparison->spans.clear();
  absl::StatusOr<StoryComparison> story =
      CompareStories({.title = a.metadata.title, .text = a.text}, {.title = b.metadata.title, .text = b.text});
  if (!story.ok()) return Fail(story.status());
  if (story->terms.size() > kShownTerms) story->terms.resize(kShownTerms);
  if (!line.json.empty()) {
    const Match match{.a = {a.metadata.id, "0"},
                      .b = {b.metadata.id, "0"},
                      .comparison = *std::move(comparison),
                      .same_story = story->same_story,
                      .terms = std::move(story->terms),
                      .model = story->model};
    std::printf("%s\n", MatchJson(match).c_str());
  } else {
    const auto name = [](const Document& document) {
      const Metadata& metadata = document.metadata;
      return metadata.source.empty() ? metadata.id : metadata.id + " (" + metadata.source + ")";
    };
    std::fputs(TerminalComparison(*comparison, name(a), a.text, name(b), b.text, &*story).c_str(), stdout);
    for (const auto& [label, document] : {std::pair("a", &a), std::pair("b", &b)}) {
      const absl::StatusOr<std::uint64_t> disguised = CountDisguised(*document);
      if (!disguised.ok()) return Fail(disguised.status());
      if (*disguised == 0) continue;
      std::printf("\n%s holds %llu %s words; compared as what they look like\n", label,
                  static_cast<unsigned long long>(*disguised),
                  *disguised == 1 ? "character that disguises" : "characters that disguise");
    }
  }
  return status;
}

}  // namespace copydesk::tools
