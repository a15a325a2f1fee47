#include "copydesk/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class OutputFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "copydesk-output-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  void Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

  std::string Read(const std::string& name) const {
    std::ostringstream bytes;
    bytes << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
    return bytes.str();
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  absl::Status Refusal(const std::string& path, bool force = false, std::vector<std::string> inputs = {}) const {
    const auto file = OutputFile::Create(path, {.force = force, .inputs = inputs});
    return file.status();
  }

  fs::path folder_;
};

TEST_F(OutputFileTest, AppearsWholeOnCommitOnly) {
  auto file = OutputFile::Create(Path("out"), {});
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->path(), Path("out"));
  const std::string bytes("line\nnul \0 end", 14);
  file->Append(bytes);
  file->Append(std::string(1 << 20, 'x'));
  EXPECT_FALSE(fs::exists(Path("out")));
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_THAT(Names(), ElementsAre("out"));
  EXPECT_EQ(Read("out"), bytes + std::string(1 << 20, 'x'));
}

TEST_F(OutputFileTest, AnEmptyFileIsWritten) {
  auto file = OutputFile::Create(Path("out"), {});
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_TRUE(fs::is_empty(Path("out")));
}

TEST_F(OutputFileTest, LeavesNothingWithoutCommit) {
  Write("out", "before");
  {
    auto file = OutputFile::Create(Path("out"), {.force = true});
    ASSERT_TRUE(file.ok());
    file->Append("after");
    EXPECT_EQ(Names().size(), 2U);
  }
  EXPECT_THAT(Names(), ElementsAre("out"));
  EXPECT_EQ(Read("out"), "before");
}

TEST_F(OutputFileTest, AMovedFileIsOneFile) {
  {
    auto file = OutputFile::Create(Path("out"), {});
    ASSERT_TRUE(file.ok());
    OutputFile moved = *std::move(file);
    moved.Append("bytes");
    ASSERT_TRUE(moved.Commit().ok());
  }
  EXPECT_EQ(Read("out"), "bytes");
}

TEST_F(OutputFileTest, ReplacesWithForceOnly) {
  Write("out", "before");
  const absl::Status refused = Refusal(Path("out"));
  EXPECT_TRUE(absl::IsAlreadyExists(refused)) << refused;
  EXPECT_THAT(refused.message(), HasSubstr("--force"));
  EXPECT_THAT(refused.message(), HasSubstr(Path("out")));
  auto file = OutputFile::Create(Path("out"), {.force = true});
  ASSERT_TRUE(file.ok());
  file->Append("after");
  EXPECT_EQ(Read("out"), "before");
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(Read("out"), "after");
}

TEST_F(OutputFileTest, NeverReplacesAnInput) {
  Write("in", "records");
  fs::create_hard_link(Path("in"), Path("linked"));
  for (const bool force : {false, true}) {
    const absl::Status refused = Refusal(Path("in"), force, {Path("missing"), (folder_ / "." / "in").string()});
    EXPECT_TRUE(absl::IsInvalidArgument(refused)) << refused;
    EXPECT_THAT(refused.message(), HasSubstr("input"));
    // By another name as well.
    EXPECT_TRUE(absl::IsInvalidArgument(Refusal(Path("linked"), force, {Path("in")})));
  }
  fs::create_symlink(Path("in"), Path("soft"));
  EXPECT_TRUE(absl::IsInvalidArgument(Refusal(Path("in"), true, {Path("soft")})));
  EXPECT_EQ(Read("in"), "records");
}

