#include "match/short_texts.h"

#include <algorithm>
#include <cstddef>

#include "match/slots.h"

namespace copydesk {
namespace {

// A table of (a.size() + 1) by (b.size() + 1) lengths, all 0.
class Lengths {
 public:
  Lengths(const PreparedText& a, const PreparedText& b)
      : columns_(b.size() + 1), values_((a.size() + 1) * columns_, 0) {}
  std::uint32_t& At(std::size_t i, std::size_t j) { return values_[i * columns_ + j]; }

 private:
  std::size_t columns_;
  std::vector<std::uint32_t> values_;
};

bool Equal(const PreparedText& a, const PreparedText& b, std::size_t i, std::size_t j) {
  return a.tokens.hash[i] == b.tokens.hash[j];
}

std::vector<SharedRun> LongestSubsequence(const PreparedText& a, const PreparedText& b) {
  Lengths rest(a, b);  // of the longest common subsequence of what follows
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      rest.At(i, j) = Equal(a, b, i, j) ? rest.At(i + 1, j + 1) + 1 : std::max(rest.At(i + 1, j), rest.At(i, j + 1));
    }
  }
  std::vector<SharedRun> runs;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (!Equal(a, b, i, j)) {
      rest.At(i, j + 1) >= rest.At(i + 1, j) ? ++j : ++i;
      continue;
    }
    const bool goes_on =
        !runs.empty() && runs.back().a + runs.back().length == i && runs.back().b + runs.back().length == j;
    if (!goes_on) runs.push_back({.a = static_cast<std::uint32_t>(i), .b = static_cast<std::uint32_t>(j)});
    ++runs.back().length;
    ++i;
    ++j;
  }
  return runs;
}

std::uint32_t LongestRun(const PreparedText& a, const PreparedText& b) {
  Lengths ending(a, b);  // of the common run that ends here
  std::uint32_t longest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (!Equal(a, b, i, j)) continue;
      ending.At(i + 1, j + 1) = ending.At(i, j) + 1;
      longest = std::max(longest, ending.At(i + 1, j + 1));
    }
  }
  return longest;
}

struct Unaligned {
  bool number = false;
  bool name = false;
};

// Whether both characters of bigram `i` are in the bigrams beside it too, of which all are aligned but this one.
bool IsParted(const Tokens& tokens, std::size_t i, bool follows_aligned, bool precedes_aligned) {
  return follows_aligned && precedes_aligned && tokens.begin[i] < tokens.end[i - 1] &&
         tokens.begin[i + 1] < tokens.end[i];
}

// What a text has outside the runs, which begin at `begin` of a run and do not overlap.
Unaligned FindUnaligned(const PreparedText& text, const std::vector<SharedRun>& runs, std::uint32_t SharedRun::*begin) {
  Unaligned found;
  std::size_t aligned_end = 0;  // of the last run
  auto run = runs.begin();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (run != runs.end() && i == (*run).*begin) {
      i += run->length - 1;
      aligned_end = i + 1;
      ++run;
    } else if (IsParted(text.tokens, i, i > 0 && i == aligned_end, run != runs.end() && i + 1 == (*run).*begin)) {
      continue;
    } else if (text.tokens.number[i] != 0) {
      found.number = true;
    } else {
      found.name = found.name || MayBeName(text.tokens.hash[i]);
    }
  }
  return found;
}

}  // namespace

ShortAlignment AlignShort(const PreparedText& a, const PreparedText& b) {
  ShortAlignment alignment{.runs = LongestSubsequence(a, b)};
  for (const SharedRun& run : alignment.runs) alignment.tokens += run.length;
  alignment.longest = LongestRun(a, b);
  const Unaligned in_a = FindUnaligned(a, alignment.runs, &SharedRun::a);
  const Unaligned in_b = FindUnaligned(b, alignment.runs, &SharedRun::b);
  alignment.numbers_differ = in_a.number && in_b.number;
  alignment.names_differ = in_a.name && in_b.name;
  return alignment;
}

Relation DecideShort(const ShortAlignment& alignment, const PreparedText& a, const PreparedText& b, double jaccard,
                     const RelationRules& rules) {
  const PreparedText& short_one = a.size() <= b.size() ? a : b;
  const auto shorter = static_cast<double>(short_one.size());
  const auto longer = static_cast<double>(std::max(a.size(), b.size()));
  if (alignment.numbers_differ || alignment.names_differ) return Relation::kNone;
  if (jaccard >= rules.near_jaccard || alignment.tokens >= rules.short_near * longer) return Relation::kNear;
  // Of a text that is nearly all in the run, the run has its share of the extent.
  const std::uint64_t extent = alignment.longest * short_one.Extent(0, short_one.size());
  const std::uint64_t shingle = static_cast<std::uint64_t>(rules.shingle) * kWordExtent * short_one.size();
  const bool is_part = extent >= shingle && alignment.longest >= rules.short_contains * shorter;
  return is_part ? Relation::kContains : Relation::kNone;
}

}  // namespace copydesk
