#include "copydesk/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string_view>

#include "copydesk/report.h"
#include "plan/plan_constants.h"

namespace copydesk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::uint64_t kGiB = std::uint64_t{1} << 30;
constexpr std::uint64_t kMost = 1'000'000'000'000'000;

PlanOptions Of(std::uint64_t documents, double bytes = 2400) {
  PlanOptions options;
  options.documents = documents;
  options.mean_bytes = bytes;
  options.threads = 2;
  options.machine_memory = 24 * kGiB;
  options.memory = 12 * kGiB;
  options.free_disk = 1000 * kGiB;
  return options;
}

// All that a plan counts.
std::vector<double> Figures(const Plan& plan) {
  std::vector<double> figures = {plan.machines, plan.store.query.warm, plan.store.query.cold, plan.store.query.added};
  for (const PlannedCost& cost : {plan.copies, plan.stories, plan.store.bulk, plan.store.batches}) {
    for (const double figure : {cost.processor_seconds, cost.seconds, cost.memory, cost.temporary, cost.disk}) {
      figures.push_back(figure);
    }
  }
  for (const PlannedFamily& family : plan.store.families) figures.push_back(family.bytes);
  return figures;
}

void ExpectNoneFalls(const PlanOptions& smaller, const PlanOptions& larger) {
  const std::vector<double> less = Figures(MakePlan(smaller).value());
  const std::vector<double> more = Figures(MakePlan(larger).value());
  ASSERT_EQ(less.size(), more.size());
  for (std::size_t i = 0; i < less.size(); ++i) {
    EXPECT_LE(less[i], more[i] * (1 + 1e-12))
        << "figure " << i << " of " << smaller.documents << " documents of " << smaller.mean_bytes << " bytes, and "
        << larger.documents << " of " << larger.mean_bytes;
  }
}

TEST(Plan, GrowsWithDocuments) {
  for (const double bytes : {1.0, 300.0, 2400.0, 1e6}) {
    for (double documents = 1; documents < static_cast<double>(kMost) / 2; documents *= 1.7) {
      ExpectNoneFalls(Of(static_cast<std::uint64_t>(documents), bytes),
                      Of(static_cast<std::uint64_t>(documents * 1.7) + 1, bytes));
    }
  }
}

