// Adds batches to a store, puts a model after each, writes one byte to standard output when both were acknowledged, and
// waits to be killed. Arguments: the folder of the store, the number of batches.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "store/crash_batch.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  auto store = copydesk::OpenDiskStore(argv[1], copydesk::CrashStoreOptions());
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return 1;
  }
  const std::uint64_t first = (*store)->DocumentCount() / copydesk::kCrashBatchSize;
  const std::uint64_t batches = std::strtoull(argv[2], nullptr, 10);
  for (std::uint64_t batch = first; batch < first + batches; ++batch) {
    const auto added = (*store)->Add(copydesk::CrashBatch(batch));
    if (!added.ok()) {
      std::fprintf(stderr, "%s\n", added.status().ToString().c_str());
      return 1;
    }
    const auto put = (*store)->PutModel(copydesk::CrashModel(batch));
    if (!put.ok()) {
      std::fprintf(stderr, "%s\n", put.status().ToString().c_str());
      return 1;
    }
    if (write(STDOUT_FILENO, "+", 1) != 1) return 1;
  }
  while (true) pause();
}