TEST_F(OutputFileTest, NeverWritesIntoAnInputFolder) {
  fs::create_directories(folder_ / "news" / "day");
  fs::create_directory(folder_ / "news-found");
  Write("news/day/matches.jsonl", "records");
  for (const std::string& path : {Path("news/day/matches.jsonl"), Path("news/new.jsonl"), Path("news/day/../new")}) {
    for (const std::string& input : {Path("news"), Path("news/"), Path("news/day/..")}) {
      const absl::Status refused = Refusal(path, true, {input});
      EXPECT_TRUE(absl::IsInvalidArgument(refused)) << path << " in " << input << ": " << refused;
    }
  }
  fs::create_directory_symlink(folder_ / "news" / "day", folder_ / "today");
  EXPECT_TRUE(absl::IsInvalidArgument(Refusal(Path("today/new"), true, {Path("news")})));
  EXPECT_TRUE(Refusal(Path("news-found/new"), false, {Path("news")}).ok());
  EXPECT_TRUE(Refusal(Path("new"), false, {Path("news")}).ok());
}

TEST_F(OutputFileTest, RefusesSymbolicLinksAndFolders) {
  Write("target", "before");
  fs::create_symlink("target", Path("link"));
  fs::create_symlink("nothing", Path("dangling"));
  fs::create_directory(Path("folder"));
  for (const char* name : {"link", "dangling", "folder"}) {
    for (const bool force : {false, true}) {
      const absl::Status refused = Refusal(Path(name), force);
      EXPECT_TRUE(absl::IsInvalidArgument(refused)) << name << ": " << refused;
      EXPECT_THAT(refused.message(), HasSubstr(Path(name)));
    }
  }
  EXPECT_THAT(Names(), ElementsAre("dangling", "folder", "link", "target"));
  EXPECT_EQ(Read("target"), "before");
}

TEST_F(OutputFileTest, NamesAMissingFolder) {
  const absl::Status refused = Refusal(Path("missing/out"));
  EXPECT_TRUE(absl::IsNotFound(refused)) << refused;
  EXPECT_THAT(refused.message(), HasSubstr("missing/out"));
}

TEST_F(OutputFileTest, NamesAFolderThatMayNotBeWritten) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write to every folder";
  fs::create_directory(Path("locked"));
  fs::permissions(Path("locked"), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_TRUE(absl::IsPermissionDenied(Refusal(Path("locked/out"))));
  EXPECT_TRUE(absl::IsPermissionDenied(CreateFolder(Path("locked/new"))));
  fs::permissions(Path("locked"), fs::perms::owner_all);
}

// A limit of the size of files stands for a full disk: writing fails, at the same places, with another reason.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, SIG_DFL);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_ = {};
};

TEST_F(OutputFileTest, AFailedWriteIsReportedByCommitAndLeavesNothing) {
  Write("out", "before");
  for (const std::size_t size : {std::size_t{10'000}, std::size_t{1} << 20}) {  // fails at the flush, or before it
    const FileSizeLimit limit(4096);
    auto file = OutputFile::Create(Path("out"), {.force = true});
    ASSERT_TRUE(file.ok());
    for (std::size_t i = 0; i < size; i += 1000) file->Append(std::string(1000, 'x'));
    errno = 0;  // whatever happens between the write and the end
    const absl::Status status = file->Commit();
    EXPECT_FALSE(status.ok());
    EXPECT_THAT(status.message(), HasSubstr(Path("out")));
  }
  EXPECT_THAT(Names(), ElementsAre("out"));
  EXPECT_EQ(Read("out"), "before");
}

TEST_F(OutputFileTest, ARenameThatFailsIsReported) {
  auto file = OutputFile::Create(Path("out"), {});
  ASSERT_TRUE(file.ok());
  fs::create_directory(Path("out"));
  EXPECT_FALSE(file->Commit().ok());
  EXPECT_THAT(Names(), ElementsAre("out"));
}

TEST_F(OutputFileTest, CreateFolderTakesWhatIsThere) {
  EXPECT_TRUE(CreateFolder(Path("new")).ok());
  EXPECT_TRUE(fs::is_directory(Path("new")));
  EXPECT_TRUE(CreateFolder(Path("new")).ok());
  EXPECT_TRUE(absl::IsNotFound(CreateFolder(Path("missing/new"))));
  Write("file", "");
  EXPECT_TRUE(absl::IsFailedPrecondition(CreateFolder(Path("file"))));
}

}  // namespace
}  // namespace copydesk
