#include "page/html_blocks.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/url.h"
#include "page/credit.h"
#include "page/html_metadata.h"
#include "page/html_regions.h"
#include "page/html_teasers.h"
#include "page/html_tree.h"
#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr double kMinBodyWords = 12;
constexpr double kMinMainWords = 40;        // under a first-level heading, or one that the page's title repeats
constexpr double kMinBareMainWords = 100;   // under none
constexpr std::size_t kManyHeadlines = 25;  // a home page, unless its longest text is ...
constexpr double kLongMainWords = 250;      // ... in one element is this long
constexpr double kTeaserWords = 40;         // a record with less, in one paragraph, is a teaser
constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);

// Lines [first, last) with their title.
struct Record {
  int element = -1;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t body = 0;  // the first line of running text
  std::size_t title = kNoLine;
  std::size_t stamp = kNoLine;
  double words = 0;
};

class HtmlPage {
 public:
  explicit HtmlPage(HtmlTree tree) : tree_(std::move(tree)), title_key_(LineKey(tree_.title)) {}

  PageParts Split() {
    furniture_ = FindFurnitureLines(tree_, /*article=*/true);
    FindBodies();
    MergeSections();
    const std::size_t main = FindMain();
    PageParts page;
    has_main_ = main != kNoLine;
    if (main == kNoLine) {
      furniture_ = FindFurnitureLines(tree_, /*article=*/false);
      page = FindTeasers(tree_, furniture_);
      if (page.blocks.empty()) page = {.blocks = {Whole()}, .furniture = {}};
    } else {
      for (const HtmlLine& line : tree_.lines) vocabulary_.Add(tree_.text, line.line.range);
      used_.assign(tree_.lines.size(), false);
      AppendRecords(main, &page);
      main_ = records_[main];
      for (std::size_t i = 0; i < tree_.lines.size(); ++i) {
        if (!used_[i]) page.furniture.push_back(LineAt(i).range);
      }
    }
    if (tree_.has_source) {
      for (Block& block : page.blocks) AddSource(&block);
    }
    return page;
  }

  // After Split, of its result.
  PageMetadata Metadata(const PageParts& page, std::string_view address) const {
    PrintedArticle printed;
    if (has_main_) {
      const Block& block = page.blocks.front();
      printed = {
          .title = block.title, .byline = FindByline(), .published = block.published, .text = {}, .line = main_.body};
      if (!block.parts.empty()) printed.text = Slice(tree_.text, block.parts.front());
    }
    return ReadMetadata(tree_.markup, has_main_ ? &printed : nullptr, tree_.title, address);
  }

  HtmlTree& tree() { return tree_; }

 private:
  const PageLine& LineAt(std::size_t i) const { return tree_.lines[i].line; }
  const HtmlElement& ElementAt(int i) const { return tree_.elements[static_cast<std::size_t>(i)]; }
  std::string_view Printed(std::size_t i) const { return Slice(tree_.text, LineAt(i).range); }

  Block Whole() const {
    Block block;
    block.parts.push_back({.begin = 0, .end = static_cast<std::uint32_t>(tree_.text.size())});
    return block;
  }

  bool IsBodyLine(std::size_t i) const { return !furniture_[i] && !LineAt(i).link && LineAt(i).IsProse(); }

  // The element that a line of running text is the text of: its paragraph's parent.
  int BodyOf(std::size_t line) const {
    int element = tree_.lines[line].element;
    while (element >= 0) {
      const std::string& tag = ElementAt(element).tag;
      const bool paragraph = tag == "p" || tag == "li" || tag == "ul" || tag == "ol" || tag == "blockquote" ||
                             tag == "figure" || tag == "figcaption" || tag == "dd" || tag == "dl";
      if (!paragraph) return element;
      element = ElementAt(element).parent;
    }
    return -1;
  }

  bool IsTitle(std::size_t i) const {
    const HtmlLine& line = tree_.lines[i];
    if (line.line.words == 0 || line.line.words > 40 || furniture_[i] || line.line.stamp.has_value()) return false;
    if (line.line.heading > 0) return true;
    const bool named = line.element >= 0 && (ElementAt(line.element).classes.find("title") != std::string::npos ||
                                             ElementAt(line.element).classes.find("headline") != std::string::npos);
    return named || (line.line.link && line.line.words >= 3);
  }

