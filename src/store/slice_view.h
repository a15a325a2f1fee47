// RocksDB's views of bytes as those of the standard library.
#ifndef COPYDESK_STORE_SLICE_VIEW_H_
#define COPYDESK_STORE_SLICE_VIEW_H_

#include <rocksdb/slice.h>

#include <string_view>

namespace copydesk {

[[nodiscard]] inline std::string_view View(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

}  // namespace copydesk

#endif  // COPYDESK_STORE_SLICE_VIEW_H_
