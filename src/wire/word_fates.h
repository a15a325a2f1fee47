// What became of each word of two compared texts.
#ifndef COPYDESK_WIRE_WORD_FATES_H_
#define COPYDESK_WIRE_WORD_FATES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "copydesk/audit.h"
#include "wire/audited_text.h"

namespace copydesk {

enum class WordFate : std::uint8_t { kAlone = 0, kKept = 1, kChanged = 2, kExcluded = 3 };

inline constexpr std::uint32_t kNoPartner = 0xffffffff;

struct AlignedFates {
  std::array<std::vector<WordFate>, 2> fate;          // of the words of the source, of the target
  std::array<std::vector<std::uint32_t>, 2> partner;  // of kept words: the word of the other text; else kNoPartner
};

// Words are kept in the aligned passages (match/alignment.h) that begin with equal runs of `run` tokens. Where a
// passage has other words on both sides between two kept ones, as many of them are changed as the side with fewer has.
// A word is excluded that has a mark, and so is one that is kept and whose partner has one.
[[nodiscard]] AlignedFates AlignFates(const AuditedText& source, const AuditedText& target, int run);

// Fills what a Reuse says of words, paragraphs, runs and insertions.
void CountFates(const AuditedText& source, const AuditedText& target, const AlignedFates& fates, int run, Reuse* reuse);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_WORD_FATES_H_
