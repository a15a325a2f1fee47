#include "dedup/record_texts.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "base/status.h"
#include "copydesk/page.h"

namespace copydesk {

absl::StatusOr<std::string> ComparedText(Document document) {
  if (document.type == ContentType::kText) return std::move(document.text);
  COPYDESK_ASSIGN_OR_RETURN(Page page, SplitPage(document));
  return std::move(page.text);
}

absl::Status ForEachRecord(const std::vector<std::string>& inputs, const ReaderOptions& options,
                           const std::function<void(const Progress&)>& progress,
                           const std::function<absl::Status(Document)>& visit) {
  constexpr std::uint64_t kBatchBytes = std::uint64_t{16} << 20;
  ReaderOptions settings = options;
  settings.on_reject = nullptr;  // they were shown when the inputs were read first
  COPYDESK_ASSIGN_OR_RETURN(const std::unique_ptr<Reader> reader, OpenReader(inputs, settings));
  while (true) {
    COPYDESK_ASSIGN_OR_RETURN(std::vector<Document> batch, reader->ReadBatch(kBatchBytes));
    if (batch.empty()) return absl::OkStatus();
    for (Document& document : batch) COPYDESK_RETURN_IF_ERROR(visit(std::move(document)));
    if (progress) progress({.stage = "read", .done = reader->counts().bytes_in, .total = reader->total_bytes()});
  }
}

}  // namespace copydesk
