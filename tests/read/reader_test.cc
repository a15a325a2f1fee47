#include "copydesk/reader.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "read/testing.h"

namespace copydesk {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class ReaderTest : public FolderTest {
 protected:
  Records ReadAll(const std::vector<std::string>& inputs, ReaderOptions options = {}, std::uint64_t max_bytes = 1) {
    Records records;
    options.on_reject = [&](const Reject& reject) { records.rejects.push_back(reject); };
    auto reader = OpenReader(inputs, options);
    EXPECT_TRUE(reader.ok()) << reader.status();
    if (!reader.ok()) return records;
    while (true) {
      auto batch = (*reader)->ReadBatch(max_bytes);
      EXPECT_TRUE(batch.ok()) << batch.status();
      if (!batch.ok() || batch->empty()) break;
      for (Document& document : *batch) records.documents.push_back(std::move(document));
    }
    counts_ = (*reader)->counts();
    EXPECT_EQ(counts_.records, records.documents.size());
    EXPECT_EQ(counts_.rejects, records.rejects.size());
    total_ = (*reader)->total_bytes();
    records.counts.bytes_out = counts_.bytes_out;
    return records;
  }

  ReaderCounts counts_;
  std::uint64_t total_ = 0;
};

// Standard input is a file or pipe for as long as this lives.
class StandardInput {
 public:
  explicit StandardInput(int descriptor) : saved_(dup(STDIN_FILENO)) { EXPECT_EQ(dup2(descriptor, STDIN_FILENO), 0); }
  ~StandardInput() {
    dup2(saved_, STDIN_FILENO);
    close(saved_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  const int saved_;
};

TEST_F(ReaderTest, AFolderOfEverything) {
  const std::string lines = "{\"text\":\"one\",\"id\":\"1\"}\nbroken\n{\"text\":\"two\"}\n";
  (void)Write("a.jsonl", lines);
  (void)Write("b.jsonl.gz", Gzip(lines));
  (void)Write("c/d.zst", Zstd("plain text"));
  (void)Write("e.pdf", "%PDF-1.4 ...");
  (void)Write("f.empty", "");
  (void)Write("g.html", "<!DOCTYPE html><p>x");
  (void)Write("h.tar.gz", Gzip(std::string(257, 'x') + std::string("ustar\0", 6)));
  (void)Write("z.txt", "last");
  const Records records = ReadAll({folder_.native()});
  EXPECT_THAT(Texts(records), ElementsAre("one", "two", "one", "two", "plain text", "<!DOCTYPE html><p>x", "last"));
  EXPECT_THAT(Ids(records), ElementsAre("1", Path("a.jsonl:3"), "1", Path("b.jsonl.gz:3"), Path("c/d.zst"),
                                        Path("g.html"), Path("z.txt")));
  EXPECT_THAT(records.rejects, ElementsAre(AllOf(Field(&Reject::file, Path("a.jsonl")), Field(&Reject::line, 2U)),
                                           AllOf(Field(&Reject::file, Path("b.jsonl.gz")), Field(&Reject::line, 2U)),
                                           Field(&Reject::reason, HasSubstr("a PDF document")),
                                           Field(&Reject::reason, HasSubstr("empty")),
                                           Field(&Reject::reason, HasSubstr("a tar archive"))));
  EXPECT_EQ(counts_.files, 8U);
  EXPECT_EQ(counts_.bytes_in, total_);
  EXPECT_GT(counts_.bytes_out, 2 * lines.size());
}

TEST_F(ReaderTest, BatchesHoldAtLeastOneRecordAndReachTheirSize) {
  std::string lines;
  for (int i = 0; i < 100; ++i) absl::StrAppend(&lines, R"({"text":"","id":)", i, "}\n");
  const std::string path = Write("a", lines);
  // Records of no text count by what they take in memory.
  for (const auto& [size, fewest, most] : {std::tuple(std::size_t{0}, 1U, 1U), std::tuple(std::size_t{1}, 1U, 1U),
                                           std::tuple(10 * sizeof(Document), 5U, 10U)}) {
    auto reader = OpenReader({path, path}, {});
    ASSERT_TRUE(reader.ok());
    std::size_t records = 0;
    for (auto batch = (*reader)->ReadBatch(size); !batch->empty(); batch = (*reader)->ReadBatch(size)) {
      records += batch->size();
      EXPECT_LE(batch->size(), most);
      EXPECT_GE(batch->size(), records < 200 ? fewest : 1U);
    }
    EXPECT_EQ(records, 200U);
    EXPECT_THAT(*(*reader)->ReadBatch(size), IsEmpty());
  }
}

TEST_F(ReaderTest, FailOnRejectGivesTheRecordsBeforeAndThenTheError) {
  const std::string path = Write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":5}\n{\"text\":\"b\"}\n");
  ReaderOptions options;
  options.fail_on_reject = true;
  options.on_reject = [](const Reject&) { ADD_FAILURE(); };
  auto reader = OpenReader({path}, options);
  ASSERT_TRUE(reader.ok());
  EXPECT_THAT(*(*reader)->ReadBatch(1 << 20), SizeIs(1));
  for (int i = 0; i < 2; ++i) {
    const absl::Status status = (*reader)->ReadBatch(1 << 20).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(status.message(), path + ":2: field text is a number, not a string; name another with --text-field");
  }
  EXPECT_EQ((*reader)->counts().rejects, 1U);
}

TEST_F(ReaderTest, FailOnRejectNamesTheByteWhereThereIsNoLine) {
  const std::string stored = Gzip("{\"text\":\"a\"}\n");
  const std::string path = Write("a", stored.substr(0, stored.size() - 4));
  ReaderOptions options;
  options.fail_on_reject = true;
  auto reader = OpenReader({path}, options);
  ASSERT_TRUE(reader.ok());
  EXPECT_THAT(*(*reader)->ReadBatch(100), SizeIs(1));
  EXPECT_EQ((*reader)->ReadBatch(100).status().message(), path + " at byte 13: truncated gzip; fetch the file again");
}

// A pipe that gives one record and then nothing: what was read ahead does not hold up who has enough, or is
// interrupted.
TEST_F(ReaderTest, AWaitForInputEnds) {
  for (const bool cancelled : {false, true}) {
    int pipe_ends[2] = {};
    ASSERT_EQ(pipe2(pipe_ends, O_CLOEXEC), 0);
    ASSERT_GE(fcntl(pipe_ends[1], F_SETPIPE_SZ, 1 << 20), 1 << 20);  // the reader looks at 64 KiB before it begins
    const std::string record = R"({"id": "a", "text": ")" + std::string(100'000, 'x') + "\"}\n";
    ASSERT_EQ(write(pipe_ends[1], record.data(), record.size()), static_cast<ssize_t>(record.size()));
    const StandardInput input(pipe_ends[0]);
    std::atomic<bool> cancel = false;
    ReaderOptions options;
    options.cancel = &cancel;
    auto reader = OpenReader({"-"}, options);
    ASSERT_TRUE(reader.ok());
    EXPECT_THAT((*reader)->ReadBatch(1).value(), SizeIs(1));
    if (cancelled) {
      cancel = true;
      EXPECT_EQ((*reader)->ReadBatch(1).status().code(), absl::StatusCode::kCancelled);
    }
    reader->reset();
    close(pipe_ends[0]);
    close(pipe_ends[1]);
  }
}

// Nobody has opened it for writing yet, which is no end.
TEST_F(ReaderTest, ANamedPipeIsWaitedFor) {
  const std::string path = Path("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  std::atomic<bool> cancel = false;
  ReaderOptions options;
  options.cancel = &cancel;
  auto reader = OpenReader({path}, options);
  ASSERT_TRUE(reader.ok());
  std::jthread writer([&path] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    std::ofstream(path) << R"({"id": "a", "text": "one"})"
                        << "\n";
  });
  EXPECT_THAT((*reader)->ReadBatch(1000).value(), SizeIs(1));
  EXPECT_THAT((*reader)->ReadBatch(1000).value(), IsEmpty());
}

// They come with the records that they stand between, however far ahead the input was read.
TEST_F(ReaderTest, RejectsAndCountsComeWithTheirBatch) {
  std::string lines;
  for (int i = 0; i < 20; ++i)
    lines += i % 2 == 0 ? absl::StrCat(R"({"id": ")", i, R"(", "text": "one"})", "\n") : "{\n";
  const std::string path = Write("a.jsonl", lines);
  std::vector<std::uint64_t> rejected;
  ReaderOptions options;
  options.on_reject = [&](const Reject& reject) { rejected.push_back(reject.line); };
  auto reader = OpenReader({path}, options);
  ASSERT_TRUE(reader.ok());
  for (std::uint64_t records = 1; records <= 10; ++records) {
    EXPECT_THAT((*reader)->ReadBatch(1).value(), SizeIs(1));
    EXPECT_EQ((*reader)->counts().records, records);
    EXPECT_THAT(rejected, SizeIs(records - 1));
  }
  EXPECT_THAT((*reader)->ReadBatch(1).value(), IsEmpty());
  EXPECT_THAT(rejected, SizeIs(10));
}

TEST_F(ReaderTest, StandardInputInAnyFormat) {
  const std::string lines = "{\"text\":\"a\",\"id\":\"x\"}\n{\"text\":\"b\"}\n";
  for (const std::string& stored : {lines, Gzip(lines), Zstd(lines)}) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    ASSERT_EQ(write(pipe_ends[1], stored.data(), stored.size()), static_cast<ssize_t>(stored.size()));
    close(pipe_ends[1]);
    {
      const StandardInput input(pipe_ends[0]);
      const Records records = ReadAll({"-"});
      EXPECT_THAT(Ids(records), ElementsAre("x", "-:2"));
      EXPECT_EQ(records.documents[1].metadata.locator.file, "-");
      EXPECT_EQ(counts_.bytes_in, stored.size());
      EXPECT_EQ(total_, 0U);
    }
    close(pipe_ends[0]);
  }
}

