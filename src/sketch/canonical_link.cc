#include "sketch/canonical_link.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "base/url.h"

namespace copydesk {
namespace {

// What these rest on: docs/tuning.md, one link.
constexpr int kPhraseWords = 4;
constexpr int kNumberDigits = 5;
constexpr int kParameterDigits = 3;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// As browsers read what stands in a page: without spaces and control characters around it, and line breaks in it.
std::string Clean(std::string_view link) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!link.empty() && is_space(link.front())) link.remove_prefix(1);
  while (!link.empty() && is_space(link.back())) link.remove_suffix(1);
  std::string clean(link);
  std::erase_if(clean, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return clean;
}

bool IsHttp(const std::optional<std::string_view>& scheme) {
  if (!scheme.has_value()) return false;
  const std::string lower = Lower(*scheme);
  return lower == "http" || lower == "https";
}

// Empty when it is no host name.
std::string CanonicalHost(std::string_view authority) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  std::string_view port;
  const std::size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
    port = authority.substr(colon + 1);
    authority = authority.substr(0, colon);
    if (!std::all_of(port.begin(), port.end(), absl::ascii_isdigit)) return {};
    while (port.starts_with('0')) port.remove_prefix(1);
  }
  std::string host = Lower(authority);
  const bool is_address = host.starts_with('[') && host.ends_with(']');  // of IPv6
  const auto is_good = [&](char c) {
    return absl::ascii_isalpha(c) || absl::ascii_isdigit(c) || c == '-' || c == '.' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  if (!is_address && !std::all_of(host.begin(), host.end(), is_good)) return {};
  if (is_address && host.find_first_not_of("0123456789abcdef:.", 1) != host.size() - 1) return {};
  while (host.ends_with('.')) host.pop_back();
  while (host.starts_with("www.") && host.find('.', 4) != std::string::npos) host.erase(0, 4);
  if (host.empty() || host.starts_with('.')) return {};
  if (!port.empty() && port != "80" && port != "443") host.append(":").append(port);
  return host;
}

// Where a path that holds another address has it, the last one; npos: nowhere. Some archives leave one slash of two.
std::size_t FindInnerAddress(std::string_view path) {
  const std::size_t plain = path.rfind("/http:/");
  const std::size_t secure = path.rfind("/https:/");
  if (plain == std::string_view::npos) return secure;
  return secure == std::string_view::npos ? plain : std::max(plain, secure);
}

// "http:/example.com" and "http:///example.com" with two slashes.
std::string WithTwoSlashes(std::string_view address) {
  const std::size_t colon = address.find(':') + 1;
  std::string_view rest = address.substr(colon);
  while (rest.starts_with('/')) rest.remove_prefix(1);
  return std::string(address.substr(0, colon)) + "//" + std::string(rest);
}

