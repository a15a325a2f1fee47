#include "text/paragraph_signs.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {
namespace {

// What signs are made of, whole and in parts, among other text.
constexpr std::string_view kPieces[] = {"AP Photo/",
                                        "photo",
                                        "(Photo",
                                        "Photo :",
                                        "photos by ",
                                        "photo via",
                                        "photography by",
                                        "Getty Images",
                                        "/getty",
                                        "/AFP",
                                        "afp/",
                                        "REUTERS/",
                                        "/Reuters",
                                        "/AP)",
                                        "EPA-EFE",
                                        "/epa/",
                                        "shutterstock",
                                        "image c",
                                        "opyright",
                                        "caption",
                                        "picture:",
                                        "picture by",
                                        "image:",
                                        "Foto: ",
                                        "foto von",
                                        "/dpa/",
                                        "Bild:",
                                        "crédits photo",
                                        "fotografía:",
                                        "фото:",
                                        "Фото:",
                                        "/ТАСС",
                                        "РИА Новости /",
                                        "图片来源",
                                        "图片：",
                                        "摄影",
                                        "图为",
                                        "写真：",
                                        "写真:",
                                        "撮影",
                                        "사진=",
                                        "사진:",
                                        "صورة:",
                                        "تصوير",
                                        "pic.twitter.com/x",
                                        "https://t.co/y",
                                        "ph",
                                        "p",
                                        ":",
                                        "/",
                                        " ",
                                        "\n",
                                        "\xd0",
                                        "\xe5\x9b",
                                        "t.co",
                                        "the pretty phone, "};

std::string RandomText(std::mt19937_64& random) {
  std::string text;
  for (std::size_t pieces = random() % 40; pieces > 0; --pieces) {
    const std::string_view piece = kPieces[random() % std::size(kPieces)];
    text += random() % 8 == 0 ? piece.substr(0, random() % (piece.size() + 1)) : piece;
    if (random() % 4 == 0) text.append(random() % 40, 'a');
  }
  return text;
}

TEST(ParagraphSigns, EqualThosePlainlyFoundOnEveryTarget) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    std::size_t found = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      std::mt19937_64 random(seed);
      const std::string text = RandomText(random);
      const std::vector<Sign> signs = FindSigns(text);
      ASSERT_EQ(signs, FindSignsPlainly(text)) << "seed " << seed;
      found += signs.size();
    }
    EXPECT_GT(found, 5000u);
  }
  hwy::SetSupportedTargetsForTest(0);
}

// At every place of a vector, and where a text ends.
TEST(ParagraphSigns, AtEveryPlace) {
  for (std::size_t before = 0; before < 140; ++before) {
    for (const std::size_t after : {0, 1, 2, 3, 40}) {
      const std::string text = std::string(before, 'x') + "Pool Photo" + std::string(after, 'x');
      const auto begin = static_cast<std::uint32_t>(before);
      EXPECT_EQ(FindSigns(text), (std::vector<Sign>{{.begin = begin, .end = begin + 10}})) << before << " " << after;
    }
  }
}

TEST(ParagraphSigns, NoneInNothing) {
  EXPECT_TRUE(FindSigns("").empty());
  EXPECT_TRUE(FindSigns("ph").empty());
}

}  // namespace
}  // namespace copydesk
