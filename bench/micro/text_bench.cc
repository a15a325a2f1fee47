// From bytes to tokens.
#include "micro/run.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

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
  return true;
}();

}  // namespace
}  // namespace copydesk
