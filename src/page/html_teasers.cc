#include "page/html_teasers.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "page/phrases.h"
#include "page/words.h"

namespace copydesk {
namespace {

// What the figures rest on: docs/tuning.md, pages.
constexpr double kMinHeadlineWords = 3;
constexpr double kMaxHeadlineWords = 40;
constexpr double kMinSummaryWords = 6;

// An element for the credit of a picture or a byline, by its class.
bool IsCredit(const HtmlTree& tree, int element) {
  for (int up = 0; up < 2 && element >= 0; ++up) {
    const HtmlElement& at = tree.elements[static_cast<std::size_t>(element)];
    for (const std::string_view word : {"credit", "byline"}) {
      if (at.classes.find(word) != std::string::npos) return true;
    }
    element = at.parent;
  }
  return false;
}

class TeaserFinder {
 public:
  TeaserFinder(const HtmlTree& tree, const std::vector<bool>& furniture) : tree_(tree), furniture_(furniture) {}

  PageParts Find() {
    FindHeadlines();
    CountHeadlines();
    for (std::size_t i = 0; i < headlines_.size(); ++i) {
      const bool repeated = i > 0 && keys_[i] == keys_[i - 1] && SameBox(i - 1, i);
      if (!repeated) AppendTeaser(i);
    }
    for (std::size_t i = 0; i < tree_.lines.size(); ++i) {
      if (furniture_[i]) page_.furniture.push_back(tree_.lines[i].line.range);
    }
    return std::move(page_);
  }

 private:
  const PageLine& LineAt(std::size_t i) const { return tree_.lines[i].line; }
  const HtmlElement& ElementAt(int i) const { return tree_.elements[static_cast<std::size_t>(i)]; }
  std::string_view Printed(std::size_t i) const { return Slice(tree_.text, LineAt(i).range); }

  void FindHeadlines() {
    for (std::size_t i = 0; i < tree_.lines.size(); ++i) {
      if (furniture_[i] || !IsHeadline(tree_, i)) continue;
      // A summary that is a link too follows its headline in one element.
      const bool below = !headlines_.empty() && headlines_.back() + 1 == i && LineAt(i).heading == 0;
      const bool under_heading = below && LineAt(headlines_.back()).heading > 0 && LineAt(i).words >= 8;
      const bool summary = under_heading || (below && LineAt(i).sentence && LineAt(i).words >= 10);
      if (summary) continue;
      headlines_.push_back(i);
      keys_.push_back(tree_.lines[i].key);
    }
  }

  // distinct_[i]: headlines before line i that differ from the one before them.
  void CountHeadlines() {
    distinct_.assign(tree_.lines.size() + 1, 0);
    std::size_t next = 0;
    for (std::size_t i = 0; i < tree_.lines.size(); ++i) {
      distinct_[i + 1] = distinct_[i];
      if (next < headlines_.size() && headlines_[next] == i) {
        if (next == 0 || keys_[next] != keys_[next - 1]) ++distinct_[i + 1];
        ++next;
      }
    }
  }

  // The largest element around a headline that holds no other; -1 when there is none.
  int BoxOf(std::size_t headline) const {
    const std::size_t line = headlines_[headline];
    int box = -1;
    for (int at = tree_.lines[line].element; at >= 0; at = ElementAt(at).parent) {
      const HtmlElement& element = ElementAt(at);
      if (distinct_[element.last_line] - distinct_[element.first_line] > 1) break;
      if (distinct_[element.last_line] - distinct_[element.first_line] == 0 && HoldsOther(element, headline)) break;
      box = at;
    }
    return box;
  }

  // A headline that repeats the one before counts as none; an element that begins with it may hold the next one.
  bool HoldsOther(const HtmlElement& element, std::size_t headline) const {
    return headline + 1 < headlines_.size() && headlines_[headline + 1] < element.last_line &&
           keys_[headline + 1] != keys_[headline];
  }

  bool SameBox(std::size_t first, std::size_t second) const {
    const int box = BoxOf(first);
    return box >= 0 && headlines_[second] < ElementAt(box).last_line;
  }

  bool IsSummary(std::size_t i) const {
    const PageLine& line = LineAt(i);
    return !furniture_[i] && !line.stamp.has_value() &&
           (line.words >= kMinSummaryWords || (line.sentence && line.words >= 3)) && !IsByline(Printed(i)) &&
           ReadMoreWords(tree_.lines[i].key) == 0;
  }

  void AppendTeaser(std::size_t headline) {
    const std::size_t line = headlines_[headline];
    const std::size_t next = headline + 1 < headlines_.size() ? headlines_[headline + 1] : tree_.lines.size();
    Block block;
    block.role = BlockRole::kTeaser;
    block.title = Collapse(Printed(line));
    block.link = tree_.lines[line].href;
    std::vector<TextRange> ranges;
    const auto take = [&](std::size_t i) {
      if (LineAt(i).stamp.has_value() && block.age.empty()) {
        block.age = LineAt(i).stamp->age;
        block.published = tree_.lines[i].published.empty() ? LineAt(i).stamp->published : tree_.lines[i].published;
        block.source = LineAt(i).stamp->source;
      } else if (i != line && IsSummary(i) && tree_.lines[i].key != keys_[headline]) {
        ranges.push_back(LineAt(i).range);
      }
    };
    const int box = BoxOf(headline);
    std::size_t end = line + 1;
    if (box >= 0) {
      for (std::size_t i = ElementAt(box).first_line; i < ElementAt(box).last_line; ++i) take(i);
      end = std::max(end, ElementAt(box).last_line);
    }
    const int parent = box >= 0 ? ElementAt(box).parent : tree_.lines[line].element;
    for (std::size_t i = end; i < next; ++i) {  // a flat list: headline, summary, headline, ...
      const int element = tree_.lines[i].element;
      const bool sibling = element == parent || (element >= 0 && ElementAt(element).parent == parent);
      if (!sibling || !LineAt(i).IsProse()) break;
      take(i);
    }
    block.parts = Subtract(tree_.text, ranges, {});
    if (block.parts.empty()) block.parts.push_back(LineAt(line).range);
    const bool advertisement = StartsLikeInvitation(LineKey(Slice(tree_.text, block.parts.front())));
    if (advertisement) {
      page_.furniture.push_back(LineAt(line).range);
      for (const TextRange& part : block.parts) page_.furniture.push_back(part);
      return;
    }
    block.name = absl::StrCat(page_.blocks.size());
    page_.blocks.push_back(std::move(block));
  }

  const HtmlTree& tree_;
  const std::vector<bool>& furniture_;
  std::vector<std::size_t> headlines_;  // lines
  std::vector<std::string> keys_;
  std::vector<std::size_t> distinct_;
  PageParts page_;
};

}  // namespace

bool IsHeadline(const HtmlTree& tree, std::size_t line) {
  const PageLine& printed = tree.lines[line].line;
  if (printed.words < kMinHeadlineWords || printed.words > kMaxHeadlineWords || printed.stamp.has_value()) return false;
  if (!printed.link && printed.heading == 0) return false;
  if (IsCredit(tree, tree.lines[line].element)) return false;
  const std::string& key = tree.lines[line].key;
  return ReadMoreWords(key) == 0 && !StartsLikeInvitation(key) && !IsRelatedHeading(key) && !StartsHeadlineList(key);
}

PageParts FindTeasers(const HtmlTree& tree, const std::vector<bool>& furniture) {
  return TeaserFinder(tree, furniture).Find();
}

}  // namespace copydesk
