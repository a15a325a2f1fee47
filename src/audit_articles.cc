#include "audit_articles.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "page/web_address.h"

namespace copydesk {
namespace {

// The main article of a page: what the page says of itself is said of this one.
bool IsMain(const Block& block) { return block.role == BlockRole::kMain; }

std::string HashOfParts(std::string_view text, const std::vector<TextRange>& parts) {
  PieceHasher hasher;
  for (const TextRange& part : parts) {
    hasher.Append(text.substr(part.begin, part.end - part.begin));
    hasher.Append(std::string_view("\0", 1));
  }
  const Hash128 hash = hasher.Finish();
  return absl::StrFormat("%016x%016x", hash.high, hash.low);
}

std::string_view FirstKnown(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    if (!value.empty()) return value;
  }
  return {};
}

std::string_view WithoutWww(std::string_view host) {
  constexpr std::string_view kWww = "www.";
  return host.starts_with(kWww) ? host.substr(kWww.size()) : host;
}

// The first words, with single spaces between them.
std::string Opening(std::string_view text, const std::vector<TextRange>& parts) {
  constexpr std::size_t kMost = 120;
  std::string opening;
  for (const TextRange& part : parts) {
    for (std::size_t at = part.begin; at < part.end;) {
      const std::size_t length = std::min<std::size_t>(DecodeUtf8(text, at).length, part.end - at);
      const bool is_space = std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos;
      if (opening.size() + length > kMost) return opening;
      if (!is_space) opening += text.substr(at, length);
      if (is_space && !opening.empty() && opening.back() != ' ') opening += ' ';
      at += length;
    }
    if (!opening.empty() && opening.back() != ' ') opening += ' ';
  }
  return opening;
}

}  // namespace

std::vector<std::size_t> FindArticleBlocks(const DocumentView& view) {
  std::set<std::string_view> digests;
  for (const Block& block : view.blocks) {
    if (!block.parent.empty()) digests.insert(block.parent);
  }
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < view.blocks.size(); ++i) {
    const Block& block = view.blocks[i];
    const bool is_article = IsMain(block) || block.role == BlockRole::kRelated || block.role == BlockRole::kDigestItem;
    if (is_article && block.words > 0 && !digests.contains(block.name)) found.push_back(i);
  }
  return found;
}

AuditedArticle DescribeArticle(const DocumentView& view, const Block& block, std::string_view text,
                               const AgencyList& agencies) {
  AuditedArticle article;
  article.block = {.document = view.name, .block = block.name};
  article.content = HashOfParts(text, block.parts);
  article.url = IsMain(block) ? FirstKnown({view.metadata.url, view.page.canonical_url, block.link}) : block.link;
  const std::string host = HostOf(IsMain(block) ? article.url : view.metadata.url);
  article.outlet = FirstKnown({block.source, view.metadata.source, view.page.site_name, WithoutWww(host)});
  article.title = FirstKnown({block.title, IsMain(block) ? view.metadata.title : std::string_view()});
  article.opening = Opening(text, block.parts);
  article.published = FirstKnown({block.published, IsMain(block) ? view.metadata.published : std::string_view()});
  Metadata times = view.metadata;
  if (!IsMain(block)) times.published.clear();  // that of the page
  article.time = FindPublishedTime(times, block);
  article.seen = view.metadata.seen;
  article.words = block.words;
  article.credits = FindBlockCredits(text, block, agencies);
  if (IsMain(block)) {
    for (Credit& credit : CreditsOfStatements(view.page.statements, agencies)) {
      article.credits.push_back(std::move(credit));
    }
  }
  article.places = FindBlockCreditPlaces(text, block);
  article.summary = SummarizeCredits(article.credits, article.places);
  return article;
}

AuditText ArticleText(const AuditedArticle& article, const DocumentView& view, std::size_t block,
                      std::string_view text) {
  AuditText audited{.block = article.block,
                    .text = text,
                    .parts = view.blocks[block].parts,
                    .title = article.title,
                    .outlet = article.outlet,
                    .published = article.time,
                    .credits = article.credits,
                    .places = article.places};
  if (block < view.set_aside.size()) audited.furniture = view.set_aside[block];
  return audited;
}

}  // namespace copydesk
