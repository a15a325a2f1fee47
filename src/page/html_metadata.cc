#include "page/html_metadata.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "page/dateline.h"
#include "page/html_json_ld.h"
#include "page/metadata_value.h"
#include "page/web_address.h"

namespace copydesk {
namespace {

constexpr std::size_t kMaxStatements = 32;
constexpr std::size_t kMaxAuthors = 16;

std::optional<StatementKind> KindOf(MarkupField field) {
  switch (field) {
    case MarkupField::kOriginalSource:
      return StatementKind::kOriginalSource;
    case MarkupField::kSyndicationSource:
      return StatementKind::kSyndicationSource;
    case MarkupField::kAuthor:
      return StatementKind::kAuthor;
    case MarkupField::kPublisher:
      return StatementKind::kPublisher;
    case MarkupField::kSource:
      return StatementKind::kSource;
    case MarkupField::kSourceOrganization:
      return StatementKind::kSourceOrganization;
    case MarkupField::kProvider:
      return StatementKind::kProvider;
    case MarkupField::kCreditText:
      return StatementKind::kCreditText;
    case MarkupField::kCopyrightHolder:
      return StatementKind::kCopyrightHolder;
    case MarkupField::kBasedOn:
      return StatementKind::kBasedOn;
    case MarkupField::kDateline:
      return StatementKind::kDateline;
    default:
      return std::nullopt;
  }
}

// Those of one meaning, the most trusted first.
std::vector<std::string_view> ValuesOf(const std::vector<MarkupValue>& values, MarkupField field) {
  std::vector<const MarkupValue*> found;
  for (const MarkupValue& value : values) {
    if (value.field == field) found.push_back(&value);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const MarkupValue* x, const MarkupValue* y) { return x->rank < y->rank; });
  std::vector<std::string_view> result;
  result.reserve(found.size());
  for (const MarkupValue* const value : found) result.emplace_back(value->value);
  return result;
}

std::string FirstTime(const std::vector<std::string_view>& values) {
  for (const std::string_view value : values) {
    std::string time = IsoOfPrinted(value);
    if (!time.empty()) return time;
  }
  return {};
}

// Sets *to unless it is known already.
void Fill(std::string* to, std::string value) {
  if (to->empty()) *to = std::move(value);
}

class MetadataReader {
 public:
  MetadataReader(const HtmlMarkup& markup, const PrintedArticle* printed, std::string_view head_title,
                 std::string_view address)
      : markup_(markup),
        printed_(printed),
        head_title_(head_title),
        address_(address),
        json_ld_(ReadJsonLd(markup.json_ld)) {}

  PageMetadata Read() {
    result_.broken_json_ld = json_ld_.broken + markup_.unread_json_ld;
    ReadAddress();
    article_ = ChooseArticle();
    ChooseItems();
    ReadTitles();
    ReadTimes();
    ReadLanguage();
    ReadAuthors();
    ReadStatements();
    if (printed_ != nullptr) result_.dateline = CleanValue(FindDateline(printed_->text), kMaxValue);
    return std::move(result_);
  }

 private:
  std::vector<std::string_view> Meta(MarkupField field) const { return ValuesOf(markup_.meta, field); }

  // The values of microdata, of the innermost item first.
  std::vector<std::string_view> Properties(MarkupField field) const {
    std::vector<std::string_view> values;
    for (const MicrodataItem* const item : items_) {
      const std::vector<std::string_view> of_item = ValuesOf(item->properties, field);
      values.insert(values.end(), of_item.begin(), of_item.end());
    }
    return values;
  }

  void ReadAddress() {
    canonical_ = ResolveAddress(markup_.canonical, address_);
    result_.canonical_url = canonical_;
    for (const std::string_view value : Meta(MarkupField::kAddress)) {
      Fill(&result_.canonical_url, ResolveAddress(value, address_));
      Fill(&own_address_, ResolveAddress(value, address_));
    }
    if (!HostOf(address_).empty()) own_address_ = ResolveAddress(address_, {});
  }

  // The article that the page is about: the one that its address names; else the only one. Of several in a list none
  // is.
  const JsonLdArticle* ChooseArticle() const {
    const JsonLdArticle* first = nullptr;
    bool several = false;
    for (const JsonLdArticle& article : json_ld_.articles) {
      for (const std::string& address : article.addresses) {
        const std::string resolved = ResolveAddress(address, {});
        const std::string_view named = std::string_view(resolved).substr(0, resolved.find('#'));
        if (!named.empty() && (named == result_.canonical_url || named == own_address_)) return &article;
      }
      several = several || (first != nullptr && first->headline != article.headline);
      if (first == nullptr) first = &article;
    }
    return several ? nullptr : first;
  }

  // The items of microdata around the main article's text, the innermost first; without such the only one.
  void ChooseItems() {
    for (const MicrodataItem& item : markup_.items) {
      const bool around = printed_ != nullptr && item.first_line <= printed_->line && printed_->line < item.last_line;
      if (around) items_.insert(items_.begin(), &item);
    }
    if (items_.empty() && markup_.items.size() == 1) items_.push_back(&markup_.items.front());
  }

  void ReadTitles() {
    for (const std::string_view value : Meta(MarkupField::kTitle)) Fill(&result_.title, CleanValue(value, kMaxTitle));
    if (article_ != nullptr) Fill(&result_.title, article_->headline);
    if (printed_ != nullptr) Fill(&result_.title, CleanValue(printed_->title, kMaxTitle));
    Fill(&result_.title, CleanValue(head_title_, kMaxTitle));
    for (const std::string_view value : Meta(MarkupField::kSiteName)) {
      Fill(&result_.site_name, CleanValue(value, kMaxValue));
    }
    if (article_ != nullptr) Fill(&result_.site_name, article_->publisher);
    for (const std::string_view value : Properties(MarkupField::kPublisher)) {
      if (HostOf(value).empty()) Fill(&result_.site_name, CleanValue(value, kMaxValue));
    }
  }

