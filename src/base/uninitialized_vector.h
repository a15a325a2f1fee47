// Vectors for numbers that are all written after a resize: it leaves new elements as the memory is.
#ifndef COPYDESK_BASE_UNINITIALIZED_VECTOR_H_
#define COPYDESK_BASE_UNINITIALIZED_VECTOR_H_

#include <memory>
#include <new>
#include <vector>

namespace copydesk {

template <typename T>
class UninitializedAllocator : public std::allocator<T> {
 public:
  template <typename U>
  struct rebind {
    using other = UninitializedAllocator<U>;
  };

  UninitializedAllocator() = default;
  template <typename U>
  explicit UninitializedAllocator(const UninitializedAllocator<U>& /*other*/) noexcept {}

  // Of a number, without a value.
  template <typename U>
  void construct(U* at) noexcept {
    ::new (static_cast<void*>(at)) U;
  }
};

template <typename T>
using UninitializedVector = std::vector<T, UninitializedAllocator<T>>;

}  // namespace copydesk

#endif  // COPYDESK_BASE_UNINITIALIZED_VECTOR_H_
