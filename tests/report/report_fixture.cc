#include "report/report_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "copydesk/compare.h"

namespace copydesk {
namespace {

using Json = nlohmann::json;

std::string ReadSample(const std::string& name) {
  std::ifstream file(std::string(COPYDESK_SOURCE_DIR "/samples/pages/") + name, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string StringOf(const Json& block, const char* field) {
  return block[field].is_string() ? block[field].get<std::string>() : std::string();
}

TextRange RangeOf(std::string_view text, const std::string& piece) {
  const std::size_t begin = text.find(piece);
  EXPECT_NE(begin, std::string_view::npos) << piece;
  return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(begin + piece.size())};
}

// `range` without what lies in one of `holes`, which ascend.
std::vector<TextRange> Without(TextRange range, const std::vector<TextRange>& holes) {
  std::vector<TextRange> parts;
  for (const TextRange& hole : holes) {
    if (hole.end <= range.begin || hole.begin >= range.end) continue;
    if (hole.begin > range.begin) parts.push_back({.begin = range.begin, .end = hole.begin});
    range.begin = hole.end;
  }
  if (range.begin < range.end) parts.push_back(range);
  return parts;
}

BlockRole RoleFromName(const std::string& name) {
  for (const BlockRole role : {BlockRole::kMain, BlockRole::kRelated, BlockRole::kDigestItem, BlockRole::kTeaser}) {
    if (name == BlockRoleName(role)) return role;
  }
  return BlockRole::kFurniture;
}

std::uint32_t WordsIn(std::string_view text, const std::vector<TextRange>& parts) {
  std::uint32_t words = 0;
  for (const TextRange& part : parts) {
    std::istringstream stream{std::string(text.substr(part.begin, part.end - part.begin))};
    for (std::string word; stream >> word;) ++words;
  }
  return words;
}

}  // namespace

void ReportFixture::AddPage(const std::string& name, const std::vector<SharedTerm>& terms) {
  const std::string stem = name.substr(0, name.rfind('.'));
  const Json truth = Json::parse(ReadSample(stem + ".truth.json"));
  ReportedDocument document;
  document.text = ReadSample(name);
  document.view.name = name;
  std::vector<TextRange> furniture;
  for (const Json& piece : truth["furniture"]) furniture.push_back(RangeOf(document.text, piece.get<std::string>()));
  std::sort(furniture.begin(), furniture.end(),
            [](const TextRange& x, const TextRange& y) { return x.begin < y.begin; });
  for (const Json& entry : truth["blocks"]) {
    Block block{.name = entry["block"], .role = RoleFromName(entry["role"])};
    if (const std::size_t dot = block.name.find('.'); dot != std::string::npos)
      block.parent = block.name.substr(0, dot);
    block.title = StringOf(entry, "title");
    block.source = StringOf(entry, "source");
    block.age = StringOf(entry, "age");
    block.credit = StringOf(entry, "credit");
    const TextRange body{.begin = RangeOf(document.text, entry["begins"]).begin,
                         .end = RangeOf(document.text, entry["ends"]).end};
    block.parts = Without(body, furniture);
    block.words = WordsIn(document.text, block.parts);
    document.view.blocks.push_back(block);
  }
  Block site{.name = "f", .role = BlockRole::kFurniture, .parts = furniture};
  site.words = WordsIn(document.text, furniture);
  document.view.blocks.push_back(site);
  document.view.metadata.url = "https://reader.example/" + name;
  for (const Json& pair : truth["stories"]) {
    Story story{.name = "s-" + stem + "-" + pair[0].get<std::string>(), .terms = terms};
    story.centre = {.document = name, .block = pair[0]};
    story.members = {{.block = story.centre}, {.block = {.document = name, .block = pair[1]}, .score = 0.97}};
    stories.push_back(story);
  }
  pages.push_back(name);
  documents.emplace(name, std::move(document));
}

void ReportFixture::AddArticle(const std::string& id, const std::string& source, const std::string& title,
                               const std::string& text) {
  ReportedDocument document;
  document.text = text;
  document.view.name = id;
  document.view.metadata = {
      .id = id, .url = "https://example.org/" + id, .source = source, .published = "2026-03-03T13:05:00+01:00"};
  document.view.metadata.title = title;
  document.view.blocks = {{.parts = {{.begin = 0, .end = static_cast<std::uint32_t>(text.size())}}}};
  documents.emplace(id, std::move(document));
}

void ReportFixture::Compare(const std::string& a, const std::string& b) {
  const absl::StatusOr<Comparison> comparison = CompareTexts(documents.at(a).text, documents.at(b).text);
  ASSERT_TRUE(comparison.ok());
  if (comparison->relation == Relation::kNone) return;
  ASSERT_LT(a, b);
  matches.push_back(
      {.a = {.document = a, .block = "0"}, .b = {.document = b, .block = "0"}, .comparison = *comparison});
}

HtmlReport ReportFixture::Report(Evidence evidence) {
  std::sort(matches.begin(), matches.end(),
            [](const Match& x, const Match& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  clusters = ClusterMatches(matches);
  summary.documents = documents.size();
  list.emplace(matches);
  EXPECT_TRUE(CountMatches(*list, &summary).ok());
  summary.clusters = clusters.size();
  for (const auto& [name, document] : documents) summary.added.text_bytes += document.text.size();
  for (const Cluster& cluster : clusters) summary.clustered_blocks += cluster.members.size();
  return {.summary = &summary,
          .matches = &*list,
          .clusters = clusters,
          .stories = stories,
          .pages = pages,
          .load = [this](std::string_view name) -> absl::StatusOr<ReportedDocument> {
            const auto found = documents.find(name);
            if (found == documents.end()) return absl::NotFoundError(std::string(name));
            return found->second;
          },
          .evidence = evidence};
}

ReportFixture SampleReport() {
  ReportFixture fixture;
  fixture.AddPage("en-digest.txt", {{"Marrow", 6.1},
                                    {"Belle", 6.1},
                                    {"Greywater", 5.8},
                                    {"Saltmere", 4.9},
                                    {"Skelder", 4.7},
                                    {"212", 3.9},
                                    {"tugs", 2.2},
                                    {"rope", 1.4}});
  fixture.AddPage("de-digest.txt", {{"Fähre", 5.1}, {"Hafen", 3.2}});
  fixture.AddPage("zh-digest.txt", {{"渡轮", 4.4}, {"港口", 3.1}});
  fixture.AddPage("fr-puces.txt", {{"train", 3.3}, {"gare", 2.8}});

  const std::string bridge =
      "The Ansel Bridge, the only road link between Port Elder and the southern islands, was closed to all traffic on "
      "Tuesday after engineers found that three days of gales had loosened two of the steel hangers that carry its "
      "eastern deck.\n\nInspectors noticed the damage shortly before dawn, when a maintenance crew climbed the eastern "
      "tower to clear ice from the navigation lamps. Police turned back the first commuters, and by midday a queue of "
      "lorries stretched four kilometres along the coast road.\n\n";
  const std::string clamps =
      "The roads office said temporary clamps would be fitted as soon as the wind dropped below forty kilometres an "
      "hour, and that the bridge might open to cars, though not to lorries, by the end of the week.";
  fixture.AddArticle("bridge-1", "Meridian Wire", "Gales force closure of Ansel Bridge", bridge + clamps);
  fixture.AddArticle("bridge-2", "Harbour Reader", "Bridge shut: islands cut off",
                     "PORT ELDER (Meridian Wire) - " + bridge + "Ferries were full by noon. " + clamps);
  fixture.AddArticle("bridge-3", "Saltmere Gazette", "Gales force closure of Ansel Bridge", bridge + clamps);
  fixture.AddArticle("bridge-4", "Tolvane Post", "In brief",
                     "Corrand mint runs out of small coins, and nobody knows where they went. " + clamps +
                         " A hen was found on the night train.");
  const std::string arabic =
      "أعلنت سلطات ميناء الدر يوم الثلاثاء إغلاق جسر أنسل أمام حركة المرور بعد أن اكتشف المهندسون أن ثلاثة أيام من "
      "الرياح الشديدة أضعفت اثنين من الحبال الفولاذية التي تحمل الطرف الشرقي من الجسر، وقالت الشرطة إن طابورا من "
      "الشاحنات امتد أربعة كيلومترات على طريق الساحل قبل الظهر.";
  fixture.AddArticle("جسر-1", "صحيفة الميناء", "إغلاق جسر أنسل بسبب الرياح", arabic);
  fixture.AddArticle("جسر-2", "بريد تولفان", "جسر أنسل مغلق أمام الشاحنات",
                     arabic + " وقد امتلأت العبارات (ferry 7) ظهرا.");
  fixture.Compare("bridge-1", "bridge-2");
  fixture.Compare("bridge-1", "bridge-3");
  fixture.Compare("bridge-1", "bridge-4");
  fixture.Compare("bridge-2", "bridge-3");
  fixture.Compare("bridge-2", "bridge-4");
  fixture.Compare("bridge-3", "bridge-4");
  fixture.Compare("جسر-1", "جسر-2");
  fixture.summary.matching.incomplete_buckets = 2;
  fixture.summary.configuration = "made by hand";
  return fixture;
}

}  // namespace copydesk
