// The section on pages: what each is made of, block by block, and which of its blocks tell one story.
#include <algorithm>
#include <array>
#include <map>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "report/cautions.h"
#include "report/html_comparison.h"
#include "report/html_link.h"
#include "report/html_parts.h"
#include "report/html_sections.h"

namespace copydesk {
namespace {

constexpr std::size_t kOpenPages = 3;
constexpr std::size_t kFurnitureWords = 20;

constexpr std::array<Markup, 5> kRoleClasses = {Markup("main"), Markup("related"), Markup("digest-item"),
                                                Markup("teaser"), Markup("furniture")};

class PageItem {
 public:
  PageItem(std::size_t number, const ReportedDocument& document, const ReportContext& context, HtmlWriter* html)
      : number_(number), document_(document), blocks_(document.view.blocks), context_(context), html_(*html) {
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < blocks_.size(); ++i) places.emplace(blocks_[i].name, i);
    items_.resize(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const auto parent = blocks_[i].parent.empty() ? places.end() : places.find(blocks_[i].parent);
      // Only a block before it, which is no item itself, takes an item: so nothing is lost in a circle.
      const bool has_parent = parent != places.end() && parent->second < i && blocks_[parent->second].parent.empty();
      if (has_parent) {
        items_[parent->second].push_back(i);
      } else {
        top_.push_back(i);
      }
      if (blocks_[i].role == BlockRole::kFurniture) continue;
      ++shown_blocks_;
      for (const std::size_t story : StoriesOf(i)) blocks_of_story_[story].push_back(i);
    }
  }

  void Write() {
    const Metadata& metadata = document_.view.metadata;
    html_ << "<details class=\"item page\" id=\"page-" << number_ + 1 << "\"";
    if (number_ < kOpenPages) html_ << " open";
    html_ << "><summary><h3>";
    WriteLine(Title(), &html_);
    html_ << "</h3>";
    for (const auto& [story, blocks] : blocks_of_story_) {
      if (blocks.size() > 1) WriteBadge({.number = story}, /*link=*/false, &html_);
    }
    html_ << "<span class=\"count\">" << Counted(shown_blocks_, "block", "blocks") << "</span></summary>\n"
          << "<p class=\"context\"><span class=\"id\">";
    WriteLine(document_.view.name, &html_);
    html_ << "</span>";
    for (const std::string& value : {metadata.source, ReadableTime(metadata.published)}) {
      if (value.empty()) continue;
      html_ << " <span>";
      WriteLine(value, &html_);
      html_ << "</span>";
    }
    html_ << " ";
    WriteLink(metadata.url, &html_);
    html_ << "</p>\n";
    WriteRepeats();
    html_ << "<ol class=\"blocks\">\n";
    for (const std::size_t block : top_) WriteBlock(block);
    html_ << "</ol>\n";
    if (written_ > kReportPageBlocks) {
      html_ << "<p class=\"quiet\">And " << WithThousands(written_ - kReportPageBlocks) << " more blocks.</p>\n";
    }
    WriteFurniture();
    html_ << "</details>\n";
  }

 private:
  [[nodiscard]] std::vector<std::size_t> StoriesOf(std::size_t block) const {
    return context_.selection.StoriesOf({.document = document_.view.name, .block = blocks_[block].name});
  }

  [[nodiscard]] std::string Title() const {
    if (!document_.view.metadata.title.empty()) return document_.view.metadata.title;
    const auto main = std::find_if(blocks_.begin(), blocks_.end(), [](const Block& block) {
      return block.role == BlockRole::kMain && !block.title.empty();
    });
    return main != blocks_.end() ? main->title : document_.view.name;
  }

  void WriteBlockLink(std::size_t block) {
    html_ << "<a href=\"#page-" << number_ + 1 << "-" << block << "\">";
    WriteLine(blocks_[block].name, &html_);
    html_ << "</a>";
  }

  // The stories that several blocks of the page tell: what a page is looked at for.
  void WriteRepeats() {
    bool has_any = false;
    for (const auto& [story, blocks] : blocks_of_story_) {
      if (blocks.size() < 2) continue;
      if (!has_any) html_ << "<div class=\"repeats\"><h4>Told more than once on this page</h4><ul>\n";
      has_any = true;
      html_ << "<li>";
      WriteBadge({.number = story}, /*link=*/true, &html_);
      html_ << " <span>blocks ";
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (i > 0) html_ << (i + 1 < blocks.size() ? Markup(", ") : Markup(" and "));
        WriteBlockLink(blocks[i]);
      }
      html_ << "</span> <span class=\"quiet\">";
      WriteLine(blocks_[blocks.front()].title, &html_);
      html_ << "</span></li>\n";
    }
    if (has_any) html_ << "</ul></div>\n";
  }

