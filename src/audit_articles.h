// What the audit knows of each article of a collection.
#ifndef COPYDESK_AUDIT_ARTICLES_H_
#define COPYDESK_AUDIT_ARTICLES_H_

#include <string_view>
#include <vector>

#include "copydesk/audit_collection.h"
#include "copydesk/credit.h"
#include "copydesk/detector.h"

namespace copydesk {

// The blocks of a document that are articles: no teaser, no furniture, and no digest, whose items stand for it. Places
// in `view.blocks`.
[[nodiscard]] std::vector<std::size_t> FindArticleBlocks(const DocumentView& view);

// `text`: of the document, of which `block` is one. Linear.
[[nodiscard]] AuditedArticle DescribeArticle(const DocumentView& view, const Block& block, std::string_view text,
                                             const AgencyList& agencies);

// The article as it is compared. Everything given must stay live.
[[nodiscard]] AuditText ArticleText(const AuditedArticle& article, const DocumentView& view, std::size_t block,
                                    std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_AUDIT_ARTICLES_H_
