#include "base/url.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"

namespace copydesk {
namespace {

bool IsScheme(std::string_view text) {
  return !text.empty() && absl::ascii_isalpha(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalpha(c) || absl::ascii_isdigit(c) || c == '+' || c == '-' || c == '.';
  });
}

bool IsUnreserved(char c) {
  return absl::ascii_isalpha(c) || absl::ascii_isdigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}
bool IsReserved(char c) { return std::string_view(":/?#[]@!$&'()*+,;=").find(c) != std::string_view::npos; }

int HexValue(char c) {
  if (absl::ascii_isdigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void AppendEscape(char c, std::string* out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out->push_back('%');
  out->push_back(kDigits[byte >> 4]);
  out->push_back(kDigits[byte & 15]);
}

// Section 5.2.3.
std::string MergePaths(const UrlParts& base, std::string_view path) {
  if (base.authority.has_value() && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) + std::string(path);
}

// Section 5.3.
std::string Compose(const UrlParts& parts) {
  std::string url;
  if (parts.scheme.has_value()) url.append(*parts.scheme).append(":");
  if (parts.authority.has_value()) url.append("//").append(*parts.authority);
  url.append(parts.path);
  if (parts.query.has_value()) url.append("?").append(*parts.query);
  if (parts.fragment.has_value()) url.append("#").append(*parts.fragment);
  return url;
}

}  // namespace

UrlParts SplitUrl(std::string_view url) {
  UrlParts parts;
  if (const std::size_t hash = url.find('#'); hash != std::string_view::npos) {
    parts.fragment = url.substr(hash + 1);
    url = url.substr(0, hash);
  }
  if (const std::size_t mark = url.find('?'); mark != std::string_view::npos) {
    parts.query = url.substr(mark + 1);
    url = url.substr(0, mark);
  }
  const std::size_t colon = url.find(':');
  if (colon != std::string_view::npos && IsScheme(url.substr(0, colon))) {
    parts.scheme = url.substr(0, colon);
    url.remove_prefix(colon + 1);
  }
  if (url.starts_with("//")) {
    const std::size_t slash = std::min(url.find('/', 2), url.size());
    parts.authority = url.substr(2, slash - 2);
    url.remove_prefix(slash);
  }
  parts.path = url;
  return parts;
}

std::string RemoveDotSegments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    if (path.starts_with("../")) {
      path.remove_prefix(3);
    } else if (path.starts_with("./") || path.starts_with("/./")) {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.starts_with("/../") || path == "/..") {
      path = path.size() > 3 ? path.substr(3) : std::string_view("/");
      const std::size_t slash = out.rfind('/');
      out.resize(slash == std::string::npos ? 0 : slash);
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      const std::size_t next = std::min(path.find('/', 1), path.size());
      out.append(path.substr(0, next));
      path.remove_prefix(next);
    }
  }
  return out;
}

std::string ResolveUrl(std::string_view base, std::string_view reference) {
  const UrlParts from = SplitUrl(base);
  UrlParts to = SplitUrl(reference);
  std::string path;
  const bool stands_alone = to.scheme.has_value() || to.authority.has_value();
  if (stands_alone || to.path.starts_with('/')) {
    path = RemoveDotSegments(to.path);
  } else if (to.path.empty()) {
    path = std::string(from.path);
    if (!to.query.has_value()) to.query = from.query;
  } else {
    path = RemoveDotSegments(MergePaths(from, to.path));
  }
  if (!to.scheme.has_value()) {
    to.scheme = from.scheme;
    if (!to.authority.has_value()) to.authority = from.authority;
  }
  to.path = path;
  return Compose(to);
}

std::string NormaliseEscapes(std::string_view part) {
  std::string out;
  out.reserve(part.size());
  for (std::size_t i = 0; i < part.size(); ++i) {
    const char c = part[i];
    if (c == '%' && i + 2 < part.size() && HexValue(part[i + 1]) >= 0 && HexValue(part[i + 2]) >= 0) {
      const auto value = static_cast<char>(HexValue(part[i + 1]) * 16 + HexValue(part[i + 2]));
      if (IsUnreserved(value)) {
        out.push_back(value);
      } else {
        AppendEscape(value, &out);
      }
      i += 2;
    } else if (IsUnreserved(c) || IsReserved(c)) {
      out.push_back(c);
    } else {
      AppendEscape(c, &out);
    }
  }
  return out;
}

}  // namespace copydesk
