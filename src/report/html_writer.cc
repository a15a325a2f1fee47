#include "report/html_writer.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_format.h"
#include "base/utf8_reader.h"
#include "report/control_characters.h"
#include "report/display_width.h"

namespace copydesk {
namespace {

// The bound of Unicode's Stream-Safe Text Format (UAX #15 section 13): no writing system needs more marks on one place,
// and a text made of them would be drawn over what stands around it.
constexpr int kMaxZeroWidth = 30;

// The escaped form of a character of markup; empty for others.
std::string_view Escaped(char32_t c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

// ASCII that is written as it is, wherever it stands.
bool IsPlainHtml(char c) { return c >= ' ' && c < 0x7f && Escaped(static_cast<char32_t>(c)).empty(); }

// Walks `text`, and calls `plain(bytes)` for stretches of plain ASCII, `character(c, bytes)` for what else may be
// written and `control(c, times)` for each run of one control character. White space has become ' ' and '\n'.
template <typename OnPlain, typename OnCharacter, typename OnControl>
void Walk(std::string_view text, const OnPlain& plain, const OnCharacter& character, const OnControl& control) {
  int zero_width = 0;
  int line_ends = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != ' ' && IsPlainHtml(text[i])) {
      const std::size_t begin = i;
      while (i < text.size() && IsPlainHtml(text[i])) ++i;
      plain(text.substr(begin, i - begin));
      zero_width = 0;
      line_ends = 0;
      continue;
    }
    char32_t c = 0;
    const std::size_t length = ReadUtf8(text, i, &c);
    const std::string_view bytes = text.substr(i, length);
    i += length;
    if (c == '\r' && i < text.size() && text[i] == '\n') continue;
    if (c == '\n' || c == '\r') {
      if (++line_ends <= 2) character('\n', "\n");
      continue;
    }
    if (c == ' ' || c == '\t' || c == '\f') {  // blanks between line ends do not break their row
      zero_width = 0;
      character(' ', " ");
      continue;
    }
    line_ends = 0;
    if (c == kIllFormed) {
      zero_width = 0;
      character(U'\uFFFD', kReplacementCharacter);
    } else if (IsControlCharacter(c)) {
      std::size_t times = 1;
      while (text.substr(i).starts_with(bytes)) {
        i += length;
        ++times;
      }
      zero_width = 0;
      control(c, times);
    } else {
      zero_width = c >= 0x300 && CharacterWidth(c) == 0 ? zero_width + 1 : 0;
      if (zero_width <= kMaxZeroWidth) character(c, bytes);
    }
  }
}

void AppendEscaped(char32_t c, std::string_view bytes, std::string* html) {
  const std::string_view escaped = Escaped(c);
  *html += escaped.empty() ? bytes : escaped;
}

// "U+202E", or "U+0000 ×500".
std::string Visible(char32_t c, std::size_t times) {
  std::string visible = absl::StrFormat("U+%04X", static_cast<std::uint32_t>(c));
  if (times > 1) absl::StrAppend(&visible, " ×", times);
  return visible;
}

}  // namespace

void HtmlWriter::AppendText(std::string_view text) {
  Walk(
      text, [&](std::string_view bytes) { html_ += bytes; },
      [&](char32_t c, std::string_view bytes) { AppendEscaped(c, bytes, &html_); },
      [&](char32_t c, std::size_t times) {
        absl::StrAppend(&html_, "<span class=\"control\" dir=\"ltr\">", Visible(c, times), "</span>");
      });
}

void HtmlWriter::AppendAttribute(std::string_view text) {
  Walk(
      text, [&](std::string_view bytes) { html_ += bytes; },
      [&](char32_t c, std::string_view bytes) { AppendEscaped(c, bytes, &html_); },
      [&](char32_t c, std::size_t times) { absl::StrAppend(&html_, "[", Visible(c, times), "]"); });
}

void HtmlWriter::AppendScriptJson(std::string_view text) {
  constexpr std::string_view kLineSeparator = "\xe2\x80\xa8";
  constexpr std::string_view kParagraphSeparator = "\xe2\x80\xa9";
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of("<>&\xe2"), text.size());
    html_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t length = 1;
    if (text.starts_with(kLineSeparator) || text.starts_with(kParagraphSeparator)) {
      html_ += text.starts_with(kLineSeparator) ? "\\u2028" : "\\u2029";
      length = kLineSeparator.size();
    } else if (text.front() == '<') {
      html_ += "\\u003c";
    } else if (text.front() == '>') {
      html_ += "\\u003e";
    } else if (text.front() == '&') {
      html_ += "\\u0026";
    } else {
      html_ += text.front();
    }
    text.remove_prefix(length);
  }
}

std::string VisibleText(std::string_view text) {
  std::string visible;
  Walk(
      text, [&](std::string_view bytes) { visible += bytes; },
      [&](char32_t, std::string_view bytes) { visible += bytes; },
      [&](char32_t c, std::size_t times) { absl::StrAppend(&visible, "[", Visible(c, times), "]"); });
  return visible;
}

}  // namespace copydesk