  std::size_t FindTitle(std::size_t first, std::size_t body) const {
    std::size_t title = kNoLine;
    for (std::size_t i = first; i < body; ++i) {  // the highest heading, of equals the last
      if (!IsTitle(i)) continue;
      const auto rank = [&](std::size_t line) { return LineAt(line).heading == 0 ? 7 : LineAt(line).heading; };
      if (title == kNoLine || rank(i) <= rank(title)) title = i;
    }
    return title;
  }

  void FindBodies() {
    struct Body {
      std::size_t first = 0;
      double words = 0;
    };
    std::map<int, Body> bodies;
    for (std::size_t i = 0; i < tree_.lines.size(); ++i) {
      const int element = IsBodyLine(i) ? BodyOf(i) : -1;
      if (element < 0) continue;
      Body& body = bodies.try_emplace(element, Body{.first = i}).first->second;
      body.words += LineAt(i).words;
    }
    std::erase_if(bodies, [](const auto& body) { return body.second.words < kMinBodyWords; });
    std::vector<int> count(tree_.elements.size(), 0);  // bodies in each element
    for (const auto& [element, body] : bodies) {
      for (int at = element; at >= 0; at = ElementAt(at).parent) ++count[static_cast<std::size_t>(at)];
    }
    std::size_t end = 0;
    for (const auto& [element, body] : bodies) {    // in page order, outer ones first
      if (!records_.empty() && body.first < end) {  // inside the one before: a quotation, a box
        records_.back().words += body.words;
        continue;
      }
      Record record{.element = element,
                    .first = ElementAt(element).first_line,
                    .last = ElementAt(element).last_line,
                    .body = body.first,
                    .words = body.words};
      const int own = count[static_cast<std::size_t>(element)];
      record.title = FindTitle(record.first, record.body);
      for (int at = ElementAt(element).parent; at >= 0 && record.title == kNoLine; at = ElementAt(at).parent) {
        if (count[static_cast<std::size_t>(at)] != own) break;
        record = {.element = at,
                  .first = ElementAt(at).first_line,
                  .last = ElementAt(at).last_line,
                  .body = body.first,
                  .title = FindTitle(ElementAt(at).first_line, body.first),
                  .words = body.words};
      }
      Widen(count, own, &record);
      record.stamp = FindStampLine(record);
      end = record.last;
      records_.push_back(record);
    }
  }

  // Takes in the element around a record when it brings a stamp or a credit beside it and no other record.
  void Widen(const std::vector<int>& count, int own, Record* record) const {
    for (int up = 0; up < 2; ++up) {
      const int parent = ElementAt(record->element).parent;
      if (parent < 0 || count[static_cast<std::size_t>(parent)] != own) return;
      const HtmlElement& around = ElementAt(parent);
      if (around.last_line - around.first_line > record->last - record->first + 4) return;
      record->element = parent;
      record->first = around.first_line;
      record->last = around.last_line;
      record->title = FindTitle(record->first, record->body);
    }
  }

  bool IsStampLine(std::size_t i) const {
    const HtmlLine& line = tree_.lines[i];
    return line.line.stamp.has_value() || (line.time.begin < line.time.end && line.line.words <= 16);
  }

  std::size_t FindStampLine(const Record& record) const {
    for (std::size_t i = record.first; i < record.body; ++i) {
      if (IsStampLine(i) && !furniture_[i]) return i;
    }
    return kNoLine;
  }

  bool HasLinkedTitle(const Record& record) const { return record.title != kNoLine && LineAt(record.title).link; }

  // A record without a title of its own, or with a subheading inside an article, goes on the one before.
  void MergeSections() {
    std::vector<Record> merged;
    for (const Record& record : records_) {
      longest_body_ = std::max(longest_body_, record.words);
      const bool same = !merged.empty() && record.stamp == kNoLine && !HasLinkedTitle(record) &&
                        (record.title == kNoLine || SameArticle(merged.back(), record));
      if (same) {
        merged.back().last = record.last;
        merged.back().words += record.words;
      } else {
        merged.push_back(record);
      }
    }
    records_ = std::move(merged);
  }

  // Both lie in one <article>, or side by side under headings, the second one lower.
  bool SameArticle(const Record& first, const Record& second) const {
    const auto article = [&](int at) {
      while (at >= 0 && ElementAt(at).tag != "article" &&
             ElementAt(at).classes.find("articlebody") == std::string::npos) {
        at = ElementAt(at).parent;
      }
      return at;
    };
    const int of_first = article(first.element);
    if (of_first >= 0 && of_first == article(second.element)) return true;
    const int heading = first.title == kNoLine ? 0 : LineAt(first.title).heading;
    return ElementAt(first.element).parent == ElementAt(second.element).parent && heading > 0 &&
           LineAt(second.title).heading > heading && ElementAt(first.element).tag == ElementAt(second.element).tag;
  }

