#include "sketch/word_facts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "sketch/background_lines.h"
#include "sketch/calendar_words.h"
#include "text/word_hash.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/word_facts.cc"
#include "hwy/cache_control.h"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

#ifndef COPYDESK_SKETCH_WORD_FACTS_ONCE_  // for all targets
#define COPYDESK_SKETCH_WORD_FACTS_ONCE_
namespace copydesk {
namespace {

// What was looked up before: a place for each value of the first bits of a hash.
class FactCache {
 public:
  struct Place {
    std::uint64_t hash;
    WordFacts facts;
  };

  FactCache() : places_(std::size_t{1} << kBits) {
    // No hash that belongs there.
    for (std::size_t i = 0; i < places_.size(); ++i) places_[i].hash = ~(std::uint64_t{i} << (64 - kBits));
  }

  Place& Of(std::uint64_t hash) { return places_[hash >> (64 - kBits)]; }

 private:
  static constexpr int kBits = 13;

  std::vector<Place> places_;
};

// Words of address: in some outlets before every name. In no list of function words.
constexpr std::array<std::string_view, 6> kAddress = {"mr", "mrs", "ms", "herr", "mme", "mlle"};

// What facts are made of, at hand for the kernel.
struct FactTables {
  static constexpr std::size_t kFilterBits = 16;

  const BackgroundLine* lines = BackgroundLines();
  // By level and flags of an entry, and from kUnknownEntry on of words without one.
  std::array<std::uint64_t, 2 * kUnknownEntry> entries{};
  // A bit for the first bits of the hash of each word of the calendar and of address, so that nearly all other words
  // are told at a look.
  std::array<std::uint64_t, (std::size_t{1} << kFilterBits) / 64> filter{};
  std::vector<std::uint64_t> addresses;

  [[nodiscard]] bool MayBeSpecial(std::uint64_t hash) const {
    const std::uint64_t prefix = hash >> (64 - kFilterBits);
    return (filter[prefix / 64] >> (prefix % 64) & 1) != 0;
  }

  [[nodiscard]] std::uint32_t SpecialBits(std::uint64_t hash) const {
    const bool is_address = std::find(addresses.begin(), addresses.end(), hash) != addresses.end();
    return (FindCalendarWord(hash).has_value() ? WordFacts::kMayBeDate : 0u) |
           (is_address ? WordFacts::kIsAddress : 0u);
  }
};

const FactTables* MakeFactTables();

const FactTables& GetFactTables() {
  static const FactTables* const kTables = MakeFactTables();  // never destroyed: threads may still read it at exit
  return *kTables;
}

}  // namespace
}  // namespace copydesk
#endif

HWY_BEFORE_NAMESPACE();
namespace copydesk::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Which slots begin as `key` does, in all bits that a function word is known by.
std::uint32_t MapOfFitting(const BackgroundLine& line, std::uint32_t key) {
  const hn::CappedTag<std::uint32_t, 8> d;  // their mask is a byte
  std::uint32_t map = 0;
  for (std::size_t i = 0; i < line.slots.size(); i += hn::Lanes(d)) {
    const auto difference = hn::Xor(hn::Load(d, line.slots.data() + i), hn::Set(d, key));
    std::uint8_t mask[8] = {};
    hn::StoreMaskBits(d, hn::Eq(hn::ShiftRight<15>(difference), hn::Zero(d)), mask);
    map |= std::uint32_t{mask[0]} << i;
  }
  return map & 0xfffe;
}

// In a few steps without branches, and by the plain form in the rare cases that they do not do for: a line that goes
// on, and an entry that fits in 17 bits and not in 24.
std::uint64_t FactsIn(const BackgroundLine& line, std::uint64_t hash, const FactTables& tables) {
  constexpr std::uint32_t kNone = 1u << 16;  // reads slot 0, which is not used
  constexpr std::uint64_t kOfFunction = 0xf | std::uint64_t{0xfff} << WordFacts::kSetShift;
  const std::uint32_t key = BackgroundKey(hash);
  const std::uint32_t fitting = MapOfFitting(line, key);
  const std::uint32_t entries = fitting & line.slots[0];
  const std::uint32_t functions = fitting & line.slots[0] >> BackgroundLine::kFunctionShift;
  const std::uint32_t entry = line.slots[static_cast<std::size_t>(std::countr_zero(entries | kNone)) % 16] ^ key;
  const std::uint32_t function = line.slots[static_cast<std::size_t>(std::countr_zero(functions | kNone)) % 16];
  const auto is_false = static_cast<std::uint32_t>(entry > 0xff) & static_cast<std::uint32_t>(entries != 0);
  if (HWY_UNLIKELY(((line.slots[0] & BackgroundLine::kGoesOn) | is_false) != 0)) return FactsOf(hash).bits;
  const std::size_t known = (entry & 0xff) | (static_cast<std::size_t>(entries == 0) * kUnknownEntry);
  const std::uint64_t of_entry = tables.entries[known];
  const std::uint64_t of_function = FunctionWeight(function) | std::uint64_t{FunctionSet(function) + 1}
                                                                   << WordFacts::kSetShift;
  const std::uint64_t is_function = std::uint64_t{0} - static_cast<std::uint64_t>(functions != 0);
  return (of_entry & ~(kOfFunction & is_function)) | (of_function & is_function);
}

