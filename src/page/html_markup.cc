#include "page/html_markup.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "base/status.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxMeta = 64;
constexpr std::size_t kMaxItems = 64;
constexpr std::size_t kMaxProperties = 16;
constexpr std::size_t kMaxOpen = 16;
constexpr std::size_t kMaxScripts = 64;
constexpr std::size_t kMaxScriptBytes = std::size_t{2} << 20;  // of all
constexpr std::size_t kMaxRead = 2048;                         // bytes of a value
constexpr std::size_t kMaxName = 64;

struct Name {
  std::string_view name;
  MarkupField field;
};

// Of names with one meaning the first is trusted most. Lower-case.
constexpr auto kMetaNames = std::to_array<Name>({
    {"og:title", MarkupField::kTitle},
    {"og:site_name", MarkupField::kSiteName},
    {"og:url", MarkupField::kAddress},
    {"og:locale", MarkupField::kLocale},
    {"content-language", MarkupField::kLanguage},
    {"dcterms.language", MarkupField::kLanguage},
    {"dc.language", MarkupField::kLanguage},
    {"language", MarkupField::kLanguage},
    {"article:published_time", MarkupField::kArticlePublished},
    {"og:article:published_time", MarkupField::kArticlePublished},
    {"article.published", MarkupField::kPublished},
    {"parsely-pub-date", MarkupField::kPublished},
    {"sailthru.date", MarkupField::kPublished},
    {"cxenseparse:recs:publishtime", MarkupField::kPublished},
    {"dcterms.created", MarkupField::kPublished},
    {"dcterms.issued", MarkupField::kPublished},
    {"dcterms.date", MarkupField::kPublished},
    {"dc.date.issued", MarkupField::kPublished},
    {"dc.date.created", MarkupField::kPublished},
    {"dc.date", MarkupField::kPublished},
    {"ptime", MarkupField::kPublished},
    {"article_date_original", MarkupField::kPublished},
    {"originalpublicationdate", MarkupField::kPublished},
    {"publication_date", MarkupField::kPublished},
    {"publicationdate", MarkupField::kPublished},
    {"publish_date", MarkupField::kPublished},
    {"publish-date", MarkupField::kPublished},
    {"publishdate", MarkupField::kPublished},
    {"published_time", MarkupField::kPublished},
    {"pubdate", MarkupField::kPublished},
    {"pdate", MarkupField::kPublished},
    {"date", MarkupField::kPublished},
    {"article:modified_time", MarkupField::kArticleModified},
    {"og:article:modified_time", MarkupField::kArticleModified},
    {"og:updated_time", MarkupField::kModified},
    {"article.updated", MarkupField::kModified},
    {"dcterms.modified", MarkupField::kModified},
    {"dc.date.modified", MarkupField::kModified},
    {"utime", MarkupField::kModified},
    {"lastmod", MarkupField::kModified},
    {"last-modified", MarkupField::kModified},
    {"article:author", MarkupField::kAuthor},
    {"author", MarkupField::kAuthor},
    {"parsely-author", MarkupField::kAuthor},
    {"sailthru.author", MarkupField::kAuthor},
    {"dcterms.creator", MarkupField::kAuthor},
    {"dc.creator", MarkupField::kAuthor},
    {"byl", MarkupField::kAuthor},
    {"byline", MarkupField::kAuthor},
    {"cxenseparse:author", MarkupField::kAuthor},
    {"article:publisher", MarkupField::kPublisher},
    {"dcterms.publisher", MarkupField::kPublisher},
    {"dc.publisher", MarkupField::kPublisher},
    {"publisher", MarkupField::kPublisher},
    {"dcterms.source", MarkupField::kSource},
    {"dc.source", MarkupField::kSource},
    {"copyright", MarkupField::kCopyrightHolder},
    {"original-source", MarkupField::kOriginalSource},
    {"syndication-source", MarkupField::kSyndicationSource},
});

constexpr auto kPropertyNames = std::to_array<Name>({
    {"headline", MarkupField::kTitle},
    {"inlanguage", MarkupField::kLanguage},
    {"datepublished", MarkupField::kPublished},
    {"datecreated", MarkupField::kPublished},
    {"datemodified", MarkupField::kModified},
    {"author", MarkupField::kAuthor},
    {"creator", MarkupField::kAuthor},
    {"publisher", MarkupField::kPublisher},
    {"sourceorganization", MarkupField::kSourceOrganization},
    {"provider", MarkupField::kProvider},
    {"credittext", MarkupField::kCreditText},
    {"copyrightholder", MarkupField::kCopyrightHolder},
    {"isbasedon", MarkupField::kBasedOn},
    {"isbasedonurl", MarkupField::kBasedOn},
    {"dateline", MarkupField::kDateline},
});