  void ReadTimes() {
    if (article_ != nullptr) {
      result_.published = IsoOfPrinted(article_->published);
      result_.modified = IsoOfPrinted(article_->modified);
    }
    Fill(&result_.published, FirstTime(Meta(MarkupField::kArticlePublished)));
    Fill(&result_.published, FirstTime(Properties(MarkupField::kPublished)));
    Fill(&result_.published, FirstTime(Meta(MarkupField::kPublished)));
    if (printed_ != nullptr) Fill(&result_.published, IsoOfPrinted(printed_->published));
    Fill(&result_.modified, FirstTime(Meta(MarkupField::kArticleModified)));
    Fill(&result_.modified, FirstTime(Properties(MarkupField::kModified)));
    Fill(&result_.modified, FirstTime(Meta(MarkupField::kModified)));
  }

  void ReadLanguage() {
    result_.language = LanguageTag(markup_.language);
    for (const MarkupField field : {MarkupField::kLocale, MarkupField::kLanguage}) {
      for (const std::string_view value : Meta(field)) Fill(&result_.language, LanguageTag(value));
    }
    if (article_ != nullptr) Fill(&result_.language, LanguageTag(article_->language));
    for (const std::string_view value : Properties(MarkupField::kLanguage)) Fill(&result_.language, LanguageTag(value));
  }

  // The names of the first place that has any.
  void ReadAuthors() {
    std::vector<std::string> authors;
    if (article_ != nullptr) authors = article_->authors;
    const auto take = [&](const std::vector<std::string_view>& values) {
      for (const std::string_view value : values) {
        std::string name = AuthorName(value);
        const bool known = std::find(authors.begin(), authors.end(), name) != authors.end();
        if (!name.empty() && !known && authors.size() < kMaxAuthors) authors.push_back(std::move(name));
      }
    };
    if (authors.empty()) take(Properties(MarkupField::kAuthor));
    if (authors.empty()) TakeFirstMeta(take);
    // Names of the same people are often in several elements; a name that is the site's is no author's.
    if (authors.size() == 1 && authors.front() == result_.site_name && printed_ != nullptr) {
      const std::string printed = AuthorName(printed_->byline);
      if (!printed.empty()) authors = {printed};
    }
    if (authors.empty() && printed_ != nullptr) take({printed_->byline});
    std::string byline;
    for (const std::string& author : authors) {
      byline += byline.empty() ? "" : ", ";
      byline += author;
    }
    result_.byline = CleanValue(byline, kMaxValue);
  }

  // All values of the most trusted meta name that gives a name.
  template <typename Take>
  void TakeFirstMeta(const Take& take) const {
    int best = std::numeric_limits<int>::max();
    const auto names_author = [](const MarkupValue& meta) {
      return meta.field == MarkupField::kAuthor && !AuthorName(meta.value).empty();
    };
    for (const MarkupValue& meta : markup_.meta) {
      if (names_author(meta)) best = std::min(best, meta.rank);
    }
    std::vector<std::string_view> values;
    for (const MarkupValue& meta : markup_.meta) {
      if (meta.rank == best && names_author(meta)) values.emplace_back(meta.value);
    }
    take(values);
  }

  void State(StatementKind kind, StatementPlace place, std::string value) {
    SourceStatement statement{.kind = kind, .place = place, .value = std::move(value)};
    std::vector<SourceStatement>& known = result_.statements;
    const bool is_new = std::find(known.begin(), known.end(), statement) == known.end();
    if (!statement.value.empty() && is_new && known.size() < kMaxStatements) known.push_back(std::move(statement));
  }

  void State(StatementPlace place, const std::vector<MarkupValue>& values) {
    for (const MarkupValue& value : values) {
      const std::optional<StatementKind> kind = KindOf(value.field);
      if (!kind.has_value()) continue;
      std::string address = ResolveAddress(value.value, {});
      State(*kind, place, address.empty() ? CleanValue(value.value, kMaxValue) : std::move(address));
    }
  }

  void ReadStatements() {
    // The one that is told rarely and means most comes first, in case that there are too many.
    const std::string host = HostOf(own_address_);
    if (!canonical_.empty() && !host.empty() && !SameSite(HostOf(canonical_), host)) {
      State(StatementKind::kCanonical, StatementPlace::kLink, canonical_);
    }
    State(StatementPlace::kMeta, markup_.meta);
    if (article_ != nullptr) {
      for (const SourceStatement& statement : article_->statements) {
        State(statement.kind, statement.place, statement.value);
      }
    }
    for (const MicrodataItem* const item : items_) State(StatementPlace::kMicrodata, item->properties);
  }

  const HtmlMarkup& markup_;
  const PrintedArticle* printed_;
  const std::string_view head_title_;
  const std::string_view address_;
  const JsonLd json_ld_;
  const JsonLdArticle* article_ = nullptr;
  std::vector<const MicrodataItem*> items_;
  std::string canonical_;
  std::string own_address_;  // of the record, else as the page says
  PageMetadata result_;
};

}  // namespace

PageMetadata ReadMetadata(const HtmlMarkup& markup, const PrintedArticle* printed, std::string_view head_title,
                          std::string_view address) {
  return MetadataReader(markup, printed, head_title, address).Read();
}

}  // namespace copydesk
