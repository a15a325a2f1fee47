// The syndication audit: what a text kept of another one, cut, changed and added.
//
// Pure functions over texts with what is known of them. Everything said here is about similarity and reuse as the
// extracted texts show them; docs/audit.md has the rules.
#ifndef COPYDESK_AUDIT_H_
#define COPYDESK_AUDIT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/credit.h"
#include "copydesk/document.h"

namespace copydesk {

// When a text was published, in seconds since 1970-01-01T00:00:00Z: from the first to the last second that what is
// printed leaves open. A date alone is a day; a time is one second.
struct PublishedTime {
  std::int64_t earliest = 0;
  std::int64_t latest = 0;

  [[nodiscard]] bool IsExact() const { return earliest == latest; }

  friend bool operator==(const PublishedTime&, const PublishedTime&) = default;
};

// x was certainly published before y.
[[nodiscard]] inline bool IsBefore(const PublishedTime& x, const PublishedTime& y) { return x.latest < y.earliest; }

// The first of the block's own time and its document's `published` that can be read; none where none can. `modified` is
// the time of an update, and `seen` that of a crawl: neither says when a text appeared first.
[[nodiscard]] std::optional<PublishedTime> FindPublishedTime(const Metadata& metadata, const Block& block);

// One article with what is known of it. What it refers to must stay live.
struct AuditText {
  BlockName block;
  std::string_view text;             // of the document; UTF-8, below 4 GiB
  std::span<const TextRange> parts;  // of the article; ascending, disjoint
  std::string_view title;
  std::string_view outlet;  // who printed it; may be empty
  std::optional<PublishedTime> published;
  std::span<const Credit> credits;  // of FindBlockCredits, with those of metadata
  CreditPlaces places = CreditPlaces::kBoth;
  std::span<const TextRange> furniture = {};  // what was learned to be the site's own; ascending, disjoint
};

class PhraseTree;

// Phrases that count as nobody's text: disclaimers, standing sentences of a form. A value; copies are cheap.
// Thread-safe.
class PhraseList {
 public:
  PhraseList() = default;

  // A phrase a line, compared as tokens are; blank lines and those that begin with "#" are left out, and so are words
  // of a phrase behind its 64th token. Errors: InvalidArgument for more than 1,000,000 phrases. Linear.
  [[nodiscard]] static absl::StatusOr<PhraseList> Parse(std::string_view file_text);

  [[nodiscard]] std::size_t size() const;

  // Internal; null when there are none.
  [[nodiscard]] const PhraseTree* tree() const { return tree_.get(); }

 private:
  std::shared_ptr<const PhraseTree> tree_;
};

// What counts as reuse, and what is left out of account. docs/tuning.md says what each default rests on.
struct AuditRules {
  double min_share = 0.8;  // share of the source's words that a reprint keeps, range 0 to 1; and ...
  int min_words = 125;     // ... so many words kept

  int run = 8;                // the shortest equal run that begins kept text, in words; range 2 to 64
  int min_own = 15;           // fewer kept words outside quotations, posts and captions: quotation only
  double max_altered = 0.02;  // share of the target's words changed or added up to which it is verbatim; range 0 to 1

  bool exclude_quotations = false;  // with posts and captions
  bool exclude_furniture = true;
  PhraseList phrases;
  std::vector<std::string> sources;  // outlets and agencies whose texts may be reused; capitals do not matter
};

// InvalidArgument, naming the field and its range.
[[nodiscard]] absl::Status Validate(const AuditRules& policy);

// Words are tokens; of scripts written without spaces, pairs of characters. A word belongs to one of these.
struct WordFates {
  std::uint32_t kept = 0;     // equal in the other text
  std::uint32_t changed = 0;  // others stand at its place in the other text
  std::uint32_t alone = 0;    // of the source: cut; of the target: added
  std::uint32_t excluded = 0;

  [[nodiscard]] std::uint32_t counted() const { return kept + changed + alone; }

  friend bool operator==(const WordFates&, const WordFates&) = default;
};

// Why words are left out of account; the first that holds.
struct ExcludedWords {
  std::uint32_t credits = 0;  // datelines, bylines and the like: whose they are is told by the credits
  std::uint32_t furniture = 0;
  std::uint32_t phrases = 0;
  std::uint32_t quotations = 0;
  std::uint32_t aligned = 0;  // equal to words of the other text that are

  [[nodiscard]] std::uint32_t all() const { return credits + furniture + phrases + quotations + aligned; }

  friend bool operator==(const ExcludedWords&, const ExcludedWords&) = default;
};

// Words in a row that are left out of account for one reason.
enum class ExclusionReason : std::uint8_t { kCredit = 1, kFurniture = 2, kPhrase = 3, kQuotation = 4 };

struct ExcludedText {
  TextRange range;
  ExclusionReason why = ExclusionReason::kCredit;

