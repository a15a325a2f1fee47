// Learns the fixed text of a site's pages: product pages, notices, listings. The learner of furniture in general
// (furniture_learner.h) takes a text that shares a fifth of its prose with another for a version of it, which pages
// with much fixed text are not.
//
// What tells pages of a template from versions of a story is what they do not have in common. The news of an update is
// kept by the next ones, so that most passages of a story are in some of its versions. Of a template, a passage is in
// nearly all pages or in one. So, over the texts of one source:
// * a passage in one text is its *own*, one in at least 12 is *common*, one in between is *partly shared*;
// * a text is a *page* when its own passages have at least 20 tokens and a tenth of all, and those partly shared are at
//   most a quarter of them;
// * a common passage is fixed text when at least nine tenths of the texts that have it are pages, and at least 12 of
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

// Adds the fixed text of the pages of one source, in no order. `pages` have each text once; their order does not
// matter. Linear, about 40 bytes a passage.
void AppendFixedText(std::uint64_t source, std::span<const SourcePage> pages, std::vector<FurnitureEntry>* entries);

}  // namespace copydesk

#endif  // COPYDESK_MATCH_PAGE_TEMPLATE_H_
