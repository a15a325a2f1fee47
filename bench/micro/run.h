// Benchmarks of one function over documents: NAME/kind/bytes.
#ifndef COPYDESK_BENCH_MICRO_RUN_H_
#define COPYDESK_BENCH_MICRO_RUN_H_

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "micro/texts.h"

namespace copydesk {

// Calls `work(document)` for each document of a kind and size, and counts bytes and documents a second.
template <typename Work>
void RegisterOverTexts(const std::string& name, std::initializer_list<std::string_view> kinds,
                       std::initializer_list<std::size_t> sizes, Work work) {
  for (const std::string_view kind : kinds) {
    for (const std::size_t size : sizes) {
      const std::string full = name + "/" + std::string(kind) + "/" + std::to_string(size);
      benchmark::RegisterBenchmark(full.c_str(), [kind, size, work](benchmark::State& state) {
        const auto& documents = Documents(kind, size);
        for (auto step : state) {
          for (const std::string& document : documents) work(document);
        }
        const auto rounds = static_cast<std::int64_t>(state.iterations());
        state.SetBytesProcessed(rounds * static_cast<std::int64_t>(TotalBytes(documents)));
        state.SetItemsProcessed(rounds * static_cast<std::int64_t>(documents.size()));
      });
    }
  }
}

}  // namespace copydesk

#endif  // COPYDESK_BENCH_MICRO_RUN_H_
