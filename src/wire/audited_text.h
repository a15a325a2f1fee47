// A text of the audit made ready to be compared: its words, the paragraphs that they are in, and which of them are left
// out of account.
#ifndef COPYDESK_WIRE_AUDITED_TEXT_H_
#define COPYDESK_WIRE_AUDITED_TEXT_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "copydesk/audit.h"
#include "match/prepared_text.h"

namespace copydesk {

// Why a word is left out of account.
enum class WordMark : std::uint8_t { kNone = 0, kCredit = 1, kFurniture = 2, kPhrase = 3, kQuotation = 4 };

struct AuditedText {
  PreparedText prepared;
  std::vector<TextRange> paragraphs;     // text/paragraphs.h, of each part
  std::vector<std::uint32_t> paragraph;  // of each token
  std::vector<std::uint8_t> marks;       // of each token, a WordMark
};

// InvalidArgument for a text of 4 GiB or more.
[[nodiscard]] absl::Status CheckSize(const AuditText& text);

// Linear.
[[nodiscard]] AuditedText ReadAuditText(const AuditText& text, const AuditRules& policy);

// The paragraphs of an article.
[[nodiscard]] std::vector<TextRange> FindArticleParagraphs(std::string_view text, std::span<const TextRange> parts);

}  // namespace copydesk

#endif  // COPYDESK_WIRE_AUDITED_TEXT_H_
