#include "document_views.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/coding.h"
#include "base/parallel.h"
#include "base/record_sorter.h"
#include "base/status.h"
#include "match/furniture_passages.h"
#include "match/naming.h"

namespace copydesk {
namespace {

constexpr std::size_t kPerPart = 64;

// The names of all documents, with their numbers.
absl::Status AddNames(const Store& store, const VisitOptions& options, RecordSorter* sorter) {
  const DocumentNumber end = store.EndNumber();
  const std::size_t parts = (end + kPerPart - 1) / kPerPart;
  std::vector<std::vector<std::pair<DocumentNumber, absl::StatusOr<std::string>>>> names(parts);
  absl::Status status;
  const auto find = [&](std::size_t part) {
    for (DocumentNumber number = part * kPerPart; number < std::min(end, (part + 1) * kPerPart); ++number) {
      if (IsCancelled(options.cancel)) return;
      if (store.Contains(number)) names[part].emplace_back(number, DocumentName(store, number));
    }
  };
  ParallelInOrder(parts, options.threads, find, [&](std::size_t part) {
    for (const auto& [number, name] : std::exchange(names[part], {})) {
      std::string value;
      PutFixed64(&value, number);
      status.Update(name.status());
      if (status.ok()) status = sorter->Add(*name, value);
    }
  });
  if (IsCancelled(options.cancel)) return absl::CancelledError("interrupted");
  return status;
}

// Up to `most` of the next ones; none at the end.
absl::StatusOr<std::vector<std::pair<std::string, DocumentNumber>>> NextNames(RecordSorter* names, std::size_t most) {
  std::vector<std::pair<std::string, DocumentNumber>> next;
  while (next.size() < most) {
    COPYDESK_ASSIGN_OR_RETURN(const std::optional<RecordSorter::Record> record, names->Next());
    if (!record.has_value()) break;
    DocumentNumber number = 0;
    Decoder(record->value).Fixed64(&number);
    next.emplace_back(record->key, number);
  }
  return next;
}

absl::Status FillSetAside(const Store& store, const FurnitureModel* furniture, DocumentNumber number,
                          DocumentView* view) {
  if (furniture == nullptr) return absl::OkStatus();
  const std::span<const FurnitureEntry> of_source = furniture->OfSource(FurnitureSource(view->metadata));
  if (of_source.empty()) return absl::OkStatus();
  const absl::StatusOr<std::string> text = store.GetText(number);
  if (absl::IsNotFound(text.status())) return absl::OkStatus();
  COPYDESK_RETURN_IF_ERROR(text.status());
  const std::vector<TextRange> ranges = FindFurniture(*text, of_source);
  for (const Block& block : view->blocks) view->set_aside.push_back(WithinRanges(block.parts, ranges));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DocumentView> MakeDocumentView(const Store& store, const FurnitureModel* furniture,
                                              const PagesByNumber* pages, std::string name, DocumentNumber number) {
  DocumentView view{.name = std::move(name), .metadata = {}, .blocks = {}};
  if (const auto page = pages->find(number); page != pages->end()) view.page = page->second;
  COPYDESK_ASSIGN_OR_RETURN(view.metadata, store.GetMetadata(number));
  COPYDESK_ASSIGN_OR_RETURN(view.blocks, store.GetBlocks(number));
  COPYDESK_RETURN_IF_ERROR(FillSetAside(store, furniture, number, &view));
  return view;
}

absl::Status VisitDocuments(const Store& store, const FurnitureModel* furniture, const PagesByNumber* pages,
                            const VisitOptions& options,
                            const std::function<absl::Status(const DocumentView&)>& visit) {
  RecordSorter names(options.memory / 8, options.temporary_folder);
  COPYDESK_RETURN_IF_ERROR(AddNames(store, options, &names));
  const std::size_t at_once = kPerPart * 8 * static_cast<std::size_t>(options.threads);
  std::vector<std::pair<std::string, DocumentNumber>> named;
  std::vector<absl::StatusOr<DocumentView>> views;
  do {
    COPYDESK_ASSIGN_OR_RETURN(named, NextNames(&names, at_once));
    views.assign(named.size(), DocumentView());
    ParallelFor((named.size() + kPerPart - 1) / kPerPart, options.threads, [&](std::size_t part) {
      for (std::size_t i = part * kPerPart; i < std::min((part + 1) * kPerPart, named.size()); ++i) {
        views[i] = MakeDocumentView(store, furniture, pages, std::move(named[i].first), named[i].second);
      }
    });
    for (const absl::StatusOr<DocumentView>& view : views) {
      COPYDESK_RETURN_IF_ERROR(view.status());
      COPYDESK_RETURN_IF_ERROR(visit(*view));
    }
  } while (!named.empty());
  return absl::OkStatus();
}

}  // namespace copydesk
