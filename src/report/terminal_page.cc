#include "copydesk/terminal_page.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "copydesk/report.h"
#include "report/columns.h"
#include "report/percent.h"

namespace copydesk {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kBlockNameWidth = 6;
constexpr std::size_t kRoleWidth = 12;
constexpr std::size_t kTitleWidth = 60;
constexpr std::size_t kFurnitureWidth = 90;
constexpr std::size_t kShownFurniture = 40;  // passages
constexpr std::size_t kMatchTerms = 8;
constexpr std::size_t kShownPairs = 10;

// A story with the page's blocks in it, by name.
struct PageStory {
  const Story* story = nullptr;
  std::vector<std::string> blocks;
};

// "A" to "Z", then "27" and so on.
std::string Label(std::size_t i) { return i < 26 ? std::string(1, static_cast<char>('A' + i)) : absl::StrCat(i + 1); }

std::vector<PageStory> StoriesOf(const DocumentView& page, const Stories& stories, const Clusters& clusters) {
  std::map<std::string, const Cluster*> by_name;
  for (const Cluster& cluster : clusters) by_name.emplace(cluster.name, &cluster);
  std::vector<PageStory> found;
  for (const Story& story : stories) {
    PageStory of_page{.story = &story, .blocks = {}};
    const auto add = [&](const BlockName& name) {
      if (name.document == page.name) of_page.blocks.push_back(name.block);
    };
    for (const StoryMember& member : story.members) {
      const auto cluster = by_name.find(member.cluster);
      if (member.cluster.empty() || cluster == by_name.end()) {
        add(member.block);
      } else {
        for (const ClusterMember& copy : cluster->second->members) add(copy.block);
      }
    }
    if (of_page.blocks.size() >= 2) found.push_back(std::move(of_page));
  }
  const auto place = [&](const PageStory& story) {
    return std::find_if(page.blocks.begin(), page.blocks.end(), [&](const Block& block) {
      return std::find(story.blocks.begin(), story.blocks.end(), block.name) != story.blocks.end();
    });
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const PageStory& x, const PageStory& y) { return place(x) < place(y); });
  return found;
}

std::string FirstWords(const Block& block, std::string_view text) {
  if (block.parts.empty()) return {};
  const TextRange part = block.parts.front();
  return std::string(text.substr(std::min<std::size_t>(part.begin, text.size()), part.end - part.begin));
}

std::string TitleOf(const Block& block, std::string_view text) {
  return block.title.empty() ? FirstWords(block, text) : block.title;
}

std::string BlockLine(const Block& block, std::string_view text, const std::string& label) {
  const std::string indent = block.parent.empty() ? "" : "  ";
  std::string line =
      absl::StrCat("  ", Padded(Printable(indent + block.name, kBlockNameWidth), kBlockNameWidth), " ",
                   Padded(std::string(BlockRoleName(block.role)), kRoleWidth), " ", Padded(label, 2), " ");
  const std::string title = Printable(TitleOf(block, text), kTitleWidth);
  line += Padded(title, kTitleWidth);
  absl::StrAppend(&line, absl::StrFormat(" %6s words\n", WithThousands(block.words)));
  std::string about;
  for (const std::string& part : {block.source, block.age, block.credit.empty() ? "" : "credit " + block.credit}) {
    if (!part.empty()) absl::StrAppend(&about, about.empty() ? "" : ", ", Printable(part, kTitleWidth));
  }
  if (!about.empty()) line += std::string(kBlockNameWidth + kRoleWidth + 7, ' ') + Printable(about, 70) + "\n";
  return line;
}

// What the page says of its main article: who wrote it, and where and in which language it stands.
std::string About(const PageMetadata& page) {
  std::string lines;
  for (const auto& [label, value] :
       {std::pair("by", &page.byline), std::pair("dateline", &page.dateline), std::pair("language", &page.language),
        std::pair("canonical", &page.canonical_url)}) {
    if (!value->empty()) absl::StrAppend(&lines, "  ", label, " ", Printable(*value, kWidth - 12), "\n");
  }
  return lines;
}

