// Seeded random texts that bring characters of every kind that tokenising tells apart next to each other.
#ifndef COPYDESK_TESTS_TEXT_RANDOM_TEXT_H_
#define COPYDESK_TESTS_TEXT_RANDOM_TEXT_H_

#include <cstddef>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace copydesk {

// ASCII of all classes; words, separators, joiners.
inline constexpr std::string_view kAsciiParts[] = {
    "a",  "B",
    "zz", "Q",
    "7",  "42",
    "'",  ".",
    ",",  " ",
    "\n", "-",
    "_",  "@",
    ":",  "\"",
    "\t", "the",
    "A1", "''",
    "..", "plain words that run on for more than a while, so that ASCII is long enough for a path of its own"};

// The rest of Unicode by what happens to it.
inline constexpr std::string_view kOtherParts[] = {"é",
                                                   "É",
                                                   "ß",
                                                   "ſ",
                                                   "ς",
                                                   "Σ",
                                                   "İ",
                                                   "ı",
                                                   "Я",
                                                   "я",
                                                   "ﬁ",
                                                   "ﬃ",
                                                   "½",
                                                   "㎏",
                                                   "ﷺ",
                                                   "™",
                                                   "²",
                                                   "①",
                                                   "Ａ",
                                                   "１",
                                                   "＇",
                                                   "．",
                                                   "’",
                                                   "‘",
                                                   "‛",
                                                   "ʼ",
                                                   "ŉ",
                                                   "“",
                                                   "—",
                                                   "…",
                                                   "\u00a0",
                                                   "·",
                                                   "\u00ad",
                                                   "\u200b",
                                                   "\u200d",
                                                   "\u2060",
                                                   "\ufeff",
                                                   "\ufe0f",
                                                   "\u034f",
                                                   "\u0301",
                                                   "\u0323",
                                                   "\u0308",
                                                   "\u0344",
                                                   "\u0345",
                                                   "\u0338",
                                                   "\u20e3",
                                                   "\u093f",
                                                   "\u3099",
                                                   "漢",
                                                   "字",
                                                   "𠀀",
                                                   "か",
                                                   "カ",
                                                   "ｶﾞ",
                                                   "ー",
                                                   "々",
                                                   "〇",
                                                   "、",
                                                   "。",
                                                   "ไ",
                                                   "ท",
                                                   "ย\u0e31",
                                                   "\u0e33",
                                                   "ລ",
                                                   "ខ\u17d2ម",
                                                   "မ\u103c",
                                                   "한",
                                                   "\u1112\u1161\u11ab",
                                                   "\u1161",
                                                   "\u11a8",
                                                   "\uffa1\uffc2",
                                                   "ع",
                                                   "م\u0651",
                                                   "\u0640",
                                                   "٣",
                                                   "\u066b",
                                                   "\u0600",
                                                   "א",
                                                   "״",
                                                   "׳",
                                                   "न\u092e",
                                                   "९",
                                                   "😀",
                                                   "👍🏽",
                                                   "🇺🇸",
                                                   "1\ufe0f\u20e3",
                                                   "🅰",
                                                   "˂",
                                                   "՛",
                                                   "\u0378",
                                                   "\U000e0020",
                                                   "\ufffd"};

// Sequences that are not UTF-8: stray, cut off, overlong, surrogate, out of range.
inline constexpr std::string_view kIllFormedParts[] = {"\x80",     "\xff",         "\xe2\x80",         "\xf0\x9f\x98",
                                                       "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3"};

template <typename Random>
std::string_view PickFrom(std::span<const std::string_view> parts, Random& random) {
  return parts[std::uniform_int_distribution<std::size_t>(0, parts.size() - 1)(random)];
}

// Up to `max_parts` parts; each text has its own mixture of ASCII, other and (with `ill_formed`) broken ones.
template <typename Random>
std::string RandomText(Random& random, std::size_t max_parts, bool ill_formed) {
  std::uniform_int_distribution<int> percent(0, 99);
  const int ascii = percent(random);
  const int broken = ill_formed && percent(random) < 30 ? 10 : 0;
  std::string text;
  for (std::size_t n = std::uniform_int_distribution<std::size_t>(0, max_parts)(random); n > 0; --n) {
    std::span<const std::string_view> parts = kOtherParts;
    if (percent(random) < ascii) parts = kAsciiParts;
    if (percent(random) < broken) parts = kIllFormedParts;
    const std::string_view part = PickFrom(parts, random);
    // Now and then many in a row: long runs of marks fold in another way.
    for (int repeat = percent(random) == 0 ? 40 : 1; repeat > 0; --repeat) text += part;
  }
  return text;
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_TEXT_RANDOM_TEXT_H_
