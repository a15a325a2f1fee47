#include "match/prepared_text.h"

#include <algorithm>
#include <string>

#include "match/furniture_passages.h"
#include "sketch/content_hash.h"
#include "text/quotation.h"

namespace copydesk {
namespace {

// Replaces the tokens by those of the parts that are kept.
void SetAside(std::string_view text, std::span<const TextRange> kept, PreparedText* prepared) {
  const std::size_t all = prepared->tokens.size();
  prepared->tokens = Tokens();
  for (const TextRange& part : kept) {
    AppendTokens(text.substr(part.begin, part.end - part.begin), part.begin, &prepared->tokens);
  }
  prepared->furniture = static_cast<std::uint32_t>(all - std::min(all, prepared->tokens.size()));
}

}  // namespace

std::vector<std::uint8_t> MarkTokens(const Tokens& tokens, std::span<const TextRange> ranges) {
  std::vector<std::uint8_t> marks(tokens.size(), 0);
  auto first = tokens.begin.begin();
  for (const TextRange& range : ranges) {
    first = std::lower_bound(first, tokens.begin.end(), range.begin);
    const auto last = std::lower_bound(first, tokens.begin.end(), range.end);
    std::fill(marks.begin() + (first - tokens.begin.begin()), marks.begin() + (last - tokens.begin.begin()), 1);
    first = last;
  }
  return marks;
}

std::size_t PreparedText::MemoryBytes() const {
  return tokens.size() * (sizeof(std::uint64_t) + 2 * sizeof(std::uint32_t) + 2) +
         extents.size() * sizeof(std::uint32_t) + ShingleIndex::MemoryBytes(tokens.size()) +
         ShingleSample::MemoryBytes(tokens.size());
}

PreparedText PrepareText(std::string_view text, std::span<const TextRange> parts,
                         std::span<const TextRange> furniture) {
  PreparedText prepared;
  std::string joined;
  for (const TextRange& part : parts) {
    const std::string_view piece = text.substr(part.begin, part.end - part.begin);
    AppendTokens(piece, part.begin, &prepared.tokens);
    if (parts.size() > 1) joined += piece;
  }
  prepared.bytes =
      HashBytes128(parts.size() == 1 ? text.substr(parts[0].begin, parts[0].end - parts[0].begin) : joined);
  prepared.content = HashContent(prepared.tokens.hash);
  if (!furniture.empty()) SetAside(text, WithoutRanges(parts, furniture), &prepared);
  prepared.quoted = MarkTokens(prepared.tokens, FindQuotations(text));
  prepared.extents = SumExtents(text, prepared.tokens);
  return prepared;
}

}  // namespace copydesk