bool SaysHowTheReaderCame(std::string_view parameter) {
  static constexpr std::array<std::string_view, 18> kNames = {
      "cmp",    "cmpid",  "dclid",   "fbclid", "gclid", "icid",    "igshid", "intcmp", "ito",
      "mc_cid", "mc_eid", "msclkid", "ncid",   "ref",   "ref_src", "smid",   "xtor",   "yclid"};
  const std::string name = Lower(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Calls visit(piece) for what stands between separators.
template <typename Visit>
void ForEachPiece(std::string_view text, std::string_view separators, const Visit& visit) {
  while (true) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    visit(text.substr(0, end));
    if (end == text.size()) return;
    text.remove_prefix(end + 1);
  }
}

// With a letter for each escaped byte of another script, and "-" for other escapes, a space among them.
std::string WithoutEscapes(std::string_view canonical) {
  std::string plain;
  for (std::size_t i = 0; i < canonical.size(); ++i) {
    if (canonical[i] == '%' && i + 2 < canonical.size()) {
      plain.push_back(canonical[i + 1] >= '8' ? 'x' : '-');
      i += 2;
    } else {
      plain.push_back(canonical[i]);
    }
  }
  return plain;
}

// Words with a letter.
int CountWords(std::string_view segment) {
  int words = 0;
  ForEachPiece(segment, "-_+.,", [&](std::string_view piece) {
    words += std::any_of(piece.begin(), piece.end(), absl::ascii_isalpha) ? 1 : 0;
  });
  return words;
}

bool HasNumber(std::string_view text, int least) {
  int digits = 0;
  for (const char c : text) {
    digits = absl::ascii_isdigit(c) ? digits + 1 : 0;
    if (digits == least) return true;
  }
  return false;
}

bool IsYear(std::string_view segment) {
  return segment.size() == 4 && std::all_of(segment.begin(), segment.end(), absl::ascii_isdigit) &&
         (segment.starts_with("19") || segment.starts_with("20"));
}

bool IsMonth(std::string_view segment) {
  return !segment.empty() && segment.size() <= 2 && std::all_of(segment.begin(), segment.end(), absl::ascii_isdigit);
}

// Without the end of a file's name: ".html".
std::string_view WithoutExtension(std::string_view segment) {
  constexpr std::size_t kLongest = 5;
  const std::size_t dot = segment.rfind('.');
  if (dot == std::string_view::npos || segment.size() - dot - 1 > kLongest) return segment;
  const std::string_view end = segment.substr(dot + 1);
  return std::all_of(end.begin(), end.end(), absl::ascii_isalpha) ? segment.substr(0, dot) : segment;
}

// Whether a parameter may say which of several stories is meant.
bool MayName(std::string_view parameter) {
  const std::string plain = WithoutEscapes(parameter);
  const std::size_t sign = plain.find('=');
  const std::string_view value = std::string_view(plain).substr(sign == std::string::npos ? 0 : sign + 1);
  return HasNumber(value, kParameterDigits) || CountWords(value) >= kPhraseWords;
}

std::string CanonicalQuery(std::string_view query, bool is_named) {
  std::vector<std::string> parameters;
  ForEachPiece(query, "&", [&](std::string_view piece) {
    std::string parameter = NormaliseEscapes(piece);
    if (parameter.empty() || SaysHowTheReaderCame(parameter) || (is_named && !MayName(parameter))) return;
    parameters.push_back(std::move(parameter));
  });
  std::sort(parameters.begin(), parameters.end());
  std::string canonical;
  for (const std::string& parameter : parameters) {
    canonical.append(canonical.empty() ? "" : "&").append(parameter);
  }
  return canonical;
}

}  // namespace

std::optional<std::string> CanonicalLink(std::string_view link, std::string_view base) {
  if (link.size() > kMaxLinkBytes || base.size() > kMaxLinkBytes) return std::nullopt;
  const std::string clean = Clean(link);
  if (clean.empty() || clean.starts_with('#')) return std::nullopt;
  std::string absolute = clean;
  if (const UrlParts parts = SplitUrl(clean); !parts.scheme.has_value()) {
    const std::string clean_base = Clean(base);
    if (!IsHttp(SplitUrl(clean_base).scheme)) return std::nullopt;
    absolute = ResolveUrl(clean_base, clean);
  }
  const UrlParts parts = SplitUrl(absolute);
  if (!IsHttp(parts.scheme) || !parts.authority.has_value()) return std::nullopt;
  const std::string_view query = parts.query.value_or("");
  std::string canonical = CanonicalHost(*parts.authority);
  if (canonical.empty()) return std::nullopt;
  std::string path = RemoveDotSegments(NormaliseEscapes(parts.path));
  while (path.ends_with('/')) path.pop_back();
  if (const std::size_t begin = FindInnerAddress(path); begin != std::string::npos) {
    const std::string inner = WithTwoSlashes(std::string_view(path).substr(begin + 1));
    const UrlParts inner_parts = SplitUrl(inner);
    const std::string host = CanonicalHost(*inner_parts.authority);
    if (!host.empty()) {
      canonical = host;
      path = inner_parts.path;
    }
  }
  canonical += path;
  const std::string parameters = CanonicalQuery(query, NamesStory(canonical));
  if (!parameters.empty()) canonical.append("?").append(parameters);
  return canonical;
}

bool NamesStory(std::string_view canonical) {
  const std::string plain = WithoutEscapes(canonical);
  const std::size_t mark = std::min(plain.find('?'), plain.size());
  if (HasNumber(std::string_view(plain).substr(mark), kNumberDigits)) return true;
  const std::string_view address = std::string_view(plain).substr(0, mark);
  const std::size_t slash = address.find('/');
  if (slash == std::string_view::npos) return false;
  std::vector<std::string_view> segments;
  ForEachPiece(address.substr(slash + 1), "/", [&](std::string_view piece) { segments.push_back(piece); });
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string_view segment = WithoutExtension(segments[i]);
    if (CountWords(segment) >= kPhraseWords) return true;
    if (i + 2 >= segments.size() && HasNumber(segment, kNumberDigits)) return true;
    const bool is_date = i >= 2 && IsYear(segments[i - 2]) && IsMonth(segments[i - 1]);
    const bool is_day = IsMonth(segment);
    if (is_date && (!is_day || i + 1 < segments.size()) && !segment.empty()) return true;
  }
  return false;
}

}  // namespace copydesk
