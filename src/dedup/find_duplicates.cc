#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "cluster/match_edges.h"
#include "copydesk/compare.h"
#include "dedup/choose.h"
#include "dedup/find_removals.h"
#include "dedup/placed_id.h"

namespace copydesk {
namespace {

class DuplicateFinder {
 public:
  DuplicateFinder(const DedupOptions& options, Detector* detector, LineSorter* lines)
      : options_(options), detector_(*detector), lines_(*lines) {}

  absl::Status Find() {
    COPYDESK_ASSIGN_OR_RETURN(const std::shared_ptr<const MatchList> matches, detector_.ListMatches());
    COPYDESK_ASSIGN_OR_RETURN(MatchEdges edges, MatchEdges::Read(*matches));
    edges_.emplace(std::move(edges));
    std::vector<std::uint64_t> order;
    order.reserve(edges_->names().size());
    for (const BlockName& name : edges_->names()) {
      const std::optional<PlacedId> placed = ParsePlacedId(name.document);
      if (!placed.has_value()) return absl::InternalError(absl::StrCat(name.document, ": has no place"));
      order.push_back(placed->order);
    }
    COPYDESK_ASSIGN_OR_RETURN(const ChooseOptions settings, Settings());
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<Removal> removals, ChooseRemovals(*edges_, order, settings));
    for (const Removal& removal : removals) {
      CertificateLine line;
      COPYDESK_ASSIGN_OR_RETURN(line.removed, ItemOf(removal.removed));
      COPYDESK_ASSIGN_OR_RETURN(line.kept, ItemOf(removal.kept));
      line.relation = removal.relation;
      line.score = removal.score;
      if (settings.confirm && removal.relation != Relation::kExact) {
        // Of the whole texts, as everyone can compute it.
        COPYDESK_ASSIGN_OR_RETURN(const Comparison comparison, Compare(removal.removed, removal.kept));
        line.score = ScoreOf(comparison, removal.relation).value_or(removal.score);  // it was confirmed
      }
      const std::optional<PlacedId> placed = ParsePlacedId(edges_->names()[removal.removed].document);
      COPYDESK_RETURN_IF_ERROR(lines_.Add({placed->file, placed->offset}, line));
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<ChooseOptions> Settings() {
    const auto wants = [&](Relation relation) {
      const std::vector<Relation>& relations = options_.detector.relations;
      return std::find(relations.begin(), relations.end(), relation) != relations.end();
    };
    ChooseOptions settings;
    settings.exact = wants(Relation::kExact);
    settings.near = wants(Relation::kNear);
    settings.contains = wants(Relation::kContains);
    settings.min_contained = options_.min_contained;
    if (options_.unit == DedupUnit::kBlock) COPYDESK_RETURN_IF_ERROR(IgnoreDigests(&settings));
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<FurniturePassage> furniture, detector_.Furniture());
    if (furniture.empty()) return settings;
    settings.confirm = [this](std::uint32_t a, std::uint32_t b, Relation relation) -> absl::StatusOr<bool> {
      COPYDESK_ASSIGN_OR_RETURN(const Comparison comparison, Compare(a, b));
      return ScoreOf(comparison, relation).has_value();
    };
    return settings;
  }

  // What goes with a digest would be what other lines call kept: its items stand for themselves.
  absl::Status IgnoreDigests(ChooseOptions* settings) {
    settings->ignored.assign(edges_->names().size(), 0);
    for (std::size_t i = 0; i < edges_->names().size(); ++i) {
      const BlockName& name = edges_->names()[i];
      COPYDESK_ASSIGN_OR_RETURN(const DocumentView view, detector_.View(name.document));
      const bool digest = std::any_of(view.blocks.begin(), view.blocks.end(),
                                      [&](const Block& block) { return block.parent == name.block; });
      settings->ignored[i] = digest ? 1 : 0;
    }
    return absl::OkStatus();
  }

  std::optional<double> ScoreOf(const Comparison& comparison, Relation relation) const {
    return relation == Relation::kContains ? ContainedScore(comparison, 0, options_.min_contained)
                                           : DuplicateScore(comparison);
  }

  absl::StatusOr<Comparison> Compare(std::uint32_t a, std::uint32_t b) {
    COPYDESK_ASSIGN_OR_RETURN(const std::string text_a, TextOf(a));
    COPYDESK_ASSIGN_OR_RETURN(const std::string text_b, TextOf(b));
    return CompareTexts(text_a, text_b, options_.detector.rules);
  }

  absl::StatusOr<std::string> TextOf(std::uint32_t node) {
    const BlockName& name = edges_->names()[node];
    COPYDESK_ASSIGN_OR_RETURN(Document document, detector_.Find(name.document));
    if (name.block.empty()) return std::move(document.text);
    COPYDESK_ASSIGN_OR_RETURN(const std::vector<TextRange> parts, PartsOf(name));
    return TextOfParts(document.text, parts);
  }

  absl::StatusOr<std::vector<TextRange>> PartsOf(const BlockName& name) {
    COPYDESK_ASSIGN_OR_RETURN(const DocumentView view, detector_.View(name.document));
    for (const Block& block : view.blocks) {
      if (block.name == name.block) return block.parts;
    }
    return absl::InternalError(absl::StrCat(name.document, ": has no block ", name.block));
  }

  absl::StatusOr<CertifiedItem> ItemOf(std::uint32_t node) {
    const BlockName& name = edges_->names()[node];
    COPYDESK_ASSIGN_OR_RETURN(DocumentView view, detector_.View(name.document));
    CertifiedItem item;
    item.document = ParsePlacedId(name.document)->id;
    item.locator = std::move(view.metadata.locator);
    item.block = name.block;
    for (Block& block : view.blocks) {
      if (!name.block.empty() && block.name == name.block) item.parts = std::move(block.parts);
    }
    return item;
  }

  const DedupOptions& options_;
  Detector& detector_;
  LineSorter& lines_;
  std::optional<MatchEdges> edges_;
};

}  // namespace

absl::Status FindDuplicateRecords(const DedupOptions& options, Detector* detector, LineSorter* lines) {
  return DuplicateFinder(options, detector, lines).Find();
}

}  // namespace copydesk
