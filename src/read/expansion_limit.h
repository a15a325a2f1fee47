// A bound on what a compressed file may grow to: decompression bombs end here.
#ifndef COPYDESK_READ_EXPANSION_LIMIT_H_
#define COPYDESK_READ_EXPANSION_LIMIT_H_

#include <cstdint>
#include <memory>

#include "read/byte_source.h"
#include "read/decompress.h"

namespace copydesk {

// Text of collections compresses 3 to 20 times, and copies of one text over a long window a few hundred times. gzip
// reaches 1,032 with zeros only.
struct ExpansionLimit {
  std::uint64_t free_bytes = std::uint64_t{1} << 30;  // may always be decompressed
  std::uint64_t ratio = 1000;                         // of what is decompressed beyond that, to what is stored
};

// Passes on `decompressed` until the limit is passed: ResourceExhausted, behind which nothing is read.
[[nodiscard]] std::unique_ptr<ByteSource> LimitExpansion(std::unique_ptr<Decompressor> decompressed,
                                                         const ExpansionLimit& limit);

}  // namespace copydesk

#endif  // COPYDESK_READ_EXPANSION_LIMIT_H_
