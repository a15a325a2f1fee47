#include "sketch/function_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

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

// Function words with their languages, until they are added.
class Ballots {
 public:
  void Put(std::uint64_t languages, std::uint32_t occurrences) {
    // Written of each word and kept of those that are, as which ones are is anyone's guess.
    languages_[size_] = languages;
    occurrences_[size_] = occurrences;
    size_ += languages != 0 ? 1 : 0;
    if (size_ == kRoom) [[unlikely]] Count();
  }

  const Votes& Count() {
    AddVotes(languages_.data(), occurrences_.data(), size_, &votes_);
    size_ = 0;
    return votes_;
  }

 private:
  static constexpr std::size_t kRoom = 256;

  std::array<std::uint64_t, kRoom> languages_;
  std::array<std::uint32_t, kRoom> occurrences_;
  std::size_t size_ = 0;
  Votes votes_;
};

}  // namespace

FunctionWords::FunctionWords(const TermVocabulary& words, const WordFacts* facts, std::vector<std::uint32_t>* dates) {
  Ballots ballots;
  unsigned kinds = 0;
  unsigned mixed = 0;
  dates->clear();
  const std::uint32_t size = words.size();
  const TermWord* const entries = &words[0];
  const std::uint64_t* const sets = sets_;
  for (std::uint32_t i = 1; i <= size; ++i) {
    const TermWord& word = entries[i];
    kinds |= word.kind();
    mixed |= static_cast<unsigned>(word.HasMixedKinds());
    if (facts[i].may_be_date()) [[unlikely]] dates->push_back(i);
    ballots.Put(sets[facts[i].language_set()], word.occurrences());
  }
  has_mixed_kinds_ = mixed != 0;
  const Votes& votes = ballots.Count();
  const std::uint64_t most = *std::max_element(votes.set.begin(), votes.set.end());
  elected_ = Elect(votes, most, kMinVotes);
  likely_ = Elect(votes, most, kFewVotes);
  if ((kinds & kIsUnspaced) != 0) unspaced_ = (kinds & kHasHiragana) != 0 ? kHasHiragana : kHasChineseFunction;
}

// Where too few words say which language a text is in, as in a headline: English ones are taken for function words, and
// those of the likeliest languages that are rare as anything else ("war" stays, "aber" does not) and no names.
bool FunctionWords::IsFunctionAnywhere(const WordFacts& facts, std::uint64_t languages) const {
  constexpr std::uint32_t kRareIdf = 4 * kIdfUnit;
  if ((languages & kEnglish) != 0) return true;
  return (languages & likely_) != 0 && facts.idf() >= kRareIdf && facts.usual_case() != UsualCase::kCapital;
}

}  // namespace copydesk
