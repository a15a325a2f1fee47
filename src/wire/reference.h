// The article of a group with which the others are compared.
#ifndef COPYDESK_WIRE_REFERENCE_H_
#define COPYDESK_WIRE_REFERENCE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "copydesk/attribution.h"
#include "copydesk/audit.h"

namespace copydesk {

// For each member the words that it has of passages that several have, in the form that most have. Linear.
[[nodiscard]] std::vector<std::uint64_t> CommonWords(const Genealogy& genealogy, std::size_t members);

// The origin's own document where it is a member. Else the one of `candidates` with most common words: of those that
// credit the origin's agency, where there are some. Of equals the earliest, then the longest, then the first.
// `candidates`: ascending; none: all.
[[nodiscard]] std::uint32_t ChooseReference(std::span<const AuditText> members, const Genealogy& genealogy,
                                            const Origin& origin, std::span<const std::uint32_t> candidates);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_REFERENCE_H_
