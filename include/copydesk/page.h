// Pages: what a scraped page is made of.
#ifndef COPYDESK_PAGE_H_
#define COPYDESK_PAGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "copydesk/block.h"
#include "copydesk/document.h"

namespace copydesk {

// The text of a page and its blocks in page order, each digest before its items, furniture last. Blocks other than
// digests and their items are disjoint.
struct Page {
  std::string title;  // of an HTML page: of its head; else empty
  std::string text;   // of a plain text: its bytes as they are
  std::vector<Block> blocks;
};

// Splits a document by its general structure: headings, repeated record templates (outlet, age, title, body), age and
// date lines, separators, repeated sibling elements. A plain article is one block, "0". Linear in the document for
// pages as people make them; limits keep hostile ones near that.
// Errors: InvalidArgument for 4 GiB or more.
[[nodiscard]] absl::StatusOr<Page> SplitPage(const Document& document);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_H_
