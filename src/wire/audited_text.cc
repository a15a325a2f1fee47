#include "wire/audited_text.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "text/paragraphs.h"
#include "wire/phrase_tree.h"

namespace copydesk {
namespace {

// Ascending; they may overlap.
std::vector<TextRange> RangesOfCredits(std::span<const Credit> credits) {
  std::vector<TextRange> ranges;
  for (const Credit& credit : credits) {
    if (IsTextCredit(credit.kind) && credit.range.begin < credit.range.end) ranges.push_back(credit.range);
  }
  std::sort(ranges.begin(), ranges.end(), [](TextRange x, TextRange y) { return x.begin < y.begin; });
  return ranges;
}

std::vector<std::uint32_t> ParagraphOfTokens(const Tokens& tokens, std::span<const TextRange> paragraphs) {
  std::vector<std::uint32_t> paragraph(tokens.size(), 0);
  std::uint32_t at = 0;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    while (at + 1 < paragraphs.size() && paragraphs[at + 1].begin <= tokens.begin[t]) ++at;
    paragraph[t] = at;
  }
  return paragraph;
}

}  // namespace

absl::Status CheckSize(const AuditText& text) {
  if (text.text.size() <= std::numeric_limits<std::uint32_t>::max()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("a text of ", text.text.size(), " bytes is too long; the limit is 4 GiB"));
}

std::vector<TextRange> FindArticleParagraphs(std::string_view text, std::span<const TextRange> parts) {
  std::vector<TextRange> paragraphs;
  for (const TextRange part : parts) {
    for (const TextRange range : FindParagraphs(text.substr(part.begin, part.end - part.begin))) {
      paragraphs.push_back({.begin = part.begin + range.begin, .end = part.begin + range.end});
    }
  }
  return paragraphs;
}

AuditedText ReadAuditText(const AuditText& text, const AuditRules& policy) {
  AuditedText audited;
  audited.prepared = PrepareText(text.text, text.parts);
  audited.paragraphs = FindArticleParagraphs(text.text, text.parts);
  const Tokens& tokens = audited.prepared.tokens;
  audited.paragraph = ParagraphOfTokens(tokens, audited.paragraphs);
  audited.marks.assign(tokens.size(), static_cast<std::uint8_t>(WordMark::kNone));
  // The first reason that holds is the last one that is written.
  const auto mark = [&](const std::vector<std::uint8_t>& where, WordMark why) {
    for (std::size_t t = 0; t < where.size(); ++t) {
      if (where[t] != 0) audited.marks[t] = static_cast<std::uint8_t>(why);
    }
  };
  if (policy.exclude_quotations) mark(audited.prepared.quoted, WordMark::kQuotation);
  if (policy.phrases.tree() != nullptr) {
    policy.phrases.tree()->Mark(tokens.hash, static_cast<std::uint8_t>(WordMark::kPhrase), audited.marks);
  }
  if (policy.exclude_furniture) mark(MarkTokens(tokens, text.furniture), WordMark::kFurniture);
  mark(MarkTokens(tokens, RangesOfCredits(text.credits)), WordMark::kCredit);
  return audited;
}

}  // namespace copydesk
