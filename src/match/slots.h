// What aligned texts have at the same places: the same numbers and names, or others. Issues of a recurring report and
// pages of one form share their wording and differ in what is filled in; versions of one text keep nearly all of it.
//
// A *slot* is what stands between two neighbouring aligned tokens in both texts. Numbers are tokens that start with a
// digit. Names are words that the background table has neither in lower case nor as function words. In a language that
// the table does not cover, that is nearly every word: where more than half of the equal words are names, the places
// where texts differ say nothing.
#ifndef COPYDESK_MATCH_SLOTS_H_
#define COPYDESK_MATCH_SLOTS_H_

#include <cstdint>
#include <span>

#include "match/alignment.h"
#include "match/prepared_text.h"

namespace copydesk {

struct Agreement {
  std::uint32_t kept = 0;
  std::uint32_t substituted = 0;
};

struct SlotAgreement {
  Agreement numbers;              // in slots of at most 4 tokens on each side, each occurrence
  Agreement names;                // in slots of at most 8; each name, and each pair of names, once
  std::uint32_t places = 0;       // between neighbouring aligned tokens, where either text has others, at most 8
  std::uint32_t filled = 0;       // of these, slots with a number or name in both
  std::uint32_t equal = 0;        // aligned tokens
  std::uint32_t equal_names = 0;  // of these, names; counted, as names.kept is, as far as they decide
};

// Linear in the passages, which are those of AlignPassages.
[[nodiscard]] SlotAgreement CompareSlots(const PreparedText& a, const PreparedText& b,
                                         std::span<const AlignedTokens> passages);

// Whether texts that agree so differ in what is filled in:
// * in at least two numbers, and at least as many as they keep; or
// * in at least three names and three slots, and in at least as many names and numbers as they keep, or in little else:
//   half of the places where they differ by a few words are slots with other names or numbers. An edited copy differs
//   in words of any kind.
[[nodiscard]] bool IsTemplate(const SlotAgreement& agreement);

// Whether a word may be a name.
[[nodiscard]] bool MayBeName(std::uint64_t word);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_SLOTS_H_
