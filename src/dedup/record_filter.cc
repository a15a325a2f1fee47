#include "dedup/record_filter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "dedup/choose.h"
#include "dedup/record_texts.h"

namespace copydesk {
absl::StatusOr<std::unique_ptr<RecordFilter>> RecordFilter::Open(const FilterOptions& options) {
  std::unique_ptr<RecordFilter> filter(new RecordFilter(options));
  if (!options.against.empty()) {
    Options settings = options.detector;
    settings.store = options.against;
    settings.read_only = true;
    settings.use_store_configuration = true;
    settings.unit = Unit::kDocument;
    settings.stories = false;
    settings.spans = false;
    settings.model = ModelSource::kNone;
    COPYDESK_ASSIGN_OR_RETURN(Detector detector, Detector::Open(settings));
    filter->store_.emplace(std::move(detector));
  }
  if (options.contamination.empty()) return filter;
  ReaderOptions reader_options = options.reader;
  reader_options.fail_on_reject = true;  // a text that is not looked for would be one that nobody misses
  std::vector<BenchmarkItem> items;
  COPYDESK_RETURN_IF_ERROR(ForEachRecord({options.contamination}, reader_options, nullptr, [&](Document document) {
    std::string id = document.metadata.id;
    COPYDESK_ASSIGN_OR_RETURN(std::string text, ComparedText(std::move(document)));
    items.push_back({.id = std::move(id), .text = std::move(text)});
    return absl::OkStatus();
  }));
  ContaminationOptions settings;
  settings.run = options.contamination_run;
  COPYDESK_ASSIGN_OR_RETURN(Contamination contamination, Contamination::Create(items, settings));
  filter->contamination_.emplace(std::move(contamination));
  return filter;
}

absl::StatusOr<std::optional<CertificateLine>> RecordFilter::Find(const Document& document) {
  if (contamination_.has_value()) {
    COPYDESK_ASSIGN_OR_RETURN(std::optional<CertificateLine> line, FindContamination(document));
    if (line.has_value()) return line;
  }
  if (!store_.has_value()) return std::nullopt;
  return FindStored(document);
}

absl::StatusOr<std::optional<CertificateLine>> RecordFilter::FindContamination(const Document& document) const {
  COPYDESK_ASSIGN_OR_RETURN(const std::string text, ComparedText(document));
  const std::optional<ContaminationFound> found = contamination_->Find(text);
  if (!found.has_value()) return std::nullopt;
  CertificateLine line;
  line.removed = {.document = document.metadata.id, .locator = document.metadata.locator, .block = "", .parts = {}};
  line.kept.document = contamination_->id(found->item);
  line.kept.locator.file = options_.contamination;
  line.kept.parts = {found->in_item};
  line.reason = RemovalReason::kContamination;
  line.relation = Relation::kOverlap;
  line.tokens = found->tokens;
  return line;
}

absl::StatusOr<std::optional<CertificateLine>> RecordFilter::FindStored(const Document& document) {
  const auto wants = [&](Relation relation) {
    const std::vector<Relation>& relations = options_.detector.relations;
    return std::find(relations.begin(), relations.end(), relation) != relations.end();
  };
  // Under a name that no stored document has, so that one with the same id is found too.
  Document asked = document;
  asked.metadata.id = absl::StrCat(document.metadata.id, std::string(1, '\0'), "asked");
  COPYDESK_ASSIGN_OR_RETURN(const std::vector<Match> matches, store_->Query(asked));
  std::optional<CertificateLine> best;
  for (const Match& match : matches) {
    const Comparison& comparison = match.comparison;
    if (!match.verified || !wants(comparison.relation)) continue;
    const bool asked_is_a = match.a.document == asked.metadata.id;
    const BlockName& stored = asked_is_a ? match.b : match.a;
    if (!stored.block.empty() && stored.block != "0") continue;  // a part of a page is no copy of a record
    const std::optional<double> score = comparison.relation == Relation::kContains
                                            ? ContainedScore(comparison, asked_is_a ? 0 : 1, options_.min_contained)
                                            : DuplicateScore(comparison);
    if (!score.has_value()) continue;
    if (best.has_value() && std::pair(comparison.relation, *score) <= std::pair(best->relation, best->score)) continue;
    best.emplace();
    best->removed = {.document = document.metadata.id, .locator = document.metadata.locator, .block = "", .parts = {}};
    best->kept.document = stored.document;
    best->kept.locator.file = options_.against;
    best->reason = RemovalReason::kStored;
    best->relation = comparison.relation;
    best->score = *score;
  }
  return best;
}

}  // namespace copydesk
