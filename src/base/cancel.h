// Whether long work is to end.
#ifndef COPYDESK_BASE_CANCEL_H_
#define COPYDESK_BASE_CANCEL_H_

#include <atomic>

namespace copydesk {

// Whether the flag of whoever may interrupt is set; without one nobody may.
[[nodiscard]] inline bool IsCancelled(const std::atomic<bool>* cancel) noexcept {
  return cancel != nullptr && cancel->load(std::memory_order_relaxed);
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_CANCEL_H_
