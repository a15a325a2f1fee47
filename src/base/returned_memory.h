// Memory that was freed, for other processes to have.
#ifndef COPYDESK_BASE_RETURNED_MEMORY_H_
#define COPYDESK_BASE_RETURNED_MEMORY_H_

#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

extern "C" void MallocExtension_ReleaseFreeMemory() __attribute__((weak));  // of tcmalloc, where that is linked

namespace copydesk {

// Gives what the process has freed back to the system, where the allocator would keep it. Takes milliseconds a GB.
inline void ReturnFreedMemory() {
  if (MallocExtension_ReleaseFreeMemory != nullptr) {
    MallocExtension_ReleaseFreeMemory();
    return;
  }
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

}  // namespace copydesk

#endif  // COPYDESK_BASE_RETURNED_MEMORY_H_