void LookUpFacts(const std::uint64_t* hashes, std::size_t size, const FactTables& tables, FactCache* cache,
                 WordFacts* facts) {
  constexpr std::size_t kBatch = 128;
  std::array<std::uint32_t, kBatch> unknown;  // to the cache
  for (std::size_t begin = 0; begin < size; begin += kBatch) {
    const std::size_t end = std::min(begin + kBatch, size);
    std::size_t unknown_size = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const FactCache::Place& place = cache->Of(hashes[i]);
      facts[i] = place.facts;
      unknown[unknown_size] = static_cast<std::uint32_t>(i);
      unknown_size += static_cast<std::size_t>(place.hash != hashes[i]);
    }
    for (std::size_t j = 0; j < unknown_size; ++j) {
      hwy::Prefetch(tables.lines + BackgroundLineOf(hashes[unknown[j]]));
    }
    for (std::size_t j = 0; j < unknown_size; ++j) {
      const std::uint64_t hash = hashes[unknown[j]];
      std::uint64_t bits = FactsIn(tables.lines[BackgroundLineOf(hash)], hash, tables);
      if (HWY_UNLIKELY(tables.MayBeSpecial(hash))) bits |= tables.SpecialBits(hash);
      facts[unknown[j]].bits = bits;
      cache->Of(hash) = {.hash = hash, .facts = {.bits = bits}};
    }
  }
}

}  // namespace
}  // namespace copydesk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace copydesk {
namespace {

HWY_EXPORT(LookUpFacts);

const FactTables* MakeFactTables() {
  auto* const tables = new FactTables();
  constexpr auto kWeights = BackgroundWeightsOfEntries();
  for (std::size_t entry = 0; entry < tables->entries.size(); ++entry) {
    tables->entries[entry] =
        kWeights[entry] | std::uint64_t{static_cast<std::uint8_t>(BackgroundCaseOf(entry))} << WordFacts::kCaseShift |
        std::uint64_t{BackgroundIdfOf(entry)} << WordFacts::kIdfShift;
  }
  for (const std::string_view word : kAddress) tables->addresses.push_back(HashWord(word));
  const auto mark = [&](std::uint64_t hash) {
    const std::uint64_t prefix = hash >> (64 - FactTables::kFilterBits);
    tables->filter[prefix / 64] |= std::uint64_t{1} << (prefix % 64);
  };
  for (const std::uint64_t hash : tables->addresses) mark(hash);
  for (const std::uint64_t hash : CalendarHashes()) mark(hash);
  return tables;
}

}  // namespace

WordFacts FactsOf(std::uint64_t word_hash) {
  const std::uint64_t low = static_cast<std::uint64_t>(BackgroundWeight(word_hash)) |
                            std::uint64_t{static_cast<std::uint8_t>(BackgroundCase(word_hash))}
                                << WordFacts::kCaseShift |
                            static_cast<std::uint64_t>(BackgroundFunctionSet(word_hash)) << WordFacts::kSetShift |
                            GetFactTables().SpecialBits(word_hash);
  return {.bits = low | std::uint64_t{BackgroundIdf(word_hash)} << WordFacts::kIdfShift};
}

void LookUpFacts(const std::uint64_t* hashes, std::size_t size, WordFacts* facts) noexcept {
  thread_local FactCache cache;
  HWY_DYNAMIC_DISPATCH(LookUpFacts)(hashes, size, GetFactTables(), &cache, facts);
}

}  // namespace copydesk
#endif  // HWY_ONCE
