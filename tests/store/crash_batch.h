// The batches that crash_writer adds, for the test that kills it and looks at what is left.
#ifndef COPYDESK_TESTS_STORE_CRASH_BATCH_H_
#define COPYDESK_TESTS_STORE_CRASH_BATCH_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "store/store_testing.h"

namespace copydesk {

inline constexpr std::uint64_t kCrashBatchSize = 7;

inline DiskStoreOptions CrashStoreOptions() {
  DiskStoreOptions options;
  options.config = TestConfig();
  options.bands = TestBands();
  return options;
}

// Batch `number`: ids that no other batch has.
inline std::vector<StoredDocument> CrashBatch(std::uint64_t number) {
  std::mt19937_64 random(number);
  std::vector<StoredDocument> batch = RandomBatch(random, kCrashBatchSize);
  for (std::uint64_t i = 0; i < kCrashBatchSize; ++i) {
    batch[i].metadata.id = std::to_string(number) + "-" + std::to_string(i);
  }
  return batch;
}

// The model that crash_writer puts after that batch.
inline std::vector<ModelSection> CrashModel(std::uint64_t number) {
  std::mt19937_64 random(number);
  return {{.name = "terms", .chunks = {std::to_string(number), std::string(random() % 3000, 'x'), "end"}}};
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_STORE_CRASH_BATCH_H_
