// What became of a headline.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/uninitialized_vector.h"
#include "copydesk/audit.h"
#include "text/tokens.h"
#include "wire/candidate.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxHeadlineBytes = 2000;
constexpr auto kSeparators = std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " :: ", " • "});
constexpr std::string_view kBar = " | ";  // nothing but the name of a site follows it

std::string Letters(std::string_view text) {
  std::string letters = FoldForCredits(text);
  std::erase(letters, ' ');
  return letters;
}

// "bostonherald.com" is the outlet that prints itself as "Boston Herald".
bool IsOutlet(std::string_view printed, std::string_view outlet) {
  const std::string x = Letters(printed);
  const std::string y = Letters(outlet);
  return !x.empty() && !y.empty() && (x.starts_with(y) || y.starts_with(x));
}

UninitializedVector<std::uint64_t> WordsOfHeadline(std::string_view title, std::string_view outlet) {
  title = title.substr(0, kMaxHeadlineBytes);
  std::size_t last = std::string_view::npos;
  std::string_view separator;
  for (const std::string_view candidate : kSeparators) {
    const std::size_t at = title.rfind(candidate);
    if (at == std::string_view::npos || (last != std::string_view::npos && at < last)) continue;
    last = at;
    separator = candidate;
  }
  if (last != std::string_view::npos) {
    const bool outlets = separator == kBar || IsOutlet(title.substr(last + separator.size()), outlet);
    UninitializedVector<std::uint64_t> words = Tokenize(title.substr(0, last)).hash;
    if (outlets && !words.empty()) return words;
  }
  return Tokenize(title).hash;
}

bool IsSubsequence(std::span<const std::uint64_t> part, std::span<const std::uint64_t> whole) {
  std::size_t found = 0;
  for (const std::uint64_t word : whole) found += found < part.size() && part[found] == word ? 1 : 0;
  return found == part.size();
}

}  // namespace

std::string_view HeadlineChangeName(HeadlineChange change) {
  constexpr std::array<std::string_view, 5> kNames = {"unknown", "kept", "shortened", "extended", "rewritten"};
  return kNames[static_cast<std::size_t>(change)];
}

HeadlineChange CompareHeadlines(std::string_view source, std::string_view target, std::string_view source_outlet,
                                std::string_view target_outlet) {
  const auto before = WordsOfHeadline(source, source_outlet);
  const auto after = WordsOfHeadline(target, target_outlet);
  if (before.empty() || after.empty()) return HeadlineChange::kUnknown;
  if (before == after) return HeadlineChange::kKept;
  if (IsSubsequence(after, before)) return HeadlineChange::kShortened;
  return IsSubsequence(before, after) ? HeadlineChange::kExtended : HeadlineChange::kRewritten;
}

}  // namespace copydesk
