// What tests of the audit have in common: fictional articles of fictional outlets.
#ifndef COPYDESK_TESTS_WIRE_AUDIT_TESTING_H_
#define COPYDESK_TESTS_WIRE_AUDIT_TESTING_H_

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "copydesk/audit.h"

namespace copydesk {

// Paragraphs of one made-up report, 0 to 7, of about 25 to 35 words each; and of another one about the same event.
std::string_view HarbourParagraph(std::size_t number);
std::string_view FerryParagraph(std::size_t number);
inline constexpr std::size_t kStoryParagraphs = 8;

// Paragraphs with blank lines between them.
std::string Join(const std::vector<std::string_view>& paragraphs);

// Paragraphs [begin, end) of the report about the harbour.
std::string Harbour(std::size_t begin = 0, std::size_t end = kStoryParagraphs);

// `text` with `from` replaced by `to` once; `from` must be in it.
std::string Replaced(std::string text, std::string_view from, std::string_view to);

// Owns what AuditText refers to. Credits and places are found in the text.
class Articles {
 public:
  // A title and a time may be empty; `published` is printed as in a record.
  const AuditText& Add(std::string outlet, std::string text, std::string published = "", std::string title = "");

  // Of all that were added. The documents are called by the outlets.
  [[nodiscard]] std::vector<AuditText> All() const { return {texts_.begin(), texts_.end()}; }

 private:
  struct Owned {
    std::string outlet;
    std::string text;
    std::string title;
    std::vector<TextRange> parts;
    std::vector<Credit> credits;
  };
  std::deque<Owned> owned_;
  std::deque<AuditText> texts_;
};

}  // namespace copydesk

#endif  // COPYDESK_TESTS_WIRE_AUDIT_TESTING_H_
