#include "store/meta_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "base/coding.h"
#include "base/hash.h"
#include "store/store_testing.h"

namespace copydesk {
namespace {

using ::testing::HasSubstr;

IdentityRecord Record() {
  return {.identity = {.config = TestConfig(), .bands = TestBands(), .keep_text = true},
          .line = TestConfig().Describe()};
}

std::string Raw(std::string_view line, std::uint64_t fingerprint, const std::vector<std::uint64_t>& fields, char text) {
  std::string bytes;
  PutVarint(&bytes, kStoreFormatVersion);
  PutString(&bytes, line);
  PutFixed64(&bytes, fingerprint);
  for (const std::uint64_t field : fields) PutVarint(&bytes, field);
  bytes.push_back(text);
  return bytes;
}

TEST(MetaCodec, GoldenBytes) {
  IdentityRecord record = Record();
  record.line = "abc";
  EXPECT_EQ(absl::BytesToHexString(EncodeIdentity(record)),
            "06"
            "03616263"
            "50392f89945faf78"
            "05"
            "40"
            "06"
            "0f"
            "10"
            "04"
            "01");
  EXPECT_EQ(absl::BytesToHexString(EncodeCounter(0x0102030405060708)), "0807060504030201");
  EXPECT_EQ(absl::BytesToHexString(EncodeMatched({.end = 300, .settings = "ab"})), "ac02026162");
}

TEST(MetaCodec, RoundTrips) {
  IdentityRecord record = Record();
  record.identity.keep_text = false;
  const IdentityRecord decoded = DecodeIdentity(EncodeIdentity(record)).value();
  EXPECT_EQ(decoded.line, record.line);
  EXPECT_EQ(decoded.identity.config, record.identity.config);
  EXPECT_EQ(decoded.identity.bands.bands, 16);
  EXPECT_EQ(decoded.identity.bands.rows, 4);
  EXPECT_FALSE(decoded.identity.keep_text);
  EXPECT_EQ(DecodeCounter(EncodeCounter(77)).value(), 77u);
}

TEST(MetaCodec, EveryTruncationAndExtensionIsRefused) {
  const std::string bytes = EncodeIdentity(Record());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeIdentity(bytes.substr(0, size)).status().code(), absl::StatusCode::kDataLoss) << size;
  }
  EXPECT_EQ(DecodeIdentity(bytes + '\0').status().code(), absl::StatusCode::kDataLoss);
  for (std::size_t size = 0; size < 12; ++size) {
    EXPECT_EQ(DecodeCounter(std::string(size, '\1')).ok(), size == 8) << size;
  }
}

TEST(MetaCodec, AnotherFormatVersionIsNamed) {
  std::string bytes = EncodeIdentity(Record());
  bytes[0] = 9;
  const absl::Status status = DecodeIdentity(bytes).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("version 9; this program reads version 6"));
}

TEST(MetaCodec, ModelRecordsRoundTrip) {
  const ModelRecord record{.version = 300, .sections = {{"ab", 0}, {"b", 200}}};
  const std::string bytes = EncodeModelRecord(record);
  EXPECT_EQ(absl::BytesToHexString(bytes),
            "ac02"
            "02"
            "02616200"
            "0162c801");
  EXPECT_EQ(DecodeModelRecord(bytes).value(), record);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeModelRecord(bytes.substr(0, size)).status().code(), absl::StatusCode::kDataLoss) << size;
  }
  for (const ModelRecord& wrong :
       {ModelRecord{.version = 0, .sections = {}}, ModelRecord{.version = 1, .sections = {{"b", 1}, {"a", 1}}},
        ModelRecord{.version = 1, .sections = {{"a", 1}, {"a", 1}}}, ModelRecord{.version = 1, .sections = {{"A", 1}}},
        ModelRecord{.version = 1, .sections = {{"", 1}}}}) {
    EXPECT_EQ(DecodeModelRecord(EncodeModelRecord(wrong)).status().code(), absl::StatusCode::kDataLoss);
  }
  EXPECT_EQ(DecodeModelRecord(bytes + '\0').status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(DecodeModelRecord("\1\xff\xff\xff\xff\xff\xff\xff\xff\x01").status().code(), absl::StatusCode::kDataLoss);
}

TEST(MetaCodec, DamageIsRefused) {
  const std::string line = TestConfig().Describe();
  const std::vector<std::uint64_t> fields = {5, 64, 6, 20, 16, 4};
  ASSERT_TRUE(DecodeIdentity(Raw(line, Hash64(line), fields, 1)).ok());
  EXPECT_EQ(DecodeIdentity(Raw(line, Hash64(line) + 1, fields, 1)).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(DecodeIdentity(Raw(line, Hash64(line), fields, 2)).status().code(), absl::StatusCode::kDataLoss);
  for (std::size_t field = 0; field < fields.size(); ++field) {
    for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{65536}, std::uint64_t{1} << 40}) {
      std::vector<std::uint64_t> changed = fields;
      changed[field] = value;
      EXPECT_EQ(DecodeIdentity(Raw(line, Hash64(line), changed, 1)).status().code(), absl::StatusCode::kDataLoss)
          << field << ' ' << value;
    }
  }
}

TEST(MetaCodec, BandPlansMustFitTheBins) {
  EXPECT_TRUE(CheckBandPlan({.bands = 64, .rows = 1}, 64).ok());
  EXPECT_TRUE(CheckBandPlan({.bands = 1, .rows = 64}, 64).ok());
  EXPECT_FALSE(CheckBandPlan({.bands = 33, .rows = 2}, 64).ok());
  EXPECT_FALSE(CheckBandPlan({.bands = 0, .rows = 2}, 64).ok());
  EXPECT_FALSE(CheckBandPlan({.bands = 2, .rows = 0}, 64).ok());
  EXPECT_FALSE(CheckBandPlan({.bands = 2147483647, .rows = 2147483647}, 64).ok());
}

}  // namespace
}  // namespace copydesk
