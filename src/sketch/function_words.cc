#include "sketch/function_words.h"

#include <algorithm>

#include "sketch/background_lines.h"
#include "sketch/weighted_votes.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kMinVotes = 3;
constexpr std::uint32_t kFewVotes = 2;

// The languages with the most votes; 0 when none has as many as `least`.
std::uint64_t Elect(const Votes& votes, std::uint64_t most, std::uint32_t least) {
  std::uint64_t elected = 0;
  if (most < least) return 0;
  for (std::size_t i = 0; i < votes.set.size(); ++i) elected |= std::uint64_t{votes.set[i] == most ? 1u : 0u} << i;
  return elected;
}

}  // namespace

void FunctionWords::Find(const TermVocabulary& words, const WordFacts* facts, std::vector<std::uint32_t>* dates) {
  const std::uint32_t size = words.size();
  if (words_.size() <= size) {
    words_.resize(size + 1);
    occurrences_.resize(size + 1);
    languages_.resize(size + 1);
  }
  dates->clear();
  const TermWord* const entries = &words[0];
  const std::uint64_t* const sets = BackgroundLanguageSets();
  unsigned kinds = 0;
  unsigned mixed = 0;
  std::size_t found = 0;
  for (std::uint32_t i = 1; i <= size; ++i) {
    const TermWord& word = entries[i];
    kinds |= word.kind();
    mixed |= static_cast<unsigned>(word.HasMixedKinds());
    if (facts[i].may_be_date()) [[unlikely]]
      dates->push_back(i);
    // Written of each word and kept of those that are, as which ones are is anyone's guess.
    const std::uint32_t set = facts[i].language_set();
    words_[found] = i;
    occurrences_[found] = word.occurrences();
    languages_[found] = sets[set];
    found += set != 0 ? 1 : 0;
  }
  size_ = found;
  has_mixed_kinds_ = mixed != 0;
  Votes votes;
  AddVotes(languages_.data(), occurrences_.data(), found, &votes);
  const std::uint64_t most = *std::max_element(votes.set.begin(), votes.set.end());
  elected_ = Elect(votes, most, kMinVotes);
  likely_ = Elect(votes, most, kFewVotes);
  unspaced_kinds_ = (kinds & kIsUnspaced) == 0 ? 0 : (kinds & kHasHiragana) != 0 ? kHasHiragana : kHasChineseFunction;
}

void FunctionWords::Mark(const WordFacts* facts, TermWord* words) const {
  for (std::size_t i = 0; i < size_; ++i) {
    const std::uint32_t word = words_[i];
    words[word].is_function =
        elected_ != 0 ? (languages_[i] & elected_) != 0 : IsFunctionAnywhere(facts[word], languages_[i]);
  }
}

// Where too few words say which language a text is in, as in a headline: English ones are taken for function words, and
// those of the likeliest languages that are rare as anything else ("war" stays, "aber" does not) and no names.
bool FunctionWords::IsFunctionAnywhere(const WordFacts& facts, std::uint64_t languages) const {
  constexpr std::uint32_t kRareIdf = 4 * kIdfUnit;
  if ((languages & kEnglish) != 0) return true;
  return (languages & likely_) != 0 && facts.idf() >= kRareIdf && facts.usual_case() != UsualCase::kCapital;
}

}  // namespace copydesk