// The field of a name in any letters, with its place among the names.
std::optional<std::pair<MarkupField, int>> Find(std::string_view name, std::span<const Name> names) {
  if (name.empty() || name.size() > kMaxName) return std::nullopt;
  const auto found = std::find_if(names.begin(), names.end(), [&](const Name& known) {
    return known.name.size() == name.size() && absl::EqualsIgnoreCase(ToAbsl(known.name), ToAbsl(name));
  });
  if (found == names.end()) return std::nullopt;
  return std::pair(found->field, static_cast<int>(found - names.begin()));
}

// The words of an attribute.
std::string_view NextWord(std::string_view* text) {
  const std::size_t begin = std::min(text->find_first_not_of(" \t\r\n\f"), text->size());
  const std::size_t end = std::min(text->find_first_of(" \t\r\n\f", begin), text->size());
  const std::string_view word = text->substr(begin, end - begin);
  text->remove_prefix(end);
  return word;
}

bool HasWord(std::string_view text, std::string_view wanted) {
  text = text.substr(0, kMaxRead);
  while (!text.empty()) {
    if (absl::EqualsIgnoreCase(ToAbsl(NextWord(&text)), ToAbsl(wanted))) return true;
  }
  return false;
}

// A type of schema.org whose properties speak of the article or of the page as a whole.
bool IsArticleType(std::string_view types) {
  types = types.substr(0, kMaxRead);
  while (!types.empty()) {
    const std::string_view type = NextWord(&types);
    for (const std::string_view end : {"Article", "BlogPosting", "/WebPage", "/CreativeWork", "/Report"}) {
      if (absl::EndsWithIgnoreCase(ToAbsl(type), ToAbsl(end))) return true;
    }
  }
  return false;
}

}  // namespace

struct MarkupCollector::Attributes {
  explicit Attributes(const unsigned char** attributes) {
    if (attributes == nullptr) return;
    for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
      const std::string_view key(reinterpret_cast<const char*>(attributes[i]));
      const unsigned char* const given = attributes[i + 1];
      const std::string_view all(given == nullptr ? "" : reinterpret_cast<const char*>(given));
      for (const auto& [known, slot] :
           std::initializer_list<std::pair<std::string_view, std::string_view*>>{{"itemprop", &itemprop},
                                                                                 {"itemtype", &itemtype},
                                                                                 {"content", &content},
                                                                                 {"datetime", &datetime},
                                                                                 {"href", &href},
                                                                                 {"name", &name},
                                                                                 {"property", &property},
                                                                                 {"http-equiv", &http_equiv},
                                                                                 {"rel", &rel},
                                                                                 {"lang", &lang},
                                                                                 {"xml:lang", &xml_lang}}) {
        if (key == known) *slot = all;
      }
      has_content = has_content || key == "content";
      itemscope = itemscope || key == "itemscope";
    }
  }

  std::string_view itemprop, itemtype, content, datetime, href, name, property, http_equiv, rel, lang, xml_lang;
  bool itemscope = false;
  bool has_content = false;
};

void MarkupCollector::Start(std::string_view tag, const unsigned char** attributes, std::size_t depth,
                            std::size_t line) {
  const Attributes read(attributes);
  if (tag == "meta") {
    ReadMeta(read);
  } else if (tag == "link") {
    if (markup_->canonical.empty() && HasWord(read.rel, "canonical")) {
      if (read.href.size() <= kMaxRead) markup_->canonical = read.href;
    }
  } else if (tag == "html" && markup_->language.empty()) {
    markup_->language = (read.lang.empty() ? read.xml_lang : read.lang).substr(0, kMaxName);
  }
  if (!read.itemprop.empty() || read.itemscope) ReadMicrodata(tag, read, depth, line);
}

void MarkupCollector::ReadMeta(const Attributes& attributes) {
  if (attributes.content.empty() || markup_->meta.size() >= kMaxMeta) return;
  for (const std::string_view name : {attributes.property, attributes.name, attributes.http_equiv}) {
    const auto found = Find(name, kMetaNames);
    if (!found.has_value()) continue;
    // An address that is cut is another one.
    if (attributes.content.size() > kMaxRead) return;
    markup_->meta.push_back({.field = found->first, .rank = found->second, .value = std::string(attributes.content)});
    return;
  }
}

