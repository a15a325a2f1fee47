// The syndication audit of a whole collection: groups of articles that share copy, where each group's text is from, who
// printed it, how and with what credit, and the tables that follow.
//
// Everything said here is about similarity and reuse as the extracted texts show them; docs/audit.md has the rules.
#ifndef COPYDESK_AUDIT_COLLECTION_H_
#define COPYDESK_AUDIT_COLLECTION_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/attribution.h"
#include "copydesk/audit.h"
#include "copydesk/credit.h"
#include "copydesk/detector.h"
#include "copydesk/document.h"

namespace copydesk {

struct AuditOptions {
  AuditRules rules;
  AgencyList agencies = AgencyList::Builtin();

  // Which groups are given; the evidence is of all articles either way. docs/audit.md has the details.
  std::optional<std::int64_t> since;  // an article of the group was certainly published then or later
  std::vector<std::string> outlets;   // one of these printed an article of the group; capitals do not matter
  std::vector<std::string> origins;   // one of these agencies is the origin, or is credited; canonical names

  int threads = 0;                                // as Options::threads
  std::function<void(const Progress&)> progress;  // as Options::progress
  const std::atomic<bool>* cancel = nullptr;      // as Options::cancel
};

// One article of the collection: a block that is neither a teaser nor furniture.
struct AuditedArticle {
  BlockName block;
  std::string content;  // 32 hexadecimal digits: equal for equal texts, of the article's bytes
  std::string outlet;   // as the block or its record names it, else the site's name or host; empty: nobody knows
  std::string title;    // empty: nobody gives one
  std::string opening;  // the first words, at most 120 bytes
  std::string url;
  std::string published;              // as printed
  std::optional<PublishedTime> time;  // what it says
  std::string seen;                   // when a crawler met it: never evidence of who was first
  std::uint32_t words = 0;
  std::vector<Credit> credits;  // of the text, then of the page's metadata
  CreditPlaces places = CreditPlaces::kBoth;
  CreditSummary summary;

  friend bool operator==(const AuditedArticle&, const AuditedArticle&) = default;
};

// How an article belongs to a group. The first that holds.
enum class GroupRole : std::uint8_t {
  kVersion = 0,    // it is a version of what most of the group have: a reprint, an update
  kCut = 1,        // most of it is in an article of the group that has more
  kContainer = 2,  // it has an article of the group and more: a roundup, a report with another's copy in it
  kOverlap = 3,    // it shares passages of the writers' own words with one
};

// "version", "cut", "container", "overlap".
[[nodiscard]] std::string_view GroupRoleName(GroupRole role);

struct GroupMember {
  std::uint32_t article = 0;  // of CollectionAudit::articles
  GroupRole role = GroupRole::kVersion;

  friend bool operator==(const GroupMember&, const GroupMember&) = default;
};

// Articles that share copy. One that has the copy of several groups is in each of them, as kContainer or kOverlap.
struct CopyGroup {
  std::string name;                  // "g-" and 16 hexadecimal digits that depend on the members alone
  std::vector<GroupMember> members;  // at least two, by block name
  Genealogy genealogy;               // its members, and those of the next, are places in `members`
  Attribution attribution;

  // The article with which the others are compared: the origin where the collection has it, else the one of those that
  // credit the origin, or of all versions, that has most of what the group has in common.
  std::uint32_t reference = 0;  // place in `members`
  std::vector<Reuse> reuse;     // of the reference by each of the others, in their order

  friend bool operator==(const CopyGroup&, const CopyGroup&) = default;
};

struct CollectionAudit {
  std::vector<AuditedArticle> articles;  // by block name; all of them, in groups or not
  std::vector<CopyGroup> groups;         // those that were asked for; the largest first, then by name
  std::uint64_t all_groups = 0;          // how many there are

