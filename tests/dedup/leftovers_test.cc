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

TEST_F(DedupTest, AResumedRunRemovesWhatAKilledOneBegan) {
  Write("in/a.jsonl", Record("1", SomeText(1)));
  Write("in/b.jsonl", Record("2", SomeText(2)));
  const std::string gone = GoneProcess();
  Write("out.part-" + gone, "");  // of a run that found out whether it can write there
  Write("removed.jsonl.part-" + gone, "");
  DedupOptions options = OptionsFor({"in"});
  Run(options);
  EXPECT_TRUE(std::filesystem::exists(Path("out.part-" + gone))) << "not resumed: perhaps of another run";
  Write("out/.copydesk.part-" + gone, "");
  Write("out/b.jsonl.part-" + gone, "");
  options.resume = true;
  Run(options);
  for (const std::string name : {"out", "removed.jsonl", "out/.copydesk", "out/b.jsonl"}) {
    EXPECT_FALSE(std::filesystem::exists(Path(name + ".part-" + gone))) << name;
  }
}

}  // namespace
}  // namespace copydesk
