// How fast files are read, records and nothing else: build/release/bench/read/read_speed FILE...
//
// For WARC beside decompression alone, in turns, on a file of some hundred megabytes:
//   for i in $(seq 40); do cat stories-2016-11.warc.gz; done > /tmp/large.warc.gz
//   for i in 1 2 3; do build/release/bench/read/read_speed /tmp/large.warc.gz; time zcat /tmp/large.warc.gz >
//   /dev/null; done
// Prints documents, what was passed over and rejected, and bytes a second, decompressed and as stored.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/document.h"
#include "copydesk/reader.h"

int main(int argc, char** argv) {
  const std::vector<std::string> inputs(argv + 1, argv + argc);
  const auto begin = std::chrono::steady_clock::now();
  const auto fail = [](const absl::Status& status) {
    std::fprintf(stderr, "read_speed: %s\n", std::string(status.message()).c_str());
    return 1;
  };
  absl::StatusOr<std::unique_ptr<copydesk::Reader>> reader = copydesk::OpenReader(inputs, {});
  if (!reader.ok()) return fail(reader.status());
  constexpr std::uint64_t kBatch = std::uint64_t{16} << 20;
  std::uint64_t text_bytes = 0;
  while (true) {
    absl::StatusOr<std::vector<copydesk::Document>> batch = (*reader)->ReadBatch(kBatch);
    if (!batch.ok()) return fail(batch.status());
    if (batch->empty()) break;
    for (const copydesk::Document& document : *batch) text_bytes += document.text.size();
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  const copydesk::ReaderCounts& counts = (*reader)->counts();
  constexpr double kMega = 1e6;
  std::printf(
      "%llu documents of %.1f MB, %llu passed over, %llu rejects; %.2f s, %.0f MB/s decompressed, %.0f MB/s stored\n",
      static_cast<unsigned long long>(counts.records), static_cast<double>(text_bytes) / kMega,
      static_cast<unsigned long long>(counts.passed_over), static_cast<unsigned long long>(counts.rejects),
      seconds.count(), static_cast<double>(counts.bytes_out) / kMega / seconds.count(),
      static_cast<double>(counts.bytes_in) / kMega / seconds.count());
  return 0;
}
