// From tokens to signatures, and the way from bytes.
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "copydesk/config.h"
#include "copydesk/minhash.h"
#include "micro/run.h"
#include "sketch/agreement.h"
#include "sketch/background.h"
#include "sketch/content_hash.h"
#include "sketch/shingle_minima.h"
#include "sketch/sketch.h"
#include "sketch/terms.h"
#include "sketch/weighted_simhash.h"
#include "sketch/winnow.h"
#include "text/shingles.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

// The tokens of Documents(kind, size), made once.
const std::vector<Tokens>& DocumentTokens(std::string_view kind, std::size_t size) {
  static std::map<std::pair<std::string, std::size_t>, std::vector<Tokens>> made;
  auto& tokens = made[std::pair(std::string(kind), size)];
  if (tokens.empty()) {
    for (const std::string& document : Documents(kind, size)) tokens.push_back(Tokenize(document));
  }
  return tokens;
}

// Calls `work(tokens)` for the tokens of each document, and counts the bytes of their texts.
template <typename Work>
void RegisterOverTokens(const std::string& name, std::initializer_list<std::string_view> kinds,
                        std::initializer_list<std::size_t> sizes, Work work) {
  for (const std::string_view kind : kinds) {
    for (const std::size_t size : sizes) {
      const std::string full = name + "/" + std::string(kind) + "/" + std::to_string(size);
      benchmark::RegisterBenchmark(full.c_str(), [kind, size, work](benchmark::State& state) {
        const std::vector<Tokens>& documents = DocumentTokens(kind, size);
        std::size_t tokens = 0;
        for (const Tokens& document : documents) tokens += document.size();
        for (auto step : state) {
          for (const Tokens& document : documents) work(document);
        }
        const auto rounds = static_cast<std::int64_t>(state.iterations());
        state.SetBytesProcessed(rounds * static_cast<std::int64_t>(TotalBytes(Documents(kind, size))));
        state.SetItemsProcessed(rounds * static_cast<std::int64_t>(documents.size()));
        state.counters["tokens"] = static_cast<double>(tokens) / static_cast<double>(documents.size());
      });
    }
  }
}

// As Sketch makes a MinHash of tokens.
void StoreMinHash(std::span<const std::uint64_t> tokens, const SketchConfig& config) {
  std::array<std::uint64_t, 256> minima;
  minima.fill(kNoMinimum);
  LowerShingleMinima(tokens, config.shingle, minima);
  std::array<std::uint8_t, 256> values;
  std::array<std::uint64_t, 4> occupancy;
  StoreMinima(minima, values.data(), occupancy.data());
  benchmark::DoNotOptimize(values);
  benchmark::DoNotOptimize(occupancy);
}

void RegisterKernels(const SketchConfig& config) {
  RegisterOverTokens("sketch/content", {"english"}, {4096},
                     [](const Tokens& tokens) { benchmark::DoNotOptimize(HashContent(tokens.hash)); });
  RegisterOverTokens("sketch/shingles", {"english"}, {4096}, [config](const Tokens& tokens) {
    benchmark::DoNotOptimize(ShingleHashes(tokens.hash, config.shingle));
  });
  RegisterOverTokens("sketch/minima", {"english"}, {4096}, [config](const Tokens& tokens) {
    std::array<std::uint64_t, 256> minima;
    minima.fill(kNoMinimum);
    LowerShingleMinima(tokens.hash, config.shingle, minima);
    benchmark::DoNotOptimize(minima);
  });
  RegisterOverTokens("sketch/minima_and_hashes", {"english"}, {4096}, [config](const Tokens& tokens) {
    static std::vector<std::uint64_t> hashes;
    hashes.resize(tokens.size());
    std::array<std::uint64_t, 256> minima;
    minima.fill(kNoMinimum);
    LowerMinimaAndHash(tokens.hash, config.shingle, minima, config.fingerprint_shingle, hashes.data());
    benchmark::DoNotOptimize(minima);
  });
  RegisterOverTokens("sketch/minhash", {"english"}, {100, 4096, 65536},
                     [config](const Tokens& tokens) { StoreMinHash(tokens.hash, config); });
  RegisterOverTokens("sketch/minhash_of_shingles", {"english"}, {4096}, [config](const Tokens& tokens) {
    // Tokens in place of shingle hashes, so that shingles are not measured.
    benchmark::DoNotOptimize(ComputeMinHash(tokens.hash, config.bins));
  });
  RegisterOverTokens("sketch/simhash", {"english", "news", "russian", "chinese"}, {4096},
                     [](const Tokens& tokens) { benchmark::DoNotOptimize(ComputeSimHash(tokens.hash)); });
  RegisterOverTokens("sketch/simhash", {"english"}, {100, 65536},
                     [](const Tokens& tokens) { benchmark::DoNotOptimize(ComputeSimHash(tokens.hash)); });
  RegisterOverTokens("sketch/weights", {"english"}, {4096}, [](const Tokens& tokens) {
    int sum = 0;
    for (const std::uint64_t hash : tokens.hash) sum += BackgroundWeight(hash);
    benchmark::DoNotOptimize(sum);
  });
  RegisterOverTokens("sketch/winnow", {"english"}, {4096}, [config](const Tokens& tokens) {
    // Tokens in place of shingle hashes, so that winnowing alone is measured.
    benchmark::DoNotOptimize(Winnow(tokens.hash, WindowFor(tokens.size(), config.max_window)));
  });
  RegisterOverTokens("sketch/all", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                     [config](const Tokens& tokens) { benchmark::DoNotOptimize(Sketch(tokens, config)); });
  RegisterOverTokens("sketch/all", {"english"}, {100, 65536},
                     [config](const Tokens& tokens) { benchmark::DoNotOptimize(Sketch(tokens, config)); });
  RegisterOverTokens("sketch/all_in_place", {"english"}, {100, 4096}, [config](const Tokens& tokens) {
    static Signature signature;
    Sketch(tokens, config, &signature);
    benchmark::DoNotOptimize(signature);
  });
}

