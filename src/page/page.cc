#include "copydesk/page.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "page/dateline.h"
#include "page/html_blocks.h"
#include "page/metadata_value.h"
#include "page/split.h"
#include "page/text_blocks.h"
#include "page/words.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

// One block for each passage of furniture; what stands several times, word for word, is one with several parts.
void AppendFurniture(std::string_view text, std::vector<TextRange> furniture, std::vector<Block>* blocks) {
  std::sort(furniture.begin(), furniture.end(), [](TextRange x, TextRange y) { return x.begin < y.begin; });
  std::map<std::string, std::size_t> known;
  int number = 0;
  std::uint32_t end = 0;
  for (const TextRange& range : furniture) {
    const TextRange part = TrimRange(text, {.begin = std::max(range.begin, end), .end = std::max(range.end, end)});
    if (part.begin >= part.end) continue;
    end = part.end;
    const auto [found, is_new] = known.try_emplace(Collapse(Slice(text, part)), blocks->size());
    if (is_new) {
      Block block;
      block.name = absl::StrCat("f", ++number);
      block.role = BlockRole::kFurniture;
      blocks->push_back(std::move(block));
    }
    (*blocks)[found->second].parts.push_back(part);
  }
}

void CountTokens(std::string_view text, std::vector<Block>* blocks) {
  Tokens tokens;
  for (Block& block : *blocks) {
    tokens.Clear();
    for (const TextRange& part : block.parts) AppendTokens(Slice(text, part), part.begin, &tokens);
    block.words = static_cast<std::uint32_t>(tokens.size());
    block.disguised = static_cast<std::uint32_t>(tokens.disguised);
  }
}

}  // namespace

std::string_view StatementKindName(StatementKind kind) {
  static constexpr std::string_view kNames[] = {
      "original-source", "syndication-source", "author",           "publisher", "source",   "source-organization",
      "provider",        "credit-text",        "copyright-holder", "based-on",  "dateline", "canonical"};
  return kNames[static_cast<std::size_t>(kind)];
}

absl::StatusOr<Page> SplitIntoBlocks(const Document& document) {
  if (document.text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return absl::InvalidArgumentError(absl::StrCat(document.metadata.id, ": a text of ", document.text.size(),
                                                   " bytes is too long; the limit is 4 GiB"));
  }
  Page page;
  PageParts parts;
  if (document.type == ContentType::kHtml) {
    COPYDESK_ASSIGN_OR_RETURN(parts, SplitHtmlBlocks(document.text, document.metadata.url, &page));
  } else {
    page.text = document.text;
    parts = SplitTextBlocks(page.text);
    if (!parts.blocks.empty() && !parts.blocks.front().parts.empty()) {
      const TextRange main = parts.blocks.front().parts.front();
      page.metadata.dateline = CleanValue(FindDateline(Slice(page.text, main)), kMaxValue);
    }
  }
  page.blocks = std::move(parts.blocks);
  AppendFurniture(page.text, std::move(parts.furniture), &page.blocks);
  std::vector<SourceStatement>& statements = page.metadata.statements;
  statements.insert(statements.begin(), document.statements.begin(), document.statements.end());
  return page;
}

absl::StatusOr<Page> SplitPage(const Document& document) {
  COPYDESK_ASSIGN_OR_RETURN(Page page, SplitIntoBlocks(document));
  CountTokens(page.text, &page.blocks);
  return page;
}

}  // namespace copydesk
