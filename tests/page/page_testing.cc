#include "page/page_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "page/words.h"
#include "testing/random_text.h"

namespace copydesk {
namespace {

Page SplitAs(std::string_view text, ContentType type) {
  Document document;
  document.metadata.id = "page";
  document.text = text;
  document.type = type;
  absl::StatusOr<Page> page = SplitPage(document);
  EXPECT_TRUE(page.ok()) << page.status();
  if (!page.ok()) return {};
  CheckInvariants(*page);
  return *std::move(page);
}

}  // namespace

std::string Prose(std::size_t first, std::size_t words) {
  const Words all = DistinctWords(first, words);
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::string word = all[i];
    if (i % 10 == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    absl::StrAppend(&text, i == 0 ? "" : i % 10 == 0 ? ". " : " ", word);
  }
  return text + ".";
}

std::string AggregatorPage() {
  return absl::StrCat(
      "Harbour plan goes to a vote\n", Prose(0, 60), "\n", Prose(100, 40), "\nTags\nAsk our desk\nComments\n",
      "Nothing here yet.\nRelated Articles\n\n", "Post\n10 minutes ago\n- Post\nThree stories you may have missed\n",
      "Sign up now: get the letter every day A view of the pier on Monday. Ferry stops in fog The ferry to Marrow was ",
      "halted by fog on Monday, and forty people slept aboard. READ MORE HERE Mill burns down A mill in Tarn burned "
      "down ",
      "on Tuesday and nobody was hurt, the fire service said. Most read World Why bridges hum at night Sport Rovers "
      "lose ",
      "their keeper Sport Swimmers find the pool dry Sport Umpire apologises to the duck in the rain The owner of the "
      "mill ",
      "means to build it again in stone, with a slate roof. READ MORE HERE Otters return at last A pair of otters was "
      "seen on "
      "the ",
      "river Teasel for the first time in thirty years.\n\n",
      "Gazette\nan hour ago\n- Gazette\nOrchards hope for frost\nSign up now: get the letter every day ",
      Prose(300, 50), " WIRE SERVICE\n\n",
      "Post\n3 hours ago\n- Post\nWho found the bell?\nSign up now: get the letter every day ", Prose(400, 50),
      " PHOTO: WIRE SERVICE\n");
}

Page SplitTextPage(std::string_view text) { return SplitAs(text, ContentType::kText); }
Page SplitHtmlPage(std::string_view html) { return SplitAs(html, ContentType::kHtml); }

std::vector<std::string> Outline(const Page& page) {
  std::vector<std::string> lines;
  for (const Block& block : page.blocks) {
    if (block.role == BlockRole::kFurniture) continue;
    lines.push_back(absl::StrCat(block.name, " ", ToAbsl(BlockRoleName(block.role)), " [", block.title, "] ",
                                 block.source, " | ", block.age, " | ", block.credit));
  }
  return lines;
}

std::string TextOf(const Page& page, std::string_view name) {
  std::string text;
  for (const Block& block : page.blocks) {
    if (block.name != name) continue;
    for (const TextRange& part : block.parts)
      absl::StrAppend(&text, text.empty() ? "" : " / ", Collapse(Slice(page.text, part)));
  }
  return text;
}

std::vector<std::string> FurnitureOf(const Page& page) {
  std::vector<std::string> texts;
  for (const Block& block : page.blocks) {
    if (block.role == BlockRole::kFurniture) texts.push_back(Collapse(Slice(page.text, block.parts.front())));
  }
  return texts;
}

void CheckInvariants(const Page& page) {
  std::set<std::string> names;
  std::vector<TextRange> furniture;
  std::vector<TextRange> others;
  for (const Block& block : page.blocks) {
    EXPECT_TRUE(names.insert(block.name).second) << block.name << " stands twice";
    EXPECT_TRUE(block.parent.empty() || names.contains(block.parent)) << block.name << " comes before its parent";
    std::uint32_t end = 0;
    for (const TextRange& part : block.parts) {
      EXPECT_LE(end, part.begin) << block.name;
      EXPECT_TRUE(part.begin < part.end || page.text.empty()) << block.name;
      EXPECT_LE(part.end, page.text.size()) << block.name;
      end = part.end;
      (block.role == BlockRole::kFurniture ? furniture : others).push_back(part);
    }
    EXPECT_TRUE(block.source_parts.empty() || block.source_parts.size() == block.parts.size()) << block.name;
  }
  for (const TextRange& f : furniture) {
    for (const TextRange& o : others) {
      EXPECT_TRUE(f.end <= o.begin || o.end <= f.begin) << "furniture in a block: " << Slice(page.text, f);
    }
  }
}

}  // namespace copydesk