void MarkupCollector::ReadMicrodata(std::string_view tag, const Attributes& attributes, std::size_t depth,
                                    std::size_t line) {
  const auto scope =
      std::find_if(open_.rbegin(), open_.rend(), [](const Open& open) { return open.kind != Kind::kProperty; });
  if (scope != open_.rend() && scope->kind == Kind::kIgnored && !IsArticleType(attributes.itemtype)) return;
  std::optional<std::pair<MarkupField, int>> field;
  bool is_name = false;
  for (std::string_view words = attributes.itemprop.substr(0, kMaxRead); !words.empty() && !field.has_value();) {
    const std::string_view word = NextWord(&words);
    field = Find(word, kPropertyNames);
    is_name = is_name || word == "name";
  }
  std::string_view said = attributes.has_content ? attributes.content : attributes.datetime;
  if (said.empty() && field.has_value() && field->first == MarkupField::kBasedOn) said = attributes.href;
  const bool has_value = attributes.has_content || !said.empty();
  Open open{.depth = depth, .value = std::string(said.substr(0, kMaxRead)), .has_value = has_value};
  const bool is_void = tag == "meta" || tag == "link" || tag == "img" || tag == "br" || tag == "input";
  if (scope != open_.rend() && scope->kind == Kind::kEntity) {
    if (!is_name || attributes.itemscope || scope->has_value) return;
    if (has_value) {
      scope->value = std::move(open.value);
      scope->has_value = true;
    } else if (!is_void) {
      open.kind = Kind::kProperty;
      open.is_name = true;
      Push(std::move(open));
    }
    return;
  }
  if (attributes.itemscope && !field.has_value()) {
    open.kind = IsArticleType(attributes.itemtype) && markup_->items.size() < kMaxItems ? Kind::kItem : Kind::kIgnored;
    if (open_.size() >= kMaxOpen) return;
    if (open.kind == Kind::kItem) {
      open.item = markup_->items.size();
      markup_->items.push_back({.first_line = line, .last_line = line, .properties = {}});
    }
    open.has_value = true;  // nothing is gathered
    Push(std::move(open));
    return;
  }
  if (!field.has_value()) return;
  open.item = scope == open_.rend() ? PageItem() : scope->item;
  open.field = field->first;
  open.rank = field->second;
  if (has_value && !attributes.itemscope) {
    AddProperty(open.item, open.field, open.rank, std::move(open.value));
  } else if (!is_void) {
    open.kind = attributes.itemscope ? Kind::kEntity : Kind::kProperty;
    Push(std::move(open));
  }
}

void MarkupCollector::Push(Open open) {
  if (open_.size() >= kMaxOpen) return;
  if (open.kind == Kind::kProperty || open.kind == Kind::kEntity) ++gathering_;
  open_.push_back(std::move(open));
}

std::size_t MarkupCollector::PageItem() {
  if (!has_page_item_) markup_->items.insert(markup_->items.begin(), MicrodataItem());
  if (!has_page_item_) {
    for (Open& open : open_) ++open.item;
  }
  has_page_item_ = true;
  return 0;
}

void MarkupCollector::AddProperty(std::size_t item, MarkupField field, int rank, std::string value) {
  std::vector<MarkupValue>& properties = markup_->items[item].properties;
  if (value.empty() || properties.size() >= kMaxProperties) return;
  properties.push_back({.field = field, .rank = rank, .value = std::move(value)});
}

void MarkupCollector::Characters(std::string_view text) {
  if (gathering_ == 0) return;
  for (Open& open : open_) {
    const bool gathers = (open.kind == Kind::kProperty || open.kind == Kind::kEntity) && !open.has_value;
    if (gathers && open.value.size() < kMaxRead) open.value += text.substr(0, kMaxRead - open.value.size());
  }
}

void MarkupCollector::Close(std::size_t depth, std::size_t line) {
  while (!open_.empty() && open_.back().depth >= depth) {
    Open open = std::move(open_.back());
    open_.pop_back();
    if (open.kind == Kind::kItem) markup_->items[open.item].last_line = line;
    if (open.kind != Kind::kProperty && open.kind != Kind::kEntity) continue;
    --gathering_;
    if (!open.is_name) {
      AddProperty(open.item, open.field, open.rank, std::move(open.value));
    } else if (!open_.empty() && open_.back().kind == Kind::kEntity && !open_.back().has_value) {
      open_.back().value = std::move(open.value);
      open_.back().has_value = true;
    }
  }
}

void MarkupCollector::AddJsonLd(std::string_view script) {
  if (markup_->json_ld.size() >= kMaxScripts || script.size() > kMaxScriptBytes - json_ld_bytes_) {
    ++markup_->unread_json_ld;
    return;
  }
  json_ld_bytes_ += script.size();
  markup_->json_ld.emplace_back(script);
}

void MarkupCollector::Finish(std::size_t line) {
  Close(0, line);
  if (has_page_item_) markup_->items.front().last_line = line;
}

}  // namespace copydesk
