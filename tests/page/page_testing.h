// Pages for tests, and what a split page says in a form that is easy to compare.
#ifndef COPYDESK_TESTS_PAGE_PAGE_TESTING_H_
#define COPYDESK_TESTS_PAGE_PAGE_TESTING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/page.h"

namespace copydesk {

// A page whose article is followed by related articles in the layout outlet, age, outlet again, title, text. The first
// related article is a digest of three items, one of them interrupted by a list of headlines.
[[nodiscard]] std::string AggregatorPage();

// Running text of so many words, in sentences of ten; other numbers give other words.
[[nodiscard]] std::string Prose(std::size_t first, std::size_t words);

[[nodiscard]] Page SplitTextPage(std::string_view text);
[[nodiscard]] Page SplitHtmlPage(std::string_view html);

// "1.1 digest-item [title] source | age | credit" for each block that is no furniture.
[[nodiscard]] std::vector<std::string> Outline(const Page& page);

// The text of a block, parts joined by " / ", white space collapsed.
[[nodiscard]] std::string TextOf(const Page& page, std::string_view name);

// The texts of all furniture, each once.
[[nodiscard]] std::vector<std::string> FurnitureOf(const Page& page);

// Checks what holds of any page: parts ascending, disjoint and inside the text, blocks with distinct names, parents
// that exist, furniture apart from all else.
void CheckInvariants(const Page& page);

}  // namespace copydesk

#endif  // COPYDESK_TESTS_PAGE_PAGE_TESTING_H_
