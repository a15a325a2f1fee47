// How long queries of a store take, one by one: percentiles in milliseconds as one JSON object.
//
//   query_latency STORE INPUT QUERIES [cold]
//
// The first QUERIES records of INPUT are asked for; the first tenth of them warms the caches and is not counted. With
// "cold" the operating system is told before each query to forget the store's files; the store's own cache stays.
// COPYDESK_STORIES=1 asks for stories too.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/detector.h"
#include "copydesk/reader.h"

namespace copydesk {
namespace {

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "query_latency: %s\n", std::string(status.message()).c_str());
  return 1;
}

void ForgetFiles(const std::string& folder) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const int file = ::open(entry->path().c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
  }
}

absl::StatusOr<std::vector<Document>> ReadFirst(const std::string& input, std::size_t count) {
  auto reader = OpenReader({input}, {});
  if (!reader.ok()) return reader.status();
  std::vector<Document> first;
  while (first.size() < count) {
    auto batch = (*reader)->ReadBatch(std::uint64_t{1} << 20);
    if (!batch.ok()) return batch.status();
    if (batch->empty()) break;
    first.insert(first.end(), std::make_move_iterator(batch->begin()), std::make_move_iterator(batch->end()));
  }
  first.resize(std::min(first.size(), count));
  return first;
}

int Run(const std::string& store, const std::string& input, std::size_t count, bool cold) {
  const absl::StatusOr<std::vector<Document>> documents = ReadFirst(input, count);
  if (!documents.ok()) return Fail(documents.status());
  Options options;
  options.store = store;
  options.use_store_configuration = true;
  options.read_only = true;
  options.stories = std::getenv("COPYDESK_STORIES") != nullptr;
  absl::StatusOr<Detector> detector = Detector::Open(options);
  if (!detector.ok()) return Fail(detector.status());
  std::vector<double> times;
  std::uint64_t matches = 0;
  for (std::size_t i = 0; i < documents->size(); ++i) {
    Document document = (*documents)[i];
    document.metadata.id = "asked-" + std::to_string(i);  // so that the stored one is found as well
    if (cold) ForgetFiles(store);
    const auto start = std::chrono::steady_clock::now();
    const auto found = detector->Query(document);
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    if (!found.ok()) return Fail(found.status());
    if (i < documents->size() / 10) continue;
    times.push_back(time.count());
    matches += found->size();
  }
  if (times.empty()) return Fail(absl::InvalidArgumentError("no records to ask for"));
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
  };
  std::printf("{\"queries\": %zu, \"matches\": %llu, \"p50\": %.3f, \"p90\": %.3f, \"p99\": %.3f, \"max\": %.3f}\n",
              times.size(), static_cast<unsigned long long>(matches), at(0.5), at(0.9), at(0.99), times.back());
  return 0;
}

}  // namespace
}  // namespace copydesk

int main(int argc, char** argv) {
  if (argc < 4 || argc > 5) {
    std::fputs("usage: query_latency STORE INPUT QUERIES [cold]\n", stderr);
    return 2;
  }
  return copydesk::Run(argv[1], argv[2], std::strtoull(argv[3], nullptr, 10),
                       argc == 5 && std::string_view(argv[4]) == "cold");
}
