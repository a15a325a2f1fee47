// Runs tests of vector kernels on every instruction set that this machine and this build have.
#ifndef COPYDESK_TESTS_TESTING_VECTOR_TARGETS_H_
#define COPYDESK_TESTS_TESTING_VECTOR_TARGETS_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "hwy/highway.h"

namespace copydesk {

// Calls `test()` once for each target, the slowest last, and says in failures and in the output which ran.
template <typename Test>
void OnEveryTarget(const Test& test) {
  std::string names;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    names += std::string(names.empty() ? "" : " ") + hwy::TargetName(target);
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    test();
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    if (testing::Test::HasFatalFailure()) return;
  }
  testing::Test::RecordProperty("targets", names);
}

}  // namespace copydesk

#endif  // COPYDESK_TESTS_TESTING_VECTOR_TARGETS_H_