  // 2: the page's own title names the record; 1: it stands under a first-level heading; 0: neither.
  int TitleRank(const Record& record) const {
    if (record.title == kNoLine) return 0;
    return NamesPage(record.title) ? 2 : LineAt(record.title).heading == 1 ? 1 : 0;
  }

  bool NamesPage(std::size_t line) const {
    return LineAt(line).words >= 3 && title_key_.find(tree_.lines[line].key) != std::string::npos;
  }

  // What stands above the first-level heading that the page is called after is no part of its article: banners, mostly.
  void CutBeforeTitle(Record* main) const {
    for (std::size_t i = main->body; i < main->last; ++i) {
      if (furniture_[i] || LineAt(i).heading != 1 || !NamesPage(i)) continue;
      std::size_t body = i;
      while (body < main->last && !IsBodyLine(body)) ++body;
      double words = 0;
      for (std::size_t k = body; k < main->last; ++k) words += IsBodyLine(k) ? LineAt(k).words : 0;
      if (words * 2 < main->words) return;
      main->first = main->title = i;
      main->body = body;
      main->stamp = FindStampLine(*main);
      return;
    }
  }

  // The line that the page's own title repeats, before the main article's text; the record's title without one.
  std::size_t MainTitle(const Record& record) const {
    if (record.title != kNoLine && (LineAt(record.title).heading == 1 || NamesPage(record.title))) return record.title;
    for (std::size_t i = record.body; i > 0; --i) {
      if (LineAt(i - 1).words <= 40 && NamesPage(i - 1)) return i - 1;
    }
    return record.title;
  }

  std::size_t FindMain() const {
    std::size_t headlines = 0;
    for (std::size_t i = 0; i < tree_.lines.size(); ++i) headlines += !furniture_[i] && IsHeadline(tree_, i) ? 1 : 0;
    std::size_t main = kNoLine;
    int best = -1;
    for (std::size_t i = 0; i < records_.size(); ++i) {
      const int rank = TitleRank(records_[i]);
      if (main != kNoLine && (rank < best || (rank == best && records_[i].words <= records_[main].words))) continue;
      if (records_[i].words < (rank > 0 ? kMinMainWords : kMinBareMainWords)) continue;
      main = i;
      best = rank;
    }
    if (main == kNoLine) return kNoLine;
    // What the page is called after is its article, however short.
    const bool is_home = headlines > kManyHeadlines && longest_body_ < kLongMainWords && best < 2;
    return is_home ? kNoLine : main;
  }

  void SetStamp(const Record& record, Block* block) const {
    if (record.stamp == kNoLine) return;
    const HtmlLine& line = tree_.lines[record.stamp];
    if (line.time.begin < line.time.end) {
      block->age = Collapse(Slice(tree_.text, line.time));
      block->published = line.published;
      std::string beside = Collapse(tree_.text.substr(line.line.range.begin, line.time.begin - line.line.range.begin));
      while (!beside.empty() && std::string_view(",|-:/").find(beside.back()) != std::string_view::npos) {
        beside = Collapse(std::string_view(beside).substr(0, beside.size() - 1));
      }
      if (!IsByline(beside) && !IsPublishedWord(LineKey(beside)) && CountWords(beside) <= 6) block->source = beside;
      if (const auto stamp = FindStamp(block->age); stamp.has_value() && block->published.empty()) {
        block->published = stamp->published;
      }
    }
    if (line.line.stamp.has_value()) {
      if (block->age.empty()) {
        block->age = line.line.stamp->age;
        block->published = line.line.stamp->published;
      }
      if (block->source.empty()) block->source = line.line.stamp->source;
    }
  }

  void AppendRecords(std::size_t main, PageParts* page) {
    std::size_t stamped = 0;
    for (std::size_t i = 0; i < records_.size(); ++i) stamped += i != main && records_[i].stamp != kNoLine ? 1 : 0;
    CutBeforeTitle(&records_[main]);
    records_[main].title = MainTitle(records_[main]);
    AppendRecordAt(records_[main], "0", BlockRole::kMain, page);
    int number = 0;
    for (std::size_t i = 0; i < records_.size(); ++i) {
      const Record& record = records_[i];
      if (i == main || record.title == kNoLine) continue;
      // Where records say when they were printed, one that does not is the site's own.
      const bool odd = record.stamp == kNoLine && stamped >= 2 && stamped * 3 >= (records_.size() - 1) * 2;
      if (odd) continue;
      const bool one_paragraph = CountBodyLines(record) <= 1;
      const BlockRole role = one_paragraph && record.words < kTeaserWords ? BlockRole::kTeaser : BlockRole::kRelated;
      AppendRecordAt(record, absl::StrCat(++number), role, page);
    }
  }

