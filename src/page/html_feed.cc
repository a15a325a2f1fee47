#include "page/html_feed.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "base/status.h"
#include "page/html_tags.h"

namespace copydesk {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::size_t kMaxOpenElements = 1024;
constexpr std::size_t kMaxAttributes = 256;
constexpr std::size_t kMaxAttributeBytes = 4096;
constexpr std::size_t kIndent = 4;            // white space that is worth leaving out
constexpr std::size_t kMaxElementName = 100;  // where libxml2 ends a name

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// As libxml2 has it, byte by byte.
bool BeginsName(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_isalpha(byte) || c == '_' || c == ':' || c == '.';
}

bool IsInName(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_isalnum(byte) || c == ':' || c == '-' || c == '_' || c == '.';
}

std::size_t SkipBlanks(std::string_view page, std::size_t at) {
  while (at < page.size() && IsBlank(page[at])) ++at;
  return at;
}

std::size_t SkipName(std::string_view page, std::size_t at) {
  const std::size_t end = std::min(at + kMaxElementName, page.size());
  if (at < end && BeginsName(page[at])) ++at;
  while (at < end && IsInName(page[at])) ++at;
  return at;
}

struct Extent {
  std::size_t value = 0;
  std::size_t value_end = 0;
  std::size_t end = 0;
};

// Of the attribute, or what is none, at page[at], which neither is a blank nor ends the tag.
Extent ReadAttribute(std::string_view page, std::size_t at, std::size_t name_end) {
  if (name_end == at) {  // libxml2 skips it, quotation marks and all
    while (at < page.size() && !IsBlank(page[at]) && page[at] != '>' && !page.substr(at, 2).starts_with("/>")) ++at;
    return {.value = at, .value_end = at, .end = at};
  }
  const std::size_t equals = SkipBlanks(page, name_end);
  if (equals >= page.size() || page[equals] != '=') return {.value = name_end, .value_end = name_end, .end = name_end};
  const std::size_t begin = SkipBlanks(page, equals + 1);
  if (begin < page.size() && (page[begin] == '"' || page[begin] == '\'')) {
    const std::size_t end = std::min(page.find(page[begin], begin + 1), page.size());
    return {.value = begin + 1, .value_end = end, .end = std::min(end + 1, page.size())};
  }
  std::size_t end = begin;
  while (end < page.size() && !IsBlank(page[end]) && page[end] != '>') ++end;
  return {.value = begin, .value_end = end, .end = end};
}

// The attributes that the tree and the markup are made of.
bool IsRead(std::string_view name, std::uint64_t tag) {
  constexpr std::size_t kLongest = 10;
  if (name.size() > kLongest) return false;
  std::array<char, kLongest> lower = {};
  for (std::size_t i = 0; i < name.size(); ++i) {
    lower[i] = absl::ascii_tolower(static_cast<unsigned char>(name[i]));
  }
  const std::string_view key(lower.data(), name.size());
  switch (key.front()) {
    case 'c':
      return key == "class" || key == "content";
    case 'd':
      return key == "datetime";
    case 'h':
      return key == "hidden" || key == "http-equiv" ||
             (key == "href" && (tag == PackedTag("a") || tag == PackedTag("link") || tag == PackedTag("base")));
    case 'i':
      return key == "id" || key.starts_with("item");
    case 'l':
      return key == "lang";
    case 'n':
      return key == "name" && tag == PackedTag("meta");
    case 'p':
      return key == "property";
    case 'r':
      return key == "rel" || key == "role";
    case 's':
      return key == "style";
    case 'x':
      return key == "xml:lang";
    default:
      return false;
  }
}

bool EqualsIgnoringCase(std::string_view text, std::string_view other) {
  return absl::EqualsIgnoreCase(ToAbsl(text), ToAbsl(other));
}

}  // namespace

