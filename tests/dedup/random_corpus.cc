#include "dedup/random_corpus.h"

#include <algorithm>

#include "testing/random_text.h"

namespace copydesk {
namespace {

constexpr std::string_view kHan = "的一是不了人我在有他这中大来上国个到说们";  // three bytes each

std::string MakeSeparator(std::mt19937_64& random) {
  switch (RandomBelow(random, 12)) {
    case 0:
      return ".\n\n";
    case 1:
      return ".\n";
    case 2:
      return "!\" ";
    case 3:
      return ".  ";
    case 4:
      return "? ";
    case 5:
      return "... ";
    default:
      return ". ";
  }
}

std::string MakePassage(std::mt19937_64& random, const CorpusKind& kind) {
  const std::size_t count = 3 + RandomBelow(random, kind.most_words);
  std::string passage;
  if (kind.has_other_scripts && RandomChance(random, 0.3)) {
    for (std::size_t i = 0; i < count; ++i) {
      passage += kHan.substr(3 * RandomBelow(random, kHan.size() / 3), 3);
      if (RandomChance(random, 0.1)) passage += "。";
    }
    return passage + "。";
  }
  const bool is_stretch = kind.has_stretches && RandomChance(random, 0.4);
  const Words period = RandomWords(random, 1 + RandomBelow(random, 12), kind.vocabulary);
  const std::size_t size = is_stretch ? 2 * count + 20 : count;
  bool is_first = true;
  for (std::size_t i = 0; i < size; ++i) {
    std::string word = is_stretch ? period[i % period.size()] : MakeWord(RandomBelow(random, kind.vocabulary));
    if (is_first) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    if (kind.has_other_scripts && RandomChance(random, 0.02)) word += "\xff\xe3";
    passage += word;
    is_first = i + 1 == size || RandomChance(random, is_stretch ? 0.05 : 0.12);
    passage += is_first ? MakeSeparator(random) : " ";
  }
  return passage;
}

}  // namespace

std::vector<std::string> MakeCorpus(std::mt19937_64& random, const CorpusKind& kind) {
  std::vector<std::string> pool;
  for (std::size_t i = 0; i < kind.pool; ++i) pool.push_back(MakePassage(random, kind));
  std::vector<std::string> texts;
  for (std::size_t document = 0; document < kind.documents; ++document) {
    if (!texts.empty() && RandomChance(random, 0.1)) {  // a copy, whole or cut off anywhere
      const std::string& original = texts[RandomBelow(random, texts.size())];
      texts.push_back(original.substr(0, RandomBelow(random, 2 * original.size() + 1)));
      continue;
    }
    std::string text;
    for (std::size_t part = RandomBelow(random, 9); part > 0; --part) {
      text += RandomChance(random, kind.own) ? MakePassage(random, kind) : pool[RandomBelow(random, pool.size())];
    }
    texts.push_back(text);
  }
  return texts;
}

std::vector<RepeatedRun> EveryRunInEarlier(std::span<const Tokens> texts, std::uint32_t document,
                                           const StayingTokens& staying, std::uint32_t least) {
  std::vector<RepeatedRun> runs;
  const std::span<const std::uint64_t> own = texts[document].hash;
  for (std::uint32_t other = 0; other < document; ++other) {
    const std::span<const std::uint64_t> kept = texts[other].hash;
    std::vector<bool> stays(kept.size(), true);
    for (const TokenRange gone : staying.GoneOf(other)) {
      std::fill(stays.begin() + gone.begin, stays.begin() + gone.end, false);
    }
    // before[j]: equal tokens that end before own[i] and kept[j].
    std::vector<std::uint32_t> before(kept.size() + 1, 0);
    for (std::uint32_t i = 0; i <= own.size(); ++i) {
      std::vector<std::uint32_t> now(kept.size() + 1, 0);
      for (std::uint32_t j = 0; j <= kept.size(); ++j) {
        const bool goes_on = i < own.size() && j < kept.size() && own[i] == kept[j] && stays[j];
        if (goes_on) {
          now[j] = (j == 0 ? 0 : before[j - 1]) + 1;
        }
        const std::uint32_t length = j == 0 ? 0 : before[j - 1];
        if (!goes_on && length >= least) {
          runs.push_back({.tokens = {.begin = i - length, .end = i}, .kept_document = other, .kept_begin = j - length});
        }
      }
      before = now;
    }
  }
  return runs;
}

}  // namespace copydesk
