#include "store/text_codec.h"

#include <gtest/gtest.h>

#include <random>

namespace copydesk {
namespace {

TEST(TextCodec, TextsComeBackAsTheyWere) {
  std::mt19937_64 random(1);
  for (const std::size_t size : {0u, 1u, 5u, 300u, 5000u, 3000000u}) {
    std::string noise(size, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    std::string prose;
    while (prose.size() < size) prose += "the harbour was closed " + std::to_string(random() % 100) + " times\n";
    for (const std::string& text : {noise, prose, std::string(size, 'a')}) {
      const std::string packed = PackText(text);
      EXPECT_FALSE(packed.empty());
      EXPECT_LE(packed.size(), text.size() + 1);
      EXPECT_EQ(UnpackText(packed).value(), text);
    }
  }
  EXPECT_LT(PackText(std::string(10000, 'a')).size(), 100u);
}

TEST(TextCodec, OtherBytesAreDamage) {
  const std::string packed = PackText(std::string(10000, 'a') + "b");
  EXPECT_FALSE(UnpackText("").ok());
  EXPECT_FALSE(UnpackText("\x02" + packed.substr(1)).ok());
  for (std::size_t size = 1; size < packed.size(); ++size)
    EXPECT_FALSE(UnpackText(packed.substr(0, size)).ok()) << size;
  EXPECT_FALSE(UnpackText(packed + "x").ok());
  // A frame that says it holds 4 GiB less one byte, in a few bytes.
  EXPECT_FALSE(UnpackText(std::string("\x01\x28\xb5\x2f\xfd\xa0\xff\xff\xff\xff\x01\x00\x00", 13)).ok());
}

}  // namespace
}  // namespace copydesk
