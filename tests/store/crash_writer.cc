// Does steps on a store, writes one byte to standard output when each was acknowledged, and waits to be killed.
// Arguments: the folder of the store, the first step, the number of steps.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "store/crash_steps.h"

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::uint64_t first = std::strtoull(argv[2], nullptr, 10);
  const std::uint64_t steps = std::strtoull(argv[3], nullptr, 10);
  auto store = copydesk::OpenDiskStore(argv[1], copydesk::CrashStoreOptions(first % 2 == 0));
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return 1;
  }
  for (std::uint64_t place = first; place < first + steps; ++place) {
    if (const absl::Status status = copydesk::DoStep(place, argv[1], &*store); !status.ok()) {
      std::fprintf(stderr, "step %llu: %s\n", static_cast<unsigned long long>(place), status.ToString().c_str());
      return 1;
    }
    if (write(STDOUT_FILENO, "+", 1) != 1) return 1;
  }
  while (true) pause();
}
