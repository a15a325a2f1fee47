#include "sketch/weighted_simhash.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "sketch/weighted_votes.h"

namespace copydesk {
namespace {

// The plain form, with weights of at least one.
Votes VoteWithAnyWeight(const CountedWords& words) {
  Votes votes;
  for (std::size_t i = 0; i < words.size; ++i) {
    const std::uint64_t weight = std::uint64_t{std::max(words.facts[i].weight(), 1u)} *
                                 static_cast<std::uint64_t>(std::bit_width(words.counts[i]));
    for (std::size_t bit = 0; bit < kSimHashBits; ++bit) votes.set[bit] += (words.hashes[i] >> bit & 1) * weight;
    votes.all += weight;
  }
  return votes;
}

}  // namespace

std::uint64_t SimHashOfWords(TextWords* words) {
  const CountedWords counted{.hashes = words->hashes() + 1,
                             .counts = words->counts() + 1,
                             .facts = words->Facts() + 1,
                             .size = words->num_of_tokens()};
  if (counted.size == 0) return 0;
  Votes votes;
  AddWeightedVotes(counted, &votes);
  const auto is_even = [&](std::uint64_t set) { return set * 2 == votes.all; };
  if (std::all_of(votes.set.begin(), votes.set.end(), is_even)) votes = VoteWithAnyWeight(counted);
  std::uint64_t simhash = 0;
  for (std::size_t bit = kSimHashBits; bit-- > 0;) {
    simhash = simhash << 1 | static_cast<std::uint64_t>(votes.set[bit] * 2 > votes.all);
  }
  return simhash;
}

std::uint64_t ComputeSimHash(std::span<const std::uint64_t> tokens) {
  thread_local TextWords words;  // so that a text allocates nothing
  words.Read(tokens);
  return SimHashOfWords(&words);
}

}  // namespace copydesk
