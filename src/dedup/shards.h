// Which file is written for which input file.
#ifndef COPYDESK_DEDUP_SHARDS_H_
#define COPYDESK_DEDUP_SHARDS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/reader.h"
#include "read/buffered_input.h"
#include "read/sniff.h"

namespace copydesk {

struct Shard {
  std::string input;  // as in Locator::file
  std::string output;
  std::string problem;  // not empty: why it cannot be read; nothing is written for it
};

struct ShardList {
  std::vector<Shard> shards;
  std::string folder;  // of the outputs; empty: there is one, a file
};

// Errors: InvalidArgument for standard input, and for two inputs with one output; those of ListInputs.
[[nodiscard]] absl::StatusOr<ShardList> ListShards(const std::vector<std::string>& inputs, const std::string& output);

// What a file is made of, which says how parts of it are copied.
enum class ShardFormat : std::uint8_t {
  kLines,  // JSON lines
  kWhole,  // one text or page
  kWarc,
  kUnknown,  // nothing that is read: the reader rejects it
};

// An input file, decompressed, and what it is. Error: what the reader would say of it.
struct OpenShard {
  std::unique_ptr<std::uint64_t> bytes = std::make_unique<std::uint64_t>(0);  // that were read, decompressed
  std::unique_ptr<BufferedInput> input;
  ShardFormat format = ShardFormat::kWhole;
  Compression compression = Compression::kNone;
  bool is_page = false;
};
[[nodiscard]] absl::StatusOr<OpenShard> OpenShardInput(const std::string& path, const ReaderOptions& options);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_SHARDS_H_
