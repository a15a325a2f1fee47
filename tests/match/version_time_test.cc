// When a version of a text appeared.
#include "match/version_time.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "copydesk/detector.h"

namespace copydesk {
namespace {

std::optional<std::int64_t> TimeOf(const Metadata& metadata) {
  absl::StatusOr<Detector> detector = Detector::Open({});
  EXPECT_TRUE(detector.ok());
  const Document document{.metadata = metadata, .text = "Barley that drinks the sea gives a first harvest."};
  EXPECT_TRUE(detector->Add({&document, 1}).ok());
  const absl::StatusOr<std::optional<std::int64_t>> time =
      VersionTime(detector->store(), {.document = metadata.id, .block = "0"});
  EXPECT_TRUE(time.ok()) << time.status().message();
  return time.value_or(std::nullopt);
}

TEST(VersionTimeTest, TheTimeOfAnUpdateCountsBeforeThatOfTheFirstText) {
  EXPECT_EQ(TimeOf({.id = "a", .published = "1970-01-01T00:01", .modified = "1970-01-01T00:02"}), 120);
  EXPECT_EQ(TimeOf({.id = "a", .published = "1970-01-01T00:01", .seen = "1970-01-01T00:03"}), 60);
  EXPECT_EQ(TimeOf({.id = "a", .seen = "1970-01-01T00:03"}), 180);
}

TEST(VersionTimeTest, WhatCannotBeReadIsPassedOver) {
  EXPECT_EQ(TimeOf({.id = "a", .published = "1970-01-01T00:01", .modified = "last week"}), 60);
  EXPECT_EQ(TimeOf({.id = "a", .published = "yesterday"}), std::nullopt);
  EXPECT_EQ(TimeOf({.id = "a"}), std::nullopt);
}

TEST(VersionTimeTest, AnUnknownBlockIsNotFound) {
  absl::StatusOr<Detector> detector = Detector::Open({});
  ASSERT_TRUE(detector.ok());
  const Document document{.metadata = {.id = "a"}, .text = "Barley."};
  ASSERT_TRUE(detector->Add({&document, 1}).ok());
  EXPECT_TRUE(absl::IsNotFound(VersionTime(detector->store(), {.document = "a", .block = "7"}).status()));
  EXPECT_TRUE(absl::IsNotFound(VersionTime(detector->store(), {.document = "b", .block = "0"}).status()));
}

}  // namespace
}  // namespace copydesk
