// Objects that several threads use, each by one thread at a time.
#ifndef COPYDESK_BASE_POOL_H_
#define COPYDESK_BASE_POOL_H_

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace copydesk {

// Holds what was given back, so that there are as many objects as threads that use one at the same time. Thread-safe.
template <typename T>
class Pool {
 public:
  // One that was given back, or what `make` makes.
  template <typename Make>
  std::unique_ptr<T> Take(const Make& make) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<T> taken = std::move(free_.back());
        free_.pop_back();
        return taken;
      }
    }
    return make();
  }

  void Give(std::unique_ptr<T> object) {
    const std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(std::move(object));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace copydesk

#endif  // COPYDESK_BASE_POOL_H_
