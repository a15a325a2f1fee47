// Whether long work is to end.
#ifndef COPYDESK_BASE_CANCEL_H_
#define COPYDESK_BASE_CANCEL_H_

#include <atomic>
#include <cstdint>

namespace copydesk {

// Small steps, such as records of a sorted file, between two looks at the flag.
inline constexpr std::uint64_t kCancelStride = 4096;

// Whether the flag of whoever may interrupt is set; without one nobody may.
[[nodiscard]] inline bool IsCancelled(const std::atomic<bool>* cancel) noexcept {
  return cancel != nullptr && cancel->load(std::memory_order_relaxed);
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_CANCEL_H_
