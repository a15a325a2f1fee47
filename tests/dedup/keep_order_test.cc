#include "dedup/keep_order.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace copydesk {
namespace {

std::uint64_t OrderOf(KeepPolicy policy, const Document& document, std::string_view field = "") {
  DedupOptions options;
  options.keep = policy;
  options.keep_sources = {"AP", "Reuters"};
  return KeepOrder(options, document, field);
}

Document Published(const std::string& time) {
  Document document;
  document.metadata.published = time;
  return document;
}

TEST(KeepOrderTest, EarliestIsByTime) {
  const auto order = [](const std::string& time) { return OrderOf(KeepPolicy::kEarliest, Published(time)); };
  EXPECT_LT(order("1955-01-01"), order("2020-05-01"));
  EXPECT_LT(order("2020-05-01T10:00:00+02:00"), order("2020-05-01T09:00:00Z"));
  EXPECT_LT(order("2020-05-01"), order(""));
  EXPECT_EQ(order("yesterday"), order(""));
}

TEST(KeepOrderTest, SeenIsNoTimeOfPublication) {
  Document document;
  document.metadata.seen = "2001-01-01";
  EXPECT_EQ(OrderOf(KeepPolicy::kEarliest, document), OrderOf(KeepPolicy::kEarliest, Document()));
}

TEST(KeepOrderTest, LongestIsByBytes) {
  Document shorter;
  shorter.text = "short";
  Document longer;
  longer.text = "longer";
  EXPECT_LT(OrderOf(KeepPolicy::kLongest, longer), OrderOf(KeepPolicy::kLongest, shorter));
}

TEST(KeepOrderTest, FieldIsByFallingNumber) {
  const std::vector<std::string> falling = {"inf", "1e300", "17.5", "3", "0.001", "0", "-0.5", "-3", "-1e300", ""};
  for (std::size_t i = 1; i < falling.size(); ++i) {
    EXPECT_LT(OrderOf(KeepPolicy::kField, {}, falling[i - 1]), OrderOf(KeepPolicy::kField, {}, falling[i]))
        << falling[i - 1] << " and " << falling[i];
  }
  EXPECT_EQ(OrderOf(KeepPolicy::kField, {}, "-0"), OrderOf(KeepPolicy::kField, {}, "0"));
  EXPECT_EQ(OrderOf(KeepPolicy::kField, {}, "many"), OrderOf(KeepPolicy::kField, {}, ""));
  EXPECT_EQ(OrderOf(KeepPolicy::kField, {}, "nan"), OrderOf(KeepPolicy::kField, {}, ""));
}

TEST(KeepOrderTest, SourceIsByTheList) {
  const auto order = [](const std::string& source) {
    Document document;
    document.metadata.source = source;
    return OrderOf(KeepPolicy::kSource, document);
  };
  EXPECT_LT(order("AP"), order("Reuters"));
  EXPECT_LT(order("Reuters"), order("Gazette"));
  EXPECT_EQ(order("Gazette"), order(""));
}

}  // namespace
}  // namespace copydesk
