// The store in memory.
#ifndef COPYDESK_STORE_MEMORY_STORE_H_
#define COPYDESK_STORE_MEMORY_STORE_H_

#include <memory>

#include "copydesk/store.h"

namespace copydesk {

// A store without documents that refuses Add: stands for a disk store whose creation was interrupted.
[[nodiscard]] std::unique_ptr<Store> MakeEmptyReadOnlyStore(const SketchConfig& config, const BandPlan& bands);

}  // namespace copydesk

#endif  // COPYDESK_STORE_MEMORY_STORE_H_
