#include "sketched_document.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/status.h"
#include "copydesk/page.h"
#include "match/block_terms.h"
#include "page/split.h"
#include "sketch/sketch.h"
#include "sketch/text_words.h"
#include "text/tokens.h"

namespace copydesk {
namespace {

// Fills in the words and signatures of `blocks` from their parts alone. Without a token there is nothing to compare,
// and no terms either; these and the SimHash take longer than all the rest.
void SketchBlocks(const SketchConfig& config, bool with_terms, SketchedDocument* document) {
  StoredDocument& stored = document->stored;
  thread_local Tokens tokens;  // their memory serves one block after another
  thread_local TextWords words;
  stored.signatures.reserve(stored.blocks.size());
  for (std::size_t i = 0; i < stored.blocks.size(); ++i) {
    Block& block = stored.blocks[i];
    tokens.Clear();
    for (const TextRange& part : block.parts) {
      AppendTokens(std::string_view(stored.text).substr(part.begin, part.end - part.begin), part.begin, &tokens);
    }
    block.words = static_cast<std::uint32_t>(tokens.size());
    block.disguised = static_cast<std::uint32_t>(tokens.disguised);
    // Items are counted with their digest.
    if (block.parent.empty()) document->counts.replaced_bytes += tokens.replaced_bytes;
    if (with_terms) words.Read(tokens.hash);
    Signature& signature = stored.signatures.emplace_back();
    Sketch(tokens, config, with_terms ? &words : nullptr, &signature);
    if (with_terms && tokens.size() > 0) {
      signature.terms = TermsOfBlock(stored.metadata, stored.text, stored.blocks, i, tokens, &words);
    }
  }
}

// What the record lacks, the page may say. When it was seen is not for the page to say.
void FillFromPage(const PageMetadata& page, Metadata* metadata) {
  for (const auto& [of_record, of_page] :
       {std::pair(&metadata->title, &page.title), std::pair(&metadata->source, &page.site_name),
        std::pair(&metadata->published, &page.published), std::pair(&metadata->modified, &page.modified)}) {
    if (of_record->empty()) *of_record = *of_page;
  }
}

void CountBlocks(SketchedDocument* document) {
  AddStatistics& counts = document->counts;
  counts.blocks = document->stored.blocks.size();
  counts.text_bytes = document->stored.text.size();
  for (const Block& block : document->stored.blocks) {
    counts.tokens += block.words;
    counts.disguised_blocks += block.disguised > 0 ? 1 : 0;
  }
  counts.without_text = counts.tokens == 0 ? 1 : 0;
}

}  // namespace

absl::StatusOr<SketchedDocument> SketchDocument(const Document& document, const SketchConfig& config, Unit unit,
                                                bool with_terms) {
  SketchedDocument result;
  result.stored.metadata = document.metadata;
  const bool whole = unit == Unit::kDocument && document.type == ContentType::kText;
  Page page;
  if (whole) {
    page.text = document.text;
    page.metadata.statements = document.statements;
  } else {
    COPYDESK_ASSIGN_OR_RETURN(page, SplitIntoBlocks(document));
  }
  if (unit == Unit::kDocument) {
    Block block;
    block.name.clear();
    block.parts.push_back({.begin = 0, .end = static_cast<std::uint32_t>(page.text.size())});
    page.blocks = {std::move(block)};
  }
  if (document.type == ContentType::kHtml) FillFromPage(page.metadata, &result.stored.metadata);
  result.page = std::move(page.metadata);
  result.stored.text = std::move(page.text);
  result.stored.blocks = std::move(page.blocks);
  SketchBlocks(config, with_terms, &result);
  CountBlocks(&result);
  return result;
}

}  // namespace copydesk
