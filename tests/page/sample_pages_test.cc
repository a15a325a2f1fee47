// samples/pages against their truth: roles, titles, sources, ages, credits, the borders of texts, furniture.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "page/page_testing.h"
#include "page/words.h"

namespace copydesk {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

class SamplePage : public testing::TestWithParam<const char*> {};

TEST_P(SamplePage, IsSplitAsItsTruthSays) {
  const std::string folder = COPYDESK_SOURCE_DIR "/samples/pages/";
  const std::string name = GetParam();
  const nlohmann::json truth =
      nlohmann::json::parse(ReadFile(folder + name.substr(0, name.rfind('.')) + ".truth.json"));
  const std::string text = ReadFile(folder + name);
  const Page page = name.ends_with(".html") ? SplitHtmlPage(text) : SplitTextPage(text);
  std::vector<const Block*> blocks;
  for (const Block& block : page.blocks) {
    if (block.role != BlockRole::kFurniture) blocks.push_back(&block);
  }
  std::size_t next = 0;
  for (const nlohmann::json& expected : truth["blocks"]) {
    if (expected["role"] == "furniture") continue;
    ASSERT_LT(next, blocks.size()) << expected;
    const Block& block = *blocks[next++];
    const auto value = [&](const char* field) {
      return expected[field].is_null() ? std::string() : Collapse(expected[field].get<std::string>());
    };
    EXPECT_EQ(BlockRoleName(block.role), value("role")) << block.name;
    EXPECT_TRUE(block.title.starts_with(value("title"))) << block.name << ": " << block.title;
    EXPECT_EQ(block.source, value("source")) << block.name;
    EXPECT_EQ(Collapse(block.age), value("age")) << block.name;
    EXPECT_EQ(block.credit, value("credit")) << block.name;
    const std::string body = TextOf(page, block.name);
    EXPECT_NE(body.find(value("begins")), std::string::npos)
        << block.name << " begins otherwise: " << body.substr(0, 80);
    // A caption may follow: counted in or out, both are right.
    const std::size_t end = body.rfind(value("ends"));
    EXPECT_TRUE(end != std::string::npos && body.size() - end - value("ends").size() <= 60)
        << block.name << " ends otherwise: " << body.substr(body.size() - std::min<std::size_t>(body.size(), 80));
  }
  EXPECT_EQ(next, blocks.size());
  for (const nlohmann::json& passage : truth["furniture"]) {
    for (const Block* const block : blocks) {
      EXPECT_EQ(TextOf(page, block->name).find(Collapse(passage.get<std::string>())), std::string::npos)
          << block->name << " holds the furniture " << passage;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, SamplePage,
                         testing::Values("en-digest.txt", "de-digest.txt", "zh-digest.txt", "fr-puces.txt",
                                         "en-article.html", "ru-article.html", "ar-article.html", "en-home.html"),
                         [](const testing::TestParamInfo<const char*>& page) {
                           std::string name = page.param;
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace copydesk
