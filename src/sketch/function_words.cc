#include "sketch/function_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "sketch/background.h"
#include "text/word_hash.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kMinVotes = 3;
constexpr std::uint32_t kFewVotes = 2;

// The languages with the most votes; 0 when none has as many as `least`.
std::uint64_t Elect(const std::array<std::uint32_t, 64>& votes, std::uint32_t least) {
  const std::uint32_t most = *std::max_element(votes.begin(), votes.end());
  std::uint64_t elected = 0;
  for (std::size_t i = 0; most >= least && i < votes.size(); ++i) {
    if (votes[i] == most) elected |= std::uint64_t{1} << i;
  }
  return elected;
}

// Of address: in some outlets before every name. In no list of function words.
bool IsAddress(std::uint64_t hash) {
  static const std::array<std::uint64_t, 6> kWords = {HashWord("mr"),   HashWord("mrs"), HashWord("ms"),
                                                      HashWord("herr"), HashWord("mme"), HashWord("mlle")};
  const auto is = [&](std::size_t i) { return static_cast<int>(hash == kWords[i]); };
  return (is(0) | is(1) | is(2) | is(3) | is(4) | is(5)) != 0;
}

// Where too few words say which language a text is in, as in a headline: English ones are taken for function words, and
// those of the likeliest languages that are rare as anything else ("war" stays, "aber" does not) and no names.
bool IsFunctionAnywhere(std::uint64_t hash, std::uint64_t languages, std::uint64_t likely) {
  constexpr std::uint32_t kRareIdf = 4 * kIdfUnit;
  if ((languages & kEnglish) != 0) return true;
  return (languages & likely) != 0 && BackgroundIdf(hash) >= kRareIdf && BackgroundCase(hash) != UsualCase::kCapital;
}

}  // namespace

bool LeaveOutFunctionWords(const TermFacts& facts, TermVocabulary* words) {
  std::array<std::uint32_t, 64> votes{};
  for (const auto& [i, languages] : facts.function_words) {
    const std::uint32_t occurrences = (*words)[i].occurrences();
    for (std::uint64_t left = languages; left != 0; left &= left - 1) {
      votes[static_cast<std::size_t>(std::countr_zero(left))] += occurrences;
    }
  }
  const std::uint64_t elected = Elect(votes, kMinVotes);
  const std::uint64_t likely = Elect(votes, kFewVotes);
  unsigned kinds = 0;
  for (std::uint32_t i = 1; i <= words->size(); ++i) {
    TermWord& word = (*words)[i];
    kinds |= word.kind;
    word.is_term = (word.kind & kIsWord) != 0 && !IsAddress(word.hash);
  }
  for (const auto& [i, languages] : facts.function_words) {
    TermWord& word = (*words)[i];
    const bool is_function =
        elected != 0 ? (languages & elected) != 0 : IsFunctionAnywhere(word.hash, languages, likely);
    word.is_term = word.is_term && !is_function;
  }
  if ((kinds & kIsUnspaced) != 0) {
    const unsigned function = (kinds & kHasHiragana) != 0 ? kHasHiragana : kHasChineseFunction;
    for (std::uint32_t i = 1; i <= words->size(); ++i) {
      TermWord& word = (*words)[i];
      word.is_term = word.is_term && !((word.kind & kIsUnspaced) != 0 && (word.kind & function) != 0);
    }
  }
  return (elected & kGerman) != 0;
}

}  // namespace copydesk