// Sketches of the documents of 100 bytes, with few filled bins, and of 4 KB.
void RegisterBands(const SketchConfig& config) {
  for (const std::size_t size : {std::size_t{100}, std::size_t{4096}}) {
    const std::string name = "sketch/bands/english/" + std::to_string(size);
    benchmark::RegisterBenchmark(name.c_str(), [config, size](benchmark::State& state) {
      std::vector<MinHashSketch> sketches;
      for (const Tokens& tokens : DocumentTokens("english", size)) {
        sketches.push_back(ComputeMinHash(ShingleHashes(tokens.hash, config.shingle), config.bins));
      }
      const BandPlan plan = ChooseBands(config.bins, 0.7, 0.99);
      std::vector<std::uint64_t> hashes;
      for (auto step : state) {
        for (const MinHashSketch& sketch : sketches) {
          BandHashes(sketch, plan, &hashes);
          benchmark::DoNotOptimize(hashes.data());
        }
      }
      state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * sketches.size()));
    });
  }
}

// One sketch against all others: pairs a second.
void RegisterEstimates(const SketchConfig& config) {
  benchmark::RegisterBenchmark("sketch/estimate/english/4096", [config](benchmark::State& state) {
    std::vector<MinHashSketch> sketches;
    for (const Tokens& tokens : DocumentTokens("english", 4096)) {
      sketches.push_back(ComputeMinHash(ShingleHashes(tokens.hash, config.shingle), config.bins));
    }
    for (auto step : state) {
      for (const MinHashSketch& sketch : sketches) benchmark::DoNotOptimize(EstimateJaccard(sketches[0], sketch));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * sketches.size()));
  });
  benchmark::RegisterBenchmark("sketch/agreements/english/4096", [config](benchmark::State& state) {
    PackedSketches sketches(config.bins);
    MinHashSketch query;
    for (const Tokens& tokens : DocumentTokens("english", 4096)) {
      query = ComputeMinHash(ShingleHashes(tokens.hash, config.shingle), config.bins);
      sketches.Add(query);
    }
    std::vector<Agreement> agreements(sketches.size());
    for (auto step : state) {
      sketches.CountAgreements(query, 0, agreements);
      benchmark::DoNotOptimize(agreements.data());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * sketches.size()));
  });
}

const bool kRegistered = [] {
  const SketchConfig config;
  RegisterKernels(config);
  RegisterBands(config);
  RegisterEstimates(config);
  const auto to_minhash = [config](const std::string& text) {
    thread_local Tokens tokens;
    tokens.Clear();
    AppendTokens(text, 0, &tokens);
    StoreMinHash(tokens.hash, config);
  };
  RegisterOverTexts("path/minhash", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096}, to_minhash);
  RegisterOverTexts("path/minhash", {"english"}, {100}, to_minhash);
  RegisterOverTexts("path/sketch", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                    [config](const std::string& text) { benchmark::DoNotOptimize(Sketch(Tokenize(text), config)); });
  RegisterOverTexts("path/signature", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                    [config](const std::string& text) {
                      thread_local Tokens tokens;
                      tokens.Clear();
                      AppendTokens(text, 0, &tokens);
                      thread_local TextWords words;
                      words.Read(tokens.hash);
                      Signature signature;
                      Sketch(tokens, config, &words, &signature);
                      const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
                      signature.terms = ExtractTerms("", text, {&whole, 1}, tokens, &words);
                      benchmark::DoNotOptimize(signature);
                    });
  return true;
}();

}  // namespace
}  // namespace copydesk
