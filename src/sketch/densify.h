// Fills the empty bins of a sketch from its other bins: what band hashes are made of (copydesk/minhash.h).
#ifndef COPYDESK_SKETCH_DENSIFY_H_
#define COPYDESK_SKETCH_DENSIFY_H_

#include <cstdint>
#include <span>

#include "copydesk/minhash.h"

namespace copydesk {

// The values of `sketch` into `values`, as many; an empty bin has that of the first of its donors that has one. The
// donors of bin i are (i + start + d · stride) mod bins for d = 0, 1, …, an order of its own for each bin in which
// every bin is once, for an odd stride visits all residues of a power of two. A sketch without any value stays as it
// is.
//
// In a full sketch donors are searched for: one is near. In a sparse one they are found by places: bin f is donor
// number (f - i - start) / stride mod bins of bin i, and the smallest place over all bins with a value counts; the
// division is a multiplication by a constant of the bin, in vectors of 16 bits, equal to the search on every target.
void Densify(const MinHashSketch& sketch, std::span<std::uint8_t> values) noexcept;

}  // namespace copydesk

#endif  // COPYDESK_SKETCH_DENSIFY_H_