  friend bool operator==(const ExcludedText&, const ExcludedText&) = default;
};

// What the policy leaves out of a text, whatever it is compared with: ascending, disjoint. Linear. Thread-safe.
[[nodiscard]] std::vector<ExcludedText> FindExcludedText(const AuditText& text, const AuditRules& policy = {});

struct ParagraphReuse {
  TextRange range;
  WordFates words;
  std::optional<std::uint32_t> counterpart;  // the paragraph of the other text that has most of its kept words

  friend bool operator==(const ParagraphReuse&, const ParagraphReuse&) = default;
};

// At least AuditRules::run added words in a row.
struct Insertion {
  TextRange range;          // of the target
  std::uint32_t place = 0;  // bytes of the source: where the kept word before it ends; 0: before all of them
  std::uint32_t words = 0;

  friend bool operator==(const Insertion&, const Insertion&) = default;
};

enum class HeadlineChange : std::uint8_t {
  kUnknown = 0,  // one of the two has none
  kKept = 1,
  kShortened = 2,  // all of its words are in the source's, in the same order
  kExtended = 3,   // the other way round
  kRewritten = 4,
};

// "unknown", "kept", "shortened", "extended", "rewritten".
[[nodiscard]] std::string_view HeadlineChangeName(HeadlineChange change);

// Words alone count. What follows the last "|" of a headline does not, nor does the outlet's own name behind its last
// dash. The first 2,000 bytes are looked at. Linear.
[[nodiscard]] HeadlineChange CompareHeadlines(std::string_view source, std::string_view target,
                                              std::string_view source_outlet = {}, std::string_view target_outlet = {});

// Whether what was reused is credited.
enum class ReuseCredit : std::uint8_t {
  kNothingKept = 0,
  kQuotationOnly = 1,     // hardly anything but quotations, posts and captions was kept
  kCreditedVerbatim = 2,  // no more than max_altered was changed or added; cuts are no change
  kCreditedAltered = 3,
  kNoCreditFound = 4,  // in the extracted text, which has the places where credits stand
  kUnknown = 5,        // it has not all of them
};

// "nothing-kept", "quotation-only", "credited-verbatim", "credited-altered", "no-credit-found", "unknown".
[[nodiscard]] std::string_view ReuseCreditName(ReuseCredit credit);

enum class PolicyVerdict : std::uint8_t {
  kCounts = 0,      // as reuse under the policy
  kBelowShare = 1,  // first of the two that is not met
  kBelowWords = 2,
  kExcludedSource = 3,  // the source is one of AuditRules::sources
};

// "counts", "below-share", "below-words", "excluded-source".
[[nodiscard]] std::string_view PolicyVerdictName(PolicyVerdict verdict);

// What a target kept of a source.
struct Reuse {
  BlockName source;
  BlockName target;
  WordFates source_words;  // kept and changed are the same for both
  WordFates target_words;
  std::array<ExcludedWords, 2> excluded;  // of the source, of the target
  double share_kept = 0;                  // kept words by the counted ones of the source
  double share_copied = 0;                // by those of the target
  double kept_extent = 0;                 // kept words; of scripts without spaces, what they are worth in words
  double own_extent = 0;                  // of those outside quotations, posts and captions
  std::uint32_t longest_run = 0;          // kept words that stand in a row in both
  std::array<TextRange, 2> longest;       // where it is
  std::vector<ParagraphReuse> source_paragraphs;
  std::vector<ParagraphReuse> target_paragraphs;
  std::vector<Insertion> insertions;
  HeadlineChange headline = HeadlineChange::kUnknown;
  std::optional<std::int64_t> lag;  // seconds from the source's time to the target's, where both are exact
  ReuseCredit credit = ReuseCredit::kUnknown;
  std::string due;                    // to whom a credit was looked for; empty: to anyone
  std::vector<std::string> credited;  // whom the target credits, the strongest first
  PolicyVerdict verdict = PolicyVerdict::kBelowShare;

  friend bool operator==(const Reuse&, const Reuse&) = default;
};

// What each target kept of the source. A credit is looked for to `due`: an agency by its canonical name, or an outlet;
// where it is empty, to the one agency that the source credits, else to the source's outlet. An outlet is credited
// where its name is printed in the text, an agency only in a credit. A credit to unnamed agencies counts for every
// agency. In each text n words are compared in O(n log n), as CompareTexts does it. Errors: those of Validate;
// InvalidArgument for texts of 4 GiB.
[[nodiscard]] absl::StatusOr<std::vector<Reuse>> MeasureReuse(const AuditText& source,
                                                              std::span<const AuditText> targets,
                                                              const AuditRules& policy = {}, std::string_view due = {});

}  // namespace copydesk

#endif  // COPYDESK_AUDIT_H_
