// Edits of one line of JSON that touch no other byte of it.
//
// A line is one that the reader has read (read/json_record.h): a JSON object. All strings are walked with the rules of
// the reader, so that a lone surrogate or an unknown escape on the way is an error; what cannot change the place of a
// member, such as the spelling of a number, is not looked at again. Nothing is read outside the line whatever it is.
// Linear, without recursion, thread-safe.
#ifndef COPYDESK_DEDUP_JSON_CUT_H_
#define COPYDESK_DEDUP_JSON_CUT_H_

#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "copydesk/block.h"

namespace copydesk {

// The line without the bytes that encode `cuts`, ranges of the decoded text of a member of the object itself:
// ascending and disjoint, at borders of characters. Of a member that is there twice the first counts that is not null,
// as for the reader; its name may be written with escapes. Of an escape or a pair of surrogates all goes or nothing.
// Errors, InvalidArgument: no object, malformed, no such member, one that is no string, cuts that are not as above.
[[nodiscard]] absl::StatusOr<std::string> CutJsonText(std::string_view line, std::string_view member,
                                                      std::span<const TextRange> cuts);

// The line with `members`, such as "a":1,"b":2, as the last of its object; not empty, and not checked. What follows the
// object stays as it is, and so do blanks before its closing brace.
// Errors, InvalidArgument: the line does not begin with an opening brace and end with a closing one, blanks aside.
[[nodiscard]] absl::StatusOr<std::string> AddJsonMembers(std::string_view line, std::string_view members);

// Whether the object has a member of this name, whatever its value; false for what is no object. A name may be written
// with escapes.
[[nodiscard]] bool HasJsonMember(std::string_view line, std::string_view name);

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_JSON_CUT_H_
