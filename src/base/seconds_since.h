// Elapsed time, for statistics.
#ifndef COPYDESK_BASE_SECONDS_SINCE_H_
#define COPYDESK_BASE_SECONDS_SINCE_H_

#include <chrono>

namespace copydesk {

[[nodiscard]] inline double SecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_SECONDS_SINCE_H_
