#include "text/mark_order.h"

#include <gtest/gtest.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <random>
#include <string>
#include <string_view>

#include "text/random_text.h"

namespace copydesk {
namespace {

std::string Normalise(const icu::Normalizer2& normalizer, const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer.normalizeUTF8(0, text, sink, nullptr, error);
  EXPECT_TRUE(U_SUCCESS(error));
  return out;
}

// Marks of many combining classes, composites of marks, spacing and enclosing ones, and some that vanish.
constexpr std::string_view kMarks[] = {"\u0301", "\u0323", "\u0308",     "\u0338", "\u0344", "\u0345",
                                       "\u0f73", "\u0f71", "\u20e3",     "\u093f", "\u094d", "\u3099",
                                       "\u034f", "\u200d", "\u05b0",     "\u0651", "\u031b", "\u0327",
                                       "\ufe0f", "\u0340", "\U0001d165", "\u09c7", "\u09be"};

TEST(OrderMarks, ChangesNoNormalForm) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  for (unsigned seed = 0; seed < 20000; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (unsigned n = random() % 12; n > 0; --n) {
      text += PickFrom(random() % 2 == 0 ? std::span<const std::string_view>(kMarks) : kOtherParts, random);
    }
    ASSERT_EQ(Normalise(*folding, OrderMarks(text, *folding)), Normalise(*folding, text)) << "seed " << seed;
  }
}

TEST(OrderMarks, Orders) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  EXPECT_EQ(OrderMarks("a\u0301\u200d\u0323b\u0301", *folding), "a\u0323\u0301b\u0301");
  EXPECT_EQ(OrderMarks("", *folding), "");
}

}  // namespace
}  // namespace copydesk
