#include "page/stamp_words.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace copydesk {
namespace {

constexpr std::array<std::string_view, 4> kWords = {
#include "page/stamp_words.inc"
};

constexpr std::string_view kOnes =
    "a an one ein eine einem einer eines un une uno una um uma en et ett één een jeden jedna jednu jedną один одну "
    "одна "
    "éna bir egy yksi ένα μία μια ";

constexpr std::string_view kGlue =
    "at um uhr à a h am pm a.m p.m noon midnight las los klo kl ore ora o'clock г года год р року de del di do of the "
    "on le den der dem el em às al alle i в о у od dne am et est edt ct cst cdt pst pdt mt gmt bst cet cest utc msk "
    "ist "
    "sgt jst hkt صباحا مساء ص م الساعة saat časů год. óra ";

// The words whose first two bytes (one, where they have one) are those of a word that was added.
class Beginnings {
 public:
  void Add(std::string_view word) { known_[PlaceOf(word)] = true; }
  [[nodiscard]] bool MayHold(std::string_view word) const { return !word.empty() && known_[PlaceOf(word)]; }

 private:
  static std::size_t PlaceOf(std::string_view word) {
    const std::size_t second = word.size() > 1 ? static_cast<unsigned char>(word[1]) : 0;
    return static_cast<unsigned char>(word[0]) | second << 8;
  }

  std::bitset<std::size_t{1} << 16> known_;
};

class WordSets {
 public:
  static const WordSets& Get() {
    static const WordSets sets;
    return sets;
  }

  absl::flat_hash_set<std::string_view> ages, days, weekdays, ones, glue;
  absl::flat_hash_map<std::string_view, int> months;
  std::vector<std::string_view> sorted_ages;
  Beginnings age_beginnings;
  Beginnings date_beginnings;  // of days, months, weekdays and glue

 private:
  WordSets() {
    ForEach(kWords[0], [this](std::string_view word) { ages.insert(word); });
    ForEach(kWords[1], [this](std::string_view word) { days.insert(word); });
    ForEach(kWords[2], [this](std::string_view word) {
      const std::size_t equals = word.find('=');
      int number = 0;
      std::from_chars(word.data() + equals + 1, word.data() + word.size(), number);
      months.emplace(word.substr(0, equals), number);
    });
    ForEach(kWords[3], [this](std::string_view word) { weekdays.insert(word.substr(0, word.find('='))); });
    ForEach(kOnes, [this](std::string_view word) { ones.insert(word); });
    ForEach(kGlue, [this](std::string_view word) { glue.insert(word); });
    days.erase("ma");  // today in Hungarian; too short and common elsewhere to tell a date
    days.erase("leo");
    days.erase("sot");
    sorted_ages.assign(ages.begin(), ages.end());
    std::sort(sorted_ages.begin(), sorted_ages.end());
    for (const std::string_view word : ages) age_beginnings.Add(word);
    for (const auto& [word, number] : months) date_beginnings.Add(word);
    for (const auto* const words : {&days, &weekdays, &glue}) {
      for (const std::string_view word : *words) date_beginnings.Add(word);
    }
  }

  // The words between white space.
  template <typename Visit>
  static void ForEach(std::string_view words, Visit visit) {
    while (true) {
      const std::size_t begin = words.find_first_not_of(" \n");
      if (begin == std::string_view::npos) return;
      words.remove_prefix(begin);
      const std::size_t end = std::min(words.find_first_of(" \n"), words.size());
      visit(words.substr(0, end));
      words.remove_prefix(end);
    }
  }
};

}  // namespace

bool IsAgePattern(std::string_view pattern) { return WordSets::Get().ages.contains(pattern); }

bool BeginsAgePattern(std::string_view beginning) {
  const WordSets& sets = WordSets::Get();
  if (beginning.empty()) return true;
  if (beginning.size() > 1 && !sets.age_beginnings.MayHold(beginning)) return false;
  const auto next = std::lower_bound(sets.sorted_ages.begin(), sets.sorted_ages.end(), beginning);
  return next != sets.sorted_ages.end() && next->starts_with(beginning);
}

bool MayBeDateWord(std::string_view folded) { return WordSets::Get().date_beginnings.MayHold(folded); }
bool IsDayWord(std::string_view folded) { return WordSets::Get().days.contains(folded); }
bool IsWeekday(std::string_view folded) { return WordSets::Get().weekdays.contains(folded); }
bool IsOne(std::string_view folded) { return WordSets::Get().ones.contains(folded); }
bool IsDateGlue(std::string_view folded) { return WordSets::Get().glue.contains(folded); }

std::optional<int> MonthNumber(std::string_view folded) {
  const auto found = WordSets::Get().months.find(folded);
  return found == WordSets::Get().months.end() ? std::nullopt : std::optional<int>(found->second);
}

}  // namespace copydesk
