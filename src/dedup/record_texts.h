// Records as they are looked at one by one, beside a detector.
#ifndef COPYDESK_DEDUP_RECORD_TEXTS_H_
#define COPYDESK_DEDUP_RECORD_TEXTS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/detector.h"
#include "copydesk/document.h"
#include "copydesk/reader.h"

namespace copydesk {

// What is compared of a record: its text, or that of its page.
[[nodiscard]] absl::StatusOr<std::string> ComparedText(Document document);

// Visits the records of inputs in their order; rejects are passed over, or are an error when `options` say so.
// `progress`, which may be empty, hears of each batch as stage "read". Memory: a batch. Errors: those of OpenReader, of
// the reader and of `visit`.
[[nodiscard]] absl::Status ForEachRecord(const std::vector<std::string>& inputs, const ReaderOptions& options,
                                         const std::function<void(const Progress&)>& progress,
                                         const std::function<absl::Status(Document)>& visit);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_RECORD_TEXTS_H_