  std::size_t CountBodyLines(const Record& record) const {
    std::size_t lines = 0;
    for (std::size_t i = record.body; i < record.last; ++i) lines += IsBodyLine(i) ? 1 : 0;
    return lines;
  }

  void AppendRecordAt(const Record& record, std::string name, BlockRole role, PageParts* page) {
    Block head;
    head.name = std::move(name);
    head.role = role;
    if (record.title != kNoLine) {
      head.title = Collapse(Printed(record.title));
      head.link = role == BlockRole::kTeaser ? tree_.lines[record.title].href : std::string();
      used_[record.title] = true;
    }
    SetStamp(record, &head);
    for (std::size_t i = record.first; i < record.body; ++i) {
      if (IsStampLine(i) || IsByline(Printed(i))) used_[i] = true;
    }
    std::size_t last = record.body + 1;
    for (std::size_t i = record.body; i < record.last; ++i) {
      if (IsBodyLine(i) || (!furniture_[i] && LineAt(i).sentence && !LineAt(i).link)) last = i + 1;
    }
    for (std::size_t i = last; i < std::min(last + 2, record.last); ++i) {  // the credit
      const TextRange range = LineAt(i).range;
      if (!furniture_[i] && LineAt(i).words <= 8 && FindCredit(tree_.text, range, true).begin == range.begin) {
        last = i + 1;
        break;
      }
    }
    std::vector<PageLine> lines;
    for (std::size_t i = record.body; i < last; ++i) {
      const bool list = LineAt(i).link && LineAt(i).words >= 3 && !LineAt(i).IsProse() && LineAt(i).heading == 0;
      if (furniture_[i] || list || used_[i]) continue;
      used_[i] = true;
      lines.push_back(LineAt(i));
    }
    AppendRecord(tree_.text, std::move(head), lines, {}, vocabulary_, page);
  }

  // The line that names the main article's authors: above its text, below its title.
  std::string FindByline() const {
    constexpr double kMaxWords = 20;
    const std::size_t first = main_.title == kNoLine ? main_.first : std::min(main_.title + 1, main_.body);
    for (std::size_t i = first; i <= main_.body && i < tree_.lines.size(); ++i) {
      if (LineAt(i).words <= kMaxWords && IsByline(Printed(i))) return std::string(Printed(i));
    }
    return {};
  }

  void AddSource(Block* block) const {
    for (const TextRange& part : block->parts) {
      auto line = std::partition_point(tree_.lines.begin(), tree_.lines.end(),
                                       [&](const HtmlLine& l) { return l.line.range.end <= part.begin; });
      if (line == tree_.lines.end()) continue;
      TextRange source = line->source;
      for (; line != tree_.lines.end() && line->line.range.begin < part.end; ++line) source.end = line->source.end;
      block->source_parts.push_back(source);
    }
  }

  HtmlTree tree_;
  std::string title_key_;
  std::vector<bool> furniture_;
  std::vector<bool> used_;  // lines that are some block's
  std::vector<Record> records_;
  bool has_main_ = false;
  Record main_;              // if it has
  double longest_body_ = 0;  // words in one element
  PageVocabulary vocabulary_;
};

}  // namespace

absl::StatusOr<PageParts> SplitHtmlBlocks(std::string_view html, std::string_view address, Page* page) {
  COPYDESK_ASSIGN_OR_RETURN(HtmlTree tree, ParseHtml(html));
  std::string base = tree.base;
  HtmlPage split(std::move(tree));
  PageParts parts = split.Split();
  page->metadata = split.Metadata(parts, address.empty() ? std::string_view(base) : address);
  page->title = std::move(split.tree().title);
  page->text = std::move(split.tree().text);
  // Links are relative to what the page says; an article stands at the address that the page gives as its own.
  if (base.empty() && address.empty()) base = page->metadata.canonical_url;
  for (Block& block : parts.blocks) {
    if (block.role == BlockRole::kMain) {
      block.link = page->metadata.canonical_url;
    } else if (!base.empty() && !block.link.empty()) {
      block.link = ResolveUrl(base, block.link);
    }
  }
  return parts;
}

}  // namespace copydesk
