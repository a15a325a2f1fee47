#include "dedup/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace copydesk {
namespace {

using testing::HasSubstr;

CertificateLine SomeLine() {
  CertificateLine line;
  line.removed = {.document = "b", .locator = {"in/b.jsonl", 3, 120, 88}, .block = "", .parts = {}};
  line.kept = {.document = "a", .locator = {"in/a.jsonl", 1, 0, 91}, .block = "", .parts = {}};
  line.relation = Relation::kNear;
  line.score = 0.91;
  return line;
}

TEST(CertificateTest, Golden) {
  EXPECT_EQ(CertificateJson(SomeLine()),
            R"({"removed":{"document":"b","file":"in/b.jsonl","line":3,"offset":120,"length":88},)"
            R"("kept":{"document":"a","file":"in/a.jsonl","line":1,"offset":0,"length":91},)"
            R"("relation":"near","score":0.91})");
  CertificateLine part = SomeLine();
  part.removed.parts = {{2, 5}, {9, 12}};
  part.kept.parts = {{0, 6}};
  part.kept.block = "1";
  part.relation = Relation::kExact;
  part.score = 1;
  part.tokens = 4;
  EXPECT_EQ(
      CertificateJson(part),
      R"({"removed":{"document":"b","file":"in/b.jsonl","line":3,"offset":120,"length":88,"parts":[[2,5],[9,12]]},)"
      R"("kept":{"document":"a","block":"1","file":"in/a.jsonl","line":1,"offset":0,"length":91,"parts":[[0,6]]},)"
      R"("relation":"exact","score":1.0,"tokens":4})");
}

TEST(CertificateTest, ComesBack) {
  CertificateLine line = SomeLine();
  EXPECT_EQ(ParseCertificateLine(CertificateJson(line)).value(), line);
  line.removed.parts = {{2, 5}};
  line.kept.parts = {{0, 3}};
  line.tokens = 1;
  line.reason = RemovalReason::kContamination;
  line.kept.locator = {"bench.jsonl", 0, 0, 0};
  EXPECT_EQ(ParseCertificateLine(CertificateJson(line)).value(), line);
  line.reason = RemovalReason::kStored;
  EXPECT_EQ(ParseCertificateLine(CertificateJson(line)).value(), line);
}

TEST(CertificateTest, WhatIsNoLineIsRefused) {
  const auto error = [](std::string_view json) { return std::string(ParseCertificateLine(json).status().message()); };
  EXPECT_THAT(error("{"), HasSubstr("malformed"));
  EXPECT_THAT(error("[]"), HasSubstr("no object"));
  EXPECT_THAT(error(R"({"removed":{"document":"x"},"kept":{"document":"y"},"relation":"akin","score":1})"),
              HasSubstr("relation"));
  EXPECT_THAT(error(R"({"removed":{"document":"x"},"kept":{"document":"y"},"relation":"near","score":1.5})"),
              HasSubstr("score"));
  EXPECT_THAT(error(R"({"removed":{"document":"x","parts":[[5,2]]},"kept":{},"relation":"near","score":1})"),
              HasSubstr("parts"));
  EXPECT_THAT(error(R"({"removed":{"document":"x","parts":[[0,3],[2,4]]},"kept":{},"relation":"near","score":1})"),
              HasSubstr("parts"));
  EXPECT_THAT(error(R"({"removed":{"document":"x","parts":[[0,4294967296]]},"kept":{},"relation":"near","score":1})"),
              HasSubstr("parts"));
  EXPECT_THAT(error(R"({"removed":{"document":7},"kept":{"document":"y"},"relation":"near","score":1})"),
              HasSubstr("document"));
}

TEST(CertificateTest, OddNamesAreReadAsTheyArePrinted) {
  CertificateLine line = SomeLine();
  line.removed.document = "caf\xe9\n\"";
  EXPECT_EQ(ParseCertificateLine(CertificateJson(line))->removed.document, AsPrinted(line.removed.document));
  EXPECT_EQ(AsPrinted("plain"), "plain");
  EXPECT_EQ(AsPrinted("\xff"), "\xef\xbf\xbd");
}

TEST(CertificateTest, PartsStayApart) {
  EXPECT_EQ(TextOfParts("one two three", {{0, 3}, {8, 13}}), "one\nthree\n");
  EXPECT_EQ(TextOfParts("one", {{7, 9}}), "\n");
}

}  // namespace
}  // namespace copydesk