HtmlFeed::Tag HtmlFeed::ReadTag(std::size_t begin) {
  Tag tag{.begin = begin, .name_end = SkipName(page_, begin + 1)};
  tag.name = PackedTag(absl::AsciiStrToLower(ToAbsl(page_.substr(begin + 1, tag.name_end - begin - 1))));
  unread_.clear();
  std::size_t kept = 0;
  std::size_t at = SkipBlanks(page_, tag.name_end);
  while (at < page_.size() && page_[at] != '>' && (page_[at] != '/' || page_.substr(at, 2) != "/>")) {
    const std::size_t name_end = SkipName(page_, at);
    const Extent attribute = ReadAttribute(page_, at, name_end);
    const std::size_t next = SkipBlanks(page_, attribute.end);
    // What follows it must not become the value of the one before it.
    const bool safe = attribute.end < page_.size() && (next == page_.size() || page_[next] != '=');
    const bool read = name_end == at || !safe || IsRead(page_.substr(at, name_end - at), tag.name);
    kept += read ? 1 : 0;
    if (!read || kept > kMaxAttributes || attribute.value_end - attribute.value > kMaxAttributeBytes) {
      unread_.push_back(
          {.begin = at, .value = attribute.value, .value_end = attribute.value_end, .end = attribute.end});
      if (!read || kept > kMaxAttributes) unread_.back().value = unread_.back().value_end = at;
    }
    at = next;
  }
  tag.close = at;
  tag.end = std::min(page_.size(), at + (at < page_.size() && page_[at] == '/' ? 2 : 1));
  return tag;
}

void HtmlFeed::TakeText(std::size_t end) {
  piece_->append(page_, at_, end - at_);
  at_ = end;
}

void HtmlFeed::TakeCharacters(std::size_t end) {
  while (at_ < end) {
    const void* const found = std::memchr(page_.data() + at_, '\n', end - at_);
    if (found == nullptr) break;
    const auto line_end = static_cast<std::size_t>(static_cast<const char*>(found) - page_.data());
    TakeText(line_end + 1);
    std::size_t next = at_;
    while (next < end && IsBlank(page_[next])) ++next;
    if (next - at_ >= kIndent) Skip(next);
    TakeText(next);
  }
  TakeText(end);
}

void HtmlFeed::Skip(std::size_t end) {
  const std::int64_t before = gaps_.empty() ? ahead_ : gaps_.back().ahead;
  const Gap gap{.fed = fed_before_ + piece_->size(), .ahead = before + static_cast<std::int64_t>(end - at_)};
  if (gap_ < gaps_.size() && gaps_.back().fed == gap.fed) {
    gaps_.back() = gap;
  } else {
    gaps_.push_back(gap);
  }
  at_ = end;
}

void HtmlFeed::Insert(std::string_view text) {
  const std::int64_t before = gaps_.empty() ? ahead_ : gaps_.back().ahead;
  piece_->append(text);
  gaps_.push_back({.fed = fed_before_ + piece_->size(), .ahead = before - static_cast<std::int64_t>(text.size())});
}

std::size_t HtmlFeed::PageOffset(std::size_t fed) {
  while (gap_ < gaps_.size() && gaps_[gap_].fed <= fed) ahead_ = gaps_[gap_++].ahead;
  return static_cast<std::size_t>(std::max<std::int64_t>(0, static_cast<std::int64_t>(fed) + ahead_));
}

bool HtmlFeed::Next(std::size_t open_elements, std::string* piece) {
  constexpr std::size_t kManyGaps = 1024;
  if (gap_ > kManyGaps) {
    gaps_.erase(gaps_.begin(), gaps_.begin() + static_cast<std::ptrdiff_t>(gap_));
    gap_ = 0;
  }
  fed_before_ += piece_ == nullptr ? 0 : piece_->size();
  piece_ = piece;
  piece->clear();
  flat_ = flat_ || open_elements > kMaxOpenElements;
  while (at_ < page_.size() && piece->size() < kPiece) {
    const std::size_t mark = std::min(page_.find('<', at_), page_.size());
    if (mark - at_ > kPiece) {
      TakeText(at_ + kPiece);
      break;
    }
    TakeCharacters(mark);
    if (mark + 1 >= page_.size()) {
      TakeText(page_.size());
    } else if (absl::ascii_isalpha(static_cast<unsigned char>(page_[mark + 1]))) {
      TakeTag();
    } else {
      TakeMarkup();
    }
  }
  return !piece->empty();
}

