#include <gtest/gtest.h>

#include "plan/costs.h"

namespace copydesk {
namespace {

PlanConstants Constants() {
  PlanConstants constants;
  constants.random_read = 0.001;
  constants.verified = 0.5;
  constants.copies.processor = {.base = 0, .document = 1e-4, .byte = 1e-8};
  constants.copies.memory = {.base = 1e8, .document = 1000, .byte = 1};
  constants.copies.bounded = {.base = 1e8, .document = 100, .byte = 0};
  constants.copies.bounded_share = 0.5;
  constants.copies.temporary = {.base = 0, .document = 1000, .byte = 1};
  constants.copies.temporary_processor = 2e-6;
  constants.copies.output = 300;
  constants.copies.serial = 0.5;
  constants.story_vector = 0.001;
  return constants;
}

PlanOptions Of(std::uint64_t documents, std::uint64_t memory, std::uint64_t machine_memory) {
  PlanOptions options;
  options.documents = documents;
  options.mean_bytes = 1000;
  options.threads = 2;
  options.memory = memory;
  options.machine_memory = machine_memory;
  return options;
}

TEST(ScanCost, InMemory) {
  const PlanConstants constants = Constants();
  const PlannedCost cost = ScanCost(constants, constants.copies, Of(100'000, 0, 0), false);
  EXPECT_NEAR(cost.processor_seconds, 11, 1e-9);
  EXPECT_NEAR(cost.seconds, 11 * 0.75, 1e-9);
  EXPECT_NEAR(cost.memory, 3e8, 1);
  EXPECT_EQ(cost.temporary, 0);
  EXPECT_NEAR(cost.disk, 3e7, 1);
}

TEST(ScanCost, BeyondItsMemory) {
  const PlanConstants constants = Constants();
  const PlannedCost cost = ScanCost(constants, constants.copies, Of(100'000, 100'000'000, 10'000'000'000), false);
  EXPECT_NEAR(cost.memory, 1e8 + 1e7 + 5e7, 1);
  EXPECT_NEAR(cost.temporary, 2e8, 1);
  EXPECT_NEAR(cost.processor_seconds, 11 + 0.2, 1e-9);
  EXPECT_NEAR(cost.seconds, 11.2 * 0.75, 1e-9);  // the files are in the page cache
}

TEST(ScanCost, BeyondThePageCache) {
  const PlanConstants constants = Constants();
  const PlannedCost cost = ScanCost(constants, constants.copies, Of(100'000, 100'000'000, 260'000'000), false);
  // 160 MB of it are used; half of the files' 200 MB are cached. Two reads a document.
  EXPECT_NEAR(cost.seconds, 11.2 * 0.75 + 200'000 * 0.5 * 0.001, 1e-6);
}

TEST(ScanCost, VectorsThatDoNotFitAreMadeAgain) {
  const PlanConstants constants = Constants();
  const PlanOptions options = Of(100'000, 400'000'000, 0);  // for 50,000 vectors
  EXPECT_NEAR(ScanCost(constants, constants.copies, options, true).processor_seconds -
                  ScanCost(constants, constants.copies, options, false).processor_seconds,
              50, 1e-6);
}

TEST(ScanCost, GrowthBeginsAboveOneHundredThousand) {
  PlanConstants constants = Constants();
  constants.copies.growth = 1;
  EXPECT_NEAR(ScanCost(constants, constants.copies, Of(100'000, 0, 0), false).processor_seconds, 11, 1e-9);
  EXPECT_NEAR(ScanCost(constants, constants.copies, Of(200'000, 0, 0), false).processor_seconds, 44, 1e-9);
}

}  // namespace
}  // namespace copydesk