  void WriteBlock(std::size_t index) {
    const Block& block = blocks_[index];
    if (block.role == BlockRole::kFurniture || ++written_ > kReportPageBlocks) return;
    html_ << "<li class=\"block " << kRoleClasses[static_cast<std::size_t>(block.role) % kRoleClasses.size()]
          << "\" id=\"page-" << number_ + 1 << "-" << index << "\"><div class=\"head\"><span class=\"ordinal\">";
    WriteLine(block.name, &html_);
    html_ << "</span>";
    for (const std::size_t story : StoriesOf(index)) WriteBadge({.number = story}, /*link=*/true, &html_);
    html_ << "<h4>";
    WriteLine(block.title.empty() && block.role == BlockRole::kMain ? document_.view.metadata.title : block.title,
              &html_);
    html_ << "</h4></div><p class=\"facts\"><span class=\"role\">";
    if (items_[index].empty()) {
      html_ << RoleLabel(block.role);
    } else {
      html_ << "digest of " << Counted(items_[index].size(), "item", "items");
    }
    html_ << "</span>";
    for (const std::string* const value : {&block.source, &block.age}) {
      if (value->empty()) continue;
      html_ << " <span>";
      WriteLine(*value, &html_);
      html_ << "</span>";
    }
    if (!block.credit.empty()) {
      html_ << " <span>credit: ";
      WriteLine(block.credit, &html_);
      html_ << "</span>";
    }
    if (block.words > 0) html_ << " <span>" << Counted(block.words, "word", "words") << "</span>";
    if (block.disguised > 0) {
      html_ << " <span>" << Counted(block.disguised, "disguised character", "disguised characters") << "</span>";
    }
    html_ << " ";
    WriteLink(block.link, &html_);
    html_ << "</p>";
    if (context_.HasRoomForText(html_) && items_[index].empty())
      WriteText(block.parts, {.whole = context_.report.evidence == Evidence::kFull});
    if (!items_[index].empty()) {
      html_ << "\n<ol class=\"blocks items\">\n";
      for (const std::size_t item : items_[index]) WriteBlock(item);
      html_ << "</ol>";
    }
    html_ << "</li>\n";
  }

  void WriteText(std::span<const TextRange> parts, const ExcerptRule& rule) {
    const std::vector<ExcerptPiece> pieces = MakeExcerpt(document_.text, parts, {}, rule);
    if (pieces.empty()) return;
    html_ << "<div class=\"text\" dir=\"auto\" lang=\"\">";
    for (const ExcerptPiece& piece : pieces) {
      if (piece.kind == ExcerptPiece::Kind::kText) html_ << piece.text;
      if (piece.kind == ExcerptPiece::Kind::kOmitted) WriteOmission(piece, &html_);
      if (piece.kind == ExcerptPiece::Kind::kBreak) WriteGap(&html_);
    }
    html_ << "</div>";
  }

  // Text of the site, not of a story: closed, short, at the end.
  void WriteFurniture() {
    std::vector<TextRange> passages;
    std::uint64_t words = 0;
    for (const Block& block : blocks_) {
      if (block.role != BlockRole::kFurniture) continue;
      passages.insert(passages.end(), block.parts.begin(), block.parts.end());
      words += block.words;
    }
    if (passages.empty()) return;
    html_ << "<details class=\"site\"><summary>Furniture of the site: "
          << Counted(passages.size(), "passage", "passages") << ", " << Counted(words, "word", "words") << "</summary>";
    if (context_.HasRoomForText(html_)) {
      html_ << "<ul>\n";
      for (const TextRange& passage : std::span(passages).first(std::min(passages.size(), kReportFurniture))) {
        html_ << "<li>";
        WriteText({&passage, 1}, {.lead_words = kFurnitureWords});
        html_ << "</li>\n";
      }
      html_ << "</ul>";
      if (passages.size() > kReportFurniture) {
        html_ << "<p class=\"quiet\">And " << WithThousands(passages.size() - kReportFurniture) << " more.</p>";
      }
    }
    html_ << "</details>\n";
  }

  std::size_t number_;
  const ReportedDocument& document_;
  const std::vector<Block>& blocks_;
  const ReportContext& context_;
  HtmlWriter& html_;
  std::vector<std::vector<std::size_t>> items_;  // of each block
  std::vector<std::size_t> top_;                 // blocks that are no item, in page order
  std::map<std::size_t, std::vector<std::size_t>> blocks_of_story_;
  std::size_t shown_blocks_ = 0;
  std::size_t written_ = 0;
};

}  // namespace

absl::Status WritePages(ReportContext* context, HtmlWriter* html) {
  const std::vector<const std::string*>& pages = context->selection.pages();
  if (pages.empty()) return absl::OkStatus();
  *html << "<section id=\"pages\" class=\"list\"><h2>Pages</h2>\n<p class=\"lead\">What each page is made of, in page "
           "order. A letter marks the blocks that tell one story.</p>\n";
  context->section_begin = html->size();
  std::size_t shown = 0;
  for (; shown < pages.size() && context->HasRoom(*html); ++shown) {
    COPYDESK_ASSIGN_OR_RETURN(const auto document, context->texts->Document(*pages[shown]));
    PageItem item(shown, *document, *context, html);
    item.Write();
  }
  *html << "</section>\n";
  context->NoteTexts("pages", *html);
  if (const std::size_t all = context->report.pages.size(); shown < all) {
    context->left_out.push_back(absl::StrCat("of ", Counted(all, "page", "pages"), " ", WithThousands(shown),
                                             " are shown, those that tell a story twice first"));
  }
  return absl::OkStatus();
}

}  // namespace copydesk
