// The fixture of tests that hold for every kind of store.
#ifndef COPYDESK_TESTS_STORE_STORE_CONTRACT_H_
#define COPYDESK_TESTS_STORE_STORE_CONTRACT_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "store/store_testing.h"

namespace copydesk {

// kSpilling: in memory, but all of it is moved to temporary files after each batch.
enum class StoreKind : std::uint8_t { kMemory, kSpilling, kDisk };

class StoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  std::unique_ptr<Store> NewStore() {
    if (GetParam() == StoreKind::kMemory) return OpenMemoryStore(TestConfig(), TestBands()).value();
    if (GetParam() == StoreKind::kSpilling) {
      return OpenMemoryStore(TestConfig(), TestBands(), {.memory = 1, .temporary_folder = "", .threads = 2}).value();
    }
#ifdef COPYDESK_WITH_ROCKSDB
    DiskStoreOptions options;
    options.config = TestConfig();
    options.bands = TestBands();
    return OpenDiskStore(folder_.File(std::to_string(stores_++)), options).value();
#else
    return nullptr;
#endif
  }

 private:
  TemporaryFolder folder_;
  int stores_ = 0;
};

inline auto StoreKinds() {
#ifdef COPYDESK_WITH_ROCKSDB
  return ::testing::Values(StoreKind::kMemory, StoreKind::kSpilling, StoreKind::kDisk);
#else
  return ::testing::Values(StoreKind::kMemory, StoreKind::kSpilling);
#endif
}

inline std::string StoreKindName(const ::testing::TestParamInfo<StoreKind>& test) {
  switch (test.param) {
    case StoreKind::kMemory:
      return "Memory";
    case StoreKind::kSpilling:
      return "Spilling";
    case StoreKind::kDisk:
      return "Disk";
  }
  return "";
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_STORE_STORE_CONTRACT_H_
