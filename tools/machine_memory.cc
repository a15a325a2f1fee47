#include "machine_memory.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace copydesk::tools {

std::uint64_t MachineMemory() {
  const auto pages = ::sysconf(_SC_PHYS_PAGES);
  const auto page = ::sysconf(_SC_PAGE_SIZE);
  std::uint64_t bytes =
      pages > 0 && page > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page) : 0;
  // Of version 2 and of version 1; the word "max" is no number.
  for (const char* const limit : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    std::uint64_t of_group = 0;
    if (std::ifstream(limit) >> of_group && of_group > 0) bytes = bytes == 0 ? of_group : std::min(bytes, of_group);
  }
  return bytes;
}

}  // namespace copydesk::tools
