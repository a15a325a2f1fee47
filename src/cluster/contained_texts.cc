#include "cluster/contained_texts.h"

#include <algorithm>
#include <tuple>

namespace copydesk {

std::map<std::size_t, std::size_t> FindContainedTexts(std::vector<ContainedText> pairs, std::vector<bool> gone) {
  std::sort(pairs.begin(), pairs.end(), [](const ContainedText& x, const ContainedText& y) {
    return std::tie(x.inner, y.share, x.outer) < std::tie(y.inner, x.share, y.outer);
  });
  std::map<std::size_t, std::size_t> into;
  for (const ContainedText& pair : pairs) {
    if (pair.outer >= pair.inner || gone[pair.inner] || gone[pair.outer]) continue;
    gone[pair.inner] = true;
    into.emplace(pair.inner, pair.outer);
  }
  return into;
}

}  // namespace copydesk
