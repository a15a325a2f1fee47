// copydesk explain: why two records did or did not match.
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/match.h"
#include "copydesk/terminal_explanation.h"
#include "run.h"

namespace copydesk::tools {
namespace {

// A record, and the block of it if the user named one.
struct Named {
  DocumentView view;
  std::string block;  // empty: any
};

// `text` is an id, or an id, a colon and the name of a block.
absl::StatusOr<Named> Resolve(const std::string& text, Detector* detector) {
  absl::StatusOr<DocumentView> whole = detector->View(text);
  if (whole.ok()) return Named{.view = *std::move(whole), .block = ""};
  if (!absl::IsNotFound(whole.status())) return whole.status();
  const std::size_t colon = text.rfind(':');
  if (colon != std::string::npos) {
    absl::StatusOr<DocumentView> view = detector->View(text.substr(0, colon));
    if (view.ok()) return Named{.view = *std::move(view), .block = text.substr(colon + 1)};
  }
  return absl::NotFoundError("no record has the id " + text + "; name one of the collection, as ID or ID:BLOCK");
}

bool Fits(const BlockName& name, const Named& named) {
  return name.document == named.view.name && (named.block.empty() || name.block == named.block);
}

// The name of the only block that has a text of its own; empty when there are several, or none.
std::string OnlyText(const DocumentView& view) {
  std::string only;
  for (const Block& block : view.blocks) {
    if (block.role == BlockRole::kFurniture) continue;
    if (!only.empty()) return {};
    only = block.name;
  }
  return only;
}

// The blocks to explain: those named; where one is not, those of the pair's best match, or the first blocks.
absl::StatusOr<std::pair<BlockName, BlockName>> Choose(const Named& a, const Named& b, Detector* detector) {
  BlockName first{.document = a.view.name, .block = a.block};
  BlockName second{.document = b.view.name, .block = b.block};
  if (!a.block.empty() && !b.block.empty()) return std::pair(first, second);
  // Where there is no choice no match is looked for: of a store that could take long.
  if (a.block.empty()) first.block = OnlyText(a.view);
  if (b.block.empty()) second.block = OnlyText(b.view);
  if (!first.block.empty() && !second.block.empty() && first != second) return std::pair(first, second);
  first.block = a.block;
  second.block = b.block;
  const absl::StatusOr<std::vector<Match>> matches = detector->Matches();
  if (!matches.ok()) return matches.status();
  const Match* best = nullptr;
  bool swapped = false;
  for (const Match& match : *matches) {
    const bool forward = Fits(match.a, a) && Fits(match.b, b);
    if (!forward && !(Fits(match.a, b) && Fits(match.b, a))) continue;
    const auto rank = [](const Match& m) { return std::pair(m.comparison.relation, m.same_story.value_or(0)); };
    if (best != nullptr && rank(*best) >= rank(match)) continue;
    best = &match;
    swapped = !forward;
  }
  if (best != nullptr) return swapped ? std::pair(best->b, best->a) : std::pair(best->a, best->b);
  if (first.block.empty()) first.block = a.view.blocks.front().name;
  if (second.block.empty()) second.block = b.view.blocks.front().name;
  if (first == second && a.view.blocks.size() > 1) {
    return absl::InvalidArgumentError("name two blocks of " + first.document + ", as ID:BLOCK");
  }
  return std::pair(first, second);
}

absl::StatusOr<int> Explain(CommandLine line) {
  const bool files = line.inputs.empty() && line.detector.store.empty();
  if (files) line.inputs = line.ids;
  line.detector.read_only = !line.detector.store.empty();
  if (line.detector.read_only && !line.inputs.empty()) {
    return absl::InvalidArgumentError("give a collection or --store, not both");
  }
  if (files && line.inputs[0] == line.inputs[1]) line.inputs.pop_back();
  absl::StatusOr<Detector> detector = Detector::Open(line.detector);
  if (!detector.ok()) return detector.status();
  int status = kDone;
  if (!line.inputs.empty()) {
    const absl::StatusOr<ReadResult> read =
        ReadAll(line, [&](const std::vector<Document>& batch) { return detector->Add(batch); });
    if (!read.ok()) return read.status();
    status = ExitCode(line, *read);
  }
  const absl::StatusOr<Named> a = Resolve(line.ids[0], &*detector);
  if (!a.ok()) return a.status();
  const absl::StatusOr<Named> b = Resolve(line.ids[1], &*detector);
  if (!b.ok()) return b.status();
  const auto pair = Choose(*a, *b, &*detector);
  if (!pair.ok()) return pair.status();
  absl::StatusOr<Explanation> explanation = detector->Explain(pair->first, pair->second);
  if (!explanation.ok()) return explanation.status();
  // All matches of a store may be many; those of a collection were asked for.
  if (!line.inputs.empty() && explanation->never_compared.empty()) {
    const absl::StatusOr<Clusters> clusters = detector->Cluster();
    if (!clusters.ok()) return clusters.status();
    explanation->clusters = ExplainClusters(*clusters, *explanation);
  }
  if (!line.json.empty()) {
    std::printf("%s\n", ExplanationJson(*explanation).c_str());
  } else {
    std::fputs(TerminalExplanation(*explanation).c_str(), stdout);
  }
  return status;
}

}  // namespace

int RunExplain(const CommandLine& line) {
  const absl::StatusOr<int> status = Explain(line);
  return status.ok() ? *status : Fail(status.status());
}

}  // namespace copydesk::tools
