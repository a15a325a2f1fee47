#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "copydesk/store.h"
#include "dedup/cut.h"
#include "dedup/find_removals.h"
#include "dedup/paragraphs.h"
#include "dedup/passages.h"
#include "dedup/placed_id.h"

namespace copydesk {
namespace {

// The texts of a store to which records were added in the order of the input.
class StoredTexts final : public CollectionTexts {
 public:
  explicit StoredTexts(const Store& store) : store_(store) {}

  std::uint32_t size() const override { return static_cast<std::uint32_t>(store_.EndNumber()); }
  absl::StatusOr<std::string> Text(std::uint32_t document) const override { return store_.GetText(document); }

  // A part of a document, and where the document is.
  absl::StatusOr<CertifiedItem> Item(std::uint32_t document, const TextRange& part, RecordPlace* place) const {
    COPYDESK_ASSIGN_OR_RETURN(Metadata metadata, store_.GetMetadata(document));
    const std::optional<PlacedId> placed = ParsePlacedId(metadata.id);
    if (!placed.has_value()) return absl::InternalError(absl::StrCat(metadata.id, ": has no place"));
    *place = {placed->file, placed->offset};
    return CertifiedItem{
        .document = std::string(placed->id), .locator = std::move(metadata.locator), .block = "", .parts = {part}};
  }

 private:
  const Store& store_;
};

}  // namespace

absl::Status FindRepeatedParts(const DedupOptions& options, const Detector& detector, LineSorter* lines) {
  const StoredTexts texts(detector.store());
  const CutVisitor visit = [&](std::uint32_t document, const std::vector<Cut>& cuts) {
    for (const Cut& cut : cuts) {
      CertificateLine line;
      RecordPlace removed;
      RecordPlace kept;
      COPYDESK_ASSIGN_OR_RETURN(line.removed, texts.Item(document, cut.removed, &removed));
      COPYDESK_ASSIGN_OR_RETURN(line.kept, texts.Item(cut.kept_document, cut.kept, &kept));
      line.tokens = cut.tokens;
      COPYDESK_RETURN_IF_ERROR(lines->Add(removed, line));
    }
    return absl::OkStatus();
  };
  const auto with_resources = [&](auto settings) {
    settings.memory = options.detector.memory / 4;
    settings.temporary_folder = options.detector.temporary_folder;
    settings.cancel = options.detector.cancel;
    return settings;
  };
  if (options.unit == DedupUnit::kParagraph) {
    const auto settings = with_resources(ParagraphOptions{.min_tokens = options.min_paragraph});
    ParagraphStatistics statistics;
    return FindRepeatedParagraphs(texts, settings, visit, &statistics);
  }
  const auto settings = with_resources(PassageOptions{.min_tokens = options.min_passage});
  PassageStatistics statistics;
  return FindRepeatedPassages(texts, settings, visit, &statistics);
}

}  // namespace copydesk
