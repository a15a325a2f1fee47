// Decides the relation of two prepared texts: the one place where a pair is verified.
#ifndef COPYDESK_MATCH_COMPARE_PREPARED_H_
#define COPYDESK_MATCH_COMPARE_PREPARED_H_

#include <cstdint>

#include "copydesk/match.h"
#include "match/prepared_text.h"

namespace copydesk {

// Which pairs get Comparison::spans. Of pairs without a relation only kAll aligns the texts, so that numbers_differ is
// not found otherwise.
enum class SpansOf : std::uint8_t { kNone, kRelated, kAll };

// Symmetric in a and b. Linear where the texts have little in common but for repetitions within one text.
[[nodiscard]] Comparison ComparePrepared(const PreparedText& a, const PreparedText& b, const RelationRules& rules,
                                         SpansOf spans);

// Whether two texts may have a relation that is `weakest` or stronger. "No" is certain, and takes a fraction of the
// time of a comparison; of short texts it is never said.
[[nodiscard]] bool MayBeRelated(const PreparedText& a, const PreparedText& b, const RelationRules& rules,
                                Relation weakest);

// Words' worth (text/extent.h) of the tokens in the equal runs of two texts: of all, and of those that are outside
// quotations, posts and captions in both. What RelationRules::min_shared, min_own and min_own_alone are compared with.
struct SharedExtent {
  double all = 0;
  double own = 0;
};
[[nodiscard]] SharedExtent MeasureShared(const PreparedText& a, const PreparedText& b, const RelationRules& rules);

// The same comparison seen from the other side: what ComparePrepared(b, a) gives.
void SwapSides(Comparison* comparison);

// The order in which two texts are aligned: ties between equally long runs are broken by their place in the first text,
// and an order that does not depend on the caller's makes results symmetric.
[[nodiscard]] bool AreInOrder(const PreparedText& a, const PreparedText& b);

// The relation that a comparison under `rules` would have had, from the figures of `stored`, which was made under rules
// that differ in near_jaccard, near_share or contains_share alone. Of two short texts not all figures are stored: they
// never become more than they are, but for what is contained becoming near. A pair without a relation, which was not
// aligned, is taken to be no template.
[[nodiscard]] Relation RelationUnder(const Comparison& stored, const RelationRules& rules);

// Whether a comparison was one of short texts, under the same rules. Texts that share nothing are taken to be long
// ones: neither match.
[[nodiscard]] bool WasShort(const Comparison& stored, const RelationRules& rules);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_COMPARE_PREPARED_H_
