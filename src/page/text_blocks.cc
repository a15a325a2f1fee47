#include "page/text_blocks.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "page/credit.h"
#include "page/digest.h"
#include "page/lines.h"
#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr double kMinLeadWords = 40;    // running text before the first related record
constexpr double kMinRecordWords = 15;  // running text of a record
constexpr double kMaxRecordTitleWords = 30;
constexpr double kLongLine = 20;  // words of a line that is running text whatever it ends with
constexpr double kMaxLabelWords = 4;
constexpr std::size_t kMinPrefixWords = 4;
constexpr std::size_t kSurePrefixWords = 6;
constexpr std::size_t kMaxPrefixWords = 40;
constexpr std::size_t kNeighbours = 8;  // records on either side whose beginnings are compared

// A record of the page: lines [first, body) are its head, [body, end) what may be its text.
struct TextRecord {
  std::size_t first = 0;
  std::size_t title = 0;  // equal to `body` when there is none
  std::size_t body = 0;
  std::size_t end = 0;
  Stamp stamp;
  std::string source;
};

bool IsShort(const PageLine& line) {
  return line.words > 0 && line.words <= kMaxRecordTitleWords && line.range.end - line.range.begin <= 300 &&
         !line.stamp.has_value();
}

class TextPage {
 public:
  TextPage(std::string_view text, std::vector<PageLine> lines) : text_(text), lines_(std::move(lines)) {}

  PageParts Split() {
    PageParts page;
    const bool stamped =
        std::any_of(lines_.begin(), lines_.end(), [](const PageLine& l) { return l.stamp.has_value(); });
    if (stamped) {
      MeasureLines(text_, &lines_);
      FindKeys();
      FindRecords();
      FindBulletSections();
    }
    if (!IsPage()) {
      page.blocks.push_back(Whole());
      return page;
    }
    for (const PageLine& line : lines_) vocabulary_.Add(text_, line.range);
    AppendMain(&page);
    const std::vector<std::size_t> prefixes = FindPrefixes();
    const bool blanks_inside = BlanksInsideRecords();
    for (std::size_t i = 0; i < records_.size(); ++i) {
      const std::size_t next = i + 1 < records_.size() ? records_[i + 1].first : lines_.size();
      AppendRelated(records_[i], absl::StrCat(i + 1), next, prefixes[i], blanks_inside, &page);
    }
    return page;
  }

 private:
  std::string_view Printed(std::size_t i) const { return Slice(text_, lines_[i].range); }

  Block Whole() const {
    Block block;
    block.parts.push_back({.begin = 0, .end = static_cast<std::uint32_t>(text_.size())});
    return block;
  }

