// Credits: which news agencies an article says that its text is from.
//
// A credit is told from what only looks like one: the credit of a photo ("REUTERS/Jane Doe"), and a mention ("told
// Reuters"). docs/credits.md has the forms, the rules and how well they do.
#ifndef COPYDESK_CREDIT_H_
#define COPYDESK_CREDIT_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/page.h"

namespace copydesk {

enum class CreditKind : std::uint8_t {
  kByline = 0,  // "By Jane Doe, Associated Press"; "Reuters" on a line of its own above the text
  kDateline = 1,  // "WASHINGTON (AP) —", "МОСКВА, 14 июля — РИА Новости.", "新华社北京7月14日电"
  kTrailing = 2,      // "(ANI)", "— AFP", "Source: Reuters", "(Reporting by Jane Doe; Editing by John Roe)"
  kContribution = 3,  // "With files from The Canadian Press", "... contributed to this report", "mit Material von dpa"
  kCopyright = 4,     // "Copyright 2018 The Associated Press. All rights reserved."
  kMetadata = 5,      // a statement of the page's metadata; never of FindCredits
  kPhoto = 6,         // of a picture: no credit of the text
  kMention = 7,       // the text speaks of the agency: no credit
};

// "byline", "dateline", "trailing", "contribution", "copyright", "metadata", "photo", "mention".
[[nodiscard]] std::string_view CreditKindName(CreditKind kind);

// All kinds but kPhoto and kMention.
[[nodiscard]] bool IsTextCredit(CreditKind kind);

struct Credit {
  CreditKind kind = CreditKind::kMention;
  std::string agency;  // its canonical name: "AP", "Reuters", "dpa"; empty: names none ("Agencies", "wire reports")
  std::string text;    // as printed: text[range]
  TextRange range;     // of the whole form, which may name several agencies; of photos and mentions, of the name

  friend bool operator==(const Credit&, const Credit&) = default;
};

enum class AgencyKind : std::uint8_t {
  kAgency = 0,
  kPhoto = 1,    // only ever credited for pictures
  kRelease = 2,  // distributes press releases of others
};

struct Agency {
  std::string name;
  AgencyKind kind = AgencyKind::kAgency;
  std::string country;                       // ISO 3166-1 code of its seat; may be empty
  std::vector<std::string> spellings;        // stand for it wherever they are printed
  std::vector<std::string> short_names;      // mean other things too: taken in the forms of credits only
  std::vector<std::string> bracketed_names;  // taken in brackets only
  std::vector<std::string> sites;            // host names where it prints its own texts, and those below them

  friend bool operator==(const Agency&, const Agency&) = default;
};

class AgencyNames;

// News agencies and how their names are printed. A value; copies are cheap. Thread-safe.
class AgencyList {
 public:
  // The list that is part of the library (src/wire/agencies.tsv).
  [[nodiscard]] static AgencyList Builtin();

  // The built-in list with what a file adds, in the format of docs/credits.md: lines of name, kind, country, spellings,
  // short names and sites, with tabs between them. An agency of a name that the list has gets the spellings in
  // addition. `file_name` is for messages. Errors: InvalidArgument, with file, line and remedy, for a line of another
  // form, a kind that there is not, and a spelling or site that another agency has, is longer than 80 bytes or is not
  // UTF-8; for more than 100,000 of them.
  [[nodiscard]] static absl::StatusOr<AgencyList> Parse(std::string_view file_text, std::string_view file_name);

  // The canonical name of the agency that is printed like this, short names too; empty when there is none. Capitals,
  // white space at the ends and a "The" before the name do not matter. Valid as long as this list or a copy is.
  [[nodiscard]] std::string_view Find(std::string_view name) const;

  // The canonical name of the agency on whose sites an address is: "https://www.reuters.com/world" is of Reuters. Empty
  // when there is none. Valid as long as this list or a copy is.
  [[nodiscard]] std::string_view FindSite(std::string_view url) const;

  // Sorted by name.
  [[nodiscard]] std::span<const Agency> agencies() const;

  // For finding names in texts; internal.
  [[nodiscard]] const AgencyNames& names() const { return *names_; }

