// The fixture of tests that hold for every kind of store.
#ifndef COPYDESK_TESTS_STORE_STORE_CONTRACT_H_
#define COPYDESK_TESTS_STORE_STORE_CONTRACT_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "store/store_testing.h"

namespace copydesk {

enum class StoreKind : std::uint8_t { kMemory, kDisk };

class StoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  std::unique_ptr<Store> NewStore() {
    if (GetParam() == StoreKind::kMemory) return OpenMemoryStore(TestConfig(), TestBands()).value();
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
  return ::testing::Values(StoreKind::kMemory, StoreKind::kDisk);
#else
  return ::testing::Values(StoreKind::kMemory);
#endif
}

inline std::string StoreKindName(const ::testing::TestParamInfo<StoreKind>& test) {
  return test.param == StoreKind::kMemory ? "Memory" : "Disk";
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_STORE_STORE_CONTRACT_H_