  void FindKeys() {
    keys_.reserve(lines_.size());
    prose_.push_back(0);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      prose_.push_back(prose_.back() + (lines_[i].IsProse() ? lines_[i].words : 0));
      keys_.push_back(IsShort(lines_[i]) ? LineKey(Printed(i)) : std::string());
      heading_.push_back(!keys_[i].empty() && (IsRelatedHeading(keys_[i]) || IsCommentsHeading(keys_[i])));
    }
  }

  // Short lines between the stamp and the text below it that could be a title: no echo of the outlet, no label, no
  // invitation.
  std::vector<std::size_t> TitlesBelow(std::size_t stamp) const {
    std::vector<std::size_t> titles;
    const std::string above = stamp > 0 ? keys_[stamp - 1] : std::string();
    for (std::size_t i = stamp + 1; i < std::min(stamp + 5, lines_.size()); ++i) {
      if (lines_[i].IsProse() || !IsShort(lines_[i]) || heading_[i] || (lines_[i].blank_before && i > stamp + 1)) break;
      const bool echo = !above.empty() && keys_[i] == above;
      const bool label = lines_[i].words <= kMaxLabelWords && IsBullet(text_, lines_[i]);  // "- Politics"
      if (!echo && !label && !StartsLikeInvitation(keys_[i])) titles.push_back(i);
    }
    return titles;
  }

  // The short lines directly above a stamp, nearest first, two at most.
  std::vector<std::size_t> LinesAbove(std::size_t stamp) const {
    std::vector<std::size_t> above;
    for (std::size_t i = stamp; i > 0 && above.size() < 2; --i) {
      if (lines_[i].blank_before && i < stamp) break;  // a gap above the line that was just taken
      const std::size_t line = i - 1;
      if (!IsShort(lines_[line]) || heading_[line] || IsRule(Printed(line))) break;
      if (lines_[line].sentence && lines_[line].words > 12 && !lines_[line].blank_before) break;
      if (lines_[i].blank_before && lines_[line].sentence) break;
      above.push_back(line);
    }
    return above;
  }

  double ProseWords(std::size_t first, std::size_t last) const { return prose_[last] - prose_[first]; }

  void FindRecords() {
    std::vector<std::size_t> stamps;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].stamp.has_value() && (stamps.empty() || i > stamps.back() + 1)) stamps.push_back(i);
    }
    std::size_t below = 0;
    for (const std::size_t stamp : stamps) below += TitlesBelow(stamp).empty() ? 0 : 1;
    const bool title_below = below * 2 > stamps.size();
    for (const std::size_t stamp : stamps) {
      TextRecord record = title_below ? HeadWithTitleBelow(stamp) : HeadWithTitleAbove(stamp);
      if (ProseWords(0, record.first) < kMinLeadWords) continue;  // the main article's own stamp
      if (record.title == record.body) continue;
      if (!records_.empty() && record.first < records_.back().body) continue;
      records_.push_back(std::move(record));
    }
    SetEnds();
    std::erase_if(records_,
                  [&](const TextRecord& record) { return ProseWords(record.body, record.end) < kMinRecordWords; });
    SetEnds();
    NameSources(title_below);
    const std::vector<bool> comments = FindComments();  // what readers wrote is no record of the page
    std::erase_if(records_, [&](const TextRecord& record) { return comments[record.first]; });
    SetEnds();
  }

  // Lines after a heading of comments and before one of related articles.
  std::vector<bool> FindComments() const {
    std::vector<bool> comments(lines_.size(), false);
    bool inside = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (heading_[i]) inside = !IsRelatedHeading(keys_[i]);
      comments[i] = inside;
    }
    return comments;
  }

  bool RelatedBetween(std::size_t first, std::size_t last) const {
    for (std::size_t i = first + 1; i < last; ++i) {
      if (heading_[i] && IsRelatedHeading(keys_[i])) return true;
    }
    return false;
  }

  // A record ends where the next begins, or at a heading of a section.
  void SetEnds() {
    for (std::size_t i = 0; i < records_.size(); ++i) {
      std::size_t end = i + 1 < records_.size() ? records_[i + 1].first : lines_.size();
      for (std::size_t k = records_[i].body; k < end; ++k) {
        if (heading_[k]) end = k;
      }
      records_[i].end = end;
    }
  }

  TextRecord HeadWithTitleBelow(std::size_t stamp) const {
    const std::vector<std::size_t> above = LinesAbove(stamp);
    TextRecord record{.first = above.empty() ? stamp : above.front(), .stamp = *lines_[stamp].stamp};
    if (!above.empty()) record.source = Collapse(Printed(above.front()));
    if (record.source.empty()) record.source = record.stamp.source;
    std::size_t body = stamp + 1;
    const std::string echo = LineKey(record.source);
    while (body < lines_.size() && !echo.empty() && keys_[body] == echo) ++body;
    const std::vector<std::size_t> below = TitlesBelow(stamp);
    record.title = below.empty() ? body : below.front();
    // A title that reads like a sentence: "Who won?"
    const bool sentence_title = below.empty() && body + 1 < lines_.size() && IsShort(lines_[body]) &&
                                !lines_[body + 1].blank_before && lines_[body + 1].words > lines_[body].words;
    record.body = std::max(body, record.title) + (below.empty() && !sentence_title ? 0 : 1);
    return record;
  }

  TextRecord HeadWithTitleAbove(std::size_t stamp) const {
    const std::vector<std::size_t> above = LinesAbove(stamp);
    TextRecord record{.first = stamp, .title = stamp + 1, .body = stamp + 1, .stamp = *lines_[stamp].stamp};
    while (record.body < lines_.size() && lines_[record.body].stamp.has_value()) ++record.body;
    record.title = record.body;
    if (above.empty()) return record;
    record.title = record.first = above.front();
    if (above.size() == 2 && record.stamp.source.empty() && seen_above_.contains(keys_[above.front()])) {
      record.source = Collapse(Printed(above.front()));
      record.title = record.first = above.back();
    }
    return record;
  }

  // Where titles are above and stamps name no outlet, the line above that recurs is the outlet.
  void NameSources(bool title_below) {
    if (!title_below && seen_above_.empty()) {
      std::map<std::string, int> count;
      for (const TextRecord& record : records_) ++count[keys_[record.title]];
      for (const auto& [key, times] : count) {
        if (times > 1) seen_above_.insert(key);
      }
      if (!seen_above_.empty()) {
        records_.clear();
        FindRecords();
        return;
      }
    }
    for (TextRecord& record : records_) {
      if (record.source.empty()) record.source = record.stamp.source;
    }
  }

  // A heading over at least three bullets of some length, outside records: a digest without a stamp.
  void FindBulletSections() {
    if (records_.empty()) return;
    std::vector<TextRecord> sections;
    std::vector<bool> inside(lines_.size(), false);
    for (const TextRecord& record : records_) {
      for (std::size_t i = record.first; i < record.end; ++i) inside[i] = true;
    }
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (inside[i] || !IsBullet(text_, lines_[i]) || !IsShort(lines_[i - 1]) || lines_[i - 1].sentence) continue;
      std::size_t end = i;
      while (end < lines_.size() && IsBullet(text_, lines_[end]) && lines_[end].words >= kMinRecordWords) ++end;
      if (end - i < 3 || ProseWords(0, i) < kMinLeadWords) continue;
      sections.push_back({.first = i - 1, .title = i - 1, .body = i, .end = end});
      i = end;
    }
    records_.insert(records_.end(), sections.begin(), sections.end());
    std::sort(records_.begin(), records_.end(),
              [](const TextRecord& x, const TextRecord& y) { return x.first < y.first; });
  }

  // Two records, or one under a heading of related articles, or one with an age.
  bool IsPage() const {
    if (records_.size() >= 2) return true;
    if (records_.empty()) return false;
    return RelatedBetween(0, records_[0].first) || (records_[0].stamp.published.empty() && !records_[0].source.empty());
  }

  void AppendMain(PageParts* page) {
    const std::size_t end = records_.empty() ? lines_.size() : records_.front().first;
    std::size_t body = 0;
    while (body < end && !lines_[body].IsProse()) ++body;
    std::size_t title = end;
    std::size_t stamp = end;
    for (std::size_t i = 0; i < body; ++i) {
      if (lines_[i].stamp.has_value()) stamp = i;
    }
    for (std::size_t i = std::min(stamp, body); i > 0; --i) {
      if (IsShort(lines_[i - 1]) && !IsByline(Printed(i - 1)) && !StartsLikeInvitation(keys_[i - 1])) {
        title = i - 1;
        break;
      }
    }
    Block main;
    main.role = BlockRole::kMain;
    if (title < end) main.title = Collapse(Printed(title));
    if (stamp < end) SetStamp(*lines_[stamp].stamp, &main);
    if (stamp < end) main.source = lines_[stamp].stamp->source;
    for (std::size_t i = 0; i < body; ++i) {
      if (i != title && !lines_[i].stamp.has_value() && !IsByline(Printed(i)))
        page->furniture.push_back(lines_[i].range);
    }
    const std::size_t body_end = EndOfText(body, end);
    for (std::size_t i = body_end; i < end; ++i) page->furniture.push_back(lines_[i].range);
    AppendRecord(text_, std::move(main), Lines(body, body_end), {}, vocabulary_, page);
  }

  static void SetStamp(const Stamp& stamp, Block* block) {
    block->age = stamp.age;
    block->published = stamp.published;
  }

  std::span<const PageLine> Lines(std::size_t first, std::size_t last) const {
    return std::span(lines_).subspan(first, last - first);
  }

  // One past the last line of running text in [first, last): after it, labels and short remarks only. Remarks that
  // follow a label are none of the story's.
  std::size_t EndOfText(std::size_t first, std::size_t last) const {
    std::size_t end = last;
    while (end > first && lines_[end - 1].words < kLongLine) --end;
    if (end == first) end = std::min(first + 1, last);
    while (end < last && lines_[end].sentence && lines_[end].words >= 5 && !heading_[end] &&
           !StartsLikeInvitation(keys_[end])) {
      ++end;
    }
    for (std::size_t i = end; i < std::min(end + 3, last); ++i) {  // the credit, below a caption perhaps
      if (heading_[i] || lines_[i].stamp.has_value() || lines_[i].words > 8) break;
      // Any short label will do where another record follows; at the end of the page it would be the site's.
      const bool alone = i + 1 == last || lines_[i + 1].blank_before;
      const bool label = i == end && alone && !lines_[i].blank_before && last < lines_.size();
      if (FindCredit(text_, lines_[i].range, label).begin == lines_[i].range.begin) return i + 1;
    }
    return end;
  }

  // Whether records other than the last have blank lines between their paragraphs.
  bool BlanksInsideRecords() const {
    bool known = false;
    for (std::size_t i = 0; i + 1 < records_.size(); ++i) {
      const std::size_t end = EndOfText(records_[i].body, records_[i].end);
      for (std::size_t k = records_[i].body + 1; k < end; ++k) {
        if (lines_[k].blank_before) return true;
        known = true;
      }
    }
    return !known && records_.size() < 2;
  }

  // `next`: where the next record begins.
  void AppendRelated(const TextRecord& record, std::string name, std::size_t next, std::size_t prefix,
                     bool blanks_inside, PageParts* page) {
    Block head;
    head.name = std::move(name);
    head.role = BlockRole::kRelated;
    head.title = record.title < record.body ? Collapse(Printed(record.title)) : std::string();
    head.source = record.source;
    SetStamp(record.stamp, &head);
    for (std::size_t i = record.title + 1; i < record.body; ++i) {
      if (!lines_[i].stamp.has_value() && StartsLikeInvitation(keys_[i])) page->furniture.push_back(lines_[i].range);
    }
    std::size_t end = record.end;
    if (!blanks_inside) {  // a blank line after the last long one ends it
      std::size_t last_long = end;
      while (last_long > record.body && lines_[last_long - 1].words < kLongLine) --last_long;
      for (std::size_t i = std::max(last_long, record.body + 1); i < end; ++i) {
        if (lines_[i].blank_before) end = i;
      }
    }
    const std::size_t text_end = EndOfText(record.body, end);
    for (std::size_t i = text_end; i < record.end; ++i) page->furniture.push_back(lines_[i].range);
    for (std::size_t i = record.end; i < next; ++i) page->furniture.push_back(lines_[i].range);
    std::vector<TextRange> furniture;
    if (prefix > 0) {
      const std::uint32_t begin = lines_[record.body].range.begin;
      furniture.push_back({.begin = begin, .end = begin + static_cast<std::uint32_t>(prefix)});
    }
    AppendRecord(text_, std::move(head), Lines(record.body, text_end), furniture, vocabulary_, page);
  }

  // Bytes of an invitation at the start of each record's text: what it shares with another record's, or what begins
  // like one and runs on into the text.
  std::vector<std::size_t> FindPrefixes() const {
    std::vector<std::vector<PageWord>> words;
    for (const TextRecord& record : records_) {
      TextRange range = lines_[record.body].range;
      range.end = std::min(range.end, range.begin + 600);
      words.push_back(SplitWords(text_, range));
    }
    std::vector<std::size_t> prefixes(records_.size(), 0);
    for (std::size_t i = 0; i < records_.size(); ++i) {
      std::size_t size = SharedPrefix(words, i);
      if (size < kSurePrefixWords && !words[i].empty() && lines_[records_[i].body].words > kMaxRecordTitleWords) {
        std::string key;
        for (std::size_t k = 0; k < std::min<std::size_t>(words[i].size(), 3); ++k)
          absl::StrAppend(&key, words[i][k].key, " ");
        if (StartsLikeInvitation(key)) size = FindTitleEnd(words[i], vocabulary_).body;
      }
      if (size > 0) prefixes[i] = words[i][size - 1].range.end - lines_[records_[i].body].range.begin;
    }
    return prefixes;
  }

  // Words that the text of record i and those of records around it begin with; 0 when they are few.
  static std::size_t SharedPrefix(const std::vector<std::vector<PageWord>>& words, std::size_t i) {
    std::size_t shared = 0;
    const std::size_t last = std::min(words.size(), i + kNeighbours + 1);
    for (std::size_t k = i < kNeighbours ? 0 : i - kNeighbours; k < last; ++k) {
      if (k == i) continue;
      const auto same = [](const PageWord& x, const PageWord& y) { return x.key == y.key; };
      const auto mine = std::mismatch(words[i].begin(), words[i].end(), words[k].begin(), words[k].end(), same).first;
      const auto size = std::min<std::size_t>(static_cast<std::size_t>(mine - words[i].begin()), kMaxPrefixWords);
      if (size >= kMinPrefixWords) shared = shared == 0 ? size : std::min(shared, size);
    }
    return shared;
  }

  std::string_view text_;
  std::vector<PageLine> lines_;
  std::vector<std::string> keys_;  // of short lines
  std::vector<double> prose_;      // words of running text before each line
  std::vector<bool> heading_;      // of related articles or comments
  std::vector<TextRecord> records_;
  std::set<std::string> seen_above_;  // outlets that stand above stamps
  PageVocabulary vocabulary_;
};

}  // namespace

PageParts SplitTextBlocks(std::string_view text) { return TextPage(text, FindLines(text)).Split(); }

}  // namespace copydesk
