// What crash_writer does, step by step, so that the test that kills it knows what the store should hold.
#ifndef COPYDESK_TESTS_STORE_CRASH_STEPS_H_
#define COPYDESK_TESTS_STORE_CRASH_STEPS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "store/store_testing.h"

namespace copydesk {

inline constexpr std::uint64_t kCrashBatchSize = 7;
inline constexpr std::uint64_t kCrashSteps = 13;  // of a round, after which they begin anew

// Every other step writes tables rather than batches.
[[nodiscard]] DiskStoreOptions CrashStoreOptions(bool tables);

// Batch `number`: ids that no other batch has, and signatures that can be exported.
[[nodiscard]] std::vector<StoredDocument> CrashBatch(std::uint64_t number);

enum class CrashStep : std::uint8_t { kAdd, kBulk, kForget, kLearn, kMatch, kCompact, kRepair, kImport };
[[nodiscard]] CrashStep StepAt(std::uint64_t place);

// What a store should hold, with the model that was put last.
struct CrashState {
  StoreModel store;
  std::uint64_t model_version = 0;
  std::vector<ModelSection> model;
};

// Does step `place`, on a store and on what it should hold. kRepair and kImport close the store and open it again.
[[nodiscard]] absl::Status DoStep(std::uint64_t place, const std::string& path, std::unique_ptr<Store>* store);
void DoStep(std::uint64_t place, CrashState* state);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_STORE_CRASH_STEPS_H_
