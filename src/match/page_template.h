// Learns the fixed text of pages of one form: product pages, notices, listings. The learner of furniture in general
// (furniture_learner.h) takes a text that shares a fifth of its prose with another for a version of it, which pages
// with much fixed text are not.
//
// What tells pages of a form from versions of a story is what they do not have in common. The news of an update is
// kept by the next ones, so that most passages of a story are in some of its versions; an outlet prints a report with
// a few words of its own, or cuts it. Of a form, a passage is in nearly all pages or in one, and every page fills the
// same places. So, over the texts of one source, or over all texts that have none:
// * A passage in one text is its *own*, one in at least 12 is *common*, one in between is *partly shared*.
// * Of a text, common passages are *fixed* when they are in nearly as many texts as those with half of its common
//   tokens (0.8 of them). What stands between two neighbouring fixed passages, or before the first or after the last,
//   *fills* that place. A place is a *slot* when it has at least 12 fillings that differ, and none (nor nothing) in
//   more than a quarter of the texts that have it.
// * A text is a *page* when it fills slots with at least 20 tokens and a twentieth of its text, and four fifths of its
//   common tokens are fixed, for a form is printed whole, and a quarter of all, for articles that quote one statement
//   are no form. Slots count in full where the page has three or more between fixed passages, or where a tenth of the
//   fixed tokens, and 15, are on both sides; of others only prose does, passages of 15 tokens and more. Else a report
//   under its headline, printed by twelve sites with lines of their own between the two, would be a form.
// * In one source, a text is a page also when its own passages have at least 20 tokens and a tenth of all, and those
//   partly shared are at most a quarter of them. Of texts without a source, reports reprinted beside other words would
//   be pages by this rule.
// * A common passage is fixed text when at least four fifths of the texts that have it are pages, and at least 12 of
//   these have URLs of their own (or none): one URL read many times is one page.
#ifndef COPYDESK_MATCH_PAGE_TEMPLATE_H_
#define COPYDESK_MATCH_PAGE_TEMPLATE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "match/furniture_model.h"
#include "match/furniture_passages.h"

namespace copydesk {

// A text of the source, with a hash of its URL, 0 for none.
struct SourcePage {
  std::vector<Passage> passages;
  std::uint64_t url = 0;
};

// Adds the fixed text of the pages of one source, 0 for texts without one, in no order. `pages` have each text once;
// their order does not matter. Linear but for sorting within a text, about 100 bytes a passage.
void AppendFixedText(std::uint64_t source, std::span<const SourcePage> pages, std::vector<FurnitureEntry>* entries);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_PAGE_TEMPLATE_H_
