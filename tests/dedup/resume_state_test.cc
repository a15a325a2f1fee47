#include "dedup/resume_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ResumeStateTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "copydesk-resume-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    parent_ = name;
    folder_ = name + "/out.resume";
  }
  void TearDown() override { fs::remove_all(parent_); }

  std::unique_ptr<ResumeState> Open(bool resume, bool force = false, const std::string& run = "{}") const {
    auto state = ResumeState::Open(folder_, run, resume, force);
    EXPECT_TRUE(state.ok()) << state.status();
    return state.ok() ? *std::move(state) : nullptr;
  }

  std::string parent_;
  std::string folder_;
};

TEST_F(ResumeStateTest, NothingIsMadeBeforeCreate) {
  EXPECT_FALSE(Open(true)->found());
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(ResumeStateTest, WhatWasDoneComesBack) {
  {
    const auto state = Open(true);
    ASSERT_TRUE(state->Create().ok());
    ASSERT_TRUE(state->MarkRead(0).ok());
    ASSERT_TRUE(state->MarkRead(3).ok());
    ASSERT_TRUE(state->MarkRead(3).ok());
    ASSERT_TRUE(state->AppendFound({"a", "b"}).ok());
    ASSERT_TRUE(state->MarkWritten(1).ok());
  }
  const auto state = Open(true);
  EXPECT_TRUE(state->found());
  EXPECT_THAT(state->read(), ElementsAre(0, 3));
  EXPECT_THAT(state->written(), ElementsAre(1));
  EXPECT_THAT(state->FoundLines().value(), ElementsAre("a", "b"));
  EXPECT_FALSE(state->decided());
  ASSERT_TRUE(state->Remove().ok());
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(ResumeStateTest, ALineThatWasCutOffDoesNotCount) {
  ASSERT_TRUE(Open(true)->Create().ok());
  std::ofstream(folder_ + "/read") << "0\n1";
  std::ofstream(folder_ + "/found.jsonl") << "whole\ncut";
  {
    const auto state = Open(true);
    EXPECT_THAT(state->read(), ElementsAre(0));
    ASSERT_TRUE(state->MarkRead(12).ok());
    ASSERT_TRUE(state->AppendFound({"next"}).ok());
  }
  const auto state = Open(true);
  EXPECT_THAT(state->read(), ElementsAre(0, 12));
  EXPECT_THAT(state->FoundLines().value(), ElementsAre("whole", "next"));
}

TEST_F(ResumeStateTest, AnotherRunIsNotGoneOnWith) {
  ASSERT_TRUE(Open(true)->Create().ok());
  const auto other = ResumeState::Open(folder_, R"({"keep":1})", true, false);
  EXPECT_THAT(std::string(other.status().message()), HasSubstr("other inputs or options"));
  const auto plain = ResumeState::Open(folder_, "{}", false, false);
  EXPECT_THAT(std::string(plain.status().message()), HasSubstr("--resume"));
}

TEST_F(ResumeStateTest, ForceBeginsAnew) {
  ASSERT_TRUE(Open(true)->Create().ok());
  EXPECT_FALSE(Open(false, true, R"({"keep":1})")->found());
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(ResumeStateTest, ARunThatDidNothingIsForgotten) {
  fs::create_directory(folder_);
  std::ofstream(folder_ + "/run") << "{\"cut";
  EXPECT_FALSE(Open(true)->found());
}

// A run that is killed while it removes its state is gone on with: its decision outlives its store.
TEST_F(ResumeStateTest, TheDecisionOutlivesTheStore) {
  const auto state = Open(true);
  ASSERT_TRUE(state->Create().ok());
  std::ofstream(folder_ + "/removed.jsonl") << "0\n";
  fs::create_directory(folder_ + "/store");
  fs::create_directory(folder_ + "/store/held");
  fs::permissions(folder_ + "/store", fs::perms::owner_read | fs::perms::owner_exec);
  if (::geteuid() == 0) GTEST_SKIP() << "root removes what is in a folder that may not be written";
  EXPECT_FALSE(state->Remove().ok());
  EXPECT_TRUE(fs::exists(folder_ + "/removed.jsonl"));
  fs::permissions(folder_ + "/store", fs::perms::owner_all);
  EXPECT_TRUE(Open(true)->decided());
}

TEST_F(ResumeStateTest, ALinkIsNoState) {
  fs::create_directory(parent_ + "/other");
  fs::create_directory_symlink(parent_ + "/other", folder_);
  EXPECT_FALSE(ResumeState::Open(folder_, "{}", false, true).ok());
  EXPECT_TRUE(fs::exists(parent_ + "/other"));
}

}  // namespace
}  // namespace copydesk
