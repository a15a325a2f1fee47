// What the markup of an HTML page says of it: meta and link elements, microdata, scripts of JSON-LD. Gathered while the
// page is parsed; html_metadata.h makes sense of it.
//
// Limits, of a page: 64 meta values, of those names that are read; 64 items of microdata with 16 properties each,
// nested 16 deep; 64 scripts of JSON-LD of together 2 MiB. What is beyond is not read. Values are read up to 2,048
// bytes. Thread-safety: that of a value.
#ifndef COPYDESK_PAGE_HTML_MARKUP_H_
#define COPYDESK_PAGE_HTML_MARKUP_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copydesk {

// What a meta element or a property of microdata is about. Of one meaning, names are in the order in which they are
// trusted: see html_markup.cc.
enum class MarkupField : std::uint8_t {
  kTitle,
  kSiteName,
  kAddress,
  kLocale,
  kLanguage,
  kArticlePublished,  // article:published_time
  kPublished,
  kArticleModified,  // article:modified_time
  kModified,
  kAuthor,
  kPublisher,
  kSource,
  kSourceOrganization,
  kProvider,
  kCreditText,
  kCopyrightHolder,
  kBasedOn,
  kDateline,
  kOriginalSource,
  kSyndicationSource,
};

struct MarkupValue {
  MarkupField field = MarkupField::kTitle;
  int rank = 0;  // of names with one meaning the lower one is trusted more
  std::string value;
};

// An article, or the page, in microdata: lines [first_line, last_line) of the page.
struct MicrodataItem {
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  std::vector<MarkupValue> properties;
};

struct HtmlMarkup {
  std::string language;   // of <html>
  std::string canonical;  // <link rel="canonical">, as printed
  std::vector<MarkupValue> meta;
  std::vector<MicrodataItem> items;  // by their beginning; properties in no item are those of one that is the page
  std::vector<std::string> json_ld;  // scripts
  std::uint32_t unread_json_ld = 0;  // scripts beyond the limits
};

// Call protocol: (Start (Characters | Start ... End)* End | AddJsonLd)* Finish.
class MarkupCollector {
 public:
  explicit MarkupCollector(HtmlMarkup* markup) : markup_(markup) {}

  // An element begins. `attributes` are pairs of C strings with a null at their end, or null; `depth` counts from 1;
  // `line` is the number of the page's next line.
  void Start(std::string_view tag, const unsigned char** attributes, std::size_t depth, std::size_t line);
  void Characters(std::string_view text);  // that a reader sees
  void End(std::size_t depth, std::size_t line) {
    if (!open_.empty() && open_.back().depth >= depth) Close(depth, line);
  }
  void AddJsonLd(std::string_view script);
  void Finish(std::size_t line);

 private:
  enum class Kind : std::uint8_t { kItem, kEntity, kIgnored, kProperty };

  struct Open {
    std::size_t depth = 0;
    Kind kind = Kind::kIgnored;
    std::size_t item = 0;  // of markup_->items: its own, or the one that the property is of
    MarkupField field = MarkupField::kTitle;
    int rank = 0;
    bool is_name = false;  // the name of the entity below it
    std::string value;
    bool has_value = false;  // `value` is said by the page's markup, not gathered from the text
  };

  struct Attributes;

  void ReadMeta(const Attributes& attributes);
  void ReadMicrodata(std::string_view tag, const Attributes& attributes, std::size_t depth, std::size_t line);
  void Close(std::size_t depth, std::size_t line);
  void AddProperty(std::size_t item, MarkupField field, int rank, std::string value);
  std::size_t PageItem();
  void Push(Open open);

  HtmlMarkup* markup_;
  std::vector<Open> open_;
  std::size_t gathering_ = 0;  // of open_: properties and entities
  std::size_t json_ld_bytes_ = 0;
  bool has_page_item_ = false;
};

}  // namespace copydesk

#endif  // COPYDESK_PAGE_HTML_MARKUP_H_