TEST_F(ReaderTest, OptionsAreChecked) {
  const std::string path = Write("a", "text");
  EXPECT_EQ(OpenReader({}, {}).status().code(), absl::StatusCode::kInvalidArgument);
  ReaderOptions options;
  options.max_record_bytes = 0;
  EXPECT_EQ(OpenReader({path}, options).status().code(), absl::StatusCode::kInvalidArgument);
  options.max_record_bytes = std::uint64_t{5} << 30;
  EXPECT_EQ(OpenReader({path}, options).status().code(), absl::StatusCode::kInvalidArgument);
  options = {};
  options.fields.text = {};
  EXPECT_EQ(OpenReader({path}, options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(ReaderTest, AMissingPathIsFoundBeforeAnythingIsRead) {
  const absl::Status status = OpenReader({Write("a", "text"), Path("missing")}, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr(Path("missing")));
}

TEST_F(ReaderTest, AFileThatVanishesIsAnErrorIfNamedAndARejectIfWalked) {
  const std::string path = Write("folder/a", "text");
  auto named = OpenReader({path}, {});
  ReaderOptions options;
  std::vector<Reject> rejects;
  options.on_reject = [&](const Reject& reject) { rejects.push_back(reject); };
  auto walked = OpenReader({Path("folder")}, options);
  ASSERT_TRUE(named.ok() && walked.ok());
  std::filesystem::remove(path);
  const absl::Status status = (*named)->ReadBatch(1).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), StartsWith(path));
  EXPECT_THAT(*(*walked)->ReadBatch(1), IsEmpty());
  EXPECT_THAT(rejects, ElementsAre(AllOf(Field(&Reject::file, path), Field(&Reject::reason, StartsWith("cannot be")))));
}

TEST_F(ReaderTest, AFileThatTurnsIntoAPipeDoesNotBlock) {
  const std::string path = Write("folder/a", "text");
  ReaderOptions options;
  std::vector<Reject> rejects;
  options.on_reject = [&](const Reject& reject) { rejects.push_back(reject); };
  auto reader = OpenReader({Path("folder")}, options);
  ASSERT_TRUE(reader.ok());
  std::filesystem::remove(path);
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_THAT(*(*reader)->ReadBatch(1), IsEmpty());
  EXPECT_THAT(rejects, ElementsAre(Field(&Reject::reason, StartsWith("no regular file"))));
}

TEST_F(ReaderTest, AFileWithoutPermissionIsARejectInAFolderAndAnErrorWhenNamed) {
  const std::string closed = Write("folder/a", "text");
  (void)Write("folder/b", "text");
  ASSERT_EQ(chmod(closed.c_str(), 0), 0);
  ASSERT_EQ(chmod(Path("").c_str(), 0755), 0);
  const bool root = geteuid() == 0;  // whom permissions do not bind
  if (root) {
    ASSERT_EQ(seteuid(65534), 0);
  }
  const Records records = ReadAll({Path("folder")});
  const absl::Status named = OpenReader({closed}, {}).status();
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_THAT(Ids(records), ElementsAre(EndsWith("/b")));
  EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("Permission denied")));
  EXPECT_EQ(named.code(), absl::StatusCode::kPermissionDenied);
}

TEST_F(ReaderTest, ALineBombCostsNeitherMemoryNorTheLinesAfterIt) {
  std::string lines = "{\"text\":\"";
  lines.append(80'000'000, ' ');
  lines += "\"}\n{\"text\":\"after\"}\n";
  const std::string bomb = Gzip(lines);
  ReaderOptions options;
  options.max_record_bytes = 1 << 20;
  const Records records = ReadAll({Write("a", bomb)}, options);
  EXPECT_THAT(Texts(records), ElementsAre("after"));
  EXPECT_THAT(Reasons(records), ElementsAre(HasSubstr("longer than")));
}

}  // namespace
}  // namespace copydesk