  friend bool operator==(const CollectionAudit&, const CollectionAudit&) = default;
};

// Audits what the detector holds, which must keep texts and should have Options::page_metadata. Groups come from its
// verified matches: versions (Comparison::equivalence) around centres as duplicate clusters are, what is cut from them,
// contains them or overlaps with them; template pages, quotations and the shared furniture of sites join nothing. Texts
// are loaded group by group; memory is some kilobytes an article of a group, and about one for each other. Time is
// that of TracePassages and MeasureReuse for each group. Errors: those of Validate and of the detector;
// FailedPrecondition where texts are not kept.
[[nodiscard]] absl::StatusOr<CollectionAudit> AuditCollection(Detector* detector, const AuditOptions& options = {});

// Tables. Shares are of 1, lags in seconds, medians of an even number the mean of the middle two. A text is a reprint
// where the policy counts it (PolicyVerdict::kCounts), the group's origin is known, it is another's, and more than
// quotations was kept. A container that is a version or a cut in another group counts there alone. Credit counts are of
// reprints alone.
struct ReuseCounts {
  std::uint32_t reprints = 0;
  std::uint32_t credited_verbatim = 0;
  std::uint32_t credited_altered = 0;
  std::uint32_t no_credit_found = 0;
  std::uint32_t unknown = 0;          // whether there is a credit
  std::optional<double> median_lag;   // where times are exact
  std::optional<double> mean_kept;    // of the source
  std::optional<double> mean_copied;  // of the target

  friend bool operator==(const ReuseCounts&, const ReuseCounts&) = default;
};

struct OutletRow {
  std::string outlet;
  std::uint32_t articles = 0;
  std::uint32_t credited = 0;        // articles that credit an agency for their text
  std::uint32_t groups = 0;          // in which it has an article
  std::uint32_t origins = 0;         // groups whose origin is one of its articles
  std::uint32_t quotation_only = 0;  // articles of groups that keep hardly more than quotations
  ReuseCounts reuse;                 // of others' copy

  friend bool operator==(const OutletRow&, const OutletRow&) = default;
};

struct AgencyRow {
  std::string agency;
  std::uint32_t stories = 0;   // groups whose origin it is
  std::uint32_t credited = 0;  // articles of the collection that credit it for their text
  std::uint32_t outlets = 0;   // that printed its copy
  ReuseCounts pickup;          // of its copy, by others

  friend bool operator==(const AgencyRow&, const AgencyRow&) = default;
};

struct OutletAgencyRow {
  std::string outlet;
  std::string agency;
  std::uint32_t credited = 0;  // articles that credit the agency for their text
  ReuseCounts reuse;           // of groups whose origin it is

  friend bool operator==(const OutletAgencyRow&, const OutletAgencyRow&) = default;
};

// Who copies whom: outlets whose article is the reference of a group, or the agency that is its origin.
struct CopyFlowRow {
  std::string source;
  bool is_agency = false;
  std::string target;  // an outlet
  ReuseCounts reuse;

  friend bool operator==(const CopyFlowRow&, const CopyFlowRow&) = default;
};

struct TimelineRow {
  std::uint32_t group = 0;
  std::uint32_t member = 0;
  std::uint32_t place = 0;          // from 1, in the order of time; those without a time come last
  std::optional<std::int64_t> lag;  // since the group's first exact time

  friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

struct VersionRow {
  std::uint32_t group = 0;
  std::uint32_t passage = 0;
  std::uint32_t cell = 0;     // of TracedPassage::cells
  std::uint32_t variant = 0;  // its form in `member`
  std::uint32_t member = 0;

  friend bool operator==(const VersionRow&, const VersionRow&) = default;
};

struct AuditTables {
  std::vector<OutletRow> outlets;              // by name
  std::vector<AgencyRow> agencies;             // by name; those that are credited or an origin
  std::vector<OutletAgencyRow> outlet_agency;  // by outlet, then agency
  std::vector<CopyFlowRow> flows;              // by falling number of reprints, then by name
  std::vector<TimelineRow> timeline;           // by group and place
  std::vector<VersionRow> versions;            // by group, passage and place of the member in time

  friend bool operator==(const AuditTables&, const AuditTables&) = default;
};

// Linear but for sorting.
[[nodiscard]] AuditTables MakeAuditTables(const CollectionAudit& audit);

}  // namespace copydesk

#endif  // COPYDESK_AUDIT_COLLECTION_H_
