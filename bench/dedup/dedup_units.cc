// How long it takes to find repeated passages, repeated paragraphs and passages of a benchmark in texts that are in
// memory, in processor seconds, and how much is cut. On one thread:
//
//   build/release/bench/dedup/dedup_units INPUT [MIN_TOKENS [MIN_CUT [POSTING_CAP [MEMORY]]]]
//
// INPUT is anything that copydesk reads. The defaults are those of the options. For the benchmark every hundredth text
// is an item, and the others are looked through.
#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/reader.h"
#include "dedup/contamination.h"
#include "dedup/paragraphs.h"
#include "dedup/passages.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

class MemoryTexts : public CollectionTexts {
 public:
  explicit MemoryTexts(std::vector<std::string> texts) : texts_(std::move(texts)) {}
  [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(texts_.size()); }
  [[nodiscard]] absl::StatusOr<std::string> Text(std::uint32_t document) const override { return texts_[document]; }

 private:
  std::vector<std::string> texts_;
};

// Processor time: other programs on the machine change it little.
class Clock {
 public:
  [[nodiscard]] double seconds() const { return static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC; }

 private:
  std::clock_t begin_ = std::clock();
};

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

unsigned long long Number(std::uint64_t number) { return number; }

int Run(const std::vector<std::string>& arguments) {
  auto reader = OpenReader({arguments[0]}, {});
  if (!reader.ok()) {
    std::fprintf(stderr, "%s\n", reader.status().ToString().c_str());
    return 1;
  }
  std::vector<std::string> all;
  std::uint64_t bytes = 0;
  while (true) {
    auto batch = (*reader)->ReadBatch(std::uint64_t{1} << 24);
    if (!batch.ok()) {
      std::fprintf(stderr, "%s\n", batch.status().ToString().c_str());
      return 1;
    }
    if (batch->empty()) break;
    for (Document& document : *batch) {
      bytes += document.text.size();
      all.push_back(std::move(document.text));
    }
  }
  const auto megabytes = static_cast<double>(bytes) / 1e6;
  std::printf("%zu texts, %.1f MB\n", all.size(), megabytes);

  {
    const Clock clock;
    std::uint64_t tokens = 0;
    for (const std::string& text : all) tokens += Tokenize(text).size();
    std::printf("tokens: %.2f s, %.0f MB/s; %llu\n", clock.seconds(), megabytes / clock.seconds(), Number(tokens));
  }
  {
    std::vector<BenchmarkItem> items;
    for (std::size_t i = 0; i < all.size(); i += 100) items.push_back({.id = std::to_string(i), .text = all[i]});
    const Clock building;
    const auto benchmark = Contamination::Create(items, {});
    const double built = building.seconds();
    const Clock clock;
    std::size_t found = 0;
    for (std::size_t i = 0; i < all.size(); ++i) found += i % 100 != 0 && benchmark->Find(all[i]).has_value() ? 1 : 0;
    std::printf("contamination: %zu items in %.2f s; %.2f s, %.0f MB/s; %zu texts found\n", items.size(), built,
                clock.seconds(), megabytes / clock.seconds(), found);
  }
  const MemoryTexts texts(std::move(all));
  const auto ignore = [](std::uint32_t, const std::vector<Cut>&) { return absl::OkStatus(); };
  const auto argument = [&](std::size_t i, std::uint64_t otherwise) {
    return i < arguments.size() ? std::strtoull(arguments[i].c_str(), nullptr, 10) : otherwise;
  };
  {
    ParagraphOptions options;
    options.memory = argument(4, 0);
    ParagraphStatistics statistics;
    const Clock clock;
    if (const absl::Status status = FindRepeatedParagraphs(texts, options, ignore, &statistics); !status.ok()) {
      std::fprintf(stderr, "%s\n", status.ToString().c_str());
      return 1;
    }
    std::printf("paragraphs: %.2f s, %.0f MB/s; of %llu %llu cut from %llu texts, %.2f %% of bytes\n", clock.seconds(),
                megabytes / clock.seconds(), Number(statistics.paragraphs), Number(statistics.cuts),
                Number(statistics.cut_documents), 100.0 * static_cast<double>(statistics.cut_bytes) / 1e6 / megabytes);
  }
  PassageOptions options;
  options.min_tokens = static_cast<int>(argument(1, 50));
  options.min_cut = static_cast<int>(argument(2, 8));
  options.posting_cap = static_cast<int>(argument(3, 16));
  options.memory = argument(4, 0);
  std::uint64_t run_tokens = 0;
  const absl::Status runs = FindRepeatedRuns(
      texts, options,
      [&](std::uint32_t, const std::vector<RepeatedRun>& found) {
        std::vector<std::pair<std::uint32_t, int>> ends;  // +1 where a run begins, -1 where one ends
        for (const RepeatedRun& run : found) {
          ends.emplace_back(run.tokens.begin, 1);
          ends.emplace_back(run.tokens.end, -1);
        }
        std::sort(ends.begin(), ends.end());
        int depth = 0;
        for (std::size_t i = 0; i < ends.size(); ++i) {
          if (depth > 0) run_tokens += ends[i].first - ends[i - 1].first;
          depth += ends[i].second;
        }
        return absl::OkStatus();
      },
      nullptr);
  PassageStatistics statistics;
  const Clock clock;
  const absl::Status status = FindRepeatedPassages(texts, options, ignore, &statistics);
  if (!runs.ok() || !status.ok()) {
    std::fprintf(stderr, "%s\n", (runs.ok() ? status : runs).ToString().c_str());
    return 1;
  }
  std::printf(
      "passages: %.2f s, %.0f MB/s; %llu fingerprints, %llu at several places, %llu capped, %.0f MB of records; "
      "%llu tokens in repeated runs; %llu cuts (%llu inside a text) in %llu texts, %llu tokens, %.2f %% of bytes; "
      "%llu texts limited\n",
      clock.seconds(), megabytes / clock.seconds(), Number(statistics.fingerprints),
      Number(statistics.repeated_fingerprints), Number(statistics.capped_fingerprints),
      static_cast<double>(statistics.temporary_bytes) / 1e6, Number(run_tokens), Number(statistics.cuts),
      Number(statistics.cuts_in_itself), Number(statistics.cut_documents), Number(statistics.cut_tokens),
      100.0 * static_cast<double>(statistics.cut_bytes) / 1e6 / megabytes, Number(statistics.limited_documents));
  std::printf("peak %.0f MB, texts included\n", PeakMegabytes());
  return 0;
}

}  // namespace
}  // namespace copydesk

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: dedup_units INPUT [MIN_TOKENS [MIN_CUT [POSTING_CAP [MEMORY]]]]\n");
    return 2;
  }
  return copydesk::Run({argv + 1, argv + argc});
}
