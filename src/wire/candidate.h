// Names of agencies that may be a credit, with what stands around them; and how the forms of credits look at that.
//
// What is looked at has bounds, so that finding credits is linear in the text whatever it holds.
#ifndef COPYDESK_WIRE_CANDIDATE_H_
#define COPYDESK_WIRE_CANDIDATE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/credit.h"
#include "wire/agency_names.h"

namespace copydesk {

// A list of names in one line: "AFP", "dpa/AFP", "AP and Reuters".
struct Candidate {
  std::string_view text;
  TextRange line;
  TextRange range;                   // from the first name to the last
  std::span<const NameMatch> names;  // at least one
  std::uint32_t previous_end = 0;    // where the list before this one ends in the line; else where the line begins

  bool photo_agency = false;  // one of them is credited for pictures only
  bool full = false;          // one of them is an agency wherever it stands
  bool generic = false;       // none of them is an agency
  bool bracketed = false;     // one of them counts in brackets only
  bool capital = false;       // all begin with a capital, as printed
  bool equals = false;        // "AP=共同"

  bool in_head = false;     // in the first 2,000 bytes of the article
  bool in_tail = false;     // in the last 3,000 bytes
  bool above_body = false;  // in a line above the running text
  bool below_body = false;  // in one below it
  bool first_body = false;  // in the first line of it
  bool last_body = false;   // in the last line of it
  bool caption = false;
  bool beside_caption = false;  // the line before is a caption, or one of those around says the same
  bool bylined = false;         // a line before has a byline or a dateline
};

// A credit that was found: of which kind, and where its form is.
struct Form {
  CreditKind kind = CreditKind::kMention;
  TextRange range;
};

// What stands before and behind the names in their line, at most so many bytes, cut where characters begin.
[[nodiscard]] std::string_view Before(const Candidate& candidate, std::size_t bytes);
[[nodiscard]] std::string_view Behind(const Candidate& candidate, std::size_t bytes);

// Folded as names are, each run of white space one space.
[[nodiscard]] std::string FoldForCredits(std::string_view text);

// Without white space at its end, or its beginning.
[[nodiscard]] std::string_view TrimEnd(std::string_view text);
[[nodiscard]] std::string_view TrimStart(std::string_view text);

// What of a text follows the end of the last sentence in it, or precedes the end of the first one.
[[nodiscard]] std::string_view LastSentence(std::string_view text);
[[nodiscard]] std::string_view FirstSentence(std::string_view text);

// A word between white space, and how it is printed.
struct PrintedWord {
  TextRange range;            // of what was split
  std::string_view letters;   // without punctuation at its ends
  bool capital = false;       // begins with a capital, a digit or a letter of a script without capitals
  bool all_capitals = false;  // two letters at least, and no small one
  bool digit = false;         // has one
};

// Linear.
[[nodiscard]] std::vector<PrintedWord> SplitPrinted(std::string_view text);

// Folded `text` holds, begins or ends with one of `phrases`, as whole words of scripts with spaces. The place of it,
// the last one where there are several; npos when there is none.
[[nodiscard]] std::size_t FindPhrase(std::string_view folded, std::span<const std::string_view> phrases);
[[nodiscard]] bool StartsWithPhrase(std::string_view folded, std::span<const std::string_view> phrases);
[[nodiscard]] bool EndsWithPhrase(std::string_view folded, std::span<const std::string_view> phrases);

// `folded` is one of `phrases`.
[[nodiscard]] bool IsPhrase(std::string_view folded, std::span<const std::string_view> phrases);

// "staff", "writer", "correspondent" (credit_words.h), in any case.
[[nodiscard]] bool IsStaffWord(std::string_view letters);

// Without a "The" at its end, and white space before that.
[[nodiscard]] std::string_view WithoutThe(std::string_view before);

// The brackets right around the names, "(AP)" or "[AFP]", with one "The" perhaps.
[[nodiscard]] std::optional<TextRange> BracketsAround(const Candidate& candidate);

// Length of the dash that `text` begins with, white space before it included; 0: none. A hyphen counts before white
// space or a second one.
[[nodiscard]] std::size_t DashAtStart(std::string_view text);

// The forms. Each gives the credit that the names are part of, or nothing.
[[nodiscard]] std::optional<Form> DatelineOf(const Candidate& candidate);      // dateline.cc
[[nodiscard]] std::optional<Form> PhotoCreditOf(const Candidate& candidate);   // photo_credit.cc
[[nodiscard]] std::optional<Form> ContributionOf(const Candidate& candidate);  // contribution.cc
[[nodiscard]] std::optional<Form> CopyrightOf(const Candidate& candidate);     // copyright_line.cc
[[nodiscard]] std::optional<Form> BylineOf(const Candidate& candidate);        // byline.cc
[[nodiscard]] std::optional<Form> LabelOf(const Candidate& candidate);         // label_line.cc
[[nodiscard]] std::optional<Form> TrailingOf(const Candidate& candidate);      // trailing_credit.cc
[[nodiscard]] std::optional<Form> MentionOf(const Candidate& candidate);       // mention.cc

}  // namespace copydesk

#endif  // COPYDESK_WIRE_CANDIDATE_H_
