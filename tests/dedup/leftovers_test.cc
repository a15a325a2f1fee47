#include "dedup/leftovers.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "dedup/dedup_testing.h"

namespace copydesk {
namespace {

// The number of a process that has ended.
std::string GoneProcess() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  return std::to_string(child);
}

TEST_F(DedupTest, OnlyFilesOfProcessesThatAreGoneAreLeftovers) {
  const std::string gone = GoneProcess();
  const std::string here = std::to_string(::getpid());
  Write("out.part-" + gone, "");
  Write("out.part-" + here, "");
  Write("other.part-" + gone, "");
  Write("out.part-", "");
  Write("out.part-x", "");
  Write("deep/out.part-" + gone, "");
  RemoveLeftovers({Path("out"), Path("none/out")});
  EXPECT_FALSE(std::filesystem::exists(Path("out.part-" + gone)));
  for (const std::string& name : {"out.part-" + here, "other.part-" + gone, std::string("out.part-"),
                                  std::string("out.part-x"), "deep/out.part-" + gone}) {
    EXPECT_TRUE(std::filesystem::exists(Path(name))) << name;
  }
}

}  // namespace
}  // namespace copydesk
