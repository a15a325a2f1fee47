#include "page/html_json_ld.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "base/status.h"
#include "page/metadata_value.h"
#include "page/web_address.h"

namespace copydesk {
namespace {

using ParsedJson = nlohmann::json;

constexpr int kMaxJsonDepth = 32;
constexpr std::size_t kMaxNodes = 1000;
constexpr std::size_t kMaxArticles = 16;
constexpr std::size_t kMaxValues = 16;  // of a property
constexpr std::size_t kMaxJsonValues = 100'000;

constexpr auto kMembers = std::to_array<std::string_view>({"@graph",
                                                           "@id",
                                                           "@type",
                                                           "author",
                                                           "copyrightHolder",
                                                           "creator",
                                                           "creditText",
                                                           "dateline",
                                                           "dateCreated",
                                                           "dateModified",
                                                           "datePublished",
                                                           "headline",
                                                           "inLanguage",
                                                           "isBasedOn",
                                                           "isBasedOnUrl",
                                                           "mainEntity",
                                                           "mainEntityOfPage",
                                                           "name",
                                                           "provider",
                                                           "publisher",
                                                           "sourceOrganization",
                                                           "url",
                                                           "@value",
                                                           "legalName"});

// What wraps a script for browsers of old, and what else stands around the value.
std::string_view Unwrap(std::string_view script) {
  const auto trim = [&] { script = FromAbsl(absl::StripAsciiWhitespace(ToAbsl(script))); };
  trim();
  for (const std::string_view begin : {"\xef\xbb\xbf", "<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    if (script.starts_with(begin)) script.remove_prefix(begin.size());
    trim();
  }
  for (const std::string_view end : {"-->", "/*]]>*/", "//]]>", "]]>", "//", ";"}) {
    if (script.ends_with(end)) script.remove_suffix(end.size());
    trim();
  }
  return script;
}

// Keeps strings, arrays and objects with the members that are needed. The library's own way to leave members out takes
// time quadratic in the length of an array.
class PrunedDom : public nlohmann::json_sax<ParsedJson> {
 public:
  PrunedDom() {}  // a default one would be noexcept, which making a value is not
  PrunedDom(const PrunedDom&) = delete;
  PrunedDom& operator=(const PrunedDom&) = delete;

  ParsedJson Take() { return std::move(root_); }

  bool null() override { return Scalar(); }
  bool boolean(bool) override { return Scalar(); }
  bool number_integer(number_integer_t) override { return Scalar(); }
  bool number_unsigned(number_unsigned_t) override { return Scalar(); }
  bool number_float(number_float_t, const string_t&) override { return Scalar(); }
  bool binary(binary_t&) override { return Scalar(); }
  bool string(string_t& value) override { return !Wanted() || Put(std::move(value)) != nullptr; }
  bool start_object(std::size_t) override { return Begin(ParsedJson::object()); }
  bool start_array(std::size_t) override { return Begin(ParsedJson::array()); }
  bool end_object() override { return End(); }
  bool end_array() override { return End(); }

  bool key(string_t& name) override {
    if (skipped_ > 0) return true;
    skips_next_ = std::find(kMembers.begin(), kMembers.end(), name) == kMembers.end();
    key_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool Scalar() {
    (void)Wanted();
    return true;
  }

  // Whether the value that begins is kept.
  bool Wanted() { return skipped_ == 0 && !std::exchange(skips_next_, false); }

  // Null when there are too many.
  ParsedJson* Put(ParsedJson value) {
    if (++values_ > kMaxJsonValues) return nullptr;
    if (open_.empty()) return &(root_ = std::move(value));
    ParsedJson& around = *open_.back();
    if (around.is_object()) return &(around[key_] = std::move(value));
    around.push_back(std::move(value));
    return &around.back();
  }

  bool Begin(ParsedJson value) {
    if (++depth_ > kMaxJsonDepth) return false;
    if (!Wanted()) {
      ++skipped_;
      return true;
    }
    ParsedJson* const begun = Put(std::move(value));
    open_.push_back(begun);  // stays where it is, for only the last one grows
    return begun != nullptr;
  }

  bool End() {
    --depth_;
    if (skipped_ > 0) {
      --skipped_;
    } else {
      open_.pop_back();
    }
    return true;
  }

  ParsedJson root_;
  std::vector<ParsedJson*> open_;
  std::string key_;
  int depth_ = 0;
  int skipped_ = 0;          // open arrays and objects that are not kept
  bool skips_next_ = false;  // the value of key_ is not kept
  std::size_t values_ = 0;
};

// None when the script is broken.
std::optional<ParsedJson> Parse(std::string_view script) {
  std::string text(Unwrap(script));
  // Line ends within strings are a common mistake; elsewhere they are as good as spaces.
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  PrunedDom dom;
  if (!ParsedJson::sax_parse(text.begin(), text.end(), &dom)) return std::nullopt;
  return dom.Take();
}

std::string_view TextOf(const ParsedJson& value) {
  return value.is_string() ? std::string_view(value.get_ref<const std::string&>()) : std::string_view();
}

const ParsedJson* Member(const ParsedJson& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// The values of a member: those of an array, or the one.
std::vector<const ParsedJson*> ValuesOf(const ParsedJson& object, std::string_view name) {
  const ParsedJson* const value = Member(object, name);
  std::vector<const ParsedJson*> values;
  if (value == nullptr) return values;
  if (!value->is_array()) return {value};
  for (const ParsedJson& element : *value) {
    if (values.size() < kMaxValues) values.push_back(&element);
  }
  return values;
}

bool IsArticle(const ParsedJson& node) {
  for (const ParsedJson* const type : ValuesOf(node, "@type")) {
    const std::string_view name = TextOf(*type);
    if (name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report") return true;
  }
  return false;
}

class Reader {
 public:
  void Visit(const ParsedJson& value) {
    std::vector<const ParsedJson*> left = {&value};  // the last one first
    while (!left.empty() && nodes_++ < kMaxNodes) {
      const ParsedJson& node = *left.back();
      left.pop_back();
      if (node.is_array()) {
        PushReversed(node, &left);
      } else if (node.is_object()) {
        Remember(node);
        if (IsArticle(node) && articles_.size() < kMaxArticles) articles_.push_back(&node);
        const ParsedJson* const main = IsArticle(node) ? nullptr : Member(node, "mainEntity");
        if (main != nullptr) left.push_back(main);
        if (const ParsedJson* const graph = Member(node, "@graph"); graph != nullptr) left.push_back(graph);
      }
    }
  }

  std::vector<JsonLdArticle> Articles() const {
    std::vector<JsonLdArticle> read;
    for (const ParsedJson* const node : articles_) read.push_back(Read(*node));
    return read;
  }

 private:
  static void PushReversed(const ParsedJson& array, std::vector<const ParsedJson*>* left) {
    const std::size_t count = std::min(array.size(), kMaxNodes);
    for (std::size_t i = count; i > 0; --i) left->push_back(&array[i - 1]);
  }

  // The name that others refer to by its id.
  void Remember(const ParsedJson& node) {
    const ParsedJson* const id = Member(node, "@id");
    const std::string name = NameWithin(node);
    if (id != nullptr && id->is_string() && !name.empty()) names_.try_emplace(std::string(TextOf(*id)), name);
  }

  static std::string Value(const ParsedJson* value, std::size_t limit = kMaxValue) {
    return value == nullptr ? std::string() : CleanEncodedValue(TextOf(*value), limit);
  }

  static std::string NameWithin(const ParsedJson& node) {
    for (const char* const member : {"name", "legalName", "@value"}) {
      const std::vector<const ParsedJson*> names = ValuesOf(node, member);
      std::string name = names.empty() ? std::string() : Value(names.front());
      if (!name.empty()) return name;
    }
    return {};
  }

  // Of a person or an organisation: its name.
  std::string NameOf(const ParsedJson& value) const {
    if (value.is_string()) return Value(&value);
    std::string name = NameWithin(value);
    const ParsedJson* const id = Member(value, "@id");
    if (!name.empty() || id == nullptr) return name;
    const auto known = names_.find(std::string(TextOf(*id)));
    return known == names_.end() ? std::string() : known->second;
  }

  // Of a work: its address, else its name.
  std::string WorkOf(const ParsedJson& value) const {
    for (const char* const member : {"url", "@id"}) {
      std::string address = Value(Member(value, member), kMaxAddress);
      if (!HostOf(address).empty()) return address;
    }
    return NameOf(value);
  }

  JsonLdArticle Read(const ParsedJson& node) const {
    JsonLdArticle article;
    article.headline = Value(Member(node, "headline"), kMaxTitle);
    if (article.headline.empty()) article.headline = Value(Member(node, "name"), kMaxTitle);
    article.published = Value(Member(node, "datePublished"));
    if (article.published.empty()) article.published = Value(Member(node, "dateCreated"));
    article.modified = Value(Member(node, "dateModified"));
    const std::vector<const ParsedJson*> languages = ValuesOf(node, "inLanguage");
    if (!languages.empty()) article.language = NameOf(*languages.front());
    const auto state = [&](StatementKind kind, std::string value) {
      if (value.empty()) return;
      article.statements.push_back({.kind = kind, .place = StatementPlace::kJsonLd, .value = std::move(value)});
    };
    for (const char* const member : {"author", "creator"}) {
      for (const ParsedJson* const author : ValuesOf(node, member)) {
        std::string name = NameOf(*author);
        state(StatementKind::kAuthor, name);
        name = AuthorName(name);
        const bool known = std::find(article.authors.begin(), article.authors.end(), name) != article.authors.end();
        if (!name.empty() && !known && article.authors.size() < kMaxValues) article.authors.push_back(std::move(name));
      }
    }
    for (const ParsedJson* const value : ValuesOf(node, "publisher")) {
      std::string name = NameOf(*value);
      if (article.publisher.empty()) article.publisher = name;
      state(StatementKind::kPublisher, std::move(name));
    }
    static constexpr std::array<std::pair<const char*, StatementKind>, 5> kNames = {{
        {"sourceOrganization", StatementKind::kSourceOrganization},
        {"provider", StatementKind::kProvider},
        {"creditText", StatementKind::kCreditText},
        {"copyrightHolder", StatementKind::kCopyrightHolder},
        {"dateline", StatementKind::kDateline},
    }};
    for (const auto& [member, kind] : kNames) {
      for (const ParsedJson* const value : ValuesOf(node, member)) state(kind, NameOf(*value));
    }
    for (const char* const member : {"isBasedOn", "isBasedOnUrl"}) {
      for (const ParsedJson* const value : ValuesOf(node, member)) {
        state(StatementKind::kBasedOn, value->is_string() ? Value(value, kMaxAddress) : WorkOf(*value));
      }
    }
    for (const char* const member : {"url", "@id", "mainEntityOfPage"}) {
      for (const ParsedJson* const value : ValuesOf(node, member)) {
        std::string address =
            value->is_string() ? Value(value, kMaxAddress) : Value(Member(*value, "@id"), kMaxAddress);
        if (!HostOf(address).empty()) article.addresses.push_back(std::move(address));
      }
    }
    return article;
  }

  std::vector<const ParsedJson*> articles_;
  std::map<std::string, std::string> names_;  // by @id
  std::size_t nodes_ = 0;
};

}  // namespace

JsonLd ReadJsonLd(std::span<const std::string> scripts) {
  JsonLd result;
  std::vector<ParsedJson> values;
  values.reserve(scripts.size());  // articles are pointed to
  for (const std::string& script : scripts) {
    std::optional<ParsedJson> value = Parse(script);
    result.broken += value.has_value() ? 0 : 1;
    if (value.has_value()) values.push_back(*std::move(value));
  }
  Reader reader;
  for (const ParsedJson& value : values) reader.Visit(value);
  result.articles = reader.Articles();
  return result;
}

}  // namespace copydesk
