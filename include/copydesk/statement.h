// Statements of source: what pages and records say about where their text is from.
#ifndef COPYDESK_STATEMENT_H_
#define COPYDESK_STATEMENT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace copydesk {

// What a page's markup, or an agency's record (copydesk/ninjs.h), says about where its text is from.
enum class StatementKind : std::uint8_t {
  kOriginalSource,      // meta original-source
  kSyndicationSource,   // meta syndication-source
  kAuthor,              // author, article:author, dc.creator, parsely-author; a name, or the address of a profile
  kPublisher,           // publisher, article:publisher, dc.publisher
  kSource,              // dc.source
  kSourceOrganization,  // the others are names of schema.org
  kProvider,
  kCreditText,
  kCopyrightHolder,  // meta copyright as well
  kBasedOn,          // isBasedOn
  kDateline,
  kCanonical,  // rel=canonical that points to another site than the page's own
};

// "original-source", "author", "source-organization" and so on.
[[nodiscard]] std::string_view StatementKindName(StatementKind kind);

enum class StatementPlace : std::uint8_t { kMeta, kJsonLd, kMicrodata, kLink, kRecord };

struct SourceStatement {
  StatementKind kind = StatementKind::kAuthor;
  StatementPlace place = StatementPlace::kMeta;
  std::string value;  // at most 512 bytes, an address at most 2,048

  friend bool operator==(const SourceStatement&, const SourceStatement&) = default;
};

}  // namespace copydesk

#endif  // COPYDESK_STATEMENT_H_
