// Articles that JSON-LD of a page describes (schema.org), as far as metadata need them.
//
// Limits: more than 100,000 values, or 32 levels, make a script broken; 1,000 nodes and 16 articles are looked at, 16
// values of a property. Members that are not needed are not kept. Linear.
#ifndef COPYDESK_PAGE_HTML_JSON_LD_H_
#define COPYDESK_PAGE_HTML_JSON_LD_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "copydesk/page.h"

namespace copydesk {

// Values are made harmless (metadata_value.h); times are as printed.
struct JsonLdArticle {
  std::string headline;
  std::string published;
  std::string modified;
  std::string language;
  std::vector<std::string> authors;  // their names
  std::string publisher;
  std::vector<std::string> addresses;       // its own
  std::vector<SourceStatement> statements;  // by kind, each in page order
};

struct JsonLd {
  std::vector<JsonLdArticle> articles;  // in page order; the items of lists are none
  std::uint32_t broken = 0;             // scripts
};

// A node is an article when its type ends in "Article" or "BlogPosting", or is "Report"; it stands at the top of a
// script, in its "@graph", or is the "mainEntity" of such a node. References by "@id" are followed for names. Controls
// in strings, comments around a script and a semicolon after it, which are no JSON, are let pass.
[[nodiscard]] JsonLd ReadJsonLd(std::span<const std::string> scripts);

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_JSON_LD_H_
