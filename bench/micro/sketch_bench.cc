// From tokens to signatures, and the way from bytes.
#include "copydesk/config.h"
#include "copydesk/minhash.h"
#include "micro/run.h"
#include "sketch/sketch.h"
#include "sketch/terms.h"
#include "text/shingles.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

const bool kRegistered = [] {
  const SketchConfig config;
  RegisterOverTexts("path/minhash", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                    [config](const std::string& text) {
                      const Tokens tokens = Tokenize(text);
                      benchmark::DoNotOptimize(ComputeMinHash(ShingleHashes(tokens.hash, config.shingle), config.bins));
                    });
  RegisterOverTexts("path/minhash", {"english"}, {100}, [config](const std::string& text) {
    const Tokens tokens = Tokenize(text);
    benchmark::DoNotOptimize(ComputeMinHash(ShingleHashes(tokens.hash, config.shingle), config.bins));
  });
  RegisterOverTexts("path/sketch", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                    [config](const std::string& text) { benchmark::DoNotOptimize(Sketch(Tokenize(text), config)); });
  RegisterOverTexts("path/signature", {"english", "news", "russian", "arabic", "chinese", "mixed"}, {4096},
                    [config](const std::string& text) {
                      Signature signature = Sketch(Tokenize(text), config);
                      const TextRange whole{.begin = 0, .end = static_cast<std::uint32_t>(text.size())};
                      signature.terms = ExtractTerms("", text, {&whole, 1});
                      benchmark::DoNotOptimize(signature);
                    });
  return true;
}();

}  // namespace
}  // namespace copydesk