void HtmlFeed::TakeTag() {
  const Tag tag = ReadTag(at_);
  const bool raw = tag.name == PackedTag("script") || tag.name == PackedTag("style");
  const bool closed = tag.close < page_.size() && page_[tag.close] == '/';
  if (raw && !closed) {
    SkipRawText(tag);
  } else if (flat_) {
    TakeFlat(tag);
  } else {
    TakeAttributes(tag);
  }
}

void HtmlFeed::TakeAttributes(const Tag& tag) {
  for (const Attribute& attribute : unread_) {
    if (attribute.value == attribute.begin) {
      TakeText(attribute.begin);
      Skip(attribute.end);
    } else {
      std::size_t cut = attribute.value + kMaxAttributeBytes;  // between characters
      while (cut > attribute.value && (static_cast<unsigned char>(page_[cut]) & 0xc0) == 0x80) --cut;
      TakeText(cut);
      Skip(attribute.value_end);
    }
  }
  TakeText(tag.end);
}

void HtmlFeed::TakeFlat(const Tag& tag) {
  if (!IsInlineElement(tag.name)) Insert("<br>");
  Skip(tag.end);
}

void HtmlFeed::SkipRawText(const Tag& tag) {
  const std::string_view name = page_.substr(tag.begin + 1, tag.name_end - tag.begin - 1);
  std::size_t end = tag.end;
  while (true) {
    end = std::min(page_.find("</", end), page_.size());
    if (end == page_.size() || EqualsIgnoringCase(page_.substr(end + 2, name.size()), name)) break;
    end += 2;
  }
  const std::string type =
      absl::AsciiStrToLower(ToAbsl(page_.substr(tag.name_end, std::min(tag.close - tag.name_end, kMaxAttributeBytes))));
  if (type.find("ld+json") != std::string::npos) json_ld_.push_back(page_.substr(tag.end, end - tag.end));
  if (flat_) {
    Skip(std::min(page_.find('>', end), page_.size() - 1) + 1);
  } else {
    TakeAttributes(tag);
    Skip(end);
  }
}

// Where the comment at page_[begin] ends; npos when it does not.
std::size_t HtmlFeed::FindCommentEnd(std::size_t begin) {
  if (!comments_end_) return std::string_view::npos;
  const std::string_view inside = page_.substr(begin + 4);
  if (inside.starts_with('>')) return begin + 5;
  if (inside.starts_with("->")) return begin + 6;
  for (std::size_t at = begin + 4; (at = page_.find("--", at)) != std::string_view::npos; ++at) {
    if (page_.substr(at + 2).starts_with('>')) return at + 3;
    if (page_.substr(at + 2).starts_with("!>")) return at + 4;
  }
  comments_end_ = false;
  return std::string_view::npos;
}

void HtmlFeed::TakeMarkup() {
  const std::string_view rest = page_.substr(at_);
  if (rest.starts_with("<!--")) {
    const std::size_t end = FindCommentEnd(at_);
    if (end == std::string_view::npos) {
      TakeText(at_ + 4);
    } else {  // what is before it and what is after it must not become one
      Insert("<!---->");
      Skip(end);
    }
  } else if (flat_ && rest.starts_with("</")) {
    const std::size_t name_end = SkipName(page_, at_ + 2);
    const std::string name = absl::AsciiStrToLower(ToAbsl(page_.substr(at_ + 2, name_end - at_ - 2)));
    const std::size_t end = std::min(page_.find('>', at_), page_.size() - 1) + 1;
    if (!IsInlineElement(PackedTag(name))) Insert("<br>");
    Skip(end);
  } else if (rest.starts_with("</") && rest.size() > 2 && BeginsName(rest[2])) {
    TakeText(std::min(page_.find('>', at_), page_.size() - 1) + 1);
  } else {
    TakeText(at_ + 1);
  }
}

}  // namespace copydesk
