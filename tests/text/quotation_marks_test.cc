#include "text/quotation_marks.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {
namespace {

constexpr std::string_view kPieces[] = {"“",    "”",
                                        "«",    "»",
                                        "‹",    "「",
                                        "』",   "''",
                                        "'",    "``",
                                        "`",    "\"",
                                        "‘",    "’",
                                        "…",    "—",
                                        "。",   "\xf3\xb0\x80\x80",
                                        "\xe2", "\x80",
                                        "\xc2", "\xab",
                                        "ö",    "字",
                                        "a",    "the old bridge is closed ",
                                        "\n",   " "};

TEST(QuotationMarks, EqualThosePlainlyFoundOnEveryTarget) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      std::mt19937_64 random(seed);
      std::string text;
      for (std::size_t pieces = random() % 60; pieces > 0; --pieces) text += kPieces[random() % std::size(kPieces)];
      if (random() % 2 == 0) text.append(random() % 100, 'x');
      ASSERT_EQ(FindQuotationMarks(text), FindQuotationMarksPlainly(text)) << "seed " << seed;
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(QuotationMarks, PairsOfSingleMarksOnly) {
  EXPECT_EQ(FindQuotationMarksPlainly("It's ''so'' `and` ``so''"), (std::vector<std::uint32_t>{5, 9, 18, 22}));
  EXPECT_EQ(FindQuotationMarksPlainly("'"), std::vector<std::uint32_t>());
}

TEST(QuotationMarks, AtEveryPlaceOfAVector) {
  for (std::uint32_t before = 0; before < 140; ++before) {
    for (const std::size_t after : {0, 1, 2, 40, 70}) {
      const std::string text = std::string(before, 'x') + "''" + std::string(after, 'x');
      EXPECT_EQ(FindQuotationMarks(text), std::vector<std::uint32_t>{before}) << after;
    }
  }
}

}  // namespace
}  // namespace copydesk
