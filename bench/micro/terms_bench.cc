// The terms of a block.
#include "copydesk/block.h"
#include "micro/run.h"
#include "sketch/terms.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

// From tokens that are made once for all documents, as the rest of a signature takes them too.
void RegisterTerms(const std::string& name, std::string_view kind, std::size_t size) {
  const std::string full = name + "/" + std::string(kind) + "/" + std::to_string(size);
  benchmark::RegisterBenchmark(full.c_str(), [kind, size](benchmark::State& state) {
    const auto& documents = Documents(kind, size);
    std::vector<Tokens> tokens;
    tokens.reserve(documents.size());
    for (const std::string& document : documents) tokens.push_back(Tokenize(document));
    TextWords words;
    for (auto step : state) {
      for (std::size_t i = 0; i < documents.size(); ++i) {
        words.Read(tokens[i].hash);
        const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(documents[i].size())};
        benchmark::DoNotOptimize(ExtractTerms("", documents[i], {&whole, 1}, tokens[i], &words));
      }
    }
    const auto rounds = static_cast<std::int64_t>(state.iterations());
    state.SetBytesProcessed(rounds * static_cast<std::int64_t>(TotalBytes(documents)));
    state.SetItemsProcessed(rounds * static_cast<std::int64_t>(documents.size()));
  });
}

const bool kRegistered = [] {
  for (const std::string_view kind : kKinds) RegisterTerms("terms/tokens", kind, 4096);
  RegisterTerms("terms/tokens", "english", 100);
  RegisterTerms("terms/tokens", "english", 65536);
  RegisterOverTexts("terms/text", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                    [](const std::string& text) {
                      const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
                      benchmark::DoNotOptimize(ExtractTerms("", text, {&whole, 1}));
                    });
  return true;
}();

}  // namespace
}  // namespace copydesk
