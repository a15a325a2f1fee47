// Finds and forgets documents of a store.
#ifndef COPYDESK_FORGET_DOCUMENTS_H_
#define COPYDESK_FORGET_DOCUMENTS_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "copydesk/forget.h"
#include "copydesk/store.h"

namespace copydesk {

struct ForgetSettings {
  int threads = 1;
  std::function<void(std::uint64_t done)> progress;
  const std::atomic<bool>* cancel = nullptr;
};

// In writes of some hundred documents, each atomic; an interrupted call has forgotten some of them. Without ids every
// document's record is read. Errors: InvalidArgument for a filter without a condition; those of Store::Forget.
[[nodiscard]] absl::StatusOr<ForgetReport> ForgetDocuments(Store* store, const ForgetFilter& filter,
                                                           const ForgetSettings& settings);

// Forgets all texts of each id but the one with that number.
[[nodiscard]] absl::Status ForgetOtherTexts(Store* store, std::span<const std::pair<std::string, DocumentNumber>> kept);

}  // namespace copydesk

#endif  // COPYDESK_FORGET_DOCUMENTS_H_
