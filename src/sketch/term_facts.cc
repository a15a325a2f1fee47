#include "sketch/term_facts.h"

#include <hwy/cache_control.h>

#include <algorithm>
#include <cstddef>

#include "sketch/background.h"
#include "sketch/background_lines.h"
#include "sketch/calendar_words.h"

namespace copydesk {
namespace {

// A place for each value of the first bits of a hash.
class FactCache {
 public:
  struct Place {
    std::uint64_t hash;
    std::uint32_t idf;
    std::uint16_t languages;  // index of the set
    bool may_be_date;
  };

  FactCache() : places_(std::size_t{1} << kBits), sets_(1) {
    // No hash that belongs there.
    for (std::size_t i = 0; i < places_.size(); ++i) places_[i].hash = ~(std::uint64_t{i} << (64 - kBits));
  }

  // Brings the part of the background table that Find will read for a word that has no place.
  void Prefetch(std::uint64_t hash) const {
    const Place& place = places_[hash >> (64 - kBits)];
    const void* const line = lines_ + BackgroundLineOf(hash);
    hwy::Prefetch(place.hash == hash ? static_cast<const void*>(&place) : line);
  }

  const Place& Find(std::uint64_t hash) {
    Place& place = places_[hash >> (64 - kBits)];
    if (place.hash != hash) [[unlikely]] {
      Fill(hash, &place);
    }
    return place;
  }

  [[nodiscard]] std::uint64_t LanguagesOf(const Place& place) const { return sets_[place.languages]; }

 private:
  static constexpr int kBits = 13;

  [[gnu::noinline]] void Fill(std::uint64_t hash, Place* place) {
    *place = {.hash = hash,
              .idf = BackgroundIdf(hash),
              .languages = SetOf(FunctionLanguages(hash)),
              .may_be_date = FindCalendarWord(hash).has_value()};
  }

  // There are some hundreds of sets.
  std::uint16_t SetOf(std::uint64_t languages) {
    if (languages == 0) return 0;
    const auto found = std::find(sets_.begin(), sets_.end(), languages);
    if (found == sets_.end()) sets_.push_back(languages);
    return static_cast<std::uint16_t>(std::find(sets_.begin(), sets_.end(), languages) - sets_.begin());
  }

  const BackgroundLine* lines_ = BackgroundLines();
  std::vector<Place> places_;
  std::vector<std::uint64_t> sets_;  // of languages; the first is empty
};

}  // namespace

void LookUpTerms(const TermVocabulary& words, TermFacts* facts) {
  thread_local FactCache cache;  // it gives the same answers whatever was looked up before
  const std::uint32_t size = words.size() + 1;
  facts->idf.resize(size);
  facts->function_words.resize(size);
  facts->dates.clear();
  for (std::uint32_t i = 1; i < size; ++i) cache.Prefetch(words[i].hash);
  std::uint32_t functions = 0;
  for (std::uint32_t i = 1; i < size; ++i) {
    const FactCache::Place& place = cache.Find(words[i].hash);
    facts->idf[i] = place.idf;
    // Written of each word and kept of those that are, as which ones is anyone's guess.
    facts->function_words[functions] = {.word = i, .languages = cache.LanguagesOf(place)};
    functions += place.languages != 0 ? 1 : 0;
    if (place.may_be_date) [[unlikely]] {
      facts->dates.push_back(i);
    }
  }
  facts->function_words.resize(functions);
}

}  // namespace copydesk
