// Where the text of a group of articles is from: its passages, who printed which form of each, and the likely origin of
// each passage and of the whole, which may be an agency that has no document among them.
//
// An origin is a conclusion from evidence that is given with it. Its confidence is the share that speaks for it, and no
// calibrated probability. docs/audit.md has the weights.
#ifndef COPYDESK_ATTRIBUTION_H_
#define COPYDESK_ATTRIBUTION_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/audit.h"
#include "copydesk/block.h"
#include "copydesk/credit.h"
#include "copydesk/document.h"

namespace copydesk {

// One form of a passage: the same words in the same order.
struct PassageVariant {
  std::uint32_t words = 0;
  double share = 1;                      // of the words of the passage's first variant that it has, in runs of 5
  std::optional<std::uint32_t> parent;   // the variant of which it is an edit; none: it is the first
  std::vector<std::uint32_t> members;    // who print it, in the order of Genealogy::order
  std::optional<std::uint32_t> entered;  // the member in which it stood first; none: no time tells
  bool certain = false;                  // it was published before all others that print it

  friend bool operator==(const PassageVariant&, const PassageVariant&) = default;
};

// A passage in one member.
struct PassageCell {
  std::uint32_t member = 0;
  std::uint32_t variant = 0;
  std::vector<TextRange> parts;  // of its text

  friend bool operator==(const PassageCell&, const PassageCell&) = default;
};

// A paragraph through all members that have at least half of it, or of which it has at least half.
struct TracedPassage {
  std::vector<PassageCell> cells;         // in the order of Genealogy::order
  std::vector<PassageVariant> variants;   // as they come first in that order
  std::optional<std::uint32_t> previous;  // the passages beside it in its first member
  std::optional<std::uint32_t> next;

  friend bool operator==(const TracedPassage&, const TracedPassage&) = default;
};

struct Genealogy {
  std::vector<std::uint32_t> order;     // the members by time; those without one last, by name
  std::vector<TracedPassage> passages;  // those of the first member in text order, then what the next ones add

  friend bool operator==(const Genealogy&, const Genealogy&) = default;
};

// Credits, and what the policy excludes, are no words of a passage. A paragraph of more than 80 words is several
// passages, divided between sentences; 25 words in a row that no passage has are one of their own. Does not depend on
// the order of `members`. Linear in their words. Errors: as MeasureReuse.
[[nodiscard]] absl::StatusOr<Genealogy> TracePassages(std::span<const AuditText> members,
                                                      const AuditRules& policy = {});

struct Origin {
  std::string agency;                 // canonical; empty: none is known, or it is `document` itself
  std::optional<BlockName> document;  // the agency's own, or the origin; none: it is not among the members
  double confidence = 0;              // share of the evidence, of 1
  std::vector<std::string> why;       // for reading; what speaks for it first
  std::vector<std::string> rivals;    // other agencies and documents for which something speaks, the strongest first

  [[nodiscard]] bool IsKnown() const { return !agency.empty() || document.has_value(); }

  friend bool operator==(const Origin&, const Origin&) = default;
};

// What of a member's text is from one origin.
struct SourceShare {
  std::string agency;                   // empty: `member`
  std::optional<std::uint32_t> member;  // whose own text it is
  double share = 0;                     // of the member's words
  double confidence = 0;                // mean, by words

  friend bool operator==(const SourceShare&, const SourceShare&) = default;
};

struct MemberSources {
  std::vector<SourceShare> sources;  // by descending share; found without what the member itself and its outlet credit
  double unshared = 0;               // share of its words that no other outlet has

  friend bool operator==(const MemberSources&, const MemberSources&) = default;
};

// A member that credits others than those that half of its text or more seems to be from.
struct SourceConflict {
  std::uint32_t member = 0;
  std::vector<std::string> declared;
  SourceShare detected;

  friend bool operator==(const SourceConflict&, const SourceConflict&) = default;
};

struct Attribution {
  Origin origin;                          // of the group
  std::string declared;                   // the agency that most outlets credit; empty: none does
  std::vector<Origin> passages;           // as Genealogy::passages
  std::vector<MemberSources> members;     // as given
  std::vector<SourceConflict> conflicts;  // by member

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

// `genealogy`: of the same members. The evidence are credits, one voice an outlet, an agency's own document, times that
// are certainly earlier, insertions that others do not have, and whose text is complete and least edited. `versions`:
// the members whose text is the group's, which alone speak for its origin (all of them where it is empty); others, that
// only have some of it, speak for the passages that they have. Linear in the
// genealogy but for sorting, and for up to 256 members beside each passage.
[[nodiscard]] Attribution AttributeOrigin(std::span<const AuditText> members, const Genealogy& genealogy,
                                          const AgencyList& agencies, std::span<const std::uint32_t> versions = {});

}  // namespace copydesk

#endif  // COPYDESK_ATTRIBUTION_H_
