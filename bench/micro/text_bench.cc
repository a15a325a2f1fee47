// From bytes to tokens.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "micro/run.h"
#include "text/shingles.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

std::vector<std::uint64_t> RandomHashes(std::size_t size) {
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> hashes(size);
  for (std::uint64_t& hash : hashes) hash = random();
  return hashes;
}

const bool kRegistered = [] {
  RegisterOverTexts("text/tokens", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                    [](const std::string& text) {
                      thread_local Tokens tokens;
                      tokens.Clear();
                      AppendTokens(text, 0, &tokens);
                      benchmark::DoNotOptimize(tokens.hash.data());
                    });
  RegisterOverTexts("text/tokens", {"english"}, {100, 1024, 65536}, [](const std::string& text) {
    thread_local Tokens tokens;
    tokens.Clear();
    AppendTokens(text, 0, &tokens);
    benchmark::DoNotOptimize(tokens.hash.data());
  });
  RegisterOverTexts("text/tokens", {"news", "russian", "chinese"}, {100}, [](const std::string& text) {
    thread_local Tokens tokens;
    tokens.Clear();
    AppendTokens(text, 0, &tokens);
    benchmark::DoNotOptimize(tokens.hash.data());
  });
  for (const int k : {5, 6, 8}) {
    benchmark::RegisterBenchmark(("text/shingles/" + std::to_string(k)).c_str(), [k](benchmark::State& state) {
      const std::vector<std::uint64_t> tokens = RandomHashes(700);
      std::vector<std::uint64_t> hashes(tokens.size());
      for (auto step : state) {
        ShingleHashes(tokens, k, hashes);
        benchmark::DoNotOptimize(hashes.data());
        benchmark::ClobberMemory();
      }
      state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * tokens.size()));
    });
  }
  for (const std::size_t size : {30, 100, 700, 5000}) {
    benchmark::RegisterBenchmark(("text/sorted_set/" + std::to_string(size)).c_str(), [size](benchmark::State& state) {
      const std::vector<std::uint64_t> hashes = RandomHashes(size);
      for (auto step : state) benchmark::DoNotOptimize(SortedSet(hashes).data());
      state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * size));
    });
    benchmark::RegisterBenchmark(("text/intersection/" + std::to_string(size)).c_str(), [size](
                                                                                            benchmark::State& state) {
      // Half of the values are in both.
      const std::vector<std::uint64_t> all = RandomHashes(3 * size / 2);
      const std::vector<std::uint64_t> a = SortedSet({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size)});
      const std::vector<std::uint64_t> b = SortedSet({all.end() - static_cast<std::ptrdiff_t>(size), all.end()});
      for (auto step : state) benchmark::DoNotOptimize(IntersectionSize(a, b));
      state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * 2 * size));
    });
  }
  return true;
}();

}  // namespace
}  // namespace copydesk