 private:
  explicit AgencyList(std::shared_ptr<const AgencyNames> names) : names_(std::move(names)) {}

  std::shared_ptr<const AgencyNames> names_;
};

// At most so many credits of a text are found, among its first 16,384 names of agencies, and as many in its last 3,000
// bytes.
inline constexpr std::size_t kMaxCredits = 4096;

// The credits, photo credits and mentions of one article, whose parts are ascending, disjoint and in `text`: in text
// order; those of one form, which have one range, in the order in which it names them. A form lies in one paragraph.
// Linear in the text, hostile ones too: what stands around a name is looked at as far as 400 bytes. Bytes that are not
// UTF-8 separate. Thread-safe.
[[nodiscard]] std::vector<Credit> FindCredits(std::string_view text, std::span<const TextRange> parts,
                                              const AgencyList& agencies);

// The same of one block of a page (copydesk/page.h), with the credit that ends it: SplitPage keeps it in block.credit,
// outside the parts. That one is kTrailing; where it is not printed within 1,000 bytes behind the parts as it is in
// block.credit, its range is empty and at their end.
[[nodiscard]] std::vector<Credit> FindBlockCredits(std::string_view text, const Block& block,
                                                   const AgencyList& agencies);

// The agencies that the value of a metadata statement names as author, source or publisher: "Associated Press",
// "By JANE DOE, Associated Press", "dpa/AFP". In the order of the value, each once. Empty when it speaks of a photo, is
// a sentence that only mentions one, or has more than 200 bytes.
[[nodiscard]] std::vector<std::string> AgenciesNamedBy(std::string_view value, const AgencyList& agencies);

// The credits in the statements that a page's markup makes of its main article (PageMetadata::statements), of
// kMetadata, in their order, each agency once: names as AgenciesNamedBy reads them, addresses by the agencies' sites.
// `text` is the statement's value, `range` is empty. Linear.
[[nodiscard]] std::vector<Credit> CreditsOfStatements(std::span<const SourceStatement> statements,
                                                      const AgencyList& agencies);

// Which of the places where credits stand an article has: one that begins or ends in the middle of a sentence, or with
// "..." or the like, was cut there.
enum class CreditPlaces : std::uint8_t { kBoth = 0, kBeginning = 1, kEnd = 2, kNeither = 3 };

// "both", "beginning", "end", "neither".
[[nodiscard]] std::string_view CreditPlacesName(CreditPlaces places);

// Linear in the parts' paragraphs. Neither, for no text.
[[nodiscard]] CreditPlaces FindCreditPlaces(std::string_view text, std::span<const TextRange> parts);

// The same of one block of a page: one with a credit has its end.
[[nodiscard]] CreditPlaces FindBlockCreditPlaces(std::string_view text, const Block& block);

enum class CreditState : std::uint8_t {
  kCredited = 0,     // the text is credited to agencies
  kContributed = 1,  // to its own writers, with agencies that contributed
  kNone = 2,         // no credit was found, and the places where credits stand were there
  kUnknown = 3,      // no credit was found, and some of the places were not captured
};

// "credited", "contributed", "none", "unknown".
[[nodiscard]] std::string_view CreditStateName(CreditState state);

struct CreditedAgency {
  std::string agency;                       // canonical; empty: the text says "agencies"
  CreditKind kind = CreditKind::kDateline;  // its strongest

  friend bool operator==(const CreditedAgency&, const CreditedAgency&) = default;
};

struct CreditSummary {
  CreditState state = CreditState::kUnknown;
  // Each once, the strongest first: dateline, byline, trailing, metadata, copyright, contribution; then as the text
  // names them. One that names no agency only counts where none is named.
  std::vector<CreditedAgency> agencies;

  // The one agency that the whole text is credited to; empty: none, or several.
  [[nodiscard]] std::string_view sole() const;

  friend bool operator==(const CreditSummary&, const CreditSummary&) = default;
};

// `credits`: of FindCredits, with those of kMetadata that the caller adds. Linear but for the number of agencies.
[[nodiscard]] CreditSummary SummarizeCredits(std::span<const Credit> credits, CreditPlaces places);

}  // namespace copydesk

#endif  // COPYDESK_CREDIT_H_