TEST(Plan, GrowsWithBytes) {
  for (const std::uint64_t documents : {std::uint64_t{1}, std::uint64_t{100'000}, std::uint64_t{30'000'000}}) {
    for (double bytes = 1; bytes < 5e8; bytes *= 1.9) ExpectNoneFalls(Of(documents, bytes), Of(documents, bytes * 1.9));
  }
}

TEST(Plan, NoDocumentsCostNothing) {
  const Plan plan = MakePlan(Of(0)).value();
  for (const PlannedCost& cost : {plan.copies, plan.stories, plan.store.bulk, plan.store.batches}) {
    EXPECT_EQ(cost.seconds, 0);
    EXPECT_EQ(cost.memory, 0);
    EXPECT_EQ(cost.disk, 0);
  }
  EXPECT_EQ(plan.machines, 1);
  EXPECT_THAT(TerminalPlan(plan), HasSubstr("0 documents"));
}

TEST(Plan, AbsurdSizesStayFinite) {
  const Plan plan = MakePlan(Of(kMost, 1e9)).value();
  for (const double figure : Figures(plan)) {
    EXPECT_TRUE(std::isfinite(figure));
    EXPECT_GE(figure, 0);
  }
  EXPECT_TRUE(plan.scan_limits.memory && plan.scan_limits.disk && plan.scan_limits.days);
  EXPECT_TRUE(plan.extrapolated);
  EXPECT_THAT(PlanJson(plan), Not(HasSubstr("null")));
}

TEST(Plan, OptionsAreChecked) {
  PlanOptions options = Of(kMost + 1);
  EXPECT_EQ(MakePlan(options).status().code(), absl::StatusCode::kInvalidArgument);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bytes : {0.0, -1.0, 1e10, nan}) {
    EXPECT_EQ(MakePlan(Of(10, bytes)).status().code(), absl::StatusCode::kInvalidArgument) << bytes;
  }
  for (const double near : {0.0, 1.1, nan}) {
    options = Of(10);
    options.near_jaccard = near;
    EXPECT_FALSE(MakePlan(options).ok()) << near;
  }
  for (const double recall : {0.4, 1.0, nan}) {
    options = Of(10);
    options.recall = recall;
    EXPECT_FALSE(MakePlan(options).ok()) << recall;
  }
  options = Of(10);
  options.sketch.bins = 100;
  EXPECT_FALSE(MakePlan(options).ok());
}

TEST(Plan, RecallIsThatOfTheBands) {
  PlanOptions options = Of(1000);
  options.near_jaccard = 0.75;
  options.recall = 0.95;
  const Plan plan = MakePlan(options).value();
  ASSERT_EQ(plan.recall.size(), 4u);
  EXPECT_GE(plan.bands.Recall(0.75), 0.95);
  for (const PlannedRecall& one : plan.recall) {
    const double equal = one.jaccard + (1 - one.jaccard) / 256;  // bins of 8 bits agree by chance
    double none = 1;
    for (int band = 0; band < plan.bands.bands; ++band) {
      double all = 1;
      for (int row = 0; row < plan.bands.rows; ++row) all *= equal;
      none *= 1 - all;
    }
    EXPECT_NEAR(one.recall, 1 - none, 1e-9) << one.jaccard;
  }
  EXPECT_EQ(plan.recall[1].jaccard, 0.75);
  EXPECT_EQ(MakePlan(Of(1)).value().recall.size(), 3u);  // 0.7 once
  EXPECT_EQ(plan.sure_tokens, 20);
}

TEST(Plan, ThreadsShortenTheClockOnly) {
  PlanOptions options = Of(1'000'000);
  const Plan two = MakePlan(options).value();
  options.threads = 16;
  const Plan many = MakePlan(options).value();
  EXPECT_LT(many.copies.seconds, two.copies.seconds);
  EXPECT_EQ(many.copies.processor_seconds, two.copies.processor_seconds);
  options.threads = 0;
  EXPECT_GT(MakePlan(options).value().options.threads, 0);
}

TEST(Plan, SaysWhenOneMachineIsTooSmall) {
  const Plan small = MakePlan(Of(100'000)).value();
  EXPECT_EQ(small.machines, 1);
  EXPECT_FALSE(small.extrapolated);
  EXPECT_THAT(TerminalPlan(small), Not(HasSubstr("cluster")));
  const Plan large = MakePlan(Of(1'000'000'000)).value();
  EXPECT_TRUE(large.scan_limits.memory);
  EXPECT_TRUE(large.scan_limits.disk);
  EXPECT_TRUE(large.extrapolated);
  EXPECT_GT(large.machines, 3);
  EXPECT_THAT(TerminalPlan(large), HasSubstr("cluster"));
  EXPECT_THAT(TerminalPlan(large), HasSubstr("extrapolated"));
}

TEST(Plan, OnlyWhatIsAskedForCounts) {
  PlanOptions options = Of(1'000'000);
  options.copies = false;
  EXPECT_EQ(MakePlan(options).value().copies.seconds, 0);
  EXPECT_THAT(TerminalPlan(MakePlan(options).value()), Not(HasSubstr("scan, copies")));
  options = Of(1'000'000);
  options.keep_text = false;
  const PlannedStore without = MakePlan(options).value().store;
  EXPECT_LT(without.bulk.disk, MakePlan(Of(1'000'000)).value().store.bulk.disk);
  EXPECT_EQ(without.families.back().bytes, 0);
}

TEST(Plan, IsReadAtEightyColumns) {
  for (const std::uint64_t documents : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1'000'000}, kMost}) {
    for (const double bytes : {1.0, 2400.0, 1e9}) {
      const std::string text = TerminalPlan(MakePlan(Of(documents, bytes)).value());
      std::size_t begin = 0;
      for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        EXPECT_LE(end - begin, 80u) << std::string_view(text).substr(begin, end - begin);
        begin = end + 1;
      }
      EXPECT_EQ(begin, text.size());
    }
  }
}

}  // namespace
}  // namespace copydesk
