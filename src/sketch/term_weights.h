// What terms weigh: the order of the terms of a block, in integers, so that no library of mathematics has a say in it.
#ifndef COPYDESK_SKETCH_TERM_WEIGHTS_H_
#define COPYDESK_SKETCH_TERM_WEIGHTS_H_

#include <cstddef>
#include <cstdint>

#include "copydesk/terms.h"
#include "sketch/fixed_log.h"

namespace copydesk {

// log2(1 + count) times idf; `count` is in units of 1 / Term::kCountUnit. The plain form.
[[nodiscard]] constexpr std::uint64_t TermWeight(std::uint32_t count, std::uint32_t idf) {
  static_assert(Term::kCountUnit == kLogUnit);
  return (Log2Fixed(kLogUnit + count) - kLog2OfUnit) * std::uint64_t{idf};
}

// weights[i] = TermWeight(counts[i], idfs[i]), by vectors; one Highway source, dispatched once a call.
void WeighTerms(const std::uint32_t* counts, const std::uint32_t* idfs, std::size_t size,
                std::uint64_t* weights) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_TERM_WEIGHTS_H_
