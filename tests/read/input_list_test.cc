#include "read/input_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "read/testing.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class InputListTest : public FolderTest {
 protected:
  // Paths below the folder, with the problem after a colon.
  std::vector<std::string> List(const std::vector<std::string>& inputs) {
    const absl::StatusOr<InputList> list = ListInputs(inputs);
    EXPECT_TRUE(list.ok()) << list.status();
    std::vector<std::string> out;
    if (!list.ok()) return out;
    total_ = list->total_bytes;
    for (const InputFile& file : list->files) {
      const std::string path = file.path.starts_with(Path("")) ? file.path.substr(Path("").size()) : file.path;
      out.push_back(file.problem.empty() ? path : path + ": " + file.problem);
    }
    return out;
  }

  std::uint64_t total_ = 0;
};

TEST_F(InputListTest, WalksInBytewiseOrderOfPaths) {
  for (const std::string name : {"b/z", "b.txt", "b-1", "a", "Z", "é", "b/c/d", "b/c.d", ".hidden", "b/.git/config"}) {
    (void)Write(name, "12");
  }
  EXPECT_THAT(List({Path("")}), ElementsAre("Z", "a", "b-1", "b.txt", "b/c.d", "b/c/d", "b/z", "é"));
  EXPECT_EQ(total_, 16U);
}

TEST_F(InputListTest, InputsKeepTheirOrder) {
  const std::string b = Write("b", "1");
  const std::string hidden = Write(".a", "234");
  EXPECT_THAT(List({b, hidden, b}), ElementsAre("b", ".a", "b"));
  EXPECT_EQ(total_, 5U);
  EXPECT_THAT(List({"-", b}), ElementsAre("-", "b"));
  EXPECT_EQ(total_, 0U);
}

TEST_F(InputListTest, LinksToFilesAreReadAndLinksToFoldersAreNot) {
  (void)Write("real/a", "1");
  std::filesystem::create_directory_symlink(Path("real"), Path("real/loop"));
  std::filesystem::create_directory_symlink(Path("real"), Path("link"));
  std::filesystem::create_symlink(Path("real/a"), Path("real/b"));
  std::filesystem::create_symlink(Path("nowhere"), Path("real/c"));
  EXPECT_THAT(List({Path("real")}), ElementsAre("real/a", "real/b", "real/c: a link to nothing; remove it"));
  EXPECT_THAT(List({Path("link")}), ElementsAre("link/a", "link/b", HasSubstr("link/c: ")));
  EXPECT_THAT(List({Path("real/b")}), ElementsAre("real/b"));
}

TEST_F(InputListTest, APipeIsRefusedInAFolderAndReadWhenNamed) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  EXPECT_THAT(List({Path("")}), ElementsAre("pipe: no regular file; name it directly to read it"));
  EXPECT_THAT(List({Path("pipe"), Write("a", "1")}), ElementsAre("pipe", "a"));
  EXPECT_EQ(total_, 0U);
}

TEST_F(InputListTest, AnEmptyFolderIsNoFile) { EXPECT_THAT(List({Path("")}), IsEmpty()); }

TEST_F(InputListTest, NamesErrors) {
  EXPECT_EQ(ListInputs({}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ListInputs({"-", "-"}).status().code(), absl::StatusCode::kInvalidArgument);
  for (const std::string& path : {Path("missing"), Write("file", "1") + "/below", std::string()}) {
    const absl::Status status = ListInputs({Path(""), path}).status();
    EXPECT_THAT(std::string(status.message()), HasSubstr(path));
    if (path != Path("file") + "/below") {
      EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
    }
  }
}

// Permissions do not bind root: the walk is done as somebody else, if that is allowed.
TEST_F(InputListTest, AFolderWithoutPermissionIsAProblem) {
  (void)Write("a/closed/x", "1");
  (void)Write("a/open", "1");
  ASSERT_EQ(chmod(Path("a/closed").c_str(), 0), 0);
  ASSERT_EQ(chmod(Path("").c_str(), 0755), 0);
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(seteuid(65534), 0);
  }
  const std::vector<std::string> listed = List({Path("a")});
  const absl::Status named = ListInputs({Path("a/closed")}).status();
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  ASSERT_EQ(chmod(Path("a/closed").c_str(), 0755), 0);
  EXPECT_THAT(listed, ElementsAre(HasSubstr("a/closed: cannot be read (Permission denied)"), "a/open"));
  EXPECT_EQ(named.code(), absl::StatusCode::kPermissionDenied);
}

}  // namespace
}  // namespace copydesk
