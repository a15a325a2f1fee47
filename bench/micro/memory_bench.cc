// What the machine gives: the kernels are judged beside it.
#include <cstdint>
#include <cstring>

#include "base/hash.h"
#include "micro/run.h"

namespace copydesk {
namespace {

std::uint64_t Sum(const std::string& text) {
  std::uint64_t sums[4] = {};
  std::size_t i = 0;
  for (; i + 32 <= text.size(); i += 32) {
    std::uint64_t words[4];
    std::memcpy(words, text.data() + i, sizeof(words));
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += words[lane];
  }
  return sums[0] ^ sums[1] ^ sums[2] ^ sums[3];
}

const bool kRegistered = [] {
  RegisterOverTexts("memory/read", {"english"}, {4096},
                    [](const std::string& text) { benchmark::DoNotOptimize(Sum(text)); });
  RegisterOverTexts("memory/xxh3", {"english"}, {4096},
                    [](const std::string& text) { benchmark::DoNotOptimize(Hash64(text)); });
  return true;
}();

}  // namespace
}  // namespace copydesk