const Block* Find(const DocumentView& page, const std::string& name) {
  const auto found =
      std::find_if(page.blocks.begin(), page.blocks.end(), [&](const Block& block) { return block.name == name; });
  return found == page.blocks.end() ? nullptr : &*found;
}

// The pairs of the story within the page, with their probability and terms.
std::string PairLines(const DocumentView& page, const PageStory& story, std::span<const Match> matches) {
  const auto in_story = [&](const BlockName& name) {
    return name.document == page.name &&
           std::find(story.blocks.begin(), story.blocks.end(), name.block) != story.blocks.end();
  };
  std::string lines;
  std::size_t pairs = 0;
  // Matches are sorted by a: those of the page stand together.
  auto match = std::lower_bound(matches.begin(), matches.end(), page.name,
                                [](const Match& m, const std::string& name) { return m.a.document < name; });
  for (; match != matches.end() && match->a.document == page.name; ++match) {
    if (!match->same_story.has_value() || !in_story(match->a) || !in_story(match->b)) continue;
    if (++pairs > kShownPairs) continue;
    std::string terms;
    for (std::size_t i = 0; i < std::min(match->terms.size(), kMatchTerms); ++i) {
      absl::StrAppend(&terms, i == 0 ? "" : " ", match->terms[i].word);
    }
    std::string line = absl::StrFormat("      %s and %s: %s likely the same, %s%s", Printable(match->a.block, 12),
                                       Printable(match->b.block, 12), Likely(*match->same_story),
                                       match->evidence.link ? "same link, " : "",
                                       match->comparison.relation == Relation::kNone
                                           ? "in other words"
                                           : absl::StrCat(ToAbsl(RelationName(match->comparison.relation)), " texts"));
    if (!terms.empty() || !match->evidence.link) line += "; both say ";
    line += Printable(terms, kWidth - std::min(kWidth, DisplayWidth(line)));
    lines += line + "\n";
  }
  if (pairs > kShownPairs) lines += absl::StrCat("      and ", pairs - kShownPairs, " more pairs\n");
  return lines;
}

std::string Furniture(const DocumentView& page, std::string_view text) {
  std::string lines;
  std::size_t passages = 0;
  std::uint64_t words = 0;
  for (const Block& block : page.blocks) {
    if (block.role != BlockRole::kFurniture) continue;
    words += block.words;
    if (++passages > kShownFurniture) continue;
    const std::string times = block.parts.size() > 1 ? absl::StrCat(" (", block.parts.size(), " times)") : "";
    absl::StrAppend(&lines, "    ", Printable(FirstWords(block, text), kFurnitureWidth - times.size()), times, "\n");
  }
  if (passages == 0) return {};
  if (passages > kShownFurniture) absl::StrAppend(&lines, "    and ", passages - kShownFurniture, " more\n");
  return absl::StrFormat("\n  Furniture, not compared: %s passages, %s words\n", WithThousands(passages),
                         WithThousands(words)) +
         lines;
}

}  // namespace

std::string TerminalPage(const DocumentView& page, std::string_view text, const Stories& stories,
                         const Clusters& clusters, std::span<const Match> matches) {
  const std::vector<PageStory> found = StoriesOf(page, stories, clusters);
  std::map<std::string, std::string> labels;
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const std::string& block : found[i].blocks) labels[block] = Label(i);
  }
  std::string result = Printable(page.name, kWidth) + "\n" + About(page.page);
  for (const Block& block : page.blocks) {
    if (block.role != BlockRole::kFurniture) result += BlockLine(block, text, labels[block.name]);
  }
  result += found.empty() ? "\n  No story appears in several blocks.\n" : "\n  Stories in several blocks:\n";
  for (std::size_t i = 0; i < found.size(); ++i) {
    absl::StrAppend(&result, "    ", Label(i), "  ", found[i].story->name, "\n");
    for (const std::string& name : found[i].blocks) {
      const Block* const block = Find(page, name);
      if (block == nullptr) continue;
      absl::StrAppend(&result, "      ", Padded(Printable(name, 12), kBlockNameWidth), " ",
                      Printable(TitleOf(*block, text), 80), "\n");
    }
    result += PairLines(page, found[i], matches);
  }
  return result + Furniture(page, text);
}

}  // namespace copydesk
