// Builds HTML so that text of the input can only become text.
//
// Markup is what the program's own string literals say: its type takes no string that is made at run time, which the
// compiler checks. Everything else that is written is escaped.
#ifndef COPYDESK_REPORT_HTML_WRITER_H_
#define COPYDESK_REPORT_HTML_WRITER_H_

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"

namespace copydesk {

struct Markup {
  // Implicit, so that a literal can be written with <<. A string made at run time does not compile.
  consteval Markup(const char* literal) : text(literal) {}  // NOLINT(google-explicit-constructor)
  std::string_view text;
};

// The value of an attribute in double quotes.
struct AttributeValue {
  std::string_view text;
};

// JSON text for a script element. The characters of markup stand in its strings only, where escapes can replace them.
struct ScriptJson {
  std::string_view text;
};

// Text on its way into an element is made harmless: the five characters of markup escaped, bytes that are not UTF-8
// as U+FFFD, control and bidirectional characters as their visible numbers, of many marks on one place only the first.
// Line ends are kept, at most two in a row; tabs become blanks. The result of any text is balanced and valid UTF-8.
class HtmlWriter {
 public:
  HtmlWriter& operator<<(Markup markup) {
    html_ += markup.text;
    return *this;
  }

  template <typename T>
  requires std::same_as<T, std::string> || std::same_as<T, std::string_view> HtmlWriter& operator<<(const T& text) {
    AppendText(text);
    return *this;
  }

  template <typename T>
  requires(std::integral<T> && sizeof(T) >= 2) HtmlWriter& operator<<(T number) {
    absl::StrAppend(&html_, number);
    return *this;
  }

  // Visible numbers of control characters are plain text here, since elements cannot stand in attributes.
  HtmlWriter& operator<<(AttributeValue value) {
    AppendAttribute(value.text);
    return *this;
  }

  // Nothing in it can end the element, or begin what the parser takes for a comment.
  HtmlWriter& operator<<(ScriptJson json) {
    AppendScriptJson(json.text);
    return *this;
  }

  // What another writer made.
  HtmlWriter& operator<<(const HtmlWriter& other) {
    html_ += other.html_;
    return *this;
  }

  [[nodiscard]] std::size_t size() const { return html_.size(); }
  [[nodiscard]] const std::string& html() const { return html_; }
  [[nodiscard]] std::string Take() && { return std::move(html_); }

 private:
  void AppendText(std::string_view text);
  void AppendAttribute(std::string_view text);
  void AppendScriptJson(std::string_view text);

  std::string html_;
};

// `text` as the value of an attribute has it, without the escapes of markup: harmless in whatever shows it as text.
[[nodiscard]] std::string VisibleText(std::string_view text);

}  // namespace copydesk

#endif  // COPYDESK_REPORT_HTML_WRITER_H_
