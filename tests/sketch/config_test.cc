#include "copydesk/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <vector>

#include "base/hash.h"

namespace copydesk {
namespace {

using testing::HasSubstr;

struct Field {
  const char* name;
  int SketchConfig::*member;
  int low;
  int high;
  int other;  // a valid value that is not the default
};

const std::vector<Field>& Fields() {
  static const std::vector<Field> kFields = {
      {"shingle", &SketchConfig::shingle, 2, 32, 6},
      {"bins", &SketchConfig::bins, 64, 1024, 128},
      {"fingerprint_shingle", &SketchConfig::fingerprint_shingle, 2, 32, 5},
      {"max_window", &SketchConfig::max_window, 1, 64, 19},
  };
  return kFields;
}

TEST(SketchConfig, DefaultIsValid) { EXPECT_TRUE(SketchConfig().Validate().ok()); }

TEST(SketchConfig, RangesIncludeTheirEnds) {
  for (const Field& field : Fields()) {
    for (const int value : {field.low, field.high, field.other}) {
      SketchConfig config;
      config.*field.member = value;
      EXPECT_TRUE(config.Validate().ok()) << field.name << " " << value;
    }
  }
}

TEST(SketchConfig, MessagesNameFieldValueAndRange) {
  for (const Field& field : Fields()) {
    for (const int value :
         {field.low - 1, field.high + 1, -1, 0, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}) {
      SketchConfig config;
      config.*field.member = value;
      const absl::Status status = config.Validate();
      ASSERT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << field.name << " " << value;
      const std::string message(status.message());
      EXPECT_THAT(message, testing::StartsWith(std::string(field.name) + " is " + std::to_string(value)));
      EXPECT_THAT(message, HasSubstr(std::to_string(field.low)));
      EXPECT_THAT(message, HasSubstr(std::to_string(field.high)));
    }
  }
}

TEST(SketchConfig, BinsAreAPowerOfTwo) {
  for (int bins = 64; bins <= 1024; ++bins) {
    SketchConfig config;
    config.bins = bins;
    const bool is_power = (bins & (bins - 1)) == 0;
    const absl::Status status = config.Validate();
    ASSERT_EQ(status.ok(), is_power) << bins;
    if (is_power) continue;
    EXPECT_THAT(std::string(status.message()), HasSubstr("power of two from 64 to 1024"));
  }
}

TEST(SketchConfig, EachFieldChangesTheFingerprint) {
  std::set<std::uint64_t> fingerprints = {SketchConfig().Fingerprint()};
  for (const Field& field : Fields()) {
    SketchConfig config;
    config.*field.member = field.other;
    EXPECT_TRUE(fingerprints.insert(config.Fingerprint()).second) << field.name;
  }
  EXPECT_EQ(SketchConfig().Fingerprint(), Hash64(SketchConfig().Describe()));
}

// Stores are refused by this line: whoever changes it makes every store of before unreadable.
TEST(SketchConfig, DescriptionIsFixed) {
  EXPECT_EQ(
      SketchConfig().Describe(),
      "signature=1 unicode=15.0 words=1 look-alikes=1 word-hash=aes-1 shingle-hash=1 background=2 terms=3 shingle=5 "
      "bins=256 bits=8 fingerprint-shingle=6 max-window=15");
}

}  // namespace
}  // namespace copydesk
