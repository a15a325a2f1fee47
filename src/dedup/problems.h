// What a verification found wrong.
#ifndef COPYDESK_DEDUP_PROBLEMS_H_
#define COPYDESK_DEDUP_PROBLEMS_H_

#include <cstddef>
#include <string>
#include <utility>

#include "copydesk/dedup.h"

namespace copydesk {

class Problems {
 public:
  // `report` must stay live while this is live.
  explicit Problems(VerifyReport* report) : report_(*report) {}

  void Add(std::string problem) {
    constexpr std::size_t kMost = 100;
    ++report_.problem_count;
    if (report_.problems.size() < kMost) report_.problems.push_back(std::move(problem));
  }

 private:
  VerifyReport& report_;
};

}  // namespace copydesk

#endif  // COPYDESK_DEDUP_PROBLEMS_H_
