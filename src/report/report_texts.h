// The documents that a report shows, loaded when they are first needed.
#ifndef COPYDESK_REPORT_REPORT_TEXTS_H_
#define COPYDESK_REPORT_REPORT_TEXTS_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "copydesk/html_report.h"

namespace copydesk {

// A block with its document. `block` is null when the document does not have it.
struct ShownBlock {
  BlockName name;
  std::shared_ptr<const ReportedDocument> document;
  const Block* block = nullptr;

  // As printed with the block, else those of its document; empty when neither says. The title may be the first words of
  // the text when `with_words` allows it, and is never empty then: the name of the document stands in for it.
  [[nodiscard]] std::string Outlet() const;
  [[nodiscard]] std::string Title(bool with_words) const;

  // True for one of several blocks of a page.
  [[nodiscard]] bool IsPartOfPage() const { return document->view.blocks.size() > 1; }
};

// Keeps documents up to a bound of memory. Not thread-safe.
class ReportTexts {
 public:
  explicit ReportTexts(const std::function<absl::StatusOr<ReportedDocument>(std::string_view name)>& load)
      : load_(load) {}

  // Errors: those of `load`.
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const ReportedDocument>> Document(const std::string& name);
  [[nodiscard]] absl::StatusOr<ShownBlock> Find(const BlockName& name);

 private:
  const std::function<absl::StatusOr<ReportedDocument>(std::string_view name)>& load_;
  absl::flat_hash_map<std::string, std::shared_ptr<const ReportedDocument>> documents_;
  std::size_t bytes_ = 0;
};

}  // namespace copydesk

#endif  // COPYDESK_REPORT_REPORT_TEXTS_H_
