#include "report/html_link.h"

#include "absl/strings/match.h"
#include "base/status.h"
#include "base/utf8_reader.h"
#include "report/control_characters.h"
#include "report/html_parts.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxLength = 2000;
constexpr std::size_t kShownOfOthers = 120;

bool IsPlain(std::string_view url) {
  for (std::size_t i = 0; i < url.size();) {
    char32_t c = 0;
    i += ReadUtf8(url, i, &c);
    if (c == kIllFormed || c <= ' ' || c == '\\' || IsControlCharacter(c)) return false;
  }
  return true;
}

}  // namespace

std::string_view LinkableHost(std::string_view url) {
  if (url.size() > kMaxLength || !IsPlain(url)) return {};
  std::string_view rest = url;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!absl::StartsWithIgnoreCase(ToAbsl(url), ToAbsl(scheme))) continue;
    rest = url.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    return authority.find('@') == std::string_view::npos ? authority : std::string_view();
  }
  return {};
}

void WriteLink(std::string_view url, HtmlWriter* html) {
  if (url.empty()) return;
  const std::string_view host = LinkableHost(url);
  if (host.empty()) {
    *html << "<span class=\"address\" dir=\"ltr\">" << Shortened(url, kShownOfOthers) << "</span>";
    return;
  }
  *html << "<a class=\"address\" dir=\"ltr\" rel=\"noopener noreferrer\" href=\"" << AttributeValue{url} << "\">"
        << host << "</a>";
}

}  // namespace copydesk
